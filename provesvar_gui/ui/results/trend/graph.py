"""The lanes of the trend: each the course of one series against its reference, all on one time axis with one cursor.

From the left: name, unit and reference; the two last values before the time shown; the time itself; the newest value. The
reference range lies at the same height in every lane; one or two lanes, which are high, have no more of the scale than they need.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate, pairwise, product
from math import ceil, hypot
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QLineF, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeySequence, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from provesvar_gui.results import course, dating, text
from provesvar_gui.results.model import Quantity, Redacted
from provesvar_gui.results.text import value_text
from provesvar_gui.ui import icons, keys, theme
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.keys import Key, pressed
from provesvar_gui.ui.results.common import ages, flags, labels, status_text, text_runs
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.common.mini_curve import paint_dot
from provesvar_gui.ui.results.common.record_view import open_menu
from provesvar_gui.ui.results.common.styled_table import shared
from provesvar_gui.ui.results.common.text_runs import FurtherDown
from provesvar_gui.ui.results.trend import trend_text
from provesvar_gui.ui.sheet import scrolling
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import fill, say_in_tooltip

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from provesvar_gui.results.course import Window
    from provesvar_gui.results.laboratories import Tags
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.trend import Curve, Dot
    from provesvar_gui.ui.results.common.text_runs import Group, Medium, TextRun

translate = QCoreApplication.translate
AXIS: Final = 32  # pixels of the words of time
EDGE: Final = 16
LEAST: Final = 72  # pixels of a lane, so that a reference range is seen; where lanes are more, they scroll
RADIUS: Final = 4.2
_NAME, _STEP, _NEWEST, _NARROW = 168, 58, 260, 200  # columns; below the last, the plot takes the gutter's room
_COMPACT: Final = 960  # pixels of the width, below which the newest value is smaller
_TICK, _FEWEST, _DAY = 64, 5, 30  # pixels of the width for each mark of time; one of them may be below the cursor
_BEFORE: Final = 2  # values in the gutter
_PAD, _SHARE, _MOST_PAD = 11.0, 0.12, 20.0  # above and below the heights: pixels; of a lane that fits that part, and at most
_BEYOND: Final = 0.05  # of the scale of a lane that fits, beyond its points and its range
_CLEAR: Final = 4.0  # between what stands before the time shown and the edge of its lane, beyond which are those of another
_OLD: Final = 30  # days, after which a value looks old
_MOST_NUMBERED: Final = 60  # points of a lane that all have a number
_NEAR, _ACROSS = 2.0, 12.0  # between two numbers; between a point, with the ring of the cursor, and a number beside it
_GAPS: Final = (4.0, 6.0, 10.0, 14.0, 18.0, 22.0, 28.0)  # between a point and its number, which stands no farther from it
_FAR: Final = (37.0, 43.0)  # and its day, before the time shown, beyond the range
_BESIDE, _ORDERED = 40.0, 200.0  # so near a number is taken for that of a point on its height; is compared with another number
_TRIES, _MOST_TRIED = 4, 16  # to find room for all numbers, where they are not too many
_MOUSE_REACH: Final = 40.0  # pixels across, of the mouse to a point
_REMOVE, _SCALE = 24, 18  # pixels of the button that removes; of the height of that below the name
_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -(10**9), Qt.Key.Key_End: 10**9}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Number = tuple[QRectF, QPointF, "Group"]  # where it stands, and its point


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Drawing(Redacted):
    """The contents of the lanes. ``end``: of the fetch."""

    lanes: tuple[Lane, ...]
    window: Window
    style: Style
    end: datetime | None


class LaneColumns:
    """The places of the columns of all lanes, and the time shown in the graph's. ``now``: for ages, on the screen only."""

    def __init__(self, drawing: Drawing, width: float, medium: Medium) -> None:
        self.lanes, self.window, self.style, self.end = drawing.lanes, drawing.window, drawing.style, drawing.end
        self.medium, self.colours, self.width = medium, medium.colours, width
        self.now = None if medium.shrink else self.end  # on paper nothing is «yesterday»
        self.compact = not medium.shrink and width < medium.px(_COMPACT)
        self.name = medium.px(_NAME)
        self.newest = max(width - medium.px(_NEWEST), self.name + medium.px(60))
        tagged = [(self.day_of(dot.placed), lane.tag(dot)) for lane in drawing.lanes for dot in lane.before]
        days = [day.width + medium.px(6) + (medium.tag(tag).width + 4 if tag else 0) for day, tag in tagged]
        self._step = max([medium.px(_STEP), *days])
        self.gutter = self.name + medium.px(8) + _BEFORE * self._step  # where it ends; 0: none
        if not days or self.newest - self.gutter < medium.px(_NARROW):
            self.gutter = 0.0
        self.left = (self.gutter or self.name) + medium.px(EDGE)
        self.right = self.newest - medium.px(32)
        self._each = (self.right - self.left) / max((self.window.last - self.window.first).total_seconds(), 1.0)
        self.line_of_now = self.x(self.now) if self.now is not None and self.window.holds(self.now) else 0.0

    def x(self, moment: datetime) -> float:
        return self.left + (moment - self.window.first).total_seconds() * self._each

    def before(self, place: int) -> float:
        """Of a value in the gutter, the last one counted 0."""
        return self.gutter - self._step * (place + 0.5)

    def day_of(self, point: Placed) -> TextRun:
        """Its day, and of «yesterday 20:30» the time."""
        return self.medium.run(trend_text.day(point, self.style, self.now).split(" ")[-1])

    @cached_property
    def ticks(self) -> tuple[course.Tick, ...]:
        room = int((self.right - self.left) / self.medium.px(_TICK))
        every = [course.ticks(self.window.first, self.window.last, most) for most in range(room, room + 3 * _FEWEST)]
        return next((each for each in every if len(each) >= _FEWEST), every[0])


