"""The list below the emergency analytes; Enter on a line opens its report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from provesvar_gui.results import text
from provesvar_gui.ui.results.common import labels, lines
from provesvar_gui.ui.results.common.detail_view import DetailModel, ReportDetail
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.lines import Column, Kind
from provesvar_gui.ui.results.common.styled_table import StyledText, shared, widest
from provesvar_gui.ui.results.overview.row_lines import OverviewLine

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHARES: Final[dict[int, float]] = {Column.NAME: 0.22, Column.VALUE: 0.42, Column.MARK: 0.2, Column.DATE: 0.16}


class _RowModel(DetailModel):
    """A mark of a whole report tints the mark alone; a laboratory that is not the usual one stands below the date."""

    def styled(self, row: int, column: int) -> Sequence[StyledText]:
        line, told = self.line(row), super().styled(row, column)
        if line.kind is not Kind.FINDING or not told:
            return told
        if column == Column.VALUE and isinstance(line, OverviewLine) and line.plain_value and not line.void:
            return [replace(each, bold=False, tint=MarkTint.NONE) for each in told]
        if column == Column.DATE and line.cells[Column.REFERENCE]:
            return [*told, StyledText(text=lines.short(line.cells[Column.REFERENCE]), quiet=True)]
        return told


class RowList(ReportDetail):
    """The list below the emergency analytes, ``overviewList``.

    ``opened(Report)``: Enter or a double click. Letters go on to the pane.
    """

    letters_go_on = True
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__("overviewList", _RowModel())
        self.horizontalHeader().hide()
        self.entered.connect(self._open)

    def _reset(self) -> None:
        super()._reset()
        self.setColumnHidden(Column.DATE, False)

    def _may_appear(self, columns: set[int]) -> set[int]:
        return columns - {Column.REFERENCE}

    def widths(self, room: int) -> dict[int, int]:
        status = widest((str(labels.status("preliminary")),), self.font())
        least = self._least | {Column.NAME: 110, Column.DATE: widest((f"28. april{text.NBSP}10:32",), self.font())}
        shares = {column: share for column, share in _SHARES.items() if not self.isColumnHidden(column)}
        return shared(max(room - status, 300), shares, least) | {Column.STATUS: status}

    def marked_rows(self) -> int:
        """How many rows the first section has, with its heading: what the laboratory marked."""
        rows = range(1, self.lines.rowCount())
        return next((row for row in rows if self.lines.line(row).kind is Kind.SECTION), self.lines.rowCount())

    def _open(self, row: int) -> None:
        line = self.lines.line(row)
        if isinstance(line, OverviewLine) and line.report is not None:
            self.opened.emit(line.report)
