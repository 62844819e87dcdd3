"""What a view leaves out when it is taken along: by a filter, or since it stands behind a button of its own.

And what cannot be true of the time of what is taken along: it lies after the fetch.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.domain import text
from provesvar_gui.domain.search_index import LOOSE, LOOSE_APART
from provesvar_gui.ui.results.common import ages, sampling, words
from provesvar_gui.ui.results.common.lines import Column, Kind

if TYPE_CHECKING:
    from datetime import datetime

    from provesvar_gui.domain.results import Moment, Observation, Report
    from provesvar_gui.domain.search import Shown
    from provesvar_gui.domain.text import Language
    from provesvar_gui.ui.results.common.lines import Line

translate = QCoreApplication.translate


def report(shown: Shown | None) -> str:
    """A report is taken along whole, but others may not be in the list; "" where nothing is filtered."""
    if shown is None:
        return ""
    of = sum(group not in (LOOSE, LOOSE_APART) for group in shown.index.groups)
    said = translate("Taking", "Filtered: {shown} of {all} reports are listed; this one is whole")
    return said.replace("{shown}", str(shown.reports)).replace("{all}", str(of))


def table(apart: int) -> str:
    """``apart``: results that stand behind their button; the filter of a table is told above it."""
    return (
        translate("Taking", "%n result(s) on another kind of number or an invalid one are not here", "", apart) if apart else ""
    )


def ahead(moment: Moment | None, fetched_at: datetime | None) -> str:
    """«(dated after the fetch)», or ""."""
    said = translate("Overview", "dated after the fetch")
    return f"({said})" if ages.ahead(moment, fetched_at) else ""


def dated(of: Report | Observation | None, fetched_at: datetime | None) -> str:
    """The same of when it was sampled or examined; of a period its end."""
    if of is None:
        return ""
    period = of.effective_period
    return ahead(of.effective or ((period.end or period.start) if period is not None else None), fetched_at)


def dated_line(line: Line, fetched_at: datetime | None) -> Line:
    """A line of a report; the date of a result says so where it lies after the fetch."""
    if line.kind is not Kind.FINDING or line.date_told:
        return line
    told = dated(line.of, fetched_at)
    cells = (f"{cell} {told}" if at == Column.DATE else cell for at, cell in enumerate(line.cells))
    return replace(line, cells=tuple(cells)) if told else line


def copied_lines(copied: str, report: Report | None, fetched_at: datetime | None, language: Language) -> str:
    """Lines of a report with tabs between their cells; each date after the fetch says so."""
    if report is None:
        return copied
    said = translate("Overview", "dated after the fetch")
    holders: tuple[Report | Observation, ...] = (report, *words.walk(report.findings))
    late = (sampling.date(each, language) for each in holders if dated(each, fetched_at))
    for date in dict.fromkeys(text.breakable(text.visible(each)) for each in late):
        copied = copied.replace(f"\t{date}\t", f"\t{date} ({said})\t")
    return copied
