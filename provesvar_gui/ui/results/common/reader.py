"""A read-only text field whose selection is copied through the guarded clipboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPlainTextEdit

from provesvar_gui.results import text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget


class Reader(QPlainTextEdit):
    """Read-only plain text. ``copy_asked``: what is selected in it, by keys.

    Nothing can be selected with the mouse: Qt would put that into the selection of the window system, past the guard.
    """

    copy_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy by way of the guard."""
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut):
            chosen = self.textCursor().selectedText().replace("\u2029", "\n")
            if chosen:
                self.copy_asked.emit(text.breakable(chosen))
            return
        super().keyPressEvent(event)
