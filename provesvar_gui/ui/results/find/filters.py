"""What can be filtered by, as the person has chosen it, and how it is called on the screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import search, text
from provesvar_gui.results.model import Veiled
from provesvar_gui.results.search import Query
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.results.common import words

if TYPE_CHECKING:
    from datetime import datetime

    from provesvar_gui.results.search import Choice, Choices, Key

translate = QCoreApplication.translate


class Facet(StrEnum):
    """What one can filter by. The first three hold several choices, each enough by itself."""

    DISCIPLINE = "discipline"
    LABORATORY = "laboratory"
    STATUS = "status"
    PERIOD = "period"
    MARKED = "marked"


SEVERAL: Final = (Facet.DISCIPLINE, Facet.LABORATORY, Facet.STATUS)
PERIODS: Final[dict[Key, timedelta]] = {
    "24h": timedelta(hours=24),
    "7d": timedelta(days=7),
    "30d": timedelta(days=30),
    "1y": timedelta(days=366),
}
_PERIOD_WORDS: Final = {
    "": QT_TRANSLATE_NOOP("Find", "All times"),
    "24h": QT_TRANSLATE_NOOP("Find", "Last 24 hours"),
    "7d": QT_TRANSLATE_NOOP("Find", "Last 7 days"),
    "30d": QT_TRANSLATE_NOOP("Find", "Last 30 days"),
    "1y": QT_TRANSLATE_NOOP("Find", "Last year"),
}
_FACETS: Final = {
    Facet.DISCIPLINE: QT_TRANSLATE_NOOP("Find", "Discipline"),
    Facet.LABORATORY: QT_TRANSLATE_NOOP("Find", "Laboratory"),
    Facet.STATUS: QT_TRANSLATE_NOOP("Find", "Status"),
    Facet.PERIOD: QT_TRANSLATE_NOOP("Find", "Period"),
    Facet.MARKED: QT_TRANSLATE_NOOP("Find", "Marked"),
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Chosen(Veiled):
    """What was typed, and the keys that were chosen, each with its label, in the order in which they were chosen."""

    typed: str = ""
    keys: tuple[tuple[Facet, Key, str], ...] = ()

    def has(self, facet: Facet, key: Key) -> bool:
        return any(each[:2] == (facet, key) for each in self.keys)

    def of(self, facet: Facet) -> frozenset[Key]:
        return frozenset(key for each, key, _ in self.keys if each is facet)

    def without(self, facet: Facet, key: Key) -> Chosen:
        """Without that one."""
        return replace(self, keys=tuple(each for each in self.keys if each[:2] != (facet, key)))

    def with_(self, facet: Facet, key: Key, label: str) -> Chosen:
        """With that one; a period takes the place of another."""
        kept = tuple(each for each in self.keys if each[0] is not facet or facet in SEVERAL)
        return replace(self, keys=(*kept, (facet, key, label)))

    def query(self, now: datetime | None) -> Query:
        """The question. ``now``: by the clock of the service, when the answer came."""
        period = next(iter(self.of(Facet.PERIOD)), "")
        return Query(
            words=search.words_of(self.typed),
            disciplines=self.of(Facet.DISCIPLINE),
            laboratories=self.of(Facet.LABORATORY),
            statuses=self.of(Facet.STATUS),
            since=now - PERIODS[period] if period and now is not None else None,
            marked=bool(self.of(Facet.MARKED)),
        )


def name(facet: Facet) -> str:
    return translate("Find", _FACETS[facet])


def choices(facet: Facet, of: Choices) -> tuple[tuple[Key, str, int], ...]:
    """What one can choose: key, label, how many results."""
    if facet is Facet.DISCIPLINE:
        return tuple(_told(each) for each in of.disciplines)
    if facet is Facet.LABORATORY:
        return tuple(_told(each) for each in of.laboratories)
    if facet is Facet.STATUS:
        return tuple((each.key, words.status(each.key).words if each.key else _not_given(), each.results) for each in of.statuses)
    return ()


def period(key: Key) -> str:
    return translate("Find", _PERIOD_WORDS[key])


def _told(choice: Choice) -> tuple[Key, str, int]:
    label = " ".join(text.visible(choice.label).split())
    return choice.key, label or _not_given(), choice.results


def _not_given() -> str:
    return translate("Find", "Not given")
