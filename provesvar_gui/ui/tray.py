"""The tray icon, by which the program stays when its window is closed. Off unless ``ui.tray`` is set.

To stay is to lock where somebody is logged in, to wipe the patient, and to hide; the session is kept behind the lock. Whatever
brings the window back brings it back locked. The icon is there while the window is not: beside a window it takes Qt's focus
where the tray speaks XEmbed, and each lock would close it with the dialogs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from provesvar_gui.ui import keys
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.lock.controller import close_others
from provesvar_gui.ui.marks import title_of
from provesvar_gui.ui.widgets import the_application

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
        the_application().commitDataRequest.connect(self.session_ends)
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
        self._window.close_sheets()
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
