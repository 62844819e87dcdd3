"""The one button that matters where it stands, and those beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from provesvar_gui.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget


def plain_button(text: str, parent: QWidget) -> QPushButton:
    """A button with a text. Given both at once PySide would try the constructor that takes an icon, and load icons: 1 ms."""
    button = QPushButton(parent)
    button.setText(text)
    return button


class PrimaryButton(QPushButton):
    """The one button that matters: in the action colour."""

    def __init__(self, text: str, parent: QWidget, *, factor: float = 1.0) -> None:
        super().__init__(parent)
        self.setText(text)
        theme.resize(self, factor, bold=True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Flat: a style's gradient would take the contrast from the text."""
        del event
        scheme = theme.current()
        enabled = self.isEnabled()
        ground = QColor(scheme.action_ground if enabled else scheme.page)
        if enabled and (self.isDown() or self.underMouse()):
            ground = ground.darker(125 if self.isDown() else 112)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen if enabled else QPen(QColor(scheme.line), 1.0))
        painter.setBrush(ground)
        inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(inside, 4, 4)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(scheme.on_action), 1.5))
            painter.drawRoundedRect(inside.adjusted(3, 3, -3, -3), 3, 3)
        painter.setPen(QColor(scheme.on_action if enabled else scheme.off))
        painter.setFont(self.font())
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextShowMnemonic, self.text())
