"""Paints one panel: quiet grid, quiet bands, straight lines, marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPen

from provesvar_gui.results import text, ticks
from provesvar_gui.results.model import Quantity
from provesvar_gui.results.trend import Why
from provesvar_gui.ui.results.trend import marks, trend_words

if TYPE_CHECKING:
    from decimal import Decimal

    from PySide6.QtGui import QPainter

    from provesvar_gui.results.trend import Dot
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.trend.marks import Inks
    from provesvar_gui.ui.results.trend.panels import Panel
    from provesvar_gui.ui.results.trend.scale import Across, Upwards

_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE: Final = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_MANY_BANDS: Final = 24  # their words would say nothing any more
_CROWDED: Final = 200  # marks: no corner is free
TELLING: Final = frozenset(Why) - {Why.LIMIT, Why.APART}  # the marks themselves say these


def size_of(font: QFont) -> float:
    """Points; of a font that has none, as on paper, pixels."""
    return font.pointSizeF() if font.pointSizeF() > 0 else float(font.pixelSize())


def sized(font: QFont, size: float) -> QFont:
    """The same font of that size, in what its own size is given in."""
    made = QFont(font)
    if font.pointSizeF() > 0:
        made.setPointSizeF(size)
    else:
        made.setPixelSize(max(round(size), 1))
    return made


def scaled(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """The same font, larger or smaller."""
    made = sized(font, size_of(font) * factor)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def heading(painter: QPainter, box: QRectF, panel: Panel, inks: Inks, font: QFont, extra: str) -> None:
    """Name and unit above the panel; how many are not drawn."""
    bold, small = scaled(font, 1.0, bold=True), scaled(font, 0.9)
    series = panel.curve.series
    unit = text.visible(series.unit)
    unit_width = QFontMetricsF(font).horizontalAdvance(unit) if unit else 0.0
    extra_width = QFontMetricsF(small).horizontalAdvance(extra) + 16 if extra else 0.0
    metrics = QFontMetricsF(bold)
    room = max(box.width() - unit_width - 12 - extra_width, 40.0)  # what is not drawn is never left unsaid
    name = metrics.elidedText(text.visible(series.name), Qt.TextElideMode.ElideRight, room)
    painter.setFont(bold)
    painter.setPen(inks.text)
    painter.drawText(box, _LEFT, name)
    left = box.left() + metrics.horizontalAdvance(name) + 8
    painter.setFont(scaled(font, 1.0))
    painter.drawText(QRectF(left, box.top(), unit_width + 8, box.height()), _LEFT, unit)
    if extra:
        painter.setFont(small)
        painter.setPen(inks.quiet)
        painter.drawText(QRectF(left + unit_width + 8, box.top(), extra_width, box.height()), _LEFT, extra)


def value_marks(panel: Panel, height: float, font: QFont) -> tuple[Decimal, ...]:
    """The round numbers of the axis."""
    most = max(int(height / (QFontMetricsF(font).height() * 1.6)), 1)
    return ticks.of_numbers(panel.low, panel.high, most)


def grid(
    painter: QPainter, plot: QRectF, numbers: tuple[Decimal, ...], up: Upwards, inks: Inks, font: QFont, style: Style
) -> None:
    small = scaled(font, 0.9)
    painter.setFont(small)
    height = QFontMetricsF(small).height()
    for number in numbers:
        y = round(up.y(number)) + 0.5
        painter.setPen(QPen(inks.grid, 1.0))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        box = QRectF(plot.left() - 80, y - height / 2, 74, height)
        if box.top() >= plot.top() - 3:
            painter.setPen(inks.quiet)
            painter.drawText(box, _RIGHT, ticks.written(number, style.language))


def bands(
    painter: QPainter, plot: QRectF, panel: Panel, across: Across, up: Upwards, inks: Inks, font: QFont, style: Style
) -> None:
    """The laboratories' own ranges, each where it was given; the words of one where nothing else stands."""
    small = scaled(font, 0.85)
    metrics = QFontMetricsF(small)
    painter.setFont(small)
    free = taken = plot.left()
    for band in panel.bands:
        left = max(across.x(band.first) - 9, taken)
        right = min(across.x(band.last) + 9, plot.right())
        top = up.y(band.limits.high) if band.limits.high is not None else plot.top()
        bottom = up.y(band.limits.low) if band.limits.low is not None else plot.bottom()
        taken = max(taken, right)
        if right <= left:
            continue
        whole = QRectF(left, top, right - left, max(bottom - top, 1.0))
        painter.fillRect(whole, inks.band)
        painter.setPen(QPen(inks.band_edge, 1.0))
        for limit, y in ((band.limits.high, top), (band.limits.low, bottom)):
            if limit is not None:
                painter.drawLine(QPointF(left, round(y) + 0.5), QPointF(right, round(y) + 0.5))
        words = trend_words.reference(band.dot.point.placed, style)
        size = QSizeF(metrics.horizontalAdvance(words) + 6, metrics.height())
        room = QRectF(max(left, free) + 3, top + 2, right - max(left, free) - 6, bottom - top - 4)
        spot = _spot(room, size, panel, across, up) if "\n" not in words else None
        if spot is not None:
            painter.fillRect(spot, inks.ground)
            painter.fillRect(spot, inks.band)
            painter.setPen(inks.quiet)
            painter.drawText(spot, _CENTRE, words)
            free = spot.right() + 6


