"""Detection of a scanner: a burst of digits faster than typing is a patient's number, wherever the focus is.

Digits that are typed into the patient field go there at once. Elsewhere a digit is held back for a quarter of a second, or until
another key or the mouse is used: if it was no scan it is let through in its order. So a scan leaves nothing behind in whatever
had the focus. The time of a key is the one the windowing system gave it, so that a program that was busy for a moment does not
take typing for a scan. What is a scan: ``patient/scan.py``.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from provesvar_gui.patient.scan import WHOLE, ScanStream
from provesvar_gui.ui.widgets import WindowWatcher

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

HOLD = 250  # ms
FORGET = 2000  # ms: no digit of a patient stays here longer
UNWATCHED = "unwatched"  # a property of a widget: digits typed into it are never a scan
_DIGITS = frozenset("0123456789")
_SUFFIXES = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_IGNORED = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_NumLock, Qt.Key.Key_CapsLock, Qt.Key.Key_unknown})
_PLAIN = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
_PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})


def key_time(event: QKeyEvent) -> float:
    return event.timestamp() / 1000 if event.timestamp() else time.monotonic()


def _is_unwatched(event: QEvent) -> bool:
    focused = QApplication.focusWidget() if event.type() is QEvent.Type.KeyPress else None
    return focused is not None and focused.property(UNWATCHED) is True


class _Held(NamedTuple):
    event: QKeyEvent
    window: QObject
    focused: QWidget | None


class Scanner(WindowWatcher):
    """Watches the keys of every window of the program.

    ``scanned(digits)``: when a number is whole, again with each digit too many, or when a shorter one has come to its end.
    ``ended``: at the scanner's own Enter or Tab. ``hold``, ``forget``: timers: how long digits are held back, and remembered.
    """

    scanned = Signal(str)
    ended = Signal()

    def __init__(
        self, field: QWidget, *, key_time: Callable[[QKeyEvent], float] = key_time, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._field = field
        self._key_time = key_time
        self._stream = ScanStream()
        self._last_number = ""
        self._held: list[_Held] = []
        self._replaying = False
        self.hold = QTimer(self, singleShot=True, interval=HOLD)
        self.hold.timeout.connect(self._hold_expired)
        self.forget = QTimer(self, singleShot=True, interval=FORGET)
        self.forget.timeout.connect(self._reset)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys reach a window before they reach the widget that has the focus."""
        if self._replaying or _is_unwatched(event):
            return False
        if event.type() in _PRESSES:
            self._settle()
            self._reset()
            return False
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        text = event.text()
        digit = len(text) == 1 and text in _DIGITS and not event.modifiers() & ~_PLAIN
        if event.isAutoRepeat() and not (digit and self._stream.in_burst(self._key_time(event))):
            return False  # X11 says "repeat" of a double digit too, whose keys come in the same millisecond
        if event.key() in _IGNORED:
            return False
        return self._digit(event, watched) if digit else self._other_key(event)

    def drop(self) -> None:
        """At the lock: drop the digits, also for the focused widget."""
        self.hold.stop()
        self.forget.stop()
        self._held.clear()
        self._reset()

    def _digit(self, event: QKeyEvent, window: QObject) -> bool:
        at = self._key_time(event)
        if not self._stream.continues(at):
            self._settle()
            self._last_number = ""
        self._stream.digit(event.text(), at)
        self.forget.start()
        number = self._stream.number
        focused = QApplication.focusWidget()
        if number:
            self._held.clear()
            if len(number) >= WHOLE:
                self._settle()
                return True
            self.hold.start()  # shorter: said when nothing follows
            return focused is not self._field
        if focused is self._field:
            return False
        if not self._stream.may_be_scan():
            self._settle()
            return False
        self._held.append(_Held(event=event.clone(), window=window, focused=focused))
        self.hold.start()
        return True

    def _other_key(self, event: QKeyEvent) -> bool:
        suffix = event.key() in _SUFFIXES and self._stream.suffix(self._key_time(event))
        slow = self._stream.slow  # its digits belong to what had the focus
        ended = suffix and (slow or bool(self._stream.number))
        if suffix and not slow:
            self._held.clear()
        self._settle()
        self._reset()
        if ended:
            self.ended.emit()
        return suffix

    def _reset(self) -> None:
        self._stream.reset()
        self._last_number = ""

    def _hold_expired(self) -> None:
        """After the keys that waited while the program was busy."""
        QTimer.singleShot(0, self, lambda: None if self.hold.isActive() else self._settle())

    def _settle(self) -> None:
        self.hold.stop()
        number = self._stream.number
        if number and number != self._last_number:
            self._last_number = number
            self.scanned.emit(number)
        held, self._held = self._held, []
        focused = QApplication.focusWidget()
        self._replaying = True
        try:
            for key in held:
                receiver = key.window if key.focused is focused else key.focused
                if receiver is not None and isValid(receiver):
                    QCoreApplication.sendEvent(receiver, key.event)
        finally:
            self._replaying = False
