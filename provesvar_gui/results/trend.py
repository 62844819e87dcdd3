"""The curve of a series: which points a line joins, and why it is broken (results/README.md §3).

A line joins two results only where nothing says that they mean different things: of one laboratory, with the same method,
material and reference range; their code and unit are the same already, since a series holds one of each. A laboratory that
nobody names is another one, except within one report. No line goes to, from or across a result that is a limit ("<5"), has no
number, or was cancelled; none goes between two of which it is not certain which came first, such as a day and a clock within it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from functools import cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import dating, latest_results, materials, reference_limits, series
from provesvar_gui.results.laboratories import material_name, method_name
from provesvar_gui.results.model import NEVER, Quantity, Redacted
from provesvar_gui.results.placed import Doubt

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence
    from datetime import datetime
    from decimal import Decimal

    from provesvar_gui.results.latest_results import Latest
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.reference_limits import Limits
    from provesvar_gui.results.series import Point, Series
    from provesvar_gui.results.versions import Earlier, Versions


class OmissionReason(StrEnum):
    """Why a result is not drawn."""

    VOID = "void"
    SUPERSEDED = "superseded"  # a later version of the same report is there
    REPEAT = "repeat"  # a copy of a result that is drawn
    APART = "apart"  # on another kind of identifier, not asked for
    UNDATED = "undated"
    VAGUE = "vague"  # only the year or the month is known
    NO_NUMBER = "no-number"


class BreakReason(StrEnum):
    """Why the line is broken between two neighbours."""

    APART = "apart"
    UNIT = "unit"
    METHOD = "method"
    LABORATORY = "laboratory"
    MATERIAL = "material"
    REFERENCE = "reference"
    LIMIT = "limit"
    SAME_TIME = "same-time"
    ORDER = "order"  # it is not known which came first
    VOID = "void"
    NO_NUMBER = "no-number"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Row(Redacted):
    """One result of the series. ``left``: why it is not drawn, None where it is. ``earlier``: what it took the place of.

    ``beside_cancelled``: another result of the same time was cancelled, and whether it is this one cannot be told.
    """

    point: Point
    left: OmissionReason | None = None
    beside_cancelled: bool = False
    earlier: Earlier | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Dot(Redacted):
    """A result with its place. ``number``: the laboratory's own. ``row``: its place in the rows.

    ``limit``: -1 below the number, 1 above it, 0 the number itself, None a comparator of another kind. ``limits``: its reference
    range, where that can be read. ``doubted``: it may have been cancelled. ``other``: may not be compared with the newest dot.
    """

    row: int
    point: Point
    when: datetime
    number: Decimal
    limit: int | None = 0
    pending: bool = False
    corrected: bool = False
    apart: bool = False
    opened: bool = False
    doubted: bool = False
    other: BreakReason | None = None
    limits: Limits | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Gap(Redacted):
    """Where the line is broken."""

    before: Dot
    after: Dot
    why: BreakReason


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Curve(Redacted):
    """The curve of a series.

    ``rows``: every result of the series, oldest first, undated ones before all others. ``dots``: what is drawn, oldest first.

    ``segments``: dots that a line joins, each dot in exactly one; ``gaps``: by the row after them. ``newest``, ``previous``: rows
    of standing values with a day; ``rivals``: other standing values of which none is certainly older than the newest.
    ``awaited``: as late or later ones that have no value yet. ``ahead``: values dated after the fetch, of which none is newest.
    """

    series: Series
    rows: tuple[Row, ...]
    dots: tuple[Dot, ...]
    segments: tuple[tuple[Dot, ...], ...]
    gaps: dict[int, Gap]
    newest: Row | None = None
    previous: Row | None = None
    rivals: tuple[Row, ...] = ()
    awaited: tuple[Row, ...] = ()
    ahead: tuple[Row, ...] = ()

    def count(self, left: OmissionReason) -> int:
        """How many results are not drawn for that reason."""
        return sum(row.left is left for row in self.rows)


Blocker = tuple["datetime", "datetime", BreakReason]  # from, to: a moment, or the day of which it is somewhere


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class _Meaning(Redacted):
    """What two results must share to mean the same; compared without regard to case where it is words."""

    apart: bool
    unit: str | None
    method: str
    material: str
    plain: str  # the material as specimen or name tell it
    laboratory: object
    limits: Limits | None


def unlike(one: Point, other: Point, unit: str) -> BreakReason | None:
    """What says that two results of a series in ``unit`` must not be compared, None where they may."""
    reader = materials.MaterialReader()
    meant = (
        _meaning(each.placed, reference_limits.read(each.observation.reference_ranges, unit), reader) for each in (one, other)
    )
    return _differ(*meant)


def _meaning(of: Placed, limits: Limits | None, reader: materials.MaterialReader) -> _Meaning:
    """Of one result. ``limits``: of its reference range. A laboratory that nobody names is one within its report."""
    observation = of.observation
    return _Meaning(
        apart=of.apart,
        unit=series.unit_of(observation),
        method=method_name(of).casefold(),
        material=material_name(of).casefold(),
        plain=reader.plain(observation),
        laboratory=series.laboratory(observation, of.report) or id(of.report if of.report is not None else observation),
        limits=limits,
    )


def curve_segments(
    dots: Sequence[Dot], meanings: Sequence[_Meaning], blockers: list[Blocker]
) -> Generator[None, None, tuple[tuple[tuple[Dot, ...], ...], tuple[Gap, ...]]]:
    """Runs of dots that a line joins, and where it is broken. ``blockers``: times that no line may cross. Gives way."""
    blockers.sort(key=lambda each: each[0])
    longest = max((latest - earliest for earliest, latest, _ in blockers), default=timedelta())
    rivals = {one.when for one, other in pairwise(dots) if one.when == other.when and one.number != other.number}
    runs: list[tuple[Dot, ...]] = []
    gaps: list[Gap] = []
    run: list[Dot] = []
    before: _Meaning | None = None
    for dot, meaning in zip(dots, meanings, strict=True):
        if before is not None:
            why = _differ(before, meaning) or _between(run[-1], dot, rivals) or _across(run[-1], dot, blockers, longest)
            if why is not None:
                gaps.append(Gap(before=run[-1], after=dot, why=why))
                runs.append(tuple(run))
                run = []
        run.append(dot)
        before = meaning
        yield
    if run:
        runs.append(tuple(run))
    return tuple(runs), tuple(gaps)


def _differ(one: _Meaning, other: _Meaning) -> BreakReason | None:
    """What says that two results do not mean the same."""
    if one.apart or other.apart:
        return BreakReason.APART
    if one.unit != other.unit:
        return BreakReason.UNIT
    if one.method != other.method:
        return BreakReason.METHOD
    if one.material and other.material and one.material != other.material:
        return BreakReason.MATERIAL
    if one.plain and other.plain and one.plain != other.plain:
        return BreakReason.MATERIAL
    if one.laboratory != other.laboratory:
        return BreakReason.LABORATORY
    return BreakReason.REFERENCE if one.limits != other.limits else None


def _between(one: Dot, other: Dot, rivals: set[datetime]) -> BreakReason | None:
    if one.limit != 0 or other.limit != 0:
        return BreakReason.LIMIT
    if one.when in rivals or other.when in rivals:
        return BreakReason.SAME_TIME
    first, second = dating.span(one.point.placed), dating.span(other.point.placed)
    same = first is None or second is None or (first.earliest, first.latest) == (second.earliest, second.latest)
    return None if same or first is None or second is None or first.before(second) else BreakReason.ORDER


def _across(one: Dot, other: Dot, blockers: list[Blocker], longest: timedelta) -> BreakReason | None:
    """What may lie between two dots that no line may cross."""
    try:
        place = bisect_left(blockers, one.when - longest, key=lambda each: each[0])
    except OverflowError:  # the first day of the calendar
        place = 0
    for earliest, latest, why in islice(blockers, place, None):
        if earliest > other.when:
            return None
        if latest > one.when or earliest == one.when:
            return why
    return None


_CANCELLING: Final = frozenset({Doubt.CANCELLED_VERSION, Doubt.WITHDRAWN_ORIGINAL})
CORRECTED: Final = frozenset({"amended", "corrected"})
_BELOW: Final = frozenset({"<", "<=", "≤"})
_ABOVE: Final = frozenset({">", ">=", "≥"})
_DAY: Final = len("2024-08-14")


def build(
    chosen: Iterable[Series], *, apart: bool = False, versions: Versions | None = None, end: datetime | None = None
) -> Generator[None, None, tuple[Curve, ...]]:
    """One curve for each series; ``apart``: also draw what is registered on another kind of identifier. Gives way.

    ``end``: the time of the fetch, where it is known: nothing that is dated after it is newest.
    """
    made: list[Curve] = []
    for each in chosen:
        made += [(yield from curve(each, apart=apart, versions=versions, end=end))]
    return tuple(made)


def with_apart(of: Series, everything: Iterable[Series]) -> Series:
    """The series together with the same examination on another kind of identifier, so that nothing of it is hidden in silence."""
    key = replace(of.key, apart=True)
    more = [point for each in everything if each.key == key and not of.key.apart for point in each.points]
    if not more:
        return of
    points = sorted((*of.points, *more), key=lambda point: point.when or NEVER)
    return replace(of, points=tuple(points))


def curve(
    of: Series, *, apart: bool = False, versions: Versions | None = None, end: datetime | None = None
) -> Generator[None, None, Curve]:
    """The curve of one series. ``versions``: tells what a result took the place of. ``end``: the time of the fetch."""
    apart = apart or of.key.apart
    rows: list[Row] = []
    dots: list[Dot] = []
    blockers: list[Blocker] = []
    limits = cache(reference_limits.read)  # most results have the same range
    originals = {_content(each) for each in of.points if not each.observation.history and not each.placed.void}
    gone = {(each.when, each.placed.apart) for each in of.points if each.placed.void and not each.placed.superseded}
    for point in of.points:
        left = _left(point, originals, apart=apart)
        beside = point.when is not None and not point.placed.void and (point.when, point.placed.apart) in gone
        row = Row(point=point, left=left, earlier=_earlier(point.placed, versions), beside_cancelled=beside)
        rows.append(row)
        if left is None:
            dots.append(_dot(len(rows) - 1, row, limits(point.observation.reference_ranges, of.key.unit)))
        elif (
            left in (OmissionReason.VOID, OmissionReason.NO_NUMBER)
            and point.when is not None
            and (apart or not point.placed.apart)
        ):
            blockers.append(
                (*_blocked(point, point.when), BreakReason.VOID if left is OmissionReason.VOID else BreakReason.NO_NUMBER)
            )
        yield
    meanings: list[_Meaning] = []
    reader = materials.MaterialReader()
    for dot in dots:
        meanings.append(_meaning(dot.point.placed, dot.limits, reader))
        yield
    newest = next((each for each in reversed(meanings) if not each.apart), meanings[-1] if meanings else None)
    if newest is not None:
        dots = [replace(dot, other=_differ(meaning, newest)) for dot, meaning in zip(dots, meanings, strict=True)]
    segments, gaps = yield from curve_segments(dots, meanings, blockers)
    latest, row_of = yield from _latest(rows, end)
    return Curve(
        series=of,
        rows=tuple(rows),
        dots=tuple(dots),
        segments=segments,
        gaps={gap.after.row: gap for gap in gaps},
        newest=row_of[id(latest.newest)] if latest.newest is not None else None,
        previous=row_of[id(latest.previous[0])] if latest.previous else None,
        rivals=tuple(row_of[id(each)] for each in latest.rivals),
        awaited=tuple(row_of[id(each)] for each in latest.awaited),
        ahead=tuple(row_of[id(each)] for each in latest.ahead),
    )


def _earlier(placed: Placed, versions: Versions | None) -> Earlier | None:
    """What stood in the version before, where its value was another."""
    if versions is None or placed.report is None:
        return None
    found = versions.earlier(placed.report, placed.observation)
    return found if found is not None and found.observation.value != placed.observation.value else None


def _content(point: Point) -> tuple[object, ...]:
    value = point.observation.value
    comparator = value.comparator if isinstance(value, Quantity) else ""
    return (point.when, point.number, comparator, point.placed.apart)


def _left(point: Point, originals: set[tuple[object, ...]], *, apart: bool) -> OmissionReason | None:
    placed = point.placed
    if placed.superseded:
        return OmissionReason.SUPERSEDED
    if placed.void:
        return OmissionReason.VOID
    if placed.apart and not apart:
        return OmissionReason.APART
    if point.number is None or not reference_limits.is_drawable(point.number):
        return OmissionReason.NO_NUMBER
    sampled = series.sampled(placed)
    if point.when is None or sampled is None:
        return OmissionReason.UNDATED
    if len(sampled.literal.strip()) < _DAY:
        return OmissionReason.VAGUE
    return OmissionReason.REPEAT if point.observation.history and _content(point) in originals else None


def _dot(place: int, row: Row, limits: Limits | None) -> Dot:
    point, observation = row.point, row.point.observation
    value = observation.value
    if point.when is None or point.number is None or not isinstance(value, Quantity):
        raise ValueError("only a number with a time has a place")
    sign = value.comparator.strip()
    return Dot(
        row=place,
        point=point,
        when=point.when,
        number=point.number,
        limit=0 if not sign else -1 if sign in _BELOW else 1 if sign in _ABOVE else None,
        pending=point.placed.pending,
        corrected=observation.status in CORRECTED or row.earlier is not None,
        apart=point.placed.apart,
        opened=point.placed.opened,
        doubted=row.beside_cancelled or not _CANCELLING.isdisjoint(point.placed.doubts),
        limits=limits,
    )


def _latest(rows: list[Row], end: datetime | None) -> Generator[None, None, tuple[Latest, dict[int, Row]]]:
    """What stands for the series now, as on the cards; nothing of another identifier. And the rows of the points."""
    beside = (OmissionReason.SUPERSEDED, OmissionReason.REPEAT, OmissionReason.UNDATED)
    own = {id(row.point): row for row in rows if row.left not in beside and not row.point.placed.apart}
    latest = yield from latest_results.find([row.point for row in own.values()], end=end)
    return latest, own


def _blocked(point: Point, when: datetime) -> tuple[datetime, datetime]:
    """When something lies that no line may cross: anywhere in its day; where not even that is known, at its beginning."""
    span = dating.span(point.placed)
    return (span.earliest, span.latest) if span is not None and not span.vague else (when, when)
