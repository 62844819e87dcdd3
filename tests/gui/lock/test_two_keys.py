"""Coming back: the same patient and place, with two keys beside the proof, whatever proof the policy asks for.

Counted is every key that the window gets from the moment it is locked until the reader is at their place and the next arrow key
moves on from there, and the one that brings the window back to the front where the proof was given in a browser (Alt+Tab: the
system's). A PIN's digits and what the system itself asks for are the proof.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from provesvar_gui.platform.session_lock import Fact
from tests.gui.fakes import DOCTOR, Bench
from tests.gui.hands import view_of
from tests.gui.lock.kit import Key, after, handle, is_locked, press, reading_for_real, settle
from tests.gui.session_lock.kit import Machine, at, type_digits
from tests.gui.session_lock.test_pin import PIN, choose

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

MOST = 2
FEW = 6  # a hand that presses Enter until something happens gives up after so many
CONTROL = Qt.KeyboardModifier.ControlModifier


class Keys(QObject):
    """Counts what is pressed at a window; digits and modifiers are not."""

    def __init__(self, window: QWindow) -> None:
        super().__init__(window)
        self.pressed: list[str] = []
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if not event.text().isdigit() and key not in (Key.Key_Shift, Key.Key_Control, Key.Key_Alt):
                self.pressed.append(key.name)
        return super().eventFilter(watched, event)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where somebody reads."""

    patient: str
    view: int
    report: object
    scroll: int
    focus: QWidget | None


def place(bench: Bench) -> Place | None:
    if is_locked(bench) or not bench.window.area.results_visible:
        return None
    view = view_of(bench)
    return Place(
        patient=bench.window.form.patient.line.text(),
        view=view.panes.tabs.currentIndex(),
        report=view.panes.reports.shown,
        scroll=view.panes.reports.detail.verticalScrollBar().value(),
        focus=QApplication.focusWidget(),
    )


def at_a_place(qtbot: QtBot, proof: str) -> tuple[Bench, Place]:
    """The doctor is deep in the reports."""
    bench = reading_for_real(qtbot, lock__proof=proof)
    if proof == "pin":
        choose(bench, PIN, PIN)
    press(bench, Key.Key_3, CONTROL)
    settle(bench)
    for _ in range(3):
        press(bench, Key.Key_Down)
    scroll = bench.window.area.prepare().panes.reports.detail.verticalScrollBar()  # type: ignore[attr-defined]  # a ResultsView
    scroll.setValue(scroll.maximum())
    before = place(bench)
    assert before is not None
    assert before.scroll > 0
    return bench, before


def by_helseid(bench: Bench, machine: Machine, keys: Keys) -> None:
    """Enter until the browser is asked for; the login there; and back to the window."""
    logins = len(bench.bridge.named("login"))
    for _ in range(FEW):
        press(bench, Key.Key_Return)
        if len(bench.bridge.named("login")) > logins:
            break
    bench.bridge.last("login").succeed(DOCTOR)
    keys.pressed.append("Alt+Tab")


def by_the_system(bench: Bench, machine: Machine, keys: Keys) -> None:
    """The window has locked by its own clock: it is asked for the system's lock, and the system for what it asks for."""
    press(bench, Key.Key_Backtab)
    press(bench, Key.Key_Return)
    assert machine.told == ["lock"]
    machine.says(Fact.LOCK_ASKED, Fact.LOCKED, Fact.UNLOCKED)


def by_the_system_that_locked(bench: Bench, machine: Machine, keys: Keys) -> None:
    machine.says(Fact.LOCKED, Fact.UNLOCKED)


def by_pin(bench: Bench, machine: Machine, keys: Keys) -> None:
    type_digits(bench, PIN)
    press(bench, Key.Key_Return)


@pytest.mark.parametrize(
    ("proof", "prove", "needed"),
    [
        ("helseid", by_helseid, 2),
        ("system", by_the_system, 2),
        ("system", by_the_system_that_locked, 0),
        ("pin", by_pin, 1),
    ],
)
def test_back_at_the_same_patient_and_place(
    qtbot: QtBot, proof: str, prove: Callable[[Bench, Machine, Keys], None], needed: int
) -> None:
    bench, before = at_a_place(qtbot, proof)
    machine = at(bench)
    after(bench, 120)
    assert is_locked(bench)
    keys = Keys(handle(bench))
    prove(bench, machine, keys)
    while place(bench) is None and len(keys.pressed) < FEW:
        press(bench, Key.Key_Return)  # whatever else it asks for
    settle(bench)
    qtbot.waitUntil(lambda: place(bench) == before)
    assert len(keys.pressed) == needed <= MOST, keys.pressed
    press(bench, Key.Key_Down)
    settle(bench)
    now = place(bench)
    assert now is not None
    assert now.report != before.report, "the next key goes on from there"
