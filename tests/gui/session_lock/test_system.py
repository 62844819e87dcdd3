"""The system's own lock, a change of user and sleep; and the system's unlocking as the proof."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from provesvar_gui.helseid.model import SessionEnd, SessionEvent
from provesvar_gui.platform.session_lock import Fact, SessionSource
from provesvar_gui.ui.lock.proofs import PinField
from provesvar_gui.ui.session_lock import WindowsSession, fact_of, system_source
from provesvar_gui.ui.system import CaptureGuard, exclude_on, keep_out
from tests.gui.fakes import DOCTOR, KARI, Bench, make_bench
from tests.gui.hands import click, find, label, type_form
from tests.gui.lock.kit import Key, after, is_locked, press, reading, texts, unlock, visible
from tests.gui.session_lock.kit import at, reading_at, type_digits
from tests.gui.test_global_key import FakeUser32


@pytest.mark.hazard("H7.3", "S38")
@pytest.mark.requirement("R39")
@pytest.mark.parametrize("fact", [Fact.LOCKED, Fact.LOCK_ASKED, Fact.BEHIND, Fact.SLEEPING])
def test_the_screen_is_taken_away(qtbot: QtBot, fact: Fact) -> None:
    bench, machine = reading_at(qtbot)
    press(bench, Key.Key_F11)
    machine.says(fact)
    assert is_locked(bench), "the bedside key is for this room only"


@pytest.mark.hazard("S38")
def test_the_machine_waits_for_the_cover_and_only_before_it_sleeps(qtbot: QtBot) -> None:
    bench, machine = reading_at(qtbot)
    machine.says(Fact.LOCKED)
    assert machine.told == []
    machine.says(Fact.SLEEPING)
    assert machine.told == ["covered"]
    machine.says(Fact.AWAKE, Fact.LOCKED)
    assert machine.told == ["covered"]
    assert is_locked(bench)


@pytest.mark.hazard("S38")
def test_a_machine_that_wakes_looks_at_the_time_at_once(qtbot: QtBot) -> None:
    bench, machine = reading_at(qtbot)
    bench.time[0] += 121
    machine.says(Fact.AWAKE)
    assert is_locked(bench)


@pytest.mark.hazard("S40")
def test_the_systems_unlock_proves_nothing_by_default(qtbot: QtBot) -> None:
    bench, machine = reading_at(qtbot)
    machine.says(Fact.LOCKED, Fact.UNLOCKED)
    assert is_locked(bench)


@pytest.mark.hazard("H7.5", "S40")
@pytest.mark.parametrize(
    "facts",
    [
        (Fact.FOUND_LOCKED, Fact.UNLOCKED),
        (Fact.BEHIND, Fact.IN_FRONT),
        (Fact.SLEEPING, Fact.AWAKE),
        (Fact.LOCK_ASKED, Fact.UNLOCKED),
        (Fact.LOCKED, Fact.LOST),
    ],
    ids=lambda facts: "-".join(facts),
)
def test_what_needs_no_password_opens_nothing(qtbot: QtBot, facts: tuple[Fact, ...]) -> None:
    bench, machine = reading_at(qtbot, lock__proof="system")
    machine.says(*facts)
    assert is_locked(bench)
    unlock(bench)
    assert not is_locked(bench), "HelseID always does"


@pytest.mark.hazard("S34")
@pytest.mark.parametrize("proof", ["helseid", "system", "pin"])
def test_after_the_wiping_one_enter_logs_in_and_looks_up(qtbot: QtBot, proof: str) -> None:
    bench, machine = reading_at(qtbot, lock__proof=proof)
    if proof == "pin":
        for _ in range(2):
            type_digits(bench, "730915")
            press(bench, Key.Key_Return)
    machine.says(Fact.LOCKED)
    after(bench, 700)
    machine.says(Fact.UNLOCKED)
    assert not is_locked(bench)
    assert bench.window.controller.desk.empty
    assert bench.window.controller.desk.session is None
    bench.bridge.tasks.clear()
    type_form(bench)
    press(bench, Key.Key_Return)
    bench.bridge.last("login").succeed(DOCTOR)
    assert [each.name for each in bench.bridge.tasks if each.name in ("login", "lookup", "logout")] == ["login", "lookup"]
    assert not is_locked(bench)


@pytest.mark.hazard("S41")
@pytest.mark.parametrize("handed_over", [None, KARI])
def test_a_login_that_ends_behind_the_systems_lock_shows_nothing(qtbot: QtBot, handed_over: str | None) -> None:
    bench = make_bench(qtbot, lock__proof="system")
    machine = at(bench)
    bench.window.controller.log_in()
    machine.says(Fact.LOCKED)
    if handed_over is not None:
        assert bench.window.hand_over(handed_over)
    bench.bridge.last("login").succeed(DOCTOR)
    assert is_locked(bench)
    machine.says(Fact.UNLOCKED)
    assert not is_locked(bench)


@pytest.mark.parametrize("seconds", [0, 120])
def test_nothing_is_heard_or_kept_after_the_end_locked_or_not(qtbot: QtBot, seconds: int) -> None:
    bench, machine = reading_at(qtbot)
    after(bench, seconds)
    bench.window.close()
    assert machine.told[-1] == "stop"
    assert bench.window.controller.desk.empty


def test_each_platform_has_its_source(qapp: object) -> None:
    assert isinstance(system_source({}, "win32"), WindowsSession)
    assert type(system_source({}, "darwin")) is SessionSource
    assert type(system_source({}, "linux")).__name__ == "LinuxSession"


# --- Windows' messages; Windows itself is not here ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "parameter", "fact"),
    [
        (0x02B1, 7, Fact.LOCKED),
        (0x02B1, 8, Fact.UNLOCKED),
        (0x02B1, 2, Fact.BEHIND),
        (0x02B1, 4, Fact.BEHIND),
        (0x02B1, 1, Fact.IN_FRONT),
        (0x02B1, 3, Fact.IN_FRONT),
        (0x02B1, 5, None),
        (0x0218, 4, Fact.SLEEPING),
        (0x0218, 7, Fact.AWAKE),
        (0x0218, 0x12, Fact.AWAKE),
        (0x0218, 0xA, None),
        (0x0100, 7, None),
    ],
)
def test_messages_of_windows_become_facts(number: int, parameter: int, fact: Fact | None) -> None:
    assert fact_of(number, parameter) is fact


def test_windows_is_asked_and_told_to_stop(qtbot: QtBot) -> None:
    library = FakeUser32()
    source = WindowsSession(lambda _name: library)
    source.start(lambda _fact: None)
    source.stop()
    source.stop()
    assert [name for name, _ in library.calls] == ["WTSRegisterSessionNotification", "WTSUnRegisterSessionNotification"]


# -- windows that other programs' pictures of the screen do not show. The platforms that can are not here: stand-ins


class System:
    def __init__(self) -> None:
        self.asked: list[int] = []
        self.able = True

    def exclude(self, handle: int) -> bool:
        self.asked.append(handle)
        return self.able


@pytest.fixture
def system(qapp: QApplication) -> Iterator[System]:
    yield System()
    for guard in qapp.findChildren(CaptureGuard):
        qapp.removeEventFilter(guard)
        delete(guard)


def shown(qtbot: QtBot, widget: QWidget) -> int:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    return int(widget.winId())


@pytest.mark.hazard("S45")
def test_each_window_dialog_and_list_and_those_that_are_there_already(qtbot: QtBot, qapp: QApplication, system: System) -> None:
    window = QWidget()
    before = shown(qtbot, window)
    assert keep_out(qapp, system.exclude)
    assert before in system.asked
    for widget in (QWidget(), QDialog(), QMenu()):
        assert shown(qtbot, widget) in system.asked


class User32:
    """Windows' own: takes what its release knows."""

    def __init__(self, known: tuple[int, ...]) -> None:
        self.known = known
        self.asked: list[int] = []

    def SetWindowDisplayAffinity(self, _handle: Any, how: int) -> bool:
        self.asked.append(how)
        return how in self.known


