"""Paints the mini curve of a row (results/course.py): the reference range lies at the same height in every row.

Left of a dotted line stands the last value before the time that is shown. A diamond is of another laboratory, method, material or
reference than the newest, and never joined; a half circle is preliminary, and lines to and from it are dashed; an open one is a
limit («< 5»); an hourglass stands where a sample was taken that is not answered. The trend has the same signs.
"""

from __future__ import annotations

from itertools import pairwise
from math import copysign
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from provesvar_gui.results.course import UPPER, TimeRange
from provesvar_gui.ui import icons, theme

if TYPE_CHECKING:
    from provesvar_gui.results.course import MiniCurve, MiniDot

translate = QCoreApplication.translate
GUTTER: Final = 22  # pixels for the value before
_PAD, _SIDE = 5, 6
_AWAITED: Final = 11  # pixels of an hourglass, and from the newest point to the middle of one beside it
_POINT, _NEWEST = 2.6, 4.0


def paint(painter: QPainter, rect: QRectF, curve: MiniCurve) -> None:
    colours = theme.current()
    middle = rect.center().y()
    left, right = rect.left() + GUTTER + _SIDE, rect.right() - _SIDE - _AWAITED

    def place(dot: MiniDot) -> QPointF:
        x = rect.left() + GUTTER / 2 if dot is curve.before else left + dot.x * (right - left)
        return QPointF(x, down(dot.y))

    def down(y: float) -> float:
        """The reference range has its whole fifth of the height; what lies outside keeps from the edges."""
        away, half = min(max(y, 0.0), 1.0) - 0.5, 0.5 - UPPER if curve.band is not None else 0.0
        outside = max(abs(away) - half, 0.0) / (0.5 - half)
        return middle + away * rect.height() - copysign(outside * _PAD, away)

    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if curve.band is not None:
        top, bottom = map(down, curve.band)
        painter.fillRect(QRectF(rect.left(), top, rect.width(), bottom - top), QColor(colours.band))
        painter.setPen(QPen(QColor(colours.band_line), 1))
        for limit, there in ((top, curve.band[0] > 0), (bottom, curve.band[1] < 1)):
            if there:
                painter.drawLine(QLineF(rect.left(), round(limit) + 0.5, rect.right(), round(limit) + 0.5))
    painter.setPen(QPen(QColor(colours.line), 1, Qt.PenStyle.DotLine))
    painter.drawLine(QLineF(rect.left() + GUTTER + 0.5, rect.top() + 2, rect.left() + GUTTER + 0.5, rect.bottom() - 2))
    dots = [each for each in (curve.before, *curve.dots) if each is not None]
    for before, after in pairwise(dots):
        if after.joined:
            pending = before.dot.pending or after.dot.pending
            style = Qt.PenStyle.DashLine if pending else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(colours.trend), 1.0 if before is curve.before else 1.6, style, Qt.PenCapStyle.FlatCap))
            painter.drawLine(place(before), place(after))
    for each in dots:
        _paint_dot(painter, place(each), each, newest=each is dots[-1], before=each is curve.before)
    newest = place(dots[-1]).x() if dots else left
    for x in curve.awaited[-1:]:  # right of the newest point, never on it
        box = QRectF(0, 0, _AWAITED, _AWAITED)
        box.moveCenter(QPointF(max(left + x * (right - left), newest + _AWAITED), middle))
        icons.paint_mark(painter, icons.Glyph.HOURGLASS, box, "ink")
    painter.restore()


def _paint_dot(painter: QPainter, at: QPointF, of: MiniDot, *, newest: bool, before: bool) -> None:
    colours, radius = theme.current(), _NEWEST if newest and not before else _POINT
    ground, ink = QColor(colours.surface), QColor(colours.ink2 if before else colours.trend)
    if of.dot.other is not None:
        painter.setPen(QPen(QColor(colours.ink2), 1.3))
        painter.setBrush(ground)
        ends = (QPointF(0, -3.6), QPointF(3.6, 0), QPointF(0, 3.6), QPointF(-3.6, 0))
        painter.drawPolygon(QPolygonF([at + end for end in ends]))
        return
    painter.setPen(QPen(ink, 1.4))
    painter.setBrush(ground if of.dot.pending or of.dot.limit != 0 else ink)
    painter.drawEllipse(at, radius, radius)
    if of.dot.pending:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPie(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius), 90 * 16, 180 * 16)


def title(period: TimeRange) -> str:
    """«Course 40 h»: how much time the curves show."""
    named = {
        TimeRange.DAY: translate("Overview", "Course 24 h"),
        TimeRange.HOURS: translate("Overview", "Course 40 h"),
        TimeRange.WEEK: translate("Overview", "Course 7 d"),
        TimeRange.MONTH: translate("Overview", "Course 30 d"),
        TimeRange.YEAR: translate("Overview", "Course 1 year"),
        TimeRange.YEARS: translate("Overview", "Course 5 years"),
    }
    return named.get(period, translate("Overview", "Course"))
