"""Windows: the key, and the number that was copied. Tried under Wine; NOT on Windows.

Windows tells no program what is selected in another one. To have it copied would mean to press Ctrl+C in that program, to
overwrite what lies on the clipboard, and to leave the number in the clipboard's history and on the person's other machines. So
the key takes what the clinician has copied: Ctrl+C, then the key. Nothing is written to the clipboard.

Sources: learn.microsoft.com RegisterHotKey, WM_HOTKEY, SetForegroundWindow.
"""

from __future__ import annotations

import ctypes
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from provesvar_gui.handover.selected_x11 import LIMIT, NotHad
from provesvar_gui.ui.windows_seat import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.system.global_key import GlobalKey

_WM_HOTKEY: Final = 0x0312
_NO_REPEAT: Final = 0x4000  # not again while the key is held down
_MODIFIERS: Final = {"Alt": 0x1, "Ctrl": 0x2, "Shift": 0x4, "Meta": 0x8}
_NUMBER: Final = 1  # of the key among ours


def modifiers_of(key: GlobalKey) -> int:
    """As RegisterHotKey takes them."""
    return _NO_REPEAT | sum(_MODIFIERS[name] for name in key.modifiers)


def is_hot_key(kind: bytes, address: int) -> bool:
    """Whether the message at this address is our key. ``kind``: Qt's name for what lies there."""
    if kind != b"windows_generic_MSG":
        return False
    message = Message.from_address(address)
    return bool(message.message == _WM_HOTKEY and message.wParam == _NUMBER)


class _Ear(QWidget):
    """Never shown."""

    def __init__(self, tell: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("globalKeyEar")
        self._tell = tell

    def nativeEvent(self, event_type: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        """One message."""
        if is_hot_key(bytes(event_type.data() if isinstance(event_type, QByteArray) else event_type), int(message)):
            self._tell()
        return False, 0


class WindowsSelected:
    """See ``selected.TellsSelected``. Injected: ``library`` loads one of Windows' own; ``copied``: what lies on the clipboard."""

    def __init__(
        self,
        key: GlobalKey,
        library: Callable[[str], Any] | None = None,
        copied: Callable[[], str] = lambda: QGuiApplication.clipboard().text(),
    ) -> None:
        self._key, self._copied = key, copied
        self._library = library or (lambda name: getattr(ctypes, "windll")[name])  # noqa: B009 - not there for who checks types
        self._ear: _Ear | None = None

    def take(self, tell: Callable[[str | None], None], lost: Callable[[NotHad], None]) -> NotHad | None:
        """See ``TellsSelected``."""
        del lost
        ear = self._ear = _Ear(lambda: tell(self._number()))
        try:
            had = self._library("user32").RegisterHotKey(
                ctypes.c_void_p(int(ear.winId())), _NUMBER, modifiers_of(self._key), self._key.windows_key
            )
        except (OSError, AttributeError):
            return NotHad.NOT_HERE
        return None if had else NotHad.TAKEN

    def front(self, window: int) -> None:
        """See ``TellsSelected``: whoever has got WM_HOTKEY may come to the front."""
        with suppress(OSError, AttributeError):
            self._library("user32").SetForegroundWindow(ctypes.c_void_p(window))

    def stop(self) -> None:
        """See ``TellsSelected``."""
        ear, self._ear = self._ear, None
        if ear is None:
            return
        with suppress(OSError, AttributeError):
            self._library("user32").UnregisterHotKey(ctypes.c_void_p(int(ear.winId())), _NUMBER)
        ear.close()
        ear.deleteLater()

    def _number(self) -> str | None:
        text = self._copied()
        return text if 0 < len(text) <= LIMIT else None
