"""The return to the window: the messages, the number of keys, and the events that count as use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginProgress, LoginStep, SessionEnd, SessionEvent
from provesvar_gui.patient.numbers import group
from provesvar_gui.platform.session_lock import Fact
from tests.gui.fakes import DOCTOR, KARI, NURSE, OLA, Bench, FakeTask, make_bench
from tests.gui.hands import type_form, view_of
from tests.gui.lock.kit import (
    CONTROL,
    Key,
    after,
    assert_behind_the_cover,
    handle,
    is_locked,
    locked,
    press,
    reading,
    reading_for_real,
    said,
    settle,
    texts,
    told_of_kari,
    unlock,
    visible,
)
from tests.gui.session_lock.kit import Machine, at, reading_at, type_digits
from tests.gui.session_lock.test_system import PIN, choose


class Painted(QObject):
    """What stood in the patient's field each time that it was painted, and what the system had been told by then."""

    def __init__(self, bench: Bench, machine: Machine) -> None:
        super().__init__(bench.window)
        self._line, self._machine = bench.window.form.patient.line, machine
        self.seen: list[tuple[str, list[str]]] = []
        self._line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.seen.append((self._line.text(), list(self._machine.told)))
        return False


def typed(qtbot: QtBot) -> Bench:
    """A number, and nobody is logged in."""
    bench = make_bench(qtbot)
    QTest.keyClicks(bench.window.form.patient.line, KARI)
    bench.window.lock.used()
    return bench


@pytest.mark.hazard("S36")
@pytest.mark.parametrize(
    ("locks", "why"),
    [(lambda bench: press(bench, Key.Key_F10), "nobody was logged in"), (lambda bench: after(bench, 120), "for a while")],
    ids=["key", "clock"],
)
def test_a_number_of_nobodys_is_cleared_and_why(qtbot: QtBot, locks: Callable[[Bench], None], why: str) -> None:
    bench = typed(qtbot)
    locks(bench)
    assert bench.window.form.patient.line.text() == ""
    assert why in said(bench, "statusWhat")


def test_by_the_systems_lock_and_the_frame_that_stands_meanwhile_is_empty(qtbot: QtBot) -> None:
    bench = typed(qtbot)
    machine = at(bench)
    painted = Painted(bench, machine)
    machine.says(Fact.SLEEPING)
    assert painted.seen[:1] == [("", [])], "painted before the machine is told that it may sleep"
    assert machine.told[:1] == ["covered"]
    assert "nobody was logged in" in said(bench, "statusWhat")


def test_by_the_clear_key_at_the_cover(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    press(bench, Key.Key_F8)
    assert is_locked(bench)
    after(bench, 700)
    assert "F8" in said(bench, "statusWhat"), "and not that nobody had used the window"
    assert "login was ended" in said(bench, "statusLine")


@pytest.mark.hazard("S25")
@pytest.mark.parametrize("text", [OLA, KARI, "abc", None])
def test_that_a_patient_was_handed_over_is_told_afterwards_and_not_which(qtbot: QtBot, text: str | None) -> None:
    bench = locked(qtbot)
    assert bench.window.hand_over(text) is None
    bench.window.come_forward()
    assert_behind_the_cover(bench)
    assert OLA not in repr(bench.window.lock.__dict__)
    assert said(bench, "lockSaid") == "", "nothing of it at the cover"
    unlock(bench)
    assert "handed a patient over" in said(bench, "statusWhat")
    assert bench.window.form.patient.line.text() == "138969 00263"
    assert bench.window.controller.desk.offer.patient is None
    press(bench, Key.Key_F10)
    unlock(bench)
    assert said(bench, "statusWhat") == "", "once"


def bedside(bench: Bench) -> bool:
    return visible(bench, "bedsideBar") is not None


@pytest.mark.hazard("S37")
@pytest.mark.parametrize("how", ["login", "renewed"])
def test_the_bedside_time_ends_with_whoever_held_it(qtbot: QtBot, how: str) -> None:
    bench = reading(qtbot)
    press(bench, Key.Key_F11)
    assert bedside(bench)
    if how == "login":
        bench.bridge.sessionChanged.emit(SessionEvent(clinician=None, ended=SessionEnd.EXPIRED))
        assert bedside(bench), "the results outlive their session, and so does this"
        press(bench, Key.Key_F9)
        bench.bridge.last("login").succeed(NURSE)
    else:
        bench.bridge.sessionChanged.emit(SessionEvent(clinician=NURSE))
    assert not bench.window.area.results_visible
    assert not bedside(bench)
    after(bench, 120)
    assert is_locked(bench)


@pytest.mark.parametrize("key", [Key.Key_Shift, Key.Key_Control])
def test_a_modifier_alone_stays_when_it_is_let_go(qtbot: QtBot, key: Qt.Key) -> None:
    bench = reading(qtbot)
    after(bench, 105)
    QTest.keyPress(handle(bench), key)
    assert visible(bench, "lockWarning") is not None
    QTest.keyRelease(handle(bench), key)
    assert visible(bench, "lockWarning") is None


@pytest.mark.hazard("H1.5", "S10")
def test_a_hand_over_during_the_warning_is_said_when_that_goes_and_taken_by_no_key_before(qtbot: QtBot) -> None:
    bench = reading(qtbot, confirm_guard_ms=1000)
    guard, time = bench.window.controller.handover.bar._guard, [0.0]
    guard.clock = lambda: time[0]
    after(bench, 105)
    bench.window.hand_over(OLA)
    assert visible(bench, "handOverBar") is None
    assert visible(bench, "lockWarning") is not None
    time[0] = 5.0
    press(bench, Key.Key_F12)  # the sign of life
    assert visible(bench, "handOverBar") is not None
    press(bench, Key.Key_F12)
    assert bench.window.form.patient.check.normalised == KARI
    time[0] = 6.5
    press(bench, Key.Key_F12)
    assert bench.window.form.patient.check.normalised == OLA


@pytest.mark.hazard("H1.5")
@pytest.mark.parametrize("idle", [90, 105])
def test_a_hand_over_that_nobody_saw_before_the_lock_is_told_after_it_and_not_which(qtbot: QtBot, idle: int) -> None:
    bench = reading(qtbot)
    after(bench, idle)
    bench.window.hand_over(OLA)
    after(bench, 120 - idle)
    assert is_locked(bench)
    unlock(bench)
    assert visible(bench, "handOverBar") is None
    assert "handed a patient over" in said(bench, "statusWhat")
    assert OLA not in texts()
    assert group(OLA) not in texts()


@pytest.mark.hazard("S23")
@pytest.mark.parametrize(
    "kind", ["LanguageChange", "LocaleChange", "PaletteChange", "ApplicationPaletteChange", "StyleChange", "FontChange"]
)
def test_no_change_of_the_surroundings_fills_anything_again(qtbot: QtBot, kind: str) -> None:
    bench = reading_for_real(qtbot)
    press(bench, Key.Key_F10)
    for widget in QApplication.allWidgets():
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type[kind]))
    QApplication.processEvents()
    assert told_of_kari() == []
    unlock(bench)
    settle(bench)
    assert told_of_kari()


