"""Widgets beside each other that go on in the next row where there is no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class Flow(QWidget):
    """Left to right, then down; every row as high as its highest widget."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 4) -> None:
        super().__init__(parent)
        self._widgets: list[QWidget] = []
        self._gap = gap
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def widgets(self) -> list[QWidget]:
        """In order."""
        return self._widgets

    def set_widgets(self, widgets: list[QWidget]) -> None:
        """These instead; they are children already."""
        self._widgets = widgets
        for widget in widgets:
            widget.show()
        self.setVisible(bool(widgets))
        self._place(self.width(), move=True)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Pixels for all rows."""
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        """As wide as it is."""
        return QSize(self.width(), self._place(self.width(), move=False))

    def minimumSizeHint(self) -> QSize:
        """The widest widget."""
        hints = [widget.sizeHint() for widget in self._widgets]
        return QSize(max((hint.width() for hint in hints), default=0), max((hint.height() for hint in hints), default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place them anew."""
        super().resizeEvent(event)
        self._place(event.size().width(), move=True)

    def _place(self, room: int, *, move: bool) -> int:
        left = top = row = 0
        for widget in self._widgets:
            hint = widget.sizeHint()
            if left and left + hint.width() > room:
                left, top, row = 0, top + row + self._gap, 0
            if move:
                widget.setGeometry(QRect(QPoint(left, top), hint))
            left += hint.width() + self._gap
            row = max(row, hint.height())
        return top + row
