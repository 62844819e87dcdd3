"""The time now, and times as text, in the language of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from provesvar_gui.platform.clock import WALL
from provesvar_gui.results import text

if TYPE_CHECKING:
    from datetime import datetime

    from provesvar_gui.results.text import Language


def now() -> datetime:
    return WALL.now()


def language() -> Language:
    """The language of ``ui.i18n``'s default locale; bokmål for any other language."""
    found: dict[QLocale.Language, Language] = {QLocale.Language.NorwegianNynorsk: "nn", QLocale.Language.English: "en"}
    return found.get(QLocale().language(), "nb")


def clock_text(when: datetime) -> str:
    return text.clock(when)


def date_text(when: datetime) -> str:
    return text.moment(text.as_moment(when), language())
