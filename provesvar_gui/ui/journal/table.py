"""The table of a clinician's own lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView

from provesvar_gui.ui import row_table
from provesvar_gui.ui.journal.model import Column, JournalModel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.records.journal.own import OwnLine
    from provesvar_gui.ui.journal.words import Names

_SAMPLE: Final = 60  # rows that say how wide a column is
_WIDEST: Final = 30  # characters
_PADDING: Final = 6


class JournalTable(QTableView):
    """``journalTable``. ``moved``: another line is chosen, or none; ``copy_asked``: the chosen line's references."""

    moved = Signal()
    copy_asked = Signal()

    def __init__(self, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("journalTable")
        self.setAccessibleName(self.tr("My lines in the access journal"))
        self.lines = JournalModel(names, self)
        self.setModel(self.lines)
        row_table.settle(self, several=False, wraps=False)
        self.selectionModel().currentRowChanged.connect(lambda _now, _before: self.moved.emit())
        self._look()

    @property
    def row(self) -> int:
        """The chosen line, or -1."""
        return self.currentIndex().row()

    def show_lines(self, lines: tuple[OwnLine, ...]) -> None:
        """Other lines; who read one goes on at it, everybody else begins at the newest, so that the arrow keys have a place."""
        chosen = self.lines.line(self.row).number if self.row >= 0 else 0
        self.lines.show_lines(lines)
        self._fit()
        if lines:
            row = next((row for row, line in enumerate(lines) if line.number == chosen), 0)
            self.setCurrentIndex(self.lines.index(row, 0))
        self.moved.emit()

    def _fit(self) -> None:
        """Columns as wide as what stands in the first rows."""
        bold = self.font()
        bold.setWeight(bold.Weight.DemiBold)
        metrics = QFontMetricsF(bold)
        sample = [self.lines.cells(row) for row in range(min(self.lines.rowCount(), _SAMPLE))]
        widest = metrics.averageCharWidth() * _WIDEST
        for column in Column:
            heading = str(self.lines.headerData(column, Qt.Orientation.Horizontal))
            text = {heading, *(cells[column] for cells in sample)}
            self.setColumnWidth(column, round(min(max(map(metrics.horizontalAdvance, text)), widest)) + 16)

    def _look(self) -> None:
        self.verticalHeader().setDefaultSectionSize(round(QFontMetricsF(self.font()).height()) + _PADDING)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the type."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "lines"):
            self._look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy copies the references; Enter is nobody's here."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The focus stays on the first cell, where the whole line is spoken; Left and Right scroll."""
        bar = self.horizontalScrollBar()
        if action in (QAbstractItemView.CursorAction.MoveLeft, QAbstractItemView.CursorAction.MoveRight):
            bar.setValue(bar.value() + (60 if action is QAbstractItemView.CursorAction.MoveRight else -60))
            return self.currentIndex()
        moved = super().moveCursor(action, modifiers)
        return moved.siblingAtColumn(0) if moved.isValid() else moved
