"""The export of the report on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text
from provesvar_gui.results.placed import in_report
from provesvar_gui.ui.results.common import export, labels, sampling
from provesvar_gui.ui.results.common.lines import Kind, column_titles

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from datetime import datetime

    from provesvar_gui.results.export import ExportDocument
    from provesvar_gui.results.model import Report
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.versions import Versions
    from provesvar_gui.ui.results.common.detail_view import DetailModel
    from provesvar_gui.ui.results.common.lines import Line, Style

translate = QCoreApplication.translate


def report(
    shown: Report | None,
    every: Iterator[Line],
    *,
    title: str,
    status: str,
    facts: str,
    standing: str,
    left_out: str,
    fetched_at: datetime | None,
    style: Style,
    paper: bool,
) -> Generator[None, None, ExportDocument | None]:
    """The report on the screen, with ``every`` line of it. The copy leaves out what its head has said already.

    ``fetched_at``: a time after it says so.
    """
    if shown is None:
        yield
        return None
    headers = column_titles(sampling.date_label(sampling.of_report(shown)))
    told = export.dated(shown, fetched_at)
    if told:
        date = text.visible(sampling.date(shown, style.language))
        facts = facts.replace(date, f"{date} {told}", 1) if date in facts else f"{facts} {told}"
    without = () if paper else (translate("ReportLines", "About the report"),)
    return (
        yield from export.report(
            every,
            headers,
            title=f"{title} ({status})" if status else title,
            facts=(standing, facts, left_out),
            void=shown.status in labels.VOID_STATUSES,
            without=without,
        )
    )


def findings(
    shown: Report | None, lines: DetailModel, row: int, *, apart: bool, versions: Versions
) -> tuple[tuple[Placed, ...], int]:
    """The results of the report on the screen; the one that the person is on, or that their line belongs to."""
    if shown is None:
        return (), -1
    placed = tuple(in_report(shown, apart=apart, versions=versions))
    heads = [at for at in range(lines.rowCount()) if lines.line(at).kind is Kind.FINDING]
    if len(heads) != len(placed):
        return placed, 0
    return placed, max(sum(at <= row for at in heads) - 1, 0)
