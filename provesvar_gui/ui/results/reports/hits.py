"""What a filter shows of the reports, and which lines of a report it points out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.results.search import fold
from provesvar_gui.ui.results.common import words as result_words
from provesvar_gui.ui.results.common.lines import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.results.model import Report
    from provesvar_gui.results.search import Shown
    from provesvar_gui.ui.results.common.lines import Line


def wanted(shown: Shown | None) -> Callable[[Report, bool], bool] | None:
    """Whether a report is shown, by the report and by whether it stands apart; None: all are.

    Results whose report did not come stand in the list as a report without an id.
    """
    if shown is None:
        return None

    def is_wanted(report: Report, apart: bool) -> bool:
        if report.id or id(report) in shown.index.groups:
            return shown.shows(report)
        return shown.shows_loose(apart=apart)

    return is_wanted


def pointer(shown: Shown | None, report: Report) -> Callable[[Line], bool] | None:
    """Whether a line is pointed out: a result that was found by something of its own, or a text that holds one of the words."""
    if shown is None:
        return None
    owner = report if id(report) in shown.index.groups else None
    words = [word for word in shown.query.words if len(word) > 1] or list(shown.query.words)

    def points(line: Line) -> bool:
        if line.kind is Kind.FINDING:
            return line.of is not None and shown.points_at(owner, line.of)
        if line.kind is Kind.SECTION or not words:
            return False
        said = fold(line.shown)
        return any(word in said for word in words)

    return points


def finds_value(shown: Shown, report: Report) -> bool:
    """Whether something was found in a report that says anything: a value, answers, or the report's own conclusion."""
    owner = report if id(report) in shown.index.groups else None
    if any(
        (each.value is not None or each.structured) and shown.points_at(owner, each)
        for each in result_words.walk(report.findings)
    ):
        return True
    said = fold(report.conclusion)
    return bool(said.strip()) and any(word in said for word in shown.query.words)
