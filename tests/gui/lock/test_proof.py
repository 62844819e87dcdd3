"""The proofs that lift the cover, their effect on the covered window, and a login that waits in the browser."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginProgress, LoginStep, SessionEnd, SessionEvent
from provesvar_gui.platform.session_lock import Fact
from tests.gui.fakes import DOCTOR, NURSE, Bench, FakeTask
from tests.gui.hands import type_form, view_of
from tests.gui.lock.kit import (
    Key,
    after,
    is_locked,
    locked,
    press,
    reading_for_real,
    said,
    settle,
    told_of_kari,
    unlock,
    visible,
)
from tests.gui.session_lock.kit import reading_at


@pytest.mark.requirement("R31")
def test_the_login_asks_for_a_new_authentication(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    press(bench, Key.Key_Return)
    count = len(bench.bridge.named("login"))
    press(bench, Key.Key_Return)
    assert len(bench.bridge.named("login")) == count, "no second one"


@pytest.mark.hazard("H1.9", "H7.4", "S32")
@pytest.mark.requirement("R31", "R39")
@pytest.mark.parametrize("ended", [False, True])
def test_somebody_else_finds_a_clean_window(qtbot: QtBot, ended: bool) -> None:
    """``ended``: so had the session of whoever locked it, by itself, behind the cover."""
    bench = reading_for_real(qtbot)
    press(bench, Key.Key_F10)
    if ended:
        bench.bridge.sessionChanged.emit(SessionEvent(clinician=None, ended=SessionEnd.EXPIRED))
    unlock(bench, NURSE)
    settle(bench)
    assert not is_locked(bench)
    assert told_of_kari() == []
    desk = bench.window.controller.desk
    assert desk.empty
    assert (desk.form.basis, desk.form.role, desk.owner) == (None, "", NURSE.subject)
    assert view_of(bench)._result is None
    assert not bench.window.area.banner.isVisible()


@pytest.mark.hazard("H7.4", "S32")
@pytest.mark.requirement("R19")
def test_a_login_that_is_not_fresh_does_not_unlock_and_is_ended(qtbot: QtBot) -> None:
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


@pytest.mark.hazard("S33")
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


@pytest.mark.hazard("S33")
def test_a_login_that_succeeds_while_it_is_cancelled_is_ended(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    press(bench, Key.Key_Return)
    task = bench.bridge.last("login")  # its coroutine has run to its end here
    press(bench, Key.Key_Escape)
    task.cancelled.emit()
    assert bench.bridge.named("logout")
    assert is_locked(bench)


URL = "http://127.0.0.1:1/x"
IN_BROWSER = LoginProgress(step=LoginStep.BROWSER, browser_url=URL)


def in_browser(bench: Bench) -> FakeTask:
    """Of nobody who is logged in yet: a look-up waits for the login."""
    type_form(bench)
    press(bench, Key.Key_Return)
    task = bench.bridge.last("login")
    task.progressed.emit(IN_BROWSER)
    return task


def in_browser_again(bench: Bench) -> FakeTask:
    """Of the one whose results stand there: their session has ended by itself."""
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=None, ended=SessionEnd.EXPIRED))
    press(bench, Key.Key_F9)
    task = bench.bridge.last("login")
    task.progressed.emit(IN_BROWSER)
    return task


@pytest.mark.hazard("S36")
def test_what_was_typed_waits_for_the_login_and_the_lookup_goes(bench: Bench) -> None:
    task = in_browser(bench)
    for _ in range(4):
        after(bench, 60)
        assert visible(bench, "lockWarning") is None
    task.succeed(DOCTOR)
    assert bench.window.form.patient.line.text() == "138969 00263"
    assert len(bench.bridge.named("lookup")) == 1


@pytest.mark.hazard("S36")
def test_but_not_for_longer_than_a_login_may_take(bench: Bench) -> None:
    in_browser(bench)
    after(bench, 300)
    after(bench, 119)
    for _ in range(3):  # whoever sends rubbish to the listener keeps nothing open with it
        bench.bridge.last("login").progressed.emit(LoginProgress(step=LoginStep.BROWSER, browser_url=URL, unmatched_answer=True))
    after(bench, 1)
    assert bench.window.form.patient.line.text() == ""
    assert bench.window.controller.desk.empty


@pytest.mark.hazard("S30")
@pytest.mark.parametrize("how", ["key", "system", "clock"])
def test_whoever_locks_gives_the_login_up(qtbot: QtBot, how: str) -> None:
    bench, machine = reading_at(qtbot)
    task = in_browser_again(bench)
    if how == "key":
        press(bench, Key.Key_F10)
    elif how == "system":
        machine.says(Fact.LOCKED)
    else:
        after(bench, 120)
    assert is_locked(bench)
    assert task.cancel_asked
    assert said(bench, "unlockStep") == ""


# --- at the cover ---------------------------------------------------------------------------------------------------------------


def test_a_session_that_became_somebody_elses_behind_the_cover_opens_for_nobody(qtbot: QtBot) -> None:
    """The system's unlock proves that the account's owner is there, and the session is not theirs."""
    bench, machine = reading_at(qtbot, lock__proof="system")
    machine.says(Fact.LOCKED)
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=NURSE))
    machine.says(Fact.UNLOCKED)
    assert bench.bridge.named("logout")
    assert bench.window.controller.desk.empty
    assert bench.window.controller.desk.session is None
    assert bench.window.form.patient.line.text() == ""


def test_whoever_unlocks_the_window_while_it_is_wiped_is_let_in(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    press(bench, Key.Key_Return)
    task = bench.bridge.last("login")
    task.progressed.emit(IN_BROWSER)
    after(bench, 700)
    assert is_locked(bench), "the page in the browser is not dead"
    assert not task.cancel_asked
    assert bench.window.controller.desk.empty
    assert bench.window.controller.desk.session is None
    assert bench.bridge.named("logout")
    task.succeed(DOCTOR)
    assert not is_locked(bench)
    assert bench.window.controller.desk.owner == DOCTOR.subject
    assert "for a while" in said(bench, "statusWhat")
    assert said(bench, "statusLine") == "", "a login was made just now"
