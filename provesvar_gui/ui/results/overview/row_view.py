"""The list of the overview: rows of fixed columns, each painted in one go. Eyes go down one column, and nothing is cut.

A row is one item for the keys and for the screen reader. Its columns are as wide as what stands in them needs; the last has the
rest, and wraps. In a narrow window the curve is the first to go.
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
from provesvar_gui.ui.results.common import chips, mini_curve
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.styled_table import Index, StyledModel, StyledTable, StyledText, has_keys
from provesvar_gui.ui.results.overview.messages import Rank
from provesvar_gui.ui.results.overview.rows import AnalyteRow, GasRow, HeadRow, MessageRow, Row, also_text
from provesvar_gui.ui.theme import Type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent


_EDGE: Final = 3  # pixels at the left of what the laboratory marked
_SIDE: Final = 12
_AIR: Final = 2  # above and below the words of a row
_GAP: Final = 8  # between columns
_ROW, _HEAD = 36, 28
_CURVES: Final = (184, 132, 112, 96)  # pixels; the widest for which there is room
_LEAST_STATE: Final = 116  # pixels of the last column


class RowModel(StyledModel):
    """The rows as they are shown."""

    columns = 1

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
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
            said = self.rows[index.row()].tip  # Qt would take what looks like mark-up for mark-up
            return f"<p style='white-space:pre-wrap'>{html.escape(said)}</p>" if said else None
        return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.rows[index.row()] if index.isValid() else None
        if isinstance(row, HeadRow) and not (row.chosen or row.opens):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of the list begin, and how wide they are."""

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
        before = _EDGE + _SIDE - 3
        for each in self.__slots__:
            if each == column:
                return before
            before += getattr(self, each)
        raise ValueError(column)


class _Block:
    """Some paragraphs below each other, laid out in a width."""

    def __init__(self, width: float, *parts: tuple[str, QFont, str], bold: int = 0, quiet: int = 0) -> None:
        """``parts``: words, font and colour. ``quiet``: so many first characters of the first are regular and quiet."""
        self._parts: list[tuple[QTextLayout, str]] = []
        self.height = 0.0
        self.width = 0.0
        for place, (words, font, colour) in enumerate(parts):
            layout = QTextLayout(words.replace("\n", "\u2028"), font)
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            option.setTextDirection(Qt.LayoutDirection.LeftToRight)
            layout.setTextOption(option)
            if place == 0 and (quiet or bold):
                span = QTextLayout.FormatRange()
                span.start, span.length = 0, quiet or bold
                format_ = span.format
                format_.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
                if quiet:
                    format_.setForeground(QColor(theme.current().ink2))
                span.format = format_
                layout.setFormats([span])
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(max(width, 24.0))
                line.setPosition(QPointF(0.0, self.height))
                self.height += line.height()
                self.width = max(self.width, line.naturalTextWidth())
            layout.endLayout()
            self._parts.append((layout, colour))

    def draw(self, painter: QPainter, left: float, top: float) -> None:
        for layout, colour in self._parts:
            painter.setPen(QColor(colour))
            layout.draw(painter, QPointF(left, top))


def _width(words: str, kind: Type, *, bold: bool = False, digits: bool = False) -> float:
    return QFontMetricsF(theme.font(kind, bold=bold, digits=digits)).horizontalAdvance(words)