def paint_grid(painter: QPainter, columns: LaneColumns, top: float, bottom: float) -> None:
    lines = [(columns.x(tick.at), QPen(QColor(columns.colours.grid), 1.0)) for tick in columns.ticks]
    if columns.line_of_now:
        lines.append((columns.line_of_now, QPen(QColor(columns.colours.edge), 1.0, Qt.PenStyle.DashLine)))
    for x, pen in lines:
        painter.setPen(pen)
        painter.drawLine(QPointF(round(x) + 0.5, top), QPointF(round(x) + 0.5, bottom))


def paint_axis(painter: QPainter, columns: LaneColumns, top: float, cursor: Dot | None = None) -> None:
    """The time axis below all lanes. ``cursor``: the current point, whose time no other text overlaps."""
    medium, style = columns.medium, columns.style
    taken: list[QRectF] = []

    def put(run: TextRun, at: float, *, ground: str = "", moves: bool = False) -> None:
        """Not over another. ``moves``: else beside the cursor, while it is at its mark, also below the names."""
        air = 4 if ground else 2
        wide, least = run.width + 2 * air, EDGE if moves else columns.name
        most = columns.newest - 12 - wide
        starts = (at - wide / 2, *((taken[0].left() - wide - 4, taken[0].right() + 4) if moves and taken else ()))
        boxes = (QRectF(min(max(left, least), most), top + medium.px(5), wide, medium.px(21)) for left in starts)
        free = (each for each in boxes if not any(map(each.intersects, taken)))
        if (box := next((each for each in free if not moves or each.left() <= at <= each.right()), None)) is None:
            return
        taken.append(box)
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(box, 4, 4)
        run.paint(painter, box.left() + air, top + medium.px(20))

    if cursor is not None and columns.window.holds(cursor.when):
        when = trend_text.short_when(cursor.placed, style, columns.now)
        day, later = dating.local_date(cursor.when), (tick.local.date() for tick in columns.ticks if tick.at > cursor.when)
        x, first = columns.x(cursor.when), columns.x(columns.ticks[0].at)
        if columns.compact and day in later and abs(x - first) > medium.px(_DAY):  # the marks beside it tell the day
            when = columns.day_of(cursor.placed).text
        put(medium.run(when, colour="surface", bold=True), x, ground=medium.colours.accent_text)
    if columns.gutter:
        put(medium.run(translate("Trend", "Before")), (columns.before(0) + columns.before(1)) / 2)
    if columns.line_of_now:
        put(medium.run(translate("Trend", "now")), columns.line_of_now)
    told = [(*trend_text.tick_text(tick, style, first=not at), columns.x(tick.at)) for at, tick in enumerate(columns.ticks)]
    told += [(*trend_text.tick_text(tick, style, first=False), columns.x(tick.at)) for tick in columns.ticks[:1]]
    # a day that begins before all others; the first mark without its day where there is no room for both
    for said, heavy, x in sorted(told, key=lambda each: 1 if each is told[0] else 2 * (not each[1])):
        put(medium.run(said, colour="ink" if heavy else "ink2", bold=heavy), x, moves=heavy)


