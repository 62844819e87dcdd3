"""Heads of groups by day or month, and the time of a row below one: what the head has said is not said again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from provesvar_gui.results import dating, text

if TYPE_CHECKING:
    from datetime import datetime

    from provesvar_gui.results.model import Moment
    from provesvar_gui.results.text import Language

translate = QCoreApplication.translate
_WRITTEN: Final = len("2024-08-14")
_DAYS: Final = 7  # before the fetch, that have a head each; before those, months have


def head(moment: Moment | None, fetched_at: datetime | None, language: Language) -> str:
    """«Saturday 28 November 2026 · yesterday», «August 2026», or that there is no date."""
    day = _day(moment)
    if day is None:
        return text.moment(moment, language) if moment is not None else translate("DayText", "Date not given")
    locale = QLocale(language)
    if not _of_late(day, fetched_at):
        return _capital(locale.toString(_qt(day), "MMMM yyyy"))
    pattern = "dddd d MMMM yyyy" if language == "en" else "dddd d. MMMM yyyy"
    since = (dating.local_date(fetched_at) - day).days if fetched_at is not None else -1
    near = {0: translate("DayText", "today"), 1: translate("DayText", "yesterday")}.get(since, "")
    return " · ".join(filter(None, (_capital(locale.toString(_qt(day), pattern)), near)))


def below_head(moment: Moment | None, fetched_at: datetime | None, language: Language) -> tuple[str, ...]:
    """The time of a row below its head: the clock as the laboratory wrote it, of an older one the day before it."""
    day = _day(moment)
    if day is None or moment is None:
        return ()
    first, _month, _year, *clock = text.moment(moment, language).split(text.NBSP)
    told = clock if _of_late(day, fetched_at) and clock else [first, *clock]
    return (told[0], text.NBSP.join(told[1:])) if told[1:] else tuple(told)


def day_and_clock(moment: Moment | None, fetched_at: datetime | None, language: Language) -> tuple[str, ...]:
    """The time of a row where no head tells the day: «28. nov», then the clock; before that the year, where it is another one."""
    day = _day(moment)
    if day is None or moment is None:
        return (text.moment(moment, language),) if moment is not None else ()
    first, month, year, *clock = text.moment(moment, language).split(text.NBSP)
    same = fetched_at is not None and dating.local_date(fetched_at).year == day.year
    return tuple(filter(None, (text.NBSP.join((first, month)), "" if same else year, text.NBSP.join(clock))))


def _day(moment: Moment | None) -> date | None:
    """The day that the laboratory wrote, None where it wrote less than that."""
    try:
        return date.fromisoformat(moment.literal.strip()[:_WRITTEN]) if moment is not None else None
    except ValueError:
        return None


def _of_late(day: date, fetched_at: datetime | None) -> bool:
    return fetched_at is not None and timedelta(0) <= dating.local_date(fetched_at) - day < timedelta(days=_DAYS)


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
