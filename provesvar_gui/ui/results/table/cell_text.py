"""Texts of a cell of the cumulative table, shown, spoken and copied: no result of the cell is left out."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import laboratories, text
from provesvar_gui.results import series as series_of
from provesvar_gui.results.model import CodeableConcept
from provesvar_gui.results.value_text import value_text
from provesvar_gui.ui.results.common import flags, labels, lines, sampling, status_text
from provesvar_gui.ui.results.table.cells import cancelled_beside, is_long, repeats

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provesvar_gui.results.series import Point
    from provesvar_gui.results.table import TableRow
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.table.cells import TableCell

translate = QCoreApplication.translate

MOST: Final = 20  # results of a cell that are said and read one by one
SPOKEN: Final = 300  # characters of a text that are said with its cell
READ: Final = 2_000  # characters of a text in the words of a cell; a longer one is read in its report


def cut(said: str, limit: int) -> str:
    """A text whole up to the limit; a longer one says how much more there is."""
    if len(said) <= limit:
        return said
    more = translate("Flowsheet", "{text} … (%n more characters, in the report)", "", len(said) - limit)
    return more.replace("{text}", said[:limit])


def _value(row: TableRow, point: Point, style: Style, limit: int) -> str:
    """In words; nothing where the row only names what stands under it."""
    observation = point.observation
    empty = row.holds and observation.value is None and observation.data_absent_reason is None
    return "" if empty else cut(style.whole(observation), limit)


def _parts(row: TableRow, point: Point, style: Style, limit: int, *, whole: bool, laboratory: bool) -> Iterator[str]:
    """One result: its name with its value, the laboratory's marks, then its facts."""
    name = text.visible(text.name(point.observation.code)) or translate("Flowsheet", "Name not given")
    yield f"{name} {_value(row, point, style, limit)}".strip()
    yield from (text.visible(mark.words) for mark in flags.marks(point.observation))
    yield from _facts(row, point, style, limit, whole=whole, laboratory=laboratory)


def _facts(
    row: TableRow, point: Point, style: Style, limit: int, *, whole: bool = True, laboratory: bool = True
) -> Iterator[str]:
    """What else there is to it: time, status, why it does not stand, whose reference, comments.

    ``whole``: also what is plain: that it is final, its own reference. ``laboratory``: also that.
    """
    moment = sampling.date(point.observation, style.language) or style.moment(series_of.sampled(point.placed))
    yield text.visible(moment) or translate("ReportLines", "Date not given")
    yield from _standing(point, always=whole)
    beside, own = reference_beside(row, style), reference_text(point, style)
    if beside and own != beside:
        other = translate("Flowsheet", "its own reference {range}") if own else translate("Flowsheet", "no reference of its own")
        yield other.replace("{range}", own)
    elif own and whole:
        yield translate("ReportLines", "reference {range}").replace("{range}", own)
    if laboratory and point.placed.report is None:
        yield translate("Flowsheet", "its report did not come")
    elif laboratory and point.placed.report is not None:
        yield text.visible(laboratories.laboratory_name(point.placed) or lines.laboratories(point.placed.report))
    comment = translate("ReportLines", "Comment")
    for note in point.observation.notes:
        said = text.visible(lines.annotation(note, style))
        yield f"{comment}: {said if len(said) <= limit else said[:limit] + ' …'}"
    if point.placed.parents:
        yield translate("ReportLines", "under {name}").replace("{name}", text.visible(_parents(point)))


def spoken(row: TableRow, cell: TableCell, style: Style) -> str:
    """The whole cell as one sentence; several results one after the other, with how many there are."""
    return cut(_all_of(row, cell, style, SPOKEN, whole=False), MOST * SPOKEN)


def read(row: TableRow, cell: TableCell, style: Style, limit: int = READ) -> str:
    """The same with all that is said of each."""
    return cut(_all_of(row, cell, style, limit, whole=True), MOST * limit)


def facts(row: TableRow, cell: TableCell, style: Style) -> str:
    """What there is to say beside name, value and mark of the result that is shown."""
    said = [doubtful(cell.points) or _count(cell)] if len(cell.points) > 1 else []
    return lines.SEPARATOR.join((*said, *filter(None, _facts(row, cell.points[0], style, READ))))


def _all_of(row: TableRow, cell: TableCell, style: Style, limit: int, *, whole: bool) -> str:
    each = []
    for point in in_order(cell.points)[:MOST]:
        parts = _parts(row, point, style, limit, whole=whole, laboratory=whole or bool(cell.tag))
        each.append(", ".join(filter(None, parts)))
    more = len(cell.points) - MOST
    if more > 0:
        each.append(translate("Flowsheet", "… and %n more at this time, in their reports", "", more))
    if len(cell.points) == 1:
        return each[0]
    return f"{doubtful(cell.points)} {_count(cell)}: {'; '.join(each)}".lstrip()


def _count(cell: TableCell) -> str:
    return translate("Flowsheet", "%n results at this time", "", len(cell.points))


def in_order(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """What was cancelled before what stands of the same time: it bears on it."""
    first = cancelled_beside(points)
    told = set(map(id, first))
    return (*first, *(each for each in points if id(each) not in told))


def doubtful(points: tuple[Point, ...]) -> str:
    """That one of several results of the time was cancelled, where it cannot be told whether it is one that stands, or ""."""
    if not cancelled_beside(points):
        return ""
    return translate("Flowsheet", "Of this time one result is cancelled and one stands: ask the laboratory which is valid.")


def _parents(point: Point) -> str:
    """What it stands under, each with its result where that is short."""
    told = []
    for each in point.placed.parents:
        said = text.result_texts(each.value) if isinstance(each.value, CodeableConcept) else ()
        name = text.called(each.code)
        told.append(f"{name}: {said[0]}" if said and not is_long(said[0]) else name)
    return " › ".join(told)


def _standing(point: Point, *, always: bool = False) -> Iterator[str]:
    """Its status, why it does not stand or is a copy, and that it was opened. ``always``: also that it is final."""
    yield from (each.words for each in status_text.status_marks(point.placed, always=always))
    yield from (mark.words for mark in labels.opened(point.placed))


def copied(row: TableRow, cell: TableCell, style: Style) -> str:
    """The whole cell in one line of a pasted table: values with their marks, and the status where it is not final."""
    shown = cell.points[0]
    distinct = (each for each in in_order(cell.points) if each is shown or not repeats(each, shown))
    return "; ".join(_copied(row, point, style) for point in distinct)


def _copied(row: TableRow, point: Point, style: Style) -> str:
    """One result without its unit, which stands beside the row."""
    told = value_text(point.observation.value, style.language)
    value = text.breakable(told.bare_amount) if told.number else _value(row, point, style, READ)
    marks = ", ".join(map(str, flags.marks(point.observation)))
    standing = ", ".join(_standing(point))
    return f"{value} {marks}".strip() + (f" ({standing})" if standing else "")


def reference_text(point: Point, style: Style) -> str:
    """The reference ranges of one result, or ""."""
    return "; ".join(map(style.reference, point.observation.reference_ranges)).strip()


def references(row: TableRow, style: Style) -> dict[str, Point]:
    """The different ones of a row, the newest first, of what stands before what is void; each with its newest result."""
    void = (point for point in reversed(row.series.points) if point.placed.void)
    found: dict[str, Point] = {}
    for point in chain(reversed(row.series.standing), void):
        found.setdefault(reference_text(point, style), point)
    found.pop("", None)
    return found


def reference_beside(row: TableRow, style: Style) -> str:
    """What stands beside the row."""
    return next(iter(references(row, style)), "")
