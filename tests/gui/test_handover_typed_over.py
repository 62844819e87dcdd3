"""A number is handed over in the moment in which the clinician begins to type another one: theirs is not swallowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.ui.handover import NumberSource
from tests.gui.fakes import KARI, OLA, Bench, make_bench
from tests.gui.hands import Key, answered, chosen, label, press, sent
from tests.gui.test_handover import GROUPED, at_basis, bar_visible, hand_over, in_field, nothing_sent

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return make_bench(qtbot)


ENTERED = pytest.mark.parametrize("how", ["typed", "ctrl-v", "shift-insert"])


def enter(how: str, digits: str) -> None:
    """Type the digits, or paste them."""
    QApplication.clipboard().setText(digits)
    if how == "ctrl-v":
        press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    elif how == "shift-insert":
        press(Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier)
    else:
        for digit in digits:
            press(Qt.Key(ord(digit)))


@ENTERED
def test_what_they_enter_is_looked_up_and_what_came_is_offered(bench: Bench, how: str) -> None:
    answered(bench)
    press(Key.Key_F8)
    assert hand_over(bench)
    assert at_basis(bench)
    enter(how, KARI)
    assert in_field(bench) == KARI
    assert bar_visible(bench)
    assert label(bench, "handOverTitle") == f"The EHR asks to change to patient {GROUPED}"
    press(Key.Key_Tab)
    press(Key.Key_S)
    press(Key.Key_Return)
    assert sent(bench).patient.digits == KARI


def test_a_basis_that_was_chosen_for_it_goes_with_it(bench: Bench) -> None:
    hand_over(bench)
    press(Key.Key_S)
    assert chosen(bench) is AccessBasis.SAMTYKKE
    press(Key.Key_2)
    assert in_field(bench) == "2"
    assert bench.window.focusWidget() is bench.window.form.patient.line
    assert chosen(bench) is None
    assert nothing_sent(bench)


@pytest.mark.parametrize("keys", ["held", "late"])
def test_by_the_windowing_system_at_the_speed_of_hands(bench: Bench, keys: str) -> None:
    """A digit is held back for a moment, since it may be a scanner's."""
    hand_over(bench)
    handle = bench.window.windowHandle()
    assert handle is not None
    hold = bench.window.scanner.hold
    for digit in KARI:
        bench.clock[0] += 0.150
        QTest.keyClick(handle, Qt.Key(ord(digit)))
        if keys == "late" and hold.isActive():
            hold.stop()
            hold.timeout.emit()
            QApplication.processEvents()
    if hold.isActive():
        hold.stop()
        bench.window.scanner._settle()
    assert in_field(bench) == KARI
    assert bar_visible(bench)


def test_digits_with_another_key_held_down_are_none(bench: Bench) -> None:
    hand_over(bench)
    press(Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert in_field(bench) == OLA
    assert not bar_visible(bench)


@ENTERED
def test_once_they_have_gone_on_with_it_nothing_is_entered(bench: Bench, how: str) -> None:
    hand_over(bench)
    press(Key.Key_S)
    press(Key.Key_Return)  # the role is missing
    bench.window.form.basis.setFocus()
    enter(how, KARI)
    assert in_field(bench) == OLA


def test_a_basis_that_was_reached_by_hand_takes_no_digit(bench: Bench) -> None:
    QTest.keyClicks(bench.window.form.patient.line, KARI)
    press(Key.Key_Tab)
    assert at_basis(bench)
    press(Key.Key_2)
    assert in_field(bench) == KARI


@pytest.mark.parametrize("pasted", [OLA, GROUPED, ""])
def test_a_paste_of_the_same_number_or_of_nothing_changes_nothing(bench: Bench, pasted: str) -> None:
    hand_over(bench)
    enter("ctrl-v", pasted)
    assert in_field(bench) == OLA
    assert not bar_visible(bench)
    assert at_basis(bench)
    press(Key.Key_2)
    assert in_field(bench) == "2"


@pytest.mark.parametrize(("newer", "offered"), [(OLA, OLA), (None, None)], ids=["number", "warning"])
def test_the_newer_one_stays_in_the_bar(bench: Bench, newer: str | None, offered: str | None) -> None:
    hand_over(bench, KARI)
    hand_over(bench, newer)
    title = label(bench, "handOverTitle")
    press(Key.Key_2)
    assert bar_visible(bench)
    assert label(bench, "handOverTitle") == title
    patient = bench.window.controller.desk.offer.patient
    assert (patient.digits if patient is not None else None) == offered


def test_the_newer_one_pasted_leaves_nothing_to_ask(bench: Bench) -> None:
    hand_over(bench, KARI)
    hand_over(bench)
    enter("ctrl-v", OLA)
    assert in_field(bench) == OLA
    assert not bar_visible(bench)


def test_what_came_is_named_by_where_it_came_from(bench: Bench) -> None:
    hand_over(bench)
    bench.window.hand_over(KARI, NumberSource.SELECTED)
    press(Key.Key_F12, Qt.KeyboardModifier.ShiftModifier)
    press(Key.Key_2)
    assert label(bench, "handOverTitle") == f"The EHR asks to change to patient {GROUPED}"