class RowList(StyledTable):
    """A list of rows. ``menu_asked``: a context menu, and where. ``now``: what time it is, for ages that stand quietly."""

    letters_go_on = True
    menu_asked = Signal(int, object)
    left_below = Signal()

    def __init__(self, name: str, now: Callable[[], datetime | None]) -> None:
        self.model_ = RowModel()
        super().__init__(name, self.model_)
        self._now = now
        self.columns: Columns | None = None
        self.setItemDelegate(_Delegate(self))
        self.horizontalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)

    @property
    def rows(self) -> Sequence[Row]:
        return self.model_.rows

    def show_rows(self, rows: Sequence[Row]) -> None:
        """The person stays on their row, and the row where it is."""
        here = self.currentIndex().row()
        identity = _identity(self.rows[here]) if 0 <= here < len(self.rows) else None
        chosen, top = self.selectionModel().hasSelection(), self.rowViewportPosition(here)
        self.model_.show_rows(rows)
        if identity is None or not rows:
            return
        row = next((row for row in range(len(rows)) if _identity(rows[row]) == identity), -1)
        if row < 0:  # it has gone: the one that is in its place, or above
            known = [at for at, each in enumerate(rows) if not isinstance(each, HeadRow) or each.chosen]
            row = max((at for at in known if at <= here), default=known[0] if known else 0)
        self.setCurrentIndex(self.model_.index(row, 0))
        if chosen:
            self.selectRow(row)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.rowViewportPosition(row) - top)

    def current(self) -> Row | None:
        """The row that the person is on."""
        row = self.currentIndex().row()
        return self.rows[row] if 0 <= row < len(self.rows) else None

    def widths(self, room: int) -> dict[int, int]:
        self.columns = self._columns(room)
        return {0: room}

    def _columns(self, room: int) -> Columns:
        """By what stands in the rows: a number keeps its unit, and nothing is cut."""
        rows = [part for row in self.rows for part in ((row,) if isinstance(row, AnalyteRow) else ())]
        px = theme.px
        names = [_width(row.prefix, Type.BODY) + _width(row.name, Type.BODY, bold=True) for row in rows]
        smalls = [_width(row.small, Type.SMALL, digits=True) for row in rows]
        name = min(max([*names, *smalls, px(112)]), px(128))
        flag = max([*(chips.width(mark) for row in rows for mark in row.chips if len(mark.words) < 20), px(72)])
        value = max([*(_width(row.told.number, Type.VALUE, digits=True) for row in rows), px(52)])
        unit = max([*(_width(row.told.unit, Type.SMALL) for row in rows), px(36)])
        change = min(max([*(self._change(row, px(400)).width + 2 for row in rows), px(60)]), px(140))
        age = min(max([*(_width(row.when, Type.SMALL, digits=True) for row in rows), px(64)]), px(100))
        fixed = [px(28), name + _GAP, flag + _GAP, value + 5, unit + _GAP, change + _GAP, age + _GAP]
        left = room - _EDGE - 2 * _SIDE + 3 - sum(fixed)
        drawn = any(row.curve is not None for row in rows)
        curve = next((px(each) + _GAP for each in _CURVES if drawn and left - px(each) - _GAP >= px(_LEAST_STATE)), 0)
        key, name, flag, value, unit, change, age = map(ceil, fixed)
        state = max(ceil(left - curve), px(60))
        return Columns(key, name, flag, value, unit, curve, change, age, state)

    def row_height(self, row: int, widths: list[int]) -> float:
        return self.draw_row(None, QRect(0, 0, widths[0], 0), self.rows[row])

    def draw_row(self, painter: QPainter | None, rect: QRect, row: Row) -> float:
        """Draw a row, or only say how high it is."""
        if isinstance(row, AnalyteRow):
            return self._analyte(painter, rect, row)
        if isinstance(row, GasRow):
            return self._gas(painter, rect, row)
        if isinstance(row, MessageRow):
            return self._phoned(painter, rect, row) if row.strip else self._message(painter, rect, row)
        return self._head(painter, rect, row)

    def _head(self, painter: QPainter | None, rect: QRect, row: Row) -> float:
        colours, text = theme.current(), isinstance(row, HeadRow) and row.chosen
        opens = isinstance(row, HeadRow) and row.opens
        block = _Block(
            rect.width() - 2 * _SIDE,
            (
                row.shown,
                theme.font(Type.SMALL, bold=not text),
                colours.accent_text if opens else colours.ink if text else colours.ink2,
            ),
        )
        high = max(block.height + 10, theme.px(_HEAD if not text else 24))
        if painter is not None:
            block.draw(painter, rect.left() + _SIDE, rect.top() + (high - block.height) / 2 + (0 if text else 2))
        return high

    def _key(self, painter: QPainter, rect: QRectF, letter: str) -> None:
        colours = theme.current()
        painter.setPen(QPen(QColor(colours.edge), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS["chip"], theme.RADIUS["chip"])
        painter.setFont(theme.font(Type.SMALL, bold=True))
        painter.setPen(QColor(colours.ink2))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter)

    def _name(self, row: AnalyteRow, width: float) -> _Block:
        colours = theme.current()
        said = (f"{row.prefix}{row.name}", theme.font(Type.BODY, bold=True), colours.ink)
        small = [(row.small, theme.font(Type.SMALL, digits=True), colours.ink2)] if row.small else []
        return _Block(width, said, *small, quiet=len(row.prefix))

    def _analyte(self, painter: QPainter | None, rect: QRect, row: AnalyteRow) -> float:
        columns, colours = self.columns or self._columns(rect.width()), theme.current()
        name = self._name(row, columns.name - _GAP)
        wide_flags = [mark for mark in row.chips if chips.width(mark) > columns.flag - _GAP]
        number = bool(row.told.number)
        words_left = columns.left("value") if row.chips and not wide_flags else columns.left("flag")
        ink = colours.ink2 if row.old else colours.ink
        words = None
        if not number:
            until = columns.left("age") if not row.change[2] else columns.left("change")
            below = [(row.below, theme.font(Type.TABLE), colours.ink)] if row.below else []
            words = _Block(until - words_left - _GAP, (row.told.value, theme.font(Type.BODY, bold=True), ink), *below)
        state = list(self._states(row, columns.state))
        high_state = sum(block.height for block, _ in state)
        change = self._change(row, columns.change - _GAP)
        when = _Block(
            columns.age - _GAP,
            *([(row.age, theme.font(Type.TABLE, bold=True, digits=True), ink)] if row.age else []),
            (row.when, theme.font(Type.SMALL, digits=True), colours.ink2),
        )
        flags = chips.flow_height(row.chips, columns.flag - _GAP) if row.chips and not wide_flags else 0.0
        extra = chips.flow_height(wide_flags, columns.left("change") - columns.left("flag")) + 4 if wide_flags else 0.0
        high = max(name.height, words.height if words else 0.0, high_state, change.height, when.height, flags) + 2 * _AIR
        high = max(high, theme.px(_ROW)) + extra
        if painter is None:
            return high
        left, top, main = rect.left(), rect.top(), high - extra
        middle = top + main / 2
        if row.letter:
            side = theme.px(18)
            self._key(painter, QRectF(left + columns.left("key"), round(middle - side / 2), side, side), row.letter)
        name.draw(painter, left + columns.left("name"), middle - name.height / 2)
        if row.chips and not wide_flags:
            chips.paint_flow(painter, QPointF(left + columns.left("flag"), middle - flags / 2), row.chips, columns.flag - _GAP)
        if wide_flags:
            chips.paint_flow(
                painter,
                QPointF(left + columns.left("flag"), top + main),
                row.chips,
                columns.left("change") - columns.left("flag"),
            )
        if words is not None:
            words.draw(painter, left + words_left, middle - words.height / 2)
        else:
            painter.setFont(theme.font(Type.VALUE, digits=True))
            painter.setPen(QColor(ink))
            box = QRectF(left + columns.left("value") - columns.flag, top, columns.value + columns.flag - 5, main)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.told.number)
            self._unit(painter, QRectF(left + columns.left("unit"), top, columns.unit, main), row.told.unit)
        if row.curve is not None and columns.curve and number:
            tall = theme.px(34)
            box = QRectF(left + columns.left("curve"), middle - tall / 2, columns.curve - _GAP, tall)
            mini_curve.paint(painter, box, row.curve)
        if row.change[0]:
            chips.paint_glyph(
                painter, row.change[0], QRectF(left + columns.left("change"), middle - change.height / 2, 12, 15), colours.ink
            )
        change.draw(painter, left + columns.left("change"), middle - change.height / 2)
        when.draw(painter, left + columns.left("age"), middle - when.height / 2)
        # what waits stands on the lowest line, apart from whether the value is final
        waits = sum(block.height for block, glyph in state if glyph == "⧗")
        down = middle - high_state / 2 if high_state > main / 2 else (middle - main / 2 + _AIR if waits < high_state else middle)
        down = min(down, middle) if waits < high_state or not waits else middle
        for block, glyph in state:
            self._state(painter, left + columns.left("state"), down, block, glyph)
            down += block.height
        return high

    def _unit(self, painter: QPainter, box: QRectF, unit: str) -> None:
        """«10^9/L» is painted with a raised figure, where it is exactly that."""
        font = theme.font(Type.SMALL)
        painter.setFont(font)
        painter.setPen(QColor(theme.current().ink2))
        power = unit.startswith("10^") and unit.endswith("/L") and unit[3:-2].isdigit()
        if not power:
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, unit)
            return
        metrics = QFontMetricsF(font)
        left = box.left()
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.75)
        for words, used, up in (("10", font, 0.0), (unit[3:-2], small, metrics.ascent() * 0.35), (unit[-2:], font, 0.0)):
            painter.setFont(used)
            painter.drawText(QRectF(left, box.top() - up, box.width(), box.height()), Qt.AlignmentFlag.AlignVCenter, words)
            left += QFontMetricsF(used).horizontalAdvance(words)

    def _change(self, row: AnalyteRow, width: float) -> _Block:
        colours = theme.current()
        arrow, difference, before = row.change
        first = "     " * bool(arrow) + difference
        comparable = difference[:1] in ("+", "\u2212", "0")
        top = "  ".join(filter(None, (first, row.extreme)))
        parts = [(top, theme.font(Type.SMALL, digits=True), colours.ink)] if top else []
        if before:
            parts.append((before, theme.font(Type.SMALL, digits=True), colours.ink2))
        return _Block(width, *parts, bold=len(first) if comparable else 0)

    def _states(self, row: AnalyteRow, width: float) -> Iterator[tuple[_Block, str]]:
        """The lines of the last column, each with its glyph; what waits comes last."""
        colours, font = theme.current(), theme.font(Type.SMALL)
        inside = width - 16
        remark = [row.told.remark_short] if row.told.remark_short else []
        for mark in row.notes:
            flagged = mark.tint is MarkTint.OUTSIDE
            yield _Block(inside, (mark.words, font, colours.flag if flagged else colours.ink)), mark.glyph
        for said in remark:
            yield _Block(inside, (said, font, colours.ink)), "◥"
        for told in row.also:
            yield _Block(width, (also_text(told, self._now()), font, colours.ink2)), ""
        for said in row.quiet:
            yield _Block(width, (said, font, colours.ink2)), ""
        for mark in row.told.awaited:
            yield _Block(inside, (mark.words, theme.font(Type.SMALL, bold=True), colours.ink)), "⧗"

    def _state(self, painter: QPainter, left: float, top: float, block: _Block, glyph: str) -> None:
        if glyph:
            box = QRectF(left, top + 1, 13, 13)
            if glyph == "⧗":
                icons.paint_mark(painter, icons.Mark.HOURGLASS, box, "ink")
            else:
                chips.paint_glyph(painter, glyph, box, theme.current().ink2)
        block.draw(painter, left + (16 if glyph else 0), top)

    def _gas(self, painter: QPainter | None, rect: QRect, row: GasRow) -> float:
        columns, colours = self.columns or self._columns(rect.width()), theme.current()
        first = row.parts[0]
        small = theme.font(Type.SMALL, digits=True)
        name = _Block(
            columns.name - _GAP,
            (row.name, theme.font(Type.BODY, bold=True), colours.ink),
            *([(row.blood, theme.font(Type.SMALL), colours.ink2)] if row.blood else []),
        )
        room = columns.left("age") - columns.left("flag")
        cell = room / len(row.parts)
        line = QFontMetricsF(small).height()
        high = max(theme.px(64), 3 * line + QFontMetricsF(theme.font(Type.VALUE)).height() + 2 * _AIR)
        when = _Block(
            columns.age - _GAP,
            (first.age, theme.font(Type.TABLE, bold=True, digits=True), colours.ink2 if first.old else colours.ink),
            (first.when, small, colours.ink2),
        )
        notes = [f"{part.title}: {mark.words}" for part in row.parts for mark in (*part.notes, *part.told.awaited)]
        notes += [also_text(told, self._now()) for part in row.parts for told in part.also]
        gaps = dict.fromkeys(part.change[2].rpartition("·")[2].strip() for part in row.parts if part.change[2])
        state = _Block(columns.state, *((said, theme.font(Type.SMALL), colours.ink2) for said in [*notes, *first.quiet]))
        high = max(high, state.height + 2 * _AIR, name.height + 2 * _AIR)
        del gaps
        if painter is None:
            return high
        left, middle = rect.left(), rect.top() + high / 2
        if row.letter:
            side = theme.px(18)
            self._key(painter, QRectF(left + columns.left("key"), round(middle - side / 2), side, side), row.letter)
        name.draw(painter, left + columns.left("name"), middle - name.height / 2)
        for place, part in enumerate(row.parts):
            self._gas_cell(
                painter, QRectF(left + columns.left("flag") + place * cell, rect.top() + _AIR, cell - 6, high), part, line
            )
        when.draw(painter, left + columns.left("age"), middle - when.height / 2)
        state.draw(painter, left + columns.left("state"), middle - state.height / 2)
        return high

    def _gas_cell(self, painter: QPainter, box: QRectF, part: AnalyteRow, line: float) -> None:
        """Name and unit; the value with its change; the laboratory's mark; the reference."""
        colours = theme.current()
        small = theme.font(Type.SMALL, digits=True)
        top = QRectF(box.left(), box.top(), box.width() + 6, line)
        painter.setFont(small)
        painter.setPen(QColor(colours.ink2))
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter, " ".join(filter(None, (part.title, part.told.unit))))
        value = theme.font(Type.VALUE, digits=True)
        value.setPointSizeF(value.pointSizeF() * 16 / 18)
        tall = QFontMetricsF(value).height()
        painter.setFont(value)
        painter.setPen(QColor(colours.ink2 if part.old else colours.ink))
        painter.drawText(QRectF(box.left(), box.top() + line, box.width(), tall), Qt.AlignmentFlag.AlignVCenter, part.told.number)
        wide = QFontMetricsF(value).horizontalAdvance(part.told.number)
        if part.change[0]:
            chips.paint_glyph(painter, part.change[0], QRectF(box.left() + wide + 4, box.top() + line, 12, tall), colours.ink2)
            painter.setFont(small)
            painter.setPen(QColor(colours.ink2))
            at = QRectF(box.left() + wide + 18, box.top() + line, box.width(), tall)
            painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, part.change[1])
        down = box.top() + line + tall
        for mark in part.chips[:1]:
            chips.paint_glyph(painter, mark.glyph, QRectF(box.left(), down, 12, line), colours.flag)
            painter.setFont(theme.font(Type.SMALL, bold=True))
            painter.setPen(QColor(colours.flag))
            painter.drawText(QRectF(box.left() + 14, down, box.width(), line), Qt.AlignmentFlag.AlignVCenter, mark.words)
        painter.setFont(small)
        painter.setPen(QColor(colours.ink2))
        painter.drawText(
            QRectF(box.left(), down + line * bool(part.chips), box.width() + 6, line), Qt.AlignmentFlag.AlignVCenter, part.small
        )

    def _message(self, painter: QPainter | None, rect: QRect, row: MessageRow) -> float:
        of, colours = row.message, theme.current()
        room = rect.width() - 2 * _SIDE
        icon = theme.px(17)
        head = _Block(
            room - icon - 6,
            (
                "  ".join(filter(None, (row.when, of.title, of.source))),
                theme.font(Type.BODY, digits=False),
                colours.ink,
            ),
            bold=len(f"{row.when}  {of.title}") if row.when else len(of.title),
        )
        strong = of.rank is Rank.PHONED
        body = _Block(
            room,
            (of.body, theme.font(Type.BODY, bold=strong), colours.ink),
            *((said, theme.font(Type.SMALL), colours.ink2) for said in row.quiet),
        )
        marks = chips.flow_height(of.marks, room) + 4 if of.marks else 0.0
        beside = bool(of.marks) and head.width + icon + 14 + sum(chips.width(each) + 4 for each in of.marks) <= room
        high = 14 + max(head.height, marks - 4 if beside else 0) + (0 if beside else marks) + body.height
        if painter is None:
            return high
        left, top = rect.left() + _SIDE, rect.top() + 6.0
        icons.paint_icon(painter, of.icon, QRectF(left, top, icon, icon), "ink2")
        head.draw(painter, left + icon + 6, top + (max(marks - 4 - head.height, 0) / 2 if beside else 0))
        if beside:
            chips.paint_flow(painter, QPointF(left + icon + head.width + 14, top - 1), of.marks, room)
            top += max(head.height, marks - 4) + 2
        else:
            top += head.height + 2
            if of.marks:
                chips.paint_flow(painter, QPointF(left, top), of.marks, room)
                top += marks
        body.draw(painter, left, top)
        return high

    def _phoned(self, painter: QPainter | None, rect: QRect, row: MessageRow) -> float:
        """A finding that was phoned, on as few lines as it needs."""
        of, colours = row.message, theme.current()
        rung, states = of.marks[0], [mark for mark in of.marks[1:] if mark.tint is not MarkTint.OUTSIDE]
        first = theme.px(24) + _width(rung.words, Type.TABLE, bold=True) + _SIDE
        titles = [f"{each.when}  {each.message.title}" for each in self.rows if isinstance(each, MessageRow)]
        second = min(max(_width(each, Type.TABLE, bold=True) for each in titles) + 2 * _GAP, rect.width() * 0.3)
        said = f"{row.when}  {of.title}"
        title = _Block(second - _GAP, (said, theme.font(Type.TABLE), colours.ink), bold=len(said))
        found = " ".join((of.body.replace("\n", ". "), *(f"({mark.words.lower()})" for mark in states)))
        font = theme.font(Type.TABLE, bold=of.icon is not icons.Icon.FLASK)
        body = _Block(rect.width() - 2 * _SIDE - first - second, (found, font, colours.ink))
        high = max(title.height, body.height) + 8
        if painter is not None:
            top = rect.top() + 4
            chips.paint_glyph(painter, rung.glyph, QRectF(rect.left() + _SIDE, top, 15, 15), colours.flag)
            _Block(first, (rung.words, theme.font(Type.TABLE, bold=True), colours.flag)).draw(
                painter, rect.left() + _SIDE + theme.px(20), top
            )
            title.draw(painter, rect.left() + _SIDE + first, top)
            body.draw(painter, rect.left() + _SIDE + first + second, top)
        return high

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.currentIndex().row() == len(self.rows) - 1:
            self.left_below.emit()
        else:
            super().keyPressEvent(event)

    def _menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if index.isValid() and self.model_.flags(index) & Qt.ItemFlag.ItemIsSelectable:
            self.choose(index.row())
            self.menu_asked.emit(index.row(), self.viewport().mapToGlobal(place))


def _identity(row: Row) -> object:
    """By which a row is the same when there are more rows."""
    if isinstance(row, AnalyteRow):
        return row.key, row.line.series.key
    if isinstance(row, MessageRow):
        return id(row.message.report), row.message.rank
    return row.shown if not isinstance(row, GasRow) else row.key


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
