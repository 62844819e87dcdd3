"""The line with the counts of the cumulative table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.ui import keys as key_names
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common import coverage_text
from provesvar_gui.ui.results.common import lines as report_lines

if TYPE_CHECKING:
    from provesvar_gui.ui.results.table.model import FlowsheetModel
    from provesvar_gui.ui.results.table.sheet import ColumnHead, TableSheet

translate = QCoreApplication.translate


def counts_text(lines: FlowsheetModel, *, keys: bool = True) -> str:
    """Whether more may come, what a filter leaves out, how many rows and times, what has no date, what is picked.

    ``keys``: also what keys do, which is of no use on paper.
    """
    sheet = lines.sheet
    if not sheet.rows:
        return ""
    rows = sum(not lines.head(at).heading for at in range(lines.rowCount()))
    said = []
    if not sheet.complete:
        said.append(translate("Flowsheet", "Incomplete: more may come"))
    if lines.filtered:
        said += _filtered(lines, rows, keys=keys)
    else:
        said.append(translate("Flowsheet", "%n row(s)", "", rows))
    if lines.passed.apart:
        apart = translate(
            "Flowsheet",
            "%n row(s) on another kind of number or an invalid one ({results}) not among them",
            "",
            lines.passed.apart,
        )
        said.append(apart.replace("{results}", coverage_text.results(apart_results(sheet))))
    dated = [top for top in (lines.top(at) for at in range(lines.columnCount())) if top.day != "-"]
    said.append(translate("Flowsheet", "%n sampling time(s)", "", len(dated)))
    if dated:
        said.append(dated[0].date if dated[0].date == dated[-1].date else f"{dated[0].date} – {dated[-1].date}")
    said += _order(dated, complete=sheet.complete)
    undated = _undated(lines)
    if undated:
        said.append(translate("Flowsheet", "%n result(s) without a date at the far left", "", undated))
    if lines.marked and keys:
        said.append(translate("Flowsheet", "%n row(s) picked: Enter shows them over time", "", len(lines.marked)))
    return report_lines.SEPARATOR.join(said)


def _filtered(lines: FlowsheetModel, rows: int, *, keys: bool) -> list[str]:
    """That it is, what is left out, and the one key that brings it back."""
    filtered = translate("Flowsheet", "Filtered: {shown} of {all} rows")
    said = [filtered.replace("{shown}", str(rows)).replace("{all}", str(lines.passed.rows))]
    passed = lines.passed
    if passed.rows_outside:
        said.append(translate("Flowsheet", "%n row(s) found have results only outside the period", "", passed.rows_outside))
    if passed.outside:
        outside = translate("Flowsheet", "%n column(s) outside the period not shown", "", passed.outside)
        if keys:
            outside = translate("Flowsheet", "%n column(s) outside the period not shown ({key} shows all)", "", passed.outside)
        said.append(outside.replace("{key}", key_names.shown(Key.UNFILTER)))
        said.append(translate("Flowsheet", "%n result(s) in them", "", passed.left_out))
        said.append(translate("Flowsheet", "the course shows every time"))
    if passed.early:
        said.append(translate("Flowsheet", "%n earlier column(s) kept: reported within the period", "", passed.early))
    return said


def _order(dated: list[ColumnHead], *, complete: bool) -> list[str]:
    """Where the newest stands; what is dated after the fetch is not it."""
    ahead = sum(top.ahead for top in dated)
    if ahead and ahead == len(dated):
        return [translate("Flowsheet", "every sampling time is dated after the fetch")]
    if ahead:
        said = [translate("Flowsheet", "%n column(s) at the far right dated after the fetch", "", ahead)]
        if complete:
            newest = translate("Flowsheet", "before them the newest, {time}")
            said.append(newest.replace("{time}", next(top for top in reversed(dated) if not top.ahead).headline))
        return said
    return [translate("Flowsheet", "the newest at the far right")] if complete and len(dated) > 1 else []


def _undated(lines: FlowsheetModel) -> int:
    """Of the rows that are shown."""
    tops = lines.sheet.tops
    if not tops or tops[0].moment is not None:
        return 0
    return sum(len(cell.points) for at in range(lines.rowCount()) if (cell := lines.head(at).cells.get(0)) is not None)


def apart_results(sheet: TableSheet) -> int:
    """Results that are registered on another kind of identifier."""
    return sum(len(row.series.points) for row in sheet.rows if row.series.key.apart)
