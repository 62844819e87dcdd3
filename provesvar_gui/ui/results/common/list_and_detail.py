"""A list with one of its records beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.widgets import column_of

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_LIST: Final = 416
_SHARE: Final = 3  # of a narrow window the list has a third


def on_surface(widget: QWidget) -> None:
    """The ground of cards and lists, not that of the page."""
    widget.setBackgroundRole(QPalette.ColorRole.Base)
    widget.setAutoFillBackground(True)


class ListAndDetail(QSplitter):
    def __init__(self, name: str, left: QWidget, head: QWidget, lines: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName(name)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.right = QWidget()
        on_surface(self.right)
        inset = QVBoxLayout()
        inset.setContentsMargins(theme.SPACE["large"], 0, 0, 0)
        inset.addWidget(lines)
        column = column_of(self.right, 0)
        column.addWidget(head)
        column.addLayout(inset, 1)
        self.addWidget(left)
        self.addWidget(self.right)
        self.setStretchFactor(1, 1)
        self._by_hand = False
        self.splitterMoved.connect(self._moved)

    def _moved(self) -> None:
        self._by_hand = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._by_hand:
            room = event.size().width()
            first = min(_LIST, room // _SHARE)
            self.setSizes([first, room - first])
