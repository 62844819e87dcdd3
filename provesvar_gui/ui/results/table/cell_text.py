"""Texts of a cell of the cumulative table, shown, spoken and copied: no result of the cell is left out."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import laboratories, text
from provesvar_gui.results import series as series_of
from provesvar_gui.results import text as text_concepts
from provesvar_gui.results.model import CodeableConcept
from provesvar_gui.results.value_text import value_text
from provesvar_gui.ui.results.common import flags, labels, lines, sampling, status_text
from provesvar_gui.ui.results.table.cells import cancelled_beside, is_long, repeats

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provesvar_gui.results.model import Observation
    from provesvar_gui.results.series import Point
    from provesvar_gui.results.table import TableRow
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.table.cells import TableCell

translate = QCoreApplication.translate

MOST: Final = 20  # results of a cell that are said and read one by one
SPOKEN: Final = 300  # characters of a text that are said with its cell
READ: Final = 2_000  # characters of a text in the words of a cell; a longer one is read in its report


def point_value_text(observation: Observation, style: Style, limit: int, *, holds: bool = False) -> str:
    """The value in words, whole up to the limit; a longer text says how much more there is."""
    if holds and observation.value is None and observation.data_absent_reason is None:
        return ""
    return cut(style.whole(observation), limit)


def cut(said: str, limit: int) -> str:
    """A text whole up to the limit; a longer one says how much more there is."""
    if len(said) <= limit:
        return said
    more = translate("Flowsheet", "{text} … (%n more characters, in the report)", "", len(said) - limit)
    return more.replace("{text}", said[:limit])


def _called(row: TableRow, point: Point, style: Style, limit: int) -> Iterator[str]:
    """One result: its name with its value, and the laboratory's marks."""
    name = text.visible(text_concepts.name(point.observation.code)) or translate("Flowsheet", "Name not given")
    yield f"{name} {point_value_text(point.observation, style, limit, holds=row.holds)}".strip()
    yield from (text.visible(mark.words) for mark in flags.marks(point.observation))


def _facts(
    row: TableRow, point: Point, style: Style, limit: int, *, whole: bool = True, laboratory: bool = True
) -> Iterator[str]:
    """What else there is to it: time, status, why it does not stand, whose reference, comments.

    ``whole``: also what is plain: that it is final, its own reference. ``laboratory``: also that.
    """
    yield moment_text(point, style)
    yield from _standing(point, always=whole)
    other, own = _other_reference(row, point, style), reference_text(point, style)
    if other:
        yield other
    elif own and whole:
        yield translate("ReportLines", "reference {range}").replace("{range}", own)
    if laboratory:
        yield laboratory_text(point)
    comment = translate("ReportLines", "Comment")
    for note in point.observation.notes:
        said = text.visible(lines.annotation(note, style))
        yield f"{comment}: {said if len(said) <= limit else said[:limit] + ' …'}"
    if point.placed.parents:
        under = text.visible(_parents(point))
        yield translate("ReportLines", "under {name}").replace("{name}", under)


def laboratory_text(point: Point) -> str:
    """Who made it, or that its report is not there."""
    if point.placed.report is None:
        return translate("Flowsheet", "its report did not come")
    return text.visible(laboratories.laboratory_name(point.placed) or lines.laboratories(point.placed.report))


def spoken(row: TableRow, cell_: TableCell, style: Style) -> str:
    """The whole cell as one sentence; several results one after the other, with how many there are."""
    return cut(_all_of(row, cell_, style, SPOKEN, whole=False), MOST * SPOKEN)


def read(row: TableRow, cell_: TableCell, style: Style, limit: int = READ) -> str:
    """The same with all that is said of each."""
    return cut(_all_of(row, cell_, style, limit, whole=True), MOST * limit)


def facts(row: TableRow, cell_: TableCell, style: Style) -> str:
    """What there is to say beside name, value and mark of the result that is shown."""
    first = lines.SEPARATOR.join(filter(None, _facts(row, cell_.points[0], style, READ)))
    if len(cell_.points) == 1:
        return first
    return lines.SEPARATOR.join((doubtful(cell_.points) or _count(cell_), first))


