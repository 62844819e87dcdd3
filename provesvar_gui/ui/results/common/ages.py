"""The age of a result as text, by the service's clock at the fetch plus the time since."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.platform.clock import SystemClock
from provesvar_gui.results import dating, text
from provesvar_gui.results.model import Moment

if TYPE_CHECKING:
    from provesvar_gui.results.dating import Span
    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.results.text import Language

translate = QCoreApplication.translate
_DAY: Final = timedelta(days=1)
_MOST_DAYS: Final = 60  # told in days
_MOST_MONTH_DAYS: Final = 730  # told in months
_MONTH: Final = 30.44  # days
_YEAR: Final = 365.25
_DATE: Final = len("2024-08-14")
Words = Mapping[str, Callable[[int], str]]
_AGO: Final[Words] = {
    "min": lambda n: translate("Overview", "%n min ago", "", n),
    "h": lambda n: translate("Overview", "%n h ago", "", n),
    "d": lambda n: translate("Overview", "%n d ago", "", n),
    "mo": lambda n: translate("Overview", "%n mo ago", "", n),
    "y": lambda n: translate("Overview", "%n y ago", "", n),
}
_BEFORE: Final[Words] = {
    "min": lambda n: translate("Overview", "%n min before", "", n),
    "h": lambda n: translate("Overview", "%n h before", "", n),
    "d": lambda n: translate("Overview", "%n d before", "", n),
    "mo": lambda n: translate("Overview", "%n mo before", "", n),
    "y": lambda n: translate("Overview", "%n y before", "", n),
}
_LONG: Final[Words] = {
    "min": lambda n: translate("Overview", "%n min", "", n),
    "h": lambda n: translate("Overview", "%n h", "", n),
    "d": lambda n: translate("Overview", "%n d", "", n),
    "mo": lambda n: translate("Overview", "%n mo", "", n),
    "y": lambda n: translate("Overview", "%n y", "", n),
}


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
    return _age(moment, now, _AGO)


def short_age(moment: Moment | None, now: datetime | None) -> str:
    """«3 h», where a column says that it is an age."""
    return _age(moment, now, _LONG)


def _age(moment: Moment | None, now: datetime | None, words: Words) -> str:
    span = dating.span_of(moment)
    if span is None or span.vague or now is None:
        return ""
    if span.ahead(now):
        return translate("Overview", "dated after the fetch")
    if span.clock:
        passed = max(now - span.earliest, timedelta())
        if passed < timedelta(minutes=1):
            return translate("Overview", "just now")
        if passed < timedelta(hours=1):
            return words["min"](passed.seconds // 60)
        if passed < 2 * _DAY:
            return words["h"](_hours(passed))
        return _days(passed.days, words)
    days = (dating.local_date(now) - dating.local_date(span.earliest)).days
    return translate("Overview", "today") if days <= 0 else _days(days, words)


def _days(days: int, words: Words) -> str:
    if days <= _MOST_DAYS:
        return words["d"](days)
    if days <= _MOST_MONTH_DAYS:
        return words["mo"](round(days / _MONTH))
    return words["y"](round(days / _YEAR))


def before(newest: Span, previous: Span, *, short: bool = False) -> str:
    """«8 h before»: how long before the newest the previous one was; in days where one of them has no clock."""
    words = _LONG if short else _BEFORE
    passed = newest.latest - previous.latest
    if not (newest.clock and previous.clock):
        days = (dating.local_date(newest.earliest) - dating.local_date(previous.earliest)).days
        passed = timedelta(days=max(days, 0))
        return translate("Overview", "the same day") if days <= 0 else _days(days, words)
    if passed < timedelta(hours=1):
        return words["min"](max(int(passed.total_seconds()) // 60, 1))
    if passed < 2 * _DAY:
        return words["h"](_hours(passed))
    return _days(passed.days, words)


def day_and_clock(moment: Moment | None, now: datetime | None, language: Language) -> str:
    """«yesterday 20:30», «4 Oct 09:30»; of another year the day and the year. A moment of another zone as it came."""
    if moment is None:
        return ""
    whole = text.moment(moment, language)
    span = dating.span_of(moment)
    if span is None or now is None:
        return whole
    today, day = dating.local_date(now), dating.local_date(span.earliest)
    if day.year != today.year and not span.vague:
        return text.moment(Moment(literal=moment.literal.strip()[:_DATE]), language)
    short = whole.replace(f"{text.NBSP}{today.year}{text.NBSP}", " ").replace(f"{text.NBSP}{today.year}", "")
    near = {0: translate("Overview", "today"), 1: translate("Overview", "yesterday")}.get((today - day).days)
    dated = text.moment(Moment(literal=moment.literal.strip()[:_DATE]), language).replace(f"{text.NBSP}{today.year}", "")
    return near + short.removeprefix(dated) if near and not span.vague and short.startswith(dated) else short


def is_old(moment: Moment | None, now: datetime | None, days: int) -> bool:
    """Whether it is certainly older than so many days."""
    span = dating.span_of(moment)
    return span is not None and now is not None and now - span.latest > timedelta(days=days)


def _hours(passed: timedelta) -> int:
    """The nearest: 6 h 59 min are 7 hours, since a result must not look younger than it is."""
    return int(passed / timedelta(hours=1) + 0.5)
