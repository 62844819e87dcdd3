"""During a wait: the text in the middle, the way to cancel, and to open a closed browser again."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from provesvar_gui.desk.actions import LookupProgress, LookupStep
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginProgress, LoginStep, SessionEnd, SessionEvent
from provesvar_gui.results.model import Outcome, OutcomeKind
from provesvar_gui.ui.widgets import KeyButton
from tests.gui.fakes import DOCTOR, Bench, make_bench, result_of
from tests.gui.hands import Key, answered, ask, click, find, label, logged_in, part, press, sent, showing, status
from tests.gui.opening_kit import CONTROL, GENERAL, SPECIFIC, UNKNOWN, answer, real

URL = "http://localhost:11731/start"
BROWSER = LoginProgress(step=LoginStep.BROWSER, browser_url=URL)


def waiting(bench: Bench) -> Bench:
    ask(bench)
    bench.bridge.last("login").progressed.emit(BROWSER)
    return bench


@pytest.mark.parametrize("how", ["escape", "cancel"])
def test_what_was_cancelled_is_acknowledged(bench: Bench, how: str) -> None:
    waiting(bench)
    bench.bridge.last("login").succeed(DOCTOR)
    if how == "escape":
        press(Key.Key_Escape)
    else:
        click(bench, "cancelButton")
    assert status(bench) == "Cancelled. Nothing was fetched."
    press(Key.Key_U)
    assert "Cancelled" not in status(bench)


@pytest.mark.hazard("H9.11")
def test_a_login_that_waits_for_its_turn_says_so_and_can_be_cancelled(bench: Bench) -> None:
    waiting(bench)
    task = bench.bridge.last("login")
    task.progressed.emit(LoginProgress(step=LoginStep.PORTS))
    assert label(bench, "waitTitle") == "Waiting for your turn: others on this machine are logging in …"
    press(Key.Key_Escape)  # takes the look-up back
    assert not task.cancel_asked
    press(Key.Key_Escape)
    assert task.cancel_asked


def test_what_came_before_it_was_cancelled_is_kept(bench: Bench) -> None:
    waiting(bench)
    bench.bridge.last("login").succeed(DOCTOR)
    lookup = sent(bench)
    bench.bridge.last("lookup").progressed.emit(
        LookupProgress(lookup_number=lookup.number, step=LookupStep.PAGING, fetched=50, partial=result_of(lookup))
    )
    press(Key.Key_Escape)
    assert showing(bench)
    assert status(bench) == "Cancelled. What had come is kept; it is not complete."


def test_enter_opens_the_browser_again_while_the_login_waits(bench: Bench) -> None:
    waiting(bench)
    press(Key.Key_Return)
    assert bench.bridge.last("open_login_page").given == {"url": URL}
    assert len(bench.bridge.named("login")) == 1
    bench.bridge.last("open_login_page").succeed(True)
    assert bench.window.controller.desk.armed


def test_a_hand_that_presses_twice_opens_one_page(qtbot: QtBot) -> None:
    bench = waiting(make_bench(qtbot, confirm_guard_ms=3_600_000))
    press(Key.Key_Return)
    assert bench.bridge.named("open_login_page") == []
    click(bench, "openAgainButton")
    assert len(bench.bridge.named("open_login_page")) == 1


@pytest.mark.hazard("H2.3")
def test_an_error_above_older_results_says_so(bench: Bench) -> None:
    answered(bench)
    at = datetime(2026, 11, 25, 12, 34, tzinfo=UTC)
    bench.window.area.show_result(replace(result_of(sent(bench)), fetched_at=at), "Lege", partial=False)
    bench.window.area.refreshAsked.emit()
    bench.bridge.last("lookup").fail(AppError(ErrorCode.SERVER_ERROR, correlation_id="a"))
    assert showing(bench)
    assert label(bench, "statusNote").replace("\u00a0", " ") == "The results below were fetched 25. nov 2026 13:34."
    press(Key.Key_F7)
    assert not showing(bench)
    assert label(bench, "statusNote") == ""


def test_the_address_is_copied_by_the_key_in_the_cap_of_its_button(bench: Bench, qtbot: QtBot) -> None:
    waiting(bench)
    button = part(bench.window, KeyButton, "copyAddressButton")
    assert (button._key, "&" in button.text()) == ("Alt+Y", False)
    press(Key.Key_Y, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == URL)  # Qt shows the button pressed for a moment


OPTED_OUT = Outcome(kind=OutcomeKind.OPTED_OUT, code="Reservation", text="Reservert.")
FAULT = Outcome(kind=OutcomeKind.FAULT, code="transient", text="Feil i et register.")
OUTCOMES = {
    "restricted": GENERAL,
    "blocked": SPECIFIC,
    "opted out": OPTED_OUT,
    "unknown": UNKNOWN,
    "fault": FAULT,
    "nothing": None,
}
ERRORS = {
    "429": ErrorCode.SERVER_BUSY,
    "401": ErrorCode.LOGIN_NOT_ACCEPTED,
    "broken": ErrorCode.UNEXPECTED_ANSWER,
    "late": ErrorCode.TIMEOUT,
    "refused": ErrorCode.ACCESS_REFUSED,
}


def outcome(qtbot: QtBot, of: Outcome | None) -> Bench:
    """An answer without results."""
    bench = logged_in(real(qtbot))
    came = answer(bench, 0, *(() if of is None else (of,)))
    bench.bridge.last("lookup").succeed(replace(came, fetched_at=datetime(2026, 11, 25, 12, 34, tzinfo=UTC)))
    assert find(bench, "outcomeScreen").isVisible()
    return bench


def again(bench: Bench) -> None:
    press(Key.Key_F2)
    press(Key.Key_Return)


def fail(bench: Bench, code: ErrorCode, of: str = "lookup") -> None:
    bench.bridge.last(of).fail(AppError(code, correlation_id="a" if of == "lookup" else ""))


def seen(bench: Bench) -> str:
    """Every text on the screen, buttons too."""
    window = bench.window
    widgets: list[QLabel | QPushButton] = [*window.findChildren(QLabel), *window.findChildren(QPushButton)]
    return "\n".join(each.text() for each in widgets if each.isVisible())


@pytest.mark.hazard("H2.9")
@pytest.mark.parametrize(("of", "error"), list(zip(OUTCOMES, itertools.cycle(ERRORS), strict=False)))
def test_the_error_stands_alone(qtbot: QtBot, of: str, error: str) -> None:
    bench = outcome(qtbot, OUTCOMES[of])
    title = label(bench, "outcomeTitle0")
    assert title in seen(bench)
    again(bench)
    fail(bench, ERRORS[error])
    assert not find(bench, "outcomeScreen").isVisible()
    assert title not in seen(bench)
    assert "below" not in seen(bench)
    assert label(bench, "statusNote") == "Nothing was fetched."
    assert find(bench, "formPage").isVisible()
    assert bench.window.controller.desk.results.lookup is None
    assert find(bench, "retryButton").isVisible()  # the words of some errors say the same


@pytest.mark.parametrize("by", ["Enter", "key", "mouse"])
def test_one_act_asks_the_same_once_more(qtbot: QtBot, by: str) -> None:
    bench = outcome(qtbot, None)
    again(bench)
    fail(bench, ErrorCode.SERVER_BUSY)
    before = sent(bench)
    QApplication.processEvents()
    if by == "mouse":
        click(bench, "retryButton")
    else:
        find(bench, "retryButton" if by == "key" else "patientField").setFocus()
        press(Key.Key_Return)
    assert sent(bench) == before._replace(number=before.number + 1)
    assert not find(bench, "statusBanner").isVisible()
    bench.bridge.last("lookup").succeed(answer(bench, 3))
    assert showing(bench)
    assert bench.window.area.isAncestorOf(QApplication.focusWidget() or bench.window)


def test_the_button_is_there_again_when_the_guide_has_been_read(qtbot: QtBot) -> None:
    bench = logged_in(real(qtbot))
    fail(bench, ErrorCode.TIMEOUT)
    press(Key.Key_F1)
    assert not find(bench, "retryButton").isVisible()  # what it does would not be seen
    press(Key.Key_Escape)
    assert find(bench, "retryButton").isVisible()


def test_the_button_is_of_that_number_and_of_no_opening(qtbot: QtBot) -> None:
    bench = logged_in(real(qtbot, pps__direct_elevated=True))
    fail(bench, ErrorCode.TIMEOUT)
    assert "Try again" in seen(bench)
    QTest.keyClick(bench.window.form.patient.line, Key.Key_Backspace)
    assert "Try again" not in seen(bench)
    QTest.keyClick(bench.window.form.patient.line, Key.Key_3)
    click(bench, "basisForhoyetAkutt")
    press(Key.Key_1)
    press(Key.Key_O, CONTROL)
    assert sent(bench).basis.elevated
    fail(bench, ErrorCode.TIMEOUT)
    assert "Try again" not in seen(bench)


@pytest.mark.parametrize("whole", [True, False])
def test_beside_results_the_message_names_the_key_that_fetches_again(qtbot: QtBot, whole: bool) -> None:
    bench = logged_in(real(qtbot))
    came = answer(bench, 1)
    if whole:
        bench.bridge.last("lookup").succeed(came)
        press(Key.Key_F5)
        press(Key.Key_F5)
    else:
        part = LookupProgress(lookup_number=came.lookup.number, step=LookupStep.PAGING, partial=came)
        bench.bridge.last("lookup").progressed.emit(part)
    before = sent(bench)
    fail(bench, ErrorCode.TIMEOUT)
    assert find(bench, "resultsView").isVisible()
    assert "Try again" not in seen(bench)
    assert label(bench, "statusDo") == ""
    click(bench, "fetchAgainButton")
    click(bench, "fetchAgain")
    assert sent(bench).number == before.number + 1
    bench.bridge.last("lookup").cancel()
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=None, ended=SessionEnd.EXPIRED))
    assert label(bench, "statusDo").startswith("Press F9 to log in again.")
    press(Key.Key_F9)
    fail(bench, ErrorCode.LOGIN_TIMEOUT, "login")
    assert "Press F9 to start a new login." in label(bench, "statusDo")
