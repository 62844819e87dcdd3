"""Who may lift the cover, and what becomes of what is behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginProgress, LoginStep, SessionEnd, SessionEvent
from tests.gui.fakes import DOCTOR, Bench
from tests.gui.hands import view_of
from tests.gui.lock.kit import (
    NURSE,
    Key,
    after,
    assert_behind_the_cover,
    is_locked,
    locked,
    press,
    reading,
    reading_for_real,
    said,
    settle,
    told_of_kari,
    unlock,
    visible,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot


def test_the_login_asks_for_a_new_authentication(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    press(bench, Key.Key_Return)
    assert bench.bridge.last("login").given["force"] is True
    count = len(bench.bridge.named("login"))
    press(bench, Key.Key_Return)
    assert len(bench.bridge.named("login")) == count, "no second one"


def test_somebody_else_finds_a_clean_window(qtbot: QtBot) -> None:
    bench = reading_for_real(qtbot)
    press(bench, Key.Key_F10)
    unlock(bench, NURSE)
    settle(bench)
    assert not is_locked(bench)
    assert told_of_kari() == []
    desk = bench.window.controller.desk
    assert desk.empty
    assert (desk.basis, desk.role_code, desk.owner) == (None, "", NURSE.subject)
    assert view_of(bench)._result is None
    assert not bench.window.area.banner.isVisible()


def test_not_anew_is_not_accepted_and_that_login_goes(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    unlock(bench, replace(DOCTOR, fresh=False))
    assert is_locked(bench)
    assert bench.bridge.named("logout"), "it would open the window for whoever was there before"
    assert "HelseID" in said(bench, "lockSaid")
    assert bench.window.controller.desk.session is None
    unlock(bench)
    assert not is_locked(bench)
    assert bench.window.area.results_visible
    assert bench.window.controller.desk.session is not None


def test_a_failed_or_cancelled_login_leaves_everything_as_it_is(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    press(bench, Key.Key_Return)
    bench.bridge.last("login").fail(AppError(ErrorCode.LOGIN_TIMEOUT))
    assert is_locked(bench)
    assert said(bench, "lockSaid")
    press(bench, Key.Key_Return)
    task = bench.bridge.last("login")
    task.progressed.emit(LoginProgress(step=LoginStep.BROWSER, browser_url="http://127.0.0.1:1/x"))
    assert visible(bench, "unlockAgainButton") is not None
    press(bench, Key.Key_Escape)
    assert task.cancel_asked
    assert visible(bench, "unlockProgress") is None
    assert is_locked(bench)
    assert bench.window.controller.desk.session is not None
    unlock(bench)
    assert bench.window.area.results_visible
    assert not bench.bridge.named("logout")


def test_a_login_that_succeeds_while_it_is_cancelled_is_ended(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    press(bench, Key.Key_Return)
    task = bench.bridge.last("login")  # its coroutine has run to its end here
    press(bench, Key.Key_Escape)
    task.cancelled.emit()
    assert bench.bridge.named("logout")
    assert is_locked(bench)


def test_the_session_may_end_behind_the_cover(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=None, ended=SessionEnd.EXPIRED))
    assert is_locked(bench)
    unlock(bench)
    assert bench.window.area.results_visible
    assert bench.window.controller.desk.session is not None


def test_results_outlive_their_session_but_not_behind_the_cover_for_nobody(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=None, ended=SessionEnd.EXPIRED))
    after(bench, 120)
    assert is_locked(bench)
    after(bench, 480)
    assert not is_locked(bench), "wiped, and nobody is logged in: there is nothing left to lock"
    assert bench.window.controller.desk.empty
    assert bench.window.controller.desk.role_code == ""


def leave(bench: Bench) -> None:
    button = visible(bench, "lockLeaveButton")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def clear(bench: Bench) -> None:
    press(bench, Key.Key_F8)


def test_not_me_logs_out(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    press(bench, Key.Key_Return)
    leave(bench)
    assert bench.bridge.named("logout")
    assert not is_locked(bench)
    assert bench.window.controller.desk.empty
    assert bench.window.form.patient.line.text() == ""
    focused = QApplication.focusWidget()
    assert focused is bench.window.form.patient.line


def test_the_clear_key_clears_behind_the_cover(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    clear(bench)
    assert is_locked(bench)
    assert bench.window.controller.desk.empty
    assert_behind_the_cover(bench)
    unlock(bench)
    assert bench.window.form.patient.line.text() == ""
    assert not bench.window.area.results_visible


@pytest.mark.parametrize("act", [leave, clear])
def test_nothing_is_left_of_it(qtbot: QtBot, act: Callable[[Bench], None]) -> None:
    bench = reading_for_real(qtbot)
    press(bench, Key.Key_F10)
    act(bench)
    assert told_of_kari() == []
    assert view_of(bench)._result is None
