"""A window, and a system that says what a test has it say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from provesvar_gui.platform.session_lock import Fact, SessionSource
from provesvar_gui.ui.session_lock import SessionLock
from tests.gui.fakes import Bench
from tests.gui.lock.kit import handle, reading


class Machine(SessionSource):
    def __init__(self) -> None:
        self.told: list[str] = []
        self.tell: Callable[[Fact], None] | None = None

    def start(self, tell: Callable[[Fact], None]) -> None:
        self.tell = tell

    def covered(self) -> None:
        self.told.append("covered")

    def stop(self) -> None:
        self.tell = None
        self.told.append("stop")

    def says(self, *facts: Fact) -> None:
        """And the window has heard it."""
        for fact in facts:
            assert self.tell is not None
            self.tell(fact)
        QApplication.processEvents()


def at(bench: Bench) -> Machine:
    machine = Machine()
    bench.window.lock.use_system(SessionLock(machine, bench.window))
    return machine


def reading_at(qtbot: QtBot, **more: Any) -> tuple[Bench, Machine]:
    bench = reading(qtbot, **more)
    return bench, at(bench)


def type_digits(bench: Bench, digits: str) -> None:
    """As a hand types, in a hurry."""
    for digit in digits:
        bench.clock[0] += 0.09
        QTest.keyClick(handle(bench), Qt.Key(ord(digit)))
