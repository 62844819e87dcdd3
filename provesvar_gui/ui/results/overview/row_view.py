"""The list of the overview: rows of fixed columns, each painted in one go. Eyes go down one column, and nothing is cut.

A row is one item for the keys and for the screen reader. Its columns are as wide as what stands in them needs; the last has the
rest, and wraps. In a narrow window the curve is the first to give way.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.results.common import chips, mini_curve, remarks
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.styled_table import Index, StyledModel, StyledTable, StyledText, has_keys, unparted
from provesvar_gui.ui.results.overview.messages import Rank
from provesvar_gui.ui.results.overview.rows import AnalyteRow, GasRow, HeadRow, MessageRow, OverviewRow, also_text
from provesvar_gui.ui.theme import Type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent, QMouseEvent

_EDGE: Final = 3  # pixels at the left of what the laboratory marked
_SIDE: Final = 12
_AIR: Final = 2  # above and below the words of a row
_GAP: Final = 8  # between columns
_ROW, _GAS_ROW, _HEAD, _LINE = 36, 64, 28, 24  # least heights
_CURVES: Final = ((184, 126), (132, 126), (112, 126), (96, 108))  # widest first, each with the least that it leaves to the state
_SHORT_STATE: Final = 90  # pixels of it without one
_GLYPH: Final = 13
Part = tuple[str, QFont, str]  # words, font, colour


class RowModel(StyledModel):
    """The rows as they are shown."""

    columns = 1

    def __init__(self) -> None:
        super().__init__()
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
        del column
        return (StyledText(text=self.rows[row].shown),)

    def spoken(self, row: int) -> str:
        return self.rows[row].spoken

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole and index.isValid():
            said = html.escape(self.rows[index.row()].tip)  # Qt would take what looks like mark-up for mark-up
            return f"<p style='white-space:pre-wrap'>{said}</p>" if said else None
        return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) if index.isValid() and can_be_chosen(self.rows[index.row()]) else Qt.ItemFlag.NoItemFlags


def can_be_chosen(row: OverviewRow) -> bool:
    """Whether keys and mouse stop at it: at all but headings."""
    return not isinstance(row, HeadRow) or row.chosen


@dataclass(frozen=True, slots=True)
class RowColumns:
    """How wide the columns of the list are, in their order."""

    key: int
    name: int
    flag: int
    value: int
    unit: int
    curve: int
    change: int
    age: int
    state: int

    def left(self, column: str) -> int:
        """Where it begins."""
        names = tuple(self.__slots__)
        return _SIDE + sum(int(getattr(self, each)) for each in names[: names.index(column)])


class _Block:
    """Paragraphs below each other, laid out in a width; a glyph may stand before them."""

    def __init__(self, width: float, *parts: Part, bold: int = 0, quiet: int = 0, glyph: str = "") -> None:
        """``bold``, ``quiet``: so many first characters are half bold, or regular and quiet."""
        colours = theme.current()
        self.glyph, self.height, self.width = glyph, 0.0, 0.0
        self._colour = colours.flag if parts[:1] and parts[0][2] == colours.flag else colours.ink2
        self._left = theme.px(_GLYPH + 3) if glyph else 0
        self._parts: list[tuple[QTextLayout, str]] = []
        for words, font, colour in parts:
            words = words.replace("\n", "\u2028")
            layout = QTextLayout(words if quiet or bold else unparted(words), font)
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            option.setTextDirection(Qt.LayoutDirection.LeftToRight)
            layout.setTextOption(option)
            if (quiet or bold) and not self._parts:
                span = QTextLayout.FormatRange()
                span.start, span.length = 0, quiet or bold
                format_ = span.format
                format_.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
                if quiet:
                    format_.setForeground(QColor(colours.ink2))
                span.format = format_
                layout.setFormats([span])
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(max(width - self._left, 24.0))
                line.setPosition(QPointF(0.0, self.height))
                self.height += line.height()
                self.width = max(self.width, line.naturalTextWidth() + self._left)
            layout.endLayout()
            self._parts.append((layout, colour))

    def draw(self, painter: QPainter, left: float, top: float) -> None:
        if self.glyph:
            chips.paint_glyph(painter, self.glyph, QRectF(left, top + 1, theme.px(_GLYPH), theme.px(_GLYPH)), self._colour)
        for layout, colour in self._parts:
            painter.setPen(QColor(colour))
            layout.draw(painter, QPointF(left + self._left, top))


def _draw(painter: QPainter, blocks: Iterable[_Block], left: float, top: float) -> None:
    for block in blocks:
        block.draw(painter, left, top)
        top += block.height


def _high(blocks: Iterable[_Block]) -> float:
    return sum(block.height for block in blocks)


def _width(words: str, kind: Type, *, bold: bool = False, digits: bool = False) -> float:
    return QFontMetricsF(theme.font(kind, bold=bold, digits=digits)).horizontalAdvance(words)


def _text(painter: QPainter, box: QRectF, words: str, font: QFont, colour: str, *, right: bool = False) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, words)


def _unit(unit: str) -> str:
    """Painted only: «10^9/L» with a raised figure, where it is exactly that."""
    return {"10^9/L": "10⁹/L", "10^12/L": "10¹²/L"}.get(unit, unit)


class RowList(StyledTable):
    """A list of rows. ``menu_asked``: a context menu, and where. ``now``: what time it is, for ages that stand quietly."""

    letters_go_on = True
    menu_asked = Signal(int, object)
    left_below = Signal()

    def __init__(self, name: str, now: Callable[[], datetime | None]) -> None:
        self.model_ = RowModel()
        super().__init__(name, self.model_)
        self._now = now
        self._columns: RowColumns | None = None
        self.setItemDelegate(_Delegate(self))
        self.horizontalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)

    @property
    def rows(self) -> Sequence[OverviewRow]:
        return self.model_.rows

    @property
    def columns(self) -> RowColumns:
        if self._columns is None:
            self._columns = self._fitting(self.viewport().width())
        return self._columns

    def show_rows(self, rows: Sequence[OverviewRow]) -> None:
        """The person stays on their row, and the row where it is."""
        here = self.currentIndex().row()
        identity = self.rows[here].identity if 0 <= here < len(self.rows) else None
        chosen, top = self.selectionModel().hasSelection(), self.rowViewportPosition(here)
        self.model_.show_rows(rows)
        known = [at for at, each in enumerate(rows) if can_be_chosen(each)]
        if identity is None or not known:
            return
        row = next((at for at in known if rows[at].identity == identity), -1)
        if row < 0:  # it has gone: the one that is in its place, or above
            row = max((at for at in known if at <= here), default=known[0])
        self.setCurrentIndex(self.model_.index(row, 0))
        if chosen:
            self.selectRow(row)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.rowViewportPosition(row) - top)

    def current(self) -> OverviewRow | None:
        """The row that the person is on."""
        row = self.currentIndex().row()
        return self.rows[row] if 0 <= row < len(self.rows) else None

    def widths(self, room: int) -> dict[int, int]:
        self._columns = self._fitting(room)
        return {0: max(room, self._columns.left("state") + _SIDE) if any(row.parts for row in self.rows) else room}

    def _fitting(self, room: int) -> RowColumns:
        """By what stands in the rows: a number keeps its unit, and nothing is cut."""
        rows, px = [row for row in self.rows if isinstance(row, AnalyteRow)], theme.px

        def column(least: int, most: int, widths: Iterable[float], gap: int = _GAP) -> int:
            return ceil(min(max([*widths, px(least)]), px(most))) + gap

        names = [_width(row.prefix, Type.BODY) + _width(row.name, Type.BODY, bold=True) for row in rows]
        names += [_width(row.small, Type.SMALL, digits=True) for row in rows]
        name = column(112, 128, names)
        flag = column(72, 150, (chips.width(mark) for row in rows for mark in row.chips))
        value = column(52, 999, (_width(row.told.number, Type.VALUE, digits=True) for row in rows), 5)
        unit = column(36, 999, (_width(_unit(row.told.unit), Type.SMALL) for row in rows))
        change = column(60, 140, (self._change(row, px(400)).width + 2 for row in rows))
        age = column(64, 100, (_width(row.when, Type.SMALL, digits=True) for row in rows))
        left = room - 2 * _SIDE - px(28) - name - flag - value - unit - change - age
        drawn = any(row.curve is not None for row in rows)
        fitting = (px(wide) + _GAP for wide, least in _CURVES if drawn and left - px(wide) - _GAP >= px(least))
        curve = next(fitting, 0)
        state = left - curve if left - curve >= px(_SHORT_STATE) else 0  # with less its lines stand below the row
        return RowColumns(px(28), name, flag, value, unit, curve, change, age, state)

    def row_height(self, row: int, widths: list[int]) -> float:
        return self.draw_row(None, QRect(0, 0, widths[0], 0), self.rows[row])

    def draw_row(self, painter: QPainter | None, rect: QRect, row: OverviewRow) -> float:
        """Draw a row, or only say how high it is."""
        if isinstance(row, AnalyteRow):
            return self._analyte(painter, rect, row)
        if isinstance(row, GasRow):
            return self._gas(painter, rect, row)
        if isinstance(row, MessageRow):
            return self._phoned(painter, rect, row) if row.strip else self._message(painter, rect, row)
        return self._head(painter, rect, row)

    def _head(self, painter: QPainter | None, rect: QRect, row: OverviewRow) -> float:
        colours, plain = theme.current(), isinstance(row, HeadRow) and row.chosen and not row.opens
        colour = colours.ink if plain else colours.accent_text if can_be_chosen(row) else colours.ink2
        block = _Block(rect.width() - 2 * _SIDE, (row.shown, theme.font(Type.SMALL, bold=not plain), colour))
        high = max(block.height + 10, theme.px(_LINE if plain else _HEAD))
        if painter is not None:
            block.draw(painter, rect.left() + _SIDE, rect.top() + (high - block.height) / 2)
        return high

    @staticmethod
    def _key(painter: QPainter, left: float, middle: float, letter: str) -> None:
        if letter:
            colours, side, radius = theme.current(), theme.px(18), theme.RADIUS["chip"]
            box = QRectF(left, round(middle - side / 2), side, side)
            painter.setPen(QPen(QColor(colours.edge), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            painter.setFont(theme.font(Type.SMALL, bold=True))
            painter.setPen(QColor(colours.ink2))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)

    def _when(self, row: AnalyteRow) -> _Block:
        colours = theme.current()
        parts: list[Part] = [(row.when, theme.font(Type.SMALL, digits=True), colours.ink2)]
        if row.age:
            ink = colours.ink2 if row.old else colours.ink
            parts.insert(0, (row.age, theme.font(Type.TABLE, bold=True, digits=True), ink))
        return _Block(self.columns.age - _GAP, *parts)

    def _change(self, row: AnalyteRow, width: float) -> _Block:
        colours, font = theme.current(), theme.font(Type.SMALL, digits=True)
        arrow, difference, before = row.change
        first = "     " * bool(arrow) + difference
        top = "  ".join(filter(None, (first, row.extreme)))
        parts = [(words, font, colour) for words, colour in ((top, colours.ink), (before, colours.ink2)) if words]
        return _Block(width, *parts, bold=len(first) if arrow else 0)

    def _states(self, row: AnalyteRow, rect: QRect) -> tuple[list[_Block], list[_Block]]:
        """The lines of the last column; those of what waits stand apart from whether the value is final, on the lowest line."""
        colours, font = theme.current(), theme.font(Type.SMALL)
        width = self.columns.state or rect.width() - self.columns.left("name") - _SIDE
        lines = []
        for mark in row.notes:
            colour = colours.flag if mark.tint is MarkTint.OUTSIDE else colours.ink
            lines.append(_Block(width, (mark.words, font, colour), glyph=mark.glyph))
        if row.told.remark_short:
            lines.append(_Block(width, (row.told.remark_short, font, colours.ink), glyph=remarks.GLYPH))
        quiet = (*(also_text(told, self._now()) for told in row.also), *row.quiet)
        lines += [_Block(width, (said, font, colours.ink2)) for said in quiet]
        bold = theme.font(Type.SMALL, bold=True)
        return lines, [_Block(width, (mark.words, bold, colours.ink), glyph=mark.glyph) for mark in row.told.awaited]

    def _analyte(self, painter: QPainter | None, rect: QRect, row: AnalyteRow) -> float:
        columns, colours = self.columns, theme.current()
        ink = colours.ink2 if row.old else colours.ink
        small = [(row.small, theme.font(Type.SMALL, digits=True), colours.ink2)] if row.small else []
        full = (f"{row.prefix}{row.name}", theme.font(Type.BODY, bold=True), colours.ink)
        name = _Block(columns.name - _GAP, full, *small, quiet=len(row.prefix))
        room = columns.flag - _GAP if row.told.number else columns.left("age") - columns.left("flag") - _GAP
        flags = chips.flow_height(row.chips, room)
        words, words_left = None, columns.left("value" if row.chips else "flag")
        if not row.told.number:
            until = columns.left("age" if not row.change[2] else "change") - words_left - _GAP
            hanging = [(row.below, theme.font(Type.TABLE), colours.ink)] if row.below else []
            words = _Block(until, (row.told.value, theme.font(Type.BODY, bold=True), ink), *hanging)
        change, when, (states, waits) = self._change(row, columns.change - _GAP), self._when(row), self._states(row, rect)
        under = flags if words is not None and flags else 0.0  # chips of any length stand below words
        state = _high(states) + _high(waits)
        blocks = (name.height, words.height if words else 0.0, state if columns.state else 0.0, change.height, when.height)
        below = 0.0 if columns.state else state
        high = max(*blocks, 0.0 if under else flags, theme.px(_ROW) - 2 * _AIR) + 2 * _AIR
        if painter is None:
            return high + under + below
        left, middle = rect.left(), rect.top() + high / 2
        self._key(painter, left + columns.left("key"), middle, row.letter)
        name.draw(painter, left + columns.left("name"), middle - name.height / 2)
        top = rect.top() + high - _AIR if under else middle - flags / 2
        chips.paint_flow(painter, QPointF(left + columns.left("flag"), top), row.chips, room)
        if words is not None:
            words.draw(painter, left + words_left, middle - words.height / 2)
        else:
            value = QRectF(left + columns.left("value"), rect.top(), columns.value - 5, high)
            _text(painter, value, row.told.number, theme.font(Type.VALUE, digits=True), ink, right=True)
            unit = QRectF(left + columns.left("unit"), rect.top(), columns.unit, high)
            _text(painter, unit, _unit(row.told.unit), theme.font(Type.SMALL), colours.ink2)
            if row.curve is not None and columns.curve:
                tall = theme.px(34)
                box = QRectF(left + columns.left("curve"), middle - tall / 2, columns.curve - _GAP, tall)
                mini_curve.paint(painter, box, row.curve)
        if row.change[0]:
            arrow = QRectF(left + columns.left("change"), middle - change.height / 2, theme.px(_GLYPH), theme.px(_GLYPH + 2))
            chips.paint_glyph(painter, row.change[0], arrow, colours.ink)
        change.draw(painter, left + columns.left("change"), middle - change.height / 2)
        when.draw(painter, left + columns.left("age"), middle - when.height / 2)
        both = max(state, when.height)
        if columns.state:
            _draw(painter, states, left + columns.left("state"), middle - both / 2)
            _draw(painter, waits, left + columns.left("state"), middle + both / 2 - _high(waits))
        else:
            _draw(painter, (*states, *waits), left + columns.left("name"), rect.top() + high + under - _AIR)
        return high + under + below

    def _gas(self, painter: QPainter | None, rect: QRect, row: GasRow) -> float:
        columns, colours, first = self.columns, theme.current(), row.parts[0]
        small, quiet = theme.font(Type.SMALL, digits=True), colours.ink2
        blood = [(row.blood, theme.font(Type.SMALL), quiet)] if row.blood else []
        name = _Block(columns.name - _GAP, (row.name, theme.font(Type.BODY, bold=True), colours.ink), *blood)
        when = self._when(first)
        notes = [f"{part.title}: {mark.words}" for part in row.parts for mark in (*part.notes, *part.told.awaited)]
        notes += [also_text(told, self._now()) for part in row.parts for told in part.also]
        width = columns.state or rect.width() - columns.left("name") - _SIDE
        state = [_Block(width, (said, theme.font(Type.SMALL), quiet)) for said in (*notes, *first.quiet)]
        line, value = QFontMetricsF(small).height(), theme.font(Type.READING, bold=True, digits=True)
        tall = QFontMetricsF(value).height()
        below = 0.0 if columns.state else _high(state)
        high = max(theme.px(_GAS_ROW), 3 * line + tall + 2 * _AIR, name.height, _high(state) - below) + 2 * _AIR
        if painter is None:
            return high + below
        left, middle = rect.left(), rect.top() + high / 2
        self._key(painter, left + columns.left("key"), middle, row.letter)
        name.draw(painter, left + columns.left("name"), middle - name.height / 2)
        when.draw(painter, left + columns.left("age"), middle - when.height / 2)
        place = columns.left("state" if columns.state else "name")
        _draw(painter, state, left + place, rect.top() + high if below else middle - _high(state) / 2)
        cell = (columns.left("age") - columns.left("flag")) / len(row.parts)
        for place, part in enumerate(row.parts):
            box = QRectF(left + columns.left("flag") + place * cell, rect.top() + 2 * _AIR, cell, line)
            _text(painter, box, " ".join(filter(None, (part.title, part.told.unit))), small, quiet)
            box = QRectF(box.left(), box.bottom(), cell, tall)
            _text(painter, box, part.told.number, value, quiet if part.old else colours.ink)
            wide = QFontMetricsF(value).horizontalAdvance(part.told.number)
            needed = wide + theme.px(18) + QFontMetricsF(small).horizontalAdvance(part.change[1])
            if part.change[0] and needed <= cell - _GAP:  # no figures touch those of the next one; the tooltip has it too
                chips.paint_glyph(painter, part.change[0], QRectF(box.left() + wide + 4, box.top(), theme.px(12), tall), quiet)
                _text(painter, box.adjusted(wide + theme.px(18), 0, cell, 0), part.change[1], small, quiet)
            down = box.bottom()
            for mark in part.chips[:1]:
                chips.paint_glyph(painter, mark.glyph, QRectF(box.left(), down, theme.px(12), line), colours.flag)
                bold = theme.font(Type.SMALL, bold=True)
                _text(painter, QRectF(box.left() + theme.px(14), down, cell, line), mark.words, bold, colours.flag)
                down += line
            fits = QFontMetricsF(small).horizontalAdvance(part.small) <= cell - _GAP
            _text(painter, QRectF(box.left(), down, cell, line), part.small if fits else part.told.figures, small, quiet)
        return high + below

    def _message(self, painter: QPainter | None, rect: QRect, row: MessageRow) -> float:
        of, colours, room, icon = row.message, theme.current(), rect.width() - 2 * _SIDE, theme.px(17)
        said = "  ".join(filter(None, (row.when, of.title)))
        whole = "  ".join(filter(None, (said, of.source)))
        head = _Block(room - icon - 6, (whole, theme.font(Type.BODY), colours.ink), bold=len(said))
        found = (of.body, theme.font(Type.BODY, bold=of.rank is Rank.PHONED), colours.ink)
        body = _Block(room, found, *((said, theme.font(Type.SMALL), colours.ink2) for said in row.quiet))
        left_of_marks = head.width + icon + 14
        beside = left_of_marks + sum(chips.width(each) + chips.GAP for each in of.marks) <= room
        marks = chips.flow_height(of.marks, room)
        top = max(head.height, marks) if beside else head.height + 2 + marks + 2
        if painter is not None:
            left, at = rect.left() + _SIDE, rect.top() + 6.0
            icons.paint_icon(painter, of.icon, QRectF(left, at, icon, icon), "ink2")
            head.draw(painter, left + icon + 6, at)
            place = QPointF(left + left_of_marks, at - 2) if beside else QPointF(left, at + head.height + 2)
            chips.paint_flow(painter, place, of.marks, room)
            body.draw(painter, left, at + top + 2)
        return 16 + top + body.height

    def _phoned(self, painter: QPainter | None, rect: QRect, row: MessageRow) -> float:
        """A finding that was phoned, on as few lines as it needs."""
        of, colours, bold = row.message, theme.current(), theme.font(Type.TABLE, bold=True)
        rung, states = of.marks[0], [mark for mark in of.marks[1:] if mark.tint is not MarkTint.OUTSIDE]
        chip = _Block(theme.px(200), (rung.words, bold, colours.flag), glyph=rung.glyph)
        titles = [f"{each.when}  {each.message.title}" for each in self.rows if isinstance(each, MessageRow)]
        second = min(max(_width(each, Type.TABLE, bold=True) for each in titles) + 2 * _GAP, rect.width() * 0.3)
        title = _Block(second - _GAP, (f"{row.when}  {of.title}", bold, colours.ink))
        found = " ".join((of.body.replace("\n", ". "), *(f"({mark.words.lower()})" for mark in states)))
        first = _SIDE + chip.width + _SIDE
        font = theme.font(Type.TABLE, bold=of.icon is not icons.Icon.FLASK)
        body = _Block(rect.width() - first - second - _SIDE, (found, font, colours.ink))
        if painter is not None:
            lefts = (_SIDE, first, first + second)
            for block, left in zip((chip, title, body), lefts, strict=True):
                block.draw(painter, rect.left() + left, rect.top() + 4)
        return max(title.height, body.height) + 8

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.currentIndex().row() == len(self.rows) - 1:
            self.left_below.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The box of a key does what the key does."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        at_key = _EDGE < event.position().x() < self.columns.left("name")
        if event.button() is Qt.MouseButton.LeftButton and index.isValid() and at_key and self.rows[index.row()].letter:
            self.entered.emit(index.row())

    def _menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if index.isValid() and can_be_chosen(self.rows[index.row()]):
            self.choose(index.row())
            self.menu_asked.emit(index.row(), self.viewport().mapToGlobal(place))


class _Delegate(QStyledItemDelegate):
    def __init__(self, table: RowList) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = QStyleOptionViewItem(option)
        row, rect, colours = self._table.rows[index.row()], QRect(item.rect), theme.current()
        chosen = bool(item.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(colours.accent_ground if chosen else colours.surface))
        if not isinstance(row, HeadRow):
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.line))
        if row.marked:
            painter.fillRect(QRect(rect.left(), rect.top(), _EDGE, rect.height()), QColor(colours.flag_mark))
        self._table.draw_row(painter, rect, row)
        if chosen:
            width = 2 if has_keys(self._table) else 1
            painter.setPen(QPen(QColor(colours.accent_text), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(rect).adjusted(width / 2, width / 2, -width / 2, -width / 2))
        painter.restore()
