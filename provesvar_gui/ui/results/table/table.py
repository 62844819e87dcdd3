"""The table itself: painted at once for what is on the screen, moved in cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QTableView

from provesvar_gui.ui.results.table.grounds import MARGIN
from provesvar_gui.ui.results.table.model import FlowsheetModel
from provesvar_gui.ui.results.table.names import Names
from provesvar_gui.ui.results.table.painting import GAP, paint_cells
from provesvar_gui.ui.results.table.times import Corner, Times
from provesvar_gui.ui.slices import Slices

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.results.model import Report
    from provesvar_gui.results.series import Series

Action = QAbstractItemView.CursorAction
_SIDEWAYS: Final = {Action.MoveLeft: -1, Action.MoveRight: 1}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LOWEST: Final = 4  # rows, a heading among them


class FlowsheetTable(QTableView):
    """``trend_asked(tuple of Series)``, ``report_asked(Report)``, ``copy_asked(str)``, ``menu_asked(QPoint)``.

    ``nothing_to_copy``: copying was asked for where no result stands.
    """

    trend_asked = Signal(object)
    report_asked = Signal(object)
    copy_asked = Signal(str)
    nothing_to_copy = Signal()
    menu_asked = Signal(object)
    moved = Signal()
    marked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("flowsheetTable")
        font = self.font()
        font.setFeature(QFont.Tag("tnum"), 1)
        self.setFont(font)
        self.lines = FlowsheetModel(self)
        self.names, self.times = Names(self), Times(self)
        self.setVerticalHeader(self.names)
        self.setHorizontalHeader(self.times)
        self.setModel(self.lines)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)  # no time is seen in half at the left
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self._copying = Slices(self)
        self._fitting = Slices(self)
        for slices in (self._copying, self._fitting):
            self.lines.modelAboutToBeReset.connect(slices.cancel)
        self.corner = Corner(self.names, self)
        self.lines.modelReset.connect(self._reset)
        self.names.sectionPressed.connect(self._name_pressed)
        self.doubleClicked.connect(lambda _index: self.ask_trend())

    def _reset(self) -> None:
        """Widths and heights for the lines and columns that are there now."""
        for column in range(self.lines.columnCount()):
            self.times.resizeSection(column, self._width(column))
        self._fit()

    def _width(self, column: int) -> int:
        parts = self.lines.widths(column)
        behind = sum(GAP + each for each in (parts.glyph, parts.badge, parts.more) if each)
        return round(max(parts.value + behind, self.lines.top(column).width)) + 2 * MARGIN + 2

    def _fit(self) -> None:
        self.names.fit(self.width())
        self._fitting.run(self.names.heights(), lambda _nothing: None)
        self.updateGeometries()

    def sizeHint(self) -> QSize:
        """Times and three rows: where the window is low, the table gives way and what is around it is seen whole."""
        row = self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar().sizeHint().height()
        return QSize(super().sizeHint().width(), self.times.sizeHint().height() + _LOWEST * row + bar)

    def updateGeometries(self) -> None:
        """The corner covers Qt's own."""
        super().updateGeometries()
        if hasattr(self, "corner"):
            frame = self.frameWidth()
            self.corner.setGeometry(frame, frame, self.names.width(), self.times.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width; what is newest stays where it is seen."""
        bar = self.horizontalScrollBar()
        from_end = bar.maximum() - bar.value()
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
            bar.setValue(bar.maximum() - from_end)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Sideways everything is painted anew: which columns are whole on the screen has changed."""
        super().scrollContentsBy(dx, dy)
        if dx:
            self.viewport().update()
            self.times.viewport().update()

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
        self.setCurrentIndex(self.lines.index(row, last))
        self.clearSelection()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().maximum())
        if last < self.lines.columnCount() - 1:
            self.scrollTo(self.lines.index(row, last))

    def show_cell(self, row: int, column: int) -> None:
        """Put the person there, in sight; the newest times stay in sight where that shows the cell too."""
        index = self.lines.index(row, column)
        self.setCurrentIndex(index)
        self.clearSelection()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.maximum())
        self.scrollTo(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Everything that is on the screen, by hand: a cell costs a few microseconds."""
        painter = QPainter(self.viewport())
        paint_cells(self, painter, event.rect())
        painter.end()

    def currentChanged(self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex) -> None:
        """Row and column of the cell stand out."""
        super().currentChanged(current, previous)
        self.names.current, self.times.current = current.row(), current.column()
        self.names.viewport().update()
        self.times.viewport().update()
        self.viewport().update()
        self.moved.emit()

    def moveCursor(self, cursorAction: Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Cell by cell, past headings. Control and an arrow: to the next result of the row."""
        current = self.currentIndex()
        if current.isValid() and cursorAction in _SIDEWAYS and modifiers & Qt.KeyboardModifier.ControlModifier:
            return current.siblingAtColumn(self.lines.next_filled(current.row(), current.column(), _SIDEWAYS[cursorAction]))
        if cursorAction == Action.MoveHome and modifiers & Qt.KeyboardModifier.ControlModifier:
            return self._past_headings(self.lines.index(0, 0), 1, current)
        if cursorAction == Action.MoveEnd and modifiers & Qt.KeyboardModifier.ControlModifier:
            last = self.lines.index(self.lines.rowCount() - 1, self.lines.columnCount() - 1)
            return self._past_headings(last, -1, current)
        moved = super().moveCursor(cursorAction, modifiers)
        upwards = moved.row() < current.row()
        return self._past_headings(moved, -1 if upwards else 1, current)

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
        """Trend, report, picked rows, copying."""
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
            column = max(self.currentIndex().column(), 0)
            self.setCurrentIndex(self.lines.index(row, column))

    def toggle(self, row: int) -> None:
        """Pick a row, or no longer."""
        line = self.lines.series_row(row) if row >= 0 else None
        if line is None:
            return
        self.lines.marked ^= {line.series.key}
        self.names.viewport().update()
        self.lines.headerDataChanged.emit(Qt.Orientation.Vertical, row, row)
        self.marked.emit(len(self.lines.marked))

    def picked(self) -> list[int]:
        """The rows that are picked, from top to bottom."""
        rows = range(self.lines.rowCount())
        return [at for at in rows if (line := self.lines.series_row(at)) and line.series.key in self.lines.marked]

    def ask_trend(self) -> None:
        """Of the picked rows, else of the row that the person is on."""
        rows = self.picked() or [self.currentIndex().row()]
        lines = [line for at in rows if at >= 0 and (line := self.lines.series_row(at)) is not None]
        series: tuple[Series, ...] = tuple(
            line.series for line in lines if not all(point.placed.superseded for point in line.series.points)
        )
        if series:
            self.trend_asked.emit(series)

    def reports(self) -> list[Report]:
        """The reports of the cell that the person is on, each once; of a row where the cell is empty, none."""
        current = self.currentIndex()
        found = self.lines.cell(current.row(), current.column()) if current.isValid() else None
        if found is None:
            return []
        each = {id(report): report for point in found.points if (report := point.placed.report) is not None}
        return list(each.values())

    def ask_report(self) -> None:
        """The report of the cell that the person is on."""
        reports = self.reports()
        if reports:
            self.report_asked.emit(reports[0])

    def copy(self) -> None:
        """Picked rows whole, else the selected cells, else the cell that the person is on; nothing where no result stands."""
        picked = self.picked()
        if picked:
            used = {place for row in picked for place in self.lines.cells(row)}
            self._copy(picked, [column for column, place in enumerate(self.lines.whole_columns()) if place in used])
            return
        rows_, columns_ = set[int](), set[int]()
        for part in self.selectionModel().selection().toList():
            rows_.update(range(part.top(), part.bottom() + 1))
            columns_.update(range(part.left(), part.right() + 1))
        current = self.currentIndex()
        if not rows_ and current.isValid():
            rows_, columns_ = {current.row()}, {current.column()}
        if rows_:
            self._copy(sorted(rows_), sorted(columns_))

    def _copy(self, rows: list[int], columns: list[int]) -> None:
        places = self.lines.whole_columns()
        wanted = {places[column] for column in columns}
        if all(wanted.isdisjoint(self.lines.cells(row)) for row in rows):
            self.nothing_to_copy.emit()
        else:
            self._copying.run(self.lines.copied(rows, columns), self.copy_asked.emit)
