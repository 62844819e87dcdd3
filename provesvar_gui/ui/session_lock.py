"""Windows: a window of its own that hears of the session's lock and of sleep.

Under Wine it is registered, and understands these messages when they are sent to it; that Windows sends them is NOT verified.

Sources: learn.microsoft.com WTSRegisterSessionNotification, WM_WTSSESSION_CHANGE, WM_POWERBROADCAST, LockWorkStation.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from provesvar_gui.platform.session_lock import Fact, NoSource, SessionState, Told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from provesvar_gui.platform.session_lock import Source


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
_POWER: Final = {
    0x4: Fact.SLEEPING,  # PBT_APMSUSPEND: there are about two seconds
    0x7: Fact.AWAKE,  # PBT_APMRESUMESUSPEND
    0x12: Fact.AWAKE,  # PBT_APMRESUMEAUTOMATIC
}


class Message(ctypes.Structure):
    """The head of Windows' MSG, as far as it is read."""

    _fields_ = (
        ("hwnd", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("wParam", ctypes.c_size_t),
        ("lParam", ctypes.c_ssize_t),
    )


def fact_of(kind: bytes, address: int) -> Fact | None:
    """What the message at this address tells. ``kind``: Qt's name for what lies there."""
    if kind != b"windows_generic_MSG":
        return None
    message = Message.from_address(address)
    table = {_WM_WTSSESSION_CHANGE: _SESSION, _WM_POWERBROADCAST: _POWER}.get(message.message, {})
    return table.get(message.wParam)


class _Ear(QWidget):
    """Never shown. A window that is only for messages would not get what is told to all."""

    def __init__(self, tell: Callable[[Fact], None]) -> None:
        super().__init__()
        self.setObjectName("seatEar")
        self._tell = tell

    def nativeEvent(self, event_type: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        fact = fact_of(bytes(event_type.data() if isinstance(event_type, QByteArray) else event_type), int(message))
        if fact is not None:
            self._tell(fact)
        return False, 0


class WindowsSession:
    """``library``: loads one of Windows' own; injected in tests."""

    def __init__(self, library: Callable[[str], Any] | None = None) -> None:
        self._library = library or (lambda name: getattr(ctypes, "windll")[name])  # noqa: B009 - not there for who checks types
        self._ear: _Ear | None = None

    def start(self, tell: Callable[[Fact], None]) -> None:
        self._ear = _Ear(tell)
        try:
            self._library("wtsapi32").WTSRegisterSessionNotification(ctypes.c_void_p(int(self._ear.winId())), _THIS_SESSION)
        except (OSError, AttributeError):
            return  # of sleep it hears all the same

    def covered(self) -> None:
        """Windows does not wait to be told."""

    def lock_screen(self) -> None:
        try:
            self._library("user32").LockWorkStation()
        except (OSError, AttributeError):
            return

    def stop(self) -> None:
        ear, self._ear = self._ear, None
        if ear is None:
            return
        with suppress(OSError, AttributeError):
            self._library("wtsapi32").WTSUnRegisterSessionNotification(ctypes.c_void_p(int(ear.winId())))
        ear.close()
        ear.deleteLater()


class SessionLock(QObject):
    """The system's own lock, change of user, and sleep. ``sleeping``: the machine waits for ``covered``, as long as it may.

    ``unlocked``: only after a lock that was seen from its beginning.
    """

    locked = Signal()
    unlocked = Signal()
    sleeping = Signal()
    woke = Signal()
    _came = Signal(object)

    def __init__(self, source: Source, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source, self._state = source, SessionState()
        self._asleep = False
        self._came.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        self._source.start(self._came.emit)

    def is_locked(self) -> bool:
        """Whether the system's screen is locked as far as is known."""
        return self._state.locked

    def covered(self) -> None:
        """Nothing of a patient is on the screen: the machine may sleep, where it is about to."""
        if self._asleep:
            self._source.covered()

    def lock_screen(self) -> None:
        """Ask for the system's own lock."""
        self._source.lock_screen()

    def stop(self) -> None:
        self._source.stop()

    def _take(self, fact: Fact) -> None:
        for told in self._state.take(fact):
            if told in (Told.SLEEPING, Told.WOKE):
                self._asleep = told is Told.SLEEPING
            {Told.LOCKED: self.locked, Told.UNLOCKED: self.unlocked, Told.SLEEPING: self.sleeping, Told.WOKE: self.woke}[
                told
            ].emit()


def system_source(environment: Mapping[str, str], platform: str = sys.platform) -> Source:
    """What this platform tells. macOS tells it to programs that are written for it only: nothing is heard there."""
    if platform.startswith("linux"):
        from provesvar_gui.platform.session_lock import of_this_process

        return of_this_process(environment)
    if platform == "win32":
        return WindowsSession()
    return NoSource()
