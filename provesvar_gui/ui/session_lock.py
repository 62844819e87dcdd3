"""The system's lock, switch of users and sleep as Qt signals, and the messages of Windows about them.

Under Wine (25 November) lock, unlock and sleep were understood when they were sent by hand; a disconnect was tried with a
stand-in. That Windows sends them is NOT verified. Sources: learn.microsoft.com
WTSRegisterSessionNotification, WM_WTSSESSION_CHANGE, WM_POWERBROADCAST.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from provesvar_gui.platform.session_lock import Fact, SessionSource, SessionState, of_this_process

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


_WM_POWERBROADCAST: Final = 0x0218
_WM_WTSSESSION_CHANGE: Final = 0x02B1
_THIS_SESSION: Final = 0  # NOTIFY_FOR_THIS_SESSION
_SESSION: Final = {
    0x1: Fact.IN_FRONT,  # WTS_CONSOLE_CONNECT
    0x2: Fact.BEHIND,  # WTS_CONSOLE_DISCONNECT: another user is in front
    0x3: Fact.IN_FRONT,  # WTS_REMOTE_CONNECT
    0x4: Fact.BEHIND,  # WTS_REMOTE_DISCONNECT
    0x7: Fact.LOCKED,  # WTS_SESSION_LOCK
    0x8: Fact.UNLOCKED,  # WTS_SESSION_UNLOCK
}
_POWER_FACTS: Final = {
    0x4: Fact.SLEEPING,  # PBT_APMSUSPEND: there are about two seconds
    0x7: Fact.AWAKE,  # PBT_APMRESUMESUSPEND
    0x12: Fact.AWAKE,  # PBT_APMRESUMEAUTOMATIC
}


class WindowsMessage(ctypes.Structure):
    _fields_ = (
        ("hwnd", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("wParam", ctypes.c_size_t),
        ("lParam", ctypes.c_ssize_t),
    )


class MessageWindow(QWidget):
    """A hidden window; ``hear(message, wParam)``: for Windows' messages. A message-only window does not get broadcasts."""

    def __init__(self, hear: Callable[[int, int], None]) -> None:
        super().__init__()
        self._hear = hear

    def handle(self) -> ctypes.c_void_p:
        return ctypes.c_void_p(int(self.winId()))

    def nativeEvent(self, event_type: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        if bytes(event_type.data() if isinstance(event_type, QByteArray) else event_type) == b"windows_generic_MSG":
            came = WindowsMessage.from_address(int(message))
            self._hear(came.message, came.wParam)
        return False, 0


def fact_of(message: int, parameter: int) -> Fact | None:
    return {_WM_WTSSESSION_CHANGE: _SESSION, _WM_POWERBROADCAST: _POWER_FACTS}.get(message, {}).get(parameter)


def windows_library(name: str) -> Any:
    return getattr(ctypes, "windll")[name]  # noqa: B009 - not there for who checks types


class WindowsSession(SessionSource):
    """``library``: loads one of Windows' own; injected in tests. Windows does not wait until the window is covered."""

    def __init__(self, library: Callable[[str], Any] = windows_library) -> None:
        self._library = library
        self._window: MessageWindow | None = None

    def start(self, tell: Callable[[Fact], None]) -> None:
        def hear(message: int, parameter: int) -> None:
            fact = fact_of(message, parameter)
            if fact is not None:
                tell(fact)

        self._window = MessageWindow(hear)
        with suppress(OSError, AttributeError):  # of sleep it hears all the same
            self._library("wtsapi32").WTSRegisterSessionNotification(self._window.handle(), _THIS_SESSION)

    def stop(self) -> None:
        window, self._window = self._window, None
        if window is not None:
            with suppress(OSError, AttributeError):
                self._library("wtsapi32").WTSUnRegisterSessionNotification(window.handle())
            window.close()
            window.deleteLater()


class SessionLock(QObject):
    """The system's own lock, change of user, and sleep. ``sleeping``: the machine waits for ``covered``, as long as it may.

    ``unlocked``: only after a lock that was seen from its beginning.
    """

    locked = Signal()
    unlocked = Signal()
    sleeping = Signal()
    woke = Signal()
    _came = Signal(object)

    def __init__(self, source: SessionSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source, self._state = source, SessionState()
        self._asleep = False
        self._came.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        self._source.start(self._came.emit)

    def is_locked(self) -> bool:
        return self._state.locked

    def covered(self) -> None:
        if self._asleep:
            self._source.covered()

    def stop(self) -> None:
        self._source.stop()

    def _take(self, fact: Fact) -> None:
        match self._state.take(fact):
            case Fact.LOCKED:
                self.locked.emit()
            case Fact.UNLOCKED:
                self.unlocked.emit()
            case Fact.SLEEPING:
                self._asleep = True
                self.sleeping.emit()
            case Fact.AWAKE:
                self._asleep = False
                self.woke.emit()


def system_source(environment: Mapping[str, str], platform: str = sys.platform) -> SessionSource:
    """The source for this platform. macOS has one for Cocoa programs only: none here."""
    if platform.startswith("linux"):
        return of_this_process(environment)
    return WindowsSession() if platform == "win32" else SessionSource()
