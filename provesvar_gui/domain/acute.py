"""The emergency analytes of a result: which series belong to which, and the newest of each. Nothing is joined or judged.

A series of one national code and one unit stays one line; what is measured in plasma and in serum are two lines on one card.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow, Rounded
from typing import TYPE_CHECKING, Final

from provesvar_gui.domain import acute_latest, marked, text_concepts, trend_lines
from provesvar_gui.domain.acute_index import Index, Verdict
from provesvar_gui.domain.laboratories import laboratory_name
from provesvar_gui.domain.results import NEVER, Quantity, Veiled

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence
    from datetime import datetime

    from provesvar_gui.domain.acute_table import AcuteTable, Analyte, CardKind
    from provesvar_gui.domain.placed import Placed
    from provesvar_gui.domain.series import Point, Series
    from provesvar_gui.domain.trend_parts import Why
    from provesvar_gui.domain.versions import Earlier, Versions

_EXACT: Final = Context(prec=60, traps=[Inexact, Rounded, Overflow, InvalidOperation, DivisionByZero])


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StripLine(Veiled):
    """One series on a card; its points are the patient's own (none ``apart``).

    ``newest``: the newest that stands, has a day and holds a value. ``first``: what stands before the others: the newest, but
    of an episode in words the newest that was marked or found something. ``others``: values that may be as new, and the other
    words of the episode. ``awaited``: as late or later ones without a value, oldest first. ``voided``: how many as late or later
    ones were cancelled. ``undated``: values without a day. ``ahead``: values dated after the fetch.

    ``previous``: the newest number before ``newest``, ``previous_rivals``: others of its time; ``unlike``: why the two may not be
    compared; ``difference``: newest less previous, exact, in the unit of the series, where they may and are plain numbers. All of
    them are empty until every page is in (invariant 11). ``below``: what hangs under each and stands. ``earlier``: what ``first``
    took the place of, where it is another value. ``one_report``: ``newest`` and ``previous`` are of two versions of one report,
    so that nobody knows whether anything changed but the report. ``aside``: newer values under a code of the analyte that cannot
    be relied on, since name, material or unit is another; on the first line of the analyte. ``repeated``: in how many samples the
    same words were found, where in more than one: one bottle of four says something else than three.
    """

    analyte: str
    series: Series
    newest: Point | None = None
    first: Point | None = None
    others: tuple[Point, ...] = ()
    awaited: tuple[Point, ...] = ()
    undated: tuple[Point, ...] = ()
    ahead: tuple[Point, ...] = ()
    voided: int = 0
    previous: Point | None = None
    previous_rivals: tuple[Point, ...] = ()
    unlike: Why | None = None
    difference: Decimal | None = None
    below: tuple[tuple[Point, tuple[Placed, ...]], ...] = ()
    earlier: Earlier | None = None
    one_report: bool = False
    aside: tuple[Point, ...] = ()
    repeated: tuple[tuple[Point, int], ...] = ()

    @property
    def shown(self) -> Point | None:
        """What stands on the card: the newest value, else one without a day, else the last that is awaited, else one to come."""
        if self.first is not None:
            return self.first
        if self.undated:
            return max(reversed(self.undated), key=lambda point: marked.rank(point.observation))
        return next(iter((*reversed(self.awaited), *self.ahead)), None)

    @property
    def told(self) -> tuple[Point, ...]:
        """Everything that must be said of it, what stands on the card first."""
        found = (self.shown, *self.others, *self.undated, *self.ahead)
        return tuple({id(point): point for point in found if point is not None}.values())

    @property
    def members(self) -> tuple[Placed, ...]:
        """What hangs directly under ``shown`` and stands."""
        return self.under(self.shown)

    def samples(self, point: Point | None) -> int:
        """In how many samples the words of one of its results were found."""
        return next((count for each, count in self.repeated if each is point), 1)

    def under(self, point: Point | None) -> tuple[Placed, ...]:
        """What hangs directly under one of its results and stands."""
        return next((members for each, members in self.below if each is point), ())


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Card(Veiled):
    """What stands together.

    ``lines``: in the order of the kind's analytes, never empty. Of one analyte the newest first; but of answers in words
    (cultures of different materials, bottles) what found something or was marked first, then the newest, however old it is: a
    positive culture never stands behind a negative one for its age. ``only``: the analyte, where all lines are of one of several.
    """

    kind: CardKind
    lines: tuple[StripLine, ...]
    only: Analyte | None = None

    def name(self, language: str) -> str:
        """What stands over it: bilirubin alone is not called «ALAT / bilirubin»."""
        if self.only is None:
            return self.kind.name(language)
        return self.only.en if language == "en" else self.only.nb

    @property
    def found_first(self) -> bool:
        """Whether something older stands before something newer, since it found something: that must be said."""
        if any(_is_before(line.first, line.newest) for line in self.lines):
            return True
        return any(
            one.analyte == other.analyte and _is_before(one.shown, other.shown)
            for place, one in enumerate(self.lines)
            for other in self.lines[place + 1 :]
        )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AcuteStrip(Veiled):
    """``complete``: every page is in. Counted are the patient's own standing results that hold a value.

    ``local``: with another code than a national one, not mapped by an administrator (susceptibilities aside). ``uncoded``:
    quantities without any code. ``disagreeing``: with a national code of the table that cannot be relied on here: its name,
    material or unit is another than the code's, or it has a second code that says something else, or that nobody knows.
    ``apart``: results of the table's analytes that are registered on another kind of identifier. ``unplaced``: of the local and
    uncoded ones, the newest of each series that the laboratory calls what an analyte is called, where no card has anything as
    new: named, so that nobody takes them for missing.
    """

    complete: bool = False
    cards: tuple[Card, ...] = ()
    local: int = 0
    uncoded: int = 0
    disagreeing: int = 0
    apart: int = 0
    unplaced: tuple[Point, ...] = ()

    @property
    def laboratories(self) -> frozenset[str]:
        """Who made what stands on the cards, by name."""
        shown = (line.shown for card in self.cards for line in card.lines)
        return frozenset(laboratory_name(point.placed) for point in shown if point is not None) - {""}


def place(
    series: Iterable[Series],
    table: AcuteTable,
    *,
    complete: bool,
    end: datetime | None = None,
    versions: Versions | None = None,
) -> Generator[None, None, AcuteStrip]:
    """Put every series where it belongs; gives way while it works. ``end``: the time of the fetch, where it is known."""
    index = Index(table)
    counts = dict.fromkeys(Verdict, 0)
    lines: dict[str, list[StripLine]] = {}
    trees: list[Series] = []
    aside: dict[str, list[Point]] = {}
    unplaced: list[tuple[Point, frozenset[str]]] = []
    apart = 0
    for each in series:
        yield
        if each.key.under:
            trees.append(each)
        kept: dict[str, list[Point]] = {}
        local: list[Point] = []
        for point, found in index.judge(each):
            if isinstance(found, Verdict):
                if not _counts(point) or point.placed.apart:
                    continue
                counts[found] += 1
                if found is Verdict.DISAGREEING:
                    aside.setdefault(index.suspected(point.observation), []).append(point)
                elif found is not Verdict.OTHER:
                    local.append(point)
            elif point.placed.apart:
                apart += _counts(point)
            else:
                kept.setdefault(found, []).append(point)
        if local and (named := index.named(local[-1].observation)):
            unplaced.append((local[-1], named))
        for analyte, points in kept.items():
            made = yield from _line(analyte, _of(each, points), complete=complete, end=end)
            lines.setdefault(analyte, []).append(made)
    yield
    members = yield from _members(lines, trees)
    finished = {
        key: _beside([_finished(line, members, versions) for line in found], aside.get(key, ())) for key, found in lines.items()
    }
    return AcuteStrip(
        complete=complete,
        cards=tuple(_cards(table, finished)),
        local=counts[Verdict.LOCAL],
        uncoded=counts[Verdict.UNCODED],
        disagreeing=counts[Verdict.DISAGREEING],
        apart=apart,
        unplaced=_unplaced(unplaced, finished),
    )


def _unplaced(found: list[tuple[Point, frozenset[str]]], lines: dict[str, list[StripLine]]) -> tuple[Point, ...]:
    """Those that nothing as new stands for on a card, newest first."""
    newest = {key: max(map(_when, each), default=NEVER) for key, each in lines.items()}
    kept = (point for point, named in found if all((point.when or NEVER) > newest.get(key, NEVER) for key in named))
    return tuple(sorted(kept, key=lambda point: point.when or NEVER, reverse=True))


def _beside(lines: list[StripLine], aside: Sequence[Point]) -> list[StripLine]:
    """The lines of one analyte, told what stands between or beside them."""
    newest = max((_when(line) for line in lines), default=NEVER)
    newer = tuple(point for point in aside if point.when is not None and point.when > newest)
    made = [replace(line, previous=None, previous_rivals=()) if _overtaken(line, lines) else line for line in lines]
    if newer and made:
        first = max(range(len(made)), key=lambda at: _when(made[at]))
        made[first] = replace(made[first], aside=newer)
    return made


def _overtaken(line: StripLine, lines: list[StripLine]) -> bool:
    """Whether another culture lies between the newest answer in words and the one before it: that one is not «before»."""
    if line.newest is None or line.previous is None or not acute_latest.said_in_words(line.newest):
        return False
    then, now = line.previous.when or NEVER, _when(line)
    return any(each is not line and any(then < (point.when or NEVER) < now for point in each.told) for each in lines)


def _counts(point: Point) -> bool:
    return not point.placed.void and point.observation.value is not None


def _of(series: Series, points: list[Point]) -> Series:
    """The series with only these of its points."""
    if len(points) == len(series.points):
        return series
    return replace(series, points=tuple(points), name=text_concepts.name(points[-1].observation.code))


def _cards(table: AcuteTable, lines: dict[str, list[StripLine]]) -> Generator[Card]:
    for kind in table.cards:
        found = [line for key in kind.analytes for line in _ordered(lines.get(key, ()))]
        if found:
            alone = len(kind.analytes) > 1 and len({line.analyte for line in found}) == 1
            only = next((each for each in table.analytes if alone and each.key == found[0].analyte), None)
            yield Card(kind=kind, lines=tuple(found), only=only)


def _when(line: StripLine) -> datetime:
    return (line.newest and line.newest.when) or NEVER


def _ordered(lines: Iterable[StripLine]) -> list[StripLine]:
    """The newest first; of answers in words those that were marked or found something before those that did not."""
    found = sorted(lines, key=_when, reverse=True)
    shown = [line.shown for line in found]
    if any(
        point is not None and point.observation.value is not None and not acute_latest.said_in_words(point) for point in shown
    ):
        return found
    return sorted(found, key=lambda line: _weight(line.shown, line.members) if line.shown is not None else (0, True))


def _is_before(one: Point | None, other: Point | None) -> bool:
    return one is not None and other is not None and one.when is not None and other.when is not None and one.when < other.when


def _line(analyte: str, series: Series, *, complete: bool, end: datetime | None) -> Generator[None, None, StripLine]:
    latest = yield from acute_latest.find(series.points, end=end)
    line = StripLine(
        analyte=analyte,
        series=series,
        newest=latest.newest,
        first=latest.newest,
        others=(*latest.rivals, *latest.episode),
        awaited=latest.awaited,
        undated=latest.undated,
        ahead=latest.ahead,
        voided=latest.voided,
    )
    if not complete or latest.newest is None or not latest.previous:
        return line
    previous, *rivals = latest.previous
    unlike = trend_lines.unlike(latest.newest, previous, series.key.unit)
    plain = unlike is None and not rivals and not latest.rivals
    return replace(
        line,
        previous=previous,
        previous_rivals=tuple(rivals),
        unlike=unlike,
        difference=subtract(latest.newest, previous) if plain else None,
    )


def subtract(newest: Point, previous: Point) -> Decimal | None:
    """Newest less previous, exact; None where either is no plain number."""
    one, other = newest.observation.value, previous.observation.value
    if not (isinstance(one, Quantity) and isinstance(other, Quantity)) or one.comparator or other.comparator:
        return None
    if (
        newest.number is None
        or previous.number is None
        or not (acute_latest.is_number(newest) and acute_latest.is_number(previous))
    ):
        return None
    try:
        return _EXACT.subtract(newest.number, previous.number)
    except (Inexact, Rounded, Overflow, InvalidOperation):
        return None


def _members(lines: dict[str, list[StripLine]], trees: list[Series]) -> Generator[None, None, dict[int, list[Placed]]]:
    """What the laboratory hung under each result that is told: a culture may say its answer only below."""
    wanted: dict[int, list[Placed]] = {
        id(point.observation): [] for found in lines.values() for line in found for point in (*line.told, *line.awaited)
    }
    for series in trees:
        yield
        for point in series.points:
            below = wanted.get(id(point.placed.parents[-1])) if point.placed.parents else None
            if below is not None and not point.placed.void and not point.placed.apart:
                below.append(point.placed)
    return wanted


def _finished(line: StripLine, members: dict[int, list[Placed]], versions: Versions | None) -> StripLine:
    """The line with what hangs below, and with what found something before what did not."""

    def under(point: Point) -> tuple[Placed, ...]:
        return tuple(members.get(id(point.observation), ()))

    if line.newest is not None and acute_latest.said_in_words(line.newest):
        once = _each_once(sorted((line.newest, *line.others), key=lambda point: _weight(point, under(point))), under)
        first, *others = (point for point, _ in once)
        line = replace(line, first=first, others=tuple(others), repeated=tuple(each for each in once if each[1] > 1))
    shown = line.shown
    report = shown.placed.report if shown is not None else None
    earlier = (
        versions.earlier(report, shown.observation) if versions is not None and report is not None and shown is not None else None
    )
    if earlier is not None and shown is not None and earlier.observation.value == shown.observation.value:
        earlier = None
    if versions is not None and _of_one_report(line, versions):
        line = replace(line, difference=None, one_report=True)
    told = {id(point): point for point in (*line.told, *line.awaited)}.values()
    return replace(line, earlier=earlier, below=tuple((point, found) for point in told if (found := under(point))))


def _of_one_report(line: StripLine, versions: Versions) -> bool:
    one, other = (point.placed.report if point is not None else None for point in (line.newest, line.previous))
    if one is None or other is None or one is other:
        return False
    group = versions.group_of(one)
    return group is not None and group is versions.group_of(other)


def _weight(point: Point, below: tuple[Placed, ...]) -> tuple[int, bool]:
    """Sorts what was marked or found something before what was not; else as it stands."""
    answers = [acute_latest.nothing_in(each.observation.value) for each in below if each.observation.value is not None]
    nothing = all(answers) and acute_latest.says_nothing_found(point)
    return -max(marked.rank(each) for each in (point.observation, *(each.observation for each in below))), nothing


def _each_once(points: list[Point], under: Callable[[Point], tuple[Placed, ...]]) -> list[tuple[Point, int]]:
    """Of those that say the same, with the same below, the first, and in how many samples it was said."""
    first: dict[object, Point] = {}
    samples: dict[object, set[object]] = {}
    for point in points:
        key = (acute_latest.said(point), tuple(str(acute_latest.value_said(each.observation.value)) for each in under(point)))
        first.setdefault(key, point)
        specimen = point.observation.specimen
        samples.setdefault(key, set()).add((specimen and (specimen.accession.strip() or specimen.id)) or point.when)
    return [(point, len(samples[key])) for key, point in first.items()]
