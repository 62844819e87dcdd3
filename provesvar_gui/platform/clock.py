"""Clocks, injected so that tests set the time."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> float: ...

    def monotonic(self) -> float:
        """Seconds for measuring durations, unaffected by setting the clock; they include sleep, where the system can tell."""
        ...


class SystemClock:
    def now(self) -> float:
        return time.time()

    def monotonic(self) -> float:
        # time.monotonic() stops while Linux or macOS sleeps: an expired token would count as valid.
        return time.monotonic() if _WITH_SLEEP is None else time.clock_gettime(_WITH_SLEEP)


# CLOCK_BOOTTIME on Linux; CLOCK_MONOTONIC includes sleep on macOS, as time.monotonic() does on Windows (None).
_WITH_SLEEP: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
_CORRECTED_FROM = 60.0  # seconds: times on the screen have no seconds
_SAME = 30.0  # seconds: a smaller change of the offset is ignored, so that the screen does not flicker
_IMPLAUSIBLE = 50 * 366 * 86400.0  # seconds: a clock with an empty battery starts in 1970 or 2000


class WallClock:
    """The time on the screen and in the journal: the machine's, corrected where it differs a minute from a server's."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._correction, self._anchor = clock, 0, anchor_of(clock)

    @property
    def offset(self) -> int:
        """The correction in whole seconds: positive where the machine's clock is slow."""
        return self._correction if abs(anchor_of(self._clock) - self._anchor) < _SAME else 0  # else somebody has set the clock

    def correct(self, seconds: float) -> bool:
        """Take in a measurement, server minus machine; returns whether ``offset`` changed."""
        before = self.offset
        if not before or abs(seconds - before) >= _SAME:
            self._correction = round(seconds) if _CORRECTED_FROM <= abs(seconds) < _IMPLAUSIBLE else 0
        self._anchor = anchor_of(self._clock)
        return self._correction != before

    def reading(self) -> tuple[datetime, int]:
        offset = self.offset
        return datetime.fromtimestamp(self._clock.now() + offset, UTC), offset

    def now(self) -> datetime:
        return self.reading()[0]


def anchor_of(clock: Clock) -> float:
    """When the monotonic clock stood at zero: the same until the clock is set, or the monotonic one stops in sleep."""
    return clock.now() - clock.monotonic()


WALL = WallClock(SystemClock())
