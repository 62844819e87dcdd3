"""The age of a result as text, by the service's clock at the fetch plus the time since."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.platform.clock import SystemClock
from provesvar_gui.results import dating

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.results.dating import Span
    from provesvar_gui.results.model import LookupResult, Moment

translate = QCoreApplication.translate
_DAY: Final = timedelta(days=1)
_MOST_DAYS: Final = 60  # told in days
_MOST_MONTH_DAYS: Final = 730  # told in months
_MONTH: Final = 30.44  # days
_YEAR: Final = 365.25


class FetchClock:
    """What time it is by the clock of the service. Keeps no patient data: a number of a look-up and when its answer was seen."""

    def __init__(self, monotonic: Callable[[], float] | None = None) -> None:
        """``monotonic``: seconds that also pass while the machine sleeps."""
        self._monotonic = monotonic or SystemClock().monotonic
        self._anchor: tuple[int, datetime, float] | None = None

    def see(self, result: LookupResult) -> None:
        """A result has come; the same one shown again keeps its time."""
        number, fetched = result.lookup.number, result.fetched_at
        if fetched is None:
            self._anchor = None
        elif self._anchor is None or self._anchor[:2] != (number, fetched):
            self._anchor = (number, fetched, self._monotonic())

    def now(self) -> datetime | None:
        """None where nobody knows when it was fetched."""
        if self._anchor is None:
            return None
        return self._anchor[1] + timedelta(seconds=self._monotonic() - self._anchor[2])


def ahead(moment: Moment | None, now: datetime | None) -> bool:
    """Whether it is dated after the fetch, which cannot be."""
    span = dating.span_of(moment)
    return span is not None and span.ahead(now)


def age(moment: Moment | None, now: datetime | None) -> str:
    """«3 h ago», as exact as the laboratory was; "" where it cannot be told."""
    span = dating.span_of(moment)
    if span is None or span.vague or now is None:
        return ""
    if span.ahead(now):
        return translate("Overview", "dated after the fetch")
    if span.clock:
        return _ago(max(now - span.earliest, timedelta()))
    days = (dating.local_date(now) - dating.local_date(span.earliest)).days
    return translate("Overview", "today") if days <= 0 else _ago(timedelta(days=max(days, 2)), days)


def _ago(passed: timedelta, days: int | None = None) -> str:
    days = passed.days if days is None else days
    if passed < timedelta(minutes=1):
        return translate("Overview", "just now")
    if passed < timedelta(hours=1):
        return translate("Overview", "%n min ago", "", passed.seconds // 60)
    if passed < 2 * _DAY:
        return translate("Overview", "%n h ago", "", _hours(passed))
    if days <= _MOST_DAYS:
        return translate("Overview", "%n d ago", "", days)
    if days <= _MOST_MONTH_DAYS:
        return translate("Overview", "%n mo ago", "", round(days / _MONTH))
    return translate("Overview", "%n y ago", "", round(days / _YEAR))


def before(newest: Span, previous: Span) -> str:
    """«8 h before»: how long before the newest the previous one was; in days where one of them has no clock."""
    passed = newest.latest - previous.latest
    if not (newest.clock and previous.clock):
        days = (dating.local_date(newest.earliest) - dating.local_date(previous.earliest)).days
        passed = timedelta(days=max(days, 0))
    elif passed < timedelta(hours=1):
        return translate("Overview", "%n min before", "", max(int(passed.total_seconds()) // 60, 1))
    elif passed < 2 * _DAY:
        return translate("Overview", "%n h before", "", _hours(passed))
    if passed < _DAY:
        return translate("Overview", "the same day")
    if passed.days <= _MOST_DAYS:
        return translate("Overview", "%n d before", "", passed.days)
    if passed.days <= _MOST_MONTH_DAYS:
        return translate("Overview", "%n mo before", "", round(passed.days / _MONTH))
    return translate("Overview", "%n y before", "", round(passed.days / _YEAR))


def _hours(passed: timedelta) -> int:
    """The nearest: 6 h 59 min are 7 hours, since a result must not look younger than it is."""
    return int(passed / timedelta(hours=1) + 0.5)
