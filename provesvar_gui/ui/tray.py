"""The tray icon, by which the program stays when its window is closed. Off unless ``ui.tray`` is set.

To stay is to lock where somebody is logged in, to wipe the patient, and to hide; the session is kept behind the lock. Whatever
brings the window back brings it back locked. The icon is there while the window is not: beside a window it takes Qt's focus
where the tray speaks XEmbed, and each lock would close it with the dialogs.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from provesvar_gui.patient.numbers import find_number
from provesvar_gui.settings.rules import read_global_key
from provesvar_gui.ui import keys
from provesvar_gui.ui.handover import NumberSource
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.lock.controller import close_others
from provesvar_gui.ui.marks import title_of
from provesvar_gui.ui.messages import MessageText
from provesvar_gui.ui.session_lock import MessageWindow, windows_library

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.ui.main_window import MainWindow
    from provesvar_gui.ui.window_settings import WindowSettings


class Tray(QSystemTrayIcon):
    """The icon and its menu. ``openAsked``, ``quitAsked``."""

    openAsked = Signal()  # noqa: N815 - a Qt signal
    quitAsked = Signal()  # noqa: N815 - a Qt signal

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        menu = self._menu = QMenu()  # the icon does not keep it
        menu.setObjectName("trayMenu")
        for text, asked in ((self.tr("&Open Prøvesvar"), self.openAsked), (self.tr("&Quit"), self.quitAsked)):
            menu.addAction(text).triggered.connect(asked)
        self.setContextMenu(menu)
        self.activated.connect(self._activated)

    def available(self) -> bool:
        return self.isSystemTrayAvailable()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.openAsked.emit()


class TrayController(QObject):
    """``make_tray``: injected in tests. ``end``: the program's end. ``use`` when settings are in force, and when they change."""

    def __init__(
        self, window: MainWindow, make_tray: Callable[[], Tray] = Tray, *, end: Callable[[], None] = QCoreApplication.quit
    ) -> None:
        super().__init__(window)
        self._window, self._make_tray, self._end = window, make_tray, end
        self._tray: Tray | None = None  # where the settings want none, none is made
        self._on = self._ending = self._hidden = False
        for sequence in keys.sequences(Key.QUIT):
            QShortcut(sequence, window, self.quit).setAutoRepeat(False)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.commitDataRequest.connect(self.session_ends)
        window.installEventFilter(self)

    def use(self, settings: WindowSettings) -> None:
        self._on = settings.values.ui.tray
        if self._on and self._tray is None:
            tray = self._tray = self._make_tray()
            tray.openAsked.connect(self._open)
            tray.quitAsked.connect(self.quit)
        if self._tray is not None:
            self._tray.setToolTip(title_of(settings))  # nothing of any patient

    def quit(self) -> None:
        self._ending = True
        self._window.close()
        self._hide_icon()
        self._end()

    def session_ends(self) -> None:
        self._ending = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        kind = event.type()
        if kind is QEvent.Type.Close:
            stays = self._on and not self._ending and self._tray is not None and self._tray.available()
            QGuiApplication.setQuitOnLastWindowClosed(not stays)
            if stays:
                event.ignore()
                self._withdraw()
                return True
        elif kind is QEvent.Type.Show and self._hidden:
            self._hidden = False
            self._hide_icon()
            self._window.lock.lock_for_tray()  # a login may have come meanwhile
        return False

    def _withdraw(self) -> None:
        self._window.lock.lock_for_tray()
        close_others(self._window)  # where nobody is logged in there is nothing to lock, but something may be open
        if self._window.drill_cover is not None:
            self._window.drill_cover.endAsked.emit()  # a drill ends with the window that began it, as where the program ends
        self._hidden = True
        if self._tray is not None:
            self._tray.setIcon(QGuiApplication.windowIcon())
            self._tray.show()
        self._window.hide()

    def _hide_icon(self) -> None:
        if self._tray is not None:
            self._tray.hide()

    def _open(self) -> None:
        if not self._window.closed:
            self._window.come_forward()


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
