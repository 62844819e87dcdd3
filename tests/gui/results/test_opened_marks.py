"""What came only because it was opened says so in the overview, the table, the reports and microbiology."""

from __future__ import annotations

from dataclasses import replace

import pytest

from provesvar_gui.domain.placed import Placed
from provesvar_gui.ui.results import words
from provesvar_gui.ui.results.lines import Style
from provesvar_gui.ui.results.microbiology import culture_words
from provesvar_gui.ui.results.overview import row_lines
from tests.gui.results.sandbox_patients import digested, patient


@pytest.mark.parametrize("opened", [False, True])
def test_a_row_of_the_overview(opened: bool) -> None:
    report = replace(patient().reports[0], opened=opened)
    line = row_lines._report_line(report, Style(language="en"))
    assert ("Opened" in line.spoken) is opened


@pytest.mark.parametrize("opened", [False, True])
def test_a_culture(opened: bool) -> None:
    whole = patient()
    result = replace(whole, reports=tuple(replace(report, opened=opened) for report in whole.reports))
    cultures = digested(result).cultures.own
    assert cultures
    assert all(any(mark.words == "Opened" for mark in culture_words.marks(each)) is opened for each in cultures if each.report)


def test_a_result_without_a_report() -> None:
    placed = Placed(observation=patient().reports[0].findings[0].observation)
    assert words.opened(placed.report) == ()
