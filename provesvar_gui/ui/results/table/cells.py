"""The cells of the cumulative table: what is painted, spoken and copied of the results of one row and one time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import laboratories, susceptibility, text
from provesvar_gui.results import series as series_of
from provesvar_gui.results.model import CodeableConcept, Quantity, Redacted
from provesvar_gui.results.value_text import value_text
from provesvar_gui.ui.results.common import flags, labels, lines, sampling, status_text, version_text
from provesvar_gui.ui.results.common.labels import Mark, MarkTint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provesvar_gui.results.model import Value
    from provesvar_gui.results.series import Point
    from provesvar_gui.results.table import TableRow
    from provesvar_gui.results.value_text import ValueText
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.table.sheet import LineHead

translate = QCoreApplication.translate

COMMENT, VOID, OTHER_REFERENCE, WAITING = "◥", "✕", "≠", "○"
LONG: Final = 60  # characters of a text that stands in the cell itself; it is whole there or not at all
_LETTERS: Final = frozenset("SIRK")
_WORST: Final = ("R", "NS", "SYN-R", "I", "SDD", "K", "SYN-S", "S")  # first what must not be overlooked
_EITHER: Final = "/"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TableCell(Redacted):
    """What is painted: a value with its signs.

    ``text``: the value is words, which may run into the empty cells beside it. Where several susceptibilities stand, all of
    their letters do. ``flag``: the laboratory's mark; ``signs``: a doubt, the status where it is not final, another reference
    than that of the row, how many results stand behind it with the first mark and the letters of those that stand, how many were
    replaced (↺), a comment. That another result of this time was cancelled comes before the value. ``tag``: two letters of a
    laboratory that is not the one of most results.
    """

    points: tuple[Point, ...]
    value: str
    text: bool = False
    quiet: bool = False
    flag: Mark | None = None
    tint: MarkTint = MarkTint.NONE
    signs: tuple[Mark, ...] = ()
    tag: str = ""

    @property
    def void(self) -> bool:
        return self.tint is MarkTint.VOID

    @property
    def behind(self) -> str:
        """Every sign behind the value but the flag, which has a place of its own."""
        return "".join(mark.glyph for mark in self.signs)

    @property
    def shown(self) -> str:
        marks = (mark.glyph for mark in (self.flag, *self.signs) if mark is not None)
        return text.NBSP.join(part for part in (self.tag, self.value, *marks) if part)


def cell(
    points: tuple[Point, ...], style: Style, *, holds: bool = False, tag: str = "", other_reference: bool = False
) -> TableCell:
    """``holds``: other rows stand under its row. ``other_reference``: than the one beside the row."""
    point = points[0]
    placed, observation = point.placed, point.observation
    taken_back, cancelled = withdrawn(points), cancelled_beside(points)
    value, is_text = _value((taken_back or point).observation.value, style)
    nothing = not value
    if nothing:
        value = "·" if holds and observation.data_absent_reason is None else "–"
    marks = flags.marks(observation)
    mark = next((each for each in marks if each.tint is not MarkTint.NONE), marks[0] if marks else None)
    flag = flags.short(mark) if mark is not None else None
    behind = [other for other in points[1:] if not (repeats(other, point) or other is taken_back or other in cancelled)]
    more = _more(behind)
    answers = _susceptible(points) if behind or marks else ()
    own = _susceptible(points[:1]) if answers else ()
    if own and isinstance(observation.value, CodeableConcept):
        value = _EITHER.join(answers) if len(answers) > 1 else value
    elif answers:
        before = flag.glyph if flag is not None and flag.glyph not in own else ""
        flag = Mark(glyph=text.NBSP.join(filter(None, (before, _EITHER.join(own)))), words="")
        more = text.NBSP.join((more, *(each for each in answers if each not in own))) if more else ""
    if cancelled:
        value = f"{VOID}{len(cancelled) if len(cancelled) > 1 else ''}{text.NBSP}{_EITHER}{text.NBSP}{value}"
    doubts = map(version_text.doubt, placed.doubts if placed.stands else ())
    signs = {each.glyph: each for each in (*doubts, status_text.not_final(placed)) if each is not None}
    said = (
        (OTHER_REFERENCE if other_reference else "", translate("Flowsheet", "another reference")),
        (more, translate("Flowsheet", "more results of that time")),
        (COMMENT if any(each.observation.notes for each in points) else "", translate("Flowsheet", "comment")),
    )
    return TableCell(
        points=points,
        value=value,
        text=is_text,
        quiet=nothing or placed.superseded,
        flag=flag,
        tint=MarkTint.VOID if placed.void else mark.tint if mark else MarkTint.NONE,
        signs=(*signs.values(), *(Mark(glyph=glyph, words=words) for glyph, words in said if glyph)),
        tag=tag,
    )


def withdrawn(points: tuple[Point, ...]) -> Point | None:
    """The value that a cancellation without a value of its own took back, where that is what the cell is about."""
    if not points[0].placed.void or points[0].observation.value is not None:
        return None
    return next((each for each in points[1:] if each.placed.superseded and each.observation.value is not None), None)


def cancelled_beside(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """What was cancelled of the same time while the value that is shown stands: whether it is the same, nobody says."""
    if points[0].placed.void:
        return ()
    return tuple(each for each in points[1:] if each.placed.void and not each.placed.superseded)


def _more(behind: list[Point]) -> str:
    """How many others there are; what was replaced by itself."""
    replaced = sum(each.placed.superseded for each in behind)
    others = len(behind) - replaced
    parts = (f"+{others}{_marked_behind(behind)}" if others else "", f"↺{replaced}" if replaced else "")
    return text.NBSP.join(filter(None, parts))


def _marked_behind(behind: list[Point]) -> str:
    """The laboratory's mark on a result that stands and is not the one that is shown."""
    standing = (each.observation for each in behind if each.placed.stands)
    return next((mark.glyph for each in standing for mark in flags.marks(each) if mark.tint is not MarkTint.NONE), "")


