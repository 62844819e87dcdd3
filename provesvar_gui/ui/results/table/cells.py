"""The contents of the cumulative table, made in steps before the first paint: texts painted, spoken and copied, and the model."""

from __future__ import annotations

import html
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetricsF

from provesvar_gui.results import course, dating, laboratories, search, susceptibility, table, text, trend
from provesvar_gui.results.laboratories import Tags
from provesvar_gui.results.model import CodeableConcept, Moment, Quantity, Redacted
from provesvar_gui.results.table import Heading, TableRow, depth
from provesvar_gui.results.text import value_text
from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common import ages, flags, labels, lines, mini_curve, status_text, text_runs
from provesvar_gui.ui.results.common.labels import Mark, MarkTint, parted
from provesvar_gui.ui.results.common.lines import Style

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from datetime import datetime

    from provesvar_gui.results.course import MiniCurve
    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.model import Value
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.search import SearchMatches
    from provesvar_gui.results.series import SeriesKey
    from provesvar_gui.results.table import Line
    from provesvar_gui.results.text import ValueText
    from provesvar_gui.results.trend import Curve

translate = QCoreApplication.translate

Index = QModelIndex | QPersistentModelIndex

COMMENT, VOID, OTHER_REFERENCE, WAITING, PENDING = "◥", "✕", "≠", "○", "◐"
LONG: Final = 60  # characters of a text that stands in the cell itself; it is whole there or not at all
MOST: Final = 20  # results of a cell that are said and read one by one
SPOKEN: Final = 300  # characters of a text that are said with its cell
READ: Final = 2_000  # characters of a text in the words of a cell; a longer one is read in its report
TAG: Final = 4  # pixels behind the letters of a laboratory
_AIR: Final = 3.0  # pixels
_FRAME: Final = 10  # pixels of the frame around them
_LETTERS: Final = frozenset("SIRK")
_SEVERITY_ORDER: Final = ("R", "NS", "SYN-R", "I", "SDD", "K", "SYN-S", "S")  # first what must not be overlooked
_SLASH: Final = "/"
_DRAWN: Final = 60  # newest results in a curve
_LONGEST_UNIT: Final = 28
_SHORT_REFERENCE: Final = 22  # characters
_DAY: Final = len("2024-08-14")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TableCell(Redacted):
    """The painted contents: a value with its signs.

    ``flag``: the laboratory's mark. ``signs``: a doubt, the status where it is not final, another reference, how many results
    stand behind it, how many were replaced (↺), a comment. ``tag``: of a laboratory that is not the usual one.
    """

    points: tuple[Placed, ...]
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
    def glyph(self) -> str:
        return self.flag.glyph if self.flag is not None else ""

    @property
    def signs_text(self) -> str:
        return "".join(mark.glyph for mark in self.signs)

    def slot(self, measure: Callable[[str], float]) -> float:
        """Of the laboratory's mark; without one it is air between the value and its signs."""
        return measure(self.glyph) if self.glyph else _AIR * bool(self.value and self.signs)

    @property
    def shown(self) -> str:
        parts = (self.tag, self.value, self.glyph, *(mark.glyph for mark in self.signs))
        return text.NBSP.join(filter(None, parts))