@pytest.mark.parametrize(("known", "asked", "done"), [((0x11, 1), [0x11], True), ((1,), [0x11, 1], True), ((), [0x11, 1], False)])
def test_windows_and_an_old_one(known: tuple[int, ...], asked: list[int], done: bool) -> None:
    user32 = User32(known)
    exclude = exclude_on("win32", lambda _name: user32)
    assert exclude is not None
    assert exclude(4711) is done
    assert user32.asked == asked


PIN = "730915"
WRONG = "730916"


def field(bench: Bench, name: str) -> PinField:
    found = visible(bench, name)
    assert isinstance(found, PinField)
    return found


def attempt(bench: Bench, *typed: str) -> None:
    for digits in typed:
        type_digits(bench, digits)
        press(bench, Key.Key_Return)


def choose(bench: Bench, *typed: str) -> None:
    field(bench, "newPinField").setFocus()
    attempt(bench, *typed)


def locked(qtbot: QtBot) -> Bench:
    bench = reading(qtbot, lock__proof="pin")
    choose(bench, PIN, PIN)
    assert visible(bench, "pinBar") is None
    press(bench, Key.Key_F10)
    assert is_locked(bench)
    return bench


@pytest.mark.hazard("H7.5", "S42")
def test_three_tries_over_several_locks_and_a_right_one_gives_them_all_back(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    attempt(bench, WRONG, WRONG)
    assert "1" in label(bench, "lockSaid")
    attempt(bench, PIN)
    press(bench, Key.Key_F10)
    attempt(bench, WRONG, WRONG)
    assert is_locked(bench)
    attempt(bench, WRONG)
    assert bench.bridge.named("logout"), "the session is revoked"
    assert bench.window.controller.desk.empty
    assert bench.window.controller.desk.session is None
    assert not is_locked(bench)
    assert visible(bench, "statusWhat") is not None


def test_what_cannot_be_a_pin_is_no_try(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    attempt(bench, "", "12345", KARI, KARI, KARI, KARI + "1")
    assert is_locked(bench)
    attempt(bench, PIN)
    assert not is_locked(bench)


def test_helseid_instead_and_all_tries_are_there_again(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    attempt(bench, WRONG, WRONG)
    click(bench, "pinHelseIdButton")
    bench.bridge.last("login").succeed(DOCTOR)
    assert not is_locked(bench)
    press(bench, Key.Key_F10)
    attempt(bench, WRONG, WRONG, PIN)
    assert not is_locked(bench)
    assert not bench.bridge.named("logout")
    assert bench.window.area.results_visible


@pytest.mark.hazard("S44")
def test_the_pin_is_deleted_with_the_session(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    type_digits(bench, "73")
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=None, ended=SessionEnd.EXPIRED))
    assert is_locked(bench)
    assert visible(bench, "pinField") is None
    press(bench, Key.Key_Return)
    bench.bridge.last("login").succeed(DOCTOR)
    assert not is_locked(bench)
    assert visible(bench, "newPinField") is not None, "a new one is asked for"


@pytest.mark.hazard("S42")
@pytest.mark.parametrize("weak", ["123456", "11111111", "121212", "987654", "112211", "565501", "1234", KARI])
def test_what_is_easy_to_guess_is_refused(qtbot: QtBot, weak: str) -> None:
    bench = reading(qtbot, lock__proof="pin")
    before = label(bench, "pinBarText")
    choose(bench, weak)
    assert visible(bench, "pinBar") is not None
    if weak != "1234":
        assert label(bench, "pinBarText") != before
    choose(bench, PIN, PIN)
    assert visible(bench, "pinBar") is None


@pytest.mark.hazard("S44")
def test_no_digit_reaches_the_scanner_the_patient_a_text_or_a_log(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    bench = reading(qtbot, lock__proof="pin")
    scans: list[str] = []
    bench.window.scanner.scanned.connect(scans.append)
    field(bench, "newPinField").setFocus()
    type_digits(bench, PIN)
    assert len(field(bench, "newPinField").text()) == len(PIN), "at once: nothing holds them back"
    press(bench, Key.Key_Return)
    choose(bench, PIN)
    press(bench, Key.Key_F10)
    type_digits(bench, KARI)
    assert scans == []
    assert not bench.window.scanner.hold.isActive()
    for key in (Key.Key_A, Key.Key_C):
        press(bench, key, Qt.KeyboardModifier.ControlModifier)
    assert PIN not in texts()
    assert KARI not in QGuiApplication.clipboard().text()
    attempt(bench, WRONG)
    assert not {PIN, WRONG, KARI} & set(" ".join(record.getMessage() for record in caplog.records).split())
    assert PIN not in repr(bench.window.lock.proof.pin.__dict__)


@pytest.mark.hazard("S44")
def test_the_line_gives_no_digit_away(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    line = PinField("pinField", parent)
    with qtbot.waitExposed(parent):
        parent.show()
    line.setFocus()
    QTest.keyClicks(line, "73a1 5")
    interface = QAccessible.queryAccessibleInterface(line)
    assert interface is not None
    assert not any(digit in interface.text(QAccessible.Text.Value) + line.displayText() for digit in "7315")
    assert interface.state().passwordEdit
    for key in (Key.Key_A, Key.Key_C):
        QTest.keyClick(line, key, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == ""
    entered: list[str] = []
    line.entered.connect(entered.append)
    QTest.keyClick(line, Key.Key_Return)
    line.undo()
    QTest.keyClick(line, Key.Key_Return)
    assert entered == ["7315", ""]


def offered(bench: Bench) -> bool:
    return visible(bench, "newPinField") is not None


@pytest.mark.hazard("S43")
def test_whoever_finds_the_window_open_later_sets_none(qtbot: QtBot) -> None:
    bench = reading(qtbot, lock__proof="pin")
    choose(bench, PIN)
    for _ in range(2):
        after(bench, 60)
        bench.window.lock.used()
    choose(bench, PIN)  # the clock that takes the bar away has not looked yet
    assert "over" in label(bench, "progressText")
    assert not offered(bench)
    press(bench, Key.Key_F10)
    assert visible(bench, "pinField") is None
    assert visible(bench, "unlockButton") is not None


@pytest.mark.hazard("S43")
def test_the_first_lock_ends_the_offer_unless_helseid_was_the_proof(qtbot: QtBot) -> None:
    bench, machine = reading_at(qtbot, lock__proof="pin")
    assert offered(bench)
    machine.says(Fact.LOCKED, Fact.UNLOCKED)
    assert is_locked(bench), "with a PIN the system's unlock proves nothing"
    assert find(bench, "pinBar").isHidden(), "of itself, and not only behind the cover"
    unlock(bench)
    assert offered(bench), "HelseID has asked who it is"
    choose(bench, PIN, PIN)
    press(bench, Key.Key_F10)
    attempt(bench, PIN)
    assert not is_locked(bench)
