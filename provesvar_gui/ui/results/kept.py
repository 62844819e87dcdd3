"""The view state of an answer, restored for the next answer about the same patient. ``clear`` drops it, since it names codes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from provesvar_gui.results.model import Redacted
from provesvar_gui.ui.results.find.filters import Chosen
from provesvar_gui.ui.results.table.pane import TablePlace
from provesvar_gui.ui.results.trend.pane import TrendPlace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from provesvar_gui.results.model import Identifier, Report


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ReportPlace(Redacted):
    """The identity of a report across two answers.

    What a report is known by again: its id, else one of its identifiers together with when it was issued.
    """

    id: str
    identifiers: frozenset[Identifier]
    issued: str

    def find(self, reports: Iterable[Report]) -> Report | None:
        """The same report in another answer."""
        among = tuple(reports)
        same = next((each for each in among if self.id and each.id == self.id), None)
        alike = (each for each in among if self.identifiers & frozenset(each.identifiers) and _issued(each) == self.issued)
        return same or next(alike, None)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ViewState(Redacted):
    """The view state of an answer.

    ``tab``: the pane on top; ``before_filter``: the one that was when the filter began, -1 for none.
    """

    tab: int = 0
    before_filter: int = -1
    report: ReportPlace | None = None
    table: TablePlace = field(default_factory=TablePlace)
    trend: TrendPlace = field(default_factory=TrendPlace)
    chosen: Chosen = field(default_factory=Chosen)


def report_place(report: Report) -> ReportPlace:
    """By what a report is known again."""
    return ReportPlace(id=report.id, identifiers=frozenset(report.identifiers), issued=_issued(report))


def _issued(report: Report) -> str:
    return report.issued.literal if report.issued is not None else ""
