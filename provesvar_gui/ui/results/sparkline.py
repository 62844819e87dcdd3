"""A series as a small line: points and straight lines over true time, in the height of a row of text.

What was cancelled is never drawn; a value with a comparator («<5») is an open mark, since nobody knows where it lies; nothing is
smoothed, and there is no scale: the numbers stand beside it (clinical-ui rules 30 and 31).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from provesvar_gui.domain.results import Quantity, Veiled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from provesvar_gui.domain.series import Point

_RADIUS: Final = 1.5  # of a point
_LAST: Final = 2.5  # of the newest point
_MANY: Final = 40  # with more points than that, only the newest is a dot: the others would run together


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Dot(Veiled):
    """A place in the unit square: ``x`` from the first to the last sampling time, ``y`` from the lowest to the highest number."""

    x: float
    y: float
    open: bool = False  # the number has a comparator


def shape(points: Iterable[Point]) -> tuple[Dot, ...]:
    """What of a series can be drawn, oldest first: what stands, has a number and has a time. Fewer than two draw nothing."""
    drawn = [
        (point.when.timestamp(), float(point.number), bool(isinstance(value, Quantity) and value.comparator))
        for point in points
        if point.when is not None
        and point.number is not None
        and point.number.is_finite()
        and not point.placed.void
        and abs(point.number.adjusted()) < 300
        for value in (point.observation.value,)
    ]
    if len(drawn) < 2:
        return ()
    first, last = drawn[0][0], drawn[-1][0]
    low, high = min(each[1] for each in drawn), max(each[1] for each in drawn)
    long, tall = last - first, high - low
    return tuple(
        Dot(x=(when - first) / long if long else 0.5, y=(number - low) / tall if tall else 0.5, open=open_)
        for when, number, open_ in drawn
    )


def paint(painter: QPainter, box: QRectF, dots: tuple[Dot, ...], line: QColor, ground: QColor) -> None:
    """Draw it into the box. ``line``: the colour of text there; ``ground``: what it stands on."""
    if not dots:
        return
    inner = box.adjusted(_LAST + 1, _LAST + 1, -_LAST - 1, -_LAST - 1)
    places = [QPointF(inner.left() + dot.x * inner.width(), inner.bottom() - dot.y * inner.height()) for dot in dots]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    soft = QColor(line)
    soft.setAlphaF(0.6)
    painter.setPen(QPen(soft, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(places))
    for count, (dot, place) in enumerate(zip(dots, places, strict=True), start=1):
        newest = count == len(dots)
        if not newest and not dot.open and len(dots) > _MANY:
            continue
        painter.setPen(QPen(line, 1.2))
        painter.setBrush(ground if dot.open else line)
        radius = _LAST if newest else _RADIUS + (0.5 if dot.open else 0)
        painter.drawEllipse(place, radius, radius)
    painter.restore()
