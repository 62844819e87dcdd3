"""The list of the overview: rows of fixed columns, each painted in one go. Eyes go down one column, and nothing is cut.

A row is one item for the keys and for the screen reader. Its columns are as wide as what stands in them needs; the last has the
rest, and wraps. In a narrow window the curve is the first to give way.
"""

from __future__ import annotations

import html
from math import ceil
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QFrame, QStyle

from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.results.common import ages, chips, mini_curve, remarks
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.styled_table import (
    Index,
    StyledModel,
    StyledTable,
    StyledText,
    TextSpan,
    lay_out,
    painted_unit,
)
from provesvar_gui.ui.results.overview.messages import MessageRow, Rank
from provesvar_gui.ui.results.overview.rows import AnalyteRow, GasRow, HeadRow, OverviewRow
from provesvar_gui.ui.theme import Type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from provesvar_gui.results.course import MiniCurve
    from provesvar_gui.ui.results.common.labels import Mark
    from provesvar_gui.ui.results.common.lines import Style

_EDGE: Final = 3  # pixels at the left of what the laboratory marked
_SIDE: Final = 12
_AIR: Final = 1  # above and below the words of a row
_GAP: Final = 8  # between columns
_ROW, _GAS_ROW, _HEAD, _LINE = 36, 64, 28, 24  # least heights
_CURVES: Final = ((184, 126), (132, 126), (112, 126), (96, 108))  # widest first, each with the least that it leaves to the state
_SHORT_STATE: Final = 90  # pixels of it without one
_GLYPH: Final = 13
Part = tuple[str, QFont, str]  # words, font, colour


