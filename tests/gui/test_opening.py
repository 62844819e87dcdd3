"""The panel: two steps with the keyboard, never by Enter, a key held down, or a scanner."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from provesvar_gui.patient.access import AccessBasis
from tests.gui.fakes import DOCTOR, Bench
from tests.gui.hands import Key, click, find, label, press, sent, type_form
from tests.gui.opening_kit import CONTROL, answer, choose, lookups, opened, panel_up, real, restricted


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return real(qtbot)


def test_four_keys_from_the_message_to_the_results(bench: Bench) -> None:
    restricted(bench)
    assert find(bench, "outcomeScreen").isVisible()
    press(Key.Key_O, CONTROL)
    assert panel_up(bench)
    assert lookups(bench) == 1
    choose()
    press(Key.Key_O, CONTROL)
    assert lookups(bench) == 2
    lookup = sent(bench)
    assert (lookup.basis, lookup.reason) == (AccessBasis.FORHOYET_AKUTT, "no-consent-possible")
    assert not panel_up(bench)
    bench.bridge.last("lookup").succeed(answer(bench, 3))
    assert find(bench, "openedBar").isVisible()
    assert "3" in label(bench, "openedWhat")
    assert bench.window.form.basis.basis is AccessBasis.AKUTT, "the letter chose inside the panel only"
    assert bench.window.area.isAncestorOf(QApplication.focusWidget() or bench.window)


def test_the_panel_says_what_and_why(bench: Bench) -> None:
    restricted(bench)
    press(Key.Key_O, CONTROL)
    assert "138969 00263" in label(bench, "openingWhat")
    assert "10" in label(bench, "openingWhat")
    assert "Sperret for alle." in label(bench, "openingQuotation")
    assert "may be shown to the patient" in label(bench, "openingLogged")
    assert "S or A" in label(bench, "openingNeeded")
    assert not find(bench, "openingReason1").isVisible(), "step 2 is empty until step 1 is taken"
    press(Key.Key_1)
    press(Key.Key_A)
    assert find(bench, "openingReason1").isVisible()
    assert "necessity" in find(bench, "openingForhoyetAkutt").accessibleDescription()
    assert "1–5" in label(bench, "openingNeeded"), "not the sixth, which contradicts an emergency"


@pytest.mark.hazard("H6.3", "S9")
def test_enter_never_opens(bench: Bench) -> None:
    restricted(bench)
    press(Key.Key_O, CONTROL)
    choose()
    for name in ("openingPanel", "openButton", "openingReason1", "openingForhoyetAkutt", "outcomeScreen"):
        for key in (Key.Key_Return, Key.Key_Enter, Key.Key_Return):
            find(bench, name).setFocus()
            press(key)
            assert lookups(bench) == 1
            assert panel_up(bench)


@pytest.mark.hazard("H6.3", "S9")
def test_a_key_that_is_held_down_never_opens(bench: Bench) -> None:
    restricted(bench)
    press(Key.Key_O, CONTROL)
    choose()
    for name, key, modifier in (
        ("openingPanel", Key.Key_O, CONTROL),
        ("openButton", Key.Key_Space, Qt.KeyboardModifier.NoModifier),
        ("openButton", Key.Key_O, CONTROL),
    ):
        widget = find(bench, name)
        widget.setFocus()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) * 2:
            QApplication.sendEvent(widget, QKeyEvent(kind, key, modifier, "", True, 1))
    assert lookups(bench) == 1


def test_without_a_reason_where_the_organisation_says_so(qtbot: QtBot) -> None:
    bench = restricted(real(qtbot, opening__reason=False))
    press(Key.Key_O, CONTROL)
    assert not find(bench, "openingReason1").isVisible()
    press(Key.Key_O, CONTROL)
    assert lookups(bench) == 1, "not without the first step"
    press(Key.Key_A)
    press(Key.Key_O, CONTROL)
    assert lookups(bench) == 2
    assert sent(bench).reason == ""


@pytest.mark.parametrize("reason", [True, False])
def test_chosen_directly_where_the_policy_says_so(qtbot: QtBot, reason: bool) -> None:
    bench = real(qtbot, pps__direct_elevated=True, opening__reason=reason)
    type_form(bench)
    bench.window.controller.log_in()
    bench.bridge.last("login").succeed(DOCTOR)
    click(bench, "basisForhoyetAkutt")
    assert panel_up(bench)
    assert bench.window.form.basis.basis is AccessBasis.AKUTT
    assert "not reported" in label(bench, "openingWhy")
    press(Key.Key_O, CONTROL)
    assert bench.bridge.named("lookup") == [], "there are two steps in the panel, whatever is asked for"
    press(Key.Key_1 if reason else Key.Key_A)
    press(Key.Key_O, CONTROL)
    assert sent(bench).basis is AccessBasis.FORHOYET_AKUTT


@pytest.mark.hazard("H6.6")
def test_a_reason_that_contradicts_the_ground_cannot_be_chosen(bench: Bench) -> None:
    restricted(bench)
    press(Key.Key_O, CONTROL)
    press(Key.Key_A)
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


def test_its_own_key_ends_an_opening(bench: Bench) -> None:
    opened(bench)
    press(Key.Key_O, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert not find(bench, "openedBar").isVisible()
    assert bench.bridge.last("stop_opening").given == {"why": "by-hand"}
    press(Key.Key_O, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert len(bench.bridge.named("stop_opening")) == 1
