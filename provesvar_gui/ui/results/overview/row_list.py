"""The list below the strip: the table of a report, whose lines open reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetricsF

from provesvar_gui.domain import text
from provesvar_gui.ui.results import words
from provesvar_gui.ui.results.lines import Column
from provesvar_gui.ui.results.overview.row_lines import OverviewLine
from provesvar_gui.ui.results.reports.delegate import MARGIN
from provesvar_gui.ui.results.reports.detail_view import ReportDetail

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget


_SHARES: Final = {Column.NAME: 0.23, Column.VALUE: 0.21, Column.MARK: 0.29, Column.REFERENCE: 0.27}


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
        metrics = QFontMetricsF(self.font())
        date = round(metrics.horizontalAdvance(f"28. april{text.NBSP}2024 10:32 ")) + 2 * MARGIN
        statuses = (str(words.status(code)) for code in ("registered", "preliminary", "cancelled"))
        status = round(max(map(metrics.horizontalAdvance, statuses))) + 2 * MARGIN + 8
        rest = max(self.viewport().width() - date - status, 300)
        header = self.horizontalHeader()
        header.blockSignals(True)
        for column, share in _SHARES.items():
            self.setColumnWidth(column, int(rest * share))
        self.setColumnWidth(Column.DATE, date)
        self.setColumnWidth(Column.STATUS, status)
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
