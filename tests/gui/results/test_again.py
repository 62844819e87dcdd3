"""Fetching again about the same patient: who was somewhere stays there if it exists; nothing goes to another patient."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.patient.numbers import PatientId
from provesvar_gui.results.course import TimeRange
from provesvar_gui.results.model import Coverage, LookupResult, Report
from provesvar_gui.results.series import SeriesKey
from provesvar_gui.ui.results.find.bar import Chosen
from provesvar_gui.ui.results.panes import ViewState
from provesvar_gui.ui.results.table.pane import TablePlace
from provesvar_gui.ui.results.trend.pane import TrendPlace
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.results import made
from tests.gui.results.test_find import OVERVIEW, REPORTS, TABLE, TREND, choose, listed, said, settle, type_

POTASSIUM, SODIUM = (made.concept(name, ("7280", code, name)) for name, code in (("K", "NPU03230"), ("Na", "NPU03429")))
OTHER = "13896900344"


def day(number: int, *, id_: str = "", **more: Any) -> Report:
    when = made.moment(f"2024-08-{number:02}T08:00:00+02:00")
    findings = (
        made.finding("K", made.quantity(f"4.{number}"), id=f"k{number}", code=POTASSIUM, effective=when),
        made.finding("Na", made.quantity(f"1{number}"), id=f"n{number}", code=SODIUM, effective=when),
    )
    fields: dict[str, Any] = {"effective": when, "issued": when} | more
    return made.report(id_ or f"dag{number}", *findings, **fields)


def answer(*reports: Report, number: int = 1, **more: Any) -> LookupResult:
    return made.result(*reports, number=number, fetched_at=datetime(2024, 8, 20, 8, tzinfo=UTC), **more)


def show(view: ResultsView, result: LookupResult, *, partial: bool = False) -> None:
    view.activateWindow()
    view.show_result(result, partial=partial)
    view._slices.finish()
    settle(view)
    while not view.is_settled():
        QApplication.processEvents()
    view.panes.flowsheet.finish()
    view.panes.trend._slices.finish()


def read(view: ResultsView) -> str:
    report = view.panes.reports.shown
    return report.id if report is not None else ""


def cell(view: ResultsView) -> tuple[str, str]:
    table = view.panes.flowsheet.table
    current = table.currentIndex()
    if not current.isValid():
        return "", ""
    return table.lines.heads[current.row()].name, table.lines.tops[current.column()].short.replace("\u00a0", " ")


def go_to(view: ResultsView, name: str, column: int) -> None:
    table = view.panes.flowsheet.table
    row = next(at for at in range(table.lines.rowCount()) if table.lines.heads[at].name == name)
    table.setCurrentIndex(table.lines.index(row, column))


def test_the_report_that_is_read_stays(view: ResultsView) -> None:
    show(view, answer(day(1), day(2), day(3)))
    view.panes.turn_to(REPORTS)
    assert read(view) == "dag3"
    view.panes.reports.list.choose(listed(view).index("dag1"))
    show(view, answer(day(1), day(2), day(3), day(4), number=2))
    assert (view.panes.tabs.currentIndex(), read(view)) == (REPORTS, "dag1")
    show(view, answer(day(2), day(4), number=3))
    assert read(view) == "dag4"  # it is gone: as with any other answer


@pytest.mark.parametrize(("before", "after"), [("AKUTT", "FORHOYET_AKUTT"), ("FORHOYET_AKUTT", "AKUTT")])
def test_what_was_opened_is_not_hidden_by_the_filter_of_before(view: ResultsView, before: str, after: str) -> None:
    first, second = answer(day(1), day(2)), answer(day(1), day(2), day(3), number=2)
    show(view, replace(first, lookup=first.lookup._replace(basis=AccessBasis(before))))
    view.panes.turn_to(REPORTS)
    type_(view, "4.1")
    assert listed(view) == ["dag1"]
    show(view, replace(second, lookup=second.lookup._replace(basis=AccessBasis(after))))
    assert view.panes.tabs.currentIndex() == OVERVIEW
    assert view.find_bar.chosen == Chosen()
    view.panes.turn_to(REPORTS)
    assert listed(view) == ["dag3", "dag2", "dag1"]


@pytest.mark.hazard("H2.2")
def test_the_line_says_what_is_new_since_the_fetch_before(view: ResultsView) -> None:
    def line() -> str:
        return view.footer.coverage.text()

    show(view, answer(day(1), day(2)))
    assert "new" not in line()
    show(view, answer(day(1), day(2), number=2))
    assert "nothing new since the fetch before" in line()
    some = Coverage(fetched=1, total=3)
    show(view, answer(day(3), number=3, coverage=some), partial=True)
    assert "new since" not in line()
    show(view, answer(day(1), day(2), day(3), number=3))
    assert "1 new since the fetch before" in line()
    view.hide_result()
    view.restore_result()
    show(view, replace(answer(day(1), number=4), lookup=answer(number=4).lookup._replace(patient=PatientId(digits=OTHER))))
    assert "new" not in line()


def test_the_row_and_the_time_of_the_table_stay(view: ResultsView) -> None:
    show(view, answer(day(1), day(2), day(3)))
    view.panes.turn_to(TABLE)
    view.panes.flowsheet.finish()
    go_to(view, "Na", 1)
    show(view, answer(day(1), day(2), day(3), day(4), number=2))
    assert cell(view) == ("Na", "2. aug")
    go_to(view, "Na", 3)
    show(view, answer(day(1), day(5), number=3))
    assert cell(view) == ("Na", "5. aug")  # the newest is another one now
    go_to(view, "Na", 0)
    show(view, answer(day(5), day(6), number=4))
    assert cell(view) == ("K", "6. aug")  # that time is gone: as with any other answer


def test_the_trend_that_is_drawn_and_its_period_stay(view: ResultsView) -> None:
    show(view, answer(day(1), day(2), day(3)))
    trend = view.panes.trend
    chosen = tuple(each for each in trend._digest.series if each.name == "Na") if trend._digest is not None else ()
    view.panes.show_trend(chosen)
    trend._slices.finish()
    trend.periods.step(1)
    period = trend.periods.now
    show(view, answer(day(1), day(2), day(3), day(4), number=2))
    assert view.panes.tabs.currentIndex() == TREND
    assert [(curve.series.name, len(curve.rows)) for curve in trend.curves] == [("Na", 4)]
    assert trend.periods.now is period is not TimeRange.ALL
    only = made.report("x", made.finding("K", made.quantity("4"), code=POTASSIUM))
    show(view, answer(only, number=3))
    assert (trend.curves, trend.message.text()[:21]) == ((), "Choose an examination")
    (usual,) = (each for each in trend.usual if each.isVisible())
    usual.click()
    trend._slices.finish()
    assert [curve.series.name for curve in trend.curves] == ["K"]


def test_search_and_filters_stay_and_are_told(view: ResultsView) -> None:
    show(view, answer(day(1), day(2), day(19)))
    view.panes.turn_to(REPORTS)
    type_(view, "na")
    choose(view, "Last 7 days")
    assert listed(view) == ["dag19"]
    view.find_bar.take_focus()
    show(view, answer(day(1), day(18), day(19), number=2))
    assert sorted(listed(view)) == ["dag18", "dag19"]
    assert view.find_bar.field.text() == "na"
    assert not view.find_bar.field.isUndoAvailable()
    assert view.find_bar.field.hasFocus()
    assert "Last 7 days" in view.find_bar.line.words.text()
    assert said(view) == "2 of 6 result(s) · Last 7 days"
    view.find_bar.reset()
    settle(view)
    assert (len(listed(view)), said(view)) == (3, "")


def left_over() -> list[object]:
    """What is still known of where somebody was."""
    gc.collect()
    empty = (Chosen(), TablePlace(), TrendPlace())
    kinds = (ViewState, TablePlace, TrendPlace, Chosen, SeriesKey)
    return [each for each in gc.get_objects() if isinstance(each, kinds) and each not in empty]


@pytest.mark.parametrize("way", ["clear", "hide_result", "another"])
def test_nothing_of_it_goes_on_to_another_patient(view: ResultsView, way: str) -> None:
    before = {id(each) for each in left_over()}
    show(view, answer(day(1), day(2), day(3)))
    view.panes.turn_to(TABLE)
    view.panes.flowsheet.finish()
    go_to(view, "Na", 0)
    view.panes.turn_to(REPORTS)
    view.panes.reports.list.choose(listed(view).index("dag1"))
    type_(view, "dag1")
    show(view, answer(day(1), day(2), number=2))
    if way == "another":
        empty = answer(made.report("ny", made.finding("Annet", True)), number=3)
        show(view, replace(empty, lookup=made.lookup(3, OTHER)))
        assert (view.panes.tabs.currentIndex(), view.find_bar.field.text(), said(view)) == (OVERVIEW, "", "")
        view.panes.turn_to(TABLE)
        view.panes.flowsheet.finish()
        assert cell(view)[0] == "Annet"
    getattr(view, "hide_result" if way == "hide_result" else "clear")()
    if way == "hide_result":  # the answer itself is kept
        view._result = None
    assert [each for each in left_over() if id(each) not in before] == []
