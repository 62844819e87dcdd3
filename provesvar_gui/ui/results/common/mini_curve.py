"""Paints the mini curve of a row (results/course.py): the reference range lies at the same height in every row.

Left of a dotted line stands the last value before the time that is shown, which no line joins. A diamond is of another
laboratory, method, material or reference than the newest, and never joined; a half circle is preliminary, and lines to and from
it are dashed; an open one is a limit («< 5»); an hourglass stands where a sample was taken that is not answered. The trend has
the same signs.
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
    from provesvar_gui.results.trend import Dot
    from provesvar_gui.ui.theme import Colours

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
    for before, after in pairwise(curve.dots):
        if after.joined:
            dashed = before.dot.pending or after.dot.pending  # as in the trend
            style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(colours.trend), 1.6, style, Qt.PenCapStyle.FlatCap))
            painter.drawLine(place(before), place(after))
    dots = [each for each in (curve.before, *curve.dots) if each is not None]
    for each in dots:
        radius = _NEWEST if each is dots[-1] and each is not curve.before else _POINT
        quiet = each is curve.before or each.dot.other is not None
        paint_dot(painter, place(each), each.dot, colours, radius, quiet=quiet)
    newest = place(dots[-1]).x() if dots else left
    for x in curve.awaited[-1:]:  # right of the newest point, never on it
        box = QRectF(0, 0, _AWAITED, _AWAITED)
        box.moveCenter(QPointF(max(left + x * (right - left), newest + _AWAITED), middle))
        icons.paint_mark(painter, icons.Glyph.HOURGLASS, box, "ink")
    painter.restore()


def paint_dot(painter: QPainter, at: QPointF, dot: Dot, colours: Colours, radius: float, *, quiet: bool = False) -> None:
    """The mark of one result (results/README.md §3).

    Half circle: preliminary. Diamond: not comparable with the newest. Open circle: a limit. A cross below: perhaps cancelled.
    """
    colour, whole = colours.ink2 if quiet else colours.trend, dot.limit == 0 and not (dot.pending or dot.doubted or dot.other)
    far = radius + 1.5
    up, right, down, left = (at + QPointF(*each) for each in ((0, -far), (far, 0), (0, far), (-far, 0)))
    painter.setPen(QPen(QColor(colour), min(0.4 * radius, 1.6)))
    painter.setBrush(QColor(colour if whole else colours.surface))
    if dot.other:
        painter.drawPolygon(QPolygonF([up, right, down, left]))
    else:
        painter.drawEllipse(at, radius, radius)
    if dot.pending:
        painter.setBrush(QColor(colour))
        if dot.other:
            painter.drawPolygon(QPolygonF([up, left, down]))
        else:
            painter.drawPie(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius), 90 * 16, 180 * 16)
    if dot.doubted:
        middle, arm = at + QPointF(-radius - 6.5, radius + 5.0), 3.5
        painter.drawLine(middle + QPointF(-arm, -arm), middle + QPointF(arm, arm))
        painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm))


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
