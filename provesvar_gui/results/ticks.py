"""Tick marks of a time axis: round moments of Norway's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from provesvar_gui.results import text

HOUR, DAY = 60, 24 * 60  # minutes
_MINUTES: Final = (1, 5, 15, 30, *(HOUR * each for each in (1, 2, 3, 6, 12)), *(DAY * each for each in (1, 2, 7, 14)))
_MONTHS: Final = (1, 2, 3, 6, *(12 * each for each in (1, 2, 5, 10, 20, 50, 100)))
_MONDAY: Final = datetime(1900, 1, 1, tzinfo=UTC)
_FIRST: Final = datetime(1800, 1, 1, tzinfo=UTC)
_LAST: Final = datetime(2200, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """``at``: in UTC. ``local``: what Norway's clock says, as if it were UTC. ``minutes``, ``months``: to the next; one is 0."""

    at: datetime
    local: datetime
    minutes: int = 0
    months: int = 0


def of_time(first: datetime, last: datetime, most: int) -> tuple[Tick, ...]:
    """At most about ``most`` (at least one) marks between two aware moments; none outside the years 1800 to 2200."""
    if not _FIRST <= first <= last <= _LAST:
        return ()
    each = (last - first) / max(most, 1)
    minutes = next((step for step in _MINUTES if each <= timedelta(minutes=step)), 0)
    months = 0 if minutes else next((step for step in _MONTHS if each <= timedelta(days=365 * step / 12)), _MONTHS[-1])
    local = first.astimezone(timezone(text.norwegian_offset(first))).replace(tzinfo=UTC)  # so that a day has 24 hours
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
