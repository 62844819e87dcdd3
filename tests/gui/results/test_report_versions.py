"""Versions in the list and in the report: folded into one line that says so, opened in place, nothing hidden in silence."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from provesvar_gui.results.digest import digest
from provesvar_gui.results.model import Coverage, Finding, Identifier, Party, Report
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.reports.report_list import ReportList, ReportListModel
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.results import made, shown
from tests.gui.results.made import run
from tests.gui.results.shown import show
from tests.gui.results.test_odd_data import BUNDLES, read


def version(day: int, *findings: Finding, number: str = "F-1", **more: Any) -> Report:
    fields: dict[str, Any] = {
        "issued": made.moment(f"2024-08-{day:02}T15:02:00+02:00"),
        "performers": (Party(organisation="Fjord"),),
        "identifiers": (Identifier(system="ServReportId", value=number),),
        "code": made.concept("Biokjemi"),
    } | more
    return made.report(f"{number}-{day}", *findings, **fields)


def potassium(value: str | None, **more: Any) -> Finding:
    return made.finding("Kalium", made.quantity(value) if value else None, **more)


def listed(table: ReportList) -> list[str]:
    return [
        shown.plain("\n".join((each.title, each.fold))).strip()
        for each in map(table.reports.record, range(table.reports.count()))
    ]


def show_three(view: ResultsView) -> tuple[Report, Report, Report]:
    three = (
        version(14, potassium("4.2")),
        version(15, potassium("5.2"), status="amended"),
        version(16, potassium("6.2", status="corrected"), status="corrected"),
    )
    show(view, *three)
    return three


def test_versions_are_one_line_that_says_so_and_opens_in_place(view: ResultsView) -> None:
    show_three(view)
    table = view.reports.list
    assert listed(table) == ["Kalium 6,2 mmol/L\n2 older version(s)"]
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    older = ["Older version · Kalium 5,2 mmol/L", "Older version · Kalium 4,2 mmol/L"]
    assert [line.split("\n")[0] for line in listed(table)] == ["Kalium 6,2 mmol/L", *older]
    assert listed(table)[0].endswith("2 older version(s) · shown below")
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert "5,2 mmol/L" in shown.detail_text(view)
    assert "An older version. The newest: Corrected 16. aug 2024 15:02" in shown.detail_text(view)
    QTest.keyClick(table, Qt.Key.Key_Up)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert len(listed(table)) == 1


def test_the_mouse_opens_on_the_fold_line_alone(view: ResultsView) -> None:
    show_three(view)
    table = view.reports.list
    rect = table.visualRect(table.model().index(0, 0))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(120, 40))
    assert table.reports.rowCount() == 1
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=rect.bottomLeft() + QPoint(120, -12))
    assert table.reports.rowCount() == 3


@pytest.mark.hazard("H2.1")
def test_what_it_was_changed_from_stands_below_it_when_every_page_is_in(view: ResultsView) -> None:
    three = show_three(view)
    assert "Changed from: 5,2 mmol/L (version issued 15. aug 2024 15:02)" in shown.detail_text(view)
    view.clear()
    show(view, *three, coverage=Coverage(fetched=3, total=9), partial=True)
    assert "Changed from" not in shown.detail_text(view)


@pytest.mark.hazard("H2.4")
def test_a_withdrawn_value_is_struck_through_wherever_it_appears(view: ResultsView) -> None:
    old = version(14, potassium("4.2"))
    new = version(15, potassium(None, status="cancelled"), status="amended")
    show(view, old, new)
    model = view.reports.detail.lines
    assert next(line for row in range(model.rowCount()) if (line := model.line(row)).label == "Withdrawn").void
    view.reports.choose(old)
    model.finish()
    line = next(line for row in range(model.rowCount()) if (line := model.line(row)).cells)
    assert line.void
    assert "withdrawn in a newer version" in line.cells[5]


def test_what_an_addition_does_not_repeat_is_told(view: ResultsView) -> None:
    old = version(14, potassium("4.2"))
    new = version(15, made.finding("Natrium", made.quantity("140")), status="appended")
    show(view, old, new)
    assert "1 result(s) only in an older version" in listed(view.reports.list)[0]
    assert "1 result(s) of the older version of 14. aug 2024 15:02 are not repeated" in shown.detail_text(view)


@pytest.mark.hazard("H2.1")
def test_nothing_is_called_newest_before_every_page_is_in(view: ResultsView) -> None:
    old, new = version(14, potassium("4.2")), version(15, potassium("5.2"))
    show(view, old, new, coverage=Coverage(fetched=2, total=9), partial=True)
    view.reports.choose(old)
    assert all(each in shown.detail_text(view) for each in ("The newest so far:", "replaced: 5,2 mmol/L"))
    assert "newest" not in "".join(listed(view.reports.list)).lower()


def test_the_person_stays_on_the_version_that_is_read(view: ResultsView) -> None:
    old, *_ = show_three(view)
    view.reports.choose(old)
    show(view, *show_three(view), made.report("new"))
    again = made.result(old, version(15, potassium("5.2")), number=2)
    view.show_result(again, partial=True)
    view.reports.choose(old)
    view.show_result(again, partial=False)
    row = view.reports.list.currentIndex().row()
    assert view.reports.list.reports.report(row) is old


def test_who_is_on_the_heading_stays_there_while_more_comes(view: ResultsView) -> None:
    other = made.report("x", potassium("9"))
    own = [made.report(str(n), potassium("4")) for n in range(3)]
    show(view, *own[:1], other_identifier=(other,), partial=True)
    QTest.keyClick(view.reports.list, Qt.Key.Key_End)
    view.show_result(made.result(*own, other_identifier=(other,)), partial=False)
    row = view.reports.list.currentIndex().row()
    assert row == 3
    assert view.reports.list.reports.report(row) is None
    assert view.reports.detail.lines.rowCount() == 0
    view.clear()
    show(view, *own)
    assert view.reports.list.currentIndex().row() == 0


def test_codes_keep_the_place(view: ResultsView, qtbot: QtBot) -> None:
    show(view, version(14, *(made.finding(f"A{n}", made.quantity("1")) for n in range(80))))
    detail = view.reports.detail
    qtbot.waitUntil(detail.is_settled)
    detail.selectRow(next(row for row in range(detail.lines.rowCount()) if "A70" in detail.lines.line(row).cells))
    detail.scrollTo(detail.currentIndex())
    assert detail.verticalScrollBar().value() > 0
    view.tools.codes.setChecked(True)
    qtbot.waitUntil(detail.is_settled)
    assert detail.lines.line(detail.currentIndex().row()).cells[0] == "A70"


reports_of_a_few_series = st.lists(
    st.builds(
        version,
        st.integers(1, 9),
        st.sampled_from(["1", "2"]).map(potassium),
        number=st.sampled_from(["", "F-1", "F-2"]),
        status=st.sampled_from(["final", "amended", "cancelled"]),
    ),
    max_size=7,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports_of_a_few_series, reports_of_a_few_series, st.lists(st.integers(0, 12), max_size=8))
def test_whatever_is_opened_and_closed_nothing_is_lost(own: list[Report], apart: list[Report], presses: list[int]) -> None:
    found = run(digest(made.result(*own, other_identifier=tuple(apart)), complete=True)).versions
    model = ReportListModel(Style())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_reports(own, Style(), others=apart, versions=found)
    for press in presses:
        if press < model.rowCount():
            entry = model.entry(press)
            opens, before = entry.report is None or entry.group is not None, model.rowCount()
            model.set_open(press, not model.is_open(entry))
            assert (model.rowCount() != before) is opens
    for report in (*own, *apart):
        assert model.report(model.reveal(report)) is report
    every = {id(model.report(row)) for row in range(model.rowCount()) if model.report(row) is not None}
    assert every == {id(report) for report in (*own, *apart)}
    del tester


def test_the_newest_with_results_is_opened_and_the_others_are_named(view: ResultsView) -> None:
    waiting = made.report("w", status="registered", effective=made.moment("2024-09-01"))
    informative = made.report("i", potassium("4.2"))
    show(view, waiting, informative)
    assert view.reports.list.reports.row_of("w") == 0
    assert view.reports.list.currentIndex().row() == 1
    assert "4,2 mmol/L" in shown.detail_text(view)


@pytest.mark.hazard("H3.5")
@pytest.mark.skipif(not BUNDLES, reason="../shared/data/fhir is not there")
def test_every_version_of_every_answer_can_be_reached(view: ResultsView) -> None:
    answers = [read(path)[0] for path in BUNDLES]
    reports = [report for answer in answers for report in (*answer.reports, *answer.other_identifier)]
    show(view, *reports)
    view._slices.finish()
    shown.open_all(view.reports.list)
    model = view.reports.list.reports
    assert {id(model.report(row)) for row in range(model.rowCount())} == {id(report) for report in reports}
    assert sum(model.entry(row).older is not None for row in range(model.rowCount())) >= 5
    for report in reports:
        view.reports.choose(report)
        assert model.report(view.reports.list.currentIndex().row()) is report
        told = shown.findings(view.reports.detail)
        assert len(told) == _count(report.findings)


def _count(findings: tuple[Finding, ...]) -> int:
    return sum(1 + _count(each.members) for each in findings)
