"""How much stands in the cumulative table, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.ui.results import lines as report_lines

if TYPE_CHECKING:
    from provesvar_gui.ui.results.flowsheet.model import FlowsheetModel

translate = QCoreApplication.translate


def how_much(lines: FlowsheetModel, *, keys: bool = True) -> str:
    """Whether more may come, whether a filter stands, how many rows and times, what has no date, what is picked.

    ``keys``: also what a key does with what is picked, which is of no use on paper.
    """
    sheet = lines.sheet
    if not sheet.source.rows:
        return ""
    rows = sum(not lines.head(at).heading for at in range(lines.rowCount()))
    said = []
    if not sheet.complete:
        said.append(translate("Flowsheet", "Preliminary: more may come"))
    if lines.filtered:
        filtered = translate("Flowsheet", "Filtered: {shown} of {all} rows")
        said.append(filtered.replace("{shown}", str(rows)).replace("{all}", str(len(sheet.source.rows))))
    else:
        said.append(translate("Flowsheet", "%n row(s)", "", rows))
    dated = [top for top in (lines.top(at) for at in range(lines.columnCount())) if top.day != "-"]
    said.append(translate("Flowsheet", "%n sampling time(s)", "", len(dated)))
    if dated:
        said.append(dated[0].date if dated[0].date == dated[-1].date else f"{dated[0].date} – {dated[-1].date}")
    if sheet.complete and len(dated) > 1:
        said.append(translate("Flowsheet", "the newest at the far right"))
    undated = _undated(lines)
    if undated:
        said.append(translate("Flowsheet", "%n result(s) without a date at the far left", "", undated))
    if lines.marked and keys:
        said.append(translate("Flowsheet", "%n row(s) picked: Enter shows them over time", "", len(lines.marked)))
    return report_lines.SEPARATOR.join(said)


def _undated(lines: FlowsheetModel) -> int:
    """Of the rows that are shown."""
    columns = lines.sheet.source.columns
    if not columns or columns[0].moment is not None:
        return 0
    return sum(len(cell.points) for at in range(lines.rowCount()) if (cell := lines.cells(at).get(0)) is not None)
