"""A new try that fails: its error stands alone where the one before had brought no results, with a button for the next try."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from provesvar_gui.desk.actions import LookupProgress, LookupStep
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import SessionEnd, SessionEvent
from provesvar_gui.results.model import Outcome, OutcomeKind
from tests.gui.fakes import Bench
from tests.gui.hands import Key, click, find, label, logged_in, press, sent, showing
from tests.gui.opening_kit import CONTROL, GENERAL, SPECIFIC, UNKNOWN, answer, confirm, panel_up, real

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
    assert "Try again" in seen(bench)


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
    focused = QApplication.focusWidget()
    assert focused is not None
    assert bench.window.area.isAncestorOf(focused)


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


def test_the_button_goes_where_earlier_results_come_back(qtbot: QtBot) -> None:
    bench = logged_in(real(qtbot))
    bench.bridge.last("lookup").succeed(answer(bench, 1))
    again(bench)
    fail(bench, ErrorCode.TIMEOUT)
    assert "Try again" in seen(bench)
    bench.window.controller.back()
    assert find(bench, "statusBanner").isVisible()
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
    assert label(bench, "statusDo").startswith("What you typed is kept: press F5 to try again.")
    press(Key.Key_F5)
    press(Key.Key_F5)
    assert sent(bench).number == before.number + 1
    bench.bridge.last("lookup").cancel()
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=None, ended=SessionEnd.EXPIRED))
    assert label(bench, "statusDo").startswith("Press F9 to log in again.")
    press(Key.Key_F9)
    fail(bench, ErrorCode.LOGIN_TIMEOUT, "login")
    assert "Press F9 to start a new login." in label(bench, "statusDo")


def test_an_opening_that_fails_keeps_the_page_and_is_not_tried_again(qtbot: QtBot) -> None:
    bench = outcome(qtbot, GENERAL)
    confirm(bench)
    fail(bench, ErrorCode.SERVER_BUSY)
    assert find(bench, "outcomeScreen").isVisible()
    assert label(bench, "statusNote").startswith("Nothing was opened.")
    assert "Try again" not in seen(bench)
    press(Key.Key_O, CONTROL)
    assert panel_up(bench)
