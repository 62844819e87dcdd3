"""A line for the digits of a PIN, which never stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit

from provesvar_gui.domain.scan import ScanStream
from provesvar_gui.ui.scanner import UNWATCHED, key_time
from provesvar_gui.ui.tone import draw_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QContextMenuEvent, QDropEvent, QInputMethodEvent, QKeyEvent, QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

_MOST: Final = 32
_DOT: Final = "\u2022"
_ENTERS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_HINTS: Final = (
    Qt.InputMethodHint.ImhDigitsOnly
    | Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhNoPredictiveText
)


class PinEdit(QLineEdit):
    """``entered``: Enter was pressed. ``key_time``: when a key went down, in seconds.

    The line itself holds as many dots as there are digits and nothing else.

    So no undo history, clipboard, screen reader, input method or style ever gets them. Nothing can be pasted or dropped.
    """

    entered = Signal()

    def __init__(self, parent: QWidget | None = None, *, key_time: Callable[[QKeyEvent], float] = key_time) -> None:
        super().__init__(parent)
        self._digits = ""
        self._key_time = key_time
        self._stream = ScanStream()
        self._hasty = False
        self.setEchoMode(QLineEdit.EchoMode.Password)  # what a screen reader is told of it
        self.setInputMethodHints(_HINTS)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.setProperty(UNWATCHED, True)

    def take(self) -> str:
        """What was typed; the line is empty then."""
        digits = self._digits
        self.forget()
        return digits

    @property
    def hasty(self) -> bool:
        """Whether what was typed came from a scanner, which somebody had in hand: no hand is as quick."""
        return self._hasty

    def forget(self) -> None:
        """Nothing was typed."""
        self._digits, self._hasty = "", False
        self._stream.reset()
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits one by one; nothing of what else a line can do."""
        text = event.text()
        if event.key() in _ENTERS:
            if not event.isAutoRepeat():
                self.entered.emit()
            event.accept()
        elif event.matches(QKeySequence.StandardKey.DeleteStartOfWord):
            self.forget()
        elif event.key() == Qt.Key.Key_Backspace:
            self._digits = self._digits[:-1]
            self._show()
        elif text and text.isascii() and text.isdigit():
            at = self._key_time(event)
            if event.isAutoRepeat() and not self._stream.in_burst(at):
                return  # X11 says "repeat" of a double digit of a scanner too
            self._stream.digit(text, at)
            self._hasty = self._hasty or self._stream.hasty
            self._add(text)
        else:
            event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A keyboard on the screen."""
        self._add("".join(each for each in event.commitString() if each in "0123456789"))
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """None."""
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Nothing."""
        event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button would paste."""
        if event.button() is not Qt.MouseButton.MiddleButton:
            super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's, and an edge that can be seen."""
        super().paintEvent(event)
        draw_frame(self)

    def _add(self, digits: str) -> None:
        self._digits = (self._digits + digits)[:_MOST]
        self._show()

    def _show(self) -> None:
        self.setText(_DOT * len(self._digits))