class RowModel(StyledModel):
    """The rows as they are shown."""

    columns = 1

    def __init__(self, now: Callable[[], datetime | None]) -> None:
        super().__init__()
        self.now = now
        self.rows: Sequence[OverviewRow] = ()

    def show_rows(self, rows: Sequence[OverviewRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def count(self) -> int:
        return len(self.rows)

    def titles(self) -> Sequence[str]:
        return ("",)

    def styled(self, row: int, column: int) -> Sequence[StyledText]:
        del row, column
        return ()  # a row is painted over its ground

    def spoken(self, row: int) -> str:
        return ", ".join(self.rows[row].facts(self.now()))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role == Qt.ItemDataRole.ToolTipRole:
            said = html.escape("\n".join(self.rows[index.row()].facts(self.now())))  # Qt takes what looks like mark-up for that
            return f"<p style='white-space:pre-wrap'>{said}</p>"
        spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self.spoken(index.row()) if index.isValid() and role in spoken else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) if index.isValid() and can_be_chosen(self.rows[index.row()]) else Qt.ItemFlag.NoItemFlags


def can_be_chosen(row: OverviewRow) -> bool:
    """Whether keys and mouse stop at it: at all but headings."""
    return not isinstance(row, HeadRow) or row.chosen


class _Block:
    """Paragraphs below each other, laid out in a width; a glyph may stand before them."""

    def __init__(self, width: float, *parts: Part, bold: int = 0, quiet: int = 0, glyph: str = "") -> None:
        """``bold``, ``quiet``: so many first characters are half bold, or regular and quiet."""
        colours = theme.current()
        self.glyph, self.height, self.width = glyph, 0.0, 0.0
        self._colour = parts[0][2] if parts else colours.ink
        self._left = theme.px(_GLYPH + 3) if glyph else 0
        self._parts: list[tuple[QTextLayout, str, float]] = []
        for at, (words, font, colour) in enumerate(parts):
            spans = [TextSpan(0, quiet, colours.ink2, theme.font(Type.BODY))] if quiet and not at else ()
            layout = lay_out(words, font, max(width - self._left, 24.0), label=0 if at else bold, spans=spans)
            self._parts.append((layout, colour, self.height))
            self.height += layout.boundingRect().height()
            wide = (layout.lineAt(line).naturalTextWidth() for line in range(layout.lineCount()))
            self.width = max(self.width, self._left + max(wide, default=0.0))

    def draw(self, painter: QPainter, left: float, top: float) -> None:
        if self.glyph:
            chips.paint_glyph(painter, self.glyph, QRectF(left, top + 1, theme.px(_GLYPH), theme.px(_GLYPH)), self._colour)
        for layout, colour, down in self._parts:
            painter.setPen(QColor(colour))
            layout.draw(painter, QPointF(left + self._left, top + down))


class _Drawn(NamedTuple):
    """What is painted with its upper left corner at a point."""

    height: float
    draw: Callable[[QPainter, float, float], object]


Placed = tuple[float, float, "_Block | _Drawn"]  # how far from the left and from the top of the row


def _stack(blocks: Sequence[_Block | _Drawn]) -> _Drawn:
    """Below each other."""

    def draw(painter: QPainter, left: float, top: float) -> None:
        for block in blocks:
            block.draw(painter, left, top)
            top += block.height

    return _Drawn(sum(block.height for block in blocks), draw)


def _chips(marks: Sequence[Mark], room: float) -> _Drawn:
    high = chips.flow_height(marks, room)
    return _Drawn(high, lambda painter, left, top: chips.paint_flow(painter, QPointF(left, top), marks, room))


def _key_box(letter: str) -> _Drawn:
    side = theme.px(18)

    def draw(painter: QPainter, left: float, top: float) -> None:
        colours, box = theme.current(), QRectF(left, round(top), side, side)
        painter.setPen(QPen(QColor(colours.edge), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS["chip"], theme.RADIUS["chip"])
        painter.setFont(theme.font(Type.SMALL, bold=True))
        painter.setPen(QColor(colours.ink2))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)

    return _Drawn(side, draw)


def _width(words: str, kind: Type, *, bold: bool = False, digits: bool = False) -> float:
    return QFontMetricsF(theme.font(kind, bold=bold, digits=digits)).horizontalAdvance(words)


class RowList(StyledTable):
    """A list of rows. ``now``: what time it is, for the ages."""

    letters_go_on = True

    def __init__(self, name: str, style: Style, now: Callable[[], datetime | None]) -> None:
        self.model_ = RowModel(now)
        super().__init__(name, self.model_)
        self._now, self._style = now, style
        self.columns: dict[str, tuple[int, int]] = {}  # of each column where it begins, and how wide it is
        self.horizontalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.offer_menu()

    @property
    def rows(self) -> Sequence[OverviewRow]:
        return self.model_.rows

    def show_rows(self, rows: Sequence[OverviewRow], style: Style) -> None:
        """The person stays on their row, and the row where it is."""
        here, before, self._style = self.currentIndex().row(), self.current(), style
        known = [at for at, each in enumerate(rows) if can_be_chosen(each)]
        gone = max((at for at in known if at <= here), default=known[0] if known else -1)  # then the one in its place, or above
        same = (at for at in known if before is not None and rows[at].identity == before.identity)
        self.stay(lambda: self.model_.show_rows(rows), lambda: next(same, gone) if before is not None else -1)

    def current(self) -> OverviewRow | None:
        """The row that the person is on."""
        row = self.currentIndex().row()
        return self.rows[row] if 0 <= row < len(self.rows) else None

    def widths(self, room: int) -> dict[int, int]:
        """By what stands in the rows: a number keeps its unit, and nothing is cut."""
        rows, px, now = [row for row in self.rows if isinstance(row, AnalyteRow)], theme.px, self._now()

        def column(least: int, most: int, widths: Iterable[float], gap: int = _GAP) -> int:
            return ceil(min(max([*widths, px(least)]), px(most))) + gap

        names = [_width(row.prefix, Type.BODY) + _width(row.name, Type.BODY, bold=True) for row in rows]
        names += [_width(row.small, Type.SMALL, digits=True) for row in rows]
        times = (_width(row.age(now, self._style)[1], Type.SMALL, digits=True) for row in rows)
        wide = {
            "key": px(28),
            "name": column(112, 128, names),
            "flag": column(72, 150, (chips.width(mark) for row in rows for mark in row.chips)),
            "value": column(52, 999, (_width(row.told.number, Type.VALUE, digits=True) for row in rows), 5),
            "unit": column(36, 999, (_width(painted_unit(row.told.unit), Type.SMALL) for row in rows)),
            "curve": 0,
            "change": column(60, 140, (each.width + 2 for row in rows for each in self._change(row, px(400)))),
            "age": column(64, 100, times),
        }
        left = room - 2 * _SIDE - sum(wide.values())
        if any(row.curve is not None for row in rows):
            wide["curve"] = next((px(each) + _GAP for each, least in _CURVES if left - px(each) - _GAP >= px(least)), 0)
            left -= wide["curve"]
        wide["state"] = left if left >= px(_SHORT_STATE) else 0  # with less its lines stand below the row
        at = _SIDE
        for name, each in wide.items():
            self.columns[name] = at, each
            at += each
        return {0: max(room, at - wide["state"] + _SIDE) if any(row.parts for row in self.rows) else room}

    def left(self, column: str) -> int:
        return self.columns[column][0]

    def wide(self, column: str) -> int:
        return self.columns[column][1]

    def row_height(self, row: int, widths: list[int]) -> float:
        return self.layout_of(self.rows[row], widths[0])[1]

    def layout_of(self, row: OverviewRow, width: float) -> tuple[list[Placed], float]:
        """Where everything stands in a row of that width, and how high the row is."""
        if isinstance(row, AnalyteRow):
            return self._analyte(row, width)
        if isinstance(row, GasRow):
            return self._gas(row, width)
        if isinstance(row, MessageRow):
            return self._phoned(row, width) if self.objectName() == "phonedStrip" else self._message(row, width)
        colours, plain = theme.current(), isinstance(row, HeadRow) and row.chosen and not row.opens
        colour = colours.ink if plain else colours.accent_text if can_be_chosen(row) else colours.ink2
        block = _Block(width - 2 * _SIDE, (row.facts(None)[0], theme.font(Type.SMALL, bold=not plain), colour))
        high = max(block.height + 10, theme.px(_LINE if plain else _HEAD))
        return [(_SIDE, (high - block.height) / 2, block)], high

    def _examination(
        self, row: AnalyteRow | GasRow, name: _Block, cells: Iterable[Placed], state: _Drawn, least: float, under: _Drawn
    ) -> tuple[list[Placed], float]:
        """A row of the list: key, name, age and state stand in the middle of its height, as ``cells`` do without a place.

        ``under``: what stands below it.
        """
        colours, now, first = theme.current(), self._now(), row.parts[0]
        age, taken = first.age(now, self._style)
        bold, ink = theme.font(Type.TABLE, bold=True, digits=True), colours.ink2 if first.is_old(now) else colours.ink
        ages_: list[Part] = [(age, bold, ink)] if age else []
        when = _Block(self.wide("age") - _GAP, *ages_, (taken, theme.font(Type.SMALL, digits=True), colours.ink2))
        placed = [*cells, (self.left("name"), 0.0, name), (self.left("age"), 0.0, when)]
        beside = bool(self.wide("state"))
        placed += [(self.left("key"), 0.0, _key_box(row.letter))] if row.letter else []
        placed += [(self.left("state"), 0.0, state)] if beside else []
        high = max(least - 2 * _AIR, *(down + each.height for _, down, each in placed)) + 2 * _AIR
        placed = [(left, down or (high - each.height) / 2, each) for left, down, each in placed]
        placed.append((self.left("flag"), high - _AIR, under))
        if beside:
            return placed, high + under.height
        return [*placed, (self.left("name"), high - _AIR + under.height, state)], high + under.height + state.height

    def _lines(self, said: Iterable[tuple[str, str, str, bool]], width: float) -> _Drawn:
        """Lines of the state, each its glyph, words and colour, and whether it is strong."""
        room = self.wide("state") or width - self.left("name") - _SIDE
        font = theme.font
        return _stack([_Block(room, (words, font(Type.SMALL, bold=bold), ink), glyph=glyph) for glyph, words, ink, bold in said])

    def _change(self, row: AnalyteRow, width: float) -> list[_Block]:
        colours, font = theme.current(), theme.font(Type.SMALL, digits=True)
        arrow, difference, before = row.told.change if row.told.number else ("", "", "")  # before words it is among the notes
        first, second = " · ".join(filter(None, (difference, row.extreme))), (before, font, colours.ink2)
        top = [_Block(width, (first, font, colours.ink), bold=len(difference) if arrow else 0, glyph=arrow)] if first else []
        return [*top, _Block(width, second)] if before else top

    def _analyte(self, row: AnalyteRow, width: float) -> tuple[list[Placed], float]:
        colours, told = theme.current(), row.told
        ink = colours.ink2 if row.is_old(self._now()) else colours.ink
        small = [(row.small, theme.font(Type.SMALL, digits=True), colours.ink2)] if row.small else []
        full = (f"{row.prefix}{row.name}", theme.font(Type.BODY, bold=True), colours.ink)
        name = _Block(self.wide("name") - _GAP, full, *small, quiet=len(row.prefix))
        states = [
            (mark.glyph, mark.words, colours.flag if mark.tint is MarkTint.OUTSIDE else colours.ink, False) for mark in told.notes
        ]
        states += [(remarks.GLYPH, told.remark_short, colours.ink, False)] if told.remark_short else []
        states += [("", said, colours.ink2, False) for said in (*row.also_texts(self._now()), *row.quiet)]
        if told.awaited and not states:  # what waits never stands where it is said whether the value is final
            states.append(("", " ", colours.ink, False))
        states += [(mark.glyph, mark.words, colours.ink, True) for mark in told.awaited]
        cells: list[Placed] = []
        if told.number:
            flags, under = _chips(row.chips, self.wide("flag") - _GAP), _chips((), 0)
            number = _Block(self.wide("value"), (told.number, theme.font(Type.VALUE, digits=True), ink))
            unit = _Block(self.wide("unit"), (painted_unit(told.unit), theme.font(Type.SMALL), colours.ink2))
            cells += [
                (self.left("flag"), 0.0, flags),
                (self.left("unit") - 5 - number.width, 0.0, number),
                (self.left("unit"), 0.0, unit),
            ]
            if row.curve is not None and self.wide("curve"):
                cells.append((self.left("curve"), 0.0, self._curve(row.curve)))
        else:  # chips of any length stand below words
            left = self.left("value" if row.chips else "flag")
            under = _chips(row.chips, self.left("age") - self.left("flag") - _GAP)
            hanging = [(told.below, theme.font(Type.TABLE), colours.ink)] if told.below else []
            words = _Block(self.left("age") - left - _GAP, (told.value, theme.font(Type.BODY, bold=True), ink), *hanging)
            cells.append((left, 0.0, words))
        cells.append((self.left("change"), 0.0, _stack(self._change(row, self.wide("change") - _GAP))))
        return self._examination(row, name, cells, self._lines(states, width), theme.px(_ROW), under)

    def _curve(self, curve: MiniCurve) -> _Drawn:
        wide, tall = self.wide("curve") - _GAP, theme.px(34)
        return _Drawn(tall, lambda painter, left, top: mini_curve.paint(painter, QRectF(left, top, wide, tall), curve))

    def _gas(self, row: GasRow, width: float) -> tuple[list[Placed], float]:
        colours, now = theme.current(), self._now()
        small, quiet, bold = theme.font(Type.SMALL, digits=True), colours.ink2, theme.font(Type.SMALL, bold=True)
        blood = [(row.blood, small, quiet)] if row.blood else []
        name = _Block(self.wide("name") - _GAP, (row.name, theme.font(Type.BODY, bold=True), colours.ink), *blood)
        notes = [f"{part.title}: {mark.words}" for part in row.parts for mark in (*part.told.notes, *part.told.awaited)]
        notes += [said for part in row.parts for said in part.also_texts(now)]
        states = self._lines((("", said, quiet, False) for said in (*notes, *row.parts[0].quiet)), width)
        cell = (self.left("age") - self.left("flag")) / len(row.parts)
        cells: list[Placed] = []
        for place, part in enumerate(row.parts):
            left, ink = self.left("flag") + place * cell, quiet if part.is_old(now) else colours.ink
            title = _Block(999, (" ".join(filter(None, (part.title, part.told.unit))), small, quiet))
            value = _Block(999, (part.told.number, theme.font(Type.READING, bold=True, digits=True), ink))
            arrow, difference, _before = part.told.change
            change = _Block(999, (difference, small, quiet), glyph=arrow)
            if (
                arrow and value.width + 4 + change.width <= cell - _GAP
            ):  # no figures touch those of the next; the tooltip has it too
                cells.append((left + value.width + 4, 2 * _AIR + title.height + 2, change))
            flags = [_Block(999, (mark.words, bold, colours.flag), glyph=mark.glyph) for mark in part.chips[:1]]
            reference = _Block(999, (part.small, small, quiet))
            if reference.width > cell - _GAP:
                reference = _Block(999, (part.told.figures, small, quiet))
            cells.append((left, 2.0 * _AIR, _stack((title, value, *flags, reference))))
        return self._examination(row, name, cells, states, theme.px(_GAS_ROW), _chips((), 0))

    def _message(self, row: MessageRow, width: float) -> tuple[list[Placed], float]:
        colours, room, icon = theme.current(), width - 2 * _SIDE, theme.px(17)
        said = self._said(row)
        whole = "  ".join(filter(None, (said, row.source)))
        head = _Block(room - icon - 6, (whole, theme.font(Type.BODY), colours.ink), bold=len(said))
        found = (row.body, theme.font(Type.BODY, bold=row.rank is Rank.PHONED), colours.ink)
        more = " · ".join(filter(None, (*row.more, row.laboratory)))
        body = _Block(room, found, *([(more, theme.font(Type.SMALL), colours.ink2)] if more else []))
        left, marks = _SIDE + head.width + icon + 14, _chips(row.marks, room)
        beside = left - _SIDE + sum(chips.width(each) + chips.GAP for each in row.marks) <= room
        top = max(head.height, marks.height) if beside else head.height + 2 + marks.height + 2
        image = _Drawn(icon, lambda painter, x, y: icons.paint_icon(painter, row.icon, QRectF(x, y, icon, icon), "ink2"))
        placed: list[Placed] = [(_SIDE, 6.0, image), (_SIDE + icon + 6, 6.0, head), (_SIDE, 8.0 + top, body)]
        placed.append((left, 4.0, marks) if beside else (_SIDE, 8.0 + head.height, marks))
        return placed, 16 + top + body.height

    def _said(self, row: MessageRow) -> str:
        """When and what: a time comes first, since what was phoned is history."""
        when = ages.day_and_clock(row.when, self._now(), self._style.language) if row.when else ""
        return "  ".join(filter(None, (when, row.title)))

    def _phoned(self, row: MessageRow, width: float) -> tuple[list[Placed], float]:
        """A finding that was phoned, on as few lines as it needs."""
        colours, bold = theme.current(), theme.font(Type.TABLE, bold=True)
        rung, states = row.marks[0], [mark for mark in row.marks[1:] if mark.tint is not MarkTint.OUTSIDE]
        chip = _Block(theme.px(200), (rung.words, bold, colours.flag), glyph=rung.glyph)
        titles = [self._said(each) for each in self.rows if isinstance(each, MessageRow)]
        second = min(max(_width(each, Type.TABLE, bold=True) for each in titles) + 2 * _GAP, width * 0.3)
        title = _Block(second - _GAP, (self._said(row), bold, colours.ink))
        found = " ".join((row.body.replace("\n", ". "), *(f"({mark.words.lower()})" for mark in states)))
        first, font = _SIDE + chip.width + _SIDE, theme.font(Type.TABLE, bold=row.icon is not icons.Icon.FLASK)
        body = _Block(width - first - second - _SIDE, (found, font, colours.ink))
        return [(_SIDE, 4.0, chip), (first, 4.0, title), (first + second, 4.0, body)], max(title.height, body.height) + 8

    def paint_over(self, painter: QPainter, item: QStyleOptionViewItem, index: Index) -> None:
        row, rect, colours = self.rows[index.row()], QRect(item.rect), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not item.state & QStyle.StateFlag.State_Selected:
            if not isinstance(row, HeadRow):
                painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.line))
            if row.marked:
                painter.fillRect(QRect(rect.left(), rect.top(), _EDGE, rect.height()), QColor(colours.flag_mark))
        for left, top, each in self.layout_of(row, rect.width())[0]:
            each.draw(painter, rect.left() + left, rect.top() + top)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The box of a key does what the key does."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        at_key = _EDGE < event.position().x() < self.left("name")
        if event.button() is Qt.MouseButton.LeftButton and index.isValid() and at_key and self.rows[index.row()].letter:
            self.entered.emit(index.row())
