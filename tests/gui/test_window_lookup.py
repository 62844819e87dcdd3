"""From the form to results, with everything around the window faked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from provesvar_gui.domain.access import AccessBasis
from provesvar_gui.domain.lookup import Lookup
from provesvar_gui.domain.progress import LookupProgress, LookupStep
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginProgress, LoginStep, SessionEnd, SessionEvent
from tests.gui.fakes import DOCTOR, KARI, OLA, ORGANISATIONS, Bench, make_bench, result_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Key = Qt.Key


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return make_bench(qtbot)


def find(bench: Bench, name: str) -> QWidget:
    found = bench.window.findChild(QWidget, name)
    assert found is not None, name
    return found


def label(bench: Bench, name: str) -> str:
    found = bench.window.findChild(QLabel, name)
    assert found is not None, name
    return found.text()


def click(bench: Bench, name: str) -> None:
    button = find(bench, name)
    assert isinstance(button, QPushButton)
    assert button.isVisible()
    button.click()


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def chosen(bench: Bench) -> AccessBasis | None:
    return bench.window.form.basis.basis


def showing(bench: Bench) -> bool:
    return bench.window.area.results_visible


def type_form(bench: Bench, number: str = KARI) -> None:
    """With the keyboard alone: the number, Tab, the letter, the role."""
    line = bench.window.form.patient.line
    assert QApplication.focusWidget() is line
    QTest.keyClicks(line, number)
    press(Key.Key_Tab)
    press(Key.Key_A)
    assert chosen(bench) is AccessBasis.AKUTT
    press(Key.Key_F4)
    press(Key.Key_L)
    press(Key.Key_E)
    press(Key.Key_Return)
    assert bench.window.form.role.code == "LE"
    assert bench.bridge.named("login") == []


def sent(bench: Bench) -> Lookup:
    lookup = bench.bridge.last("lookup").given["lookup"]
    assert isinstance(lookup, Lookup)
    return lookup


def answered(bench: Bench) -> Bench:
    type_form(bench)
    press(Key.Key_Return)
    bench.bridge.last("login").succeed(DOCTOR)
    bench.bridge.last("lookup").succeed(result_of(sent(bench)))
    assert showing(bench)
    return bench


def test_the_caret_is_in_the_patient_field_at_first_paint(bench: Bench) -> None:
    assert QApplication.focusWidget() is bench.window.form.patient.line
    assert [task.name for task in bench.bridge.tasks] == ["refresh_roles"]


def test_with_the_keyboard_alone(bench: Bench) -> None:
    type_form(bench)
    press(Key.Key_Return)
    login = bench.bridge.last("login")
    assert login.given == {"force": True, "organisation": None}
    assert bench.bridge.named("lookup") == []
    login.progressed.emit(LoginProgress(step=LoginStep.BROWSER, browser_url="https://helseid.example/authorize"))
    assert "Log in in the browser" in bench.window.form.progress.text
    login.succeed(DOCTOR)
    assert sent(bench).patient.digits == KARI
    assert sent(bench).basis is AccessBasis.AKUTT
    assert sent(bench).role_code == "LE"
    bench.bridge.last("lookup").succeed(result_of(sent(bench)))
    assert showing(bench)
    assert label(bench, "patientStripNumber") == "138969 00263"
    assert bench.memory.roles == {DOCTOR.hpr_number: "LE"}
    assert QApplication.focusWidget() is find(bench, "reportList")
    assert label(bench, "whoLabel") == "GRØNN VITS"
    assert "565501872" in label(bench, "whoDetails")


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
@pytest.mark.parametrize("where", ["patientField", "basisAkutt", "roleText", "lookupButton"])
def test_enter_arms_from_every_part_of_the_form(bench: Bench, key: Qt.Key, where: str) -> None:
    type_form(bench)
    find(bench, where).setFocus()
    press(key)
    assert len(bench.bridge.named("login")) == 1


def test_enter_points_at_what_is_missing(bench: Bench) -> None:
    form = bench.window.form
    press(Key.Key_Return)
    assert QApplication.focusWidget() is form.patient.line
    QTest.keyClicks(form.patient.line, KARI)
    press(Key.Key_Return)
    assert QApplication.focusWidget() is form.basis.focusProxy()
    assert "S, U or A" in form.progress.text
    press(Key.Key_U)
    press(Key.Key_Return)
    assert QApplication.focusWidget() is form.role.combo
    assert bench.bridge.named("login") == []


def test_enter_on_another_button_does_not_arm(bench: Bench) -> None:
    type_form(bench)
    for name in ("helpButton", "loginButton"):
        find(bench, name).setFocus()
        press(Key.Key_Return)
    assert not bench.window.controller.desk.armed
    assert len(bench.bridge.named("login")) == 1  # by its own button
    find(bench, "cancelButton").setFocus()
    press(Key.Key_Return)
    assert bench.bridge.last("login").cancel_asked


def test_letters_choose_the_basis_only_outside_text(bench: Bench) -> None:
    form = bench.window.form
    form.role.combo.setFocus()
    press(Key.Key_S)
    assert chosen(bench) is None
    press(Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert chosen(bench) is AccessBasis.SAMTYKKE
    find(bench, "lookupButton").setFocus()
    press(Key.Key_U)
    assert chosen(bench) is AccessBasis.UNNTAK


def test_a_key_held_down_asks_once(bench: Bench) -> None:
    answered(bench)
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    held = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(bench.window.form.patient.line, held)
    assert len(bench.bridge.named("lookup")) == 1


@pytest.mark.parametrize("edit", ["number", "basis", "role", "escape"])
def test_any_edit_disarms(bench: Bench, edit: str) -> None:
    type_form(bench)
    press(Key.Key_Return)
    assert "as soon as you are logged in" in bench.window.form.progress.text
    match edit:
        case "number":
            bench.window.form.patient.line.setFocus()
            press(Key.Key_Backspace)
        case "basis":
            press(Key.Key_U, Qt.KeyboardModifier.AltModifier)
        case "role":
            bench.window.form.role.set_code("SP")
            bench.window.form.role.chosen.emit("SP")
        case _:
            press(Key.Key_Escape)
    bench.bridge.last("login").succeed(DOCTOR)
    assert bench.bridge.named("lookup") == []
    assert "as soon as" not in bench.window.form.progress.text


def test_typing_goes_on_while_the_browser_logs_in(bench: Bench) -> None:
    click(bench, "loginButton")
    type_form_again = bench.window.form.patient.line
    type_form_again.setFocus()
    QTest.keyClicks(type_form_again, KARI)
    assert type_form_again.text() == "138969 00263"
    bench.bridge.last("login").succeed(DOCTOR)
    assert type_form_again.text() == "138969 00263"
    assert bench.bridge.named("lookup") == []


def test_the_first_changed_digit_hides_in_the_same_turn(bench: Bench) -> None:
    answered(bench)
    line = bench.window.form.patient.line
    line.setFocus()
    line.setCursorPosition(12)
    QTest.keyClick(line, Key.Key_Backspace)  # no event loop runs in between
    assert not showing(bench)
    assert not bench.view.isVisible()
    assert label(bench, "patientStripNumber") == ""
    assert not find(bench, "patientStrip").isVisible()
    QTest.keyClicks(line, "3")
    assert showing(bench)
    assert label(bench, "patientStripNumber") == "138969 00263"
    assert chosen(bench) is AccessBasis.AKUTT
    assert len(bench.bridge.named("lookup")) == 1


def test_escape_brings_the_results_back_and_sends_nothing(bench: Bench) -> None:
    answered(bench)
    line = bench.window.form.patient.line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, OLA)
    assert chosen(bench) is None
    QTest.keyClick(line, Key.Key_Escape)
    assert line.text() == "138969 00263"
    assert showing(bench)
    assert len(bench.bridge.named("lookup")) == 1


def test_hidden_results_are_wiped(qtbot: QtBot) -> None:
    bench = answered(make_bench(qtbot, wipe_seconds=0.02))
    bench.window.form.patient.line.set_number(OLA)
    qtbot.waitUntil(lambda: bench.view.text.text() == "")
    bench.window.form.patient.line.set_number(KARI)
    assert not showing(bench)


@pytest.mark.parametrize("how", ["clear", "logout", "close"])
def test_clear_logout_and_close_wipe_at_once(bench: Bench, how: str) -> None:
    answered(bench)
    match how:
        case "clear":
            press(Key.Key_F8)
        case "logout":
            click(bench, "logoutButton")
        case _:
            bench.window.close()
    assert bench.view.text.text() == ""
    assert not showing(bench)
    assert label(bench, "patientStripNumber") == ""
    if how != "close":
        assert bench.window.form.patient.line.text() == ""
        assert chosen(bench) is None
    if how == "logout":
        assert bench.bridge.named("logout")
        assert label(bench, "whoLabel") == "Not logged in"
        assert bench.window.form.role.code == ""


def test_a_late_answer_is_dropped(bench: Bench) -> None:
    type_form(bench)
    press(Key.Key_Return)
    bench.bridge.last("login").succeed(DOCTOR)
    late, lookup = bench.bridge.last("lookup"), sent(bench)
    bench.window.form.patient.line.set_number(OLA)
    assert late.cancel_asked
    late.succeed(result_of(lookup))
    assert not showing(bench)
    assert bench.view.shown == []


def test_partial_results_are_shown_as_such(bench: Bench) -> None:
    type_form(bench)
    press(Key.Key_Return)
    bench.bridge.last("login").succeed(DOCTOR)
    task, lookup = bench.bridge.last("lookup"), sent(bench)
    part = LookupProgress(lookup_number=lookup.number, step=LookupStep.PAGING, fetched=50, total=120, partial=result_of(lookup))
    task.progressed.emit(part)
    assert [partial for _, partial in bench.view.shown] == [True]
    assert "Provisional: 50 of 120" in bench.window.form.progress.text
    task.succeed(result_of(lookup))
    assert [partial for _, partial in bench.view.shown] == [True, False]
    assert bench.window.form.progress.text == ""


def test_an_error_is_told_in_words_with_its_reference(bench: Bench) -> None:
    type_form(bench)
    press(Key.Key_Return)
    bench.bridge.last("login").succeed(DOCTOR)
    error = AppError(ErrorCode.SERVER_ERROR, "secret detail", correlation_id="abc-123", service_text="<b>down</b>")
    bench.bridge.last("lookup").fail(error)
    assert find(bench, "statusBanner").isVisible()
    assert label(bench, "statusWhat") == "The service has an error of its own."
    assert label(bench, "statusServiceText") == "The service says: <b>down</b>"
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


@pytest.mark.parametrize("code", [ErrorCode.NO_NETWORK, ErrorCode.PORTS_BUSY, ErrorCode.LOGIN_TIMEOUT, ErrorCode.KEY_MISSING])
def test_a_failed_login_keeps_what_was_typed_and_the_next_works(bench: Bench, code: ErrorCode) -> None:
    type_form(bench)
    press(Key.Key_Return)
    bench.bridge.last("login").fail(AppError(code))
    assert find(bench, "statusBanner").isVisible()
    press(Key.Key_Return)
    assert len(bench.bridge.named("login")) == 2
    bench.bridge.last("login").succeed(DOCTOR)
    assert sent(bench).patient.digits == KARI


def test_a_browser_that_does_not_start(bench: Bench) -> None:
    click(bench, "loginButton")
    progress = LoginProgress(step=LoginStep.BROWSER, browser_url="https://helseid.example/a", browser_started=False)
    bench.bridge.last("login").progressed.emit(progress)
    assert label(bench, "statusWhat") == "The browser could not be started."
    click(bench, "copyAddressButton")
    assert QGuiApplication.clipboard().text() == "https://helseid.example/a"
    press(Key.Key_Escape)
    assert bench.bridge.last("login").cancel_asked
    assert label(bench, "whoLabel") == "Not logged in"


def test_somebody_already_logged_in_is_confirmed_with_one_key(bench: Bench) -> None:
    type_form(bench)
    press(Key.Key_Return)
    bench.bridge.last("login").succeed(replace(DOCTOR, fresh=False))
    assert bench.bridge.named("lookup") == []
    assert QApplication.focusWidget() is find(bench, "confirmPersonButton")
    press(Key.Key_Return)
    assert sent(bench).patient.digits == KARI
    assert not find(bench, "personQuestion").isVisible()


def test_an_impatient_enter_confirms_nobody(qtbot: QtBot) -> None:
    bench = make_bench(qtbot, confirm_guard_ms=3_600_000)
    type_form(bench)
    press(Key.Key_Return)
    bench.bridge.last("login").succeed(replace(DOCTOR, fresh=False))
    press(Key.Key_Return)
    assert bench.bridge.named("lookup") == []
    click(bench, "confirmPersonButton")
    assert len(bench.bridge.named("lookup")) == 1


def test_not_me_logs_out_and_demands_authentication(bench: Bench) -> None:
    type_form(bench)
    press(Key.Key_Return)
    bench.bridge.last("login").succeed(replace(DOCTOR, fresh=False))
    click(bench, "denyPersonButton")
    again = bench.bridge.tasks[-1]
    assert [name for name, _ in again.calls] == ["logout", "login"]
    assert again.given["force"] is True
    assert bench.bridge.named("lookup") == []
    assert bench.window.form.patient.line.text() == "138969 00263"


def test_the_role_of_another_person_is_asked_about(bench: Bench) -> None:
    answered(bench)
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=None, ended=SessionEnd.EXPIRED))
    assert label(bench, "statusWhat") == "Your login has expired."
    assert showing(bench)
    find(bench, "lookupButton").setFocus()
    press(Key.Key_Return)
    bench.bridge.last("login").succeed(replace(DOCTOR, subject="k2", name="ANNEN LEGE", hpr_number="222200063"))
    assert find(bench, "personQuestion").isVisible()
    assert len(bench.bridge.named("lookup")) == 1
    click(bench, "confirmPersonButton")
    assert len(bench.bridge.named("lookup")) == 2


def test_the_role_is_recalled_by_hpr_number(bench: Bench) -> None:
    bench.memory.roles[DOCTOR.hpr_number] = "SP"
    click(bench, "loginButton")
    bench.bridge.last("login").succeed(DOCTOR)
    assert bench.window.form.role.code == "SP"


def test_the_organisation_is_part_of_the_form(qtbot: QtBot) -> None:
    bench = make_bench(qtbot, organisations=ORGANISATIONS)
    type_form(bench)
    press(Key.Key_Return)
    assert bench.bridge.named("login") == []
    assert QApplication.focusWidget() is find(bench, "organisationPicker")
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert bench.bridge.last("login").given["organisation"] == ORGANISATIONS[0]
    bench.bridge.last("login").succeed(replace(DOCTOR, organisation=ORGANISATIONS[0]))
    assert len(bench.bridge.named("lookup")) == 1
    bench.window.form.organisation.set_orgnr(ORGANISATIONS[1].orgnr)
    find(bench, "lookupButton").setFocus()
    press(Key.Key_Return)
    switch = bench.bridge.last("set_organisation")
    assert switch.given["organisation"] == ORGANISATIONS[1]
    assert len(bench.bridge.named("lookup")) == 1
    switch.succeed(replace(DOCTOR, organisation=ORGANISATIONS[1]))
    assert len(bench.bridge.named("lookup")) == 2


def test_cancel_stops_a_lookup_and_the_next_works(bench: Bench) -> None:
    type_form(bench)
    press(Key.Key_Return)
    bench.bridge.last("login").succeed(DOCTOR)
    click(bench, "cancelButton")
    assert bench.bridge.last("lookup").cancel_asked
    assert not find(bench, "cancelButton").isEnabled()
    find(bench, "lookupButton").setFocus()
    press(Key.Key_Return)
    assert len(bench.bridge.named("lookup")) == 2


def test_f6_goes_to_the_results_and_back(bench: Bench) -> None:
    answered(bench)
    bench.window.form.patient.line.setFocus()
    press(Key.Key_F6)
    assert QApplication.focusWidget() is find(bench, "reportList")
    press(Key.Key_F6)
    assert QApplication.focusWidget() is bench.window.form.patient.line


def test_closing_stops_what_runs(bench: Bench) -> None:
    type_form(bench)
    press(Key.Key_Return)
    bench.window.close()
    assert bench.bridge.last("login").cancel_asked
    assert not bench.window.isVisible()


def test_no_title_tells_the_patient(bench: Bench) -> None:
    answered(bench)
    for widget in QApplication.topLevelWidgets():
        assert "138969" not in widget.windowTitle()
        assert "138969" not in widget.objectName()


def test_a_role_that_was_settled_by_the_button_is_seen_before_it_is_sent(bench: Bench) -> None:
    line = bench.window.form.patient.line
    QTest.keyClicks(line, KARI)
    press(Key.Key_A, Qt.KeyboardModifier.AltModifier)
    bench.window.form.role.combo.setFocus()
    QTest.keyClicks(bench.window.form.role.combo, "syk")
    bench.window.controller.enter()
    assert bench.window.form.role.code == "SP"
    assert bench.bridge.named("login") == []
    assert "once more" in bench.window.form.progress.text
    bench.window.controller.enter()
    assert len(bench.bridge.named("login")) == 1


def test_the_late_end_of_a_cancelled_login_does_not_touch_the_next(bench: Bench) -> None:
    type_form(bench)
    press(Key.Key_Return)
    first = bench.bridge.last("login")
    press(Key.Key_Escape)
    press(Key.Key_Escape)
    assert first.cancel_asked
    press(Key.Key_Return)
    second = bench.bridge.last("login")
    assert second is not first
    first.cancelled.emit()
    first.finished.emit()
    assert bench.window.controller.desk.armed
    second.succeed(DOCTOR)
    assert len(bench.bridge.named("lookup")) == 1


def test_a_failure_of_a_dropped_lookup_is_not_told(bench: Bench) -> None:
    type_form(bench)
    press(Key.Key_Return)
    bench.bridge.last("login").succeed(DOCTOR)
    bench.window.form.patient.line.set_number(OLA)
    bench.bridge.last("lookup").fail(AppError(ErrorCode.TIMEOUT))
    assert not find(bench, "statusBanner").isVisible()


def test_a_session_that_ended_during_a_lookup_is_logged_in_again(bench: Bench) -> None:
    answered(bench)
    find(bench, "lookupButton").setFocus()
    press(Key.Key_Return)
    bench.bridge.last("lookup").fail(AppError(ErrorCode.SESSION_EXPIRED))
    assert label(bench, "whoLabel") == "Not logged in"
    assert showing(bench)  # what came before stays
    press(Key.Key_Return)
    assert bench.bridge.last("login").given["force"] is False
