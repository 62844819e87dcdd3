"""Shared parts of exports: the lines of a report as rows, and the notes about dates and filters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable
from provesvar_gui.results.search import LOOSE, LOOSE_APART
from provesvar_gui.ui.results.common import ages
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.lines import Column, Kind, column_titles

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from datetime import datetime

    from provesvar_gui.results.model import Moment
    from provesvar_gui.results.search import SearchMatches
    from provesvar_gui.ui.results.common.lines import Line

translate = QCoreApplication.translate
VALUE_AND_MARK: Final = frozenset({1, 2})
_ORDER: Final = (Column.NAME, Column.VALUE, Column.MARK, Column.REFERENCE, Column.PREVIOUS, Column.DATE, Column.STATUS)


def report(
    lines: Iterable[Line], date_label: str, *, title: str, facts: Iterable[str], void: bool, without: str = ""
) -> Generator[None, None, ExportDocument]:
    skipping = dated = False
    rows: list[ExportRow] = []
    for line in lines:
        if line.kind is Kind.SECTION:
            skipping = line.label == without
        if not skipping:
            dated |= not line.date_told
            rows.append(line_row(line))
        yield
    block = table(rows, date_label, dated=dated)
    return ExportDocument(title=title, facts=tuple(each for each in facts if each), blocks=(block,), void=void)


def table(rows: Iterable[ExportRow], date_label: str, *, dated: bool) -> ExportTable:
    kept = [column for column in _ORDER if dated or column is not Column.DATE]
    titles = column_titles(date_label)
    return ExportTable(
        header=tuple(titles[column] for column in kept),
        rows=tuple(replace(row, cells=tuple(row.cells[column] for column in kept if row.cells)) for row in rows),
    )


def line_row(line: Line) -> ExportRow:
    if line.kind is Kind.FINDING:
        strong = VALUE_AND_MARK if line.mark_tint is MarkTint.OUTSIDE else frozenset()
        return ExportRow(cells=line.cells, level=line.level, void=line.void, strong=strong)
    heading = line.kind is Kind.SECTION
    return ExportRow(span=line.shown, level=line.level, heading=heading, void=line.void, code=line.monospace)


def left_out(shown: SearchMatches | None) -> str:
    """The note that a report is complete while others may be filtered out; "" without a filter."""
    if shown is None:
        return ""
    of = sum(group not in (LOOSE, LOOSE_APART) for group in shown.index.groups)
    said = translate("Export", "Filtered: {shown} of {all} reports are listed; this one is whole")
    return said.replace("{shown}", str(shown.reports)).replace("{all}", str(of))


def left_apart(apart: int) -> str:
    """``apart``: results behind their button; a table states its filter above."""
    return (
        translate("Export", "%n result(s) on another kind of number or an invalid one are not here", "", apart) if apart else ""
    )


def ahead(moment: Moment | None, fetched_at: datetime | None) -> str:
    said = translate("Overview", "dated after the fetch")
    return f"({said})" if ages.ahead(moment, fetched_at) else ""