def _all_of(row: TableRow, cell_: TableCell, style: Style, limit: int, *, whole: bool) -> str:
    other = whole or bool(cell_.tag)
    each = []
    for point in in_order(cell_.points)[:MOST]:
        parts = *_called(row, point, style, limit), *_facts(row, point, style, limit, whole=whole, laboratory=other)
        each.append(", ".join(filter(None, parts)))
    if len(cell_.points) == 1:
        return each[0]
    doubt = doubtful(cell_.points)
    return f"{f'{doubt} ' if doubt else ''}{_count(cell_)}: {'; '.join((*each, *_and_more(cell_)))}"


def _count(cell_: TableCell) -> str:
    return translate("Flowsheet", "%n results at this time", "", len(cell_.points))


def _and_more(cell_: TableCell) -> Iterator[str]:
    more = len(cell_.points) - MOST
    if more > 0:
        yield translate("Flowsheet", "… and %n more at this time, in their reports", "", more)


def in_order(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """What was cancelled before what stands of the same time: it bears on it."""
    first = cancelled_beside(points)
    told_ = set(map(id, first))
    return (*first, *(each for each in points if id(each) not in told_))


def doubtful(points: tuple[Point, ...]) -> str:
    """That one of several results of the time was cancelled, where it cannot be told whether it is one that stands, or ""."""
    if not cancelled_beside(points):
        return ""
    return translate("Flowsheet", "Of this time one result is cancelled and one stands: ask the laboratory which is valid.")


def distinct_points(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """In order, without older versions that say the same."""
    return tuple(each for each in in_order(points) if each is points[0] or not repeats(each, points[0]))


def _parents(point: Point) -> str:
    return " › ".join(
        f"{text_concepts.called(each.code)}: {said}" if (said := _short_result(each)) else text_concepts.called(each.code)
        for each in point.placed.parents
    )


def _short_result(observation: Observation) -> str:
    if not isinstance(observation.value, CodeableConcept):
        return ""
    said = text_concepts.result_texts(observation.value)
    return said[0] if said and not is_long(said[0]) else ""


def moment_text(point: Point, style: Style) -> str:
    """When it was sampled, in words, or that nobody says."""
    moment = series_of.sampled(point.placed)
    own = sampling.date(point.observation, style.language)
    return text.visible(own or style.moment(moment)) or translate("ReportLines", "Date not given")


def _standing(point: Point, *, always: bool = False) -> Iterator[str]:
    """Its status, why it does not stand or is a copy, and that it was opened. ``always``: also that it is final."""
    yield from (each.words for each in status_text.status_marks(point.placed, always=always))
    yield from (mark.words for mark in labels.opened(point.placed))


def copied(row: TableRow, cell_: TableCell, style: Style) -> str:
    """The whole cell in one line of a pasted table: values with their marks, and the status where it is not final."""
    return "; ".join(_copied(row, point, style) for point in distinct_points(cell_.points))


def _copied(row: TableRow, point: Point, style: Style) -> str:
    """One result without its unit, which stands beside the row."""
    told = value_text(point.observation.value, style.language)
    value = text.breakable(told.bare_amount) if told.number else point_value_text(point.observation, style, READ, holds=row.holds)
    marks = ", ".join(map(str, flags.marks(point.observation)))
    standing = ", ".join(_standing(point))
    return f"{value} {marks}".strip() + (f" ({standing})" if standing else "")


def reference_text(point: Point, style: Style) -> str:
    """The reference ranges of one result, or ""."""
    return "; ".join(map(style.reference, point.observation.reference_ranges)).strip()


def reference_beside(row: TableRow, style: Style) -> tuple[str, Point | None, bool]:
    """What stands beside the row: the newest that there is, of what stands before what is void; and whether there are others."""
    void = (point for point in reversed(row.series.points) if point.placed.void)
    found: dict[str, Point] = {}
    for point in chain(reversed(row.series.standing), void):
        found.setdefault(reference_text(point, style), point)
    found.pop("", None)
    said, whose = next(iter(found.items()), ("", None))
    return said, whose, len(found) > 1


def _other_reference(row: TableRow, point: Point, style: Style) -> str:
    """A sentence part where what stands beside the row is not the reference of this result."""
    beside, own = reference_beside(row, style)[0], reference_text(point, style)
    if not beside or own == beside:
        return ""
    if not own:
        return translate("Flowsheet", "no reference of its own")
    return translate("Flowsheet", "its own reference {range}").replace("{range}", text.visible(own))
