"""A lane: the course of one series against its reference, on the time axis of all lanes, for screen and paper.

From the left: name, unit and reference; the two last values before the time shown; the time itself, a number at each point where
there is room; the newest value with what the laboratory marked. The reference range lies at the same height in every lane.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from provesvar_gui.results import course, series
from provesvar_gui.results.model import Quantity, Redacted
from provesvar_gui.results.trend import OmissionReason
from provesvar_gui.results.value_text import value_text
from provesvar_gui.ui.results.common import ages, flags, status_text
from provesvar_gui.ui.results.trend import marks, trend_text
from provesvar_gui.ui.results.trend.axis import EDGE
from provesvar_gui.ui.results.trend.ink import lines_of, paint_lines
from provesvar_gui.ui.theme import Type

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from provesvar_gui.results.course import Scale, Window
    from provesvar_gui.results.trend import Curve, Dot
    from provesvar_gui.ui.results.common.labels import Mark
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.trend.axis import LaneColumns
    from provesvar_gui.ui.results.trend.ink import Group, LineInk

translate = QCoreApplication.translate
LEAST: Final = 74  # pixels of a lane: six of them at 1366x768
TALLEST: Final = 190
_BEFORE: Final = 2  # values in the gutter
_PAD: Final = 12.0  # above and below the heights
_OLD: Final = 30  # days, after which a value looks old
_CROWDED, _APART = 60, 14.0  # points of a lane that all have a number; pixels between the arrows where there are more
_NEAR: Final = 2.0  # between two numbers


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Lane(Redacted):
    """What is shown of a curve.

    ``shown``: the points of the time shown; ``before``: the last of those before it, ``older``: how many are before; ``later``:
    how many after. ``awaited``: samples of that time without an answer. ``marks``: what the laboratory marked, by row.
    """

    curve: Curve
    scale: Scale
    shown: tuple[Dot, ...]
    before: tuple[Dot, ...]
    older: int
    later: int
    awaited: tuple[datetime, ...]
    marks: dict[int, Mark]

    @property
    def dots(self) -> tuple[Dot, ...]:
        """Everything that has a place, oldest first."""
        return self.before + self.shown

    def dot(self, row: int) -> Dot | None:
        return next((dot for dot in self.dots if dot.row == row), None)

    def height(self, dot: Dot) -> float:
        return self.scale.height(dot.number, dot.limits)

    def other_range(self, dot: Dot) -> bool:
        """Whether its reference range is another than the newest one."""
        return None not in (dot.limits, self.scale.limits) and dot.limits != self.scale.limits


def lane(curve: Curve, window: Window, *, own: bool = False) -> Lane:
    """``own``: the numbers make the scale, not the reference."""
    shown = tuple(dot for dot in curve.dots if window.holds(dot.when))
    older = [dot for dot in curve.dots if dot.when < window.first]
    before = tuple(older[-_BEFORE:])
    found = ((dot.row, trend_text.deviation(dot.point.placed)) for dot in before + shown)
    awaited = (row.point.when for row in curve.awaited)
    return Lane(
        curve=curve,
        scale=course.scale(before + shown, own=own),
        shown=shown,
        before=before,
        older=len(older),
        later=len(curve.dots) - len(older) - len(shown),
        awaited=tuple(when for when in awaited if when is not None and window.holds(when)),
        marks={row: mark for row, mark in found if mark is not None},
    )


def place(of: Lane, dot: Dot, columns: LaneColumns, box: QRectF) -> QPointF | None:
    """Where a point lies; None for one before the time shown where there is no gutter."""
    y = box.top() + _PAD + of.height(dot) * (box.height() - 2 * _PAD)
    if dot.when >= columns.window.first:
        return QPointF(columns.x(dot.when), y)
    return QPointF(columns.before(len(of.before) - 1 - of.before.index(dot)), y) if columns.gutter else None


def number(dot: Dot, style: Style) -> str:
    """Comparator and digits; the unit stands beside the lane."""
    return value_text(dot.point.observation.value, style.language).bare_amount


class LanePainter:
    """Paints one lane into its box."""

    def __init__(
        self, painter: QPainter, of: Lane, columns: LaneColumns, box: QRectF, ink: LineInk, style: Style, now: datetime | None
    ) -> None:
        self._painter, self._of, self._columns, self._box = painter, of, columns, box
        self._ink, self._style, self._now = ink, style, now
        self._relative_to = None if ink.shrink else now  # on paper nothing is «yesterday»
        self._taken: list[QRectF] = []  # by marks and numbers

    def paint(self) -> None:
        self._band()
        if self._columns.gutter:
            self._gutter()
        self._lines()
        self._marks()
        self._numbers()
        paint_lines(self._painter, self._column(EDGE, self._columns.name - 4), self.title())
        paint_lines(self._painter, self._column(self._columns.newest + self._ink.px(12), self._columns.width - 28), self.newest())

    def _column(self, left: float, right: float) -> QRectF:
        return QRectF(left, self._box.top() + 2, right - left, self._box.height() - 4)

    def _at(self, dot: Dot) -> QPointF | None:
        return place(self._of, dot, self._columns, self._box)

    def _band(self) -> None:
        """The reference range, with a line for each limit; an open side goes to the edge."""
        band = self._of.scale.band
        if band is None:
            return
        colours, painter = self._ink.colours, self._painter
        box = self._box.adjusted(0, _PAD, 0, -_PAD)
        top, bottom = (box.top() + each * box.height() for each in band)
        top, bottom = (self._box.top() + 2 if band[0] <= 0 else top), (self._box.bottom() - 2 if band[1] >= 1 else bottom)
        left, right = self._columns.name, self._columns.newest - 4
        painter.fillRect(QRectF(left, top, right - left, max(bottom - top, 1.0)), QColor(colours.band))
        painter.setPen(QPen(QColor(colours.band_line), 1.0))
        for inside, y in ((0 < band[0] < 1, top), (0 < band[1] < 1, bottom)):
            if inside:
                painter.drawLine(QPointF(left, round(y) + 0.5), QPointF(right, round(y) + 0.5))

    def _gutter(self) -> None:
        """The edge of the time shown; under each value before it the day."""
        painter, ink = self._painter, self._ink
        x = round(self._columns.gutter) + 0.5
        painter.setPen(QPen(QColor(ink.colours.edge), 1.0, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, self._box.top() + 4), QPointF(x, self._box.bottom() - 4))
        for dot in self._of.before:
            at = self._at(dot)
            if at is not None:
                day = ink.piece(trend_text.day(dot.point.placed, self._style, self._relative_to))
                day.paint(painter, at.x() - day.width / 2, self._box.bottom() - ink.px(5), ink.colours.surface)
                self._taken.append(QRectF(at.x() - 4, self._box.bottom() - ink.px(16), 8, ink.px(14)))

    def _lines(self) -> None:
        """Straight lines within each segment, dashed to and from what is preliminary; none from what is before the time shown."""
        whole: list[QLineF] = []
        dashed: list[QLineF] = []
        for segment in self._of.curve.segments:
            before: tuple[Dot, QPointF] | None = None
            for dot in segment:
                at = self._at(dot) if self._columns.window.holds(dot.when) else None
                if before is not None and at is not None:
                    (dashed if before[0].pending or dot.pending else whole).append(QLineF(before[1], at))
                before = (dot, at) if at is not None else None
        colour, flat = QColor(self._ink.colours.trend), Qt.PenCapStyle.FlatCap  # other caps, and joins, cost fifty times as much
        for kind, lines in ((Qt.PenStyle.SolidLine, whole), (Qt.PenStyle.DashLine, dashed)):
            self._painter.setPen(QPen(colour, 2.0, kind, flat))
            self._painter.drawLines(lines)

    def _marks(self) -> None:
        colours, done = self._ink.colours, set[tuple[object, ...]]()
        for dot in self._of.dots:
            at = self._at(dot)
            if at is None:
                continue
            same = (round(at.x()), round(at.y()), dot.limit, dot.pending, dot.corrected, dot.other, dot.opened, dot.doubted)
            if same in done:  # the same mark on the same pixel
                continue
            done.add(same)
            self._mark(dot, at)
            self._taken.append(QRectF(at.x() - 5, at.y() - 5, 10, 10))
        middle = sum(self._of.scale.band or (0.5, 0.5)) / 2 * (self._box.height() - 2 * _PAD) + self._box.top() + _PAD
        for when in self._of.awaited:
            at = QPointF(self._columns.x(when), middle)
            marks.paint_awaited(self._painter, at, colours.ink2)
            words = self._ink.piece(translate("Trend", "not ready"))
            self._write((words,), at, ((10.0, 0.0), (-10.0 - words.width, 0.0)))

    def _numbers(self) -> None:
        """Of each point, where it hides no other: of the newest, the highest and the lowest first.

        With many points only of those, and of the others an arrow here and there where the laboratory marked them.
        """
        shown = self._of.shown
        first = [*self._of.before, *shown[-1:]]
        if shown:
            first += [max(shown, key=lambda dot: dot.number), min(shown, key=lambda dot: dot.number)]
        rest = shown if len(shown) <= _CROWDED else self._marked_apart()
        for dot in {dot.row: dot for dot in (*first, *reversed(rest))}.values():
            self._number(dot, bare=rest is not shown and dot not in first)

    def _number(self, dot: Dot, *, bare: bool = False) -> None:
        """``bare``: only the arrow of its mark."""
        at = self._at(dot)
        if at is None:
            return
        mark, early, half = self._of.marks.get(dot.row), dot.when < self._columns.window.first, self._ink.px(8)
        glyph, colour = (mark.glyph, "flag") if mark is not None else ("", "ink")
        words = number(dot, self._style) + (trend_text.NOT_EQUAL if self._of.other_range(dot) else "")
        piece = self._ink.piece(words, Type.SMALL if early else Type.TABLE, colour, bold=not early, digits=True, glyph=glyph)
        across = (-piece.width / 2,) if early else (8.0, -piece.width - 8.0, -piece.width / 2)
        down = (half + 5, -half - 4) if at.y() < self._box.top() + self._ink.px(26) else (-half - 4, half + 5)
        if (bare or not self._write((piece,), at, [(dx, dy) for dx in across for dy in down])) and glyph:
            arrow = self._ink.piece("", glyph=glyph, colour=colour)
            self._write((arrow,), at, [(-arrow.width / 2, dy) for dy in down])

    def point(self, dot: Dot) -> None:
        """The point that the person is on, over everything else; its number is read out below the lanes."""
        at = self._at(dot)
        if at is None:
            return
        self._mark(dot, at)
        self._painter.setPen(QPen(QColor(self._ink.colours.accent_text), 2.0))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawEllipse(at, 9.0, 9.0)

    def _mark(self, dot: Dot, at: QPointF) -> None:
        colours, early = self._ink.colours, dot.when < self._columns.window.first
        marks.paint(self._painter, at, dot, colours, colours.ink2 if early else colours.trend, 3.6 if early else marks.RADIUS)

    def _marked_apart(self) -> list[Dot]:
        """Marked points that lie some pixels apart."""
        found: list[Dot] = []
        free = float("-inf")
        for dot in self._of.shown:
            x = self._columns.x(dot.when)
            if dot.row in self._of.marks and x >= free:
                found.append(dot)
                free = x + _APART
        return found

    def _write(self, group: Group, at: QPointF, places: Iterable[tuple[float, float]]) -> bool:
        """The text at the first of these places, counted from the point, where it hides nothing. Whether there is one."""
        width, metrics = sum(piece.width for piece in group), QFontMetricsF(group[0].font)
        for across, down in places:
            box = QRectF(at.x() + across, at.y() + down - metrics.capHeight() / 2 - 2, width, metrics.capHeight() + 4)
            inside = box.top() >= self._box.top() + 1 and box.bottom() <= self._box.bottom() - 1
            inside = inside and self._columns.name <= box.left() and box.right() <= self._columns.newest
            room = box.adjusted(-_NEAR, 0, _NEAR, 0)
            if inside and not any(room.intersects(each) for each in self._taken):
                left = box.left()
                for piece in group:
                    piece.paint(self._painter, left, at.y() + down + metrics.capHeight() / 2, self._ink.colours.surface)
                    left += piece.width
                self._taken.append(box)
                return True
        return False

    def title(self) -> list[Group]:
        """Name; unit and reference; what is not drawn."""
        ink, curve = self._ink, self._of.curve
        prefix, name = trend_text.parted(curve.series.name)
        groups = ink.words(name, Type.BODY, "ink", bold=True)
        if prefix:
            groups[:1] = [(ink.piece(prefix, Type.BODY), *groups[0])]
        told = [trend_text.unit(curve), self._reference()]
        told += [translate("Trend", "own scale")] if self._of.scale.own else []
        told = list(filter(None, told))
        whole = ink.piece(" · ".join(told))
        fits = whole.width <= self._columns.name - 4 - EDGE
        for each in [(whole,)] if fits else [(ink.piece(each),) for each in told]:
            groups += [(), each]
        silent = (None, OmissionReason.REPEAT, OmissionReason.SUPERSEDED)  # another one stands for it
        waiting = {id(row) for row in curve.awaited}
        left = sum(row.left not in silent and id(row) not in waiting for row in curve.rows)
        return [*groups, (), *ink.words(translate("Trend", "%n not drawn", "", left))] if left else groups

    def _reference(self) -> str:
        """Of the point whose range makes the band; without a band that of the newest result."""
        last = next((dot.point for dot in reversed(self._of.dots) if dot.limits is not None), None)
        last = last or (self._of.curve.newest.point if self._of.curve.newest is not None else None)
        return trend_text.reference_line(last.placed, self._style) if last is not None else ""

    def newest(self) -> list[Group]:
        """The newest value with unit and mark; when, and what is not final; what must be known beside it; the change."""
        ink, curve, style = self._ink, self._of.curve, self._style
        if curve.newest is None:
            return []
        of = curve.newest.point.placed
        mark, told = trend_text.deviation(of), value_text(of.observation.value, style.language)
        colour = "ink2" if ages.is_old(series.sampled(of), self._now, _OLD) else "ink"
        groups: list[Group] = []
        if isinstance(of.observation.value, Quantity) and told.number:
            unit = (ink.piece(f" {trend_text.unit(curve)}"),) if told.unit else ()
            groups.append((ink.piece(told.bare_amount, Type.HEADING, colour, bold=True, digits=True), *unit))
        else:
            groups += ink.words(trend_text.short_value(of, style), Type.TABLE, colour, bold=True)
        if mark is not None:
            groups += ink.words(flags.short(mark).words, Type.TABLE, "flag", bold=True, glyph=mark.glyph)
        groups += [(), (ink.piece(trend_text.short_when(of, style, self._relative_to)),)]
        status = status_text.not_final(of)
        if status is not None:
            groups += ink.words(status.words, glyph=status.glyph)
        unseen = len(curve.awaited) - len(self._of.awaited)
        for each in (*trend_text.beside(curve, style, awaited=unseen), trend_text.change(curve, style)):
            groups += [(), *ink.words(each)] if each else []
        return groups


def height_of_words(of: Lane, columns: LaneColumns, ink: LineInk, style: Style, now: datetime | None) -> float:
    """Pixels that a lane needs for its name and its newest value."""
    painter = LanePainter(QPainter(), of, columns, QRectF(), ink, style, now)
    sides = ((painter.title(), columns.name - 4 - EDGE), (painter.newest(), columns.width - 28 - columns.newest - ink.px(12)))
    return (
        max(
            sum(max(QFontMetricsF(piece.font).height() for group in line for piece in group) for line in lines_of(groups, width))
            for groups, width in sides
        )
        + 6
    )
