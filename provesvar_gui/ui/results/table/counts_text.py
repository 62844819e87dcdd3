"""Below the cumulative table: what its signs mean, and how much it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.ui.results.common import coverage_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from provesvar_gui.ui.results.table.cells import TableCell
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


def legend(cells: Iterable[TableCell], tags: dict[str, str]) -> dict[str, str]:
    """The signs and letters of these cells with their words. ``tags``: the laboratories by their letters."""
    entries: dict[str, str] = {}
    letters: set[str] = set()
    for cell in cells:
        for mark in (cell.flag, *cell.signs):
            if mark is not None and mark.glyph and mark.words:
                entries.setdefault(_sign(mark.glyph), mark.words)
        letters.add(cell.tag)
    entries = dict(sorted(entries.items())) | {tag: name for tag, name in tags.items() if tag and tag in letters}
    if letters - {""}:
        entries[""] = translate("Flowsheet", "without letters: {laboratory}").replace("{laboratory}", tags[""])
    return entries


def _sign(glyph: str) -> str:
    """What stands for a glyph that counts («+2» with a mark), and for one that is repeated."""
    return f"{glyph[0]}1" if glyph[1:2].isdigit() else glyph[0] if not glyph.isalnum() else glyph
