"""Nothing is opened by a key that was meant for something else: the moment after the panel, the window or an offer came."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.ui.opening import OpeningPanel
from tests.gui.fakes import KARI, OLA, Bench
from tests.gui.hands import Key, click, find, label, part, press, sent
from tests.gui.opening_kit import CONTROL, choose, lookups, panel_up, real, restricted
from tests.kit.clock import FakeClock

GUARD_MS = 600


def guarded(bench: Bench) -> FakeClock:
    clock = FakeClock()
    bench.window.controller.opening.guard.clock = clock.monotonic
    return clock


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return restricted(real(qtbot, confirm_guard_ms=GUARD_MS))


def ready(bench: Bench) -> FakeClock:
    """All but the act, and time has passed."""
    clock = guarded(bench)
    press(Key.Key_O, CONTROL)
    choose()
    clock.seconds += 1
    return clock


def by_key(_bench: Bench) -> None:
    press(Key.Key_O, CONTROL)


def by_space(bench: Bench) -> None:
    find(bench, "openButton").setFocus()
    press(Key.Key_Space)


def by_click(bench: Bench) -> None:
    click(bench, "openButton")


ACTS = [by_key, by_space, by_click]


@pytest.mark.hazard("H6.3")
@pytest.mark.parametrize("act", ACTS)
def test_not_in_the_moment_in_which_the_panel_comes(bench: Bench, act: Callable[[Bench], None]) -> None:
    clock = guarded(bench)
    press(Key.Key_O, CONTROL)
    choose()
    act(bench)
    assert panel_up(bench)
    assert "once more" in label(bench, "openingNeeded")
    assert lookups(bench) == 1
    clock.seconds += GUARD_MS / 1000 + 0.01
    act(bench)
    assert lookups(bench) == 2


#: The window comes to the front, and a patient is handed over.
COMES: dict[str, tuple[bool, tuple[str | None, ...]]] = {
    "second start": (True, ()),
    "hand-over": (True, (OLA,)),
    "the same again": (True, (KARI,)),
    "from standard input": (False, (OLA,)),
    "unreadable": (False, (None,)),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("comes", COMES)
def test_what_another_program_does_means_to_choose_again(bench: Bench, comes: str, act: Callable[[Bench], None]) -> None:
    clock, (in_front, numbers) = ready(bench), COMES[comes]
    if in_front:
        bench.window.come_forward("")
    for number in numbers:
        bench.window.hand_over(number)
    panel = part(bench.window, OpeningPanel, "openingPanel")
    assert panel.isVisible()
    assert (panel.basis, panel.reason, panel.act.isEnabled()) == (None, "", False)
    clock.seconds += 1
    panel.setFocus()
    act(bench)
    assert lookups(bench) == 1  # nothing of what was chosen before counts
    panel.setFocus()
    choose()
    act(bench)
    assert sent(bench).basis is AccessBasis.FORHOYET_AKUTT


def test_who_comes_back_to_the_window_has_a_moment(bench: Bench, qtbot: QtBot) -> None:
    clock = ready(bench)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    clock.seconds += 1
    bench.window.activateWindow()
    qtbot.waitUntil(bench.window.isActiveWindow)
    find(bench, "openingPanel").setFocus()
    press(Key.Key_O, CONTROL)
    assert lookups(bench) == 1
    clock.seconds += 1
    press(Key.Key_O, CONTROL)  # what was chosen stands: it was this person who looked elsewhere
    assert lookups(bench) == 2
