"""The results view with real widgets: what is shown, what is kept, what is wiped."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from provesvar_gui.results.model import Annotation, Coverage, LookupResult, Note, NoteKind, Outcome, OutcomeKind
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.view import ResultsView
from provesvar_gui.ui.widgets import Label
from tests.gui.hands import part
from tests.gui.machine import reading
from tests.gui.results import made, shown, strategies
from tests.gui.results.microbiology.kit import MBIO, graded
from tests.window_settings import window_settings


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(strategies.results, st.booleans(), st.booleans())
def test_any_result_can_be_shown_painted_and_wiped(view: ResultsView, result: LookupResult, partial: bool, codes: bool) -> None:
    view.tools.codes.setChecked(codes)
    view.show_result(result, partial=partial)
    view.grab()
    for report in (*result.reports, *result.other_identifier):
        view.reports.choose(report)
        chosen = view.reports.list.currentIndex().row()
        assert view.reports.list.reports.report(chosen) is report
    shown.open_all(view.reports.list)
    view.grab()
    view.clear()
    assert view.reports.list.reports.rowCount() == view.reports.detail.lines.rowCount() == 0
    labels = view.findChildren(QLabel)
    assert not [label.text() for label in labels if label.text() and not label.objectName().endswith("Legend")]


@pytest.mark.hazard("S98")
def test_clear_leaves_no_text_of_the_patient_anywhere(view: ResultsView) -> None:
    secret, panes = "Hemmelig", view.panes
    marked: dict[str, Any] = {
        "interpretations": (made.ABOVE,),
        "notes": (Annotation(text=secret),),
        "reference_ranges": (secret,),
    }
    report = made.report(
        "1",
        made.finding(f"{secret} analyse", made.quantity("6.8", secret), **marked),
        comments=(Annotation(text=secret),),
        code=made.concept(secret),
    )
    grown = made.finding("Funn", made.concept(secret), made.finding(secret, graded("R", secret)))
    culture = made.report("2", made.finding("Blodkultur", made.concept("Vekst"), grown), code=MBIO)
    result = made.result(
        report, culture, outcomes=(Outcome(kind=OutcomeKind.INFORMATION, text=secret),), correlation_ids=(secret,)
    )

    def held(widget: QWidget) -> bool:
        return secret in "\n".join(reading.held([widget, *widget.findChildren(QWidget)]))

    view.show_result(result, partial=False)
    view._slices.finish()
    for place in range(panes.tabs.count()):
        panes.turn_to(place)
        while not view.is_settled():
            QApplication.processEvents()
    assert panes.overview.digest is not None
    panes.show_trend(tuple(each for each in panes.overview.digest.series if each.has_numbers))
    panes.trend._slices.finish()
    view.grab()
    view.footer.open_about()
    every = (panes.overview, panes.flowsheet, panes.reports, panes.microbiology, panes.trend)
    assert all(map(held, every))
    view.clear()
    view.footer.retranslate()
    assert not held(view)
    assert (panes.trend.graph.lanes, panes.trend.inspector.groups, panes.trend.curves) == ((), [], ())
    assert not view.footer.coverage.text()


@pytest.mark.hazard("S98")
def test_a_new_lookup_leaves_nothing_of_the_old_one(view: ResultsView) -> None:
    view.show_result(made.result(made.report("1", made.finding("Kalium", made.quantity("6.8")))), partial=False)
    view.show_result(made.result(number=2), partial=False)
    assert "Kalium" not in shown.everything(view)


@pytest.mark.hazard("H3.7")
def test_without_data_each_outcome_has_its_own_screen(view: ResultsView) -> None:
    said = set()
    for kind in OutcomeKind:
        view.show_result(made.result(outcomes=(Outcome(kind=kind, text="Tjenestens <b>ord</b>"),)), partial=False)
        assert view.outcome.isVisible()
        assert view.outcome.property("outcome") == kind.value or kind is OutcomeKind.INFORMATION
        assert "Tjenestens <b>ord</b>" in " ".join(shown.texts(view.outcome))
        said.add(tuple(shown.texts(view.outcome)))
    assert len(said) == len(OutcomeKind)


def test_an_empty_answer_is_nothing_found_but_an_unread_one_is_not(view: ResultsView) -> None:
    view.show_result(made.result(), partial=False)
    assert view.outcome.property("outcome") == "nothing-found"
    view.show_result(made.result(notes=(Note(kind=NoteKind.ENTRY_UNREADABLE),), number=2), partial=False)
    assert view.outcome.property("outcome") != "nothing-found"
    view.show_result(made.result(coverage=Coverage(withheld=1, complete=True), correlation_ids=("a1",), number=3), partial=False)
    assert view.outcome.property("outcome") != "nothing-found"
    assert len(shown.banners(view)) == 1
    assert view.notice.all.isHidden()
    more = {"notes": (Note(kind=NoteKind.ENTRY_UNREADABLE),), "coverage": Coverage(withheld=1, complete=True)}
    view.show_result(made.result(made.report(), number=4, **more), partial=False)
    assert len(shown.banners(view)) == 2
    assert view.notice.accessibleName() == (
        "1 report(s) or result(s) withheld: may be about another person, and not everything could be read or fetched"
    )
    assert not view.notice.all.isHidden()
    view.show_result(made.result(coverage=Coverage(withheld=1, complete=True), correlation_ids=("a1",), number=5), partial=False)
    view.resize(950, 600)
    QApplication.processEvents()
    line = part(view.notice, Label, "noticeBody")
    assert line.text() == "Ask the patient, or call the laboratory. Give the look-up ID to the support desk."
    assert view.notice.accessibleDescription() == line.text()
    assert not view.notice.copy.isHidden()
    restricted = (Outcome(kind=OutcomeKind.RESTRICTED, openable=True),)
    more = {"outcomes": restricted, "coverage": Coverage(withheld=1, complete=True)}
    view.show_result(made.result(made.report(), number=6, **more), partial=False)
    title = part(view.notice, Label, "noticeTitle")
    for width, whole, cap in ((1280, True, True), (1166, True, False), (911, False, False)):
        view.resize(width, 600)
        QApplication.processEvents()
        short = "The patient has restricted results. 1 withheld: another person?"
        assert title.shown_text() == (title.text() if whole else short)
        assert title.text().endswith("1 report(s) or result(s) withheld: may be about another person.")
        assert bool(view.notice.open._key) == cap, "the cap of its key goes first"


@pytest.mark.hazard("H3.11")
@pytest.mark.parametrize(("start", "said"), [("", "answers from before "), ("2025-09-01", "answers from before 1. sep 2025 may")])
def test_an_empty_past_is_not_called_a_healthy_one(view: ResultsView, start: str, said: str) -> None:
    """Since when there can be answers: over nothing found, over the table and over the trend, once each."""
    view.take_settings(window_settings(pps__history_from=start))
    view.show_result(made.result(), partial=False)
    assert " ".join(shown.texts(view.outcome)).casefold().count(said) == 1
    assert said in shown.plain(view.outcome.accessibleDescription()).casefold()
    view.show_result(made.result(made.report("1", made.finding("Kalium", made.quantity("6.8"))), number=2), partial=False)
    for key in (Key.OVERVIEW, Key.TABLE, Key.REPORTS, Key.MICROBIOLOGY, Key.TREND):
        view.panes.turn_to(view.panes.place_of(key))
        assert " ".join(shown.texts(view)).count(said) == 1, key
    for width, height in ((911, 512), (1024, 768), (1366, 768)):
        view.resize(width, height)
        QApplication.processEvents()
        there = said if width > 911 else "laboratories and older answers may be missing."  # the page of the look-up has it
        assert there in shown.plain(view.footer.limits.shown_text()), "the first sentence gives way last, and never in part"


@pytest.mark.hazard("H2.1")
def test_partial_says_how_much_and_that_it_is_preliminary(view: ResultsView) -> None:
    view.show_result(made.result(made.report(), coverage=Coverage(fetched=1, total=12)), partial=True)
    assert view.footer.coverage.text().startswith("Still fetching: 1 of 12 reports")
    view.ended()  # stopped
    said = view.footer.coverage.text()
    assert said.startswith("Incomplete: 1 of 12 reports fetched")
    assert view.panes.overview.state.text().startswith("Incomplete")
    view.hide_result()
    view.restore_result()
    assert view.footer.coverage.text() == said


@pytest.mark.hazard("H3.9")
def test_another_identifier_is_closed_until_opened_by_one_act(view: ResultsView) -> None:
    other = made.report("x", made.finding("Hemoglobin", made.quantity("9.1", "g/dL")))
    view.show_result(made.result(made.report("1"), other_identifier=(other,)), partial=False)
    for width, told in ((1366, "1 result(s) by another type of number shown apart"), (911, "1 shown apart")):
        view.resize(width, 768)
        QApplication.processEvents()
        assert view.footer.coverage.text().endswith(f" · {told}")
    table = view.reports.list
    assert table.reports.row_of("x") == -1
    assert "1 report(s)" in shown.rows(table.model())[1][0]
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert "Hemoglobin" not in shown.detail_text(view)
    QTest.keyClick(table, Qt.Key.Key_Return)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert "Hemoglobin" in shown.detail_text(view)
    assert "◇ registered on another kind of number or an invalid one" in shown.rows(table.model())[2][0]
    QTest.keyClick(table, Qt.Key.Key_Up)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert table.reports.row_of("x") == -1
    assert "Hemoglobin" not in shown.detail_text(view)


def test_cancelled_is_struck_through_and_said(view: ResultsView) -> None:
    report = made.report("1", made.finding("Glukose", made.quantity("11"), status="cancelled"), status="cancelled")
    view.show_result(made.result(report), partial=False)
    assert "Cancelled" in shown.rows(view.reports.list.model())[0][0]
    (cells, _below) = shown.findings(view.reports.detail)[0]
    assert cells[1] == "11 mmol/L"
    assert "Cancelled" in cells[5]
    row = next(r for r in range(view.reports.detail.lines.rowCount()) if view.reports.detail.lines.line(r).cells)
    assert view.reports.detail.lines.styled(row, 1)[0].struck
