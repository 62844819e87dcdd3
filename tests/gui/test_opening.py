"""The panel: two steps with the keyboard, never by Enter, a key held down, or a scanner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.settings.contacts import Contact
from tests.gui.fakes import DOCTOR, KARI, OLA, Bench
from tests.gui.hands import Key, click, find, label, press, sent, type_form
from tests.gui.opening_kit import (
    CONTROL,
    FAST,
    GENERAL,
    SPECIFIC,
    UNKNOWN,
    answer,
    confirm,
    lookups,
    panel_up,
    real,
    restricted,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from provesvar_gui.results.model import Outcome


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return real(qtbot)


def test_four_keys_from_the_message_to_the_results(bench: Bench) -> None:
    restricted(bench)
    assert find(bench, "outcomeScreen").isVisible()
    press(Key.Key_O, CONTROL)
    assert panel_up(bench)
    assert lookups(bench) == 1
    press(Key.Key_A)
    press(Key.Key_1)
    press(Key.Key_O, CONTROL)
    assert lookups(bench) == 2
    lookup = sent(bench)
    assert (lookup.basis, lookup.reason) == (AccessBasis.FORHOYET_AKUTT, "no-consent-possible")
    assert not panel_up(bench)
    bench.bridge.last("lookup").succeed(answer(bench, 3))
    assert find(bench, "openedBar").isVisible()
    assert "3" in label(bench, "openedWhat")
    assert bench.window.form.basis.basis is AccessBasis.AKUTT
    focused = QApplication.focusWidget()
    assert focused is not None
    assert bench.window.area.isAncestorOf(focused)


def test_in_a_low_window_all_of_the_panel_is_seen(bench: Bench) -> None:
    bench.window.resize(1000, 600)
    restricted(bench, reports=5)
    QApplication.processEvents()
    before = bench.window.height()
    press(Key.Key_O, CONTROL)
    all_but_the_act(bench)
    QApplication.processEvents()
    panel = find(bench, "openingPanel")
    layout = panel.layout()
    assert layout is not None
    assert panel.height() >= layout.totalHeightForWidth(panel.width())
    assert bench.window.height() == before
    assert panel.mapTo(bench.window, panel.rect().bottomLeft()).y() < before
    below = bench.window.area.prepare()
    assert below.mapTo(bench.window, below.rect().topLeft()).y() > panel.mapTo(bench.window, panel.rect().bottomLeft()).y()


def test_with_consent(bench: Bench) -> None:
    restricted(bench)
    confirm(bench, Key.Key_S)
    assert sent(bench).basis is AccessBasis.FORHOYET_SAMTYKKE
    assert bench.window.form.basis.basis is AccessBasis.AKUTT  # the letter chose inside the panel only


def test_the_panel_says_what_and_why(bench: Bench) -> None:
    restricted(bench)
    press(Key.Key_O, CONTROL)
    assert "138969 00263" in label(bench, "openingWhat")
    assert "10" in label(bench, "openingWhat")
    assert "restricted" in label(bench, "openingWhy")
    assert "Sperret for alle." in label(bench, "openingQuotation")
    assert "may be shown to the patient" in label(bench, "openingLogged")
    assert "S or A" in label(bench, "openingNeeded")
    press(Key.Key_A)
    assert "necessity" in label(bench, "openingWarningForhoyetAkutt")
    assert "1–6" in label(bench, "openingNeeded")


def test_an_unknown_answer_is_marked_as_such(bench: Bench) -> None:
    restricted(bench, UNKNOWN)
    press(Key.Key_O, CONTROL)
    assert "Unknown answer" in label(bench, "openingWhy")
    assert "Kode 17." in label(bench, "openingQuotation")


@pytest.mark.parametrize("name", ["openingPanel", "openButton", "openingReason1", "openingForhoyetAkutt", "outcomeScreen"])
@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_enter_never_opens(bench: Bench, name: str, key: Qt.Key) -> None:
    restricted(bench)
    press(Key.Key_O, CONTROL)
    press(Key.Key_A)
    press(Key.Key_1)
    find(bench, name).setFocus()
    for _ in range(3):
        press(key)
    assert lookups(bench) == 1


def test_a_key_that_is_held_down_never_opens(bench: Bench) -> None:
    restricted(bench)
    press(Key.Key_O, CONTROL)
    press(Key.Key_A)
    press(Key.Key_1)
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


def test_space_on_the_button_opens(bench: Bench) -> None:
    restricted(bench)
    press(Key.Key_O, CONTROL)
    press(Key.Key_A)
    press(Key.Key_1)
    focused = QApplication.focusWidget()
    button = find(bench, "openButton")
    assert isinstance(button, QPushButton)
    assert focused is not button
    assert not button.isDefault()
    button.setFocus()
    press(Key.Key_Space)
    assert lookups(bench) == 2


def test_without_a_reason_where_the_organisation_says_so(qtbot: QtBot) -> None:
    bench = restricted(real(qtbot, opening__reason=False))
    press(Key.Key_O, CONTROL)
    assert not find(bench, "openingReason1").isVisible()
    press(Key.Key_A)
    press(Key.Key_O, CONTROL)
    assert lookups(bench) == 2
    assert sent(bench).reason == ""


def nothing(_bench: Bench) -> None:
    """The panel has just come up."""


def ground(_bench: Bench) -> None:
    press(Key.Key_A)


def all_but_the_act(_bench: Bench) -> None:
    press(Key.Key_A)
    press(Key.Key_1)


def on(name: str) -> Callable[[Bench], None]:
    def act(bench: Bench) -> None:
        all_but_the_act(bench)
        find(bench, name).setFocus()

    return act


STATES = {
    "new": nothing,
    "ground": ground,
    "ready": all_but_the_act,
    "button": on("openButton"),
    "cancel": on("cancelOpeningButton"),
    "reason": on("openingReason6"),
    "ground-button": on("openingForhoyetSamtykke"),
    "results": on("outcomeScreen"),
    "look-up": on("lookupButton"),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("number", [OLA, KARI])
@pytest.mark.parametrize("suffix", [None, Key.Key_Return, Key.Key_Tab])
def test_a_scan_closes_the_panel_and_opens_nothing(bench: Bench, state: str, number: str, suffix: Qt.Key | None) -> None:
    restricted(bench)
    press(Key.Key_O, CONTROL)
    STATES[state](bench)
    handle = bench.window.windowHandle()
    assert handle is not None
    bench.clock[0] += 5
    for digit in number:
        bench.clock[0] += FAST
        QTest.keyClick(handle, Qt.Key(ord(digit)))
    if suffix is not None:
        bench.clock[0] += FAST
        QTest.keyClick(handle, suffix)
    assert not panel_up(bench)
    assert lookups(bench) == 1
    form = bench.window.form
    assert form.patient.line.text().replace(" ", "") == number
    assert QApplication.focusWidget() is (form.patient.line if suffix is None else form.basis.focusProxy())
    assert bench.window.controller.desk.opening_confirmed(AccessBasis.FORHOYET_AKUTT) == ()


@pytest.mark.parametrize("how", ["escape", "cancel", "enter on cancel"])
def test_left_without_opening(bench: Bench, how: str) -> None:
    restricted(bench)
    press(Key.Key_O, CONTROL)
    all_but_the_act(bench)
    if how == "escape":
        press(Key.Key_Escape)
    elif how == "cancel":
        click(bench, "cancelOpeningButton")
    else:
        find(bench, "cancelOpeningButton").setFocus()
        press(Key.Key_Return)
    assert not panel_up(bench)
    assert lookups(bench) == 1
    press(Key.Key_O, CONTROL)
    button = find(bench, "openButton")
    assert not button.isEnabled()  # nothing is remembered


def test_whom_to_call_about_what_cannot_be_opened(qtbot: QtBot) -> None:
    bench = restricted(real(qtbot, contact__privacy=Contact(name="Personvernombudet", phone="22000000")), SPECIFIC)
    assert "cannot be opened from here" in label(bench, "outcomeAdvice0")
    assert label(bench, "outcomeAdvice0").endswith("Questions about access: Personvernombudet, 22 00 00 00.")
    assert bench.window.findChild(QWidget, "offerOpening") is None
    press(Key.Key_O, CONTROL)
    assert not panel_up(bench)


def test_the_locked_rows_follow(bench: Bench) -> None:
    assert "Locked" in label(bench, "basisLockedReason")
    restricted(bench)
    assert "Ctrl+O" in label(bench, "basisLockedReason")
    bench.window.form.patient.line.set_number(OLA)
    assert "Locked" in label(bench, "basisLockedReason")


@pytest.mark.parametrize(("letter", "ground"), [(Key.Key_A, "emergency"), (Key.Key_S, "consent")])
def test_while_results_are_open_the_form_says_no_opposite(bench: Bench, letter: Key, ground: str) -> None:
    restricted(bench)
    confirm(bench, letter)
    bench.window.controller.opening.now = lambda: 1_795_000_000.0  # 18 Nov 2026, 12:06:40 in Norway
    bench.bridge.last("lookup").succeed(answer(bench, 3))
    said = label(bench, "basisLockedReason")
    assert "Restricted results are open" in said
    assert ground in said
    assert "close at 12:16" in said  # ten minutes, as the bar above the results counts them
    assert "Enter makes an ordinary look-up" in said
    assert "Locked" not in said
    press(Key.Key_O, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert "close at" not in label(bench, "basisLockedReason")


@pytest.mark.parametrize("outcomes", [(GENERAL,), (SPECIFIC,), (UNKNOWN,)])
def test_what_the_service_still_refuses_is_not_called_open(bench: Bench, outcomes: tuple[Outcome, ...]) -> None:
    restricted(bench)
    confirm(bench)
    bench.bridge.last("lookup").succeed(answer(bench, 0, *outcomes))
    form, bar, below = (label(bench, name) for name in ("basisLockedReason", "openedTitle", "openedWhat"))
    assert form == "Opening was asked for, but the service still gives no access\nEnter makes an ordinary look-up again."
    assert bar == "Opening was asked for, but the service still gives no access"
    assert below == "Nothing was opened."
    assert not any("are open" in each or "marked" in each for each in (form, bar, below))
    press(Key.Key_O, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert "asked for" not in label(bench, "basisLockedReason")
    confirm(bench)
    bench.bridge.last("lookup").succeed(answer(bench, 2, *outcomes))  # some of it came
    assert "Restricted results are open" in label(bench, "basisLockedReason")
    assert "2 report(s)" in label(bench, "openedWhat")


def test_an_opening_that_brings_nothing_more_counts_nothing(bench: Bench) -> None:
    restricted(bench, reports=2)
    confirm(bench)
    bench.bridge.last("lookup").succeed(answer(bench, 2))
    assert label(bench, "openedWhat") == "Nothing came that the ordinary answer did not have."


def test_chosen_directly_where_the_policy_says_so(qtbot: QtBot) -> None:
    bench = real(qtbot, pps__direct_elevated=True)
    type_form(bench)
    bench.window.controller.log_in()
    bench.bridge.last("login").succeed(DOCTOR)
    button = find(bench, "basisForhoyetAkutt")
    assert isinstance(button, QAbstractButton)
    button.click()
    assert panel_up(bench)
    assert bench.window.form.basis.basis is AccessBasis.AKUTT
    assert "not reported" in label(bench, "openingWhy")
    assert bench.bridge.named("lookup") == []
    press(Key.Key_1)
    press(Key.Key_O, CONTROL)
    assert sent(bench).basis is AccessBasis.FORHOYET_AKUTT


def test_alt_and_the_letter_chooses_in_the_panel_too(bench: Bench) -> None:
    restricted(bench)
    press(Key.Key_O, CONTROL)
    press(Key.Key_A, Qt.KeyboardModifier.AltModifier)
    assert panel_up(bench)
    assert "necessity" in label(bench, "openingWarningForhoyetAkutt")
