"""Whose reference range stands beside the name of a row, and what is said where a result has another one, or none."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import laboratories, text
from provesvar_gui.results import series as series_of
from provesvar_gui.ui.results.common import sampling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provesvar_gui.results.series import Point
    from provesvar_gui.results.table import Row
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate


def words(point: Point, style: Style) -> str:
    """The reference ranges of one result, or ""."""
    return "; ".join(map(style.reference, point.observation.reference_ranges)).strip()


def shown(row: Row, style: Style) -> tuple[str, Point | None, int]:
    """What stands beside the row: the newest that there is, of what stands before what is void; and how many others there are."""
    found: dict[tuple[object, ...], tuple[str, Point]] = {}
    for point in _newest_first(row):
        ranges = point.observation.reference_ranges
        if ranges and ranges not in found:
            found[ranges] = words(point, style), point
    told = [(said, point) for said, point in found.values() if said]
    return (*told[0], len({said for said, _ in told}) - 1) if told else ("", None, 0)


def _newest_first(row: Row) -> Iterator[Point]:
    points = row.series.points
    return chain(reversed(row.series.standing), (point for point in reversed(points) if point.placed.void))


def differs(row: Row, point: Point, style: Style) -> str:
    """A sentence part where what stands beside the row is not the reference of this result: its own, and whose that one is."""
    beside = next((other for other in _newest_first(row) if words(other, style)), None)
    own = words(point, style)
    if beside is None or beside is point or own == words(beside, style):
        return ""
    whose = _whose(beside, point, style)
    if own:
        said = translate("Flowsheet", "its own reference {range}; the one beside the row is that of {whose}")
    else:
        said = translate("Flowsheet", "no reference of its own; the one beside the row is that of {whose}")
    return text.visible(said.replace("{whose}", whose).replace("{range}", own))


def _whose(beside: Point, point: Point, style: Style) -> str:
    """The laboratory where it is another one, and the time."""
    mine = laboratories.laboratory(point.observation, point.placed.report)
    others = laboratories.performing(beside.observation, beside.placed.report)
    other = laboratories.laboratory(beside.observation, beside.placed.report)
    when = sampling.date(beside.observation, style.language) or style.moment(series_of.sampled(beside.placed))
    names = [each.organisation for each in others if each.organisation] if mine != other else []
    return ", ".join((*names, when or translate("ReportLines", "Date not given")))
