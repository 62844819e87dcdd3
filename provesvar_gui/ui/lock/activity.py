"""Detection of activity at the window: keys, mouse and touch, as the windowing system reports them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWindow
from PySide6.QtWidgets import QApplication

from provesvar_gui.ui.keys import Key, pressed
from provesvar_gui.ui.lock.contents import close_popups
from provesvar_gui.ui.widgets import WindowWatcher

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF

    from provesvar_gui.ui.lock.controller import LockController
    from provesvar_gui.ui.main_window import MainWindow

_MOUSE_TOLERANCE: Final = 4.0  # pixels: a mouse that lies there is never quite still
_POINTER: Final = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.TabletPress})
#: What a window is told when the machine wakes, or when somebody comes: what is due meanwhile is done before it is painted.
_ARRIVAL: Final = frozenset({QEvent.Type.Expose, QEvent.Type.UpdateRequest, QEvent.Type.Enter, QEvent.Type.FocusIn})
_MODIFIERS: Final = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta})
_PLAIN: Final = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
#: These work in every window of the program, and during the warning too. Digits as well: the first of a scanned number must
#: not get lost.
_LOCK_KEYS: Final = (Key.LOCK, Key.BEDSIDE, Key.CLEAR, Key.KEEP_PATIENT)
_KEYS: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})


class Activity(WindowWatcher):
    """Watches every window of the program. Events without a person (key repeat, an unmoved mouse) do not count.

    Shortcuts of ``main`` lock, clear and keep. A shortcut is dead while a dialog, a menu or a list of the program is in front:
    there these keys are pressed here.
    """

    def __init__(self, lock: LockController, main: MainWindow) -> None:
        super().__init__(main)
        self._lock, self._main = lock, main
        self._at: QPointF | None = None
        self._dead: int | None = None  # a key that comes in two events, and has had its effect with the first
        self.watch(main.windowHandle())
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.applicationStateChanged.connect(self._state_changed)  # no lambda: that would outlive the window

    def _state_changed(self) -> None:
        self._lock.check()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _KEYS and isinstance(event, QKeyEvent) and isinstance(watched, QWindow):
            return self._key(event, watched)
        if kind is QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            if event.key() in _MODIFIERS and not self._lock.check():
                self._lock.used()  # not when it is pressed: the key that may follow must not act during the warning either
        elif kind is QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            if self._moved(event.globalPosition()):
                self._lock.check()
                self._lock.used()
        elif kind in _POINTER:
            if self._lock.check():
                return True  # aimed at what is not there any more
            self._lock.used()
        elif kind in _ARRIVAL:
            self._lock.check()
        return False

    def _key(self, event: QKeyEvent, at: QWindow) -> bool:
        covered, dead = self._lock.check(), self._dead == event.key()
        self._dead = event.key() if covered and event.type() is QEvent.Type.ShortcutOverride else None
        if covered or dead:
            return True  # it has found the window locked, and was meant for what stood there before
        if event.isAutoRepeat() or event.key() in _MODIFIERS:
            return False
        own = next((key for key in _LOCK_KEYS if pressed(key, event)), None)
        if own is not None and self._is_elsewhere(at):
            self._do(own, event)
            return True
        stays = self._lock.warned() and own is None and not _is_digit(event)
        if event.type() is QEvent.Type.ShortcutOverride:
            if stays:
                event.accept()  # else a shortcut would do its work before the key comes
            else:
                self._lock.used()  # where it is a shortcut's, no key comes after this
            return stays
        self._lock.used()
        return stays

    def _is_elsewhere(self, at: QWindow) -> bool:
        """Whether the window was opened by the main window, or covers one that was."""
        main, root = self._main.windowHandle(), at
        while root.transientParent() is not None:
            root = root.transientParent()
        in_front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        return root is main and (at is not main or in_front is not None)

    def _do(self, key: Key, event: QKeyEvent) -> None:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # the key comes next
            return
        self._lock.used()
        close_popups()  # what stands there may be the patient's
        self._main.press(key)

    def _moved(self, to: QPointF) -> bool:
        before = self._at
        if before is not None and (to - before).manhattanLength() < _MOUSE_TOLERANCE:
            return False
        self._at = to
        return before is not None


def _is_digit(event: QKeyEvent) -> bool:
    text = event.text()
    return not event.modifiers() & ~_PLAIN and text.isascii() and text.isdigit()
