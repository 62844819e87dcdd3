"""The cumulative table: a row for each series, a column for each sampling time, nothing left out.

Time runs across, oldest first, so that the newest column is the last one: it stands at the far right and is what is seen first
(results/README.md §3), and a row rises or falls the same way as its sparkline and its trend. What has no time stands
in a column of its own before the oldest, where nobody can take it for the newest.

A column is one sampling time to the minute, as its heading says it; a day without a clock is a column of its own. Results of one
series and one time stand in one cell, none hidden behind the other: corrections, repeats, two samples of the same minute. What a
newer version of a report has taken the place of stands there too, behind what stands, but never in the series of a row.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import materials, text
from provesvar_gui.results import series as series_of
from provesvar_gui.results.model import NEVER, CodeableConcept, Veiled

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from provesvar_gui.results.model import Moment, Observation, Report
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.series import Point, Series, SeriesKey

_AREAS: Final = "8202"
_ORDER: Final = ("CLIN", "FARM", "IMTR", "MBIO", "MGEN", "LAB", "HIST", "CYTO", "PAT", "MPAT")  # then what else there is
_LONGEST_NAME: Final = 60  # characters
_CLOCK: Final = 3
_PRECISIONS: Final = {4: 0, 7: 1, 10: 2}  # length of a FHIR dateTime without a clock

ColumnKey = tuple[datetime, int] | None  # the minute (UTC) and how precise it is; None: no time


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Column(Veiled):
    """One sampling time. ``moment``: as one of its results says it, None for the column of what has no time."""

    moment: Moment | None = None
    precise: bool = True  # with a clock


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Heading(Veiled):
    """What the lines below have in common: their discipline (level 0), the kind of report, or (in a tree) the parent's result.

    ``report``: one of those below, for what its discipline is called. ``apart``: registered on another kind of identifier.
    """

    level: int
    concept: CodeableConcept | None = None
    report: Report | None = None
    tree: int | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Row(Veiled):
    """One series. ``cells``: by the place of the column, first what stands, then what else there is of that time.

    ``tree``: lines with the same number are one tree, shown together or not at all (invariant 7).
    ``under``: what its newest result belongs to, outermost first. ``holds``: other rows stand under it.
    """

    series: Series
    level: int
    tree: int
    cells: dict[int, tuple[Point, ...]]
    under: tuple[Observation, ...] = ()
    holds: bool = False


Line = Heading | Row


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Flowsheet(Veiled):
    """``columns``: the one without a time, if any, then oldest first. ``lines``: from top to bottom."""

    columns: tuple[Column, ...] = ()
    lines: tuple[Line, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(line for line in self.lines if isinstance(line, Row))


def column_key(point: Point) -> ColumnKey:
    """Which column a result stands in."""
    if point.when is None:
        return None
    moment = series_of.sampled(point.placed)
    precision = _PRECISIONS.get(len(moment.literal.strip()), _CLOCK) if moment is not None else _CLOCK
    try:
        return point.when.astimezone(UTC).replace(second=0, microsecond=0), precision
    except OverflowError:  # the first or last day of the calendar
        return point.when.replace(tzinfo=UTC, second=0, microsecond=0), precision


def build(observations: Iterable[Placed], found: Iterable[Series]) -> Generator[None, None, Flowsheet]:
    """Make the table; gives way while it works. ``observations``: all there are; ``found``: the series of those that stand."""
    order: dict[int, int] = {}
    superseded: list[Placed] = []
    for place, each in enumerate(observations):
        order[id(each)] = place
        if each.superseded:
            superseded.append(each)
        yield
    columns: dict[ColumnKey, Moment | None] = {}
    keyed: list[tuple[Series, tuple[Point, ...], list[ColumnKey]]] = []
    standing = list(found)
    earlier = yield from _earlier(standing, superseded)
    for series in standing:
        points = series.points + earlier.pop(series.key, ())
        keys = []
        for point in points:
            key = column_key(point)
            keys.append(key)
            if key is not None and (key not in columns or _abroad(columns[key])):
                columns[key] = series_of.sampled(point.placed)
            elif key is None:
                columns[None] = None
            yield
        keyed.append((series, points, keys))
    ordered = sorted(columns, key=lambda key: (NEVER, -1) if key is None else key)
    places = {key: place for place, key in enumerate(ordered)}
    yield
    rows = []
    for series, points, keys in keyed:
        cells: dict[int, list[Point]] = {}
        for point, key in zip(points, keys, strict=True):
            cells.setdefault(places[key], []).append(point)
        rows.append(_Draft(series, points, {place: _first_what_stands(each) for place, each in cells.items()}))
        yield
    lines = yield from _arrange(rows, order)
    made = (Column(moment=columns[key], precise=key is None or key[1] == _CLOCK) for key in ordered)
    return Flowsheet(columns=tuple(made), lines=tuple(lines))


def _earlier(standing: list[Series], superseded: list[Placed]) -> Generator[None, None, dict[SeriesKey, tuple[Point, ...]]]:
    """What was replaced, by the series that it would belong to; what belongs to none is put behind them as one of its own."""
    if not superseded:
        return {}
    by_key = {each.key: each for each in standing}
    keys = set(by_key)
    alike: dict[SeriesKey, list[SeriesKey]] = {}
    for key in keys:
        alike.setdefault(replace(key, unit=""), []).append(key)
    plainly: dict[SeriesKey, list[SeriesKey]] = {}
    for key in keys:
        plainly.setdefault(replace(key, material=""), []).append(key)
    reader = materials.Reader()

    def told(points: tuple[Point, ...]) -> set[str]:
        return {reader.plain(point.observation) for point in points} - {""}

    def specimens(key: SeriesKey) -> set[str]:
        return {series_of.material_of(point.observation) for point in by_key[key].points}

    found: dict[SeriesKey, tuple[Point, ...]] = {}
    # apart, so that what says no material goes with what stands and not with what was replaced beside it
    unsaid = {id(each) for each in superseded if not reader.plain(each.observation)}
    parts = [each for each in superseded if id(each) not in unsaid], [each for each in superseded if id(each) in unsaid]
    replaced = (yield from series_of.build(parts[0])) + (yield from series_of.build(parts[1]))
    for each in replaced:
        key = each.key
        if key not in keys:  # of one material where neither says that it is of another
            said = told(each.points)
            others = plainly.get(replace(key, material=""), [])
            others = [other for other in others if not said or (told(by_key[other].points) or said) == said]
            key = others[0] if len(others) == 1 else key
        if key not in keys and all(series_of.unit_of(point.observation) is None for point in each.points):
            others = alike.get(key, [])
            if key.code[0] == "nlk" and not others:  # words of a national code have their material in their key
                others = alike.get(replace(key, code=key.code[:-1]), [])
                others = [other for other in others if key.code[-1] in specimens(other)]
            key = others[0] if len(others) == 1 else key
        if key in keys:
            found[key] = found.get(key, ()) + each.points
        else:
            standing.append(each)
            keys.add(key)
            by_key[key] = each
            plainly.setdefault(replace(key, material=""), []).append(key)
    return found


def _abroad(moment: Moment | None) -> bool:
    """A clock of another zone: the same minute as a Norwegian laboratory writes it is the better heading."""
    return moment is None or moment.when is None or not moment.when.utcoffset()


def _first_what_stands(points: list[Point]) -> tuple[Point, ...]:
    """What was cancelled or replaced, and copies of what was sent before, behind the rest; of the rest the last issued first."""
    if len(points) < 2:
        return tuple(points)

    def key(point: Point) -> tuple[bool, bool, bool, float]:
        placed = point.placed
        issued = placed.observation.issued or (placed.report.issued if placed.report is not None else None)
        when = issued.when if issued is not None else None
        return placed.void, placed.superseded, placed.observation.history, -when.timestamp() if when is not None else float("inf")

    return tuple(sorted(points, key=key))


@dataclass(slots=True)
class _Draft:
    """A row before it has its place. ``branches``: by what their parent's result was, the rows under it."""

    series: Series
    points: tuple[Point, ...]  # with what was replaced
    cells: dict[int, tuple[Point, ...]]
    branches: dict[tuple[tuple[str, ...], ...], list[_Draft]] = field(default_factory=dict)

    @property
    def newest(self) -> Placed:
        return self.series.points[-1].placed


