"""The widget of the cumulative table: paints the visible cells alone; arrow keys move cell by cell.

Values end against one edge in every column, their signs stand behind them. Words may run into empty cells to the left of theirs.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetricsF, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.results.common import mini_curve, text_runs
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.styled_table import lay_out
from provesvar_gui.ui.results.table import cells
from provesvar_gui.ui.results.table.model import BY_NAME, FlowsheetModel
from provesvar_gui.ui.results.table.sheet import TAG
from provesvar_gui.ui.slices import Slices
from provesvar_gui.ui.theme import Type

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterator

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QTextLayout

    from provesvar_gui.results.model import Report
    from provesvar_gui.ui.results.table.cells import TableCell
    from provesvar_gui.ui.results.table.sheet import LineHead

translate = QCoreApplication.translate

LEFT: Final = 16  # pixels before a name
MARGIN: Final = 8  # before what else is frozen
PADDING: Final = 5  # above and below the words of a row
INDENT: Final = 14  # for each level of a tree
DEEPEST: Final = 8  # levels that still move to the right
ROW, HEADING, TIMES = 28, 26, 43  # heights
CURVE: Final = 120
CURVED: Final = 1200  # a table of that width has room for the courses
_MARK: Final = 12


def is_cut(left: int, width: int, room: int) -> bool:
    """Whether a column is only partly on the screen: nothing of it is painted, since 1,12 must not look like 12."""
    return width <= room and (left < 0 or left + width > room)


def paint_mark(painter: QPainter, mark: icons.Mark, left: float, middle: float, colour: str) -> None:
    side = theme.px(_MARK)
    icons.paint_mark(painter, mark, QRectF(left, middle - side / 2, side, side), colour)


def titles(model: FlowsheetModel) -> tuple[str, str, str, str]:
    named = (translate("Flowsheet", "Analysis"), translate("Flowsheet", "Unit"), translate("Flowsheet", "Reference"))
    return (*named, model.sheet.course)


class NameHeader(QHeaderView):
    """The frozen columns, one line for each row; names are never cut off, they wrap."""

    def __init__(self, model: FlowsheetModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._model = model
        self.setObjectName("flowsheetNames")
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)
        self.widths = [0, 0, 0, 0]  # name, unit, reference, course
        self.current = -1
        self._layouts: dict[int, QTextLayout] = {}

    def fit(self, room: int) -> None:
        """Share the width for a table of that width; every line is one row of text high, until ``heights`` says more."""
        self._layouts.clear()
        heads = [head for row in range(self._model.rowCount()) if not (head := self._model.head(row)).heading]
        small = QFontMetricsF(theme.font(Type.SMALL))
        title, unit, reference, _ = (small.horizontalAdvance(each) for each in titles(self._model))
        longest = max((head.width + inset(head) for head in heads), default=0.0) + MARGIN
        self.widths = [
            round(max(min(longest, room * 0.15), title + LEFT + MARGIN, 140.0)),
            round(max(self._model.sheet.unit, unit) + 2 * MARGIN),
            round(max(self._model.sheet.reference, reference) + 2 * MARGIN),
            theme.px(CURVE) if room >= theme.px(CURVED) and any(head.curve is not None for head in heads) else 0,
        ]
        self.setFixedWidth(sum(self.widths))
        self.setDefaultSectionSize(theme.px(ROW))

    def heights(self) -> Generator[None, None, None]:
        """Give the lines that need more their height; gives way while it works."""
        for row in range(self._model.rowCount()):
            head = self._model.head(row)
            needed = float(theme.px(HEADING if head.heading else ROW))
            if head.width > self._room(head):
                needed = max(needed, self._layout(row, head).boundingRect().height() + 2 * PADDING)
            if self.sectionSize(row) != round(needed):
                self.resizeSection(row, round(needed))
            yield

    def sizeHint(self) -> QSize:
        return QSize(sum(self.widths), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Also below the last row."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        end = self.length() - self.offset()
        painter.fillRect(0, end, self.width(), max(self.height() - end, 0), QColor(theme.current().surface))
        painter.end()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if logicalIndex >= self._model.rowCount():
            return
        colours = theme.current()
        head = self._model.head(logicalIndex)
        chosen = logicalIndex == self.current and not head.heading
        painter.save()
        painter.fillRect(rect, QColor(colours.accent_ground if chosen else colours.surface))
        self._paint_name(painter, rect, logicalIndex, head)
        if self._model.is_marked(logicalIndex):
            paint_mark(painter, icons.Mark.CHECK, rect.left() + 2, rect.center().y(), "accent_text")
        if not head.heading:
            self._paint_columns(painter, rect, head)
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QColor(colours.edge))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()

    def _paint_name(self, painter: QPainter, rect: QRect, row: int, head: LineHead) -> None:
        colours = theme.current()
        box = QRectF(rect).adjusted(inset(head), 0, 0, -1)
        if head.width > self._room(head):
            layout = self._layout(row, head)
            painter.setPen(QColor(colours.ink2 if head.heading else colours.ink))
            layout.draw(painter, QPointF(box.left(), box.center().y() - layout.boundingRect().height() / 2))
            return
        quiet, strong = head.name[: head.prefix], head.name[head.prefix :]
        painter.setFont(theme.font(Type.TABLE))
        metrics = QFontMetricsF(painter.font())
        left = text_runs.paint_words(painter, quiet, box.left(), text_runs.baseline(metrics, box.center().y()), colours.ink2)
        painter.setFont(theme.font(Type.SMALL if head.heading else Type.TABLE, bold=True))
        middle = box.bottom() - metrics.height() / 2 - PADDING if head.heading else box.center().y()
        line = text_runs.baseline(QFontMetricsF(painter.font()), middle)
        text_runs.paint_words(painter, strong, left, line, colours.ink2 if head.heading else colours.ink)

    def _paint_columns(self, painter: QPainter, rect: QRect, head: LineHead) -> None:
        left = rect.left() + self.widths[0]
        painter.setFont(theme.font(Type.SMALL, digits=True))
        line = text_runs.baseline(QFontMetricsF(painter.font()), QRectF(rect).center().y())
        figures = f"{head.figures} {cells.OTHER_REFERENCE}" if head.others else head.figures
        for words, width in (("10⁹/L" if head.unit == "10^9/L" else head.unit, self.widths[1]), (figures, self.widths[2])):
            text_runs.paint_words(painter, words, left + MARGIN, line, theme.current().ink2)
            left += width
        if self.widths[3] and head.curve is not None:
            mini_curve.paint(painter, QRectF(left + 4, rect.top() + 1, self.widths[3] - 8, rect.height() - 2), head.curve)

    def _layout(self, row: int, head: LineHead) -> QTextLayout:
        if row not in self._layouts:
            font = theme.font(Type.SMALL if head.heading else Type.TABLE, bold=True)
            self._layouts[row] = lay_out(head.name, font, self._room(head))
        return self._layouts[row]

    def _room(self, head: LineHead) -> int:
        """Pixels for a name: the columns behind it that its line leaves empty are its own."""
        used = (head.unit, head.reference, head.curve)
        empty = next((count for count, each in enumerate(used) if each), len(used))
        return sum(self.widths[: 1 + empty]) - inset(head) - MARGIN


def inset(head: LineHead) -> int:
    return LEFT + INDENT * min(head.level, DEEPEST)


class TimeHeader(QHeaderView):
    """The sampling times: the day once above its times, a line between two days. Edges can be dragged."""

    def __init__(self, model: FlowsheetModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setObjectName("flowsheetTimes")
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(TIMES))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if logicalIndex >= self._model.columnCount():
            return
        colours = theme.current()
        top = self._model.top(logicalIndex)
        first = not logicalIndex or self._model.top(logicalIndex - 1).day != top.day
        leads = first or self.sectionViewportPosition(logicalIndex - 1) < 0  # of those of its day that are in sight
        painter.save()
        painter.fillRect(rect, QColor(colours.sunken))
        medium = text_runs.screen()
        high = QFontMetricsF(theme.font(Type.SMALL)).height()
        lower = rect.bottom() - PADDING - high / 2
        if is_cut(rect.left(), rect.width(), self.viewport().width()):  # half a date would be another date
            mark = icons.Mark.RIGHT if rect.left() >= 0 else icons.Mark.LEFT
            paint_mark(painter, mark, max(rect.left() + 2, 0), lower, "ink2")
        else:
            day = top.short if leads else translate("Flowsheet", "waiting") if top.waits else ""
            clock = [medium.run(cells.WAITING)] * top.waits + [medium.run(top.clock, colour="ink", digits=True)]
            tag = [medium.tag(top.tag)] if top.tag else []
            room = rect.width() - 6
            clock = tag + clock if sum(run.width + 4 for run in tag + clock) <= room else clock
            for runs, middle in (([medium.run(day, colour="ink", bold=leads, digits=True)], lower - high), (clock, lower)):
                wide = sum(run.width + 4 for run in runs) - 4
                left = rect.right() - 4 - wide - (top.signs if wide + top.signs <= room else 0)
                for run in runs:
                    run.paint(painter, left, text_runs.baseline(QFontMetricsF(run.font), middle))
                    left += run.width + 4
        if self._model.passed.columns[logicalIndex] == self._model.order:
            paint_mark(painter, icons.Mark.OPEN, rect.left() + 4, lower - high, "accent_text")
        painter.setPen(QColor(colours.edge))
        if logicalIndex and first:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


class Corner(QWidget):
    """Names of the frozen columns, above them. ``asked``: a click on the first."""

    asked = Signal()

    def __init__(self, names: NameHeader, model: FlowsheetModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("flowsheetCorner")
        self._names, self._model = names, model

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.position().x() < self._names.widths[0]:
            self.asked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """At the bottom of the corner, over their columns."""
        del event
        painter, colours = QPainter(self), theme.current()
        painter.fillRect(self.rect(), QColor(colours.sunken))
        painter.setFont(theme.font(Type.SMALL))
        metrics = QFontMetricsF(painter.font())
        middle = self.height() - PADDING - metrics.height() / 2
        left = 0
        for title, width in zip(titles(self._model), self._names.widths, strict=True):
            begin = left + (MARGIN if left else LEFT)
            end = text_runs.paint_words(painter, title if width else "", begin, text_runs.baseline(metrics, middle), colours.ink2)
            if not left and self._model.order == BY_NAME:
                paint_mark(painter, icons.Mark.OPEN, end + 2, middle, "accent_text")
            left += width
        painter.setPen(QColor(colours.edge))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
        painter.end()


Action = QAbstractItemView.CursorAction
_SIDEWAYS: Final = {Action.MoveLeft: -1, Action.MoveRight: 1}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LOWEST: Final = 4  # rows, a heading among them
_COLUMN: Final = 80  # pixels of a sampling time with numbers, at least
_WORDS: Final = 44  # of one that has words alone: they run into the cells beside it
_SIDES: Final = 8  # pixels of a cell beside value and signs


class FlowsheetTable(QTableView):
    """The widget of the cumulative table.

    ``trend_asked(tuple of Series)``, ``report_asked(Report)``, ``copy_asked(str)``, ``menu_asked(QPoint)``.

    ``nothing_to_copy``: copying was asked for where no result stands. ``moved``: the person is elsewhere, or has picked a row.
    ``scrolled``: others are in sight.
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
        self.names, self.times = NameHeader(self.lines, self), TimeHeader(self.lines, self)
        self.setVerticalHeader(self.names)
        self.setHorizontalHeader(self.times)
        self.setModel(self.lines)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)  # no time is seen in half at the left
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # one that comes and goes would move the columns
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self._copying, self._fitting = Slices(self), Slices(self)
        for slices in (self._copying, self._fitting):
            self.lines.modelAboutToBeReset.connect(slices.cancel)
        self.corner = Corner(self.names, self.lines, self)
        self._widened: dict[str, int] = {}  # widths that the person has given, by time
        self._placing = False
        self.lines.modelReset.connect(self._fit)
        self.names.sectionPressed.connect(self._name_pressed)
        self.times.sectionPressed.disconnect()  # a click would choose the column, and go to its first row
        self.times.sectionClicked.connect(lambda column: self.sort(self.lines.passed.columns[column]))
        self.times.sectionResized.connect(self._dragged)
        for header in (self.names, self.times):
            header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            header.customContextMenuRequested.connect(partial(self._header_menu, header))
        self.corner.asked.connect(lambda: self.sort(BY_NAME))
        self.doubleClicked.connect(lambda _index: self.ask_trend())

    def _fit(self) -> None:
        """Widths and heights for the lines and columns that are there now; what is newest stays where it is seen."""
        bar = self.horizontalScrollBar()
        from_end = bar.maximum() - bar.value()
        self._placing = True
        self.names.fit(self.width())
        self._fitting.run(self.names.heights(), lambda _nothing: None)
        room = self.width() - self.names.width() - self.verticalScrollBar().sizeHint().width()
        for column, width in enumerate(self._widths(room)):
            self.times.resizeSection(column, width)
        self.updateGeometries()
        self._placing = False
        self.corner.update()
        bar.setValue(bar.maximum() - from_end)

    def _widths(self, room: int) -> list[int]:
        """Each as wide as its content; as many of the newest as fit share what is left, so that none of them is cut."""
        tops = [self.lines.top(column) for column in range(self.lines.columnCount())]
        date = QFontMetricsF(theme.font(Type.SMALL, bold=True, digits=True))
        widths = []
        for top in tops:
            least = theme.px(_COLUMN if top.values or top.waits else _WORDS)
            widths.append(round(max(top.values + top.signs + _SIDES, date.horizontalAdvance(top.short) + _SIDES, least)))
        for row in range(self.lines.rowCount()):
            self._make_room(self.lines.head(row), widths)
        fit, used = 0, 0
        while fit < len(widths) and used + widths[-fit - 1] <= room:
            used += widths[-fit - 1]
            fit += 1
        numbers = [at for at in range(len(tops) - fit, len(tops)) if tops[at].values]
        for place, at in enumerate(numbers):
            widths[at] += (room - used) * (place + 1) // len(numbers) - (room - used) * place // len(numbers)
        return [max(width, self._widened.get(top.headline, 0)) for top, width in zip(tops, widths, strict=True)]

    def _make_room(self, head: LineHead, widths: list[int]) -> None:
        """For words that the empty cells to the left of theirs do not hold."""
        measure, places = self.lines.sheet.measure, self.lines.passed.columns
        for column, place in enumerate(places if measure is not None and any(cell.text for cell in head.cells.values()) else ()):
            cell = head.cells.get(place)
            if cell is not None and cell.text and measure is not None:
                wanted, room = measure.value(cell), widths[column] - self.lines.top(column).signs - _SIDES
                for before in reversed(range(column)):
                    if room >= wanted or places[before] in head.cells:
                        break
                    room += widths[before]
                widths[column] += max(round(wanted - room), 0)

    def clear(self) -> None:
        self._widened.clear()
        self.lines.clear()

    def _dragged(self, column: int, _before: int, width: int) -> None:
        """By the person, never to less than its content."""
        if not self._placing:
            self._widened[self.lines.top(column).headline] = width
            self._fit()

    def sort(self, sort: int) -> None:
        """Rows in another order; the person stays on theirs."""
        current = self.currentIndex()
        line = self.lines.series_row(current.row()) if current.isValid() else None
        self.lines.sort_by(sort)
        row = self.lines.row_of(line.series.key) if line is not None else -1
        if row >= 0:
            self.put(row, current.column())
        self.verticalScrollBar().setValue(0)

    def put(self, row: int, column: int) -> None:
        self.setCurrentIndex(self.lines.index(row, column))
        self.clearSelection()

    def _header_menu(self, header: QHeaderView, place: QPoint) -> None:
        """Of the row or the time there: the person is put on it."""
        current, section = self.currentIndex(), header.logicalIndexAt(place)
        row = section if header is self.names else current.row()
        column = current.column() if header is self.names else section
        if current.isValid() and section >= 0 and not self.lines.head(row).heading:
            self.put(row, column)
            self.menu_asked.emit(header.viewport().mapToGlobal(place))

    def sizeHint(self) -> QSize:
        """Times and three rows: where the window is low, the table gives way and what is around it is seen whole."""
        bar = self.horizontalScrollBar().sizeHint().height()
        return QSize(super().sizeHint().width(), self.times.sizeHint().height() + _LOWEST * theme.px(ROW) + bar)

    def updateGeometries(self) -> None:
        """The corner covers Qt's own."""
        super().updateGeometries()
        if hasattr(self, "corner"):
            self.corner.setGeometry(0, 0, self.names.width(), self.times.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Sideways everything is painted anew: which columns are whole on the screen has changed."""
        super().scrollContentsBy(dx, dy)
        if dx:
            self.viewport().update()
            self.times.viewport().update()
        self.scrolled.emit()

    def show_newest(self) -> None:
        """Scroll to the newest column, and put the person on its first result, or on the first row where that is further down.

        What is dated after the fetch is not newest; it stands at the right of it.
        """
        last, first = self.lines.newest_column(), self.lines.past_headings(0, 1)
        if last < 0 or first < 0:
            return
        self.verticalScrollBar().setValue(0)
        lowest = self.rowAt(self.viewport().height() - 1)
        rows = range(first, lowest if lowest >= 0 else self.lines.rowCount())
        row = next((at for at in rows if self.lines.cell(at, last) is not None), first)
        self.put(row, last)
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().maximum())
        if last < self.lines.columnCount() - 1:
            self.scrollTo(self.lines.index(row, last))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Everything that is on the screen, by hand: a cell costs a few microseconds."""
        painter = QPainter(self.viewport())
        _Painter(self, painter, event.rect()).paint()
        painter.end()

    def currentChanged(self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex) -> None:
        super().currentChanged(current, previous)
        self.names.current = current.row()
        self.names.viewport().update()
        self.viewport().update()
        self.moved.emit()

    def moveCursor(self, cursorAction: Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Cell by cell, past headings. Control and an arrow: to the next result of the row."""
        current = self.currentIndex()
        if current.isValid() and cursorAction in _SIDEWAYS and modifiers & Qt.KeyboardModifier.ControlModifier:
            return current.siblingAtColumn(self.lines.next_filled(current.row(), current.column(), _SIDEWAYS[cursorAction]))
        moved = super().moveCursor(cursorAction, modifiers)
        ends = {Action.MoveHome: 1, Action.MoveEnd: -1} if modifiers & Qt.KeyboardModifier.ControlModifier else {}
        return self._past_headings(moved, ends.get(cursorAction, -1 if moved.row() < current.row() else 1), current)

    def _past_headings(self, at: QModelIndex, step: int, current: QModelIndex) -> QModelIndex:
        row = self.lines.past_headings(at.row(), step)
        if row >= 0:
            return at.siblingAtRow(row)
        if step < 0 and current.isValid():
            self.verticalScrollBar().setValue(0)  # the heading above the first row
        return current

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
        elif event.key() == Qt.Key.Key_Space and plain == Qt.KeyboardModifier.NoModifier:
            self.toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the cells changes nothing."""
        if self.indexAt(event.position().toPoint()).isValid():
            super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By mouse or by key, for the cell that the person is on."""
        place: QPoint = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu_asked.emit(place)

    def _name_pressed(self, row: int) -> None:
        if not self.lines.head(row).heading:
            self.setCurrentIndex(self.lines.index(row, max(self.currentIndex().column(), 0)))

    def toggle(self, row: int) -> None:
        line = self.lines.series_row(row) if row >= 0 else None
        if line is None:
            return
        self.lines.marked ^= {line.series.key}
        self.names.viewport().update()
        self.lines.headerDataChanged.emit(Qt.Orientation.Vertical, row, row)
        self.moved.emit()

    def picked(self) -> list[int]:
        return list(filter(self.lines.is_marked, range(self.lines.rowCount())))

    def ask_trend(self) -> None:
        """Of the picked rows, else of the row that the person is on."""
        rows = self.picked() or [self.currentIndex().row()]
        lines = [line for at in rows if at >= 0 and (line := self.lines.series_row(at)) is not None]
        series = tuple(line.series for line in lines if not line.series.points[-1].placed.superseded)  # of these all are
        if series:
            self.trend_asked.emit(series)

    def reports(self) -> list[Report]:
        """The reports of the cell that the person is on, each once; of a row where the cell is empty, none."""
        current = self.currentIndex()
        found = self.lines.cell(current.row(), current.column()) if current.isValid() else None
        reports = (point.placed.report for point in found.points) if found is not None else ()
        return list({id(report): report for report in reports if report is not None}.values())

    def ask_report(self) -> None:
        for report in self.reports()[:1]:
            self.report_asked.emit(report)

    def copy(self) -> None:
        """Picked rows whole, else the selected cells, else the cell that the person is on; nothing where no result stands."""
        current = self.currentIndex()
        if picked := self.picked():
            self._copy(picked, None)
            return
        parts = self.selectionModel().selection().toList()
        rows = {row for part in parts for row in range(part.top(), part.bottom() + 1)}
        columns = {column for part in parts for column in range(part.left(), part.right() + 1)}
        self._copy(rows or {current.row()}, columns or {current.column()})

    def copy_row(self) -> None:
        self._copy([self.currentIndex().row()], None)

    def copy_column(self) -> None:
        column = self.currentIndex().column()
        self._copy([row for row in range(self.lines.rowCount()) if self.lines.cell(row, column) is not None], {column})

    def _copy(self, rows: Collection[int], columns: Collection[int] | None) -> None:
        """``columns``: None for every time at which one of the rows has something."""
        every = range(self.lines.columnCount()) if columns is None else columns
        wanted = {row for row in rows if row >= 0}
        filled = {column for column in every if any(self.lines.cell(row, column) is not None for row in wanted)}
        if filled:
            chosen = filled if columns is None else set(columns)
            self._copying.run(self.lines.copied(sorted(wanted), sorted(chosen)), self.copy_asked.emit)
        else:
            self.nothing_to_copy.emit()

    def cells_in_sight(self) -> Iterator[TableCell]:
        whole = self.whole_columns()
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        for row in range(max(first, 0), (last if last >= 0 else self.lines.rowCount() - 1) + 1):
            cells = self.lines.head(row).cells
            yield from (cells[place] for column in whole if (place := self.lines.passed.columns[column]) in cells)

    def whole_columns(self) -> list[int]:
        room = self.viewport().width()
        first, last = self.columnAt(0), self.columnAt(room - 1)
        every = range(max(first, 0), (last if last >= 0 else self.lines.columnCount() - 1) + 1)
        return [at for at in every if not is_cut(self.columnViewportPosition(at), self.columnWidth(at), room)]


class _Painter:
    """One paint: the cells of a region."""

    def __init__(self, table: FlowsheetTable, painter: QPainter, region: QRect) -> None:
        self._table, self._painter, self._region = table, painter, region
        self._lines, self._colours = table.lines, theme.current()
        self._plain = theme.font(Type.TABLE, digits=True)
        self._bold = theme.font(Type.TABLE, bold=True, digits=True)
        self._struck = theme.font(Type.TABLE, digits=True)
        self._struck.setStrikeOut(True)
        self._medium = text_runs.screen()
        self._whole = set(table.whole_columns())

    def paint(self) -> None:
        table, painter, region = self._table, self._painter, self._region
        painter.fillRect(region, QColor(self._colours.surface))
        rows, columns = self._lines.rowCount(), self._lines.columnCount()
        if not rows or not columns:
            return
        left, right = table.columnAt(region.left()), table.columnAt(region.right())
        shown = range(max(left, 0), (right if right >= 0 else columns - 1) + 1)
        first, last = table.rowAt(region.top()), table.rowAt(region.bottom())
        for row in range(max(first, 0), (last if last >= 0 else rows - 1) + 1):
            self._paint_row(row, shown)
        current = table.currentIndex()
        if current.isValid():
            focused = table.hasFocus()
            painter.setPen(QPen(QColor(self._colours.accent_text if focused else self._colours.edge), 2 if focused else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(table.visualRect(current).adjusted(1, 1, -1, -2))

    def _paint_row(self, row: int, shown: range) -> None:
        table, painter, colours = self._table, self._painter, self._colours
        top, height = table.rowViewportPosition(row), table.rowHeight(row)
        head, places, chosen = self._lines.head(row), self._lines.passed.columns, table.selectionModel()
        painter.setPen(QColor(colours.line))
        painter.drawLine(self._region.left(), top + height - 1, self._region.right(), top + height - 1)
        if head.heading:
            return
        some = chosen.rowIntersectsSelection(row)
        boxes = {
            column: QRect(table.columnViewportPosition(column), top, table.columnWidth(column), height - 1) for column in shown
        }
        for column, box in boxes.items():
            if some and chosen.isSelected(self._lines.index(row, column)):
                painter.fillRect(box, QColor(colours.accent_ground))
            if self._begins_day(column):
                painter.setPen(QColor(colours.edge))
                painter.drawLine(box.left(), top, box.left(), top + height - 1)
        for column, box in boxes.items():
            cell = head.cells.get(places[column])
            if cell is not None and column in self._whole:
                self._paint_cell(head, cell, column, box)
        if self._whole and not any(places[column] in head.cells for column in self._whole):
            self._paint_elsewhere(head, top + height / 2)

    def _begins_day(self, column: int) -> bool:
        return column > 0 and self._lines.top(column - 1).day != self._lines.top(column).day

    def _paint_elsewhere(self, head: LineHead, middle: float) -> None:
        """On which side the results of a row lie that has none on the screen."""
        places = self._lines.passed.columns
        if min(head.cells) < places[min(self._whole)]:
            paint_mark(self._painter, icons.Mark.LEFT, _SIDES, middle, "ink2")
        if max(head.cells) > places[max(self._whole)]:
            paint_mark(self._painter, icons.Mark.RIGHT, self._table.viewport().width() - 3 * _SIDES, middle, "ink2")

    def _paint_cell(self, head: LineHead, cell: TableCell, column: int, box: QRect) -> None:
        painter, colours = self._painter, self._colours
        strong = cell.tint is MarkTint.OUTSIDE
        colour = colours.flag if strong else colours.ink2 if cell.quiet or cell.void else colours.ink
        font = self._bold if strong else self._plain
        metrics, middle = QFontMetricsF(font), box.top() + box.height() / 2
        line = text_runs.baseline(metrics, middle)
        edge = box.right() + 1 - _SIDES / 2 - self._lines.top(column).signs  # where values end
        start = edge - text_runs.width(cell.value, metrics)
        begin = start - (theme.px(TAG) if cell.tag else 0)
        free = begin >= box.left() or self._is_free(head, column, begin)
        if strong:
            before = max(box.left() - round(begin) + 4, 0) if free else 0
            ground = box.adjusted(self._begins_day(column) - before, 0, 0, 0)
            painter.fillRect(ground, QColor(colours.flag_ground))
            if colours.flag_ground == colours.surface:  # in high contrast the frame is what is seen
                painter.setPen(QColor(colours.flag))
                painter.drawRect(ground.adjusted(1, 1, -2, -2))
        if not free:  # its beginning is not in sight
            icons_colour = "flag" if strong else "ink2"
            paint_mark(painter, icons.Mark.LEFT, edge - text_runs.slot(metrics), middle, icons_colour)
        else:
            if cell.tag:
                tag = self._medium.tag(cell.tag)
                tag.paint(painter, begin, text_runs.baseline(QFontMetricsF(tag.font), middle))
            painter.setFont(self._struck if cell.void else font)
            text_runs.paint_words(painter, cell.value, start, line, colour)
        painter.setFont(font)
        flag = cell.flag.glyph if cell.flag is not None else ""
        end = max(text_runs.paint_words(painter, flag, edge, line, colour), edge + text_runs.slot(metrics))
        text_runs.paint_words(painter, cell.behind, end, line, colour)

    def _is_free(self, head: LineHead, column: int, start: float) -> bool:
        """Whether the cells are empty, and in sight, into which words run that begin there."""
        places = self._lines.passed.columns
        for before in reversed(range(column)):
            if before not in self._whole or places[before] in head.cells:
                return False
            if self._table.columnViewportPosition(before) <= start:
                return True
        return False