class Lane:
    """The shown part of a curve. ``before``: the last points before the time shown, of all ``older``. ``own``: its own scale.

    ``fits``: no more of the scale is painted than its points and its range need; ``span``: from which to which height.
    """

    def __init__(self, curve: Curve, window: Window, tags: Tags, *, own: bool, kind: str = "", fits: bool = False) -> None:
        self.curve = curve
        self.prefix, self.name = labels.parted(curve.series.name.replace("\n", " "), kind)
        self._tags, self.fits = tags, fits
        self.shown = tuple(dot for dot in curve.dots if window.holds(dot.when))
        older = [dot for dot in curve.dots if dot.when < window.first]
        self.before, self.older = tuple(older[-_BEFORE:]), len(older)
        self.scale = course.scale(self.dots, own=own)
        self.band = tuple(map(self._placed, self.scale.band or ()))
        heights = [*map(self.height, self.dots)] if fits else [0.0, 1.0]
        heights += [each for each in self.band if 0 < each < 1]
        self.span = max(min(heights, default=0.0) - _BEYOND, 0.0), min(max(heights, default=1.0) + _BEYOND, 1.0)
        self.awaited = {each.when: each for each in curve.latest.awaited if each.when is not None and window.holds(each.when)}

    @property
    def dots(self) -> tuple[Dot, ...]:
        return self.before + self.shown

    def height(self, dot: Dot) -> float:
        return self._placed(self.scale.height(dot.number, dot.limits))

    def _placed(self, height: float) -> float:
        """Of the scale in the lane, of which a range with one limit has a third."""
        low, high = self.scale.band or (0.0, 1.0)
        if self.scale.own or (low > 0) == (high < 1):
            return height
        edge, at = (low, 2 / 3) if low > 0 else (high, 1 / 3)
        return height / edge * at if height < edge else 1 - (1 - height) / (1 - edge) * (1 - at)

    @property
    def numbered(self) -> tuple[Dot, ...]:
        """Those that get a number: the newest, the ends, the farther out first, the rest only where they are not too many."""
        ends = [end(self.shown, key=lambda dot: dot.number) for end in (max, min) if self.shown]
        ends.sort(key=lambda dot: -abs(self.height(dot) - 0.5))
        rest = self.shown[::-1] if len(self.shown) <= _MOST_NUMBERED else ()
        return tuple({id(dot): dot for dot in (*self.before, *self.shown[-1:], *ends, *rest)}.values())

    def has(self, dot: Dot) -> bool:
        return any(each is dot for each in self.dots)

    def tag(self, dot: Dot) -> str:
        return self._tags.of(dot.placed)

    def other_range(self, dot: Dot) -> bool:
        return None not in (dot.limits, self.scale.limits) and dot.limits != self.scale.limits


