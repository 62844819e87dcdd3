"""One series over time: what is drawn, what is left out and why, what is newest. How it is joined: ``trend_lines``."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from provesvar_gui.domain import acute_latest, dating, reference_limits, series, trend_lines
from provesvar_gui.domain.results import NEVER, Quantity
from provesvar_gui.domain.trend_parts import Curve, Dot, Left, Row, Why
from provesvar_gui.domain.versions import Doubt

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from datetime import datetime

    from provesvar_gui.domain.acute_latest import Latest
    from provesvar_gui.domain.placed import Placed
    from provesvar_gui.domain.reference_limits import Limits
    from provesvar_gui.domain.series import Point, Series
    from provesvar_gui.domain.versions import Earlier, Versions

_CANCELLING: Final = frozenset({Doubt.CANCELLED_VERSION, Doubt.WITHDRAWN_ORIGINAL, Doubt.ELSEWHERE})
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
    blockers: list[trend_lines.Blocker] = []
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
        elif left in (Left.VOID, Left.NO_NUMBER) and point.when is not None and (apart or not point.placed.apart):
            blockers.append((*_blocked(point, point.when), Why.VOID if left is Left.VOID else Why.NO_NUMBER))
        yield
    segments, gaps = yield from trend_lines.segments(dots, blockers)
    latest, row_of = yield from _latest(rows, end)
    return Curve(
        series=of,
        rows=tuple(rows),
        dots=tuple(dots),
        segments=segments,
        gaps=gaps,
        bands=tuple(trend_lines.bands(segments)),
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


def _left(point: Point, originals: set[tuple[object, ...]], *, apart: bool) -> Left | None:
    placed = point.placed
    if placed.superseded:
        return Left.SUPERSEDED
    if placed.void:
        return Left.VOID
    if placed.apart and not apart:
        return Left.APART
    if point.number is None or not reference_limits.is_drawable(point.number):
        return Left.NO_NUMBER
    sampled = series.sampled(placed)
    if point.when is None or sampled is None:
        return Left.UNDATED
    if len(sampled.literal.strip()) < _DAY:
        return Left.VAGUE
    return Left.REPEAT if point.observation.history and _content(point) in originals else None


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
        reference=observation.reference_ranges,
    )


def _latest(rows: list[Row], end: datetime | None) -> Generator[None, None, tuple[Latest, dict[int, Row]]]:
    """What stands for the series now, as on the cards; nothing of another identifier. And the rows of the points."""
    beside = (Left.SUPERSEDED, Left.REPEAT, Left.UNDATED)
    own = {id(row.point): row for row in rows if row.left not in beside and not row.point.placed.apart}
    latest = yield from acute_latest.find([row.point for row in own.values()], end=end)
    return latest, own


def _blocked(point: Point, when: datetime) -> tuple[datetime, datetime]:
    """When something lies that no line may cross: anywhere in its day; where not even that is known, at its beginning."""
    span = dating.span(point.placed)
    return (span.earliest, span.latest) if span is not None and not span.vague else (when, when)
