"""The mark of one result in a lane: its shape has the meaning (results/README.md §3).

Filled circle: a final number. Half circle: preliminary. Diamond: not comparable with the newest: laboratory, method, material or
reference is another. Open circle with a stem: a limit, the stem points to where the value lies. A small
triangle to the right: corrected. A small square to the left: came only because it was opened. An open circle with a cross below:
perhaps cancelled, since what was cancelled may be this one. Dashed circle: a sample that waits for its answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

if TYPE_CHECKING:
    from provesvar_gui.results.trend import Dot
    from provesvar_gui.ui.theme import Colours

RADIUS: Final = 4.2
_STEM: Final = 11.0


def paint(painter: QPainter, at: QPointF, dot: Dot, colours: Colours, colour: str, radius: float = RADIUS) -> None:
    """One mark in that colour."""
    whole = dot.limit == 0 and not (dot.pending or dot.doubted or dot.other)
    painter.setPen(QPen(QColor(colour), 1.6))
    painter.setBrush(QColor(colour if whole else colours.surface))
    if dot.other:
        painter.drawPolygon(_diamond(at, radius + 1.5))
    else:
        painter.drawEllipse(at, radius, radius)
    if dot.pending:
        painter.setBrush(QColor(colour))
        if dot.other:
            far = radius + 1.5
            painter.drawPolygon(QPolygonF([at + QPointF(0, -far), at + QPointF(-far, 0), at + QPointF(0, far)]))
        else:
            painter.drawPie(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius), 90 * 16, 180 * 16)
    if dot.limit:
        _stem(painter, at, -dot.limit, radius)
    painter.setBrush(QColor(colours.surface))
    if dot.doubted:
        middle = at + QPointF(-radius - 6.5, radius + 5.0)
        painter.drawLine(middle + QPointF(-3.5, -3.5), middle + QPointF(3.5, 3.5))
        painter.drawLine(middle + QPointF(-3.5, 3.5), middle + QPointF(3.5, -3.5))
    if dot.corrected:
        corner = at + QPointF(radius + 2.5, -radius - 1.0)
        painter.drawPolygon(QPolygonF([corner, corner + QPointF(7, 0), corner + QPointF(3.5, -6.5)]))
    if dot.point.placed.opened:
        painter.drawRect(QRectF(at + QPointF(-radius - 9.0, -radius - 7.0), at + QPointF(-radius - 2.5, -radius - 1.5)))


def paint_awaited(painter: QPainter, at: QPointF, colour: str, radius: float = 5.0) -> None:
    """A sample that waits for its answer: where it lies is not known."""
    painter.setPen(QPen(QColor(colour), 1.4, Qt.PenStyle.DotLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(at, radius, radius)


def _diamond(at: QPointF, far: float) -> QPolygonF:
    return QPolygonF([at + QPointF(0, -far), at + QPointF(far, 0), at + QPointF(0, far), at + QPointF(-far, 0)])


def _stem(painter: QPainter, at: QPointF, down: int, radius: float) -> None:
    """``down``: 1 towards smaller numbers, -1 towards larger ones."""
    start, end = at + QPointF(0, down * radius), at + QPointF(0, down * (radius + _STEM))
    painter.drawLine(start, end)
    painter.drawPolyline(QPolygonF([end + QPointF(-3.5, -3.5 * down), end, end + QPointF(3.5, -3.5 * down)]))