class LanePainter:
    """Paints one lane into its box."""

    def __init__(self, painter: QPainter, of: Lane, columns: LaneColumns, box: QRectF) -> None:
        self._painter, self._of, self._columns, self._box = painter, of, columns, box
        self._medium, self._colours, self._style = columns.medium, columns.colours, columns.style
        self._taken, self.written = list[QRectF](), list[Number]()  # by marks and lines of time; by numbers
        self._middle = box.center().y()  # of the reference range
        self.limits: list[float] = []  # heights of the lines of the reference range
        self.joins: list[QLineF] = []  # from point to point, where they are not too many to look at each
        right, button = columns.newest + self._medium.px(12), 0 if self._medium.shrink else self._medium.px(_SCALE)
        self.sides = (
            QRectF(EDGE, box.top() - 0.5, columns.name - 4 - EDGE, box.height() - 2 - button),
            QRectF(right, box.top() - 0.5, columns.width - 28 - right, box.height() - 2),
        )

    @cached_property
    def placed(self) -> dict[int, tuple[Dot, QPointF]]:
        """The place of each point, by identity; without a gutter none before the time shown."""
        columns, of = self._columns, self._of
        across = [(dot, columns.x(dot.when)) for dot in of.shown]
        if columns.gutter:
            across[:0] = [(dot, columns.before(place)) for place, dot in enumerate(reversed(of.before))]
        return {id(dot): (dot, QPointF(x, self._height(of.height(dot)))) for dot, x in across}

    def _height(self, of: float) -> float:
        pad, (top, bottom) = min(max(_PAD, _SHARE * self._of.fits * self._box.height()), _MOST_PAD), self._of.span
        return self._box.top() + pad + (of - top) / (bottom - top) * (self._box.height() - 2 * pad)

    def paint(self) -> None:
        self._band()
        edges = filter(None, (self._columns.line_of_now, self._columns.gutter))
        self._taken += (QRectF(x - 1, self._box.top(), 2, self._box.height()) for x in edges)
        if self._columns.gutter:
            x = round(self._columns.gutter) + 0.5
            self._painter.setPen(QPen(QColor(self._colours.edge), 1.0, Qt.PenStyle.DotLine))
            self._painter.drawLine(QPointF(x, self._box.top() + 4), QPointF(x, self._box.bottom() - 4))
        self._lines()
        self._marks()
        self._numbers()
        for side, groups in zip(self.sides, (self.title(), self.newest()), strict=True):
            text_runs.paint_lines(self._painter, side, groups)

    @property
    def title_height(self) -> float:
        return sum(map(text_runs.height, text_runs.lines_of(self.title(), self.sides[0].width())))

    def needed(self) -> float:
        newest = sum(map(text_runs.height, text_runs.lines_of(self.newest(), self.sides[1].width())))
        return max(self.title_height + self._box.height() - 2 - self.sides[0].height(), newest) + 3

    def _band(self) -> None:
        band, limits = self._of.band, self._of.scale.limits
        if not band or limits is None:
            return
        top = self._height(band[0]) if band[0] > 0 else self._box.top() + 2
        bottom = self._height(band[1]) if band[1] < 1 else self._box.bottom() - 2
        left, right, self._middle = self._columns.name, self._columns.newest - 4, (top + bottom) / 2
        self._painter.fillRect(QRectF(left, top, right - left, max(bottom - top, 1.0)), QColor(self._colours.band))
        self._painter.setPen(QPen(QColor(self._colours.band_line), 1.0))
        self.limits = [round(y) + 0.5 for each, y in zip(band, (top, bottom), strict=True) if 0 < each < 1]
        for y in self.limits:
            self._painter.drawLine(QPointF(left, y), QPointF(right, y))
        told = ((limits.high, band[0], top + self._medium.px(15)), (limits.low, band[1], bottom - self._medium.px(6)))
        for limit, each, line in told:
            if 0 < each < 1 and bottom - top > self._medium.px(16.5) * len(self.limits):
                run = self._medium.run(text.number(str(limit), self._style.language))
                run.paint(self._painter, right - run.width - 4, line)
                self._taken.append(QRectF(right - run.width - 4, line - self._medium.px(12), run.width, self._medium.px(14)))

    def _lines(self) -> None:
        """Straight lines, dashed to and from preliminary points; none from points before the time shown."""
        whole: list[QLineF] = []
        dashed: list[QLineF] = []
        placed = [self.placed[id(dot)] for dot in self._of.shown]
        for (one, start), (other, end) in pairwise(placed):
            if other.broken is None:
                (dashed if one.pending or other.pending else whole).append(QLineF(start, end))
        colour, flat = QColor(self._colours.trend), Qt.PenCapStyle.FlatCap  # other caps, and joins, cost fifty times as much
        for kind, lines in ((Qt.PenStyle.SolidLine, whole), (Qt.PenStyle.DashLine, dashed)):
            self._painter.setPen(QPen(colour, 2.0, kind, flat))
            self._painter.drawLines(lines)
        self.joins = [*whole, *dashed] if len(placed) <= _MOST_NUMBERED else []

    def _marks(self) -> None:
        done = set[tuple[object, ...]]()
        for dot, at in self.placed.values():
            same = (round(at.x()), round(at.y()), dot.limit, dot.pending, dot.other, dot.doubted)
            if same not in done:  # the same mark on the same pixel
                done.add(same)
                self._mark(dot, at)
                self._taken.append(QRectF(at.x() - 5, at.y() - 5, 10, 10))
        for when, point in self._of.awaited.items():
            self._awaited(self._columns.x(when), self._columns.day_of(point))

    def _awaited(self, x: float, words: TextRun) -> None:
        """A sample without its answer: an hourglass on the reference range, as its value is not known.

        Its time stands beside it, else beyond a low range on the side where the curve is not; near now on the card alone.
        """
        middle, shown, limits = self._middle, self._of.shown, self.limits
        below = not shown or self._side(self.placed[id(shown[-1])][1]) <= 0
        left, y = x + 9, middle
        if any(abs(limit - middle) < 7 for limit in limits):
            left, y = x - words.width / 2, limits[-1] + 10 if below else limits[0] - 10
        sign = self._medium.run(trend_text.WAITING)
        text_runs.paint_runs(self._painter, (sign,), x - sign.width / 2, middle + 4, halo=self._ground(middle))
        self._taken.append(QRectF(x - 8, middle - 8, 16, 16))
        if x + 13 + words.width <= (self._columns.line_of_now or self._columns.newest):
            text_runs.paint_runs(self._painter, (words,), left, y + 4, halo=self._ground(y))
            self._taken.append(QRectF(left - 2, y - 8, words.width + 4, 16))

    def _numbers(self) -> None:
        """Those that have room. One that found none goes first the next time; the most numbers win."""
        order = [self.placed[id(dot)] for dot in self._of.numbered if id(dot) in self.placed]
        ends = {id(dot) for dot in self._of.numbered[len(self._of.before) :][:2]}  # the newest and the farthest out
        tried: list[tuple[bool, int, list[Number]]] = []
        while not tried or (tried[-1][1] and len(tried) < _TRIES and len(order) <= _MOST_TRIED):
            self.written = []
            missed = {id(dot) for dot, at in order if not self._number(dot, at)}
            tried.append((bool(ends & missed), len(missed), self.written))
            order.sort(key=lambda each: id(each[0]) not in missed)
        *_, self.written = min(tried, key=lambda each: each[:2])
        for box, _, group in self.written:
            line = box.center().y() + QFontMetricsF(group[0].font).capHeight() / 2
            text_runs.paint_runs(self._painter, group, box.left(), line, halo=self._ground(box.center().y()))

    def _number(self, dot: Dot, at: QPointF) -> bool:
        """With the laboratory's mark and letters on its side of the range, else the mark alone; in the gutter with its day."""
        mark, tag = trend_text.deviation(dot.placed), self._of.tag(dot)
        early = dot.when < self._columns.window.first
        glyph, colour = (f"{mark.glyph} ", "flag") if mark is not None else ("", "ink")
        words = glyph + trend_text.number(dot.placed, self._style) + (trend_text.NOT_EQUAL if self._of.other_range(dot) else "")
        group: Group = (self._medium.run(words, Type.SMALL if early else Type.TABLE, colour, bold=not early, digits=True),)
        letters = (self._medium.run(" "), self._medium.tag(tag)) if tag else ()
        if early:
            day: Group = (self._columns.day_of(dot.placed), *letters)
            number = any(self._write(group, at, over=over) for over in (0, 2))
            return number and any(self._write(day, at, over=over, far=True) for over in range(4))
        group = (*group, *letters)
        width = sum(run.width for run in group)
        middle = max(-width / 2, (self._columns.gutter or self._columns.name) + 4 - at.x())
        if self._write(group, at, (_ACROSS, -width - _ACROSS, middle)):
            return True
        if glyph:
            arrow = self._medium.run(glyph.strip(), colour=colour)
            self._write((arrow,), at, (-arrow.width / 2, _ACROSS))
        return False

    def _ground(self, y: float) -> str:
        """The colour at a height: of the reference range, or of the lane."""
        low, high = self._of.band or (1.0, 0.0)
        inside = low < high and (low <= 0 or y > self.limits[0]) and (high >= 1 or y < self.limits[-1])
        return self._colours.band if inside else self._colours.surface

    def _side(self, at: QPointF) -> int:
        """1 below the reference range, -1 above it."""
        return all(at.y() > y for y in self.limits) - all(at.y() < y for y in self.limits)

    def points(self, cursor: Dot) -> None:
        """Those of the cursor's time over its line, and a ring around its own."""
        for dot in self._of.dots:
            if dot.when == cursor.when and id(dot) in self.placed:
                self._mark(*self.placed[id(dot)])
        if id(cursor) in self.placed:
            at = self.placed[id(cursor)][1]
            self._painter.setPen(QPen(QColor(self._colours.accent_text), 2.0))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawEllipse(at, 9.0, 9.0)

    def _mark(self, dot: Dot, at: QPointF) -> None:
        colours, early = self._colours, dot.when < self._columns.window.first
        radius = 3.6 if early else RADIUS + (dot is self._of.curve.dots[-1])  # the newest a little larger
        paint_dot(self._painter, at, dot, colours, radius, quiet=early)

    def _write(self, group: Group, at: QPointF, across: Sequence[float] = (), *, over: int = 0, far: bool = False) -> bool:
        """Near a point where it hides nothing; whether there is room. ``across``: from the point, else above or below it.

        ``over``: 1 beyond the lines of the range, 2 also on them, 3 also beside another point. ``far``: first beyond what was
        written last.
        """
        width, half = sum(run.width for run in group), QFontMetricsF(group[0].font).capHeight() / 2 + 2
        away = (1 if self.written[-1][0].y() > at.y() else -1) if far else self._side(at) or (-1 if over else 1)
        gaps = (*_GAPS, *_FAR * far)
        downs = [0.0, *(way * down for down in (half / 2, 0.92 * half, *(half + gap for gap in gaps)) for way in (away, -away))]
        downs.sort(key=lambda down: far and down * away < 0)
        for near, down, start in product((_ORDERED, 0.0) if across else (0.0,), downs, across or (-width / 2,)):
            box = QRectF(at.x() + start, at.y() + down - half, width, 2 * half)
            if self._is_free(box, at, over) and (over > 2 or self._is_told_apart(box, at, near)):
                self.written.append((box, at, group))
                return True
        return False

    def _is_free(self, box: QRectF, at: QPointF, over: int) -> bool:
        """Not beyond the lines of the range, where its point is outside of it, and beyond them not within the range."""
        columns, outside, room = self._columns, self._side(at) != 0, box.adjusted(-_NEAR, 0, _NEAR, 0)
        left, right, clear = columns.gutter or columns.name, columns.newest, 0.0
        if at.x() < columns.gutter:
            left, right, clear = columns.name, columns.gutter, _CLEAR
        within = QRectF(QPointF(left, self._box.top() + clear), QPointF(right, self._box.bottom() - clear))
        if not within.contains(box) or any(map(room.intersects, self._taken)):
            return False
        if any(room.intersects(each) for each, *_ in self.written):
            return False
        on = over < 2 and any(box.top() < y < box.bottom() for y in self.limits)
        beyond = outside and not over and any((y - at.y()) * (y - box.y()) < 0 for y in self.limits)
        beyond |= outside and over == 1 and self._ground(box.center().y()) == self._colours.band
        return not (on or beyond or any(_goes_through(each, room) for each in self.joins))

    def _is_told_apart(self, box: QRectF, at: QPointF, near: float) -> bool:
        """No other point is nearer, or beside it on its height; numbers so near each other are in the order of their points."""
        before = at.x() < self._columns.gutter
        for other, of, _ in self.written:
            close = other.left() < box.right() + near and box.left() - near < other.right()
            if close and (of.x() < self._columns.gutter) == before and (box.y() - other.y()) * (at.y() - of.y()) < 0:
                return False
        own, level = _distance(box, at), box.top() - _NEAR <= at.y() <= box.bottom() + _NEAR
        for _, where in self.placed.values():
            far, beside = _distance(box, where), not level and box.top() <= where.y() <= box.bottom()
            if (where.x() < self._columns.gutter) == before and (far < own - _NEAR or (beside and far < _BESIDE)):
                return False
        return True

    def title(self) -> list[Group]:
        medium, curve = self._medium, self._of.curve
        groups = medium.words(self._of.name, Type.BODY, "ink", bold=True)
        if self._of.prefix:
            groups[:1] = [(medium.run(self._of.prefix, Type.BODY), *groups[0])]
        # of the point whose range makes the band; without a band that of the newest result
        last = next((dot.placed for dot in reversed(self._of.dots) if dot.limits is not None), curve.latest.newest)
        reference = trend_text.reference_line(last, self._style) if last is not None else ""
        told = [trend_text.unit(curve), reference, trend_text.scale(self._of, self._columns.lanes, self._style)]
        return [*groups, (), *medium.words(" · ".join(filter(None, told)))]

    def newest(self) -> list[Group]:
        medium, curve, style = self._medium, self._of.curve, self._style
        if curve.latest.newest is None:
            return []
        of = curve.latest.newest
        mark, told = trend_text.deviation(of), value_text(of.observation.value, style.language)
        colour = "ink2" if ages.is_old(of.sampled, self._columns.end, _OLD) else "ink"
        groups: list[Group] = []
        if isinstance(of.observation.value, Quantity) and told.number:
            unit = (medium.run(f" {trend_text.unit(curve)}"),) if told.unit else ()
            size = Type.VALUE if self._columns.compact else Type.HEADING
            groups.append((medium.run(told.bare_amount, size, colour, bold=True, digits=True), *unit))
        else:
            groups += medium.words(trend_text.short_value(of, style), Type.TABLE, colour, bold=True)
        if mark is not None:
            groups += medium.words(str(flags.short(mark)).replace(" ", text.NBSP, 2), Type.TABLE, "flag", bold=True)
        age = ages.short_age(of.sampled, self._columns.now)
        groups += [(), (medium.run(" · ".join(filter(None, (trend_text.short_when(of, style, self._columns.now), age)))),)]
        status = status_text.not_final(of)
        groups += medium.words(str(status).replace(" ", text.NBSP, 2)) if status is not None else []
        for each in (*trend_text.warnings(curve, style), trend_text.change(curve, style)):
            groups += [(), *medium.words(each)] if each else []
        said = (trend_text.waiting(each, style, self._columns.now) for each in curve.latest.awaited[-1:])
        waits = [(medium.run(f"{trend_text.WAITING} {each}", bold=True),) for each in said]
        return [*groups, *waits]


