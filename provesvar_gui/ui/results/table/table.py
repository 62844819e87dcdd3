"""The widget of the cumulative table: frozen names, units, references and courses, the sampling times, and the cells.

A sampling time takes room as soon as a row that has something of it has been in sight; then it stays. How many have none is said.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.results.common import mini_curve, text_runs
from provesvar_gui.ui.results.common.labels import Mark, MarkTint
from provesvar_gui.ui.results.common.text_runs import TextRun, drawn_text, painted_unit, unparted
from provesvar_gui.ui.results.table import cells
from provesvar_gui.ui.results.table.cells import BY_NAME, FlowsheetModel, Index
from provesvar_gui.ui.slices import Slices
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import is_below, is_cut

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QShowEvent

    from provesvar_gui.results.model import Report
    from provesvar_gui.results.series import Series
    from provesvar_gui.ui.results.common.chips import Drawn
    from provesvar_gui.ui.results.table.cells import ColumnHead, LineHead, TableCell


translate = QCoreApplication.translate

LEFT: Final = 16  # pixels before a name
MARGIN: Final = 8  # before what else is frozen
PADDING: Final = 5  # above and below the words of a row
INDENT: Final = 14  # for each level of a tree
DEEPEST: Final = 8  # levels that still move to the right
ROW, HEADING, TIMES = 28, 24, 39  # heights
CURVE: Final = 112
CURVED: Final = 1200  # a table of that width has room for the courses
_MARK: Final = 12
_AIR: Final = 4  # pixels between what stands in a head


def paint_mark(painter: QPainter, mark: icons.Glyph, left: float, middle: float, colour: str) -> None:
    side = theme.px(_MARK)
    icons.paint_mark(painter, mark, QRectF(left, middle - side / 2, side, side), colour)


class NameHeader(QHeaderView):
    """The frozen columns, one line for each row; names are never cut off, they wrap."""

    def __init__(self, table: FlowsheetTable) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._table, self._model = table, table.lines
        self.setObjectName("flowsheetNames")
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(1)
        self.widths = [0, 0, 0, 0]  # name, unit, reference, course
        self.current = -1

    def sizeHint(self) -> QSize:
        """Without asking every section for its words."""
        return self.minimumSize()

    def fit(self, room: int) -> None:
        """Distribute the width; every line is one row of text high, until ``heights`` changes that."""
        heads = [head for head in self._model.heads if not head.heading]
        small = QFontMetricsF(theme.font(Type.SMALL))
        title, unit, reference = (small.horizontalAdvance(each) for each in cells.titles())
        longest = max((head.width + inset(head) for head in heads), default=0.0) + MARGIN
        self.widths = [
            round(max(min(longest, room * 0.12), title + LEFT + MARGIN, 140.0)),
            round(max(self._model.unit, unit) + 2 * MARGIN),
            round(max(self._model.reference, reference) + 2 * MARGIN),
            theme.px(CURVE) if room >= theme.px(CURVED) and any(head.curve is not None for head in heads) else 0,
        ]
        self.setFixedWidth(sum(self.widths))
        self.setDefaultSectionSize(theme.px(ROW))

    def heights(self) -> Generator[None, None, None]:
        for row, head in enumerate(self._model.heads):
            wraps = head.width > self._room(head)
            high = round(self._drawn(head).height) + 2 * PADDING if wraps else 0
            high = max(high, theme.px(HEADING if head.heading else ROW))
            if self.sectionSize(row) != high:
                self.resizeSection(row, high)
            yield

    def _drawn(self, head: LineHead) -> Drawn:
        colour = theme.current().ink2 if head.heading else theme.current().ink
        return drawn_text(self._room(head), TextRun(unparted(head.painted), theme.font(Type.TABLE, bold=True), colour))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        colours, head = theme.current(), self._model.heads[logicalIndex]
        chosen = logicalIndex == self.current and not head.heading
        painter.save()
        painter.fillRect(rect, QColor(colours.accent_ground if chosen else colours.surface))
        if self._table.is_below(logicalIndex):
            painter.restore()
            return
        self._paint_name(painter, rect, head)
        if not head.heading:
            self._paint_columns(painter, rect, head)
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QColor(colours.edge))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()

    def _paint_name(self, painter: QPainter, rect: QRect, head: LineHead) -> None:
        colours = theme.current()
        box = QRectF(rect).adjusted(inset(head), 0, 0, -1)
        ink = colours.ink2 if head.heading else colours.ink
        if head.width > self._room(head):
            name = self._drawn(head)
            name.draw(painter, box.left(), box.center().y() - name.height / 2)
            return
        painter.setFont(theme.font(Type.TABLE))
        line = text_runs.baseline(QFontMetricsF(painter.font()), box.center().y())
        left = text_runs.paint_words(painter, head.prefix, box.left(), line, colours.ink2)
        painter.setFont(theme.font(Type.SMALL if head.heading else Type.TABLE, bold=True))
        text_runs.paint_words(painter, head.rest, left, line, ink)

    def _paint_columns(self, painter: QPainter, rect: QRect, head: LineHead) -> None:
        left = rect.left() + self.widths[0]
        painter.setFont(theme.font(Type.SMALL, digits=True))
        line = text_runs.baseline(QFontMetricsF(painter.font()), QRectF(rect).center().y())
        figures = f"{head.figures} {cells.OTHER_REFERENCE}" if head.others else head.figures
        for words, width in ((painted_unit(head.unit), self.widths[1]), (figures, self.widths[2])):
            text_runs.paint_words(painter, words, left + MARGIN, line, theme.current().ink2)
            left += width
        if self.widths[3] and head.curve is not None:
            mini_curve.paint(painter, QRectF(left + 4, rect.top() + 1, self.widths[3] - 8, rect.height() - 2), head.curve)

    def _room(self, head: LineHead) -> int:
        """Pixels for a name: the columns behind it that its line leaves empty are its own."""
        used = (head.unit, head.reference, head.curve)
        empty = next((count for count, each in enumerate(used) if each), len(used))
        return sum(self.widths[: 1 + empty]) - inset(head) - MARGIN


def inset(head: LineHead) -> int:
    return LEFT + INDENT * min(head.level, DEEPEST)


class TimeHeader(QHeaderView):
    """The sampling times: the day once above its times, a line between two days. Edges can be dragged."""

    def __init__(self, table: FlowsheetTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table, self._model = table, table.lines
        self.setObjectName("flowsheetTimes")
        self.setSectionsClickable(True)

    def sizeHint(self) -> QSize:
        """Without asking every section for its words."""
        return self.minimumSize()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        colours, top, whole = theme.current(), self._model.tops[logicalIndex], self._table.whole_columns()
        painter.save()
        painter.fillRect(rect, QColor(colours.sunken))
        high = QFontMetricsF(theme.font(Type.SMALL)).height()
        lower = rect.bottom() - PADDING - high / 2
        upper = lower - high - 3
        if logicalIndex in whole:  # half a date would be another date
            day = self._day(logicalIndex)
            dated = text_runs.screen().run(day, colour="ink", bold=day == top.short, digits=True)
            above = [*(self.hidden(logicalIndex)[1:] if day else ()), dated]
            for runs, middle in ((above, upper), (self.below(logicalIndex), lower)):
                wide = sum(run.width + _AIR for run in runs)
                left = rect.right() - wide - max(min(top.signs, rect.width() - wide - _AIR), 0)  # above the values
                text_runs.paint_runs(painter, runs, left, text_runs.baseline(QFontMetricsF(dated.font), middle), air=_AIR)
            painter.setClipRect(rect)
            for column in whole[(at := whole.index(logicalIndex)) : at + 2]:  # each paints its half
                for run, begin in self.between(column):
                    run.paint(painter, begin, text_runs.baseline(QFontMetricsF(run.font), upper))
                    painter.setPen(QPen(QColor(colours.ink2), 1, Qt.PenStyle.DashLine))  # down between its two times
                    edge = self.sectionViewportPosition(column)
                    painter.drawLine(edge, round(lower - high / 2), edge, rect.bottom())
            painter.setClipping(False)
        if top.place == self._model.order:
            paint_mark(painter, icons.Glyph.OPEN, rect.left() + 4, upper, "accent_text")
        painter.setPen(QColor(colours.edge))
        if logicalIndex in self._table.day_starts:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _day(self, column: int) -> str:
        """Above the first of its day that is in sight; above others only that they wait."""
        top = self._model.tops[column]
        leads = column in self._table.day_starts or column in self._table.whole_columns()[:1]
        return top.short if leads else translate("Flowsheet", "waiting") if top.waits else ""

    def hidden(self, column: int) -> list[TextRun]:
        """How many hidden times there are before this one, as «+6 samples» and as «+6»."""
        count = self._table.left_out(column)
        both = translate("Flowsheet", "+%n sample(s)", "", count), f"+{count}"
        return [text_runs.screen().run(words, digits=True) for words in both if count]

    def between(self, column: int) -> list[tuple[TextRun, float]]:
        """Within a day they stand over the edge of the two times between which they are; behind the day only as «+6»."""
        runs, edge = self.hidden(column), self.sectionViewportPosition(column)
        if not runs or self._day(column):
            return []
        behind = self._day(column - self._table.left_out(column) - 1)
        return [(runs[1], edge - _AIR) if behind else (runs[0], edge - runs[0].width / 2)]

    def below(self, column: int) -> list[TextRun]:
        """Below the day: its laboratory, its time of day."""
        medium, top = text_runs.screen(), self._model.tops[column]
        said = [medium.tag(top.tag)] if top.tag else []
        said += [medium.run(cells.WAITING)] if top.waits else []
        said += [medium.run(icons.OPENED, colour="accent_text")] if top.opened else []
        return [*said, medium.run(top.clock, colour="ink", digits=True)]

    def least(self, column: int) -> float:
        day = text_runs.screen().run(self._model.tops[column].short, bold=True, digits=True)
        return max(sum(run.width + _AIR for run in runs) for runs in ([*self.hidden(column)[1:], day], self.below(column)))


class Corner(QWidget):
    """Names of the frozen columns, above them. A click on the first sorts by name."""

    def __init__(self, table: FlowsheetTable) -> None:
        super().__init__(table)
        self.setObjectName("flowsheetCorner")
        self._table, self._names, self._model = table, table.names, table.lines

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.position().x() < self._names.widths[0]:
            self._table.sort(BY_NAME)

    def paintEvent(self, event: QPaintEvent) -> None:
        """At the bottom of the corner, over their columns."""
        del event
        painter, colours = QPainter(self), theme.current()
        painter.fillRect(self.rect(), QColor(colours.sunken))
        painter.setFont(theme.font(Type.SMALL))
        metrics = QFontMetricsF(painter.font())
        middle = self.height() - PADDING - metrics.height() / 2
        left = 0
        for title, width in zip((*cells.titles(), self._model.course), self._names.widths, strict=True):
            begin = left + (MARGIN if left else LEFT)
            end = text_runs.paint_words(painter, title if width else "", begin, text_runs.baseline(metrics, middle), colours.ink2)
            if not left and self._model.order == BY_NAME:
                paint_mark(painter, icons.Glyph.OPEN, end + 2, middle, "accent_text")
            left += width
        painter.setPen(QColor(colours.edge))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
        painter.end()


@cache
def _cell_font(_size: float, *, bold: bool, struck: bool = False) -> tuple[QFont, QFontMetricsF]:
    font = theme.font(Type.TABLE, bold=bold, digits=True)
    font.setStrikeOut(struck)
    return font, QFontMetricsF(font)


class _CellDelegate(QStyledItemDelegate):
    """Paints a cell. Values are aligned at one edge in every column, with the signs behind them."""

    def __init__(self, table: FlowsheetTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table, colours, box = self._table, theme.current(), option.rect
        if table.is_below(index.row()):
            return
        head = table.lines.heads[index.row()]
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(colours.accent_ground))
        painter.setPen(QColor(colours.line))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if index.column() in table.day_starts and not head.heading:
            painter.setPen(QColor(colours.edge))
            painter.drawLine(box.topLeft(), box.bottomLeft())
        cell = head.cells.get(table.lines.tops[index.column()].place)
        if cell is not None and index.column() in table.whole:
            self._paint(painter, cell, box, table.lines.tops[index.column()], first=index.column() in table.day_starts)
        if index == table.currentIndex():
            focused = table.hasFocus()
            painter.setPen(QPen(QColor(colours.accent_text if focused else colours.edge), 2 if focused else 1))
            painter.drawRect(box.adjusted(1, 1, -1, -2))

    def _paint(self, painter: QPainter, cell: TableCell, box: QRect, top: ColumnHead, *, first: bool) -> None:
        colours, strong = theme.current(), cell.tint is MarkTint.OUTSIDE
        colour = colours.flag if strong else colours.ink2 if cell.quiet or cell.void else colours.ink
        size, middle = theme.text_size(), box.top() + box.height() / 2
        font, metrics = _cell_font(size, bold=strong)
        line = text_runs.baseline(metrics, middle)
        value = cell.value if cell.text else cell.value.replace("-", "\u2212")
        wide, slot = text_runs.width(value, metrics), top.glyph
        edge = box.right() + 1 - _SIDES / 2 - top.signs  # where values end
        if cell.text and edge - wide < box.left():  # words take the room of the signs that they have not
            slot = cell.slot(lambda words: text_runs.width(words, metrics))
            edge += top.signs - slot - text_runs.width(cell.signs_text, metrics)
        edge -= top.signs if top.waits and not value else 0  # under the clock
        start = edge - wide
        if strong:
            ground = box.adjusted(first, 0, 0, -1)
            painter.fillRect(ground, QColor(colours.flag_ground))
            if colours.flag_ground == colours.surface:  # in high contrast the frame is what is seen
                painter.setPen(QColor(colours.flag))
                painter.drawRect(ground.adjusted(1, 1, -2, -2))
        if cell.tag:
            tag = text_runs.screen().tag(cell.tag)
            tag.paint(painter, start - tag.width - cells.TAG, text_runs.baseline(QFontMetricsF(tag.font), middle))
        painter.setFont(_cell_font(size, bold=strong, struck=cell.void)[0])
        text_runs.paint_words(painter, value, start, line, colour)
        painter.setFont(font)
        end = max(text_runs.paint_words(painter, cell.glyph, edge, line, colour), edge + slot)
        waits = cells.WAITING in cell.signs_text and not strong  # which is news
        text_runs.paint_words(painter, cell.signs_text, end, line, colours.ink if waits else colour)


_HORIZONTAL_STEPS: Final = {QAbstractItemView.CursorAction.MoveLeft: -1, QAbstractItemView.CursorAction.MoveRight: 1}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LOWEST: Final = 4  # rows, a heading among them
_SIDES: Final = 8  # pixels of a cell beside value and signs
_NARROWEST, _WIDEST = 52, 150  # device-independent pixels of a cell without them; that it is given where there is room


class FlowsheetTable(QTableView):
    """The widget of the cumulative table; arrow keys move cell by cell.

    ``nothing_to_copy``: copying was asked for where no result stands. ``scrolled``: others are in sight.
    """

    trend_asked = Signal(object)
    report_asked = Signal(object)
    copy_asked = Signal(str)
    nothing_to_copy = Signal()
    menu_asked = Signal(object)
    moved = Signal()
    scrolled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("flowsheetTable")
        self.setFrameShape(QFrame.Shape.NoFrame)
        theme.set_font(self, Type.TABLE)
        self.lines = FlowsheetModel(self)
        self.day_starts: set[int] = set()  # the first column of each day
        self.whole: list[int] = []  # columns that are painted
        self._widened: dict[str, int] = {}  # widths that the person has given, by time
        self._placing = self._begins = False
        self._seen: set[int] = set()  # the places of the columns that have room
        self._newer = 0  # columns out of sight at the right: what is newest stays where it is seen
        bar = self.horizontalScrollBar()
        bar.rangeChanged.connect(self._stay)
        bar.valueChanged.connect(self._scrolled_sideways)
        self._copying, self._fitting = Slices(self), Slices(self)
        for begin in (self._copying.cancel, self._fitting.cancel, partial(setattr, self, "_placing", True)):  # until ``_fit``
            self.lines.modelAboutToBeReset.connect(begin)
        self.names, self.times = NameHeader(self), TimeHeader(self)
        self.corner = Corner(self)
        self.setVerticalHeader(self.names)
        self.setHorizontalHeader(self.times)
        self.setModel(self.lines)
        self.setItemDelegate(_CellDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)  # no time is seen in half at the left
        for set_policy in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # one that comes and goes would move what is beside it
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.lines.modelReset.connect(self._fit)
        self.names.sectionPressed.connect(self._name_pressed)
        self.times.sectionPressed.disconnect()  # a click would choose the column, and go to its first row
        self.times.sectionClicked.connect(lambda column: self.sort(self.lines.tops[column].place))
        self.times.sectionResized.connect(self._dragged)
        for part in (self, self.names, self.times):
            part.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            part.customContextMenuRequested.connect(partial(self._ask_menu, part))
        self.doubleClicked.connect(lambda _index: self.ask_trend())

    def _fit(self) -> None:
        self._seen.clear()
        self.names.fit(self.width())
        self.times.setFixedHeight(theme.px(TIMES))
        self._fitting.run(self.names.heights(), lambda _nothing: None)
        self.updateGeometries()
        self._fit_columns()
        self.corner.update()

    def _fit_columns(self, *, again: bool = False) -> None:
        """The columns of all rows that have been in sight, and of what was opened beside others; the newest share the room."""
        lines, current = self.lines, self.currentIndex()
        wanted = self._seen.union(*(lines.heads[row].cells for row in self._rows_in_sight()))
        wanted |= self._opened_beside()
        wanted |= {lines.tops[current.column()].place} if current.isValid() else set()
        if self._seen and wanted == self._seen and not again:
            return
        self._seen = wanted
        shown = [column for column, top in enumerate(lines.tops) if top.place in wanted]
        tops = [lines.tops[column] for column in shown]
        self._placing = True
        for column, top in enumerate(lines.tops):
            self.times.setSectionHidden(column, top.place not in wanted)
        least = theme.px(_NARROWEST)
        widths = [round(max(top.width, self.times.least(at), least)) + _SIDES for at, top in zip(shown, tops, strict=True)]
        room = self.width() - sum(self.names.widths) - self.verticalScrollBar().sizeHint().width()
        fit, used = 0, 0
        while fit < len(widths) and used + widths[-fit - 1] <= room:
            used += widths[-fit - 1]
            fit += 1
        for place in range(fit):
            share = (room - used) * (place + 1) // fit - (room - used) * place // fit
            widths[place - fit] += min(share, max(theme.px(_WIDEST) - widths[place - fit], 0))
        self.day_starts = set()
        for place, (column, top) in enumerate(zip(shown, tops, strict=True)):
            self.times.resizeSection(column, max(widths[place], self._widened.get(top.headline, 0)))
            if place and top.day != tops[place - 1].day:
                self.day_starts.add(column)
        self.updateGeometries()
        self._placing = False

    def left_out(self, column: int) -> int:
        """How many times without room there are before one, up to the next that has room."""
        return next((away for away in range(column) if not self.isColumnHidden(column - away - 1)), column)

    def _scrolled_sideways(self, value: int) -> None:
        self._newer = self.horizontalScrollBar().maximum() - value

    def _stay(self) -> None:
        """Keep the newest column visible, and the first row whole. Qt moves them only at a change of the scroll bar's value."""
        self.names.setOffsetToSectionPosition(self.verticalScrollBar().value())
        bar = self.horizontalScrollBar()
        bar.setValue(bar.maximum() - self._newer)
        if self._newer or not bar.maximum():
            self.times.setOffsetToSectionPosition(bar.value())
        else:
            self.times.setOffsetToLastSection()

    def _rows_in_sight(self) -> range:
        last = self.rowAt(self.viewport().height() - 1)
        return range(max(self.rowAt(0), 0), last + (not self.is_below(last)) if last >= 0 else self.lines.rowCount())

    def is_below(self, row: int) -> bool:
        """Whether it is cut at the lower edge, or heads what is: nothing of it is painted, unless the person is on it."""
        place = QRect(0, self.rowViewportPosition(row), 1, self.rowHeight(row))
        alone = self.lines.heads[row].heading and row + 1 < self.lines.rowCount() and self.is_below(row + 1)
        return row != self.names.current and (alone or is_below(place, self.viewport()))

    def clear(self) -> None:
        self._widened.clear()
        self.lines.clear()

    def _dragged(self, column: int, _before: int, width: int) -> None:
        if not self._placing:
            self._widened[self.lines.tops[column].headline] = width
            self._fit_columns(again=True)

    def sort(self, sort: int) -> None:
        current = self.currentIndex()
        line = self.lines.series_row(current.row()) if current.isValid() else None
        self.lines.sort_by(sort)
        row = self.lines.row_of(line.series.key) if line is not None else -1
        if row >= 0:
            self.put(row, current.column())
        self.verticalScrollBar().setValue(0)

    def put(self, row: int, column: int) -> None:
        self._begins = False
        self.setCurrentIndex(self.lines.index(row, column))
        self.clearSelection()

    def _ask_menu(self, part: QAbstractItemView, place: QPoint) -> None:
        """Of the cell that the person is on; on a head they are put on its row or its time."""
        current = self.currentIndex()
        if isinstance(part, QHeaderView) and current.isValid():
            section = part.logicalIndexAt(place)
            row, column = (section, current.column()) if part is self.names else (current.row(), section)
            if section < 0 or self.lines.heads[row].heading:
                return
            self.put(row, column)
        if current.isValid():
            self.menu_asked.emit(part.viewport().mapToGlobal(place))

    def sizeHint(self) -> QSize:
        """The head and three rows: in a low window the table shrinks first."""
        bar = self.horizontalScrollBar().sizeHint().height()
        return QSize(super().sizeHint().width(), self.times.sizeHint().height() + _LOWEST * theme.px(ROW) + bar)

    def updateGeometries(self) -> None:
        """The corner covers Qt's own; the scroll bar moves the columns."""
        super().updateGeometries()
        if hasattr(self, "corner"):
            self.corner.setGeometry(0, 0, self.names.width(), self.times.height())
            self._stay()
            self.scrolled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
        else:
            self._fit_columns()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Repaint everything, since other columns and rows are now whole."""
        super().scrollContentsBy(dx, dy)
        self.names.setOffsetToSectionPosition(self.verticalScrollBar().value())  # at the end, too
        for part in (self, self.names, self.times):
            part.viewport().update()
        if not self._placing:
            self._fit_columns()
        self.scrolled.emit()

    def show_newest(self) -> None:
        """Begin with the first row, or so far down that what was opened beside others is in sight, or the first of it."""
        lines, rows = self.lines, [at for at, head in enumerate(self.lines.heads) if not head.heading]
        if not rows:
            return
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().maximum())
        opened = self._opened_beside()
        cells = [
            (row, at)
            for row in rows
            for at, top in enumerate(lines.tops)
            if top.place in opened and top.place in lines.heads[row].cells
        ] or [(rows[0], lines.newest_of(rows[0]))]
        self.put(*cells[0])
        for cell in (cells[-1], cells[0]):
            self.scrollTo(lines.index(*cell))
        self._begins = not self.isVisible()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._begins:  # by the room that it has now
            self.show_newest()

    def _opened_beside(self) -> set[int]:
        """The times at which something was opened, unless everything was."""
        opened = {top.place for top in self.lines.tops if top.opened}
        return opened if len(opened) < len(self.lines.tops) else set()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.whole = self.whole_columns()
        super().paintEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.names.current = current.row()
        self.names.viewport().update()
        if current.row() != previous.row():  # a row that is cut is painted while it is the current one
            self.viewport().update()
        if current.isValid() and self.isColumnHidden(current.column()):
            self._fit_columns()
            self.scrollTo(current)
        self.moved.emit()

    def moveCursor(self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Cell by cell. Control and an arrow: to the next result of the row."""
        here, step = self.currentIndex(), _HORIZONTAL_STEPS.get(cursorAction, 0)
        if here.isValid() and step and modifiers & Qt.KeyboardModifier.ControlModifier:
            ahead = range(here.column() + step, self.lines.columnCount() if step > 0 else -1, step)
            filled = (column for column in ahead if self.lines.cell(here.row(), column) is not None)
            return here.siblingAtColumn(next(filled, here.column()))
        return super().moveCursor(cursorAction, modifiers)

    def keyboardSearch(self, search: str) -> None:
        """Letters and digits are for others: bases and scanned numbers."""
        del search

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in _ENTER and plain == Qt.KeyboardModifier.NoModifier:
            self.ask_trend()
        elif event.key() in _ENTER and plain == Qt.KeyboardModifier.ControlModifier:
            self.ask_report()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _name_pressed(self, row: int) -> None:
        if not self.lines.heads[row].heading:
            self.setCurrentIndex(self.lines.index(row, max(self.currentIndex().column(), 0)))

    def chosen(self) -> tuple[list[int], list[int]]:
        current = self.currentIndex()
        parts = self.selectionModel().selection().toList()
        rows = {row for part in parts for row in range(part.top(), part.bottom() + 1)} or {current.row()}
        columns = {column for part in parts for column in range(part.left(), part.right() + 1)} or {current.column()}
        return sorted(rows - {-1}), sorted(column for column in columns - {-1} if not self.isColumnHidden(column))

    def series(self) -> tuple[Series, ...]:
        found = (line.series for row in self.chosen()[0] if (line := self.lines.series_row(row)) is not None)
        return tuple(each for each in found if not each.points[-1].superseded)  # of these all are

    def ask_trend(self) -> None:
        if series := self.series():
            self.trend_asked.emit(series)

    def report(self) -> Report | None:
        current = self.currentIndex()
        found = self.lines.cell(current.row(), current.column()) if current.isValid() else None
        return next((point.report for point in found.points if point.report), None) if found is not None else None

    def ask_report(self) -> None:
        if (report := self.report()) is not None:
            self.report_asked.emit(report)

    def copy(self) -> None:
        self._copy(*self.chosen())

    def copy_row(self) -> None:
        row = self.currentIndex().row()
        self._copy([row], [at for at in range(self.lines.columnCount()) if self.lines.cell(row, at) is not None])

    def copy_column(self) -> None:
        column = self.currentIndex().column()
        self._copy([row for row in range(self.lines.rowCount()) if self.lines.cell(row, column) is not None], [column])

    def _copy(self, rows: list[int], columns: list[int]) -> None:
        if any(self.lines.cell(row, column) is not None for row in rows for column in columns):
            self._copying.run(self.lines.pasted(rows, columns), self.copy_asked.emit)
        else:
            self.nothing_to_copy.emit()

    def in_sight(self) -> tuple[list[LineHead], list[TableCell]]:
        places = [self.lines.tops[column].place for column in self.whole_columns()]
        heads = [self.lines.heads[row] for row in self._rows_in_sight()]
        return heads, [head.cells[place] for head in heads for place in places if place in head.cells]

    def further_down(self) -> Iterator[Mark]:
        """The rows below the fold in which something was opened."""
        places = [top.place for top in self.lines.tops if top.opened]
        for head in self.lines.heads[self._rows_in_sight().stop :]:
            for cell in [head.cells[place] for place in places if place in head.cells][-1:]:
                yield Mark(glyph=cell.glyph, words=f"{head.rest}\u00a0{icons.OPENED}", tint=cell.tint)

    def further_up(self) -> int:
        """The number of rows above the fold, if something was opened beside others; else 0."""
        return sum(not head.heading for head in self.lines.heads[: self._rows_in_sight().start]) if self._opened_beside() else 0

    def whole_columns(self) -> list[int]:
        room, first, last = self.viewport().width(), self.columnAt(0), self.columnAt(self.viewport().width() - 1)
        every = range(max(first, 0), (last if last >= 0 else self.lines.columnCount() - 1) + 1)
        shown = (at for at in every if not self.isColumnHidden(at))
        return [at for at in shown if not is_cut(self.columnViewportPosition(at), self.columnWidth(at), room)]
