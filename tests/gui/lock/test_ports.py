"""Other proofs, and the system's own lock, through the ports: what the window makes of what they tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.ui.lock.ports import NotProven, Proven
from tests.gui.fakes import DOCTOR, Bench, make_bench
from tests.gui.hands import type_form
from tests.gui.lock.kit import NURSE, Key, after, is_locked, press, reading, visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from provesvar_gui.ui.lock.ports import Proof, SystemLock


class Pin:
    """A proof that is typed on the cover; the test says what comes of it."""

    def __init__(self) -> None:
        self.done: Callable[[Proven | NotProven], None] | None = None
        self.key = ""
        self.told: list[str] = []

    def begin(self, key: str, done: Callable[[Proven | NotProven], None], *, by_system: bool) -> None:
        self.key, self.done = key, done
        self.told.append("system" if by_system else "begin")

    def ask(self) -> None:
        self.told.append("ask")

    def cancel(self) -> None:
        self.told.append("cancel")

    def end(self) -> None:
        self.done = None
        self.told.append("end")

    def label(self) -> str:
        return "&Unlock"

    def page(self, parent: QWidget) -> QWidget:
        page = QWidget(parent)
        field = QLineEdit(page)
        field.setObjectName("pin")
        QVBoxLayout(page).addWidget(field)
        page.setFocusProxy(field)
        return page

    def say(self, outcome: Proven | NotProven) -> None:
        assert self.done is not None
        self.done(outcome)


class Desktop(QObject):
    """The system's own lock."""

    locked = Signal()
    unlocked = Signal()
    sleeping = Signal()
    woke = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def start(self) -> None:
        self.told.append("start")

    def is_locked(self) -> bool:
        return False

    def covered(self) -> None:
        self.told.append("covered")

    def lock_screen(self) -> None:
        self.told.append("lock")

    def stop(self) -> None:
        self.told.append("stop")


def with_pin(bench: Bench) -> Pin:
    pin = Pin()
    proof: Proof = pin
    bench.window.lock.use_proof(proof)
    return pin


def on_desktop(bench: Bench) -> Desktop:
    desktop = Desktop()
    system: SystemLock = desktop
    bench.window.lock.use_system(system)
    return desktop


def test_what_is_typed_on_the_cover_has_the_focus_and_lifts_it(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    pin = with_pin(bench)
    press(bench, Key.Key_F10)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "pin"
    assert pin.key == DOCTOR.subject
    pin.say(NotProven())
    assert is_locked(bench)
    pin.say(Proven(key=DOCTOR.subject))
    assert not is_locked(bench)
    assert bench.window.area.results_visible
    assert bench.window.controller.desk.session is not None
    assert pin.told == ["begin", "end"]


def test_the_last_try_ends_the_session(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    pin = with_pin(bench)
    press(bench, Key.Key_F10)
    pin.say(NotProven(final=True, error=AppError(ErrorCode.NOT_LOGGED_IN)))
    assert not is_locked(bench)
    assert bench.bridge.named("logout")
    assert bench.window.controller.desk.empty
    assert visible(bench, "statusWhat") is not None


def test_a_proof_of_somebody_else_without_a_login_leaves_nobody_logged_in(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    pin = with_pin(bench)
    press(bench, Key.Key_F10)
    pin.say(Proven(key=NURSE.subject))
    assert not is_locked(bench)
    assert bench.window.controller.desk.empty
    assert bench.window.controller.desk.session is None
    assert bench.bridge.named("logout"), "the session of the one before is ended, too"


@pytest.mark.parametrize("signal", ["locked", "sleeping"])
def test_the_systems_lock_and_its_sleep_lock_the_window(qtbot: QtBot, signal: str) -> None:
    bench = reading(qtbot)
    pin, desktop = with_pin(bench), on_desktop(bench)
    press(bench, Key.Key_F11)
    getattr(desktop, signal).emit()
    assert is_locked(bench), "the bedside key is for this room only"
    assert desktop.told == ["start", "covered"]
    assert pin.told == ["system"]
    desktop.unlocked.emit()
    assert is_locked(bench), "that proves nothing by itself"


def test_the_systems_lock_clears_what_nobody_owns(qtbot: QtBot) -> None:
    bench = make_bench(qtbot)
    desktop = on_desktop(bench)
    type_form(bench)
    desktop.locked.emit()
    assert not is_locked(bench)
    assert bench.window.controller.desk.empty
    assert desktop.told == ["start", "covered"]


def test_waking_after_a_long_sleep_wipes(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    desktop = on_desktop(bench)
    desktop.sleeping.emit()
    bench.time[0] += 7000
    desktop.woke.emit()
    assert bench.window.controller.desk.empty


def test_closed_while_it_is_locked(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    pin, desktop = with_pin(bench), on_desktop(bench)
    after(bench, 120)
    bench.window.close()
    assert pin.told[-1] == "end"
    assert desktop.told[-1] == "stop"
    assert bench.window.controller.desk.empty
