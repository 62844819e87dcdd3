"""A keyboard-wedge scanner: a burst of digits, faster than hands type, is a patient's number, wherever the focus is.

Digits that are typed into the patient field go there at once. Elsewhere a digit is held back for one gap (35 ms, not noticed): if
no burst comes it is let through, so a scan leaves nothing behind in whatever had the focus. The time of a key is the one the
windowing system gave it, so that a program that was busy for a moment does not take typing for a scan.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

GAP = 0.035  # s between two keys of a burst
SUFFIX = 0.100  # s between the last digit and the scanner's own Enter or Tab
ENOUGH = 9  # digits: shorter bursts are nothing we know
_DIGITS = frozenset("0123456789")
_SUFFIXES = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_IGNORED = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_NumLock, Qt.Key.Key_CapsLock, Qt.Key.Key_unknown})
_PLAIN = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


def key_time(event: QKeyEvent) -> float:
    """When the key went down, in seconds of one clock: the windowing system's, or ours where it gives none."""
    return event.timestamp() / 1000 if event.timestamp() else time.monotonic()


class Scanner(QObject):
    """Watches the keys of every window of the program. ``scanned(digits)`` grows with each digit; ``ended`` at the suffix."""

    scanned = Signal(str)
    ended = Signal()

    def __init__(
        self, field: QWidget, *, key_time: Callable[[QKeyEvent], float] = key_time, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._field = field
        self._key_time = key_time
        self._digits = ""
        self._last = float("-inf")
        self._held: list[QKeyEvent] = []
        self._held_for: QWindow | None = None
        self._scanning = False
        self._replaying = False
        self._flush = QTimer(self, singleShot=True, interval=round(GAP * 1000) + 5)
        self._flush.timeout.connect(self._let_go)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusWindowChanged.connect(self._watch)
            self._watch(application.focusWindow())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys reach a window before they reach the widget that has the focus."""
        if event.type() is not QEvent.Type.KeyPress or self._replaying or not isinstance(event, QKeyEvent):
            return False
        if event.isAutoRepeat() or event.key() in _IGNORED:
            return False
        text = event.text()
        if len(text) == 1 and text in _DIGITS and not event.modifiers() & ~_PLAIN:
            return self._digit(event, watched)
        return self._other(event)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _digit(self, event: QKeyEvent, window: QObject) -> bool:
        now = self._key_time(event)
        if self._digits and not 0 <= now - self._last <= GAP:
            self._let_go()
            self._reset()
        self._last = now
        self._digits += event.text()
        if len(self._digits) >= ENOUGH:
            self._scanning = True
            self._held.clear()
            self._flush.stop()
            self.scanned.emit(self._digits)
            return True
        if QApplication.focusWidget() is self._field:
            return False
        self._held.append(event.clone())
        self._held_for = window if isinstance(window, QWindow) else None
        self._flush.start()
        return True

    def _other(self, event: QKeyEvent) -> bool:
        suffix = self._scanning and event.key() in _SUFFIXES and 0 <= self._key_time(event) - self._last <= SUFFIX
        self._let_go()
        self._reset()
        if suffix:
            self.ended.emit()
        return suffix

    def _reset(self) -> None:
        self._digits = ""
        self._scanning = False

    def _let_go(self) -> None:
        """No burst after all: the held digits go where they were meant to."""
        self._flush.stop()
        held, self._held = self._held, []
        self._replaying = True
        try:
            for event in held:
                if self._held_for is not None:
                    QCoreApplication.sendEvent(self._held_for, event)
        finally:
            self._replaying = False
