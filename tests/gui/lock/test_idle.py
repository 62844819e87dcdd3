"""Idle time, its warning, and the events that count as use. No test waits."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from provesvar_gui.desk.lock import BEDSIDE
from provesvar_gui.platform.clock import SystemClock
from provesvar_gui.settings.policy import fixed_settings
from provesvar_gui.ui.main_window import MainWindow, WindowServices
from provesvar_gui.ui.today import clock_text, now
from provesvar_gui.wiring.audit import Audit
from provesvar_gui.wiring.backend import ServiceBackend
from tests.gui.fakes import DOCTOR, KARI, ORGANISATIONS, ROLES, TODAY, Bench, FakeBridge, FakeMemory, make_bench
from tests.gui.hands import find, label
from tests.gui.lock.kit import Key, after, handle, is_locked, locked, move, press, reading, said, visible
from tests.unit.helseid.kit import make_kit
from tests.unit.helseid.test_session_ends import secrets_here, secrets_left
from tests.unit.wiring.backends import FakeJournalQueue
from tests.window_settings import window_settings


def warning(bench: Bench) -> str:
    return said(bench, "lockWarningTitle")


@pytest.mark.hazard("H7.1", "S19")
def test_its_clock_runs_for_as_long_as_is_left(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    timer = bench.window.lock.timer
    assert timer.isActive()
    assert timer.interval() == 100_001
    assert 0 < timer.remainingTime() <= 100_001
    after(bench, 60)
    press(bench, Key.Key_Down)
    after(bench, 40)
    assert timer.isActive(), "a use has put it off, and the clock was set when it would have been due"
    assert 59_990 <= timer.interval() <= 60_001
    after(bench, 60)
    assert timer.isActive()
    assert timer.interval() == 1000, "counted down"


@pytest.mark.hazard("H7.1", "S19")
@pytest.mark.parametrize("name", ["monotonic", "now"])
def test_a_window_that_is_told_no_clock_goes_by_the_systems(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """By each of the two alone: one may stand still."""
    time = [1000.0]
    for each in ("monotonic", "now"):
        monkeypatch.setattr(SystemClock, each, lambda _clock, each=each: time[0] if each == name else 1000.0)
    settings, bridge = window_settings(organisations=ORGANISATIONS), FakeBridge()
    window = MainWindow(settings, lambda: WindowServices(bridge, FakeMemory()), ROLES, lambda: TODAY)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.firstPaint):
        window.show()
    QTest.keyClicks(window.form.patient.line, KARI)
    time[0] += 119
    window.lock.check()
    assert not window.controller.desk.empty
    assert window.lock.warned()
    time[0] += 1
    window.lock.check()
    assert window.controller.desk.empty


@pytest.mark.hazard("H7.1", "S1", "S19")
@pytest.mark.requirement("R39")
def test_a_warning_a_countdown_and_the_cover(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    after(bench, 99)
    assert warning(bench) == ""
    after(bench, 1)
    assert "20" in warning(bench)
    after(bench, 12)
    assert "8" in warning(bench)
    assert QApplication.focusWidget() not in (None, find(bench, "stayButton")), "it takes no focus"
    after(bench, 8)
    assert is_locked(bench)
    assert warning(bench) == ""
    assert visible(bench, "lockCover") is not None


@pytest.mark.hazard("H7.8", "S22")
@pytest.mark.parametrize(
    "key", [Key.Key_Space, Key.Key_Return, Key.Key_Escape, Key.Key_F2, Key.Key_F9, Key.Key_A, Key.Key_Down, Key.Key_F12]
)
def test_one_key_stays_and_does_nothing_else(qtbot: QtBot, key: Qt.Key) -> None:
    bench = reading(qtbot)
    before = len(bench.bridge.tasks)
    focused = QApplication.focusWidget()
    for _ in range(11):
        after(bench, 105)
        assert warning(bench)
        press(bench, key)
        assert warning(bench) == ""
        assert QApplication.focusWidget() is focused
    assert len(bench.bridge.tasks) == before
    assert bench.window.area.results_visible
    after(bench, 99)
    assert not is_locked(bench)


def test_the_mouse_and_the_button_stay_too(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    move(bench, 100)
    after(bench, 105)
    move(bench, 150)
    assert warning(bench) == ""
    after(bench, 105)
    button = visible(bench, "stayButton")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert warning(bench) == ""


@pytest.mark.hazard("H7.2", "S19")
def test_key_repeat_and_an_unmoved_mouse_are_no_use(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    move(bench, 100)
    after(bench, 90)
    move(bench, 102)  # a mouse that is never quite still
    held = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Down, Qt.KeyboardModifier.NoModifier, "", True)  # something lies on the key
    QCoreApplication.sendEvent(handle(bench), held)
    after(bench, 29)
    assert warning(bench)
    after(bench, 1)
    assert is_locked(bench)


@pytest.mark.hazard("H7.8", "S1", "S22")
def test_the_first_digit_of_a_scan_is_not_lost(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    bench.window.form.patient.line.setFocus()
    after(bench, 105)
    for digit in "01896900052":
        bench.clock[0] += 0.012
        press(bench, Qt.Key(ord(digit)))
    assert warning(bench) == ""
    assert bench.window.form.patient.line.text() == "018969 00052"


@pytest.mark.hazard("S35")
def test_the_hand_that_wakes_the_machine_finds_nothing(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    login = len(bench.bridge.named("login"))
    bench.time[0] += 8 * 3600
    press(bench, Key.Key_Return)
    assert bench.window.controller.desk.empty, "wiped as well"
    assert bench.window.controller.desk.session is None
    assert bench.window.form.patient.line.text() == ""
    assert len(bench.bridge.named("login")) == login, "the key that woke it did nothing"
    assert visible(bench, "statusWhat") is not None


@pytest.mark.hazard("H7.3", "S35")
def test_a_paint_after_sleep_shows_the_cover(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    bench.time[0] += 599
    QCoreApplication.sendEvent(handle(bench), QEvent(QEvent.Type.UpdateRequest))
    assert is_locked(bench)


@pytest.mark.hazard("H7.1", "S34")
@pytest.mark.requirement("R38")
def test_wiped_while_it_is_locked_and_told_afterwards(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    desk = bench.window.controller.desk
    after(bench, 599)
    assert desk.results.lookup is not None
    assert desk.owner == DOCTOR.subject
    press(bench, Key.Key_Tab)
    press(bench, Key.Key_Backtab)
    after(bench, 1)
    assert desk.empty
    assert (desk.form.basis, desk.session, desk.owner) == (None, None, "")
    assert [task.given for task in bench.bridge.named("logout")] == [{"browser": False}]
    assert not is_locked(bench), "there is nothing left to lock"
    assert label(bench, "statusWhat").startswith("The patient was cleared")
    assert label(bench, "statusDo").startswith("The login was ended")
    assert bench.window.form.patient.line.text() == ""


@pytest.mark.hazard("S34", "S49")
@pytest.mark.requirement("R38")
@pytest.mark.parametrize("proof", ["helseid", "system", "pin"])
def test_the_wipe_leaves_no_token_whatever_proof_would_unlock_it(qtbot: QtBot, proof: str) -> None:
    async def scenario() -> None:
        before, kit = secrets_here(), make_kit()
        connections: Any = SimpleNamespace(session=kit.session)
        backend = ServiceBackend(connections, fixed_settings({}), Audit(FakeJournalQueue(), kit.clock.monotonic), connections)
        await kit.login()
        (token,) = kit.helseid.refresh_tokens
        bench = reading(qtbot, lock__proof=proof)
        press(bench, Key.Key_F10)
        after(bench, 600)
        await bench.bridge.call(backend, lambda _value: None)
        assert kit.helseid.revoked == [token]
        assert not await secrets_left(before)
        await kit.aclose()

    asyncio.run(scenario())


def bedside(bench: Bench) -> str:
    return said(bench, "bedsideBar")


@pytest.mark.hazard("H7.6", "S37")
def test_kept_open_at_the_bedside_for_its_time(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    press(bench, Key.Key_F11)
    ends = [clock_text(now() + timedelta(seconds=BEDSIDE - ago)) for ago in (0, 2)]  # of now, or of a moment ago
    assert bedside(bench) in [f"Kept open at the bedside until {end}" for end in ends]
    after(bench, 600)
    assert not is_locked(bench)
    assert bench.window.area.results_visible
    press(bench, Key.Key_F11)
    after(bench, BEDSIDE - 20)
    assert warning(bench)
    press(bench, Key.Key_F11)
    assert warning(bench) == ""
    assert bedside(bench), "the same key renews during the warning"
    after(bench, BEDSIDE)
    assert is_locked(bench)
    assert bedside(bench) == ""


@pytest.mark.hazard("S37")
def test_no_bedside_key_by_policy_or_without_results(qtbot: QtBot) -> None:
    bench = reading(qtbot, lock__bedside=False)
    press(bench, Key.Key_F11)
    assert bedside(bench) == ""
    bench = make_bench(qtbot)
    press(bench, Key.Key_F11)
    assert bedside(bench) == ""
