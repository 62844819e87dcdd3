"""From the form to results, with everything around the window faked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from provesvar_gui.desk.actions import LookupProgress, LookupStep
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import SessionEnd, SessionEvent
from provesvar_gui.patient.access import AccessBasis
from tests.gui.fakes import DOCTOR, KARI, OLA, ORGANISATIONS, Bench, make_bench, result_of
from tests.gui.hands import Key, answered, chosen, click, find, label, log_out, logged_in, press, sent, showing, status, type_form
from tests.window_settings import window_settings


def test_the_caret_is_in_the_patient_field_at_first_paint(bench: Bench) -> None:
    assert QApplication.focusWidget() is bench.window.form.patient.line
    assert [task.name for task in bench.bridge.tasks] == ["refresh_roles"]


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
@pytest.mark.parametrize("where", ["patientField", "basisAkutt", "rolePicker", "lookupButton"])
def test_enter_arms_from_every_part_of_the_form(bench: Bench, key: Qt.Key, where: str) -> None:
    type_form(bench)
    find(bench, where).setFocus()
    press(key)
    assert len(bench.bridge.named("login")) == 1


def test_letters_choose_the_basis_only_outside_text(bench: Bench) -> None:
    form = bench.window.form
    form.role.line.setFocus()
    press(Key.Key_S)
    assert chosen(bench) is None
    press(Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert chosen(bench) is AccessBasis.SAMTYKKE
    find(bench, "lookupButton").setFocus()
    press(Key.Key_U)
    assert chosen(bench) is AccessBasis.UNNTAK


def test_a_letter_alone_changes_no_basis_while_results_are_read(bench: Bench) -> None:
    answered(bench)
    press(Key.Key_U)
    assert chosen(bench) is AccessBasis.AKUTT
    press(Key.Key_U, Qt.KeyboardModifier.AltModifier)
    assert chosen(bench) is AccessBasis.AKUTT
    press(Key.Key_F7)  # the form is in sight
    find(bench, "lookupButton").setFocus()
    press(Key.Key_U)
    assert chosen(bench) is AccessBasis.UNNTAK
    bench.window.controller.clear()
    find(bench, "lookupButton").setFocus()
    press(Key.Key_S)
    assert chosen(bench) is AccessBasis.SAMTYKKE


@pytest.mark.hazard("S2")
def test_a_key_held_down_asks_once(bench: Bench) -> None:
    answered(bench)
    press(Key.Key_F7)
    held = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(bench.window.form.patient.line, held)
    assert len(bench.bridge.named("lookup")) == 1


@pytest.mark.hazard("S2")
@pytest.mark.parametrize("edit", ["number", "basis", "role", "escape"])
def test_any_edit_disarms(bench: Bench, edit: str) -> None:
    type_form(bench)
    press(Key.Key_Return)
    assert "as soon as you are logged in" in status(bench)
    match edit:
        case "number":
            bench.window.form.patient.line.setFocus()
            press(Key.Key_Backspace)
        case "basis":
            press(Key.Key_U, Qt.KeyboardModifier.AltModifier)
        case "role":
            bench.window.form.role.take("SP")
        case _:
            press(Key.Key_Escape)
    bench.bridge.last("login").succeed(DOCTOR)
    assert bench.bridge.named("lookup") == []
    assert "as soon as" not in status(bench)


@pytest.mark.hazard("H1.2")
def test_the_first_changed_digit_hides_in_the_same_turn(bench: Bench) -> None:
    answered(bench)
    assert bench.window.bar.accessibleDescription().split(" · … · ")[0] == label(bench, "patientStripTold")
    line = bench.window.form.patient.line
    line.setFocus()
    line.setCursorPosition(12)
    QTest.keyClick(line, Key.Key_Backspace)  # no event loop runs in between
    assert not showing(bench)
    assert not bench.view.isVisible()
    assert label(bench, "patientStripNumber") == label(bench, "patientStripTold") == ""
    assert label(bench, "patientStripName") == ""
    assert not find(bench, "newPatientButton").isVisible()
    QTest.keyClicks(line, "3")
    assert not showing(bench), "nobody has asked for them"
    assert label(bench, "patientStripNumber") == "138969 00263"
    press(Key.Key_Escape)
    assert showing(bench)
    assert chosen(bench) is AccessBasis.AKUTT
    assert len(bench.bridge.named("lookup")) == 1


@pytest.mark.hazard("H1.2")
@pytest.mark.parametrize("number", [OLA, OLA[:1], ""])
def test_after_a_changed_digit_only_the_act_with_the_number_brings_results_back(bench: Bench, number: str) -> None:
    answered(bench)
    press(Key.Key_F7)
    line = bench.window.form.patient.line
    press(Key.Key_Delete)
    QTest.keyClicks(line, number)
    assert chosen(bench) is None
    QTest.keyClick(line, Key.Key_Escape)
    assert not showing(bench)
    assert line.text().replace(" ", "") == number
    assert find(bench, "backButton").accessibleName() == "Back to 138969 00263"
    click(bench, "backButton")
    assert line.text() == "138969 00263"
    assert showing(bench)
    assert len(bench.bridge.named("lookup")) == 1


@pytest.mark.requirement("R38")
@pytest.mark.parametrize(("by_key", "number"), [(False, OLA), (True, OLA), (False, OLA[:1]), (True, "")])
def test_results_beside_another_number_are_wiped(qtbot: QtBot, by_key: bool, number: str) -> None:
    """``by_key``: *Change* had hidden them before. Whatever goes on meanwhile does not put it off."""
    bench = answered(make_bench(qtbot))
    assert bench.window.controller.wipe_timer.interval() == 30_000
    bench.window.controller.wipe_timer.setInterval(100)
    if by_key:
        press(Key.Key_F7)
    bench.window.form.patient.line.set_number(number)

    def wiped() -> bool:
        bench.window.controller.refresh()
        return bench.view.text.text() == ""

    qtbot.waitUntil(wiped)
    bench.window.form.patient.line.set_number(KARI)
    assert not showing(bench)


@pytest.mark.hazard("S1")
@pytest.mark.parametrize("how", ["clear", "logout", "close"])
def test_clear_logout_and_close_wipe_at_once(bench: Bench, how: str) -> None:
    answered(bench)
    match how:
        case "clear":
            press(Key.Key_F8)
        case "logout":
            log_out(bench)
        case _:
            bench.window.close()
    assert bench.view.text.text() == ""
    assert not showing(bench)
    assert label(bench, "patientStripNumber") == ""
    if how != "close":
        assert bench.window.form.patient.line.text() == ""
        assert chosen(bench) is None
        press(Key.Key_1)
        assert bench.window.form.patient.line.text() == "1", "the caret is there"
    if how == "logout":
        assert bench.bridge.named("logout")
        assert (label(bench, "whoLabel"), status(bench)) == ("Not logged in", "You log in when you look up.")
        assert bench.window.form.role.code == ""


@pytest.mark.hazard("H1.3")
def test_what_comes_late_never_stands_beside_the_next_patients_number(bench: Bench) -> None:
    logged_in(bench)
    late, given_up = bench.bridge.last("lookup"), sent(bench)
    line = bench.window.form.patient.line
    line.set_number(OLA)
    line.setFocus()
    press(Key.Key_Tab)
    press(Key.Key_S)
    press(Key.Key_Return)
    bench.bridge.last("lookup").succeed(result_of(sent(bench)))
    part = result_of(given_up)
    late.progressed.emit(LookupProgress(lookup_number=given_up.number, step=LookupStep.PAGING, partial=part))
    line.set_number(KARI)
    line.set_number(OLA)
    bench.window.controller.back()
    assert showing(bench)
    assert [result.lookup.patient.digits for result, _ in bench.view.shown] == [OLA]


def test_partial_results_are_shown_as_such(bench: Bench) -> None:
    logged_in(bench)
    task, lookup = bench.bridge.last("lookup"), sent(bench)
    part = LookupProgress(lookup_number=lookup.number, step=LookupStep.PAGING, fetched=50, total=120, partial=result_of(lookup))
    task.progressed.emit(part)
    assert [partial for _, partial in bench.view.shown] == [True]
    assert "Fetching: 50 of 120" in status(bench)
    task.succeed(result_of(lookup))
    assert [partial for _, partial in bench.view.shown] == [True, False]
    assert status(bench) == ""


@pytest.mark.hazard("H2.3")
def test_what_came_before_a_failure_is_told_to_be_incomplete(bench: Bench) -> None:
    logged_in(bench)
    task, lookup = bench.bridge.last("lookup"), sent(bench)
    task.progressed.emit(LookupProgress(lookup_number=lookup.number, step=LookupStep.PAGING, partial=result_of(lookup)))
    task.fail(AppError(ErrorCode.SERVER_ERROR, correlation_id="abc-123"))
    assert showing(bench)
    assert label(bench, "statusNote") == "What came before that is below: not all."
    assert bench.view.text.text() == "incomplete results"


def test_an_error_is_told_in_words_with_its_reference(bench: Bench) -> None:
    logged_in(bench)
    error = AppError(ErrorCode.SERVER_ERROR, "secret detail", correlation_id="abc-123", service_text="<b>down</b>")
    bench.bridge.last("lookup").fail(error)
    assert find(bench, "statusBanner").isVisible()
    assert label(bench, "statusWhat") == "Pasientens prøvesvar (results) has an error of its own."
    assert label(bench, "statusServiceText") == "The service says: «<b>down</b>»"
    assert bench.window.findChild(QLabel, "statusServiceText").textFormat() is Qt.TextFormat.PlainText  # type: ignore[union-attr]  # found above
    texts = [found.text() for found in bench.window.findChildren(QLabel)]
    assert not any("secret detail" in text for text in texts)
    click(bench, "copyReferenceButton")
    assert QGuiApplication.clipboard().text() == "abc-123"
    assert bench.window.form.patient.line.text() == "138969 00263"
    find(bench, "lookupButton").setFocus()
    press(Key.Key_Return)
    assert len(bench.bridge.named("lookup")) == 2
    assert not find(bench, "statusBanner").isVisible()


@pytest.mark.hazard("H9.3")
@pytest.mark.parametrize("code", [ErrorCode.NO_NETWORK, ErrorCode.PORTS_BUSY, ErrorCode.LOGIN_TIMEOUT, ErrorCode.KEY_MISSING])
def test_a_failed_login_keeps_what_was_typed_and_the_next_works(bench: Bench, code: ErrorCode) -> None:
    type_form(bench)
    press(Key.Key_Return)
    bench.bridge.last("login").fail(AppError(code))
    assert find(bench, "statusBanner").isVisible()
    press(Key.Key_Return)
    for task in bench.bridge.named("read_settings"):  # somebody may have corrected them
        task.succeed(window_settings())
    assert len(bench.bridge.named("login")) == 2
    bench.bridge.last("login").succeed(DOCTOR)
    assert sent(bench).patient.digits == KARI


@pytest.mark.hazard("H8.1")
def test_somebody_already_logged_in_is_confirmed_with_one_key(bench: Bench) -> None:
    type_form(bench)
    press(Key.Key_Return)
    bench.bridge.last("login").succeed(replace(DOCTOR, fresh=False))
    assert bench.bridge.named("lookup") == []
    assert QApplication.focusWidget() is find(bench, "confirmPersonButton")
    press(Key.Key_Return)
    assert sent(bench).patient.digits == KARI
    assert not find(bench, "personQuestion").isVisible()


@pytest.mark.hazard("H8.1")
def test_an_impatient_enter_confirms_nobody(qtbot: QtBot) -> None:
    bench = make_bench(qtbot, confirm_guard_ms=3_600_000)
    type_form(bench)
    press(Key.Key_Return)
    bench.bridge.last("login").succeed(replace(DOCTOR, fresh=False))
    press(Key.Key_Return)
    assert bench.bridge.named("lookup") == []
    bench.window.form.question.guard.ms = 0
    click(bench, "confirmPersonButton")
    assert len(bench.bridge.named("lookup")) == 1


def test_the_organisation_is_part_of_the_form(qtbot: QtBot) -> None:
    bench = make_bench(qtbot, organisations=ORGANISATIONS)
    type_form(bench)
    press(Key.Key_Return)
    bench.bridge.last("login").succeed(DOCTOR)
    assert bench.bridge.named("lookup") == []
    assert QApplication.focusWidget() is find(bench, "organisationPicker")
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert bench.bridge.last("set_organisation").given["organisation"] == ORGANISATIONS[0]
    bench.bridge.last("set_organisation").succeed(replace(DOCTOR, organisation=ORGANISATIONS[0]))
    assert len(bench.bridge.named("lookup")) == 1
    assert bench.memory.organisations == {DOCTOR.hpr_number: ORGANISATIONS[0].orgnr}
    bench.bridge.last("lookup").succeed(result_of(sent(bench)))
    press(Key.Key_F7)
    bench.window.form.organisation.take(ORGANISATIONS[1].orgnr)
    find(bench, "lookupButton").setFocus()
    press(Key.Key_Return)
    switch = bench.bridge.last("set_organisation")
    assert switch.given["organisation"] == ORGANISATIONS[1]
    assert len(bench.bridge.named("lookup")) == 1
    switch.succeed(replace(DOCTOR, organisation=ORGANISATIONS[1]))
    assert len(bench.bridge.named("lookup")) == 2


def test_f6_goes_from_the_page_to_the_bar_and_back(bench: Bench) -> None:
    answered(bench)
    assert QApplication.focusWidget() is find(bench, "reportList")
    press(Key.Key_F6)
    assert QApplication.focusWidget() is find(bench, "userMenuButton")
    press(Key.Key_F6)
    assert QApplication.focusWidget() is find(bench, "reportList")


@pytest.mark.hazard("S90")
def test_no_title_tells_the_patient(bench: Bench) -> None:
    answered(bench)
    for widget in QApplication.topLevelWidgets():
        assert "138969" not in widget.windowTitle()
        assert "138969" not in widget.objectName()


GONE = (ErrorCode.SESSION_EXPIRED, ErrorCode.LOGIN_NOT_ACCEPTED)  # the service's 401


@pytest.mark.hazard("H9.8")
@pytest.mark.parametrize("code", [*GONE, ErrorCode.UNEXPECTED_ANSWER, ErrorCode.CLIENT_REFUSED])
def test_where_the_session_has_ended_the_enter_of_a_lookup_logs_in(bench: Bench, code: ErrorCode) -> None:
    """Why it ended is told; the look-up has not been sent and goes after the login, with no further Enter."""
    answered(bench)
    find(bench, "lookupButton").setFocus()
    press(Key.Key_Return)
    if code not in GONE:
        bench.bridge.sessionChanged.emit(SessionEvent(clinician=None, ended=SessionEnd.RENEWAL_FAILED))
    bench.bridge.last("lookup").fail(AppError(code))
    for task in bench.bridge.named("read_settings"):  # somebody may have put in another key
        task.succeed(window_settings())
    assert len(bench.bridge.named("login")) == 2
    assert label(bench, "whoLabel") == "Logging in"
    bench.bridge.last("login").succeed(DOCTOR)
    assert len(bench.bridge.named("lookup")) == 3
    bench.bridge.last("lookup").fail(AppError(ErrorCode.SESSION_EXPIRED))
    assert len(bench.bridge.named("login")) == 2  # one Enter logs in once
    assert label(bench, "whoLabel") == "Not logged in"
    assert find(bench, "statusBanner").isVisible()
    press(Key.Key_Return)
    assert len(bench.bridge.named("login")) == 3
