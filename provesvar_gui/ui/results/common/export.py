"""Shared parts of exports: the lines of a report as rows, and the notes about dates and filters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable
from provesvar_gui.results.search import LOOSE, LOOSE_APART
from provesvar_gui.ui.results.common import ages
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.lines import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterable, Sequence
    from datetime import datetime

    from provesvar_gui.results.model import Moment, Observation, Report
    from provesvar_gui.results.search import SearchMatches
    from provesvar_gui.ui.results.common.lines import Line

translate = QCoreApplication.translate
VALUE_AND_MARK: Final = frozenset({1, 2})
_ORDER: Final = (Column.NAME, Column.VALUE, Column.MARK, Column.REFERENCE, Column.PREVIOUS, Column.DATE, Column.STATUS)


def report(
    lines: Iterable[Line], headers: Sequence[str], *, title: str, facts: Iterable[str], void: bool, without: Iterable[str] = ()
) -> Generator[None, None, ExportDocument]:
    """A report: every line of it, in its order. ``headers``: of the columns. ``without``: sections that are not wanted."""
    unwanted, skipping = frozenset(without), False
    without_these = {Column.DATE, Column.PREVIOUS}
    rows: list[ExportRow] = []
    for line in lines:
        if line.kind is Kind.SECTION:
            skipping = line.label in unwanted
        if not skipping:
            without_these -= filled(line)
            rows.append(line_row(line))
        yield
    block = table(rows, headers, without_these)
    return ExportDocument(title=title, facts=tuple(each for each in facts if each), blocks=(block,), void=void)


def filled(line: Line) -> set[Column]:
    """The columns in which a line tells something that is not told above it."""
    if line.kind is not Kind.FINDING:
        return set()
    return {column for column in Column if line.cell(column) and not (column is Column.DATE and line.date_told)}


def table(rows: Iterable[ExportRow], headers: Sequence[str], without: Collection[Column]) -> ExportTable:
    """Lines of reports as a table. ``headers``: of all columns; ``without``: those that are not wanted."""
    kept = [column for column in _ORDER if column not in without]
    return ExportTable(
        header=tuple(headers[column] for column in kept),
        rows=tuple(replace(row, cells=tuple(row.cells[column] for column in kept if column < len(row.cells))) for row in rows),
    )


def line_row(line: Line) -> ExportRow:
    """A line of a report as a row."""
    if line.kind is Kind.FINDING:
        strong = VALUE_AND_MARK if line.mark_tint is MarkTint.OUTSIDE else frozenset()
        return ExportRow(cells=line.cells, level=line.level, void=line.void, strong=strong)
    return ExportRow(
        span=line.shown,
        level=line.level,
        heading=line.kind is Kind.SECTION,
        void=line.void,
        code=line.monospace,
    )


def left_out(shown: SearchMatches | None) -> str:
    """A report is taken along whole, but others may not be in the list; "" where nothing is filtered."""
    if shown is None:
        return ""
    of = sum(group not in (LOOSE, LOOSE_APART) for group in shown.index.groups)
    said = translate("Export", "Filtered: {shown} of {all} reports are listed; this one is whole")
    return said.replace("{shown}", str(shown.reports)).replace("{all}", str(of))


def left_apart(apart: int) -> str:
    """``apart``: results that stand behind their button; the filter of a table is told above it."""
    return (
        translate("Export", "%n result(s) on another kind of number or an invalid one are not here", "", apart) if apart else ""
    )


def ahead(moment: Moment | None, fetched_at: datetime | None) -> str:
    """«(dated after the fetch)», or ""."""
    said = translate("Overview", "dated after the fetch")
    return f"({said})" if ages.ahead(moment, fetched_at) else ""


def dated(of: Report | Observation | None, fetched_at: datetime | None) -> str:
    """The same of when it was sampled or examined."""
    return ahead(of.effective, fetched_at) if of is not None else ""