def _arrange(rows: list[_Draft], order: dict[int, int]) -> Generator[None, None, list[Line]]:
    """The rows by discipline and kind of report, newest first, then as the laboratory has them; members under their parents."""

    def rank(draft: _Draft) -> tuple[float, int]:
        when = draft.series.points[-1].when
        return -(when - NEVER).total_seconds() if when is not None else float("inf"), order.get(id(draft.newest), 0)

    rows.sort(key=rank)
    yield
    parents = {id(draft.newest.parents[-1]) for draft in rows if draft.newest.parents}
    owners: dict[tuple[int, tuple[tuple[str, ...], ...], bool], _Draft] = {}
    for draft in rows:
        for point in draft.points:
            if id(point.observation) in parents:
                owners.setdefault((id(point.observation), draft.series.key.under, draft.series.key.apart), draft)
        yield
    roots: dict[tuple[bool, int, str], dict[str, list[_Draft]]] = {}
    for draft in rows:
        key = draft.series.key
        owner = owners.get((id(draft.newest.parents[-1]), key.under[:-1], key.apart)) if key.under else None
        if owner is not None:
            owner.branches.setdefault(key.under, []).append(draft)
        else:
            area, kind = _area(draft.newest)
            rank_of_area = _ORDER.index(area) if area in _ORDER else len(_ORDER)
            roots.setdefault((key.apart, rank_of_area, area), {}).setdefault(kind, []).append(draft)
        yield
    lines: list[Line] = []
    trees = 0
    for (apart, _, _), kinds in sorted(roots.items(), key=lambda item: item[0][:2]):
        first = next(iter(kinds.values()))[0].newest
        lines.append(Heading(level=0, concept=_area_concept(first), report=first.report, apart=apart))
        for kind, drafts in kinds.items():
            if kind:
                report = drafts[0].newest.report
                lines.append(Heading(level=1, concept=report.code if report is not None else None, report=report, apart=apart))
            for draft in drafts:
                lines += _tree(draft, trees)
                trees += 1
                yield
    return lines


