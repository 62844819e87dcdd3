"""The letter of a susceptibility in its box: an outline for S, a dashed one for I, a filled one for R; others without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPen

from provesvar_gui.ui import theme
from provesvar_gui.ui.theme import Type

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPainter

_GAP = 8


def side() -> int:
    return theme.px(20)


def width(letter: str) -> float:
    return max(QFontMetricsF(theme.font(Type.TABLE, bold=True)).horizontalAdvance(letter) + 6, side()) + _GAP


def paint(painter: QPainter, at: QPointF, letter: str) -> None:
    colours = theme.current()
    rect = QRectF(at.x() + 0.5, at.y() + 0.5, width(letter) - _GAP - 1, side() - 1)
    colour, pen = colours.ink, QPen(Qt.PenStyle.NoPen)
    brush: QColor | Qt.BrushStyle = Qt.BrushStyle.NoBrush
    if letter == "R":
        colour, brush = colours.surface, QColor(colours.flag)
    elif letter == "S":
        colour, pen = colours.ok, QPen(QColor(colours.ok), 1)
    elif letter == "I":
        colour, pen = colours.accent_text, QPen(QColor(colours.accent_text), 1, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(brush)
    painter.drawRoundedRect(rect, 4, 4)
    painter.setFont(theme.font(Type.TABLE, bold=True))
    painter.setPen(QColor(colour))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter)
