"""The global shortcut (Windows, off by default): puts the number that was copied in any program into the window."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from provesvar_gui.patient.numbers import find_number
from provesvar_gui.settings.rules import read_global_key
from provesvar_gui.ui import keys
from provesvar_gui.ui.handover import NumberSource
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.messages import MessageText
from provesvar_gui.ui.session_lock import MessageWindow, windows_library

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.ui.main_window import MainWindow

_LOG = logging.getLogger(__name__)
LIMIT: Final = 256  # characters of what was copied, beyond which it is no number
_WM_HOTKEY: Final = 0x0312
_NO_REPEAT: Final = 0x4000  # not again while the key is held down
_MODIFIERS: Final = {"Alt": 0x1, "Ctrl": 0x2, "Shift": 0x4, "Meta": 0x8}
_NUMBER: Final = 1  # of the key among ours


class GlobalShortcut(QObject):
    """``use``: at the start and after a change of settings. ``library``, ``copied``: injected in tests.

    Source of 25 November under Wine; NOT on Windows. Ctrl+C, then the key: Windows tells no program what is selected in another
    one, and to press Ctrl+C there would overwrite the clipboard. Sources: learn.microsoft.com RegisterHotKey, WM_HOTKEY,
    SetForegroundWindow.
    """

    def __init__(
        self,
        window: MainWindow,
        library: Callable[[str], Any] = windows_library,
        copied: Callable[[], str] = lambda: QGuiApplication.clipboard().text(),
    ) -> None:
        super().__init__(window)
        self._window, self._library, self._copied = window, library, copied
        self._in_use = ""
        self.ear: MessageWindow | None = None

    def use(self, text: str) -> None:
        if text == self._in_use:
            return
        self.stop()
        self._in_use = text
        key = read_global_key(text) if text else None
        if key is None:
            return
        if keys.is_own(str(key)):  # it would be lost to the window itself
            self._lost(self.tr("{key} does not work in other programs: it is a key of this window."))
            return
        ear = self.ear = MessageWindow(self._hear)
        modifiers = _NO_REPEAT | sum(_MODIFIERS[name] for name in key.modifiers)
        try:
            had = self._library("user32").RegisterHotKey(ear.handle(), _NUMBER, modifiers, key.windows_key)
        except (OSError, AttributeError):
            self._lost(self.tr("{key} does not work in other programs: this desktop does not allow it."))
            return
        if had:
            keys.use_global(text)
        else:
            self._lost(self.tr("{key} does not work in other programs: another program has that key."))

    def stop(self) -> None:
        keys.use_global("")
        self._in_use = ""
        ear, self.ear = self.ear, None
        if ear is not None:
            with suppress(OSError, AttributeError):
                self._library("user32").UnregisterHotKey(ear.handle(), _NUMBER)
            ear.close()
            ear.deleteLater()

    def _hear(self, message: int, parameter: int) -> None:
        if (message, parameter) != (_WM_HOTKEY, _NUMBER) or self._window.closed:
            return
        text = self._copied()
        self._window.come_forward()
        with suppress(OSError, AttributeError):  # whoever has got WM_HOTKEY may come to the front
            self._library("user32").SetForegroundWindow(int(self._window.winId()))
        self._window.hand_over(find_number(text if len(text) <= LIMIT else "") or None, NumberSource.SELECTED)

    def _lost(self, what: str) -> None:
        _LOG.warning("no global shortcut")
        do = self.tr("Copy or type the number, or hand it over from the EHR. The key is a setting ({keys}).")
        words = MessageText(
            what=what.replace("{key}", keys.shown_sequence(self._in_use)), do=do.replace("{keys}", keys.shown(Key.SETTINGS))
        )
        self._window.area.banner.say(words, tint="flag")
