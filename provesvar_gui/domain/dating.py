"""How exactly the time of a result is known, and what may be said about the order of two (clinical-ui rule 28, invariant 11).

A clock is a moment; a date without a clock is a whole day in Norway; a period is all of it; a year or a month is vague. One
result comes before another only where that is certain.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

from provesvar_gui.domain import series, text
from provesvar_gui.domain.results import Veiled

if TYPE_CHECKING:
    from provesvar_gui.domain.placed import Placed
    from provesvar_gui.domain.results import Moment

AHEAD: Final = timedelta(minutes=5)  # clocks differ a little
_DAY: Final = len("2024-08-14")
_MONTH: Final = len("2024-08")
_YEAR: Final = len("2024")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Span(Veiled):
    """Within what time it lies. ``clock``: known to the minute. ``vague``: less is known than the day."""

    earliest: datetime
    latest: datetime  # no more part of it, where it is later than ``earliest``
    clock: bool = True
    vague: bool = False

    def before(self, other: Span) -> bool:
        """Whether it certainly comes before the other."""
        return self.latest < other.earliest or self.earliest < self.latest == other.earliest

    def ahead(self, end: datetime | None) -> bool:
        """Whether it lies after ``end``, the time of the fetch, which cannot be."""
        return end is not None and self.earliest - end > AHEAD


def local_date(when: datetime) -> date:
    """The date in Norway at that moment."""
    try:
        return when.astimezone(timezone(text.norwegian_offset(when))).date()
    except OverflowError:  # the first or last day of the calendar
        return when.date()


def span_of(moment: Moment | None) -> Span | None:
    """Of a single moment, None where it cannot be placed in time."""
    if moment is None or moment.when is None:
        return None
    when, written = moment.when, moment.literal.strip()
    if len(written) > _DAY:
        return Span(earliest=when, latest=when)
    try:
        if len(written) == _YEAR:
            latest = when.replace(year=when.year + 1)
        elif len(written) == _MONTH:
            latest = (when.replace(day=1) + timedelta(days=32)).replace(day=1)
        else:
            latest = when + timedelta(days=1)
    except (OverflowError, ValueError):  # the last day of the calendar
        latest = when
    return Span(earliest=when, latest=latest, clock=False, vague=len(written) < _DAY)


def span(placed: Placed) -> Span | None:
    """When a result was sampled; a period with both ends is the whole of it."""
    moment = series.sampled(placed)
    found = span_of(moment)
    end = span_of(period_end(placed, moment))
    if found is None or end is None or end.latest <= found.earliest:
        return found
    return Span(earliest=found.earliest, latest=end.latest, clock=found.clock and end.clock, vague=found.vague or end.vague)


def period_end(placed: Placed, moment: Moment | None) -> Moment | None:
    """The end of the period that begins with that moment, None where it is no period or has no end."""
    holders = (placed.observation, *placed.parents[-1:])
    periods = (each.effective_period for each in holders)
    return next((each.end for each in periods if each is not None and each.start is moment and moment is not None), None)
