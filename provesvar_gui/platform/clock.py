"""Clocks, which are injected, so that tests are exact and a wrong workstation clock can be corrected."""

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
        """Seconds that never jump, for measuring spans; they go on while the machine sleeps, where it can tell."""
        ...


class SystemClock:
    def now(self) -> float:
        return time.time()

    def monotonic(self) -> float:
        # Python's own stands still while Linux or macOS sleeps: a token would outlive its end.
        return time.monotonic() if _STEADY is None else time.clock_gettime(_STEADY)


# Linux; macOS, where this one counts sleep as well; None on Windows, where Python's own does.
_STEADY: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
_TOLERANCE = 3.0  # seconds: closer than this nobody minds (HelseID's assertions live 10 s)
_WRONG = 60.0  # seconds: what people read is told to the minute
_RIGHT = 30.0  # seconds: so little nearer or farther it is as wrong as before, so that nothing flickers
_NONSENSE = 50 * 366 * 86400.0  # seconds: a clock whose battery is empty begins in 1970 or 2000


class WallClock:
    """The time that people read and the journal keeps: this machine's, corrected where a server shows it wrong."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._seconds, self._anchor = clock, 0, _anchor(clock)

    @property
    def offset(self) -> int:
        """Whole seconds that are added to this machine's time: positive where it is behind, 0 where nothing is."""
        return self._seconds if abs(_anchor(self._clock) - self._anchor) < _RIGHT else 0  # else it has been set meanwhile

    def measured(self, seconds: float) -> bool:
        """A server's time minus this machine's, as far as it can be told. Whether ``offset`` becomes another one by it."""
        before = self.offset
        if not before or abs(seconds - before) >= _RIGHT:  # else it is the same one
            self._seconds = round(seconds) if _WRONG <= abs(seconds) < _NONSENSE else 0
        self._anchor = _anchor(self._clock)
        return self._seconds != before

    def reading(self) -> tuple[datetime, int]:
        offset = self.offset
        return datetime.fromtimestamp(self._clock.now() + offset, UTC), offset

    def now(self) -> datetime:
        return self.reading()[0]


def _anchor(clock: Clock) -> float:
    """Another one only where somebody sets the clock, or the machine slept without its monotonic clock."""
    return clock.now() - clock.monotonic()


#: Of this process.
WALL = WallClock(SystemClock())


class ServerClock:
    """The workstation's clock, corrected by the ``Date`` headers of the server at ``primary`` (HelseID judges our assertions).

    ``Date`` says the second of an answer, so one answer bounds the offset by ``date - received`` and ``date + 1 - sent``; later
    ones narrow it. An offset is believed where it is more than 3 s beyond doubt. ``on_measured``: told server minus workstation.
    """

    def __init__(self, clock: Clock, *, primary: str = "", on_measured: Callable[[float], None] | None = None) -> None:
        self._clock = clock
        self._origin = checked_origin(primary) if primary else ""
        self._on_measured = on_measured
        self._bounds: tuple[float, float] | None = None
        self._anchor = _anchor(clock)

    def observe(self, date_header: str, sent_at: float, received_at: float, origin: str = "") -> None:
        """Take in an answer; ``sent_at`` and ``received_at`` as of this clock's workstation. Nonsense is ignored."""
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
        """Server minus workstation; 0.0 where the two agree as far as can be told."""
        if self._bounds is None:
            return 0.0
        low, high = self._bounds
        middle = (low + high) / 2
        certain = max(low, -high)  # at least so far off; Date's own second may hide one more
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
    from email.utils import parsedate_to_datetime  # 4 ms, for which the first paint does not wait

    try:
        moment = parsedate_to_datetime(text)
        return (moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)).timestamp()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


_LONGEST = 3600.0


def retry_after(value: str | None, now: float) -> float | None:
    """Seconds to wait, 0..3600; None where the header is missing or nonsense. ``now``: the server's, seconds since the epoch."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit() and len(text) < 20:
        return min(float(text), _LONGEST)
    moment = parse_http_date(text) if text else None
    return None if moment is None else min(max(moment - now, 0.0), _LONGEST)
