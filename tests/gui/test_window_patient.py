"""One patient at a time: hiding, bringing back, wiping, late answers, other people."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import SessionEnd, SessionEvent
from tests.gui.fakes import DOCTOR, KARI, ORGANISATIONS, Bench, make_bench, result_of
from tests.gui.hands import Key, answered, click, find, label, press, sent, type_form
from tests.window_settings import window_settings


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


@pytest.mark.hazard("H9.8")
@pytest.mark.parametrize("code", [ErrorCode.SESSION_EXPIRED, ErrorCode.UNEXPECTED_ANSWER, ErrorCode.CLIENT_REFUSED])
def test_where_the_session_has_ended_the_enter_of_a_lookup_logs_in(bench: Bench, code: ErrorCode) -> None:
    """Why it ended is told; the look-up has not been sent and goes after the login, with no further Enter."""
    answered(bench)
    find(bench, "lookupButton").setFocus()
    press(Key.Key_Return)
    if code is not ErrorCode.SESSION_EXPIRED:
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
