"""The mark of one result in a graph: its shape has the meaning, a tint only adds to it (results/README.md §3).

Filled circle: a final number. Half circle: preliminary. Open circle with a stem: a limit, the stem points to where the value
lies. Open diamond: another kind of identifier. An arrow above or below: marked high or low by the laboratory; a star: marked
otherwise. A small triangle to the right: corrected. A small square to the left: came only because it was opened. An open circle
with a cross below: perhaps cancelled, since what was cancelled may be this one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

if TYPE_CHECKING:
    from provesvar_gui.results.trend import Dot

RADIUS: Final = 4.0
_STEM: Final = 11.0
_RING: Final = RADIUS + 4.5
_OPEN: Final = 48  # degrees to each side of a deviation mark
ROOM: Final = 17.0  # above and below a mark, for its arrow


@dataclass(frozen=True, slots=True)
class ChartColours:
    """The colours of a graph."""

    ground: QColor
    text: QColor
    quiet: QColor
    grid: QColor
    line: QColor
    outside: QColor
    pending: QColor
    changed: QColor
    band: QColor
    band_edge: QColor


def paint(painter: QPainter, at: QPointF, dot: Dot, glyph: str, inks: ChartColours) -> None:
    """One mark. ``glyph``: the laboratory's deviation mark, or ""."""
    colour = inks.outside if glyph else inks.pending if dot.pending else inks.line
    painter.setPen(QPen(colour, 1.6))
    painter.setBrush(QBrush(inks.ground))
    if dot.apart:
        painter.drawPolygon(_diamond(at))
    elif dot.limit != 0 or dot.pending or dot.doubted:
        painter.drawEllipse(at, RADIUS, RADIUS)
    else:
        painter.setBrush(QBrush(colour))
        painter.drawEllipse(at, RADIUS, RADIUS)
    if dot.pending:
        painter.setBrush(QBrush(colour))
        painter.drawPie(QRectF(at.x() - RADIUS, at.y() - RADIUS, 2 * RADIUS, 2 * RADIUS), 90 * 16, 180 * 16)
    if dot.limit:
        _stem(painter, at, -dot.limit)
    if dot.doubted:
        _doubted(painter, at, inks)
    if dot.corrected:
        _corrected(painter, at, inks)
    if dot.opened:
        _opened(painter, at, inks)
    if glyph:
        _flag(painter, at, glyph, dot.limit or 0, colour)


def ring(painter: QPainter, at: QPointF, colour: QColor, glyph: str = "") -> None:
    """The result that the person is on. ``glyph``: of its deviation mark, for which the ring is open."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    box = QRectF(at.x() - _RING, at.y() - _RING, 2 * _RING, 2 * _RING)
    above, below = bool(glyph.replace("↓", "")), "↓" in glyph
    if not (above or below):
        painter.drawEllipse(box)
        return
    for open_, middle in ((above, 90), (below, 270)):
        if open_ or not (above and below):  # a half that has no mark is whole
            reach = 90 - _OPEN if open_ else 90
            painter.drawArc(box, (middle - 90) * 16, reach * 16)
            painter.drawArc(box, (middle + 90) * 16, -reach * 16)


def _diamond(at: QPointF) -> QPolygonF:
    far = RADIUS + 1.5
    return QPolygonF([at + QPointF(0, -far), at + QPointF(far, 0), at + QPointF(0, far), at + QPointF(-far, 0)])


def _stem(painter: QPainter, at: QPointF, down: int) -> None:
    """``down``: 1 towards smaller numbers, -1 towards larger ones."""
    start, end = at + QPointF(0, down * RADIUS), at + QPointF(0, down * (RADIUS + _STEM))
    painter.drawLine(start, end)
    painter.drawPolyline(QPolygonF([end + QPointF(-3.5, -3.5 * down), end, end + QPointF(3.5, -3.5 * down)]))


def _corrected(painter: QPainter, at: QPointF, inks: ChartColours) -> None:
    corner = at + QPointF(RADIUS + 2.5, -RADIUS - 1.0)
    painter.setPen(QPen(inks.changed, 1.4))
    painter.setBrush(QBrush(inks.ground))
    painter.drawPolygon(QPolygonF([corner, corner + QPointF(7, 0), corner + QPointF(3.5, -6.5)]))


def _doubted(painter: QPainter, at: QPointF, inks: ChartColours) -> None:
    middle = at + QPointF(-RADIUS - 6.5, RADIUS + 5.0)
    painter.setPen(QPen(inks.text, 1.8))
    painter.drawLine(middle + QPointF(-3.5, -3.5), middle + QPointF(3.5, 3.5))
    painter.drawLine(middle + QPointF(-3.5, 3.5), middle + QPointF(3.5, -3.5))


def _opened(painter: QPainter, at: QPointF, inks: ChartColours) -> None:
    corner = at + QPointF(-RADIUS - 9.0, -RADIUS - 7.0)
    painter.setPen(QPen(inks.changed, 1.4))
    painter.setBrush(QBrush(inks.ground))
    painter.drawRect(QRectF(corner, corner + QPointF(6.5, 5.5)))


def _flag(painter: QPainter, at: QPointF, glyph: str, limit: int, colour: QColor) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1.8))
    for place, sign in enumerate(glyph[:2]):
        if sign in "↑↓":
            up = -1 if sign == "↑" else 1
            far = RADIUS + 4.0 + 4.0 * place + (_STEM + 2 if limit == -up else 0)
            tip = at + QPointF(0, up * (far + 4.0))
            painter.drawPolyline(QPolygonF([tip + QPointF(-4, -4 * up), tip, tip + QPointF(4, -4 * up)]))
        elif sign == "↕":
            top, bottom = at + QPointF(0, -RADIUS - 13), at + QPointF(0, -RADIUS - 3)
            painter.drawLine(top, bottom)
            painter.drawPolyline(QPolygonF([top + QPointF(-3.5, 3.5), top, top + QPointF(3.5, 3.5)]))
            painter.drawPolyline(QPolygonF([bottom + QPointF(-3.5, -3.5), bottom, bottom + QPointF(3.5, -3.5)]))
        elif place == 0:
            painter.drawText(QRectF(at.x() - 10, at.y() - RADIUS - 20, 20, 18), Qt.AlignmentFlag.AlignCenter, sign)
