"""A toggle button that is visible in every colour scheme: on the ground of a selected row, in bold type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QPushButton

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget


class ChoiceButton(QPushButton):
    """A toggle button. Checkable; what it is called is its text."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setCheckable(True)
        self.setAutoDefault(False)

    def set_text(self, text: str, *, spoken: str = "") -> None:
        """``spoken``: what a screen reader calls it, where that is something else."""
        self.setText(text)
        self.setAccessibleName(spoken or text)

    def sizeHint(self) -> QSize:
        """With room for heavier type."""
        return super().sizeHint() + QSize(12, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's own; where it is chosen, the ground of what is chosen."""
        if not self.isChecked():
            super().paintEvent(event)
            return
        palette = self.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.highlight())
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        font = self.font()
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(palette.highlightedText().color())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        line = self.rect().adjusted(8, self.height() - 4, -8, -2)  # in the dark the ground alone is too like that of the others
        painter.fillRect(line, palette.highlightedText())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.highlightedText().color(), 1.0))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3.5, 3.5, -3.5, -3.5), 2, 2)
