"""What goes with what in the panel, and the key that ends an opening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tests.gui.hands import Key, find, press
from tests.gui.opening_kit import CONTROL, opened, real, restricted

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_reason_that_contradicts_the_ground_cannot_be_chosen(qtbot: QtBot) -> None:
    bench = real(qtbot)
    restricted(bench)
    press(Key.Key_O, CONTROL)
    press(Key.Key_1)  # unconscious
    press(Key.Key_S)  # has consented
    assert not find(bench, "openingReason1").isEnabled()
    press(Key.Key_1)
    assert not find(bench, "openButton").isEnabled()
    press(Key.Key_6)
    assert find(bench, "openButton").isEnabled()
    press(Key.Key_A)
    assert find(bench, "openingReason1").isEnabled()
    assert not find(bench, "openButton").isEnabled()  # «the patient asks» was for consent
    assert find(bench, "openingWarningForhoyetAkutt").isVisible()
    assert not find(bench, "openingWarningForhoyetSamtykke").isVisible()


def test_its_own_key_ends_an_opening(qtbot: QtBot) -> None:
    bench = opened(real(qtbot))
    press(Key.Key_O, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert not find(bench, "openedBar").isVisible()
    assert bench.bridge.last("stop_opening").given == {"why": "by-hand"}
    press(Key.Key_O, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert len(bench.bridge.named("stop_opening")) == 1
