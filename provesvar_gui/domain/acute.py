"""The emergency analytes of a result: which series belong to which, and the newest of each. Nothing is joined or judged.

A series of one national code and one unit stays one line; what is measured in plasma and in serum are two lines on one card.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow, Rounded
from typing import TYPE_CHECKING, Final

from provesvar_gui.domain import text_concepts
from provesvar_gui.domain.acute_index import Index, Verdict
from provesvar_gui.domain.results import CodeableConcept, Quantity, Veiled

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from provesvar_gui.domain.acute_table import AcuteTable, CardKind
    from provesvar_gui.domain.placed import Placed
    from provesvar_gui.domain.series import Point, Series

_NEVER: Final = datetime.min.replace(tzinfo=UTC)
_STEP: Final = 64  # points between two chances to give way
_EXACT: Final = Context(prec=60, traps=[Inexact, Rounded, Overflow, InvalidOperation, DivisionByZero])


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StripLine(Veiled):
    """One series on a card; its points are the patient's own (none ``apart``).

    ``newest``: the newest that stands, has a time and holds a value. ``rivals``: other values of the same time. ``awaited``:
    as late or later ones without a value, oldest first. ``voided``: how many as late or later ones were cancelled.
    ``undated``: values without a time. ``previous``: the newest number before ``newest``; ``difference``: newest less previous,
    exact, in the unit of the series, where both are plain numbers. Both are None until every page is in (invariant 11).
    ``members``: what hangs directly under ``newest`` and stands.
    """

    analyte: str
    series: Series
    newest: Point | None = None
    rivals: tuple[Point, ...] = ()
    awaited: tuple[Point, ...] = ()
    undated: tuple[Point, ...] = ()
    voided: int = 0
    previous: Point | None = None
    difference: Decimal | None = None
    members: tuple[Placed, ...] = ()

    @property
    def shown(self) -> Point | None:
        """What stands on the card: the newest value, else the last one without a time, else the last that is awaited."""
        return self.newest or next(iter((*reversed(self.undated), *reversed(self.awaited))), None)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Card(Veiled):
    """``lines``: in the order of the kind's analytes, of one analyte the newest first; never empty."""

    kind: CardKind
    lines: tuple[StripLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AcuteStrip(Veiled):
    """``complete``: every page is in. Counted are the patient's own standing results that hold a value.

    ``local``: with a laboratory's own code, without any national one, not mapped by an administrator (susceptibilities aside).
    ``uncoded``: quantities without any code. ``disagreeing``: with a national code of the table that cannot be relied on here:
    its name or unit is another than the code's, or its codes contradict each other. ``apart``: results of the table's analytes
    that are registered on another kind of identifier.
    """

    complete: bool = False
    cards: tuple[Card, ...] = ()
    local: int = 0
    uncoded: int = 0
    disagreeing: int = 0
    apart: int = 0

    @property
    def laboratories(self) -> frozenset[str]:
        """Who made what stands on the cards, by name."""
        shown = (line.shown for card in self.cards for line in card.lines)
        return frozenset(laboratory_name(point.placed) for point in shown if point is not None) - {""}


def laboratory_name(placed: Placed) -> str:
    """Who made a result, by name, or ""."""
    report = placed.report
    for who in placed.observation.performers or (report.performers if report is not None else ()):
        if who.organisation:
            return who.organisation
    return ""


def place(series: Iterable[Series], table: AcuteTable, *, complete: bool) -> Generator[None, None, AcuteStrip]:
    """Put every series where it belongs; gives way while it works."""
    index = Index(table)
    counts = dict.fromkeys(Verdict, 0)
    lines: dict[str, list[StripLine]] = {}
    trees: list[Series] = []
    apart = seen = 0
    for each in series:
        seen += len(each.points)
        if seen >= _STEP:
            seen = 0
            yield
        if each.key.under:
            trees.append(each)
        kept: dict[str, list[Point]] = {}
        for point, found in index.judge(each):
            if isinstance(found, Verdict):
                counts[found] += _counts(point) and not point.placed.apart
            elif point.placed.apart:
                apart += _counts(point)
            else:
                kept.setdefault(found, []).append(point)
        for analyte, points in kept.items():
            lines.setdefault(analyte, []).append(_line(analyte, _of(each, points), complete=complete))
    yield
    lines = _with_members(lines, trees)
    return AcuteStrip(
        complete=complete,
        cards=tuple(_cards(table, lines)),
        local=counts[Verdict.LOCAL],
        uncoded=counts[Verdict.UNCODED],
        disagreeing=counts[Verdict.DISAGREEING],
        apart=apart,
    )


def _counts(point: Point) -> bool:
    return not point.placed.void and point.observation.value is not None


def _of(series: Series, points: list[Point]) -> Series:
    """The series with only these of its points."""
    if len(points) == len(series.points):
        return series
    return replace(series, points=tuple(points), name=text_concepts.name(points[-1].observation.code))


def _cards(table: AcuteTable, lines: dict[str, list[StripLine]]) -> Generator[Card]:
    for kind in table.cards:
        found = [line for key in kind.analytes for line in sorted(lines.get(key, ()), key=_when, reverse=True)]
        if found:
            yield Card(kind=kind, lines=tuple(found))


def _when(line: StripLine) -> datetime:
    return (line.newest and line.newest.when) or _NEVER


def _order(point: Point) -> tuple[datetime, bool, datetime]:
    issued = point.observation.issued
    return point.when or _NEVER, not point.observation.history, (issued and issued.when) or _NEVER


def _line(analyte: str, series: Series, *, complete: bool) -> StripLine:
    standing = sorted(series.standing, key=_order)
    valued = [each for each in standing if each.observation.value is not None]
    timed = [each for each in valued if each.when is not None]
    undated = tuple(each for each in valued if each.when is None)
    newest = timed[-1] if timed else None
    since = newest.when if newest is not None and newest.when is not None else _NEVER
    awaited = [each for each in standing if each.observation.value is None and (each.when is None or each.when >= since)]
    voided = sum(each.placed.void and (each.when or _NEVER) >= since for each in series.points)
    rivals = () if newest is None else _others(newest, timed)
    previous = None
    difference = None
    if complete and newest is not None:
        earlier = [each for each in timed if each.when is not None and each.when < since and _finite(each)]
        previous = earlier[-1] if earlier else None
        if previous is not None and not rivals and not _others(previous, timed):
            difference = subtract(newest, previous)
    return StripLine(
        analyte=analyte,
        series=series,
        newest=newest,
        rivals=rivals,
        awaited=tuple(awaited),
        undated=undated,
        voided=voided,
        previous=previous,
        difference=difference,
    )


def _said(point: Point) -> tuple[str, ...]:
    value = point.observation.value
    if isinstance(value, Quantity):
        return (value.comparator, value.value, value.unit)
    return text_concepts.words(value) if isinstance(value, CodeableConcept) else (str(type(value)), str(value))


def _others(point: Point, timed: list[Point]) -> tuple[Point, ...]:
    """Values of the same time that say something else, each once."""
    found = {_said(each): each for each in timed if each.when == point.when}
    found.pop(_said(point), None)
    return tuple(found.values())


def _finite(point: Point) -> bool:
    return point.number is not None and point.number.is_finite()


def subtract(newest: Point, previous: Point) -> Decimal | None:
    """Newest less previous, exact; None where either is no plain number."""
    one, other = newest.observation.value, previous.observation.value
    if not (isinstance(one, Quantity) and isinstance(other, Quantity)) or one.comparator or other.comparator:
        return None
    if newest.number is None or previous.number is None or not (_finite(newest) and _finite(previous)):
        return None
    try:
        return _EXACT.subtract(newest.number, previous.number)
    except (Inexact, Rounded, Overflow, InvalidOperation):
        return None


def _with_members(lines: dict[str, list[StripLine]], trees: list[Series]) -> dict[str, list[StripLine]]:
    """Hang under each newest result what the laboratory hung there: a culture may say its answer only below."""
    wanted: dict[int, list[Placed]] = {
        id(line.newest.observation): [] for found in lines.values() for line in found if line.newest is not None
    }
    for series in trees:
        for point in series.points:
            below = wanted.get(id(point.placed.parents[-1])) if point.placed.parents else None
            if below is not None and not point.placed.void:
                below.append(point.placed)
    if not any(wanted.values()):
        return lines
    return {
        key: [
            replace(line, members=tuple(wanted[id(line.newest.observation)])) if line.newest is not None else line
            for line in found
        ]
        for key, found in lines.items()
    }
