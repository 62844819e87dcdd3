"""One report in a table without folds: a finding and everything that belongs to it stand under each other, whole."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from provesvar_gui.results import text
from provesvar_gui.ui.results.common import lines, selection, words
from provesvar_gui.ui.results.common.delegate import MARGIN, LineDelegate, row_height
from provesvar_gui.ui.results.common.detail_model import DetailModel
from provesvar_gui.ui.results.common.lines import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.ui.results.common.lines import Line

MEASURE_SECONDS: Final = 0.008
_VALUES: Final = (Column.VALUE, Column.MARK, Column.REFERENCE)
SHARES: Final = {Column.NAME: 0.30, Column.VALUE: 0.22, Column.MARK: 0.16, Column.REFERENCE: 0.12}


class ReportDetail(QTableView):
    """``reportDetail``: arrow keys go line by line, a line taller than the window is read on by the same keys."""

    copy_asked = Signal(str)
    ran_out = Signal(int)  # no further line is pointed out in that direction

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reportDetail")
        self._model = DetailModel(self)
        self._delegate = LineDelegate(self)
        self._measured = 0
        self._value_width = 0
        self._reference_width = 0
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setDragEnabled(False)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setHighlightSections(False)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.sectionResized.connect(self._columns_changed)
        self.ring = selection.FocusRing(self)
        self._place: tuple[int, int] | None = None  # finding and scroll value to come back to
        self._to_end = False
        self._seeking = 0  # a direction in which a line that is pointed out is waited for
        self._goal = -1  # a row that was sought: in sight until the person moves
        self.verticalScrollBar().actionTriggered.connect(self._forget_goal)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._measure)
        self._model.rowsInserted.connect(self._inserted)
        self._model.modelReset.connect(self._reset)

    @property
    def lines(self) -> DetailModel:
        return self._model

    def show_lines(self, source: Iterator[Line], *, keep_place: bool = False) -> None:
        """Show another report, from its top; or the same one written anew, where the person was (``keep_place``)."""
        finding, scrolled = self._finding_at(self.currentIndex().row()), self.verticalScrollBar().value()
        chosen = self.selectionModel().hasSelection()
        self._model.show_lines(source)
        self._to_end = False
        self._place = None
        self._seeking, self._goal = 0, -1
        self.scrollToTop()
        if self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, 0))
            self.clearSelection()
        if keep_place and (scrolled or chosen):
            self._place = (finding if chosen else -1, scrolled)
            self._come_back()

    def _finding_at(self, row: int) -> int:
        """Which finding a row belongs to, counted from 0; -1 above the first."""
        upto = min(row + 1, self._model.rowCount())
        return sum(self._model.line(each).kind is Kind.FINDING for each in range(upto)) - 1

    def _come_back(self) -> None:
        if self._place is None or self._measured < self._model.rowCount() or not self._model.is_filled():
            return
        finding, scrolled = self._place
        self._place = None
        if finding >= 0:
            found = [row for row in range(self._model.rowCount()) if self._model.line(row).kind is Kind.FINDING]
            self.selectRow(found[finding] if finding < len(found) else 0)
        self.verticalScrollBar().setValue(scrolled)

    def seek(self, step: int, *, anew: bool = False) -> None:
        """To the next line that is pointed out (-1: the one before), as soon as the lines are there. ``anew``: from the edge.

        ``ran_out`` says that there is none; not where it was sought ``anew``.
        """
        self._seeking = 0
        count = self._model.rowCount()
        row = (-1 if step > 0 else count) if anew else self.currentIndex().row()
        if step < 0 and anew and not self._model.is_filled():
            self._seeking = step
            return
        row += step
        while 0 <= row < count and not self._model.is_pointed(row):
            row += step
        if anew and step > 0 and row < count and self._model.line(row).no_value:  # begin with one that has a value
            others = range(row, count)
            row = next((at for at in others if self._model.is_pointed(at) and not self._model.line(at).no_value), row)
        if 0 <= row < count:
            if not anew or self.hasFocus():
                self.selectRow(row)
            self._goal = row
            self._reach_goal()
        elif step > 0 and not self._model.is_filled():
            self._seeking = step
        elif not anew:
            self.ran_out.emit(step)

    def _seek_on(self) -> None:
        if self._seeking and (self._seeking > 0 or self._model.is_filled()):
            self.seek(self._seeking, anew=True)

    def _reach_goal(self) -> None:
        """As lines get their heights, and the table its size."""
        if 0 <= self._goal < self._model.rowCount():
            self.scrollTo(self._model.index(self._goal, 0), QAbstractItemView.ScrollHint.EnsureVisible)

    def _forget_goal(self) -> None:
        self._goal = -1

    def clear(self) -> None:
        self._seeking, self._goal = 0, -1
        self._model.clear()

    def is_settled(self) -> bool:
        """Whether every line is there and has its height."""
        return self._model.is_filled() and not self._timer.isActive()

    def _reset(self) -> None:
        self._measured = 0
        self._value_width = 0
        self._reference_width = 0
        self._hide_values(True)
        self.setColumnHidden(Column.DATE, True)  # until a finding has another date than the one above the report
        self.clearSpans()

    def _hide_values(self, hidden: bool) -> None:
        """A report of nothing but texts has no use for the columns of values: until one has something in them."""
        for column in _VALUES:
            self.setColumnHidden(column, hidden)

    def _inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        font = self.font()
        plain = QFontMetricsF(font)
        font.setWeight(font.Weight.DemiBold)
        bold = QFontMetricsF(font)
        value, reference, dates, values = self._value_width, self._reference_width, False, False
        for row in range(first, last + 1):
            line = self._model.line(row)
            if line.kind is not Kind.FINDING:
                self.setSpan(row, 0, 1, len(Column))
                continue
            value = max(value, _unbroken(lines.short(line.cells[Column.VALUE]), bold))
            reference = max(reference, _unbroken(lines.short(line.cells[Column.REFERENCE]), plain))
            dates = dates or not line.date_told
            values = values or any(line.cells[column] for column in _VALUES)
        appears = dates and self.isColumnHidden(Column.DATE)
        if appears:
            self.setColumnHidden(Column.DATE, False)
        if values and self.isColumnHidden(Column.VALUE):
            self._hide_values(False)
            appears = True
        if first == 0 or appears or (value, reference) != (self._value_width, self._reference_width):
            self._value_width, self._reference_width = value, reference
            self._share_width()
        self._measure()
        if self._measured < self._model.rowCount():
            self._timer.start()

    def _share_width(self) -> None:
        metrics = QFontMetricsF(self.font())
        room = self.viewport().width()
        title = str(self._model.headerData(Column.DATE, Qt.Orientation.Horizontal))
        dates = (f"28. april{text.NBSP}2024 10:32 ", f"{title} ")
        date = round(max(map(metrics.horizontalAdvance, dates))) + 2 * MARGIN
        statuses = (str(words.status(code)) for code in ("registered", "preliminary", "cancelled"))
        status = round(max(map(metrics.horizontalAdvance, statuses))) + 2 * MARGIN + 8
        if self.isColumnHidden(Column.DATE):
            date = 0
        rest = max(room - date - status, 300)
        widths = {column: int(rest * share / sum(SHARES.values())) for column, share in SHARES.items()}
        bold = self.font()
        bold.setWeight(bold.Weight.DemiBold)
        mark = round(QFontMetricsF(bold).horizontalAdvance("referansegrensene")) + 2 * MARGIN + 4
        short = max(mark - widths[Column.MARK], 0)  # the longest word that a mark usually has stays whole
        widths[Column.MARK] += short
        widths[Column.NAME] = max(widths[Column.NAME] - short, 150)
        wider = min(self._reference_width, rest // 3) - widths[Column.REFERENCE]
        if wider > 0:  # and a limit keeps its unit
            widths[Column.REFERENCE] += wider
            widths[Column.NAME] = max(widths[Column.NAME] - wider, 150)
        lacking = self._value_width - widths[Column.VALUE]
        if lacking > 0:  # a number keeps its unit: the other columns give way, and then the table gets wider than the window
            widths[Column.VALUE] += lacking
            widths[Column.NAME] = max(widths[Column.NAME] - lacking, 150)
        if self.isColumnHidden(Column.VALUE):
            widths = {Column.NAME: rest}
        header = self.horizontalHeader()
        header.blockSignals(True)
        for column, width in (widths | {Column.DATE: date, Column.STATUS: status}).items():
            if not self.isColumnHidden(column):
                self.setColumnWidth(column, width)
        header.blockSignals(False)
        self._measure_again()

    def _columns_changed(self) -> None:
        self._measure_again()

    def _measure_again(self) -> None:
        self._measured = 0
        if self._model.rowCount():
            self._timer.start()

    def _measure(self) -> None:
        """Give lines their heights, for a few milliseconds at a time."""
        end = time.perf_counter() + MEASURE_SECONDS
        widths = [self.columnWidth(column) for column in Column]
        rows, font = self.verticalHeader(), self.font()
        count = self._model.rowCount()
        while self._measured < count and time.perf_counter() < end:
            height = row_height(self._delegate, self._model.line(self._measured), font, widths)
            if rows.sectionSize(self._measured) != height:
                rows.resizeSection(self._measured, height)
            self._measured += 1
        self._reach_goal()
        if self._measured >= count:
            self._timer.stop()
            self._come_back()
            self._seek_on()
            if self._to_end and self._model.is_filled():
                self._to_end = False
                self.selectRow(count - 1)
                self.scrollToBottom()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._share_width()
        self._reach_goal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Someone who comes by the keyboard sees which line they are on."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            current = self.currentIndex()
            if current.isValid() and not self.selectionModel().hasSelection():
                first = (row for row in range(self._model.rowCount()) if self._model.line(row).kind is Kind.FINDING)
                self.selectRow(current.row() or next(first, 0))  # reading begins with the first result

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_timer"):
            self._share_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy as plain text; scroll within a line that is taller than the window; Tab leaves the table."""
        self._forget_goal()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
            return
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self._model.finish()
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            rect = self.visualRect(self.currentIndex())
            bar, step = self.verticalScrollBar(), QFontMetricsF(self.font()).height() * 3
            if (
                event.key() == Qt.Key.Key_Down
                and rect.bottom() > self.viewport().height()
                and rect.top() < self.viewport().height()
            ):
                bar.setValue(bar.value() + round(step))
                return
            if event.key() == Qt.Key.Key_Up and rect.top() < 0 < rect.bottom():
                bar.setValue(bar.value() - round(step))
                return
        super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The focus stays on the first cell, where the whole line is spoken; Left and Right scroll."""
        bar = self.horizontalScrollBar()
        if action is QAbstractItemView.CursorAction.MoveLeft:
            bar.setValue(bar.value() - 60)
            return self.currentIndex()
        if action is QAbstractItemView.CursorAction.MoveRight:
            bar.setValue(bar.value() + 60)
            return self.currentIndex()
        if action is QAbstractItemView.CursorAction.MoveHome:
            return self._model.index(0, 0)
        if action is QAbstractItemView.CursorAction.MoveEnd:
            self._to_end = not self.is_settled()
            self._goal = self._model.rowCount() - 1  # it stays in sight, should the lines be measured once more
            return self._model.index(self._goal, 0)
        moved = super().moveCursor(action, modifiers)
        return moved.siblingAtColumn(0) if moved.isValid() else moved

    def copied_text(self) -> str:
        """The selected lines as plain text: columns by tabs; the value of a finding once, also where it is long."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        taken = set(rows)
        chosen = (self._model.line(row) for row in rows if not self._model.line(row).of_value or self._owner(row) not in taken)
        return "\n".join(line.copied for line in chosen)

    def _owner(self, row: int) -> int:
        """The finding that a line belongs to, -1 where there is none."""
        return next((above for above in range(row - 1, -1, -1) if self._model.line(above).kind is Kind.FINDING), -1)

    def copy_selection(self) -> None:
        """Ask for the selected lines to be copied."""
        copied = self.copied_text()
        if copied:
            self.copy_asked.emit(copied)


def _unbroken(words_: str, metrics: QFontMetricsF) -> int:
    """Pixels for the longest part of a cell that stays in one piece; 0 where nothing has to."""
    if text.NBSP not in words_:
        return 0
    parts = (part for line in words_.split("\n") for part in line.split(" "))
    return round(metrics.horizontalAdvance(max(parts, key=len))) + 2 * MARGIN + 4
