"""Who may set a PIN, and when; and what comes from a scanner is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from provesvar_gui.platform.session_lock import Fact
from tests.gui.lock.kit import Key, after, is_locked, press, reading, unlock, visible
from tests.gui.session_lock.kit import reading_at
from tests.gui.session_lock.test_pin import PIN, attempt, choose, field, locked, said, with_pin

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.gui.fakes import Bench

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


def test_offered_for_two_minutes_after_the_login(qtbot: QtBot) -> None:
    bench = reading(qtbot, lock__proof="pin")
    after(bench, 60)
    bench.window.lock.used()
    assert offered(bench)
    time_is_over(bench)
    assert not offered(bench)


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


def test_after_the_offer_it_takes_a_proof_by_helseid(qtbot: QtBot) -> None:
    bench = reading(qtbot, lock__proof="pin")
    time_is_over(bench)
    press(bench, Key.Key_F10)
    unlock(bench)
    assert offered(bench)
    choose(bench, PIN, PIN)
    assert not offered(bench)


def test_a_pin_that_was_set_lasts(qtbot: QtBot) -> None:
    bench = with_pin(qtbot)
    time_is_over(bench)
    press(bench, Key.Key_F10)
    attempt(bench, PIN)
    assert not is_locked(bench)
    assert not offered(bench)


# --- a scanner ------------------------------------------------------------------------------------------------------------------


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


def test_a_label_in_the_middle_of_typing_is_no_try_either(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    bench.clock[0] += 5
    press(bench, Key.Key_7)
    scan(bench)
    assert "scanner" in said(bench, "pinSaid")
    bench.clock[0] += 5
    attempt(bench, PIN)
    assert not is_locked(bench)


def test_the_button_takes_it_for_none_too(qtbot: QtBot) -> None:
    bench = locked(qtbot)
    scan(bench, enter=False)
    bench.window.lock.cover.unlock.click()
    assert "scanner" in said(bench, "pinSaid")


def test_no_label_becomes_somebodys_pin(qtbot: QtBot) -> None:
    bench = reading(qtbot, lock__proof="pin")
    field(bench, "newPinField").setFocus()
    scan(bench)
    scan(bench)
    assert offered(bench)
    assert "scanner" in said(bench, "pinBarText")
