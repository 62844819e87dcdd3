"""Copies: without the patient unless the person wants it, with their source, and gone from the clipboard in time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from provesvar_gui.results import export
from provesvar_gui.results.model import Coverage, Finding, Identifier, LookupResult, Party, Subject
from provesvar_gui.results.placed import Placed, VoidAbove
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.export import card
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.results import made, sandbox_patients
from tests.gui.results.export.desk import digested

STYLE = Style(language="nb")
SUBJECT = Subject(
    identifier=Identifier(system="urn:oid:2.16.578.1.12.4.1.4.1", value="13896900263"), display="BØLGEBRYTER, Stødig"
)


def answer(**more: Any) -> LookupResult:
    kalium = made.finding("P-Kalium", made.quantity("6.8"), interpretations=(made.ABOVE,))
    note = made.finding("Notat", "Stødig Bølgebryter, 138969 00263, ringes i dag")
    return made.result(made.report("1", kalium, note, subject=SUBJECT), **more)


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def copy_report(view: ResultsView, qtbot: QtBot) -> str:
    view.panes.turn_to(view.panes.place_of(Key.REPORTS))
    view.reports.detail.lines.finish()
    with qtbot.waitSignal(view.clipboard.changed):
        view.exporter.do(Key.COPY_ALL)
    return clipboard()


@pytest.mark.hazard("S99")
def test_a_copied_report_is_free_of_the_patient(view: ResultsView, qtbot: QtBot) -> None:
    view.show_result(answer(), partial=False)
    copied = copy_report(view, qtbot)
    assert all(each in copied for each in ("6,8 mmol/L", "↑ Over øvre referansegrense"))
    assert all(each in copied.splitlines()[-1] for each in ("Pasientens prøvesvar", "AKUTT"))
    assert "ringes i dag" in copied
    for part in ("13896900263", "138969 00263", "Bølgebryter", "BØLGEBRYTER", "Stødig"):
        assert part not in copied
    assert "\u00a0" not in copied


@pytest.mark.hazard("S99")
def test_with_the_patient_where_the_person_says_so_and_only_for_this_one(view: ResultsView, qtbot: QtBot) -> None:
    view.show_result(answer(), partial=False)
    view.tools.patient.trigger()
    assert any("with patient" in each.text() for each in view.tools.findChildren(QToolButton))
    first = copy_report(view, qtbot).splitlines()[1]  # below the mark of the test
    assert all(each in first for each in ("138969 00263", "BØLGEBRYTER, Stødig"))
    view.show_result(answer(), partial=False)
    assert view.tools.with_patient  # the same look-up: more of it came
    view.show_result(made.result(made.report("2"), number=2), partial=False)
    assert not view.tools.patient.isChecked()


def test_what_lies_on_the_clipboard_is_told_and_can_be_taken_off(view: ResultsView, qtbot: QtBot) -> None:
    view.show_result(answer(), partial=False)
    assert not view.exporter.note.isVisible()
    copy_report(view, qtbot)
    assert view.exporter.note.isVisible()
    assert "60 s" in view.exporter.note.copied.text()
    QTest.keyClick(view.reports.detail, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert not clipboard()
    assert not view.exporter.note.isVisible()


@pytest.mark.hazard("S99")
def test_it_goes_with_the_patient_but_not_with_a_changed_digit_or_when_it_is_fetched_again(
    view: ResultsView, qtbot: QtBot
) -> None:
    other = replace(answer(), lookup=made.lookup(3, digits="24837810031"))
    for stays, goes in (
        (view.hide_result, view.clear),
        (
            lambda: view.show_result(made.result(made.report("2"), number=2), partial=False),
            lambda: view.show_result(other, partial=False),
        ),
    ):
        view.show_result(answer(), partial=False)
        copy_report(view, qtbot)
        stays()
        assert clipboard()
        goes()
        assert not clipboard()


SPOKEN = Qt.ItemDataRole.AccessibleTextRole
CODED = (("P-Kalium", "NPU03230"), ("P-Natrium", "NPU03429"))
KALIUM = made.finding("P-Kalium", made.quantity("6.8"), interpretations=(made.ABOVE,))


def show(view: ResultsView, *findings: Finding, **more: Any) -> LookupResult:
    result = made.result(made.report("1", *findings), **more)
    view.show_result(result, partial=False)
    view.panes.turn_to(view.panes.place_of(Key.REPORTS))
    view.reports.detail.lines.finish()
    return result


def opened(view: ResultsView) -> tuple[str, ...]:
    view.exporter.do(Key.READ_ALOUD)
    assert view.exporter.card.isVisible()
    return view.exporter.card.line_texts


def test_it_says_the_number_as_people_say_it(view: ResultsView) -> None:
    show(view, KALIUM)
    told = opened(view)
    assert all(each in told for each in ("P-Kalium", "6,8\u00a0mmol/L"))
    assert "6 point 8 mmol/L" in told  # «komma» in the catalogue of bokmål
    assert any("Over øvre referansegrense" in line for line in told)
    assert any("14." in line for line in told)
    assert view.exporter.card.accessibleName() == ". ".join(told)


def test_it_says_who_made_it_and_what_is_copied_has_the_reference_too(view: ResultsView, qtbot: QtBot) -> None:
    fields: dict[str, Any] = {"reference_ranges": ("3.5 - 4.4",), "performers": (Party(organisation="Fjord"),)}
    show(view, made.finding("P-Kalium", made.quantity("6.8"), **fields))
    assert "Fjord" in "\n".join(opened(view))
    with qtbot.waitSignal(view.exporter.card.copy_asked) as copied:
        QTest.keyClick(view.exporter.card, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied.args is not None
    for part in ("P-Kalium: 6,8 mmol/L", "3.5 - 4.4", "Fjord"):
        assert part in copied.args[0]


@pytest.mark.hazard("H5.7")
@pytest.mark.parametrize(("comparator", "word"), [("<", "less than"), (">=", "more than or equal to"), ("~", "~")])
def test_a_comparator_is_a_word(view: ResultsView, comparator: str, word: str) -> None:
    show(view, made.finding("CRP", made.quantity("5", "mg/L", comparator)))
    assert f"{word} 5 mg/L" in opened(view)


@pytest.mark.hazard("H2.6")
def test_what_is_not_final_or_void_or_incomplete_is_said(view: ResultsView) -> None:
    show(
        view,
        made.finding("Glukose", made.quantity("11"), status="cancelled"),
        coverage=Coverage(fetched=1, total=3, complete=False),
    )
    assert {"Cancelled", "incomplete: not everything was fetched"} <= set(opened(view))


def test_what_is_too_long_for_the_card_says_where_the_rest_is(view: ResultsView) -> None:
    show(view, made.finding("Notat", "ord " * 400))
    opened(view)
    (told,) = [each.text() for each in view.exporter.card.findChildren(QLabel) if each.text().count("ord") > 9]
    assert "The rest stands in the report." in told.replace("\u200b", "")


@pytest.mark.hazard("H2.4")
def test_what_its_report_takes_back_is_struck_through_and_copied_so() -> None:
    withdrawn = Placed(finding=KALIUM, report=made.report("1", status="cancelled"), above=VoidAbove.REPORT)
    said = card.reading(withdrawn, STYLE)
    assert said.void
    assert "Cancelled" in said.states
    assert export.reading_line(said).startswith("✕ ")


@pytest.mark.parametrize("key", [Key.OVERVIEW, Key.TABLE, Key.REPORTS])
def test_it_begins_with_the_chosen_result(view: ResultsView, qtbot: QtBot, key: Key) -> None:
    potassium, sodium = ((name, made.concept("", ("7280", code, name))) for name, code in CODED)
    found = (made.finding(name, made.quantity("5"), code=code) for name, code in (potassium, sodium))
    digested(view, qtbot, made.result(made.report("1", *found)))
    qtbot.waitUntil(view.is_settled)
    view.panes.turn_to(view.panes.place_of(key))
    for lines in (view.panes.overview.list, view.panes.flowsheet.table, view.reports.detail):
        model = lines.model()
        rows = [row for row in range(model.rowCount()) if "P-Natrium" in lines.model().index(row, 0).data(SPOKEN)]
        lines.setCurrentIndex(model.index(rows[0], model.columnCount() - 1))
    assert "P-Natrium" in opened(view)


def test_arrows_go_through_all_and_stop_at_the_ends(view: ResultsView) -> None:
    show(view, KALIUM, made.finding("P-Natrium", made.quantity("140")), made.finding("P-CRP", made.quantity("3", "mg/L")))
    opened(view)
    card = view.exporter.card
    for key, name in (
        (Qt.Key.Key_Up, "P-Kalium"), (Qt.Key.Key_Down, "P-Natrium"), (Qt.Key.Key_Right, "P-CRP"), (Qt.Key.Key_Right, "P-CRP"),
        (Qt.Key.Key_Left, "P-Natrium"),
    ):  # fmt: skip
        QTest.keyClick(card, key)
        assert name in card.line_texts
    for button, name in ((card.previous, "P-Kalium"), (card.next, "P-Natrium"), (card.next, "P-CRP")):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert name in card.line_texts
    assert not card.next.isEnabled()


@pytest.mark.hazard("S102")
def test_the_number_only_when_asked_for(view: ResultsView) -> None:
    show(view, KALIUM)
    assert not any("138969" in line for line in opened(view))
    QTest.keyClick(view.exporter.card, Qt.Key.Key_N)
    assert any("138969 00263" in line for line in view.exporter.card.line_texts)


@pytest.mark.hazard("H5.7")
def test_read_back_is_ticked_for_that_one_alone(view: ResultsView) -> None:
    show(view, KALIUM, made.finding("P-Natrium", made.quantity("140")))
    opened(view)
    QTest.keyClick(view.exporter.card, Qt.Key.Key_Space)
    assert "✓" in view.exporter.card.line_texts[0]
    QTest.keyClick(view.exporter.card, Qt.Key.Key_Down)
    assert "✓" not in view.exporter.card.line_texts[0]


def test_escape_closes_it_and_goes_back(view: ResultsView, qtbot: QtBot) -> None:
    show(view, KALIUM)
    view.reports.detail.setFocus()
    opened(view)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is view.exporter.card)
    QTest.keyClick(view.exporter.card, Qt.Key.Key_Escape)
    assert not view.exporter.card.isVisible()
    assert QApplication.focusWidget() is view.reports.detail


@pytest.mark.hazard("S102")
def test_nothing_of_it_outlives_the_patient(view: ResultsView) -> None:
    show(view, KALIUM)
    opened(view)
    QTest.keyClick(view.exporter.card, Qt.Key.Key_N)
    view.hide_result()
    card = view.exporter.card
    assert not card.isVisible()
    assert card.line_texts == ()
    assert card.value_aloud == ""
    assert card.accessibleName() == ""
    assert card.reading is None


def test_the_overview_is_read_where_a_view_has_nothing_to_read(view: ResultsView, qtbot: QtBot) -> None:
    digested(view, qtbot, sandbox_patients.patient())
    qtbot.waitUntil(view.is_settled)  # the rows of the overview come bit by bit
    view.panes.turn_to(view.panes.place_of(Key.TREND))
    assert "P-Kalium" in opened(view)


@pytest.mark.hazard("H2.8")
def test_a_newer_sample_without_a_value_is_read_with_the_newest_that_has_one(view: ResultsView, qtbot: QtBot) -> None:
    waiting = made.finding("P-Kalium", None, id="w", status="registered", effective=made.moment("2026-11-24T23:10:00+01:00"))
    old = made.finding("P-Kalium", made.quantity("5.1"), id="o", effective=made.moment("2020-01-01T10:00:00+01:00"))
    digested(view, qtbot, made.result(made.report("1", KALIUM, old), made.report("2", waiting)))
    view.panes.turn_to(view.panes.place_of(Key.REPORTS))
    placed = {each.observation.id: each for each in view.panes.every()}
    every = view.panes.every()
    state = card.reading(placed[KALIUM.observation.id], STYLE, every=every).awaited
    assert state == "New sample taken 24.\u00a0nov\u00a02026\u00a023:10: result awaited"
    assert card.reading(placed["o"], STYLE, every=every).awaited == ""  # a newer value stands
