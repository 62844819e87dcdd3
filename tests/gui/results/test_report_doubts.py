"""What stays in doubt is told in the head of the report, beside the value, and wherever the value is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from provesvar_gui.results.digest import digest
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.common.report_lines import report_lines
from provesvar_gui.ui.results.export import card
from provesvar_gui.ui.results.reports.pane import ReportsPane
from tests.gui.results import made, shown
from tests.gui.results.sandbox_patients import run
from tests.gui.results.test_report_versions import potassium, version

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from provesvar_gui.results.model import Report

STYLE = Style(language="nb")
CANCELLED = "Another version is cancelled; which is newer is not known"
AGAIN = "Sent again; the original was withdrawn"


def case(name: str) -> tuple[Report, ...]:
    """The report to look at first."""
    if name == CANCELLED:
        return version(14, potassium("6.8")), version(14, status="cancelled")
    again = version(16, potassium("6.8", history=True), number="F-9")
    return again, version(14, potassium("6.8")), version(15, status="cancelled")


@pytest.mark.hazard("H2.5")
@pytest.mark.parametrize("said", [CANCELLED, AGAIN])
def test_a_doubt_stands_beside_the_value_wherever_it_is_read(said: str) -> None:
    reports = case(said)
    made_digest = run(digest(made.result(*reports), complete=True))
    told = [line for line in report_lines(reports[0], STYLE, versions=made_digest.versions) if line.of is not None]
    (line,) = [each for each in told if "6,8" in shown.plain(" ".join(each.cells))]
    assert said in shown.plain(" ".join(line.cells))
    assert said in shown.plain(line.spoken)
    assert said in shown.plain(line.copied)
    assert not line.void
    (placed,) = [each for each in made_digest.observations if each.report is reports[0]]
    assert said in [shown.plain(each) for each in card.reading(placed, STYLE).states]


@pytest.mark.parametrize("said", [CANCELLED, AGAIN])
def test_the_report_that_was_chosen_as_it_came_tells_its_doubts_too(qtbot: QtBot, said: str) -> None:
    pane = ReportsPane(STYLE)
    qtbot.addWidget(pane)
    result = made.result(*case(said))
    pane.show_result(result, STYLE)
    made_digest = run(digest(result, complete=True))
    assert pane.shown is result.reports[0]
    assert made_digest.versions.group_of(result.reports[0]) is None
    pane.show_digest(made_digest, STYLE)
    qtbot.waitUntil(pane.detail.is_settled)
    found = [
        shown.plain(" ".join(line.cells))
        for row in range(pane.detail.lines.rowCount())
        if (line := pane.detail.lines.line(row)).of
    ]
    assert any(f"! {said}" in each for each in found)
    assert bool(pane.head.standing.text()) is (said == CANCELLED)
