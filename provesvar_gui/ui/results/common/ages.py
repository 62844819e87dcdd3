"""The age of a result as text, by the service's clock at the fetch plus the time since; and its day and time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from provesvar_gui.results import dating, text
from provesvar_gui.results.model import Moment, sort_time

if TYPE_CHECKING:
    from collections.abc import Iterable

    from provesvar_gui.results.dating import Span
    from provesvar_gui.results.text import Language

translate = QCoreApplication.translate
_DAY: Final = timedelta(days=1)
_MOST_DAYS: Final = 60  # told in days
_MOST_MONTH_DAYS: Final = 730  # told in months
_MONTH: Final = 30.44  # days
_YEAR: Final = 365.25
_DATE: Final = len("2024-08-14")
_DAYS_WITH_HEAD: Final = 7  # days before the fetch, that have a head each; before those, months have


def ahead(moment: Moment | None, now: datetime | None) -> bool:
    """Whether it is dated after the fetch, which is impossible."""
    span = dating.span_of(moment)
    return span is not None and span.ahead(now)


def age(moment: Moment | None, now: datetime | None) -> str:
    """«3 h ago», as exact as the laboratory's time; "" where unknown."""
    said, counted = _age(moment, now)
    return translate("Overview", "{age} ago").replace("{age}", said) if counted else said


def short_age(moment: Moment | None, now: datetime | None) -> str:
    """«3 h», for a column of ages."""
    return _age(moment, now)[0]


def _age(moment: Moment | None, now: datetime | None) -> tuple[str, bool]:
    span = dating.span_of(moment)
    if span is None or span.vague or now is None:
        return "", False
    if span.ahead(now):
        return translate("Overview", "dated after the fetch"), False
    if span.clock:
        passed = max(now - span.earliest, timedelta())
        return (_length(passed), True) if passed >= timedelta(minutes=1) else (translate("Overview", "just now"), False)
    days = (dating.local_date(now) - dating.local_date(span.earliest)).days
    return (_days(days), True) if days > 0 else (translate("Overview", "today"), False)


def before(newest: Span, previous: Span, *, short: bool = False) -> str:
    """«8 h before»: the time from the previous to the newest result; in days where one has no time of day."""
    if newest.clock and previous.clock:
        said = _length(max(newest.latest - previous.latest, timedelta(minutes=1)))
    else:
        days = (dating.local_date(newest.earliest) - dating.local_date(previous.earliest)).days
        if days <= 0:
            return translate("Overview", "the same day")
        said = _days(days)
    return said if short else translate("Overview", "{age} before").replace("{age}", said)


def _length(passed: timedelta) -> str:
    if passed < timedelta(hours=1):
        return translate("Overview", "%n min", "", passed.seconds // 60)
    if passed < 2 * _DAY:  # the nearest: 6 h 59 min are 7 hours, since a result must not look younger than it is
        return translate("Overview", "%n h", "", int(passed / timedelta(hours=1) + 0.5))
    return _days(passed.days)


def _days(days: int) -> str:
    if days <= _MOST_DAYS:
        return translate("Overview", "%n d", "", days)
    if days <= _MOST_MONTH_DAYS:
        return translate("Overview", "%n mo", "", round(days / _MONTH))
    return translate("Overview", "%n y", "", round(days / _YEAR))


def day_and_clock(moment: Moment | None, now: datetime | None, language: Language) -> str:
    """«yesterday 20:30», «4 Oct 09:30»; of another year the day and the year. In another zone as received."""
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


def by_time(
    waiting: Iterable[tuple[Moment | None, str]], language: Language, now: datetime | None
) -> list[tuple[str, list[str]]]:
    groups: dict[str, tuple[datetime, dict[str, None]]] = {}
    for moment, name in waiting:
        shown = day_and_clock(moment, now, language) or translate("Overview", "no date")
        groups.setdefault(shown, (sort_time(moment), {}))[1][name] = None
    ordered = sorted(groups.items(), key=lambda each: each[1][0], reverse=True)
    return [(shown, list(names)) for shown, (_, names) in ordered]


def is_old(moment: Moment | None, now: datetime | None, days: int) -> bool:
    span = dating.span_of(moment)
    return span is not None and now is not None and now - span.latest > timedelta(days=days)


def head(moment: Moment | None, fetched_at: datetime | None, language: Language) -> str:
    """«Saturday 28 November 2026 · yesterday», «August 2026», or a text for a missing date."""
    day = _day(moment)
    if day is None:
        return text.moment(moment, language) if moment is not None else translate("DayText", "Date not given")
    late, locale = _of_late(day, fetched_at), QLocale(language)
    whole = "dddd d MMMM yyyy" if language == "en" else "dddd d. MMMM yyyy"
    said = locale.toString(QDate(day.year, day.month, day.day), whole if late else "MMMM yyyy")
    since = (dating.local_date(fetched_at) - day).days if late and fetched_at is not None else -1
    near = {0: translate("DayText", "today"), 1: translate("DayText", "yesterday")}.get(since, "")
    return " · ".join(filter(None, (said[:1].upper() + said[1:], near)))


def below_head(moment: Moment | None, fetched_at: datetime | None, language: Language) -> tuple[str, ...]:
    day, told = _day(moment), day_then_clock(moment, fetched_at, language)
    if day is None:
        return ()
    return told[::-1] if _of_late(day, fetched_at) else told


def day_then_clock(moment: Moment | None, fetched_at: datetime | None, language: Language) -> tuple[str, ...]:
    """A row's time without a head: «28. nov», then the time of day; the year between them, where it is another one."""
    day = _day(moment)
    if day is None or moment is None:
        return (text.moment(moment, language),) if moment is not None else ()
    first, month, year, *clock = text.moment(moment, language).split(text.NBSP)
    same = fetched_at is not None and dating.local_date(fetched_at).year == day.year
    return tuple(filter(None, (text.NBSP.join((first, month)), "" if same else year, text.NBSP.join(clock))))


def _day(moment: Moment | None) -> date | None:
    try:
        return date.fromisoformat(moment.literal.strip()[:_DATE]) if moment is not None else None
    except ValueError:
        return None


def _of_late(day: date, fetched_at: datetime | None) -> bool:
    return fetched_at is not None and timedelta(0) <= dating.local_date(fetched_at) - day < timedelta(days=_DAYS_WITH_HEAD)