def _distance(box: QRectF, at: QPointF) -> float:
    across, down = at.x() - box.center().x(), at.y() - box.center().y()
    return hypot(max(abs(across) - box.width() / 2, 0.0), max(abs(down) - box.height() / 2, 0.0))


def _goes_through(line: QLineF, box: QRectF) -> bool:
    left, right = max(line.x1(), box.left()), min(line.x2(), box.right())
    if left > right:
        return False
    slope = (line.y2() - line.y1()) / (line.x2() - line.x1() or 1.0)
    one, other = (line.y1() + slope * (x - line.x1()) for x in (left, right))
    return min(one, other) < box.bottom() and max(one, other) > box.top()


class LaneWidget(QWidget):
    """One lane, ``trendLane``, which takes the keys. Its accessible name is its whole course in words."""

    def __init__(self, graph: TrendGraph, lane: Lane) -> None:
        super().__init__(graph)
        self.setObjectName("trendLane")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._graph, self.lane = graph, lane
        self._still: QPixmap | None = None
        self.remove, self.own_scale = QToolButton(self), QToolButton(self)
        self.remove.setObjectName("trendRemove")
        icons.set_icon(self.remove, Icon.CROSS)
        self.remove.clicked.connect(lambda: graph.removed.emit(self.lane.curve))
        self.own_scale.setObjectName("trendOwnScale")
        theme.set_font(self.own_scale, Type.SMALL)
        self.own_scale.clicked.connect(lambda: graph.scale_asked.emit(self.lane.curve))
        for each in (self.remove, self.own_scale):
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the lane has a key for it

    def show_lane(self, lane: Lane, style: Style) -> None:
        self.lane = lane
        told = trend_text.description(lane, style)
        say_in_tooltip(self, told)
        self.setAccessibleName(told)
        said = translate("Trend", "Remove {name}").replace("{name}", lane.curve.series.name)
        self.remove.setAccessibleName(said)
        self.remove.setToolTip(f"{said} (Del)")
        self.own_scale.setText(translate("Trend", "Against the reference") if lane.scale.own else translate("Trend", "Own scale"))
        self.own_scale.setAccessibleName(f"{self.own_scale.text()}: {lane.curve.series.name}")
        self.own_scale.setToolTip(keys.tooltip(Key.TREND_SCALE))

    def forget(self) -> None:
        """Wipe every text, at once: when Qt deletes it is not known."""
        for each in (self, self.remove, self.own_scale):
            each.setAccessibleName("")
            say_in_tooltip(each, "")
        del self.lane
        self._still = None
        self.hide()
        self.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.isHidden():  # one that was forgotten may get its size yet
            self.draw_again()

    def painter_of(self, painter: QPainter) -> LanePainter | None:
        columns = self._graph.columns
        return LanePainter(painter, self.lane, columns, QRectF(0, 0, self.width(), self.height() - 1)) if columns else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """The parts that do not change are cached, so that the cursor is quick with many points."""
        del event
        graph, columns, accent = self._graph, self._graph.columns, QColor(theme.current().accent_text)
        if columns is None:
            return
        if self._still is None:
            self._still = self._draw(columns)
        painter, cursor = QPainter(self), graph.cursor_dot
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._still)
        if cursor is not None and columns.window.holds(cursor.when):
            has_keys = any(each.hasFocus() for each in graph.widgets)
            painter.setPen(QPen(accent if has_keys else QColor(columns.colours.edge), 1.5))
            painter.drawLine(QPointF(columns.x(cursor.when), 0), QPointF(columns.x(cursor.when), self.height()))
        if cursor is not None and (lane := self.painter_of(painter)) is not None:
            lane.points(cursor)
        if self.hasFocus() and len(graph.widgets) > 1:  # of one alone, the colour of the cursor says that it has the keys
            painter.setPen(QPen(accent, 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(1, 1, self.width() - 2, self.height() - 3))
        painter.end()

    def _draw(self, columns: LaneColumns) -> QPixmap:
        height = float(self.height())
        made = QPixmap(self.size() * self.devicePixelRatio())
        made.setDevicePixelRatio(self.devicePixelRatio())
        made.fill(QColor(columns.colours.surface))
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_grid(painter, columns, 0.0, height)
        painter.setPen(QPen(QColor(columns.colours.line), 1.0))
        painter.drawLine(QPointF(0, height - 0.5), QPointF(self.width(), height - 0.5))
        painter.drawLine(QPointF(columns.newest, 4), QPointF(columns.newest, height - 4))
        if (lane := self.painter_of(painter)) is not None:
            lane.paint()
        painter.end()
        return made

    def draw_again(self) -> None:
        self._still, side = None, theme.px(_REMOVE)
        self.remove.setGeometry(self.width() - side - 2, 2, side, side)
        if (lane := self.painter_of(QPainter())) is not None:
            below = round(lane.sides[0].center().y() + lane.title_height / 2)
            self.own_scale.setGeometry(EDGE - 5, below - 3, self.own_scale.sizeHint().width(), side)
        self.update()

    def hit(self, at: QPointF) -> Dot | None:
        """The point that is meant by a place: the nearest in time, then in height."""
        columns, painter = self._graph.columns, self.painter_of(QPainter())
        if columns is None or painter is None or not columns.name <= at.x() <= columns.newest:
            return None
        far = ((abs(where.x() - at.x()), abs(where.y() - at.y()), dot) for dot, where in painter.placed.values())
        best = min(far, default=None, key=lambda each: each[:2])
        return best[2] if best is not None and best[0] <= _MOUSE_REACH else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._graph.go_to(self.hit(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (dot := self.hit(event.position())) is not None:
            self._graph.choose(dot)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if (dot := self.hit(event.position())) is not None:
            self._graph.opened.emit(dot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._graph.typed(self, event):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        graph = self._graph
        graph.stay_in(self)
        dot = graph.cursor_dot
        of_dot = (
            (translate("Trend", "Report (Enter)"), partial(graph.opened.emit, dot), None),
            (translate("Trend", "Copy (Ctrl+C)"), partial(graph.copy_pressed.emit, dot), None),
        )
        of_lane = (
            (f"{self.own_scale.text()} (Shift+E)", self.own_scale.click, None),
            (translate("Trend", "Remove (Del)"), self.remove.click, None),
        )
        open_menu(self, "trendMenu", (*(of_dot if dot is not None else ()), *of_lane), event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._graph.stay_in(self)
        self._graph.redraw()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._graph.redraw()


class TrendGraph(QWidget):
    """The lanes, ``trendGraph``, with the time axis below them.

    ``current_changed``: another point is read out. ``period_step``: 1 for a shorter time, -1 for a longer one.
    """

    current_changed = Signal()
    opened = Signal(object)
    copy_pressed = Signal(object)
    removed = Signal(object)
    scale_asked = Signal(object)
    period_step = Signal(int)
    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trendGraph")
        self.drawing: Drawing | None = None
        self.widgets: list[LaneWidget] = []
        self.columns: LaneColumns | None = None
        self.cursor_dot: Dot | None = None  # the point that is read out
        inner = QWidget()
        self._column = fill(QVBoxLayout(inner), 1, spacing=0)
        self.area = scrolling(inner, "trendScroll")
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner.setAutoFillBackground(False)
        self.area.viewport().setAutoFillBackground(False)
        self.area.viewport().installEventFilter(self)
        self._rows, self.below = fill(QVBoxLayout(self), self.area), FurtherDown("trendBelow", self, AXIS)
        bar = self.area.verticalScrollBar()
        for changed in (bar.valueChanged, bar.rangeChanged):
            changed.connect(self._name_below)
        self._arrange()

    @property
    def lanes(self) -> tuple[Lane, ...]:
        return self.drawing.lanes if self.drawing is not None else ()

    def widget_of(self, dot: Dot | None) -> LaneWidget | None:
        return next((each for each in self.widgets if dot is not None and each.lane.has(dot)), None)

    def show_lanes(self, drawing: Drawing | None) -> None:
        """Draw them, or nothing; the cursor stays where it was, else it is on the newest of the first lane that has one."""
        self.drawing = drawing
        while len(self.widgets) > len(self.lanes):
            self.widgets.pop().forget()
        for lane in self.lanes[len(self.widgets) :]:
            self.widgets.append(LaneWidget(self, lane))
            self._column.insertWidget(len(self.widgets) - 1, self.widgets[-1])
        for widget, lane in zip(self.widgets, self.lanes, strict=True):
            widget.show_lane(lane, drawing.style if drawing is not None else Style())
        before = self.cursor_dot.placed if self.cursor_dot is not None else None
        again = (dot for lane in self.lanes for dot in lane.dots if dot.placed is before)
        newest = (dots[-1] for lane in self.lanes if (dots := lane.shown or lane.before))
        self.cursor_dot = next(again, None) or next(newest, None)
        self._arrange()
        self.current_changed.emit()

    def _arrange(self) -> None:
        """Lanes as high as there is room for, and never lower than their words need; the last in sight is whole."""
        drawing, room, medium = self.drawing, self.area.viewport(), text_runs.screen()
        self._rows.setContentsMargins(0, 0, 0, round(medium.px(AXIS)))
        self.columns = None
        if drawing is not None:
            self.columns = LaneColumns(drawing, room.width(), medium)
            words = [widget.painter_of(QPainter()) for widget in self.widgets]
            least = [ceil(max(medium.px(LEAST), each.needed() if each is not None else 0.0)) for each in words]
            fit = max(sum(end <= room.height() for end in accumulate(least)), 1)
            high = shared(room.height(), dict.fromkeys(range(fit), 1.0), dict(enumerate(least)))
            for place, widget in enumerate(self.widgets):
                widget.draw_again()
                widget.setFixedHeight(high.get(place, max(least[place], room.height() // fit)))
            left = round(self.columns.newest + medium.px(12))
            self.below.setGeometry(left, self.height() - self.below.height(), self.width() - left - EDGE, self.below.height())
        self._name_below()
        self.redraw()

    def _name_below(self) -> None:
        seen = self.area.verticalScrollBar().value() + self.area.viewport().height()
        ends = zip(self.widgets, accumulate(each.minimumHeight() for each in self.widgets), strict=True)
        self.below.name(trend_text.named(widget.lane) for widget, end in ends if end > seen)

    def redraw(self) -> None:
        for each in (self, *self.widgets):
            each.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words of time, which stay in sight while the lanes are scrolled."""
        del event
        if self.columns is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_axis(painter, self.columns, float(self.area.geometry().bottom() + 1), self.cursor_dot)
            painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:  # of the room for the lanes
            self._arrange()
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_rows"):
            self._arrange()

    def take_focus(self) -> None:
        (self.widget_of(self.cursor_dot) or self.widgets[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, dot: Dot | None) -> None:
        if dot is not None and dot is not self.cursor_dot:
            self.cursor_dot = dot
            self.redraw()
            self.current_changed.emit()

    def choose(self, dot: Dot) -> None:
        self.go_to(dot)
        if (widget := self.widget_of(dot)) is not None and self.drawing is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(widget, 0, 0)
            announce(widget, trend_text.sentence(widget.lane.curve, dot, self.drawing.style), urgent=False)

    def stay_in(self, widget: LaneWidget) -> None:
        """Read out the point of that lane nearest to the one before, else its newest."""
        here, dots = self.cursor_dot, widget.lane.dots
        if dots and self.widget_of(here) is not widget:
            self.go_to(min(dots, key=lambda dot: abs(dot.when - here.when)) if here is not None else dots[-1])

    def typed(self, widget: LaneWidget, event: QKeyEvent) -> bool:
        """Left, Right, Home, End along the time; Up, Down between lanes; plus and minus for the period; keys of a lane."""
        key, dots, cursor = event.key(), widget.lane.dots, self.cursor_dot
        here = next((at for at, dot in enumerate(dots) if dot is cursor), None)
        if pressed(Key.TREND_BACK, event):
            self.back_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Copy) or key in _ENTER:
            if here is not None:
                (self.opened if key in _ENTER else self.copy_pressed).emit(dots[here])
        elif key in _STEPS:
            if here is not None:
                self.choose(dots[min(max(here + _STEPS[Qt.Key(key)], 0), len(dots) - 1)])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            place = self.widgets.index(widget) + (1 if key == Qt.Key.Key_Down else -1)
            for other in self.widgets[place : place + 1] if place >= 0 else ():
                other.setFocus(Qt.FocusReason.OtherFocusReason)  # which goes to a point of it
                if self.cursor_dot is not None and self.widget_of(self.cursor_dot) is other:
                    self.choose(self.cursor_dot)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.period_step.emit(1 if key == Qt.Key.Key_Plus else -1)
        elif pressed(Key.TREND_REMOVE, event):
            self.removed.emit(widget.lane.curve)
        elif pressed(Key.TREND_SCALE, event):
            self.scale_asked.emit(widget.lane.curve)
        else:
            return False
        return True
