"""The tray icon, by which the program stays when its window is closed. Off unless ``ui.tray`` is set.

To stay is to lock where somebody is logged in, to wipe the patient, and to hide; a login that waits in the browser is given up.
The session is kept behind the lock, as at any lock, until HelseID or the lock's wiping ends it. Whatever brings the window back
(the icon, a second start, the EPJ) brings it back as locked as it was hidden. The icon is there while the window is not: beside
a window it takes Qt's focus where the tray speaks XEmbed, and each lock would close it with the dialogs. The program ends by its
key, by the icon's menu, with the desktop's session, and wherever there is no tray.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from provesvar_gui.ui import keys
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.lock.contents import close_others
from provesvar_gui.ui.marks import title_of
from provesvar_gui.ui.messages import MessageText

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.ui.main_window import MainWindow
    from provesvar_gui.ui.window_settings import WindowSettings

_PATIENCE_MS = 5000  # at the beginning of a session the tray may come later than the program


class SystemTray(QObject):
    openAsked = Signal()  # noqa: N815 - a Qt signal
    quitAsked = Signal()  # noqa: N815 - a Qt signal

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None

    def available(self) -> bool:
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self, title: str) -> None:
        """Put it there. ``title``: what it says of itself, and nothing of any patient."""
        if self._icon is None:
            self._icon = self.make_icon()
        self._icon.setIcon(QGuiApplication.windowIcon())
        self._icon.setToolTip(title)
        self._icon.show()

    def hide(self) -> None:
        if self._icon is not None:
            self._icon.hide()

    def make_icon(self) -> QSystemTrayIcon:
        menu = self._menu = QMenu()  # the icon does not keep it
        menu.setObjectName("trayMenu")
        for name, text, asked in (
            ("trayOpen", self.tr("&Open Prøvesvar"), self.openAsked),
            ("trayQuit", self.tr("&Quit"), self.quitAsked),
        ):
            action = QAction(text, menu)
            action.setObjectName(name)
            action.triggered.connect(asked)
            menu.addAction(action)
        icon = QSystemTrayIcon(self)
        icon.setContextMenu(menu)
        icon.activated.connect(self._activated)
        return icon

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.openAsked.emit()


class TrayController(QObject):
    """The controller of the tray icon.

    ``tray``: injected in tests. ``end``: the program's end. ``use`` when settings are in force, and when they have changed.
    """

    def __init__(
        self,
        window: MainWindow,
        tray: SystemTray | None = None,
        *,
        end: Callable[[], None] = QCoreApplication.quit,
        patience_ms: int = _PATIENCE_MS,
    ) -> None:
        super().__init__(window)
        self._window, self._tray, self._end = window, tray or SystemTray(self), end
        self._on = self._ending = self._away = False
        self._title = ""
        self._patience = QTimer(self, singleShot=True, interval=patience_ms)
        self._patience.timeout.connect(self._say_if_there_is_no_tray)
        self._tray.openAsked.connect(self._open)
        self._tray.quitAsked.connect(self.quit)
        for sequence in keys.sequences(Key.QUIT):
            QShortcut(sequence, window, self.quit).setAutoRepeat(False)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.commitDataRequest.connect(self.session_ends)
        window.installEventFilter(self)

    def use(self, settings: WindowSettings) -> None:
        self._on, self._title = settings.values.ui.tray, title_of(settings)
        if self._on:
            self._patience.start()
        else:
            self._patience.stop()

    def quit(self) -> None:
        """The key, or the menu: end the program. A window that is not shown is closed, too."""
        self._ending = True
        self._window.close()
        self._tray.hide()
        self._end()

    def session_ends(self) -> None:
        self._ending = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window is about to be closed, or shown."""
        del watched
        kind = event.type()
        if kind is QEvent.Type.Close:
            stays = self._on and not self._ending and self._tray.available()
            QGuiApplication.setQuitOnLastWindowClosed(not stays)
            if stays:
                event.ignore()
                self._withdraw()
                return True
        elif kind is QEvent.Type.Show and self._away:
            self._away = False
            self._tray.hide()
            self._window.lock.lock_for_tray()  # a login may have come meanwhile
        return False

    def _withdraw(self) -> None:
        self._window.lock.lock_for_tray()
        close_others(self._window)  # where nobody is logged in there is nothing to lock, but something may be open
        if self._window.drill_cover is not None:
            self._window.drill_cover.endAsked.emit()  # a drill ends with the window that began it, as where the program ends
        self._away = True
        self._tray.show(self._title)
        self._window.hide()

    def _open(self) -> None:
        if not self._window.closed:
            self._window.come_forward()

    def _say_if_there_is_no_tray(self) -> None:
        if not self._on or self._tray.available():
            return
        words = MessageText(
            what=self.tr("This desktop has no tray: closing the window ends the program."),
            do=self.tr("The setting that would leave it in the tray has no effect here."),
        )
        self._window.area.banner.add(words, tint="accent_text")
