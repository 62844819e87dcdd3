"""What came only because it was opened says so in every view."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.ui.results.common import culture_text
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.overview.rows import AnalyteRow
from provesvar_gui.ui.results.overview.rows import findings as messages
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.results import made
from tests.gui.results.overview.kit import said
from tests.gui.results.sandbox_patients import digested, patient, run
from tests.gui.results.shown import findings
from tests.gui.results.test_find import REPORTS, settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize("opened", [False, True])
def test_a_row_of_the_overview(opened: bool) -> None:
    whole = patient()
    result = replace(whole, reports=tuple(replace(report, opened=opened) for report in whole.reports))
    found = run(messages(digested(result), Style(language="en")))
    assert all(("Opened" in said(each)) is opened for each in (*found[0], *found[1]) if each.report is not None)


def test_a_result_within_a_report_that_was_there_is_marked_in_every_view(qtbot: QtBot) -> None:
    grown = made.finding("Funn", made.concept("Candida"), id="c")
    culture = made.finding("Blodkultur", made.concept("Vekst"), replace(grown, opened=True), id="b")
    known = made.finding("Kalium", made.quantity("4.0"), id="k")
    new = replace(made.finding("Natrium", made.quantity("171"), interpretations=(made.ABOVE,), id="n"), opened=True)
    mixed = made.report("m", culture, code=made.concept("", ("8202", "MBIO", "Mikrobiologi")))
    result = made.result(made.report("r", known, new, status="preliminary"), mixed, opened_count=2)
    digest = digested(result)
    assert [each.observation.id for each in digest.observations if each.opened] == ["n", "c"]
    [sample] = digest.cultures.own
    assert any(mark.words == "Opened" for mark in culture_text.marks(sample))
    view = ResultsView()
    qtbot.addWidget(view)
    view.show_result(result, partial=False)
    view._slices.finish()
    view.panes.overview.finish()
    told = [said(row) for row in view.panes.overview.list.rows if isinstance(row, AnalyteRow)]
    assert [each for each in told if "Natrium" in each or "171" in each]
    assert all("pened" in each for each in told if "Natrium" in each or "171" in each)
    view.panes.turn_to(REPORTS)
    settle(view)
    view.reports.choose(result.reports[0])
    told = ["\t".join(row) for row, _ in findings(view.reports.detail)]
    assert ["Opened" in each for each in told] == [False, True]
