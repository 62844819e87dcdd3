"""Texts of a cell of the cumulative table, shown, spoken and copied: no result of the cell is left out."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import laboratories, search, susceptibility, text
from provesvar_gui.results import series as series_of
from provesvar_gui.results import text as text_concepts
from provesvar_gui.results.model import CodeableConcept
from provesvar_gui.results.value_text import value_text
from provesvar_gui.ui.results.common import finding_facts, flags, labels, lines, sampling, status_text
from provesvar_gui.ui.results.table.cells import LONG, cancelled_beside, repeats

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from provesvar_gui.results.model import Observation
    from provesvar_gui.results.search import SearchMatches
    from provesvar_gui.results.series import Point
    from provesvar_gui.results.table import TableRow
    from provesvar_gui.ui.results.common.labels import Mark
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.table.cells import TableCell

translate = QCoreApplication.translate

MOST: Final = 20  # results of a cell that are said and read one by one
SPOKEN: Final = 300  # characters of a text that are said with its cell
READ: Final = 20_000  # characters of a text that are shown below the table; a longer one is read in its report
_CELL: Final = 3 * READ  # and of a whole cell


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


def point_texts(row: TableRow, point: Point, style: Style) -> list[str]:
    """One result, part by part, for a sentence: name and value, marks, time, status, why it does not stand, comments."""
    observation = point.observation
    value = point_value_text(observation, style, SPOKEN, holds=row.holds)
    name = text.visible(text_concepts.name(observation.code)) or translate("Flowsheet", "Name not given")
    parts = [f"{name} {value}".strip(), *(text.visible(mark.words) for mark in flags.marks(observation))]
    parts.append(moment_text(point, style))
    parts += filter(None, (*_standing(point), _other_reference(row, point, style)))
    comment = translate("ReportLines", "Comment")
    parts += (f"{comment}: {each}" for each in _comments(observation, style, SPOKEN))
    if point.placed.parents:
        under = text.visible(_parents(point))
        parts.append(translate("ReportLines", "under {name}").replace("{name}", under))
    return parts


def spoken(row: TableRow, cell_: TableCell, style: Style) -> str:
    """The whole cell as one sentence; several results one after the other, with how many there are."""
    each = [", ".join(point_texts(row, point, style)) for point in in_order(cell_.points)[:MOST]]
    if len(cell_.points) == 1:
        return cut(each[0], MOST * SPOKEN)
    doubt = doubtful(cell_.points)
    count = translate("Flowsheet", "%n results at this time", "", len(cell_.points))
    return cut(f"{f'{doubt} ' if doubt else ''}{count}: {'; '.join((*each, *_and_more(cell_)))}", MOST * SPOKEN)


def read(row: TableRow, cell_: TableCell, style: Style) -> str:
    """The whole cell as paragraphs, for the reader below the table."""
    each = ["\n".join(_paragraph(row, point, style)) for point in in_order(cell_.points)[:MOST]]
    return cut("\n\n".join(filter(None, (doubtful(cell_.points), *each, *_and_more(cell_)))), _CELL)


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


def found_by(cell_: TableCell, shown: SearchMatches) -> str:
    """Why a cell is shown that does not say itself what was looked for, or ""."""
    words_ = shown.query.words
    every = [point.placed for point in cell_.points]
    if not words_ or any(shown.points_at(each.report, each.observation) for each in every):
        return ""
    of = next((each for each in every if shown.borrows(each.report, each.observation)), None)
    if of is None:
        return ""
    where = search.place(of.report, of.parents, words_)
    if not where:
        return translate("Flowsheet", "Shown since its report or sample says what is looked for")
    return translate("Flowsheet", "Shown since its report or sample says: {text}").replace("{text}", text.visible(where))


def _paragraph(row: TableRow, point: Point, style: Style) -> Iterator[str]:
    observation = point.observation
    value = point_value_text(observation, style, READ, holds=row.holds)
    name = text.visible(text_concepts.name(observation.code)) or translate("Flowsheet", "Name not given")
    first = [*map(text.visible, map(str, flags.marks(observation)))]
    other = _other_reference(row, point, style)
    own = reference_text(point, style)
    if own and not other:
        first.append(translate("ReportLines", "reference {range}").replace("{range}", own))
    report = point.placed.report
    laboratory = (
        text.visible(lines.laboratories(report)) if report is not None else translate("Flowsheet", "its report did not come")
    )
    first += [moment_text(point, style), *_standing(point, always=True), laboratory, other]
    inline = "\n" not in value and len(value) <= 3 * LONG
    head = [f"{name} {value}".strip() if inline else name, *first]
    if point.placed.parents:
        head.insert(1, translate("ReportLines", "under {name}").replace("{name}", text.visible(_parents(point))))
    yield lines.SEPARATOR.join(part for part in head if part)
    if not inline:
        yield value
    comment = translate("ReportLines", "Comment")
    for each in _comments(observation, style, READ):
        yield f"{comment}: {each}"
    if style.codes:
        for label, said in finding_facts.codes(observation):
            if said:
                yield f"{label}: {text.visible(said)}"


def _parents(point: Point) -> str:
    return " › ".join(
        f"{text_concepts.called(each.code)}: {said}" if (said := _short_result(each)) else text_concepts.called(each.code)
        for each in point.placed.parents
    )


def _short_result(observation: Observation) -> str:
    if not isinstance(observation.value, CodeableConcept):
        return ""
    said = text_concepts.result_texts(observation.value)
    return said[0] if said and "\n" not in said[0] and len(said[0]) <= 3 * LONG else ""


def _comments(observation: Observation, style: Style, limit: int) -> Iterator[str]:
    for note in observation.notes:
        said = text.visible(lines.annotation(note, style))
        yield said if len(said) <= limit else said[:limit] + " …"


def moment_text(point: Point, style: Style) -> str:
    """When it was sampled, in words, or that nobody says."""
    moment = series_of.sampled(point.placed)
    own = sampling.date(point.observation, style.language)
    return text.visible(own or style.moment(moment)) or translate("ReportLines", "Date not given")


def _standing(point: Point, *, always: bool = False) -> Iterator[str]:
    """Its status, why it does not stand or is a copy, and that it was opened. ``always``: with the sign of its status."""
    shown = status_text.not_final(point.placed)
    yield from (
        str(each) if always and each == shown else each.words for each in status_text.status_marks(point.placed, always=always)
    )
    yield from (mark.words for mark in labels.opened(point.placed))


def copied(row: TableRow, cell_: TableCell, style: Style) -> str:
    """The whole cell in one line of a pasted table: values with their marks, and the status where it is not final."""
    return "; ".join(copied_point(row, point, style) for point in distinct_points(cell_.points))


def copied_point(row: TableRow, point: Point, style: Style, limit: int = READ) -> str:
    """One result of a cell. ``limit``: characters of a text that are told."""
    value = copied_value(row, point, style, limit)
    marks = ", ".join(map(str, flags.marks(point.observation)))
    standing = ", ".join(_standing(point))
    return f"{value} {marks}".strip() + (f" ({standing})" if standing else "")


def copied_value(row: TableRow, point: Point, style: Style, limit: int = READ) -> str:
    """The value of one result without its unit, which stands beside the row."""
    told = value_text(point.observation.value, style.language)
    return text.breakable(told.bare_amount) if told.number else point_value_text(point.observation, style, limit, holds=row.holds)


def short_point(row: TableRow, point: Point, style: Style, limit: int, short: Callable[[Mark], str]) -> str:
    """One result where ``short`` says what its marks and its status are; what it is told of them in words stays in words."""
    marks = map(short, flags.marks(point.observation))
    status, said = status_text.not_final(point.placed), list(_standing(point))
    signs: list[str] = []
    if status is not None and point.placed.stands and said[:1] == [status.words]:
        signs, said = [short(status)], said[1:]
    value = _letters(point.observation, short) or copied_value(row, point, style, limit)
    told = " ".join(filter(None, (value, *marks, *signs)))
    return f"{told} ({', '.join(said)})".strip() if said else told


def _letters(observation: Observation, short: Callable[[Mark], str]) -> str:
    """A susceptibility by its letter, where it says no more than that; else ""."""
    value = observation.value
    codes = susceptibility.letters(observation) if isinstance(value, CodeableConcept) else ()
    if not codes or not isinstance(value, CodeableConcept) or observation.interpretations:
        return ""
    meant = [text_concepts.coding_text(each) for each in codes]
    said = (part for part in text_concepts.result_texts(value) if not any(text_concepts.same(part, each) for each in meant))
    if any(said):
        return ""
    return "/".join(short(labels.Mark(glyph=each.code, words=each.display or each.code)) for each in codes)


# Whose reference range stands beside the name of a row, and what is said where a result has another one, or none


def reference_text(point: Point, style: Style) -> str:
    """The reference ranges of one result, or ""."""
    return "; ".join(map(style.reference, point.observation.reference_ranges)).strip()


def reference_beside(row: TableRow, style: Style) -> tuple[str, Point | None, int]:
    """What stands beside the row: the newest that there is, of what stands before what is void; and how many others there are."""
    found: dict[tuple[object, ...], tuple[str, Point]] = {}
    for point in _newest_first(row):
        ranges = point.observation.reference_ranges
        if ranges and ranges not in found:
            found[ranges] = reference_text(point, style), point
    told = [(said, point) for said, point in found.values() if said]
    return (*told[0], len({said for said, _ in told}) - 1) if told else ("", None, 0)


def _newest_first(row: TableRow) -> Iterator[Point]:
    points = row.series.points
    return chain(reversed(row.series.standing), (point for point in reversed(points) if point.placed.void))


def _other_reference(row: TableRow, point: Point, style: Style) -> str:
    """A sentence part where what stands beside the row is not the reference of this result: its own, and whose that one is."""
    beside = next((other for other in _newest_first(row) if reference_text(other, style)), None)
    own = reference_text(point, style)
    if beside is None or beside is point or own == reference_text(beside, style):
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
