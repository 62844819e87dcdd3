"""A PIN for the lock: chosen after the login, typed at the cover, three tries, and nowhere else."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from provesvar_gui.helseid.model import SessionEnd, SessionEvent
from provesvar_gui.platform.session_lock import Fact
from provesvar_gui.ui.lock.pin import PinEdit
from tests.gui.fakes import DOCTOR, KARI, Bench
from tests.gui.lock.kit import NURSE, Key, after, is_locked, press, reading, texts, unlock, visible
from tests.gui.session_lock.kit import reading_at, type_digits

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.gui.fakes import Bench


PIN = "730915"
WRONG = "730916"


def field(bench: Bench, name: str) -> PinEdit:
    found = visible(bench, name)
    assert isinstance(found, PinEdit)
    return found


def said(bench: Bench, name: str) -> str:
    found = bench.window.findChild(QLabel, name)
    assert found is not None
    return found.text()


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


def test_it_opens_the_window_again(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    assert QApplication.focusWidget() is field(bench, "pinField")
    attempt(bench, PIN)
    assert not is_locked(bench)
    assert bench.window.area.results_visible
    assert len(bench.bridge.named("login")) == 1


@pytest.mark.hazard("H7.5", "S42")
def test_three_tries_over_several_locks_and_a_right_one_gives_them_all_back(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    attempt(bench, WRONG)
    attempt(bench, WRONG)
    assert "1" in said(bench, "pinSaid")
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
    button = bench.window.findChild(QPushButton, "pinHelseIdButton")
    assert button is not None
    button.click()
    bench.bridge.last("login").succeed(DOCTOR)
    assert not is_locked(bench)
    press(bench, Key.Key_F10)
    attempt(bench, WRONG)
    attempt(bench, WRONG)
    attempt(bench, PIN)
    assert not is_locked(bench)
    assert not bench.bridge.named("logout")
    assert bench.window.area.results_visible


def test_somebody_else_by_helseid_has_no_pin_and_a_clean_window(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    button = bench.window.findChild(QPushButton, "pinHelseIdButton")
    assert button is not None
    button.click()
    bench.bridge.last("login").succeed(NURSE)
    assert not is_locked(bench)
    assert bench.window.controller.desk.empty
    press(bench, Key.Key_F10)
    assert visible(bench, "pinField") is None
    assert visible(bench, "unlockButton") is not None


@pytest.mark.hazard("S44")
def test_it_goes_with_the_session(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    type_digits(bench, "73")
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=None, ended=SessionEnd.EXPIRED))
    assert is_locked(bench)
    assert visible(bench, "pinField") is None
    press(bench, Key.Key_Return)
    bench.bridge.last("login").succeed(DOCTOR)
    assert not is_locked(bench)
    assert visible(bench, "newPinField") is not None, "a new one is asked for"


def test_it_is_asked_for_without_taking_the_focus(qtbot: QtBot) -> None:
    bench = reading(qtbot, lock__proof="pin")
    assert visible(bench, "pinBar") is not None
    assert QApplication.focusWidget() is bench.view.list


def test_not_now_means_helseid(qtbot: QtBot) -> None:
    bench = reading(qtbot, lock__proof="pin")
    later = bench.window.findChild(QPushButton, "newPinLaterButton")
    assert later is not None
    later.click()
    assert visible(bench, "pinBar") is None
    press(bench, Key.Key_F10)
    assert visible(bench, "pinField") is None
    press(bench, Key.Key_Return)
    bench.bridge.last("login").succeed(DOCTOR)
    assert not is_locked(bench)


@pytest.mark.hazard("S42")
@pytest.mark.parametrize("weak", ["123456", "11111111", "121212", "987654", "112211", "565501", "1234", KARI])
def test_what_is_easy_to_guess_is_refused(qtbot: QtBot, weak: str) -> None:
    bench = reading(qtbot, lock__proof="pin")
    before = said(bench, "pinBarText")
    choose(bench, weak)
    assert visible(bench, "pinBar") is not None
    if weak != "1234":
        assert said(bench, "pinBarText") != before
    choose(bench, PIN, PIN)
    assert visible(bench, "pinBar") is None


def test_two_that_differ_begin_anew(qtbot: QtBot) -> None:
    bench = reading(qtbot, lock__proof="pin")
    choose(bench, PIN, WRONG)
    assert visible(bench, "pinBar") is not None
    choose(bench, WRONG)
    assert visible(bench, "pinBar") is not None
    choose(bench, WRONG)
    assert visible(bench, "pinBar") is None


def test_what_was_half_chosen_goes_when_the_window_is_locked(qtbot: QtBot) -> None:
    bench = reading(qtbot, lock__proof="pin")
    choose(bench, PIN)
    type_digits(bench, "12")
    after(bench, 120)
    assert is_locked(bench)
    press(bench, Key.Key_Return)
    bench.bridge.last("login").succeed(DOCTOR)
    assert field(bench, "newPinField").text() == ""
    choose(bench, PIN)
    assert visible(bench, "pinBar") is not None, "once is not twice"


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
    assert PIN not in texts()
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


@pytest.fixture
def edit(qtbot: QtBot) -> PinEdit:
    line = PinEdit()
    qtbot.addWidget(line)
    with qtbot.waitExposed(line):
        line.show()
    line.setFocus()
    return line


@pytest.mark.hazard("S44")
def test_the_line_never_holds_a_digit(edit: PinEdit) -> None:
    QTest.keyClicks(edit, "73a1 5")
    assert set(edit.text()) == {"\u2022"}
    assert edit.echoMode() is QLineEdit.EchoMode.Password
    interface = QAccessible.queryAccessibleInterface(edit)
    assert interface is not None
    assert not any(digit in interface.text(QAccessible.Text.Value) for digit in "7315")
    assert interface.state().passwordEdit
    QTest.keyClick(edit, Key.Key_Backspace)
    edit.undo()
    edit.redo()
    assert edit.take() == "731"
    assert edit.text() == ""
    edit.undo()
    assert edit.take() == ""


def test_nothing_is_pasted_or_held_down(edit: PinEdit) -> None:
    QGuiApplication.clipboard().setText("123456")
    QTest.keyClick(edit, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(edit, Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier)
    QTest.mouseClick(edit, Qt.MouseButton.MiddleButton)
    held = QKeyEvent(QEvent.Type.KeyPress, Key.Key_5, Qt.KeyboardModifier.NoModifier, "5", True)
    QApplication.sendEvent(edit, held)
    assert edit.take() == ""


LABEL = "20261187"  # of a sample: no patient's number


def offered(bench: Bench) -> bool:
    return visible(bench, "newPinField") is not None


def time_is_over(bench: Bench) -> None:
    """Two minutes, in which the window was used."""
    for _ in range(2):
        after(bench, 60)
        bench.window.lock.used()
    offer = bench.window.lock.proof.pin.timer
    assert offer.isActive(), "it is taken away by itself"
    assert offer.interval() == 120_000
    offer.stop()
    offer.timeout.emit()


def scan(bench: Bench, digits: str = LABEL, *, enter: bool = True) -> None:
    bench.clock[0] += 5
    for digit in digits:
        bench.clock[0] += 0.012
        press(bench, Qt.Key(ord(digit)))
    if enter:
        bench.clock[0] += 0.012
        press(bench, Key.Key_Return)


@pytest.mark.hazard("S43")
def test_whoever_finds_the_window_open_later_sets_none(qtbot: QtBot) -> None:
    bench = reading(qtbot, lock__proof="pin")
    choose(bench, PIN)
    for _ in range(2):
        after(bench, 60)
        bench.window.lock.used()
    choose(bench, PIN)  # the clock that takes the bar away has not looked yet
    assert "over" in said(bench, "progressText")
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
    bar = bench.window.findChild(QWidget, "pinBar")
    assert bar is not None
    assert bar.isHidden(), "of itself, and not only behind the cover"
    unlock(bench)
    assert offered(bench), "HelseID has asked who it is"
    choose(bench, PIN, PIN)
    press(bench, Key.Key_F10)
    attempt(bench, PIN)
    assert not is_locked(bench)


def test_a_pin_that_was_set_lasts(qtbot: QtBot) -> None:
    bench = with_pin(qtbot)
    time_is_over(bench)
    press(bench, Key.Key_F10)
    attempt(bench, PIN)
    assert not is_locked(bench)
    assert not offered(bench)


@pytest.mark.hazard("S42")
@pytest.mark.parametrize("enter", [True, False])
@pytest.mark.parametrize("label", [LABEL, "202611870", "2026118701"])
def test_labels_at_the_cover_are_no_tries(qtbot: QtBot, label: str, enter: bool) -> None:
    bench = locked(qtbot)
    for _ in range(4):
        scan(bench, label, enter=enter)
        if not enter:  # the scanner sends none, and somebody tries it
            bench.clock[0] += 2
            press(bench, Key.Key_Return)
        assert "scanner" in said(bench, "pinSaid")
        assert field(bench, "pinField").text() == ""
    assert is_locked(bench)
    assert not bench.bridge.named("logout")
    assert not bench.window.controller.desk.empty
    bench.clock[0] += 5
    attempt(bench, PIN)
    assert not is_locked(bench)


def test_no_label_becomes_somebodys_pin(qtbot: QtBot) -> None:
    bench = reading(qtbot, lock__proof="pin")
    field(bench, "newPinField").setFocus()
    scan(bench)
    scan(bench)
    assert offered(bench)
    assert "scanner" in said(bench, "pinBarText")