def _tree(root: _Draft, number: int) -> Iterator[Line]:
    """A row and everything under it, parents first."""
    stack: list[tuple[_Draft | Heading, int]] = [(root, 0)]
    while stack:
        item, level = stack.pop()
        if isinstance(item, Heading):
            yield item
            continue
        yield Row(
            series=item.series,
            level=level,
            tree=number,
            cells=item.cells,
            under=item.newest.parents,
            holds=bool(item.branches),
        )
        below: list[tuple[_Draft | Heading, int]] = []
        for drafts in item.branches.values():
            value = drafts[0].newest.parents[-1].value
            told = isinstance(value, CodeableConcept) and _is_a_name(value)
            if told and isinstance(value, CodeableConcept):
                below.append((Heading(level=level + 1, concept=value, tree=number, apart=item.series.key.apart), level + 1))
            below += ((draft, level + 1 + told) for draft in drafts)
        stack += reversed(below)


def _is_a_name(value: CodeableConcept) -> bool:
    """An organism or a group, and not a narrative, which no row is named by."""
    said = text.result_words(value)
    return bool(said) and len(said[0]) <= _LONGEST_NAME and "\n" not in said[0]


def _area_concept(placed: Placed) -> CodeableConcept | None:
    """The discipline: of the result, else of its report."""
    report = placed.report
    concepts = (placed.observation.category, report.code if report is not None else None)
    found = next((each for each in concepts if each is not None and each.code_in(_AREAS)), None)
    return found or placed.observation.category or (report.category if report is not None else None)


def _area(placed: Placed) -> tuple[str, str]:
    """The discipline, and the kind of report where that says something else, both for comparing."""
    area = _compared(_area_concept(placed))
    kind = _compared(placed.report.code) if placed.report is not None else ""
    return area, "" if kind == area else kind


def _compared(concept: CodeableConcept | None) -> str:
    if concept is None:
        return ""
    return concept.code_in(_AREAS) or text.name(concept).casefold()
