"""A person at the window: keys, mouse, scanner and clocks; no state of the program is touched but through them."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from provesvar_gui.desk.lock import ClockMoment
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.ui.main_window import MainWindow, WindowServices
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.fakes import ORGANISATIONS, ROLES, TODAY, FakeMemory, HandTimer
from tests.gui.machine.service import Service
from tests.window_settings import window_settings

Key, Modifier = Qt.Key, Qt.KeyboardModifier
ALT, CONTROL, SHIFT, NONE = Modifier.AltModifier, Modifier.ControlModifier, Modifier.ShiftModifier, Modifier.NoModifier
SLOW, FAST = 0.4, 0.012
GROUNDS = {"S": "Samtykke", "A": "Akutt"}
_NEVER_MS = 3_600_000
WINDOW: dict[str, Any] = {"organisations": ORGANISATIONS, "confirm_guard_ms": 0}
_PATIENCE = 10.0  # seconds
W = TypeVar("W", bound=QWidget)


@dataclass(frozen=True, slots=True)
class Form:
    digits: str
    basis: AccessBasis | None
    role: str
    orgnr: str


class User:
    """``wrongs``: what went wrong in a slot, where Qt would only print it."""

    def __init__(self) -> None:
        self.service, self.memory = Service(), FakeMemory()
        self.wrongs = self.service.wrongs
        self.clock = 1.0
        self.later = 0.0  # seconds by which the clock on the wall has gone on
        self._hook = sys.excepthook
        sys.excepthook = self._caught
        self.settings = window_settings(**WINDOW)
        self._time = [0.0]  # seconds: the window locks by this clock, however long the machine takes
        self.unused = 0.0  # seconds since a key
        self.window = MainWindow(
            self.settings,
            lambda: WindowServices(self.service, self.memory),
            ROLES,
            lambda: TODAY,
            key_time=lambda _event: self.clock,
            moment=lambda: ClockMoment(steady=self.time, wall=self.time),
        )
        painted: list[bool] = []
        self.window.firstPaint.connect(lambda: painted.append(True))
        self.window.show()
        self.window.activateWindow()
        self.until(lambda: self.window.isActiveWindow() and bool(painted))
        self._lock_timer = HandTimer(self.window.lock.timer, self._time)
        view = self.window.area.prepare()
        assert isinstance(view, ResultsView)
        self.view = view
        self.controller = self.window.controller
        self.controller.opening.now = lambda: time.time() + self.later
        for timer in (self.window.scanner.hold, self.window.scanner.forget):
            timer.setInterval(_NEVER_MS)  # only the keys' own times count, however busy the machine is
        self.settle()

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self.wrongs.append(f"an exception in a slot: {kind.__name__}: {error}")
        self._hook(kind, error, trace)

    def leave(self) -> None:
        """The window goes, with all that it holds."""
        if not shiboken6.isValid(self.window):
            return
        self.window.close()
        self.settle()
        sys.excepthook = self._hook
        shiboken6.delete(self.window)  # now, and not within one of its own events

    def until(self, done: Callable[[], object]) -> None:
        end = time.monotonic() + _PATIENCE
        while not done():
            if time.monotonic() > end:
                self.wrongs.append("the window never came to rest")
                return
            QApplication.processEvents()

    def settle(self) -> None:
        QApplication.processEvents()
        self.until(self._up)
        self.until(self.view.is_settled)
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _up(self) -> bool:
        """No button is pressed still: by its letter with Alt it is, for a moment, and does its work after that."""
        return not any(each.isDown() for each in self.window.findChildren(QAbstractButton))

    @property
    def time(self) -> float:
        return self._time[0]

    def find(self, kind: type[W], name: str) -> W | None:
        found = self.window.findChild(kind, name)
        return found if found is not None and found.isVisible() else None

    def form(self) -> Form:
        form = self.window.form
        role = form.role.line.text().split(" ")[0]
        return Form(
            digits=form.patient.line.text().replace(" ", ""),
            basis=form.basis.basis,
            role=role if role in {each.code for each in ROLES.roles} else "",
            orgnr=form.organisation.code,
        )

    def said(self, name: str) -> str:
        """The text of a label that can be seen, or ""."""
        found = self.find(QLabel, name)
        return found.text() if found is not None else ""

    @property
    def may_log_out(self) -> bool:
        return not self.locked and self.window.bar.menu.logout.isVisible()

    panel_up = property(lambda self: self.find(QWidget, "openingPanel") is not None)
    asked_who = property(lambda self: self.find(QWidget, "personQuestion") is not None)
    locked = property(lambda self: self.find(QWidget, "lockCover") is not None)
    warned = property(lambda self: self.find(QWidget, "lockWarning") is not None)
    at_bedside = property(lambda self: self.find(QWidget, "bedsideBar") is not None)
    offered = property(lambda self: self.find(QWidget, "handOverBar") is not None)

    @property
    def offered_behind(self) -> bool:
        """Whether it comes up as soon as the warning or the failure before it is gone."""
        bar = self.window.findChild(QWidget, "handOverBar")
        return bar is not None and not bar.isHidden() and (self.warned or self.find(QWidget, "statusBanner") is not None)

    @property
    def at_main(self) -> bool:
        """Whether a key gets to the window itself, and not to a dialog."""
        return QGuiApplication.focusWindow() in (None, self.window.windowHandle())

    @property
    def ground(self) -> str:
        found = {letter: self.find(QAbstractButton, f"openingForhoyet{name}") for letter, name in GROUNDS.items()}
        return next((letter for letter, button in found.items() if button is not None and button.isChecked()), "")

    def focusable(self) -> list[QWidget]:
        """Everything that can have the focus now, in the tree's order."""
        return [
            each
            for each in self.window.findChildren(QWidget)
            if each.focusPolicy() != Qt.FocusPolicy.NoFocus and each.isVisible() and each.isEnabled()
        ]

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, *, gap: float = SLOW) -> None:
        """A key, as the windowing system brings it to the window that has the focus."""
        self.clock += gap
        focused: QWindow | None = QGuiApplication.focusWindow()
        handle = self.window.windowHandle() if focused is None else focused
        assert handle is not None
        QTest.keyClick(handle, key, modifier)
        self.unused = self.unused if self.locked else 0.0

    def wake(self) -> None:
        """A key that does nothing else, so that the next one is not taken for a sign of life."""
        if self.warned:
            self.key(Key.Key_Shift)

    def pass_time(self, seconds: float, *, asleep: bool) -> None:
        """Nobody does anything. ``asleep``: nor does the program, until a key comes."""
        began = self.time
        if asleep:
            self._time[0] += seconds
        else:
            self._lock_timer.go_on(seconds)
        self.unused += self.time - began
        if asleep:
            self.key(Key.Key_F2)

    def type(self, text: str, *, gap: float = SLOW) -> None:
        for character in text:
            self.key(Qt.Key(ord(character.upper())), gap=gap)

    def scan(self, digits: str) -> None:
        self.clock += 5
        self.type(digits, gap=FAST)

    def click(self, name: str) -> bool:
        button = self.find(QAbstractButton, name)
        if button is None or not button.isEnabled():
            return False
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        return True

    def run_out(self, timer: QTimer) -> bool:
        if not timer.isActive():
            return False
        timer.stop()
        timer.timeout.emit()
        return True
