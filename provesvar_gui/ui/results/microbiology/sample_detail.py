"""The lines of a sample: a report's lines in less room, so columns that nothing stands in are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from provesvar_gui.ui.results.lines import Column, Kind
from provesvar_gui.ui.results.reports.detail_view import ReportDetail

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

SOMETIMES: Final = (Column.MARK, Column.REFERENCE)


class SampleDetail(ReportDetail):
    """``sampleDetail``."""

    def _reset(self) -> None:
        super()._reset()
        for column in SOMETIMES:
            self.setColumnHidden(column, True)

    def _inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        lines = (self.lines.line(row) for row in range(first, last + 1))
        for line in lines:
            for column in SOMETIMES:
                if line.kind is Kind.FINDING and line.cells[column] and self.isColumnHidden(column):
                    self.setColumnHidden(column, False)
        self._share_width()
        super()._inserted(_parent, first, last)

    def _share_width(self) -> None:
        super()._share_width()
        told = sum(self.columnWidth(column) for column in Column if not self.isColumnHidden(column))
        freed = self.viewport().width() - told
        if freed > 0:
            self.setColumnWidth(Column.NAME, self.columnWidth(Column.NAME) + freed // 3)
            self.setColumnWidth(Column.VALUE, self.columnWidth(Column.VALUE) + freed - freed // 3)
