"""Clocks, injected so that tests set the time, and the correction of a wrong workstation clock by server time."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from provesvar_gui.platform.http import checked_origin

if TYPE_CHECKING:
    from collections.abc import Callable


class Clock(Protocol):
    def now(self) -> float: ...

    def monotonic(self) -> float:
        """Seconds for measuring durations, unaffected by setting the clock; they include sleep, where the system can tell."""


class SystemClock:
    def now(self) -> float:
        return time.time()

    def monotonic(self) -> float:
        # time.monotonic() stops while Linux or macOS sleeps: an expired token would count as valid.
        return time.monotonic() if _WITH_SLEEP is None else time.clock_gettime(_WITH_SLEEP)


# CLOCK_BOOTTIME on Linux; CLOCK_MONOTONIC includes sleep on macOS, as time.monotonic() does on Windows (None).
_WITH_SLEEP: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
_TOLERANCE = 3.0  # seconds of offset that need no correction (HelseID's assertions are valid for 10 s)
_CORRECTED_FROM = 60.0  # seconds: times on the screen have no seconds
_SAME = 30.0  # seconds: a smaller change of the offset is ignored, so that the screen does not flicker
_IMPLAUSIBLE = 50 * 366 * 86400.0  # seconds: a clock with an empty battery starts in 1970 or 2000


class WallClock:
    """The time on the screen and in the journal: the machine's, corrected where it differs a minute from a server's."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._correction, self._anchor = clock, 0, _anchor(clock)

    @property
    def offset(self) -> int:
        """The correction in whole seconds: positive where the machine's clock is slow."""
        return self._correction if abs(_anchor(self._clock) - self._anchor) < _SAME else 0  # else somebody has set the clock

    def correct(self, seconds: float) -> bool:
        """Take in a measurement, server minus machine; returns whether ``offset`` changed."""
        before = self.offset
        if not before or abs(seconds - before) >= _SAME:
            self._correction = round(seconds) if _CORRECTED_FROM <= abs(seconds) < _IMPLAUSIBLE else 0
        self._anchor = _anchor(self._clock)
        return self._correction != before

    def reading(self) -> tuple[datetime, int]:
        offset = self.offset
        return datetime.fromtimestamp(self._clock.now() + offset, UTC), offset

    def now(self) -> datetime:
        return self.reading()[0]


def _anchor(clock: Clock) -> float:
    """When the monotonic clock stood at zero: the same until the clock is set, or the monotonic one stops in sleep."""
    return clock.now() - clock.monotonic()


WALL = WallClock(SystemClock())


class ServerClock:
    """The workstation's clock, corrected by the ``Date`` headers of one server, HelseID, which checks the time of our assertions.

    ``Date`` has whole seconds, so an answer bounds the offset by ``date - received`` and ``date + 1 - sent``; later answers
    narrow the bounds. ``primary``: the server's URL. ``on_measured``: receives each offset, server minus workstation.
    """

    def __init__(self, clock: Clock, *, primary: str = "", on_measured: Callable[[float], None] | None = None) -> None:
        self._clock = clock
        self._origin = checked_origin(primary) if primary else ""
        self._on_measured = on_measured
        self._bounds: tuple[float, float] | None = None
        self._anchor = _anchor(clock)

    def observe(self, date_header: str, sent_at: float, received_at: float, origin: str = "") -> None:
        """Take in the ``Date`` of an answer; ``sent_at``, ``received_at``: by the workstation's clock. Ignores invalid dates."""
        seconds = parse_http_date(date_header)
        if seconds is None or received_at < sent_at or (self._origin and origin != self._origin):
            return
        self._forget_after_a_jump()
        low, high = seconds - received_at, seconds + 1.0 - sent_at
        known = self._bounds
        if known is not None and max(low, known[0]) <= min(high, known[1]):
            low, high = max(low, known[0]), min(high, known[1])
        self._bounds = low, high
        if self._on_measured is not None:
            self._on_measured(self.offset_seconds)

    @property
    def offset_seconds(self) -> float:
        """Server minus workstation; 0.0 where it is not certainly more than the tolerance."""
        if self._bounds is None:
            return 0.0
        low, high = self._bounds
        middle = (low + high) / 2
        certain = max(low, -high)  # the least possible offset; Date is cut to whole seconds, which may hide one more
        return middle if abs(middle) > _TOLERANCE and certain > _TOLERANCE - 1.0 else 0.0

    def now(self) -> float:
        self._forget_after_a_jump()
        return self._clock.now() + self.offset_seconds

    def monotonic(self) -> float:
        return self._clock.monotonic()

    def local_now(self) -> float:
        return self._clock.now()

    def _forget_after_a_jump(self) -> None:
        anchor = _anchor(self._clock)
        if abs(anchor - self._anchor) > 1.0:
            self._bounds, self._anchor = None, anchor


def parse_http_date(text: str) -> float | None:
    """Seconds since the epoch of an HTTP date (RFC 9110 5.6.7), or None."""
    from email.utils import parsedate_to_datetime  # 4 ms: not at the start

    try:
        moment = parsedate_to_datetime(text)
        return (moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)).timestamp()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


_LONGEST_WAIT = 3600.0  # seconds


def retry_after(value: str | None, now: float) -> float | None:
    """The seconds of a Retry-After header, 0 to 3600; None where it is missing or invalid. ``now``: server time."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit() and len(text) < 20:
        return min(float(text), _LONGEST_WAIT)
    moment = parse_http_date(text) if text else None
    return None if moment is None else min(max(moment - now, 0.0), _LONGEST_WAIT)
