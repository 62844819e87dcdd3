"""The drawing of some series over one axis of time, a panel for each, for screen and paper.

Time is proportional, and a panel's height holds its values and ranges with a margin. Painted back to front: quiet grid, quiet
bands, straight lines, marks; beside a panel the newest value, heavier, and the one before it (results/README.md §3).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPen

from provesvar_gui.results import text, ticks
from provesvar_gui.results.model import Moment, Quantity, Redacted
from provesvar_gui.results.trend import BreakReason, OmissionReason
from provesvar_gui.ui.results.common import status_text
from provesvar_gui.ui.results.common.styled_table import lay_out
from provesvar_gui.ui.results.trend import marks, trend_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QColor, QPainter

    from provesvar_gui.results.trend import Band, Curve, Dot, Gap, Row
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.trend.marks import ChartColours
    from provesvar_gui.ui.results.trend.periods import Window

translate = QCoreApplication.translate
TALL: Final = 104  # at least, for a panel
TELLING: Final = frozenset(BreakReason) - {BreakReason.LIMIT, BreakReason.APART}  # the marks themselves say these
_BREAKERS: Final = {BreakReason.VOID: OmissionReason.VOID, BreakReason.NO_NUMBER: OmissionReason.NO_NUMBER}
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MARGIN: Final = 0.03  # of the width
_HEADROOM: Final = Decimal("0.04")  # of the height; marks have room of their own
_NARROW: Final = 480  # the newest number has no room beside the graph
_NEAR: Final = 14.0  # of the mouse to a mark
_PAD: Final = 8
_CROWDED: Final = 200  # marks; with more there are no words beside them
_TICK: Final = 84  # pixels of the width for each mark of time
_HEAVY, _SMALL, _AXIS = 1.45, 0.85, 0.9  # the newest number, words in the plot, numbers of the axes: against the text around
_LONGEST: Final = 90  # characters of a result in words; the table has all of it
_GAP: Final = 5.0


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


# -- what is shown ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Panel(Redacted):
    """One series. ``shown``: its dots in the period.

    ``glyphs``: the laboratory's deviation marks, by row. ``gaps``: by the row after. ``cuts``: where a broken line is marked: at
    the time of what breaks it, else half-way. ``older``: dots before the period; ``later``: how many are after it.
    """

    curve: Curve
    shown: tuple[Dot, ...]
    bands: tuple[Band, ...]
    low: Decimal
    high: Decimal
    glyphs: dict[int, str]
    gaps: dict[int, Gap]
    cuts: tuple[tuple[datetime, BreakReason], ...]
    older: tuple[Dot, ...]
    later: int

    def left_out(self, style: Style) -> str:
        """What of it is not drawn, and how much lies outside of the period."""
        count = sum(row.left is not None and row.left is not OmissionReason.REPEAT for row in self.curve.rows)
        told = trend_text.outside(self.older, self.later, style)
        if count:
            told.append(translate("Trend", "%n not drawn, see the table", "", count))
        return " · ".join(told)


def panel(curve: Curve, window: Window) -> Panel | None:
    """What is shown of a curve; None where it has nothing to draw at all."""
    if not curve.dots:
        return None
    shown = tuple(dot for dot in curve.dots if window.holds(dot.when))
    bands = tuple(band for band in curve.bands if band.last >= window.first and band.first <= window.last)
    low, high = _extent(shown or curve.dots, bands if shown else curve.bands)
    deviations = ((dot.row, trend_text.deviation(dot.point.placed)) for dot in shown)
    return Panel(
        curve=curve,
        shown=shown,
        bands=bands,
        low=low,
        high=high,
        glyphs={row: mark.glyph or "*" for row, mark in deviations if mark is not None},
        gaps={gap.after.row: gap for gap in curve.gaps},
        cuts=tuple(cut for gap in curve.gaps for cut in _cuts(curve, gap)),
        older=tuple(dot for dot in curve.dots if dot.when < window.first),
        later=sum(dot.when > window.last for dot in curve.dots),
    )


def _extent(dots: Sequence[Dot], bands: Iterable[Band]) -> tuple[Decimal, Decimal]:
    """Lowest and highest of what is shown, with a margin; ``dots`` is not empty."""
    numbers = [dot.number for dot in dots]
    numbers += [limit for band in bands for limit in (band.limits.low, band.limits.high) if limit is not None]
    low, high = min(numbers), max(numbers)
    room = (high - low) * _HEADROOM or abs(low) / 10 or Decimal(1)
    return low - room, high + room


def _cuts(curve: Curve, gap: Gap) -> list[tuple[datetime, BreakReason]]:
    """A result that was cancelled, or that has no number, breaks the line at its own time, wherever its neighbours are."""
    broken: list[tuple[datetime, BreakReason]] = []
    if gap.why in _BREAKERS:
        for row in islice(curve.rows, gap.before.row, None):
            when = row.point.when
            if when is not None and when > gap.after.when:
                break
            if row.left is _BREAKERS[gap.why] and when is not None and when >= gap.before.when:
                broken.append((when, gap.why))
    return broken or [(gap.before.when + (gap.after.when - gap.before.when) / 2, gap.why)]


# -- where it is, in pixels -------------------------------------------------------------------------------------------------


class TimeScale:
    """Moments to pixels, from ``left`` to ``right`` with a margin."""

    def __init__(self, shown: Window, left: float, right: float) -> None:
        self.left, self.right = left, right
        self._first = (shown.first - _EPOCH).total_seconds()
        margin = (right - left) * _MARGIN
        self._start = left + margin
        self._each = (right - left - 2 * margin) / max((shown.last - shown.first).total_seconds(), 1.0)

    def x(self, moment: datetime) -> float:
        return self._start + ((moment - _EPOCH).total_seconds() - self._first) * self._each


class ValueScale:
    """Numbers to pixels: ``low`` at the bottom, ``high`` at the top."""

    def __init__(self, low: Decimal, high: Decimal, top: float, bottom: float) -> None:
        self._low, self._bottom = low, bottom
        self._each = (bottom - top) / float(high - low)

    def y(self, number: Decimal) -> float:
        return self._bottom - float(number - self._low) * self._each


@dataclass(frozen=True, slots=True)
class Boxes:
    """Of one panel. ``side`` has no width where there is no room for it."""

    head: QRectF
    plot: QRectF
    side: QRectF


def axis_height(font: QFont) -> int:
    return round(QFontMetricsF(font).height() * 2.1)


def boxes(panels: Sequence[Panel], size: QSize, font: QFont) -> list[Boxes]:
    """One for each panel, from the top."""
    line = QFontMetricsF(font).height() + 6
    height = (size.height() - axis_height(font) - 4) / max(len(panels), 1)
    metrics = QFontMetricsF(scaled(font, _AXIS))
    numbers = [ticks.written(number, "nb") for each in panels for number in _value_marks(each, height - line - 8, font)]
    gutter = max(map(metrics.horizontalAdvance, numbers), default=20.0) + 8 + _PAD
    previous = translate("Trend", "Previous")
    newest = f"{previous} · 28. april{text.NBSP}2024{text.NBSP}10:32"
    side = QFontMetricsF(scaled(font, _SMALL)).horizontalAdvance(newest) + 18 if size.width() > _NARROW else 0
    right = size.width() - side - _PAD
    made = []
    for place in range(len(panels)):
        top = 2 + place * height
        made.append(
            Boxes(
                head=QRectF(_PAD, top, size.width() - 2 * _PAD, line),
                plot=QRectF(gutter, top + line, right - gutter, height - line - 8),
                side=QRectF(right + 10, top + line, side - 16, height - line - 8),
            )
        )
    return made


def scales(of: Panel, plot: QRectF, window: Window, font: QFont) -> tuple[TimeScale, ValueScale]:
    """Time and numbers of a panel, with room for arrows and for the words above a break."""
    told = any(gap.why in TELLING for gap in of.gaps.values())
    words = QFontMetricsF(font).height() * _SMALL if told else 0.0
    above = min(max(words, marks.ROOM), plot.height() / 3)
    below = min(marks.ROOM, plot.height() / 4)
    up = ValueScale(of.low, of.high, plot.top() + above, plot.bottom() - below)
    return TimeScale(window, plot.left(), plot.right()), up


def nearest(panels: Sequence[Panel], placed: Sequence[Boxes], window: Window, font: QFont, at: QPointF) -> tuple[int, Dot] | None:
    """The panel and the mark that are meant by a place, None where no mark is near."""
    best: tuple[float, int, Dot] | None = None
    for place, (each, box) in enumerate(zip(panels, placed, strict=True)):
        if not box.plot.adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR).contains(at):
            continue
        across, up = scales(each, box.plot, window, font)
        for dot in each.shown:
            far = abs(across.x(dot.when) - at.x())
            if far <= _NEAR:
                far = max(far, abs(up.y(dot.number) - at.y()))
                if far <= _NEAR and (best is None or far < best[0]):
                    best = (far, place, dot)
    return (best[1], best[2]) if best is not None else None


def _value_marks(of: Panel, height: float, font: QFont) -> tuple[Decimal, ...]:
    """The round numbers of the axis."""
    most = max(int(height / (QFontMetricsF(font).height() * 1.6)), 1)
    return ticks.of_numbers(of.low, of.high, most)


# -- how it is painted ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Drawing(Redacted):
    """What is drawn: panels below each other, and the time that all of them show."""

    panels: tuple[Panel, ...]
    window: Window
    style: Style

    def paint(
        self,
        painter: QPainter,
        placed: Sequence[Boxes],
        *,
        axis: float,
        width: float,
        inks: ChartColours,
        font: QFont,
        current: tuple[int, Dot] | None = None,
    ) -> None:
        """Everything. ``axis``: the top of the words of time. ``current``: panel and result that the ring is put on."""
        first = placed[0].plot
        across = TimeScale(self.window, first.left(), first.right())
        found = ticks.of_time(self.window.first, self.window.last, int(first.width() / _TICK))
        painter.setPen(QPen(inks.grid, 1.0))
        for tick in found:
            x = round(across.x(tick.at)) + 0.5
            painter.drawLine(QPointF(x, first.top()), QPointF(x, axis + 3))
        for place, (each, box) in enumerate(zip(self.panels, placed, strict=True)):
            plot = _Plot(painter, each, box, self.window, inks, font, self.style)
            plot.paint(current[1] if current is not None and current[0] == place else None)
        self._time(painter, QRectF(0, axis, width, axis_height(font)), found, across, inks, font)

    def _time(
        self, painter: QPainter, box: QRectF, found: tuple[ticks.Tick, ...], across: TimeScale, inks: ChartColours, font: QFont
    ) -> None:
        """The one axis for all panels; on the screen it stays in sight while they are scrolled."""
        small = scaled(font, _AXIS)
        metrics = QFontMetricsF(small)
        painter.fillRect(box.adjusted(0, 0, 0, 4), inks.ground)  # to the edge, whatever was rounded
        painter.setPen(QPen(inks.grid, 1.0))
        painter.drawLine(QPointF(across.left, round(box.top()) + 0.5), QPointF(across.right, round(box.top()) + 0.5))
        painter.setFont(small)
        painter.setPen(inks.quiet)
        for tick, (own, below) in zip(found, tick_text(found, self.style), strict=True):
            x = across.x(tick.at)
            for words, top in ((own, 2.0), (below, 2.0 + metrics.height())):
                width = metrics.horizontalAdvance(words) + 2
                left = min(max(x - width / 2, 2.0), box.width() - width)
                painter.drawText(QRectF(left, box.top() + top, width, metrics.height()), Qt.AlignmentFlag.AlignCenter, words)


def tick_text(found: tuple[ticks.Tick, ...], style: Style) -> list[tuple[str, str]]:
    """For each mark of time: its own words, and below them what it is part of, where that begins."""
    words = []
    before = ""
    for tick in found:
        own, whole = _tick_text(tick, style)
        words.append((own, whole if whole != before else ""))
        before = whole
    return words


def _tick_text(tick: ticks.Tick, style: Style) -> tuple[str, str]:
    day, year = f"{tick.local:%Y-%m-%d}", f"{tick.local:%Y}"
    if tick.step is ticks.Step.YEARS:
        return year, ""
    if tick.step is ticks.Step.MONTHS:
        day = day[:7]
    said = style.moment(Moment(literal=day))
    if tick.step in (ticks.Step.MONTHS, ticks.Step.DAYS):
        return said.removesuffix(f"{text.NBSP}{year}"), year
    return f"{tick.local:%H:%M}", said


class _Plot:
    """One panel while it is painted."""

    def __init__(
        self, painter: QPainter, of: Panel, box: Boxes, window: Window, inks: ChartColours, font: QFont, style: Style
    ) -> None:
        self._painter, self._of, self._box, self._inks, self._font, self._style = painter, of, box, inks, font, style
        self._across, self._up = scales(of, box.plot, window, font)
        self._small = scaled(font, _SMALL)
        self._metrics = QFontMetricsF(self._small)

    def paint(self, current: Dot | None) -> None:
        """``current``: the result that the person is on."""
        painter, plot = self._painter, self._box.plot
        self._heading()
        self._grid()
        painter.setClipRect(plot.adjusted(0, -4, 0, 4))
        self._breaks()
        self._bands()
        self.lines()
        painter.setClipRect(plot.adjusted(-8, -4, 8, 4))
        self._dots()
        if current is not None:
            glyph = self._of.glyphs.get(current.row, "")
            marks.ring(painter, self._at(current), self._inks.text, glyph)
            self._mark(current, glyph)  # over the ring, whatever stands beside it there
        painter.setClipping(False)
        if not self._of.shown:
            painter.setPen(self._inks.quiet)
            painter.drawText(plot, Qt.AlignmentFlag.AlignCenter, translate("Trend", "No results to draw in this period"))
        if self._box.side.width() > 0:
            self._newest()

    def _at(self, dot: Dot) -> QPointF:
        return QPointF(self._across.x(dot.when), self._up.y(dot.number))

    def _mark(self, dot: Dot, glyph: str) -> None:
        self._painter.setFont(scaled(self._font, 1.0, bold=True))
        marks.paint(self._painter, self._at(dot), dot, glyph, self._inks)

    def _heading(self) -> None:
        """Name and unit above the panel; how many are not drawn."""
        painter, box, series, extra = self._painter, self._box.head, self._of.curve.series, self._of.left_out(self._style)
        bold, plain, small = scaled(self._font, 1.0, bold=True), scaled(self._font, 1.0), scaled(self._font, _AXIS)
        unit = text.visible(series.unit)
        unit_width = QFontMetricsF(plain).horizontalAdvance(unit)
        extra_width = QFontMetricsF(small).horizontalAdvance(extra) + 16 if extra else 0.0
        room = max(box.width() - unit_width - 12 - extra_width, 40.0)  # what is not drawn is never left unsaid
        name = QFontMetricsF(bold).elidedText(text.visible(series.name), Qt.TextElideMode.ElideRight, room)
        left = box.left()
        for words, font, ink, width in (
            (name, bold, self._inks.text, QFontMetricsF(bold).horizontalAdvance(name)),
            (unit, plain, self._inks.text, unit_width),
            (extra, small, self._inks.quiet, extra_width),
        ):
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(QRectF(left, box.top(), width + 8, box.height()), _LEFT, words)
            left += width + 8

    def _grid(self) -> None:
        painter, plot, small = self._painter, self._box.plot, scaled(self._font, _AXIS)
        painter.setFont(small)
        height = QFontMetricsF(small).height()
        for number in _value_marks(self._of, plot.height(), self._font):
            y = round(self._up.y(number)) + 0.5
            painter.setPen(QPen(self._inks.grid, 1.0))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            box = QRectF(plot.left() - 80, y - height / 2, 74, height)
            if box.top() >= plot.top() - 3:
                painter.setPen(self._inks.quiet)
                painter.drawText(box, _RIGHT, ticks.written(number, self._style.language))

    def _bands(self) -> None:
        """The laboratories' own ranges, each where it was given, with its words where they have room; nothing is under them."""
        painter, plot, inks = self._painter, self._box.plot, self._inks
        painter.setFont(self._small)
        free = taken = plot.left()
        for band in self._of.bands:
            left, right = max(self._across.x(band.first) - 9, taken), min(self._across.x(band.last) + 9, plot.right())
            top = self._up.y(band.limits.high) if band.limits.high is not None else plot.top()
            bottom = self._up.y(band.limits.low) if band.limits.low is not None else plot.bottom()
            taken = max(taken, right)
            if right <= left:
                continue
            painter.fillRect(QRectF(left, top, right - left, max(bottom - top, 1.0)), inks.band)
            painter.setPen(QPen(inks.band_edge, 1.0))
            for limit, y in ((band.limits.high, top), (band.limits.low, bottom)):
                if limit is not None:
                    painter.drawLine(QPointF(left, round(y) + 0.5), QPointF(right, round(y) + 0.5))
            words = trend_text.reference(band.dot.point.placed, self._style)
            width, height = self._metrics.horizontalAdvance(words), self._metrics.height()
            begin = max(left, free) + 6
            if "\n" not in words and begin + width <= right - 3 and height <= bottom - top - 4:
                painter.setPen(inks.quiet)
                painter.drawText(QRectF(begin, bottom - height - 2, width + 2, height), _LEFT, words)
                free = begin + width + 6

    def _breaks(self) -> None:
        """Where the line is broken, and why."""
        painter, plot, inks = self._painter, self._box.plot, self._inks
        painter.setFont(self._small)
        free, drawn = plot.left(), float("-inf")
        for when, why in self._of.cuts:
            x = round(self._across.x(when)) + 0.5
            if why not in TELLING or not plot.left() <= x <= plot.right() or x - drawn < 4:
                continue
            drawn = x
            painter.setPen(QPen(inks.quiet, 1.0, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            words = trend_text.short(why)
            width = self._metrics.horizontalAdvance(words)
            start = min(max(x - width / 2, plot.left()), plot.right() - width)
            if start >= free:
                box = QRectF(start - 3, plot.top(), width + 6, self._metrics.height())
                painter.fillRect(box, inks.ground)
                painter.setPen(inks.quiet)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
                free = start + width + 10

    def lines(self) -> None:
        """Straight lines within each segment, dashed to and from what is preliminary; none from what is outside the period."""
        shown = {dot.row for dot in self._of.shown}
        whole: list[QLineF] = []
        open_: list[QLineF] = []
        for segment in self._of.curve.segments:
            before: Dot | None = None
            start = QPointF()
            for dot in segment:
                at = self._at(dot)
                if before is not None and before.row in shown and dot.row in shown:
                    (open_ if before.pending or dot.pending else whole).append(QLineF(start, at))
                before, start = dot, at
        flat = Qt.PenCapStyle.FlatCap  # other caps, and joins, cost fifty times as much
        self._painter.setPen(QPen(self._inks.line, 1.6, Qt.PenStyle.SolidLine, flat))
        self._painter.drawLines(whole)
        self._painter.setPen(QPen(self._inks.pending, 1.4, Qt.PenStyle.DashLine, flat))
        self._painter.drawLines(open_)

    def _dots(self) -> None:
        """The marks; a limit with its value beside it, where there is room."""
        painter, free = self._painter, float("-inf")
        done: set[tuple[object, ...]] = set()
        for dot in self._of.shown:
            at, glyph = self._at(dot), self._of.glyphs.get(dot.row, "")
            same = (round(at.x()), round(at.y()), glyph, dot.limit, dot.pending, dot.corrected, dot.apart)
            if same in done:  # the same mark on the same pixel
                continue
            done.add(same)
            self._mark(dot, glyph)
            if dot.limit != 0 and at.x() + 8 > free and len(self._of.shown) <= _CROWDED:
                words = _limit_text(dot, self._style)
                width, height = self._metrics.horizontalAdvance(words), self._metrics.height()
                painter.setFont(self._small)
                painter.setPen(self._inks.text)
                painter.drawText(QRectF(at.x() + 8, at.y() - height / 2, width + 4, height), _LEFT, words)
                free = at.x() + 8 + width + 6

    def _newest(self) -> None:
        """Newest and previous value with their times; what is not ready, and other values of the same time."""
        curve, box, width = self._of.curve, self._box.side, self._box.side.width()
        if curve.newest is None:
            return
        least = size_of(self._font) * _SMALL
        title, words, ink = self._titled(translate("Trend", "Newest"), curve.newest)
        number = (words, _fitting(words, scaled(self._font, _HEAVY, bold=True), width, least), ink)
        told = [(title, self._small, self._inks.quiet), number]
        for said in trend_text.beside(curve, self._style):
            fits = self._metrics.horizontalAdvance(said) <= width
            told.append((said if fits else said.replace(": ", ":\n", 1), self._small, self._inks.pending))
        top = (self._written(box, told) or self._written(box, [number])) + _GAP
        if curve.previous is None:
            return
        rest = QRectF(box.left(), top, width, box.bottom() - top)
        previous = translate("Trend", "Previous")
        title, words, ink = self._titled(previous, curve.previous)
        number = (words, _fitting(words, scaled(self._font, 1.0), width, least), ink)
        if not self._written(rest, [(title, self._small, self._inks.quiet), number]):
            short = f"{previous} · {words}"
            self._written(rest.adjusted(0, 1 - _GAP, 0, 0), [(short, _fitting(short, self._small, width, least), ink)])

    def _titled(self, name: str, row: Row) -> tuple[str, str, QColor]:
        """What it is and when, the value with the laboratory's mark, and its colour."""
        of = row.point.placed
        words = trend_text.value(of, self._style)
        if not isinstance(of.observation.value, Quantity):
            words = " ".join(words[: 2 * _LONGEST].split())
            words = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
        mark = trend_text.deviation(of)
        if mark is not None:
            words = f"{mark.glyph}{text.NBSP}{words}"
        if of.pending:
            words = f"{status_text.with_report(of).glyph}{text.NBSP}{words}"
        ink = self._inks.outside if mark is not None else self._inks.pending if of.pending else self._inks.text
        return f"{name} · {trend_text.when(of, self._style)}", words, ink

    def _written(self, box: QRectF, told: list[tuple[str, QFont, QColor]]) -> float:
        """Write the lines, broken where they must be. The top of what follows; 0, and nothing written, where there is no room."""
        laid = [(lay_out(words, font, box.width()), ink) for words, font, ink in told]
        heights = [layout.boundingRect().height() for layout, _ in laid]
        if sum(heights) > box.height() + 2:
            return 0.0
        top = box.top()
        for (layout, ink), height in zip(laid, heights, strict=True):
            self._painter.setPen(ink)
            layout.draw(self._painter, QPointF(box.left(), top))
            top += height
        return top


def _fitting(words: str, font: QFont, width: float, least: float) -> QFont:
    """The font, smaller where the words would not stand on one line otherwise: a number keeps its unit."""
    while QFontMetricsF(font).horizontalAdvance(words) > width and size_of(font) > least:
        font = sized(font, min(size_of(font) * 0.93, size_of(font) - 0.6))
    return font


def _limit_text(dot: Dot, style: Style) -> str:
    """Comparator and number; the unit stands above the panel."""
    whole = trend_text.value(dot.point.placed, style)
    value = dot.point.observation.value
    unit = text.unit(value).replace(" ", text.NBSP) if isinstance(value, Quantity) else ""
    return whole.removesuffix(unit).strip() if unit else whole
