"""A flow layout: widgets in a row, wrapped to the next row where there is no room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_SPARE: Final = 2  # pixels, so that a line that fits is not broken


class Flow(QWidget):
    """A flow layout.

    Left to right, then down; every row as high as its highest widget. A label among them breaks its lines where it must.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 4) -> None:
        super().__init__(parent)
        self._widgets: list[QWidget] = []
        self._corner: QWidget | None = None
        self._gap = gap
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def widgets(self) -> list[QWidget]:
        return self._widgets

    def set_widgets(self, widgets: list[QWidget]) -> None:
        self._widgets = widgets
        for widget in widgets:
            widget.show()
        self.setVisible(bool(widgets))
        self._place(self.width(), move=True)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self._place(self.width(), move=False))

    def minimumSizeHint(self) -> QSize:
        hints = [widget.minimumSizeHint() if isinstance(widget, QLabel) else widget.sizeHint() for widget in self._widgets]
        return QSize(max((hint.width() for hint in hints), default=0), max((hint.height() for hint in hints), default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(event.size().width(), move=True)

    def set_corner(self, widget: QWidget) -> None:
        """What stands at the end of the first row; a child already."""
        self._corner = widget

    def _place(self, room: int, *, move: bool) -> int:
        corner = self._corner.sizeHint() if self._corner is not None else QSize(-self._gap, 0)
        ends = room - corner.width() - self._gap  # of the first row
        if move and self._corner is not None:
            self._corner.setGeometry(QRect(QPoint(room - corner.width(), 0), corner))
        left = top = 0
        row = corner.height()
        for widget in self._widgets:
            hint = _size(widget, ends)
            if left and left + hint.width() > ends:
                left, top, row, ends = 0, top + row + self._gap, 0, room
            if move:
                widget.setGeometry(QRect(QPoint(left, top), hint))
            left += hint.width() + self._gap
            row = max(row, hint.height())
        if move:
            self._level()
        return top + row

    def _level(self) -> None:
        """A label stands as high as what is beside it, anything else in the middle of that."""
        every = [each.geometry() for each in (*self._widgets, self._corner) if each is not None]
        for widget in self._widgets:
            here = widget.geometry()
            spare = max(each.height() for each in every if each.y() == here.y()) - here.height()
            widget.setGeometry(here.adjusted(0, 0, 0, spare) if isinstance(widget, QLabel) else here.translated(0, spare // 2))


def _size(widget: QWidget, room: int) -> QSize:
    """In one line where there is room."""
    if not isinstance(widget, QLabel):
        return widget.sizeHint()
    margins = widget.contentsMargins()
    sides = margins.left() + margins.right() + 2 * widget.margin() + _SPARE
    width = min(widget.fontMetrics().horizontalAdvance(widget.text()) + sides, room)
    return QSize(width, max(widget.heightForWidth(width), widget.minimumHeight()))
