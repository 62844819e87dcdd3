"""A series as a small line: points and straight lines over true time, in the height of a row of text.

What was cancelled is never drawn; a line is broken where that of the trend is; a value with a comparator («<5») is an open mark,
since nobody knows where it lies; nothing is smoothed, and there is no scale: the numbers stand beside it
(results/README.md §3).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from provesvar_gui.results import dating, trend
from provesvar_gui.results.model import Redacted

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from datetime import datetime

    from provesvar_gui.results.series import Point, Series
    from provesvar_gui.results.trend import Curve

_LARGEST: Final = 300  # decimal exponent; beyond it no pixel can be told
_RADIUS: Final = 1.5  # of a point
_LAST: Final = 2.5  # of the newest point
_MANY: Final = 40  # with more points than that, only the newest is a dot: the others would run together


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Dot(Redacted):
    """A point of a sparkline.

    A place in the unit square: ``x`` from the first to the last sampling time, ``y`` from the lowest to the highest number.
    """

    x: float
    y: float
    open: bool = False  # the number has a comparator
    joined: bool = False  # with the one before it, by a line


def shape(series: Series, points: Sequence[Point], *, end: datetime | None = None) -> tuple[Dot, ...]:
    """What of these points of a series can be drawn, oldest first, joined where the trend joins them (results/trend.py).

    ``end``: the time of the fetch; what is dated after it is left out. Fewer than two draw nothing.
    """
    fit = [each for each in points if (span := dating.span(each.placed)) is None or not span.ahead(end)]
    curve = _at_once(trend.curve(replace(series, points=tuple(fit))))
    joined = {dot.row for segment in curve.segments for dot in segment[1:]}
    drawn = [dot for dot in curve.dots if abs(dot.number.adjusted()) < _LARGEST]
    if len(drawn) < 2:
        return ()
    moments = [dot.when.timestamp() for dot in drawn]
    numbers = [float(dot.number) for dot in drawn]
    first, low = moments[0], min(numbers)
    long, tall = moments[-1] - first, max(numbers) - low
    return tuple(
        Dot(
            x=(when - first) / long if long else 0.5,
            y=(number - low) / tall if tall else 0.5,
            open=dot.limit != 0,
            joined=dot.row in joined,
        )
        for dot, when, number in zip(drawn, moments, numbers, strict=True)
    )


def _at_once(steps: Generator[None, None, Curve]) -> Curve:
    while True:
        try:
            next(steps)
        except StopIteration as done:
            curve: Curve = done.value
            return curve


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
    for dot, (before, after) in zip(dots[1:], pairwise(places), strict=True):
        if dot.joined:
            painter.drawLine(before, after)
    for count, (dot, place) in enumerate(zip(dots, places, strict=True), start=1):
        newest = count == len(dots)
        if not newest and not dot.open and len(dots) > _MANY:
            continue
        painter.setPen(QPen(line, 1.2))
        painter.setBrush(ground if dot.open else line)
        radius = _LAST if newest else _RADIUS + (0.5 if dot.open else 0)
        painter.drawEllipse(place, radius, radius)
    painter.restore()
