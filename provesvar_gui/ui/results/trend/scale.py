"""From moments and numbers to pixels: time is proportional, and a panel's height holds its values and ranges with a margin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from provesvar_gui.results.trend import Band, Curve, Dot

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_ALONE: Final = timedelta(hours=12)  # on either side of the only moment
_TOGETHER: Final = 3
_CLOSE: Final = timedelta(days=3)
_EPISODE: Final = 4  # results that make up the newest episode
_READABLE: Final = 0.1  # of the width: what the newest episode must have at least
_MARGIN: Final = 0.03  # of the width
_HEADROOM: Final = Decimal("0.04")  # of the height; marks have room of their own


class Range(StrEnum):
    """How much time is shown, counted back from when the results were fetched."""

    ALL = "all"
    YEARS = "5y"
    YEAR = "1y"
    MONTH = "30d"
    WEEK = "7d"
    DAY = "24h"


LENGTHS: Final = {
    Range.YEARS: timedelta(days=5 * 365.25),
    Range.YEAR: timedelta(days=365.25),
    Range.MONTH: timedelta(days=30),
    Range.WEEK: timedelta(days=7),
    Range.DAY: timedelta(hours=24),
}


def seconds(moment: datetime) -> float:
    return (moment - _EPOCH).total_seconds()


@dataclass(frozen=True, slots=True)
class Window:
    """The time that is shown, both ends included."""

    first: datetime
    last: datetime

    def holds(self, moment: datetime) -> bool:
        return self.first <= moment <= self.last


def window(curves: Iterable[Curve], chosen: Range, end: datetime | None) -> Window | None:
    """What is shown; None where nothing can be drawn at all. ``end``: when the results were fetched."""
    ends = [dot.when for curve in curves if curve.dots for dot in (curve.dots[0], curve.dots[-1])]
    if not ends:
        return None
    if chosen is not Range.ALL:
        last = end or max(ends)
        return Window(_earlier(last, LENGTHS[chosen]), last)
    first, last = min(ends), max(ends)
    return Window(first, last) if first < last else Window(_earlier(first, _ALONE), _later(last, _ALONE))


def readable(curves: Sequence[Curve], end: datetime | None) -> Range:
    """The period to begin with: everything, unless the newest results would stand on top of each other in it.

    Then the shortest period that holds the newest episode of every series. What is outside is told.
    """
    newest = [_episode([dot.when for dot in curve.dots if end is None or dot.when <= end]) for curve in curves]
    newest = [each for each in newest if each]
    whole = window(curves, Range.ALL, end)
    if not newest or whole is None:
        return Range.ALL
    width = seconds(whole.last) - seconds(whole.first)
    if all(len(each) < 2 or seconds(each[-1]) - seconds(each[0]) >= width * _READABLE for each in newest):
        return Range.ALL
    last = end or whole.last
    first = min(each[0] for each in newest)
    return next((each for each in reversed(Range) if each is not Range.ALL and first >= _earlier(last, LENGTHS[each])), Range.ALL)


def _episode(times: list[datetime]) -> list[datetime]:
    """The newest times that belong together: three or more without three days between two of them, else the newest four."""
    begin = len(times) - 1
    while begin > 0 and times[begin] - times[begin - 1] <= _CLOSE:
        begin -= 1
    return times[max(begin, len(times) - _EPISODE) :] if len(times) - begin >= _TOGETHER else times[-_EPISODE:]


def _earlier(moment: datetime, by: timedelta) -> datetime:
    try:
        return moment - by
    except OverflowError:
        return moment


def _later(moment: datetime, by: timedelta) -> datetime:
    try:
        return moment + by
    except OverflowError:
        return moment


class Across:
    """Moments to pixels, from ``left`` to ``right`` with a margin."""

    def __init__(self, shown: Window, left: float, right: float) -> None:
        self.left, self.right = left, right
        self._first = seconds(shown.first)
        margin = (right - left) * _MARGIN
        self._start = left + margin
        self._each = (right - left - 2 * margin) / max(seconds(shown.last) - self._first, 1.0)

    def x(self, moment: datetime) -> float:
        """Where a moment is."""
        return self._start + ((moment - _EPOCH).total_seconds() - self._first) * self._each


class Upwards:
    """Numbers to pixels: ``low`` at the bottom, ``high`` at the top."""

    def __init__(self, low: Decimal, high: Decimal, top: float, bottom: float) -> None:
        self._low, self._bottom = low, bottom
        self._each = (bottom - top) / float(high - low)

    def y(self, number: Decimal) -> float:
        """Where a number is."""
        return self._bottom - float(number - self._low) * self._each


def extent(dots: Sequence[Dot], bands: Iterable[Band]) -> tuple[Decimal, Decimal]:
    """Lowest and highest of what is shown, with a margin; ``dots`` is not empty."""
    numbers = [dot.number for dot in dots]
    numbers += [limit for band in bands for limit in (band.limits.low, band.limits.high) if limit is not None]
    low, high = min(numbers), max(numbers)
    room = (high - low) * _HEADROOM or abs(low) / 10 or Decimal(1)
    return low - room, high + room