def cell_of(
    points: tuple[Placed, ...], style: Style, *, holds: bool = False, tag: str = "", other_reference: bool = False
) -> TableCell:
    """``holds``: its row has rows below it. ``other_reference``: a reference range other than the row's."""
    point = points[0]
    placed, observation = point, point.observation
    taken_back, cancelled = withdrawn(points), cancelled_beside(points)
    value, is_text = _value((taken_back or point).observation.value, style)
    nothing, status = not value, status_text.not_final(placed)
    if nothing:
        waits = status is not None and status.glyph == WAITING  # which says it
        value = "·" if holds and observation.data_absent_reason is None else "" if waits else "–"
    marks = flags.marks(observation)
    mark = next((each for each in marks if each.tint is not MarkTint.NONE), marks[0] if marks else None)
    flag = flags.short(mark) if mark is not None else None
    behind = [other for other in points[1:] if not (repeats(other, point) or other is taken_back or other in cancelled)]
    letters = _susceptible(points)
    if len(letters) > 1 or (letters and behind):  # none stands behind another
        value, is_text = _SLASH.join(letters), True
    elif letters and not is_text:
        value = f"{value}{text.NBSP}{letters[0]}"
    if flag is not None and flag.glyph in letters:
        flag = None
    if cancelled:
        value = f"{VOID}{len(cancelled) if len(cancelled) > 1 else ''}{text.NBSP}{_SLASH}{text.NBSP}{value}"
    doubts = map(status_text.doubt, placed.doubts if placed.stands else ())
    signs = {each.glyph: each for each in (*doubts, status) if each is not None}
    said = (
        (OTHER_REFERENCE if other_reference else "", translate("Flowsheet", "another reference")),
        (_more(behind), translate("Flowsheet", "more results of that time")),
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


def titles() -> tuple[str, str, str]:
    return translate("Flowsheet", "Analysis"), translate("Flowsheet", "Unit"), translate("Flowsheet", "Reference")


def withdrawn(points: tuple[Placed, ...]) -> Placed | None:
    """The value that a cancellation without a value cancelled, if the cell shows that."""
    if not points[0].void or points[0].observation.value is not None:
        return None
    return next((each for each in points[1:] if each.superseded and each.observation.value is not None), None)


def cancelled_beside(points: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """Cancelled results of the same time as the standing one shown; whether it is the same result is unknown."""
    if points[0].void:
        return ()
    return tuple(each for each in points[1:] if each.void and not each.superseded)


def _more(behind: list[Placed]) -> str:
    """The number of other results, with the laboratory's first mark on a standing one; replaced ones separately."""
    replaced = sum(each.superseded for each in behind)
    standing = (mark for each in behind if each.stands for mark in flags.marks(each.observation))
    mark = next((mark.glyph for mark in standing if mark.tint is not MarkTint.NONE), "")
    others = len(behind) - replaced
    return text.NBSP.join(filter(None, (f"+{others}{mark}" if others else "", f"↺{replaced}" if replaced else "")))


def _susceptible(points: tuple[Placed, ...]) -> tuple[str, ...]:
    """The letters of all standing susceptibilities, and the texts of those without a letter; the worst first."""
    found: dict[str, None] = {}
    for point in points:
        observation = point.observation
        if not point.stands or not susceptibility.is_susceptibility(observation):
            continue
        codes = [each.code for each in susceptibility.letters(observation)]
        if not codes and isinstance(observation.value, CodeableConcept):
            codes = [elsewhere() if is_long(each) else each for each in text.result_texts(observation.value)[:1]]
        found.update(dict.fromkeys(codes))
    return tuple(sorted(found, key=lambda each: _SEVERITY_ORDER.index(each) if each in _SEVERITY_ORDER else len(_SEVERITY_ORDER)))


def repeats(other: Placed, shown: Placed) -> bool:
    """Whether it is an older version with the same value: part of the cell, and no further result."""
    one, two = other.observation, shown.observation
    same = (one.value, one.interpretations, one.status) == (two.value, two.interpretations, two.status)
    return other.superseded and same


def _value(value: Value | None, style: Style) -> tuple[str, bool]:
    told = value_text(value, style.language)
    if told.number:
        return told.bare_amount, False
    if value is None or isinstance(value, Quantity):
        return "", True
    if isinstance(value, CodeableConcept):
        return _concept(value, told), True
    shown = style.value(value)
    return elsewhere() if is_long(shown) else shown, True


def _concept(value: CodeableConcept, told: ValueText) -> str:
    said = told.parts
    codes = (each.code for each in value.codings if each.system == text.RESISTANCE and each.code in _LETTERS)
    letter = _SLASH.join(sorted(dict.fromkeys(codes), key=_SEVERITY_ORDER.index))
    if letter:
        said = tuple(each for each in said if not any(each.startswith(f"{one}{text.NBSP}–") for one in letter.split(_SLASH)))
    words = "; ".join(said)
    if is_long(words):
        return letter or elsewhere()
    return f"{letter} · {words}" if letter and words else letter or words


def elsewhere() -> str:
    """In place of a text that is read in its report."""
    return translate("Flowsheet", "Text …")


def is_long(words: str) -> bool:
    return "\n" in words or len(words) > LONG


def cut(said: str, limit: int) -> str:
    """A text within the limit; a longer one ends with the number of further characters."""
    if len(said) <= limit:
        return said
    more = translate("Flowsheet", "{text} … (%n more characters, in the report)", "", len(said) - limit)
    return more.replace("{text}", said[:limit])


def _whole(head: LineHead, point: Placed, style: Style, limit: int) -> str:
    """In words; "" for a row that only names the rows below it."""
    observation = point.observation
    empty = head.holds and observation.value is None and observation.data_absent_reason is None
    return "" if empty else cut(style.result_with_kind(observation), limit)


def _sentence(head: LineHead, cell: TableCell, point: Placed, style: Style, limit: int, *, whole: bool) -> Iterator[str]:
    """Value, marks, time, status, reason why void, other reference, comments.

    ``whole``: also that it is final, its own reference, and the laboratory where it is the usual one.
    """
    name = text.name(point.observation.code) or translate("Flowsheet", "Name not given")
    yield f"{name} {_whole(head, point, style, limit)}".strip()
    yield from (mark.words for mark in flags.marks(point.observation))
    yield style.moment(point.sampled) or translate("ReportLines", "Date not given")
    yield from (mark.words for mark in _standing(point, always=whole))
    if own := _own_reference(head, point, style):
        yield own
    elif whole and (own := style.reference(point.observation)):
        yield translate("ReportLines", "reference {range}").replace("{range}", own)
    if whole or cell.tag:
        yield _laboratory(point)
    yield from _comments_and_parents(point, style, limit)


def _own_reference(head: LineHead, point: Placed, style: Style, *, painted: bool = False) -> str:
    own = style.reference(point.observation)
    if not head.reference or own == head.reference:
        return ""
    said = translate("Flowsheet", "its own reference {range}") if own else translate("Flowsheet", "no reference of its own")
    return said.replace("{range}", style.reference(point.observation, figures=painted))


def _laboratory(point: Placed) -> str:
    if point.report is None:
        return translate("Flowsheet", "its report did not come")
    return laboratories.laboratory_name(point) or lines.laboratories(point.report)


def _comments_and_parents(point: Placed, style: Style, limit: int) -> Iterator[str]:
    comment = translate("ReportLines", "Comment")
    for note in point.observation.notes:
        said = lines.annotation(note, style)
        yield f"{comment}: {said if len(said) <= limit else said[:limit] + ' …'}"
    if point.parents:
        yield translate("ReportLines", "under {name}").replace("{name}", _parents(point))


def spoken(head: LineHead, cell: TableCell, style: Style) -> str:
    return cut(_all_of(head, cell, style, SPOKEN, whole=False), MOST * SPOKEN)


def read(head: LineHead, cell: TableCell, style: Style, limit: int = READ) -> str:
    return cut(_all_of(head, cell, style, limit, whole=True), MOST * limit)


def facts(head: LineHead, cell: TableCell, style: Style, now: datetime | None, *, few: bool = False) -> str:
    """Short facts of the shown result beside name, value and mark. ``few``: without the reference that its row has."""
    point = cell.points[0]
    own, figures = _own_reference(head, point, style, painted=True), style.reference(point.observation, figures=True)
    plain = translate("Overview", "ref. {range}").replace("{range}", figures) if figures else ""
    plain = "" if few and head.reference else plain
    told = (
        (doubtful(cell.points) or _count(cell)) if len(cell.points) > 1 else "",
        ages.day_and_clock(point.sampled, now, style.language) or translate("ReportLines", "Date not given"),
        *map(str, _standing(point)),
        own or plain,
        _laboratory(point).split(",", 1)[0].replace(" ", text.NBSP),  # in one piece
        *_comments_and_parents(point, style, READ),
    )
    return lines.SEPARATOR.join(filter(None, told))


def _all_of(head: LineHead, cell: TableCell, style: Style, limit: int, *, whole: bool) -> str:
    told = (_sentence(head, cell, point, style, limit, whole=whole) for point in in_order(cell.points)[:MOST])
    each = [", ".join(filter(None, parts)) for parts in told]
    if (more := len(cell.points) - MOST) > 0:
        each.append(translate("Flowsheet", "… and %n more at this time, in their reports", "", more))
    if len(cell.points) == 1:
        return each[0]
    return f"{doubtful(cell.points)} {_count(cell)}: {'; '.join(each)}".lstrip()


def _count(cell: TableCell) -> str:
    return translate("Flowsheet", "%n results at this time", "", len(cell.points))


def in_order(points: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """Cancelled results before standing ones of the same time, which they may concern."""
    first = cancelled_beside(points)
    told = set(map(id, first))
    return (*first, *(each for each in points if id(each) not in told))


def doubtful(points: tuple[Placed, ...]) -> str:
    """The note that one of several results of the time was cancelled, perhaps the standing one; or ""."""
    if not cancelled_beside(points):
        return ""
    return translate("Flowsheet", "Of this time one result is cancelled and one stands: ask the laboratory which is valid.")


def _parents(point: Placed) -> str:
    told = []
    for each in point.parents:
        said = text.result_texts(each.value) if isinstance(each.value, CodeableConcept) else ()
        name = text.called(each.code)
        told.append(f"{name}: {said[0]}" if said and not is_long(said[0]) else name)
    return " › ".join(told)


def _standing(point: Placed, *, always: bool = False) -> Iterator[Mark]:
    """Its status, the reason why void or repeated, and that it was opened. ``always``: also that it is final."""
    yield from status_text.status_marks(point, always=always)
    yield from labels.opened(point)


def copied(head: LineHead, cell: TableCell, style: Style) -> str:
    """The cell as one line of a pasted table: values with their marks, and the status if not final."""
    shown = cell.points[0]
    distinct = (each for each in in_order(cell.points) if each is shown or not repeats(each, shown))
    return "; ".join(_copied(head, point, style) for point in distinct)


def _copied(head: LineHead, point: Placed, style: Style) -> str:
    told = value_text(point.observation.value, style.language)
    value = text.breakable(told.bare_amount) if told.number else _whole(head, point, style, READ)
    marks = ", ".join(map(str, flags.marks(point.observation)))
    standing = ", ".join(mark.words for mark in _standing(point))
    return f"{value} {marks}".strip() + (f" ({standing})" if standing else "")


def references(row: TableRow, style: Style) -> dict[str, Placed]:
    """The different ranges of a row, the newest first, standing before void; each with its newest result."""
    void = (point for point in reversed(row.series.points) if point.void)
    found: dict[str, Placed] = {}
    for point in chain(reversed(row.series.standing), void):
        found.setdefault(style.reference(point.observation), point)
    found.pop("", None)
    return found


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LineHead(Redacted):
    """One line: its frozen part, and its cells by the place of the column.

    ``prefix``, ``rest``: the painted name; ``figures``: the reference, ``others``: there are others.
    """

    line: Line
    name: str
    level: int = 0
    unit: str = ""
    reference: str = ""
    figures: str = ""
    others: bool = False
    prefix: str = ""
    rest: str = ""
    curve: MiniCurve | None = None
    spoken: str = ""
    width: float = 0.0
    cells: dict[int, TableCell] = field(default_factory=dict)

    @property
    def painted(self) -> str:
        return self.prefix + self.rest

    @property
    def heading(self) -> bool:
        return isinstance(self.line, Heading)

    @property
    def holds(self) -> bool:
        return isinstance(self.line, TableRow) and self.line.holds


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ColumnHead(Redacted):
    """One sampling time; ``moment`` is None for results without one.

    ``place``: the key of its cells in a line. ``short``: the date without the year of the fetch. ``day``: what two columns of the
    same day have in common. ``ahead``: dated after the fetch. ``waits``: nothing has been answered. ``opened``: how many results.
    ``tag``: of the laboratory of all of it. ``signs``: pixels behind its values, ``glyph``: those of the laboratory's mark among
    them.
    """

    place: int
    moment: Moment | None
    date: str
    clock: str = ""
    short: str
    day: str
    ahead: bool = False
    waits: bool = False
    opened: int = 0
    tag: str = ""
    width: float = 0.0
    glyph: float = 0.0
    signs: float = 0.0

    @property
    def headline(self) -> str:
        return f"{self.date} {self.clock}".strip()


def _name(said: str) -> str:
    """On one line. An endless one would take minutes to lay out; the report has all of it."""
    return cut(" ".join(said.split("\n")), SPOKEN)


def _heading(heading: Heading) -> str:
    """The parent's result of a tree, the name of a discipline or of a kind of report."""
    concept, name = heading.concept, ""
    if concept is not None:
        name = text.result_texts(concept)[0] if heading.tree is not None else text.name(concept)
    name = _name(name) or translate("Flowsheet", "Discipline not given")
    if heading.apart and heading.level == 0:
        whole = translate("Flowsheet", "{discipline}, registered on another kind of number or an invalid one")
        name = whole.replace("{discipline}", name)
    return name


def _head(row: TableRow, ranges: dict[str, Placed], style: Style, called: str) -> LineHead:
    """``called``: the name of its kind of analyte, painted in place of a long name as in the overview."""
    name = _name(row.series.name) or translate("Flowsheet", "Name not given")
    prefix, rest = parted(name, called)
    rest = rest.replace("pCO2", "pCO₂").replace("pO2", "pO₂")
    unit = row.series.unit if len(row.series.unit) <= _LONGEST_UNIT else elsewhere()
    reference, whose = next(iter(ranges.items()), ("", None))
    figures = style.reference(whose.observation, figures=True) if whose is not None else ""
    others = len(ranges) > 1
    said = [name, unit]
    said += [translate("ReportLines", "reference {range}").replace("{range}", reference)] if reference else []
    said += [translate("Flowsheet", "other reference ranges earlier")] if others else []
    return LineHead(
        line=row,
        name=name,
        level=row.level,
        unit=unit,
        reference=reference,
        others=others,
        figures=elsewhere() if len(reference) > _SHORT_REFERENCE or "\n" in reference else figures,
        prefix=prefix,
        rest=rest,
        spoken=", ".join(filter(None, said)),
    )


def _top(place: int, moment: Moment | None, cells: list[TableCell], style: Style, fetched_at: datetime | None) -> ColumnHead:
    tags = {cell.tag for cell in cells}
    whole = style.moment(moment) if moment is not None else translate("Flowsheet", "No date")
    literal = moment.literal.strip() if moment is not None else "-"
    date = style.moment(Moment(literal=literal[:_DAY])) if len(literal) > _DAY else ""
    clock = whole.removeprefix(date).strip(text.NBSP) if date and whole.startswith(date) else ""
    date = date if clock else whole
    span = dating.span_of(moment)
    year = f"{text.NBSP}{text.in_norway(fetched_at).year}" if fetched_at is not None else ""
    return ColumnHead(
        place=place,
        moment=moment,
        date=date,
        clock=clock,
        short=date.removesuffix(year),
        day=literal[:_DAY] if clock else literal,
        ahead=span is not None and span.ahead(fetched_at),
        waits=all(cell.quiet and any(point.pending for point in cell.points) for cell in cells),
        opened=sum(point.opened for cell in cells for point in cell.points),
        tag=tags.pop() if len(tags) == 1 else "",
    )


BY_LABORATORY, BY_NAME = -1, -2  # orders of the rows; else the place of a sampling time


class FlowsheetModel(QAbstractTableModel):
    """``heads`` from top to bottom, ``tops`` from the oldest time on: what is shown of ``all_heads`` and ``all_tops``.

    ``course``: what time the curves show. ``unit``, ``reference``: pixels of the widest. ``left_out``: results before the period.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clear()

    def clear(self) -> None:
        self.filter: SearchMatches | None = None
        self._apart, self.order = False, BY_LABORATORY
        self.style, self.complete = Style(), True
        self.all_heads: tuple[LineHead, ...] = ()
        self.all_tops: tuple[ColumnHead, ...] = ()
        self.tags: dict[str, str] = {}
        self.course, self.unit, self.reference = "", 0.0, 0.0
        self._choose()

    def build(self, digest: Digest, style: Style) -> Generator[None, None, None]:
        """Make all of it in steps; nothing of it is shown before the last."""
        columns, found = yield from table.build(digest.observations, digest.series)
        metrics = QFontMetricsF(theme.font(theme.Type.TABLE, bold=True, digits=True))  # as marks are painted, so the widest
        slot, measure = text_runs.slot(metrics), cache(lambda words: text_runs.width(words, metrics) + 0.5 if words else 0.0)
        tags = Tags()
        yield from tags.count(digest.observations)
        end = digest.result.fetched_at
        curves: dict[int, Curve] = {}
        for line in found if digest.complete and end is not None else ():
            if isinstance(line, TableRow) and line.series.has_numbers:
                drawn = yield from trend.curve(replace(line.series, points=line.series.points[-_DRAWN:]))
                if drawn.dots:
                    curves[id(line)] = drawn
        period = course.readable([[dot.when for dot in each.dots] for each in curves.values()], end) if end is not None else None
        first = course.begin(period, end) if period is not None and end is not None else None
        yield
        called = labels.kinds(digest, style.language)
        below: list[list[TableCell]] = [[] for _ in columns]
        heads: list[LineHead] = []
        for line in found:
            if isinstance(line, Heading):
                name = _heading(line)
                heads.append(LineHead(line=line, name=name, rest=name, level=line.level, spoken=name, width=measure(name)))
                continue
            ranges = references(line, style)
            beside = next(iter(ranges), "")
            cells: dict[int, TableCell] = {}
            for place, points in line.cells.items():
                own = style.reference(points[0].observation)
                other = bool(own) and own != beside
                cells[place] = cell_of(points, style, holds=line.holds, tag=tags.of(points[0]), other_reference=other)
                below[place].append(cells[place])
                yield
            drawable = curves.get(id(line)) if first is not None else None
            curve = course.mini(drawable, first, end) if drawable is not None and first is not None and end is not None else None
            made = _head(line, ranges, style, called.get(line.series.key, ""))
            heads.append(replace(made, cells=cells, curve=curve, width=measure(made.painted)))
            yield
        tops: list[ColumnHead] = []
        for moment, some in zip(columns, below, strict=True):
            glyph = max(each.slot(measure) for each in some)  # signs of one kind stand below each other
            signs, wide = max(glyph + measure(each.signs_text) for each in some), 0.0
            for each in some:
                tag = measure(each.tag) + TAG + _FRAME if each.tag else 0.0
                behind = each.slot(measure) + measure(each.signs_text) if each.text else signs  # with the room of missing signs
                wide = max(wide, measure(each.value) + tag + behind)
            tops.append(replace(_top(len(tops), moment, some, style, end), width=wide, glyph=glyph, signs=signs))
            yield
        if self.order >= 0 and tuple(tops) != self.all_tops:
            self.order = BY_LABORATORY  # its place is another time now
        self.style, self.complete, self.tags = style, digest.complete, tags.names
        self.all_heads, self.all_tops = tuple(heads), tuple(tops)
        self.course = mini_curve.title(period) if period is not None else ""
        self.unit = max((measure(head.unit) for head in heads), default=0.0)
        self.reference = max((measure(head.figures) + slot * head.others for head in heads), default=0.0)
        self._choose()

    @property
    def rows(self) -> tuple[TableRow, ...]:
        """All there are, in the laboratory's order."""
        return tuple(head.line for head in self.all_heads if isinstance(head.line, TableRow))

    @property
    def hidden_apart(self) -> int:
        """Rows on another kind of number that are not shown."""
        return 0 if self._apart else sum(row.series.key.apart for row in self.rows)

    def set_filter(self, shown: SearchMatches | None) -> None:
        """Show only those rows, with all of their trees, and only the columns in which they have something; None: everything."""
        self.filter = shown
        self._choose()

    def show_apart(self, shown: bool) -> None:
        """Also rows on another kind of number."""
        self._apart = shown
        self._choose()

    def sort_by(self, sort: int) -> None:
        self.order = BY_LABORATORY if sort == self.order else sort
        self._choose()

    def _choose(self) -> None:
        """Show what the filter, the kinds of number and the order leave."""

        def found(point: Placed) -> bool:
            return self.filter is None or self.filter.holds(point.report, point.observation)

        self.beginResetModel()
        rows = {place: head.line for place, head in enumerate(self.all_heads) if isinstance(head.line, TableRow)}
        allowed = {place: row for place, row in rows.items() if self._apart or not row.series.key.apart}
        trees = {row.tree for row in allowed.values() if any(found(point) for points in row.cells.values() for point in points)}
        shown = [place for place, row in allowed.items() if row.tree in trees]
        columns = set(range(len(self.all_tops)))
        if self.filter is not None or len(allowed) < len(rows):
            columns = {column for place in shown for column in rows[place].cells}
        gone = self._before(self.filter.query.since) if self.filter is not None else set()
        for place in shown if gone else ():  # what was sampled before the period and sent within it stays
            gone -= {column for column, points in rows[place].cells.items() if any(map(found, points))}
        left = columns - gone
        with_something = [place for place in shown if not left.isdisjoint(rows[place].cells)]
        self.heads = tuple(self.all_heads[place] for place in self._sorted(self._with_headings(with_something)))
        self.tops = tuple(top for top in self.all_tops if top.place in left)
        self.left_out = sum(len(points) for row in allowed.values() for column, points in row.cells.items() if column in gone)
        self.endResetModel()

    def _before(self, since: datetime | None) -> set[int]:
        """The columns whose every possible moment is earlier."""
        last = ((top.place, search.latest(top.moment)) for top in self.all_tops)
        return {place for place, when in last if since is not None and when is not None and when < since}

    def _with_headings(self, rows: list[int]) -> list[int]:
        """The rows with their headings and parent rows, also where nothing of those is shown."""
        wanted = set(rows)
        kept: list[int] = []
        above: list[int] = []  # what the line at hand stands under, outermost first
        for place, head in enumerate(self.all_heads):
            while above and depth(self.all_heads[above[-1]].line) >= depth(head.line):
                above.pop()
            above.append(place)
            if place in wanted:
                kept += [each for each in above if not kept or each > kept[-1]]
        return kept

    def _sorted(self, lines: list[int]) -> list[int]:
        """The trees below each heading sorted; each stays whole, and the headings keep their places."""

        def rank(tree: list[int]) -> tuple[int, str]:
            """By a sampling time: what the laboratory marked, then what has a result, then the rest as it was."""
            if self.order == BY_NAME:
                return 0, self.all_heads[tree[0]].painted.casefold()
            there = [cell for place in tree if (cell := self.all_heads[place].cells.get(self.order)) is not None]
            return 2 - bool(there) - any(cell.tint is MarkTint.OUTSIDE for cell in there), ""

        if self.order == BY_LABORATORY:
            return lines
        made: list[int] = []
        for heading, together in groupby(lines, key=lambda place: self.all_heads[place].line.tree is None):
            trees = [list(some) for _, some in groupby(together, key=lambda place: self.all_heads[place].line.tree)]
            if not heading:
                trees.sort(key=rank)
            made += chain.from_iterable(trees)
        return made

    def cell(self, row: int, column: int) -> TableCell | None:
        return self.heads[row].cells.get(self.tops[column].place)

    def series_row(self, row: int) -> TableRow | None:
        line = self.heads[row].line
        return line if isinstance(line, TableRow) else None

    def newest_of(self, row: int) -> int:
        """The column of the newest value of a row, else of its awaited result; one dated after the fetch only if all are."""
        of = self.heads[row].cells
        filled = [(column, top) for column, top in enumerate(self.tops) if top.place in of]
        known = [(column, top) for column, top in filled if not top.ahead] or filled
        values = [column for column, top in known if not of[top.place].quiet] or [column for column, _ in known]
        return values[-1] if values else -1

    def row_of(self, key: SeriesKey) -> int:
        rows = ((at, head.line) for at, head in enumerate(self.heads) if isinstance(head.line, TableRow))
        return next((at for at, row in rows if row.series.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        return 0 if parent.isValid() else len(self.heads)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        return 0 if parent.isValid() else len(self.tops)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.heads[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        found, head = self.cell(index.row(), index.column()), self.heads[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return found.shown if found is not None else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tooltip(read(head, found, self.style)) if found is not None else None
        if role != Qt.ItemDataRole.AccessibleTextRole:
            return None
        if head.heading:
            return head.spoken
        if found is not None:
            return spoken(head, found, self.style)
        nothing = translate("Flowsheet", "{name}, {time}: no result")
        time = self.tops[index.column()].headline
        return nothing.replace("{time}", time).replace("{name}", head.name)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shown, said, tip = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole
        across = orientation == Qt.Orientation.Horizontal
        if role not in (shown, said, tip) or not 0 <= section < (self.columnCount() if across else self.rowCount()):
            return None
        if role == shown:
            return self.tops[section].headline if across else self.heads[section].name
        words = self.spoken_time(section) if across else self.heads[section].spoken
        return words if role == said else _tooltip(words)

    def spoken_time(self, column: int) -> str:
        top = self.tops[column]
        said = (
            top.headline,
            self.tags.get(top.tag, "") if top.tag else "",
            translate("Overview", "dated after the fetch") if top.ahead else "",
            translate("Flowsheet", "waiting for results") if top.waits else "",
            translate("ResultLabels", "%n result(s) opened", "", top.opened) if top.opened else "",
        )
        return ", ".join(filter(None, said))

    def pasted(self, rows: list[int], columns: list[int]) -> Generator[None, None, str]:
        """Rows as text that pastes into a table: names, units and references first, then the times; gives way while it works."""
        said = [_copied_line([*titles(), *(self.tops[column].headline for column in columns)])]
        for at in rows:
            head = self.heads[at]
            if head.heading:
                continue
            line = [head.name, head.unit, head.reference]
            for column in columns:
                found = self.cell(at, column)
                line.append(copied(head, found, self.style) if found is not None else "")
                yield
            said.append(_copied_line(line))
            yield
        return "\n".join(said)


def _copied_line(parts: list[str]) -> str:
    return text.breakable("\t".join(" ".join(part.split("\n")).replace("\t", " ") if part else "" for part in parts))


def _tooltip(words: str) -> str:
    """As plain text, never as mark-up."""
    return f"<qt>{html.escape(words)}</qt>"
