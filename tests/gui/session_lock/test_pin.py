"""A PIN for the lock: chosen after the login, typed at the cover, three tries, and nowhere else."""

from __future__ import annotations

import logging

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.helseid.model import SessionEnd, SessionEvent
from provesvar_gui.platform.session_lock import Fact
from provesvar_gui.ui.lock.proofs import PinField
from tests.gui.fakes import DOCTOR, KARI, Bench
from tests.gui.hands import click, find, label
from tests.gui.lock.kit import Key, after, is_locked, press, reading, texts, unlock, visible
from tests.gui.session_lock.kit import reading_at, type_digits

PIN = "730915"
WRONG = "730916"


def field(bench: Bench, name: str) -> PinField:
    found = visible(bench, name)
    assert isinstance(found, PinField)
    return found


def choose(bench: Bench, *typed: str) -> None:
    field(bench, "newPinField").setFocus()
    for digits in typed:
        type_digits(bench, digits)
        press(bench, Key.Key_Return)


def with_pin(qtbot: QtBot) -> Bench:
    bench = reading(qtbot, lock__proof="pin")
    choose(bench, PIN, PIN)
    assert visible(bench, "pinBar") is None
    return bench


def locked(qtbot: QtBot) -> Bench:
    bench = with_pin(qtbot)
    press(bench, Key.Key_F10)
    assert is_locked(bench)
    return bench


def attempt(bench: Bench, digits: str) -> None:
    type_digits(bench, digits)
    press(bench, Key.Key_Return)


@pytest.mark.hazard("H7.5", "S42")
def test_three_tries_over_several_locks_and_a_right_one_gives_them_all_back(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    attempt(bench, WRONG)
    attempt(bench, WRONG)
    assert "1" in label(bench, "lockSaid")
    attempt(bench, PIN)
    press(bench, Key.Key_F10)
    attempt(bench, WRONG)
    attempt(bench, WRONG)
    assert is_locked(bench)
    attempt(bench, WRONG)
    assert bench.bridge.named("logout"), "the session is revoked"
    assert bench.window.controller.desk.empty
    assert bench.window.controller.desk.session is None
    assert not is_locked(bench)
    assert visible(bench, "statusWhat") is not None


def test_what_cannot_be_a_pin_is_no_try(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    for typed in ("", "12345", KARI, KARI, KARI, KARI + "1"):
        attempt(bench, typed)
    assert is_locked(bench)
    attempt(bench, PIN)
    assert not is_locked(bench)


def test_helseid_instead_and_all_tries_are_there_again(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    attempt(bench, WRONG)
    attempt(bench, WRONG)
    click(bench, "pinHelseIdButton")
    bench.bridge.last("login").succeed(DOCTOR)
    assert not is_locked(bench)
    press(bench, Key.Key_F10)
    attempt(bench, WRONG)
    attempt(bench, WRONG)
    attempt(bench, PIN)
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


# --- nowhere else ---


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