def _susceptible(points: tuple[Point, ...]) -> tuple[str, ...]:
    """Every letter of the susceptibilities that stand, and what those without one say in a few words; the worst first."""
    found: dict[str, None] = {}
    for point in points:
        observation = point.observation
        if not point.placed.stands or not susceptibility.is_susceptibility(observation):
            continue
        codes = [each.code for each in susceptibility.letters(observation)]
        if not codes and isinstance(observation.value, CodeableConcept):
            codes = [text.visible(each) for each in text.result_texts(observation.value)[:1]]
            codes = [translate("Flowsheet", "Text …") if is_long(each) else each for each in codes]
        found.update(dict.fromkeys(codes))
    return tuple(sorted(found, key=lambda each: _WORST.index(each) if each in _WORST else len(_WORST)))


def repeats(other: Point, shown: Point) -> bool:
    """Whether it is an older version that says the same: it is told with the cell, and is no other result."""
    one, two = other.observation, shown.observation
    same = (one.value, one.interpretations, one.status) == (two.value, two.interpretations, two.status)
    return other.placed.superseded and same


def _value(value: Value | None, style: Style) -> tuple[str, bool]:
    """What stands for the value, and whether it is words."""
    told = value_text(value, style.language)
    if told.number:
        return text.visible(told.bare_amount), False
    if value is None or isinstance(value, Quantity):
        return "", True
    if isinstance(value, CodeableConcept):
        return _concept(value, told), True
    shown = text.visible(style.value(value))
    return elsewhere() if is_long(shown) else shown, True


def _concept(value: CodeableConcept, told: ValueText) -> str:
    said = tuple(map(text.visible, told.parts))
    codes = (each.code for each in value.codings if each.system == text.RESISTANCE and each.code in _LETTERS)
    letter = _EITHER.join(sorted(dict.fromkeys(codes), key=_WORST.index))
    if letter:
        said = tuple(each for each in said if not any(each.startswith(f"{one}{text.NBSP}–") for one in letter.split(_EITHER)))
    words = "; ".join(said)
    if is_long(words):
        return letter or elsewhere()
    return f"{letter} · {words}" if letter and words else letter or words


def elsewhere() -> str:
    """In place of a text that is read in its report."""
    return translate("Flowsheet", "Text …")


def is_long(words: str) -> bool:
    return "\n" in words or len(words) > LONG


