"""The list below the strip: the table of a report, whose lines open reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, Signal

from provesvar_gui.ui.results.lines import Column
from provesvar_gui.ui.results.overview.row_lines import OverviewLine
from provesvar_gui.ui.results.reports.detail_view import ReportDetail

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget


_SHARES: Final = {
    Column.NAME: 0.18, Column.VALUE: 0.15, Column.MARK: 0.225, Column.REFERENCE: 0.17, Column.DATE: 0.165, Column.STATUS: 0.11,
}  # fmt: skip


class RowList(ReportDetail):
    """``overviewList``. ``opened(Report)``: Enter or a double click. Letters go on to the pane."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overviewList")
        self.horizontalHeader().hide()
        self.doubleClicked.connect(self._open)

    def _reset(self) -> None:
        super()._reset()
        self.setColumnHidden(Column.DATE, False)

    def _share_width(self) -> None:
        room = max(self.viewport().width(), 500)
        header = self.horizontalHeader()
        header.blockSignals(True)
        for column, share in _SHARES.items():
            self.setColumnWidth(column, int(room * share))
        header.blockSignals(False)
        self._measure_again()

    def _open(self, index: QModelIndex) -> None:
        line = self.lines.line(index.row())
        if isinstance(line, OverviewLine) and line.report is not None:
            self.opened.emit(line.report)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; a letter is a trend's, not a search in the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid() and not event.isAutoRepeat():
                self._open(self.currentIndex())
            return
        if event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)
