"""One series over time: what is drawn, what is left out and why, what is newest. How it is joined: ``trend_lines``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from provesvar_gui.domain import reference_limits, series, trend_lines
from provesvar_gui.domain.results import Quantity
from provesvar_gui.domain.trend_parts import Curve, Dot, Left, Row, Why

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence
    from datetime import datetime

    from provesvar_gui.domain.placed import Placed
    from provesvar_gui.domain.series import Point, Series

CORRECTED: Final = frozenset({"amended", "corrected"})
_BELOW: Final = frozenset({"<", "<=", "≤"})
_ABOVE: Final = frozenset({">", ">=", "≥"})
_DAY: Final = len("2024-08-14")
_STEP: Final = 64  # results between two chances to give way


def build(chosen: Iterable[Series], *, apart: bool = False) -> Generator[None, None, tuple[Curve, ...]]:
    """One curve for each series; ``apart``: also draw what is registered on another kind of identifier. Gives way."""
    made: list[Curve] = []
    for each in chosen:
        made += [(yield from curve(each, apart=apart))]
    return tuple(made)


def curve(of: Series, *, apart: bool = False) -> Generator[None, None, Curve]:
    """The curve of one series."""
    older = _versions(of.points)
    yield
    replaced = {id(each) for found in older.values() for each in found}
    rows: list[Row] = []
    dots: list[Dot] = []
    blockers: list[tuple[datetime, Why]] = []
    seen: set[tuple[object, ...]] = {
        _content(each) for each in of.points if not each.observation.history and not each.placed.void and each.when is not None
    }
    for place, point in enumerate(of.points):
        left = _left(point, replaced, seen, apart=apart)
        row = Row(point=point, left=left, older=older.get(id(point), ()))
        rows.append(row)
        if left is None:
            dots.append(_dot(len(rows) - 1, row, of.key.unit))
        elif left in (Left.VOID, Left.NO_NUMBER) and point.when is not None and (apart or not point.placed.apart):
            blockers.append((point.when, Why.VOID if left is Left.VOID else Why.NO_NUMBER))
        if place % _STEP == 0:
            yield
    segments, gaps = trend_lines.segments(dots, blockers)
    yield
    newest, previous, rivals, awaited = _ends(rows)
    return Curve(
        series=of,
        rows=tuple(rows),
        dots=tuple(dots),
        segments=segments,
        gaps=gaps,
        bands=tuple(trend_lines.bands(segments)),
        newest=newest,
        previous=previous,
        rivals=rivals,
        awaited=awaited,
    )


def _versions(points: Sequence[Point]) -> dict[int, tuple[Placed, ...]]:
    """What the results of the last version of a report took the place of, by the point's id().

    Versions are reports of one laboratory with the same ServReportId; the one issued last counts. An earlier result belongs to
    the later one of the same time, else to the first of that version.
    """
    reports: dict[tuple[str, ...], list[tuple[datetime, Point]]] = {}
    for point in points:
        report = point.placed.report
        issued = report.issued.when if report is not None and report.issued is not None else None
        ids = [each.value for each in report.identifiers if each.system.endswith("ServReportId")] if report is not None else []
        if ids and issued is not None:
            kind = "apart" if point.placed.apart else ""
            key = (kind, series.laboratory(point.observation, report), *sorted(ids))
            reports.setdefault(key, []).append((issued, point))
    older: dict[int, list[Placed]] = {}
    for versions in reports.values():
        last = max(issued for issued, _ in versions)
        current = [point for issued, point in versions if issued == last]
        for issued, point in versions:
            if issued != last:
                heir = next((each for each in current if each.when == point.when), current[0])
                older.setdefault(id(heir), []).append(point.placed)
    return {heir: tuple(found) for heir, found in older.items()}


def _content(point: Point) -> tuple[object, ...]:
    value = point.observation.value
    comparator = value.comparator if isinstance(value, Quantity) else ""
    return (point.when, point.number, comparator, point.placed.apart)


def _left(point: Point, replaced: set[int], seen: set[tuple[object, ...]], *, apart: bool) -> Left | None:
    placed, observation = point.placed, point.observation
    if id(placed) in replaced:
        return Left.SUPERSEDED
    if placed.void:
        return Left.VOID
    if placed.apart and not apart:
        return Left.APART
    if point.number is None or not reference_limits.is_drawable(point.number):
        return Left.NO_NUMBER
    if point.when is None or observation.effective is None:
        return Left.UNDATED
    if len(observation.effective.literal.strip()) < _DAY:
        return Left.VAGUE
    return Left.REPEAT if observation.history and _content(point) in seen else None


def _dot(place: int, row: Row, unit: str) -> Dot:
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
        corrected=observation.status in CORRECTED,
        apart=point.placed.apart,
        limits=reference_limits.read(observation.reference_ranges, unit),
        reference=observation.reference_ranges,
    )


def _ends(rows: list[Row]) -> tuple[Row | None, Row | None, tuple[Row, ...], tuple[Row, ...]]:
    """Newest, previous, rivals, awaited; of the patient's own number, with a time that is known to the day."""
    own = [
        row for row in rows if row.left in (None, Left.NO_NUMBER) and row.point.when is not None and not row.point.placed.apart
    ]
    valued = [place for place, row in enumerate(own) if row.point.observation.value is not None]
    if not valued:
        return None, None, (), tuple(own)
    newest = own[valued[-1]]
    when = newest.point.when
    others = [own[place] for place in valued[:-1]]
    rivals = tuple(row for row in others if row.point.when == when and _told(row) != _told(newest))
    previous = next((row for row in reversed(others) if row.point.when != when), None)
    return newest, previous, rivals, tuple(own[valued[-1] + 1 :])


def _told(row: Row) -> tuple[object, ...]:
    value = row.point.observation.value
    return (value.value, value.comparator) if isinstance(value, Quantity) else (value,)
