"""The columns of the lanes, and the time axis that all of them share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from provesvar_gui.results import text, ticks
from provesvar_gui.results.model import Moment
from provesvar_gui.ui.results.trend import trend_text

if TYPE_CHECKING:
    from datetime import datetime

    from provesvar_gui.results.course import Window
    from provesvar_gui.results.trend import Dot
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.common.text_runs import Medium

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

    def ticks(self) -> tuple[ticks.Tick, ...]:
        return ticks.of_time(self.window.first, self.window.last, int((self.right - self.left) / self._tick))


def tick_text(tick: ticks.Tick, style: Style, *, first: bool) -> tuple[str, bool]:
    """Its words; whether it begins something larger, and is heavier. The ``first`` says in which day or year it lies."""
    local, year = tick.local, f"{text.NBSP}{tick.local:%Y}"
    if tick.months >= 12:
        return f"{local:%Y}", False
    if tick.months:
        month = style.moment(Moment(literal=f"{local:%Y-%m}"))
        return (month, True) if local.month == 1 or first else (month.removesuffix(year), False)
    day, clock = style.moment(Moment(literal=f"{local:%Y-%m-%d}")).removesuffix(year), f"{local:%H:%M}"
    if tick.minutes >= ticks.DAY:
        return day, False
    if clock == "00:00" or first:
        return (day if clock == "00:00" else f"{day} {clock}"), True
    return (f"{local:%H}" if tick.minutes >= ticks.HOUR else clock), False


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
