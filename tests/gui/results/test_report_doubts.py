"""Doubts, replaced, opened and missing results are stated beside the value, and wherever the value is exported."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from provesvar_gui.results import trend
from provesvar_gui.results.digest import digest
from provesvar_gui.results.model import CodeableConcept, Report
from provesvar_gui.results.table import TableRow
from provesvar_gui.ui.results.common import culture_text
from provesvar_gui.ui.results.common.lines import Column, Kind, Style
from provesvar_gui.ui.results.common.report_lines import Context, report_lines
from provesvar_gui.ui.results.export import card
from provesvar_gui.ui.results.export.card import reading
from provesvar_gui.ui.results.reports.pane import ReportsPane
from provesvar_gui.ui.results.table import cells
from provesvar_gui.ui.results.table.cells import LineHead
from provesvar_gui.ui.results.trend import trend_text
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.results import made, shown
from tests.gui.results.made import run
from tests.gui.results.sandbox_patients import digested
from tests.gui.results.shown import show
from tests.gui.results.test_report_versions import potassium, version

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
    told = [line for line in report_lines(Context(reports[0], STYLE, versions=made_digest.versions)) if line.of is not None]
    (line,) = [each for each in told if "6,8" in shown.plain(" ".join(each.cells))]
    assert said in shown.plain(" ".join(line.cells))
    assert said in shown.plain(line.spoken)
    assert said in shown.plain(line.copied)
    assert not line.void
    (placed,) = [each for each in made_digest.observations if each.report is reports[0]]
    assert said in [shown.plain(each) for each in card.reading(placed, STYLE).states]
    (series,) = made_digest.series
    curve = run(trend.curve(series, versions=made_digest.versions))
    (dot,) = [each for each in curve.dots if each.placed.report is reports[0]]
    assert dot.doubted
    assert said in shown.plain(trend_text.sentence(curve, dot, STYLE))


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


MICRO = made.concept("", ("8202", "MBIO", "Medisinsk mikrobiologi"))
WHY = made.concept("Hemolysert")


@pytest.mark.parametrize(("reason", "said"), [(WHY, "Missing: Hemolysert"), (None, "No value")])
def test_every_view_says_why_there_is_no_value(reason: CodeableConcept | None, said: str) -> None:
    corrected = made.finding("Dyrkning", None, status="corrected", category=MICRO, data_absent_reason=reason)
    report = made.report("1", corrected, code=MICRO)
    digest = digested(made.result(report))
    placed = next(each for each in digest.observations if each.observation is corrected.observation)
    (culture,) = digest.cultures.own
    assert any(said in answer for answer, *_ in culture_text.answers(culture, STYLE))
    assert any(line.cells and line.cells[Column.VALUE] == said for line in report_lines(Context(report, STYLE)))
    row = LineHead(line=TableRow(series=digest.series[0], cells={}), name="")
    assert said in cells.read(row, cells.cell_of(digest.series[0].points, STYLE), STYLE)
    assert reading(placed, STYLE).value == said


@pytest.mark.hazard("H2.4")
def test_a_replaced_value_of_an_older_version_says_what_took_its_place(view: ResultsView) -> None:
    first = version(14, potassium("148"), made.finding("Kreatinin", made.quantity("80")))
    second = version(15, potassium("138", status="corrected"), made.finding("Kreatinin", made.quantity("80")), status="corrected")
    third = version(16, potassium("139", status="corrected"), made.finding("Kreatinin", made.quantity("80")), status="corrected")
    show(view, first, second, third)
    view._slices.finish()
    told = {}
    for each in (first, second, third):
        view.panes.reports.choose(each)
        model = view.panes.reports.detail.lines
        found = [model.line(row) for row in range(model.rowCount()) if model.line(row).kind is Kind.FINDING]
        told[each.id] = found[0]
        assert "replaced" not in found[1].cells[Column.STATUS], "what was only repeated stands as it is"
        assert not found[1].replaced
    for older in (first, second):
        line = told[older.id]
        for told_ in (line.cells[Column.STATUS], line.spoken, line.copied):
            assert "replaced: 139" in told_
        assert line.replaced
        assert not line.void, "it is not struck through: nobody withdrew it"
    assert "replaced" not in told[third.id].spoken


def test_a_culture_that_was_there_is_marked_where_something_in_it_was_opened() -> None:
    grown = replace(made.finding("Funn", made.concept("Candida"), id="c"), opened=True)
    culture = made.finding("Blodkultur", made.concept("Vekst"), grown, id="b")
    (sample,) = digested(made.result(made.report("m", culture, code=MICRO), opened_count=1)).cultures.own
    assert "Opened" in [mark.words for mark in culture_text.marks(sample)]
