"""The global shortcut (Windows): it puts the number that was copied in any program into the window, as a hand-over does.

Off unless ``ui.global_shortcut`` names a key. Nothing is ever looked up by it.
"""

from __future__ import annotations

import logging
import sys
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QGuiApplication

from provesvar_gui.patient.numbers import find_number
from provesvar_gui.platform import global_key
from provesvar_gui.ui import keys
from provesvar_gui.ui.handover import NumberSource
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.messages import MessageText
from provesvar_gui.ui.session_lock import MessageWindow, windows_library

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.platform.global_key import GlobalKey
    from provesvar_gui.ui.main_window import MainWindow

_LOG = logging.getLogger(__name__)
LIMIT: Final = 256  # characters of what was copied, beyond which it is no number
translate = QCoreApplication.translate


class KeyUnavailable(StrEnum):
    """Why there is no such key. Codes, for the log."""

    TAKEN = "taken-by-another-program"
    NOT_HERE = "not-on-this-system"
    OURS = "a-key-of-this-window"


class DesktopKey:
    """The key on one kind of desktop; this is one that has shortcuts of its own (``packaging/admin/hand-over.md``)."""

    def take(self, tell: Callable[[str | None], None]) -> KeyUnavailable | None:
        """Have the key from now on; or why not. ``tell``: of what was copied, None where nothing was."""
        del tell
        return KeyUnavailable.NOT_HERE

    def front(self, window: int) -> None:
        """What the desktop needs, beyond Qt, to let the window come to the front."""

    def stop(self) -> None: ...


_WM_HOTKEY: Final = 0x0312
_NO_REPEAT: Final = 0x4000  # not again while the key is held down
_MODIFIERS: Final = {"Alt": 0x1, "Ctrl": 0x2, "Shift": 0x4, "Meta": 0x8}
_NUMBER: Final = 1  # of the key among ours


class WindowsDesktopKey(DesktopKey):
    """Tried under Wine; NOT on Windows. The key takes what the clinician has copied: Ctrl+C, then the key.

    Windows tells no program what is selected in another one. To have it copied would mean to press Ctrl+C there, to overwrite
    what lies on the clipboard, and to leave the number in the clipboard's history and on the person's other machines.
    Sources: learn.microsoft.com RegisterHotKey, WM_HOTKEY, SetForegroundWindow. ``library``, ``copied``: injected in tests.
    """

    def __init__(
        self,
        key: GlobalKey,
        library: Callable[[str], Any] = windows_library,
        copied: Callable[[], str] = lambda: QGuiApplication.clipboard().text(),
    ) -> None:
        self._key, self._library, self._copied = key, library, copied
        self._window: MessageWindow | None = None

    def take(self, tell: Callable[[str | None], None]) -> KeyUnavailable | None:
        def hear(message: int, parameter: int) -> None:
            if (message, parameter) == (_WM_HOTKEY, _NUMBER):
                text = self._copied()
                tell(text if 0 < len(text) <= LIMIT else None)

        window = self._window = MessageWindow(hear)
        modifiers = _NO_REPEAT | sum(_MODIFIERS[name] for name in self._key.modifiers)
        try:
            had = self._library("user32").RegisterHotKey(window.handle(), _NUMBER, modifiers, self._key.windows_key)
        except (OSError, AttributeError):
            return KeyUnavailable.NOT_HERE
        return None if had else KeyUnavailable.TAKEN

    def front(self, window: int) -> None:
        """Whoever has got WM_HOTKEY may come to the front."""
        with suppress(OSError, AttributeError):
            self._library("user32").SetForegroundWindow(window)

    def stop(self) -> None:
        window, self._window = self._window, None
        if window is not None:
            with suppress(OSError, AttributeError):
                self._library("user32").UnregisterHotKey(window.handle(), _NUMBER)
            window.close()
            window.deleteLater()


def desktop_key(key: GlobalKey, platform: str = sys.platform) -> DesktopKey:
    return WindowsDesktopKey(key) if platform == "win32" else DesktopKey()


class GlobalShortcut(QObject):
    """The global shortcut of the window.

    ``make``: the key, on this desktop. ``use`` when the settings are in force, and again when they have changed.
    """

    def __init__(self, window: MainWindow, make: Callable[[GlobalKey], DesktopKey]) -> None:
        super().__init__(window)
        self._window, self._make = window, make
        self._in_use = ""
        self._desktop: DesktopKey | None = None

    def use(self, text: str) -> None:
        """This key; "": none. Where it is not to be had, the window says so."""
        if text == self._in_use:
            return
        self.stop()
        self._in_use = text
        key = global_key.read(text) if text else None
        if key is None:
            return
        if keys.is_own(str(key)):
            self._lost(KeyUnavailable.OURS)  # it would be lost to the window itself
            return
        self._desktop = self._make(key)
        unavailable = self._desktop.take(self._came)
        if unavailable is None:
            keys.use_global(text)
        else:
            self._lost(unavailable)

    def stop(self) -> None:
        keys.use_global("")
        self._in_use = ""
        desktop, self._desktop = self._desktop, None
        if desktop is not None:
            desktop.stop()

    def _came(self, text: str | None) -> None:
        if self._window.closed or self._desktop is None:
            return
        self._window.come_forward()
        self._desktop.front(int(self._window.winId()))
        self._window.hand_over(find_number(text or "") or None, NumberSource.SELECTED)

    def _lost(self, why: KeyUnavailable) -> None:
        keys.use_global("")
        _LOG.warning("no global shortcut: %s", why.value)
        self._window.area.banner.add(_words(why, keys.shown_sequence(self._in_use)))


def _words(why: KeyUnavailable, key: str) -> MessageText:
    match why:
        case KeyUnavailable.TAKEN:
            what = translate("GlobalShortcut", "{key} does not work in other programs: another program has that key.")
        case KeyUnavailable.OURS:
            what = translate("GlobalShortcut", "{key} does not work in other programs: it is a key of this window.")
        case _:
            what = translate("GlobalShortcut", "{key} does not work in other programs: this desktop does not allow it.")
    do = translate("GlobalShortcut", "Copy or type the number, or hand it over from the EHR. The key is a setting ({keys}).")
    return MessageText(what=what.replace("{key}", key), do=do.replace("{keys}", keys.shown(Key.SETTINGS)))
