"""Read-only text whose selection is copied through the guarded clipboard alone, and a page of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout

from provesvar_gui.results import text
from provesvar_gui.ui import theme

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
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut):
            if chosen := self.textCursor().selectedText().replace("\u2029", "\n"):
                self.copy_asked.emit(text.breakable(chosen))
            return
        super().keyPressEvent(event)


class TextPage(QDialog):
    """A text in a window of its own, which Escape closes. ``foot``: of its buttons."""

    def __init__(self, name: str, stem: str, parent: QWidget) -> None:
        """``stem``: of the names of what stands in it."""
        super().__init__(parent)
        self.setObjectName(name)
        self.text = Reader(self)
        self.text.setObjectName(f"{stem}Text")
        self.leave = QPushButton(self)
        self.leave.setObjectName(f"{stem}Close")
        self.leave.clicked.connect(self.close)
        self.foot = QHBoxLayout()
        self.foot.addWidget(self.leave)
        self.foot.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(self.text)
        column.addLayout(self.foot)
        self.resize(theme.px(760), theme.px(360))

    def name(self, title: str) -> None:
        self.setWindowTitle(title)
        self.text.setAccessibleName(title)
        self.leave.setText(QCoreApplication.translate("ResultsHeader", "Close (Esc)"))

    def open_page(self) -> None:
        self.show()
        self.raise_()
        self.activateWindow()
