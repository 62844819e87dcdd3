"""How much the cumulative table shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.ui.results.common import coverage_text

if TYPE_CHECKING:
    from provesvar_gui.ui.results.table.model import FlowsheetModel
    from provesvar_gui.ui.results.table.sheet import ColumnHead, TableSheet

translate = QCoreApplication.translate


def counts(lines: FlowsheetModel) -> list[str]:
    """Whether more may come, how many rows and times, what a period leaves out, where the newest stands."""
    if not lines.sheet.rows:
        return []
    rows = sum(not lines.head(at).heading for at in range(lines.rowCount()))
    said = [] if lines.sheet.complete else [translate("Flowsheet", "Incomplete: more may come")]
    if lines.filtered:
        filtered = translate("Flowsheet", "Filtered: {shown} of {all} rows")
        said.append(filtered.replace("{shown}", str(rows)).replace("{all}", str(lines.passed.rows)))
    else:
        said.append(translate("Flowsheet", "%n row(s)", "", rows))
    if lines.passed.left_out:
        said.append(translate("Flowsheet", "%n result(s) outside the period not here", "", lines.passed.left_out))
    dated = _dated(lines)
    said.append(translate("Flowsheet", "%n sampling time(s)", "", len(dated)))
    if lines.sheet.complete and len(dated) > 1 and not any(top.ahead for top in dated):
        said.append(translate("Flowsheet", "the newest at the far right"))
    return said


def more_counts(lines: FlowsheetModel) -> list[str]:
    """What else there is to know: for the tooltip and for paper."""
    said = []
    if lines.passed.apart:
        apart = translate(
            "Flowsheet",
            "%n row(s) on another kind of number or an invalid one ({results}) not among them",
            "",
            lines.passed.apart,
        )
        said.append(apart.replace("{results}", coverage_text.results(apart_results(lines.sheet))))
    dated = _dated(lines)
    if dated:
        first, last = dated[0].headline, dated[-1].headline
        said.append(first if first == last else f"{first} – {last}")
    ahead = sum(top.ahead for top in dated)
    if ahead:
        said.append(translate("Flowsheet", "%n column(s) at the far right dated after the fetch", "", ahead))
    if lines.columnCount() > len(dated):
        cells = filter(None, (lines.cell(row, 0) for row in range(lines.rowCount())))
        undated = sum(len(cell.points) for cell in cells)
        said.append(translate("Flowsheet", "%n result(s) without a date at the far left", "", undated))
    return said


def _dated(lines: FlowsheetModel) -> list[ColumnHead]:
    return [top for top in map(lines.top, range(lines.columnCount())) if top.moment is not None]


def apart_results(sheet: TableSheet) -> int:
    """Results that are registered on another kind of identifier."""
    return sum(len(row.series.points) for row in sheet.rows if row.series.key.apart)
