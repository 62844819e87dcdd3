"""Tick marks of a time axis: round moments of Norway's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import Final

from provesvar_gui.results import text


class Step(StrEnum):
    """What lies between two marks of time."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """``at``: in UTC. ``local``: what Norway's clock says, as a FHIR dateTime to the day."""

    at: datetime
    local: datetime
    step: Step


_STEPS: Final = (
    *((Step.MINUTES, count, timedelta(minutes=count)) for count in (1, 5, 15, 30)),
    *((Step.HOURS, count, timedelta(hours=count)) for count in (1, 2, 3, 6, 12)),
    *((Step.DAYS, count, timedelta(days=count)) for count in (1, 2, 7, 14)),
    *((Step.MONTHS, count, timedelta(days=30 * count)) for count in (1, 2, 3, 6)),
    *((Step.YEARS, count, timedelta(days=365 * count)) for count in (1, 2, 5, 10, 20, 50, 100)),
)
_FIRST: Final = datetime(1800, 1, 1, tzinfo=UTC)
_LAST: Final = datetime(2200, 1, 1, tzinfo=UTC)


def of_time(first: datetime, last: datetime, most: int) -> tuple[Tick, ...]:
    """At most about ``most`` (at least one) marks between two aware moments; none outside the years 1800 to 2200."""
    if not _FIRST <= first <= last <= _LAST:
        return ()
    span = last - first
    step, count, _ = next((each for each in _STEPS if span / each[2] <= max(most, 1)), _STEPS[-1])
    local = _local(first)
    found: list[Tick] = []
    mark = _floor(local, step, count)
    while True:
        at = _utc(mark)
        if at > last:
            return tuple(found)
        if at >= first and (not found or at > found[-1].at):
            found.append(Tick(at=at, local=mark, step=step))
        mark = _next(mark, step, count)


def _local(moment: datetime) -> datetime:
    """Norway's clock, written as if it were UTC, so that a day has 24 hours to reckon with."""
    return moment.astimezone(timezone(text.norwegian_offset(moment))).replace(tzinfo=UTC)


def _utc(local: datetime) -> datetime:
    guess = local - text.norwegian_offset(local)
    return local - text.norwegian_offset(guess)


def _floor(local: datetime, step: Step, count: int) -> datetime:
    if step is Step.YEARS:
        return datetime(local.year - local.year % count, 1, 1, tzinfo=UTC)
    if step is Step.MONTHS:
        return datetime(local.year, local.month - (local.month - 1) % count, 1, tzinfo=UTC)
    day = datetime(local.year, local.month, local.day, tzinfo=UTC)
    if step is Step.DAYS:
        return day - timedelta(days=(day - _MONDAY).days % count)
    minutes = count if step is Step.MINUTES else 60 * count
    passed = local.hour * 60 + local.minute
    return day + timedelta(minutes=passed - passed % minutes)


_MONDAY: Final = datetime(1900, 1, 1, tzinfo=UTC)


def _next(mark: datetime, step: Step, count: int) -> datetime:
    if step is Step.YEARS:
        return mark.replace(year=mark.year + count)
    if step is Step.MONTHS:
        months = mark.year * 12 + mark.month - 1 + count
        return mark.replace(year=months // 12, month=months % 12 + 1)
    if step is Step.DAYS:
        return mark + timedelta(days=count)
    return mark + (timedelta(minutes=count) if step is Step.MINUTES else timedelta(hours=count))