def place(bench: Bench) -> tuple[object, ...]:
    """Where somebody reads: the patient, the view, the report, how far, and what has the focus. Nowhere where it is locked."""
    if is_locked(bench) or not bench.window.area.results_visible:
        return ()
    panes = view_of(bench).panes
    number, scroll = bench.window.form.patient.line.text(), panes.reports.detail.verticalScrollBar().value()
    return number, panes.tabs.currentIndex(), panes.reports.shown, scroll, QApplication.focusWidget()


def by_helseid(bench: Bench, _machine: Machine) -> None:
    """One key here, and the one that brings the window back from the browser."""
    press(bench, Key.Key_Return)
    bench.bridge.last("login").succeed(DOCTOR)


def by_the_system(_bench: Bench, machine: Machine) -> None:
    machine.says(Fact.LOCK_ASKED, Fact.LOCKED, Fact.UNLOCKED)


def by_pin(bench: Bench, _machine: Machine) -> None:
    type_digits(bench, PIN)
    press(bench, Key.Key_Return)


@pytest.mark.parametrize(("proof", "prove"), [("helseid", by_helseid), ("system", by_the_system), ("pin", by_pin)])
def test_back_at_the_same_patient_and_place(qtbot: QtBot, proof: str, prove: Callable[[Bench, Machine], None]) -> None:
    bench = reading_for_real(qtbot, lock__proof=proof)
    if proof == "pin":
        choose(bench, PIN, PIN)
    bench.window.resize(911, 512)  # so low that it is scrolled
    press(bench, Key.Key_3, CONTROL)
    settle(bench)
    for _ in range(3):
        press(bench, Key.Key_Down)
    scroll = view_of(bench).panes.reports.detail.verticalScrollBar()
    scroll.setValue(scroll.maximum())
    before, machine = place(bench), at(bench)
    assert scroll.value() > 0
    after(bench, 120)
    assert is_locked(bench)
    prove(bench, machine)
    settle(bench)
    qtbot.waitUntil(lambda: place(bench) == before)
    press(bench, Key.Key_Down)
    settle(bench)
    assert place(bench)[2] != before[2], "the next key goes on from there"


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
    assert visible(bench, "unlockCopyButton") is not None
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
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=None, ended=SessionEnd.EXPIRED))
    press(bench, Key.Key_F9)
    task = bench.bridge.last("login")
    task.progressed.emit(IN_BROWSER)
    if how == "key":
        press(bench, Key.Key_F10)
    elif how == "system":
        machine.says(Fact.LOCKED)
    else:
        after(bench, 120)
    assert is_locked(bench)
    assert task.cancel_asked
    assert said(bench, "unlockStep") == ""


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


def test_a_session_that_ended_behind_the_cover_is_told_beside_the_results_with_the_key_that_logs_in(qtbot: QtBot) -> None:
    bench, machine = reading_at(qtbot, lock__proof="system")
    machine.says(Fact.LOCKED)
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=None, ended=SessionEnd.EXPIRED))
    machine.says(Fact.UNLOCKED)
    assert "F9" in said(bench, "statusLine"), "Enter opens what is marked in the results"


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