def _spot(room: QRectF, size: QSizeF, panel: Panel, across: Across, up: Upwards) -> QRectF | None:
    """A corner where the words cover neither line nor mark."""
    if (
        room.width() < size.width()
        or room.height() < size.height()
        or len(panel.bands) > _MANY_BANDS
        or len(panel.shown) > _CROWDED
    ):
        return None
    lefts, tops = (room.left(), room.right() - size.width()), (room.top(), room.bottom() - size.height())
    corners = [QRectF(QPointF(left, top), size) for left in lefts for top in tops]
    for segment in panel.curve.segments:
        before: QPointF | None = None
        for dot in segment:
            at = QPointF(across.x(dot.when), up.y(dot.number))
            corners = [corner for corner in corners if not _touches(corner, before or at, at)]
            before = at
        if not corners:
            return None
    return corners[0]


def _touches(box: QRectF, one: QPointF, other: QPointF) -> bool:
    """Whether a line or a mark at its ends comes near a box."""
    near = box.adjusted(-12, -14, 12, 14)
    if other.x() < near.left() or one.x() > near.right():
        return False
    span = other.x() - one.x()
    ends = (one.y(), other.y())
    if span > 0:
        slope = (other.y() - one.y()) / span
        ends = (
            one.y() + slope * (max(near.left(), one.x()) - one.x()),
            one.y() + slope * (min(near.right(), other.x()) - one.x()),
        )
    return max(ends) >= near.top() and min(ends) <= near.bottom()


def breaks(painter: QPainter, plot: QRectF, panel: Panel, across: Across, inks: Inks, font: QFont) -> None:
    """Where the line is broken, and why."""
    small = scaled(font, 0.85)
    metrics = QFontMetricsF(small)
    painter.setFont(small)
    free = plot.left()
    drawn = float("-inf")
    for when, why in panel.cuts:
        if why not in TELLING:
            continue
        x = round(across.x(when)) + 0.5
        if not plot.left() <= x <= plot.right() or x - drawn < 4:
            continue
        drawn = x
        painter.setPen(QPen(inks.quiet, 1.0, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        words = trend_words.short(why)
        width = metrics.horizontalAdvance(words)
        start = min(max(x - width / 2, plot.left()), plot.right() - width)
        if start >= free:
            box = QRectF(start - 3, plot.top(), width + 6, metrics.height())
            painter.fillRect(box, inks.ground)
            painter.setPen(inks.quiet)
            painter.drawText(box, _CENTRE, words)
            free = start + width + 10


def lines(painter: QPainter, panel: Panel, across: Across, up: Upwards, inks: Inks) -> None:
    """Straight lines within each segment, dashed to and from what is preliminary; none from what is outside the period."""
    shown = {dot.row for dot in panel.shown}
    whole: list[QLineF] = []
    open_: list[QLineF] = []
    for segment in panel.curve.segments:
        before: Dot | None = None
        start = QPointF()
        for dot in segment:
            at = QPointF(across.x(dot.when), up.y(dot.number))
            if before is not None and before.row in shown and dot.row in shown:
                (open_ if before.pending or dot.pending else whole).append(QLineF(start, at))
            before, start = dot, at
    painter.setPen(
        QPen(inks.line, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    )  # other caps, and joins, cost fifty times as much
    painter.drawLines(whole)
    painter.setPen(QPen(inks.pending, 1.4, Qt.PenStyle.DashLine, Qt.PenCapStyle.FlatCap))
    painter.drawLines(open_)


def dots(
    painter: QPainter, panel: Panel, across: Across, up: Upwards, stamps: marks.Putter, inks: Inks, font: QFont, style: Style
) -> None:
    """The marks; a limit with its value beside it, where there is room."""
    small = scaled(font, 0.85)
    metrics = QFontMetricsF(small)
    painter.setFont(small)
    free = float("-inf")
    done: set[tuple[object, ...]] = set()
    for dot in panel.shown:
        at = QPointF(across.x(dot.when), up.y(dot.number))
        glyph = panel.glyphs.get(dot.row, "")
        same = (round(at.x()), round(at.y()), glyph, dot.limit, dot.pending, dot.corrected, dot.apart)
        if same in done:  # the same mark on the same pixel
            continue
        done.add(same)
        stamps.put(painter, at, dot, glyph)
        if dot.limit != 0 and at.x() + 8 > free and len(panel.shown) <= _CROWDED:
            words = _limit_words(dot, style)
            width = metrics.horizontalAdvance(words)
            painter.setPen(inks.text)
            painter.drawText(QRectF(at.x() + 8, at.y() - metrics.height() / 2, width + 4, metrics.height()), _LEFT, words)
            free = at.x() + 8 + width + 6


def _limit_words(dot: Dot, style: Style) -> str:
    """Comparator and number; the unit stands above the panel."""
    whole = trend_words.value(dot.point.placed, style)
    value = dot.point.observation.value
    unit = text.unit(value).replace(" ", text.NBSP) if isinstance(value, Quantity) else ""
    return whole.removesuffix(unit).strip() if unit else whole
