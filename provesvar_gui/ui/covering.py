"""What lies over the whole window, and lets nothing through: the cover of the lock, the page of a drill that runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QPushButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

WORDS_WIDTH: Final = 560  # device-independent pixels, of what is said on it
_ENTERS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Covering(QWidget):
    """As large as its window, always. Whoever makes it calls ``fit`` when it is complete."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        window.installEventFilter(self)

    def fit(self) -> None:
        """Take all of the window."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus; no key gets to what is behind."""
        focused = self.window().focusWidget()
        if event.key() in _ENTERS and not event.isAutoRepeat() and isinstance(focused, QPushButton):
            focused.click()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window has another size."""
        if event.type() is QEvent.Type.Resize and watched is self.parent():
            self.fit()
        return False
