"""The room of a pane: where it is too small, the pane is scrolled. Nothing that comes into a pane makes the window grow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_LEAST: Final = QSize(320, 90)  # pixels that a window always leaves


class PaneScrollArea(QScrollArea):
    """Shows a pane as large as there is room, and never asks for more than a little of it."""

    def __init__(self, pane: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(pane)
        self.viewport().setAutoFillBackground(False)
        pane.setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        """The same for every pane."""
        return _LEAST

    def sizeHint(self) -> QSize:
        pane = self.widget()
        return pane.sizeHint() if pane is not None else super().sizeHint()