MOST: Final = 20  # results of a cell that are said and read one by one
SPOKEN: Final = 300  # characters of a text that are said with its cell
READ: Final = 2_000  # characters of a text in the words of a cell; a longer one is read in its report


def cut(said: str, limit: int) -> str:
    """A text whole up to the limit; a longer one says how much more there is."""
    if len(said) <= limit:
        return said
    more = translate("Flowsheet", "{text} … (%n more characters, in the report)", "", len(said) - limit)
    return more.replace("{text}", said[:limit])


def _whole(head: LineHead, point: Point, style: Style, limit: int) -> str:
    """In words; nothing where the row only names what stands under it."""
    observation = point.observation
    empty = head.holds and observation.value is None and observation.data_absent_reason is None
    return "" if empty else cut(style.whole(observation), limit)


def _parts(head: LineHead, point: Point, style: Style, limit: int, *, whole: bool, laboratory: bool) -> Iterator[str]:
    """One result: its name with its value, the laboratory's marks, then its facts."""
    name = text.visible(text.name(point.observation.code)) or translate("Flowsheet", "Name not given")
    yield f"{name} {_whole(head, point, style, limit)}".strip()
    yield from (text.visible(mark.words) for mark in flags.marks(point.observation))
    yield from _facts(head, point, style, limit, whole=whole, laboratory=laboratory)


def _facts(
    head: LineHead, point: Point, style: Style, limit: int, *, whole: bool = True, laboratory: bool = True
) -> Iterator[str]:
    """What else there is to it: time, status, why it does not stand, whose reference, comments.

    ``whole``: also what is plain: that it is final, its own reference. ``laboratory``: also that.
    """
    moment = sampling.date(point.observation, style.language) or style.moment(series_of.sampled(point.placed))
    yield text.visible(moment) or translate("ReportLines", "Date not given")
    yield from _standing(point, always=whole)
    beside, own = head.reference, reference_text(point, style)
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


def spoken(head: LineHead, cell: TableCell, style: Style) -> str:
    """The whole cell as one sentence; several results one after the other, with how many there are."""
    return cut(_all_of(head, cell, style, SPOKEN, whole=False), MOST * SPOKEN)


def read(head: LineHead, cell: TableCell, style: Style, limit: int = READ) -> str:
    """The same with all that is said of each."""
    return cut(_all_of(head, cell, style, limit, whole=True), MOST * limit)


def facts(head: LineHead, cell: TableCell, style: Style) -> str:
    """What there is to say beside name, value and mark of the result that is shown."""
    said = [doubtful(cell.points) or _count(cell)] if len(cell.points) > 1 else []
    return lines.SEPARATOR.join((*said, *filter(None, _facts(head, cell.points[0], style, READ))))


def _all_of(head: LineHead, cell: TableCell, style: Style, limit: int, *, whole: bool) -> str:
    each = []
    for point in in_order(cell.points)[:MOST]:
        parts = _parts(head, point, style, limit, whole=whole, laboratory=whole or bool(cell.tag))
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


def copied(head: LineHead, cell: TableCell, style: Style) -> str:
    """The whole cell in one line of a pasted table: values with their marks, and the status where it is not final."""
    shown = cell.points[0]
    distinct = (each for each in in_order(cell.points) if each is shown or not repeats(each, shown))
    return "; ".join(_copied(head, point, style) for point in distinct)


def _copied(head: LineHead, point: Point, style: Style) -> str:
    """One result without its unit, which stands beside the row."""
    told = value_text(point.observation.value, style.language)
    value = text.breakable(told.bare_amount) if told.number else _whole(head, point, style, READ)
    marks = ", ".join(map(str, flags.marks(point.observation)))
    standing = ", ".join(_standing(point))
    return f"{value} {marks}".strip() + (f" ({standing})" if standing else "")


def reference_text(point: Point, style: Style) -> str:
    return "; ".join(map(style.reference, point.observation.reference_ranges)).strip()


def references(row: TableRow, style: Style) -> dict[str, Point]:
    """The different ones of a row, the newest first, of what stands before what is void; each with its newest result."""
    void = (point for point in reversed(row.series.points) if point.placed.void)
    found: dict[str, Point] = {}
    for point in chain(reversed(row.series.standing), void):
        found.setdefault(reference_text(point, style), point)
    found.pop("", None)
    return found
