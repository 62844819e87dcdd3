"""The course of a series against its reference: how high each point lies, and which time is shown.

The reference range of every point lies at the same height, so that over, under and how it goes are read across many curves. Each
point is judged by its own range; one whose range cannot be read, by the newest range of its curve. Without any there is no band,
and the lowest and the highest number make the scale. What may not be compared with the newest point is never joined with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import text
from provesvar_gui.results.dating import AHEAD
from provesvar_gui.results.model import Redacted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from provesvar_gui.results.reference_limits import Limits
    from provesvar_gui.results.trend import Curve, Dot

UPPER: Final = 0.40  # of the height, from the top: where an upper limit lies
LOWER: Final = 0.60  # where a lower limit lies
_SAMPLINGS: Final = 3
_MARGIN: Final = timedelta(hours=12)  # on either side of the only moment


class TimeRange(StrEnum):
    """The time shown, counted back from the fetch."""

    DAY = "24h"
    HOURS = "40h"
    WEEK = "7d"
    MONTH = "30d"
    YEAR = "1y"
    YEARS = "5y"
    ALL = "all"


LENGTHS: Final = {
    TimeRange.DAY: timedelta(hours=24),
    TimeRange.HOURS: timedelta(hours=40),
    TimeRange.WEEK: timedelta(days=7),
    TimeRange.MONTH: timedelta(days=30),
    TimeRange.YEAR: timedelta(days=365.25),
    TimeRange.YEARS: timedelta(days=5 * 365.25),
}


def begin(period: TimeRange, end: datetime) -> datetime | None:
    """The beginning of a period; None where it has none."""
    return end - LENGTHS[period] if period in LENGTHS else None


def readable(rows: Iterable[Sequence[datetime]], end: datetime, wished: TimeRange | None = None) -> TimeRange:
    """The shortest period that holds three samplings of any row, or as many as the longest row has.

    ``rows``: for each the times of its samplings, oldest first; what comes after ``end`` does not count. ``wished``: preferred
    where it holds two of any row.
    """
    known = [sorted({when for when in row if when <= end}) for row in rows]
    since = begin(wished, end) if wished is not None else None
    if wished is not None and since is not None and any(len(row) > 1 and row[-2] >= since for row in known):
        return wished
    wanted = min(max(map(len, known), default=0), _SAMPLINGS)
    if wanted == 0:
        return TimeRange.ALL
    nearest = max(row[-wanted] for row in known if len(row) >= wanted)
    return next((period for period in LENGTHS if end - LENGTHS[period] <= nearest), TimeRange.ALL)


@dataclass(frozen=True, slots=True)
class Window:
    first: datetime
    last: datetime

    def holds(self, moment: datetime) -> bool:
        return self.first <= moment <= self.last


def window(times: Iterable[datetime], period: TimeRange, end: datetime | None) -> Window | None:
    """The time shown: from the oldest result of the period to the fetch, which is «now»; without a result, the whole period.

    ``times``: of everything that is drawn; None where there is none. ``end``: of the fetch; what is dated after it is left out.
    """
    known = sorted(when for when in times if end is None or when <= end + AHEAD)
    if not known:
        return None
    last = max(known[-1], end or known[-1])
    since = begin(period, end or last)
    first = next((when for when in known if since is None or when >= since), since or known[0])
    return Window(first, last) if first < last else Window(first - _MARGIN, last + _MARGIN)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Scale(Redacted):
    """Numbers to heights: 0 is the top, 1 the bottom.

    ``limits``: the newest reference range of the curve. ``above``, ``below``: how far the farthest points lie outside of their
    ranges, at least 1. ``low``, ``high``: of all numbers, where there is no range or the person wants the curve's own scale.
    """

    limits: Limits | None
    above: float = 1.0
    below: float = 1.0
    low: float = 0.0
    high: float = 0.0
    own: bool = False

    def height(self, number: Decimal, limits: Limits | None) -> float:
        """Of a number with its own reference range."""
        limits = limits or self.limits
        if self.own or limits is None:
            return 1 - (float(number) - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        outside = deviation(number, limits)
        if limits.low is not None and limits.high is not None and outside == 0:
            width = float(limits.high - limits.low)
            return LOWER - (float(number - limits.low) / width if width else 0.5) * (LOWER - UPPER)
        edge = UPPER if limits.low is None or (limits.high is not None and outside > 0) else LOWER
        return edge - (outside / self.above * edge if outside > 0 else outside / self.below * (1 - edge))

    @property
    def band(self) -> tuple[float, float] | None:
        """The heights of the reference range, an open side at the edge; None without a range."""
        if self.limits is None:
            return None
        low, high = self.limits.low, self.limits.high
        if not self.own:
            return (UPPER if high is not None else 0.0, LOWER if low is not None else 1.0)
        top = self.height(high, None) if high is not None else 0.0
        return (min(max(top, 0.0), 1.0), min(max(self.height(low, None), 0.0), 1.0) if low is not None else 1.0)


def deviation(number: Decimal, limits: Limits) -> float:
    """How far a number lies above (positive) or below a reference range, in widths of the range; 0 within it.

    Below, the way to zero is the width where it is shorter. Of a range with one limit it is the distance from that limit, with
    the limit itself as the width.
    """
    low, high = limits.low, limits.high
    if low is not None and high is not None:
        width = float(high - low) or abs(float(high)) or 1.0
        if number > high:
            return float(number - high) / width
        down = min(width, float(low)) if low > 0 else width
        return -float(low - number) / down if number < low else 0.0
    limit = high if high is not None else low
    if limit is None:
        raise ValueError("a reference range has a limit")
    return float(number - limit) / (abs(float(limit)) or 1.0)


def scale(dots: Sequence[Dot], *, own: bool = False) -> Scale:
    """The scale that holds these points, oldest first. ``own``: from the lowest to the highest number."""
    limits = next((dot.limits for dot in reversed(dots) if dot.limits is not None), None)
    if own or limits is None:
        numbers = [float(dot.number) for dot in dots] or [0.0]
        return Scale(limits=limits, own=own, low=min(numbers), high=max(numbers))
    outside = [deviation(dot.number, dot.limits or limits) for dot in dots]
    return Scale(limits=limits, above=max(1.0, *outside), below=max(1.0, *(-each for each in outside)))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MiniDot(Redacted):
    """A point of a mini curve. ``x``: 0 to 1 in the time shown; ``y``: 0 is the top. ``joined``: with the one before."""

    x: float
    y: float
    dot: Dot
    joined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MiniCurve(Redacted):
    """The mini curve of a row.

    ``before``: the last point before the time shown, for the gutter. ``band``: from where to where the reference range goes.
    ``awaited``: when something was sampled that is not answered.
    """

    dots: tuple[MiniDot, ...]
    before: MiniDot | None = None
    band: tuple[float, float] | None = None
    awaited: tuple[float, ...] = ()


def mini(curve: Curve, first: datetime, end: datetime) -> MiniCurve:
    """The part of a curve from ``first`` to ``end``, and the last point before."""
    dots = [dot for dot in curve.dots if dot.when <= end]
    inside = [dot for dot in dots if dot.when >= first]
    shown = dots[max(len(dots) - len(inside) - 1, 0) :]
    heights = scale(shown)

    def x(when: datetime) -> float:
        return (when - first) / (end - first) if end > first else 0.5

    placed = [
        MiniDot(
            x=x(dot.when), y=heights.height(dot.number, dot.limits), dot=dot, joined=dot is not dots[0] and dot.broken is None
        )
        for dot in shown
    ]
    outside = len(shown) > len(inside)
    return MiniCurve(
        dots=tuple(placed[outside:]),
        before=placed[0] if outside else None,
        band=heights.band,
        awaited=tuple(x(each.when) for each in curve.latest.awaited if each.when is not None and first <= each.when <= end),
    )


HOUR, DAY = 60, 24 * 60  # minutes
_MINUTES: Final = (1, 5, 15, 30, *(HOUR * each for each in (1, 2, 3, 6, 12)), *(DAY * each for each in (1, 2, 7, 14)))
_MONTHS: Final = (1, 2, 3, 6, *(12 * each for each in (1, 2, 5, 10, 20, 50, 100)))
_MONDAY: Final = datetime(1900, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """``at``: in UTC. ``local``: Norwegian clock time, as if it were UTC. ``minutes``, ``months``: to the next; one is 0."""

    at: datetime
    local: datetime
    minutes: int = 0
    months: int = 0


def ticks(first: datetime, last: datetime, most: int) -> tuple[Tick, ...]:
    """At most about ``most`` (at least one) marks between two aware moments."""
    each = (last - first) / max(most, 1)
    minutes = next((step for step in _MINUTES if each <= timedelta(minutes=step)), 0)
    months = 0 if minutes else next((step for step in _MONTHS if each <= timedelta(days=365 * step / 12)), _MONTHS[-1])
    local = text.in_norway(first).replace(tzinfo=UTC)  # so that a day has 24 hours
    mark = _MONDAY + (local - _MONDAY) // timedelta(minutes=minutes) * timedelta(minutes=minutes) if minutes else None
    month = (local.year * 12 + local.month - 1) // months * months if months else 0
    found: list[Tick] = []
    while True:
        at_local = mark if mark is not None else datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC)
        at = at_local - text.norwegian_offset(at_local - text.norwegian_offset(at_local))
        if at > last:
            return tuple(found)
        if at >= first and (not found or at > found[-1].at):
            found.append(Tick(at=at, local=at_local, minutes=minutes, months=months))
        mark = mark + timedelta(minutes=minutes) if mark is not None else None
        month += months
