"""A lane: the course of one series against its reference, on the time axis of all lanes, for screen and paper.

From the left: name, unit and reference; the two last values before the time shown; the time itself, a number at each point where
there is room; the newest value with what the laboratory marked. The reference range lies at the same height in every lane.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from provesvar_gui.results import course, series, text
from provesvar_gui.results.model import Moment, Quantity, Redacted
from provesvar_gui.results.trend import Dot, OmissionReason
from provesvar_gui.results.value_text import value_text
from provesvar_gui.ui.results.common import ages, flags, status_text, text_runs
from provesvar_gui.ui.results.trend import trend_text
from provesvar_gui.ui.theme import Type

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from provesvar_gui.results.course import Scale, Window
    from provesvar_gui.results.laboratories import Tags
    from provesvar_gui.results.trend import Curve
    from provesvar_gui.ui.results.common.labels import Mark
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.common.text_runs import Group, Medium
    from provesvar_gui.ui.theme import Colours

translate = QCoreApplication.translate
HEIGHT: Final = 32  # pixels of the words of time
EDGE: Final = 16
_NAME, _GUTTER, _STEP, _NEWEST, _NARROW = 168, 172, 80, 236, 200  # columns; below the last, the plot takes the gutter's room
_TICK: Final = 84  # pixels of the width for each mark of time


class LaneColumns:
    """Where the columns of all lanes lie, and the moments in the last but one."""

    def __init__(self, window: Window, width: float, medium: Medium, *, gutter: bool) -> None:
        self.window = window
        self.name = medium.px(_NAME)
        self.newest = max(width - medium.px(_NEWEST), self.name + medium.px(60))
        self.width = width
        room = self.newest - self.name - medium.px(_GUTTER)
        self.gutter = self.name + medium.px(_GUTTER) if gutter and room >= medium.px(_NARROW) else 0.0  # where it ends; 0: none
        self._step, self._tick = medium.px(_STEP), medium.px(_TICK)
        self.left = (self.gutter or self.name) + medium.px(EDGE)
        self.right = self.newest - medium.px(32)
        self._each = (self.right - self.left) / max((window.last - window.first).total_seconds(), 1.0)

    def x(self, moment: datetime) -> float:
        return self.left + (moment - self.window.first).total_seconds() * self._each

    def before(self, place: int) -> float:
        """Of a value in the gutter, the last one counted 0."""
        return self.gutter - self._step * (place + 0.5)

    def ticks(self) -> tuple[course.Tick, ...]:
        return course.ticks(self.window.first, self.window.last, int((self.right - self.left) / self._tick))


def tick_text(tick: course.Tick, style: Style, *, first: bool) -> tuple[str, bool]:
    """Its words; whether it begins something larger, and is heavier. The ``first`` says in which day or year it lies."""
    local, year = tick.local, f"{text.NBSP}{tick.local:%Y}"
    if tick.months >= 12:
        return f"{local:%Y}", False
    if tick.months:
        month = style.moment(Moment(literal=f"{local:%Y-%m}"))
        return (month, True) if local.month == 1 or first else (month.removesuffix(year), False)
    day, clock = style.moment(Moment(literal=f"{local:%Y-%m-%d}")).removesuffix(year), f"{local:%H:%M}"
    if tick.minutes >= course.DAY:
        return day, False
    if clock == "00:00" or first:
        return (day if clock == "00:00" else f"{day} {clock}"), True
    return (f"{local:%H}" if tick.minutes >= course.HOUR else clock), False


def paint_grid(painter: QPainter, columns: LaneColumns, top: float, bottom: float, medium: Medium, now: datetime | None) -> None:
    """The lines of time, and that of the fetch."""
    painter.setPen(QPen(QColor(medium.colours.line), 1.0))
    for tick in columns.ticks():
        x = round(columns.x(tick.at)) + 0.5
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
    if now is not None and columns.window.holds(now):
        painter.setPen(QPen(QColor(medium.colours.edge), 1.0, Qt.PenStyle.DashLine))
        x = round(columns.x(now)) + 0.5
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))


def paint_axis(
    painter: QPainter,
    columns: LaneColumns,
    top: float,
    medium: Medium,
    style: Style,
    now: datetime | None,
    cursor: Dot | None = None,
) -> None:
    """The words of time below all lanes. ``cursor``: the point that the person is on; its time covers what is under it."""
    baseline, taken = top + medium.px(20), float("-inf")
    if columns.gutter:
        before = medium.run(translate("Trend", "Before: the last two"))
        left = columns.name + max((columns.gutter - columns.name - before.width) / 2, 4.0)
        before.paint(painter, left, baseline)
        taken = left + before.width + 6
    words = [(tick.at, *tick_text(tick, style, first=not at)) for at, tick in enumerate(columns.ticks())]
    told = [(columns.x(at), medium.run(said, colour="ink" if heavy else "ink2", bold=heavy)) for at, said, heavy in words]
    if now is not None and columns.window.holds(now):
        told.append((columns.x(now), medium.run(translate("Trend", "now"))))
    last = told[-1][0] - told[-1][1].width / 2 - 6 if told else 0.0
    for count, (x, piece) in enumerate(told, 1):
        left = x - piece.width / 2
        if left >= taken and (count == len(told) or left + piece.width <= last):
            piece.paint(painter, left, baseline)
            taken = left + piece.width + 6
    if cursor is not None and columns.window.holds(cursor.when):
        piece = medium.run(trend_text.short_when(cursor.point.placed, style, now), colour="surface", bold=True)
        left = min(max(columns.x(cursor.when) - piece.width / 2, columns.name), columns.newest - piece.width - 12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(medium.colours.accent_text))
        painter.drawRoundedRect(QRectF(left - 6, top + medium.px(5), piece.width + 12, medium.px(21)), 4, 4)
        piece.paint(painter, left, baseline)


RADIUS: Final = 4.2
_STEM: Final = 11.0


def paint_dot(painter: QPainter, at: QPointF, dot: Dot, colours: Colours, colour: str, radius: float = RADIUS) -> None:
    """The mark of one result: its shape has the meaning (results/README.md §3).

    Filled circle: a final number. Half circle: preliminary. Diamond: not comparable with the newest. Open circle with a stem: a
    limit, the stem points to where the value lies. A small triangle to the right: corrected. A small square to the left: came
    only because it was opened. A cross below: perhaps cancelled, since what was cancelled may be this one.
    """
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


LEAST: Final = 74  # pixels of a lane: six of them at 1366x768
TALLEST: Final = 190
_BEFORE: Final = 2  # values in the gutter
_PAD: Final = 12.0  # above and below the heights
_OLD: Final = 30  # days, after which a value looks old
_CROWDED: Final = 60  # points of a lane that all have a number
_NEAR: Final = 2.0  # between two numbers


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Lane(Redacted):
    """What is shown of a curve.

    ``shown``: the points of the time shown; ``before``: the last of those before it, ``older``: how many are before.
    ``awaited``: samples of that time without an answer. ``marks``: what the laboratory marked, by the identity of the dot.
    """

    curve: Curve
    scale: Scale
    shown: tuple[Dot, ...]
    before: tuple[Dot, ...]
    older: int
    awaited: tuple[datetime, ...]
    marks: dict[int, Mark]
    tags: Tags

    @property
    def dots(self) -> tuple[Dot, ...]:
        return self.before + self.shown

    @property
    def numbered(self) -> tuple[Dot, ...]:
        """Those that get a number: the newest, the highest and the lowest first, the rest only where they are not too many."""
        if not self.shown:
            return self.before
        ends = (max(self.shown, key=lambda dot: dot.number), min(self.shown, key=lambda dot: dot.number))
        rest = self.shown[::-1] if len(self.shown) <= _CROWDED else ()
        return tuple({id(dot): dot for dot in (*self.before, self.shown[-1], *ends, *rest)}.values())

    def has(self, dot: Dot) -> bool:
        return any(each is dot for each in self.dots)

    def tag(self, dot: Dot) -> str:
        return self.tags.of(dot.point.placed)

    def other_range(self, dot: Dot) -> bool:
        """Whether its reference range is another than the newest one."""
        return None not in (dot.limits, self.scale.limits) and dot.limits != self.scale.limits


def lane(curve: Curve, window: Window, tags: Tags, *, own: bool = False) -> Lane:
    """``own``: the numbers make the scale, not the reference."""
    dots = curve.dots
    shown = tuple(dot for dot in dots if window.holds(dot.when))
    older = [dot for dot in dots if dot.when < window.first]
    before = tuple(older[-_BEFORE:])
    found = ((id(dot), trend_text.deviation(dot.point.placed)) for dot in before + shown)
    awaited = (point.when for point in curve.latest.awaited)
    return Lane(
        curve=curve,
        scale=course.scale(before + shown, own=own),
        shown=shown,
        before=before,
        older=len(older),
        awaited=tuple(when for when in awaited if when is not None and window.holds(when)),
        marks={key: mark for key, mark in found if mark is not None},
        tags=tags,
    )


def place(of: Lane, dot: Dot, columns: LaneColumns, box: QRectF) -> QPointF | None:
    """Where a point lies; None for one before the time shown where there is no gutter."""
    y = box.top() + _PAD + of.scale.height(dot.number, dot.limits) * (box.height() - 2 * _PAD)
    if dot.when >= columns.window.first:
        return QPointF(columns.x(dot.when), y)
    return QPointF(columns.before(len(of.before) - 1 - of.before.index(dot)), y) if columns.gutter else None


class LanePainter:
    """Paints one lane into its box. ``now``: of the fetch."""

    def __init__(
        self, painter: QPainter, of: Lane, columns: LaneColumns, box: QRectF, medium: Medium, style: Style, now: datetime | None
    ) -> None:
        self._painter, self._of, self._columns, self._box = painter, of, columns, box
        self._medium, self._colours, self._style, self._now = medium, medium.colours, style, now
        self._relative_to = None if medium.shrink else now  # on paper nothing is «yesterday»
        self._taken: list[QRectF] = []  # by marks and numbers
        self.sides = (
            QRectF(EDGE, box.top() + 2, columns.name - 4 - EDGE, box.height() - 4),
            QRectF(
                columns.newest + medium.px(12),
                box.top() + 2,
                columns.width - 28 - columns.newest - medium.px(12),
                box.height() - 4,
            ),
        )

    def paint(self) -> None:
        self._band()
        if self._columns.gutter:
            self._gutter()
        self._lines()
        self._marks()
        for dot in self._of.numbered:
            self._number(dot)
        for side, groups in zip(self.sides, (self.title(), self.newest()), strict=True):
            text_runs.paint_lines(self._painter, side, groups)

    def needed(self) -> float:
        words = (
            text_runs.lines_of(groups, side.width())
            for side, groups in zip(self.sides, (self.title(), self.newest()), strict=True)
        )
        return max(sum(map(text_runs.height, lines)) for lines in words) + 6

    def _at(self, dot: Dot) -> QPointF | None:
        return place(self._of, dot, self._columns, self._box)

    def _band(self) -> None:
        """The reference range, with a line for each limit; an open side goes to the edge."""
        band = self._of.scale.band
        if band is None:
            return
        inner = self._box.adjusted(0, _PAD, 0, -_PAD)
        top, bottom = (inner.top() + each * inner.height() for each in band)
        top, bottom = (self._box.top() + 2 if band[0] <= 0 else top), (self._box.bottom() - 2 if band[1] >= 1 else bottom)
        left, right = self._columns.name, self._columns.newest - 4
        self._painter.fillRect(QRectF(left, top, right - left, max(bottom - top, 1.0)), QColor(self._colours.band))
        self._painter.setPen(QPen(QColor(self._colours.band_line), 1.0))
        for inside, y in ((0 < band[0] < 1, top), (0 < band[1] < 1, bottom)):
            if inside:
                self._painter.drawLine(QPointF(left, round(y) + 0.5), QPointF(right, round(y) + 0.5))

    def _gutter(self) -> None:
        """The edge of the time shown; under each value before it the day, and the letters of another laboratory."""
        painter, medium = self._painter, self._medium
        x = round(self._columns.gutter) + 0.5
        painter.setPen(QPen(QColor(self._colours.edge), 1.0, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, self._box.top() + 4), QPointF(x, self._box.bottom() - 4))
        for dot in self._of.before:
            at, tag = self._at(dot), self._of.tag(dot)
            if at is not None:
                runs = [medium.run(trend_text.day(dot.point.placed, self._style, self._relative_to))]
                runs += [medium.tag(tag)] if tag else []
                left = at.x() - (sum(run.width for run in runs) + 4 * (len(runs) - 1)) / 2
                for run in runs:
                    run.paint(painter, left, self._box.bottom() - medium.px(5), self._colours.surface)
                    left += run.width + 4
                self._taken.append(QRectF(at.x() - 4, self._box.bottom() - medium.px(16), 8, medium.px(14)))

    def _lines(self) -> None:
        """Straight lines, dashed to and from what is preliminary; none from what is before the time shown."""
        whole: list[QLineF] = []
        dashed: list[QLineF] = []
        placed = [(dot, at) for dot in self._of.shown if (at := self._at(dot)) is not None]
        for (one, start), (other, end) in pairwise(placed):
            if other.broken is None:
                (dashed if one.pending or other.pending else whole).append(QLineF(start, end))
        colour, flat = QColor(self._colours.trend), Qt.PenCapStyle.FlatCap  # other caps, and joins, cost fifty times as much
        for kind, lines in ((Qt.PenStyle.SolidLine, whole), (Qt.PenStyle.DashLine, dashed)):
            self._painter.setPen(QPen(colour, 2.0, kind, flat))
            self._painter.drawLines(lines)

    def _marks(self) -> None:
        done = set[tuple[object, ...]]()
        for dot in self._of.dots:
            at = self._at(dot)
            if at is None:
                continue
            opened = dot.point.placed.opened
            same = (round(at.x()), round(at.y()), dot.limit, dot.pending, dot.corrected, dot.other, opened, dot.doubted)
            if same in done:  # the same mark on the same pixel
                continue
            done.add(same)
            self._mark(dot, at)
            self._taken.append(QRectF(at.x() - 5, at.y() - 5, 10, 10))
        middle = sum(self._of.scale.band or (0.5, 0.5)) / 2 * (self._box.height() - 2 * _PAD) + self._box.top() + _PAD
        for when in self._of.awaited:
            at = QPointF(self._columns.x(when), middle)
            paint_awaited(self._painter, at, self._colours.ink2)
            words = self._medium.run(translate("Trend", "not ready"))
            self._write((words,), at, ((10.0, 0.0), (-10.0 - words.width, 0.0)))

    def _number(self, dot: Dot) -> None:
        """With the mark of the laboratory and the letters of another one, where it hides no other; else the mark alone."""
        at = self._at(dot)
        if at is None:
            return
        mark, tag = self._of.marks.get(id(dot)), self._of.tag(dot)
        early, half = dot.when < self._columns.window.first, self._medium.px(8)
        glyph, colour = (f"{mark.glyph} ", "flag") if mark is not None else ("", "ink")
        words = glyph + trend_text.number(dot.point, self._style) + (trend_text.NOT_EQUAL if self._of.other_range(dot) else "")
        group: Group = (self._medium.run(words, Type.SMALL if early else Type.TABLE, colour, bold=not early, digits=True),)
        if tag and not early:
            group = (*group, self._medium.run(" "), self._medium.tag(tag))
        width = sum(run.width for run in group)
        across = (-width / 2,) if early else (8.0, -width - 8.0, -width / 2)
        down = (half + 5, -half - 4) if at.y() < self._box.top() + self._medium.px(26) else (-half - 4, half + 5)
        if not self._write(group, at, [(dx, dy) for dx in across for dy in down]) and glyph:
            arrow = self._medium.run(glyph.strip(), colour=colour)
            self._write((arrow,), at, [(-arrow.width / 2, dy) for dy in down])

    def point(self, dot: Dot) -> None:
        """The point that the person is on, over everything else; its number is read out below the lanes."""
        at = self._at(dot)
        if at is not None:
            self._mark(dot, at)
            self._painter.setPen(QPen(QColor(self._colours.accent_text), 2.0))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawEllipse(at, 9.0, 9.0)

    def _mark(self, dot: Dot, at: QPointF) -> None:
        colours, early = self._colours, dot.when < self._columns.window.first
        paint_dot(self._painter, at, dot, colours, colours.ink2 if early else colours.trend, 3.6 if early else RADIUS)

    def _write(self, group: Group, at: QPointF, places: Iterable[tuple[float, float]]) -> bool:
        """The text at the first of these places, counted from the point, where it hides nothing. Whether there is one."""
        width, metrics = sum(run.width for run in group), QFontMetricsF(group[0].font)
        for across, down in places:
            box = QRectF(at.x() + across, at.y() + down - metrics.capHeight() / 2 - 2, width, metrics.capHeight() + 4)
            inside = box.top() >= self._box.top() + 1 and box.bottom() <= self._box.bottom() - 1
            inside = inside and self._columns.name <= box.left() and box.right() <= self._columns.newest
            room = box.adjusted(-_NEAR, 0, _NEAR, 0)
            if inside and not any(room.intersects(each) for each in self._taken):
                left = box.left()
                for run in group:
                    run.paint(self._painter, left, at.y() + down + metrics.capHeight() / 2, self._colours.surface)
                    left += run.width
                self._taken.append(box)
                return True
        return False

    def title(self) -> list[Group]:
        medium, curve = self._medium, self._of.curve
        prefix, name = trend_text.parted(curve)
        groups = medium.words(name, Type.BODY, "ink", bold=True)
        if prefix:
            groups[:1] = [(medium.run(prefix, Type.BODY), *groups[0])]
        # of the point whose range makes the band; without a band that of the newest result
        last = next((dot.point for dot in reversed(self._of.dots) if dot.limits is not None), curve.latest.newest)
        reference = trend_text.reference_line(last.placed, self._style) if last is not None else ""
        told = [trend_text.unit(curve), reference, translate("Trend", "own scale") if self._of.scale.own else ""]
        told = list(filter(None, told))
        whole = medium.run(" · ".join(told))
        fits = whole.width <= self.sides[0].width()
        for each in [(whole,)] if fits else [(medium.run(each),) for each in told]:
            groups += [(), each]
        waiting = {id(point) for point in curve.latest.awaited}
        silent = (None, OmissionReason.REPEAT)  # it is drawn, or another one stands for it
        left = sum(row.left not in silent and id(row.point) not in waiting for row in curve.rows)
        return [*groups, (), *medium.words(translate("Trend", "%n not drawn", "", left))] if left else groups

    def newest(self) -> list[Group]:
        medium, curve, style = self._medium, self._of.curve, self._style
        if curve.latest.newest is None:
            return []
        of = curve.latest.newest.placed
        mark, told = trend_text.deviation(of), value_text(of.observation.value, style.language)
        colour = "ink2" if ages.is_old(series.sampled(of), self._now, _OLD) else "ink"
        groups: list[Group] = []
        if isinstance(of.observation.value, Quantity) and told.number:
            unit = (medium.run(f" {trend_text.unit(curve)}"),) if told.unit else ()
            groups.append((medium.run(told.bare_amount, Type.HEADING, colour, bold=True, digits=True), *unit))
        else:
            groups += medium.words(trend_text.short_value(of, style), Type.TABLE, colour, bold=True)
        if mark is not None:
            groups += medium.words(str(flags.short(mark)), Type.TABLE, "flag", bold=True)
        groups += [(), (medium.run(trend_text.short_when(of, style, self._relative_to)),)]
        status = status_text.not_final(of)
        groups += medium.words(str(status)) if status is not None else []
        for each in (*trend_text.beside(curve, style, seen=len(self._of.awaited)), trend_text.change(curve, style)):
            groups += [(), *medium.words(each)] if each else []
        return groups
