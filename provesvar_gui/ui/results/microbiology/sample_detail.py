"""The lines of a sample: a report's lines in less room, so columns that nothing stands in are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from provesvar_gui.ui.results.common.detail_view import ReportDetail
from provesvar_gui.ui.results.common.lines import Column, Kind

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

SOMETIMES: Final = (Column.MARK, Column.REFERENCE)


class SampleDetail(ReportDetail):
    """``sampleDetail``."""

    _told: frozenset[Column] = frozenset()  # which of the columns that are sometimes empty are not

    def _reset(self) -> None:
        self._told = frozenset()
        super()._reset()

    def _hide_values(self, hidden: bool) -> None:
        super()._hide_values(hidden)
        for column in SOMETIMES:
            self.setColumnHidden(column, hidden or column not in self._told)

    def _inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        findings = [line for row in range(first, last + 1) if (line := self.lines.line(row)).kind is Kind.FINDING]
        told = self._told | {column for column in SOMETIMES if any(line.cells[column] for line in findings)}
        more, self._told = told != self._told, told
        super()._inserted(_parent, first, last)
        if more:
            self._hide_values(self.isColumnHidden(Column.VALUE))
            self._share_width()

    def _share_width(self) -> None:
        super()._share_width()
        if self.isColumnHidden(Column.VALUE):
            return
        others = (column for column in Column if column not in (Column.NAME, Column.VALUE) and not self.isColumnHidden(column))
        rest = self.viewport().width() - sum(map(self.columnWidth, others))
        if not self._told or rest > self.columnWidth(Column.NAME) + self.columnWidth(Column.VALUE):
            name = max(rest * 2 // 5, 110)
            self.setColumnWidth(Column.NAME, name)
            self.setColumnWidth(Column.VALUE, max(rest - name, self._value_width, 110))
