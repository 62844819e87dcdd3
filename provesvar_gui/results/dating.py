"""The precision of times, and the order of two results as far as it is certain (invariant 11).

A clock is a moment; a date without a clock is a whole day in Norway; a year or a month is vague. One result comes before another
only where that is certain.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import text
from provesvar_gui.results.model import Redacted

if TYPE_CHECKING:
    from provesvar_gui.results.model import Moment

AHEAD: Final = timedelta(minutes=5)  # clocks differ a little
_DAY: Final = len("2024-08-14")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Span(Redacted):
    """The range of possible times. ``clock``: known to the minute. ``vague``: not even the day is known."""

    earliest: datetime
    latest: datetime  # no more part of it, where it is later than ``earliest``
    clock: bool = True
    vague: bool = False

    def before(self, other: Span) -> bool:
        return self.latest < other.earliest or self.earliest < self.latest == other.earliest

    def ahead(self, end: datetime | None) -> bool:
        """Whether it lies after ``end``, the time of the fetch, which is impossible."""
        if end is None:
            return False
        return self.earliest - end > AHEAD if self.clock else local_date(self.earliest) > local_date(end)


def local_date(when: datetime) -> date:
    return text.in_norway(when).date()


def span_of(moment: Moment | None) -> Span | None:
    """The span of a single moment; None where it cannot be read."""
    if moment is None or moment.when is None:
        return None
    when, written = moment.when, moment.literal.strip()
    if len(written) > _DAY:
        return Span(earliest=when, latest=when)
    if len(written) == _DAY:
        latest = when + timedelta(days=1)
    else:  # the month or the year
        latest = (when + timedelta(days=32 if "-" in written else 367)).replace(day=1)
    return Span(earliest=when, latest=latest, clock=False, vague=len(written) < _DAY)


def apart(one: Span | None, other: Span | None) -> bool:
    """Whether they certainly differ in time."""
    return one is not None and other is not None and (one.before(other) or other.before(one))
