"""The current day in Norway, and times as text: a time of another day has its date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QObject, Qt, QTimer, Signal

from provesvar_gui.platform.clock import WALL
from provesvar_gui.results import text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from provesvar_gui.results.text import Language

_LOOK_MS: Final = 60_000


def now() -> datetime:
    return WALL.now()


def language() -> Language:
    """What ``ui.i18n`` has made the default locale; anything that is not one of our languages is bokmål."""
    found: dict[QLocale.Language, Language] = {QLocale.Language.NorwegianNynorsk: "nn", QLocale.Language.English: "en"}
    return found.get(QLocale().language(), "nb")


def clock_text(when: datetime) -> str:
    return text.clock(when)


def date_text(when: datetime) -> str:
    """«25. nov 2026 13:00», in the language of the screen."""
    return text.whole(when, language())


class Today(QObject):
    """A timer that fires at midnight.

    ``turned``: midnight has passed; only between ``watch`` and ``rest``. ``clock``: gives a time with a zone.
    """

    turned = Signal()

    def __init__(self, parent: QObject, clock: Callable[[], datetime] = now) -> None:
        super().__init__(parent)
        self._clock = clock
        self._seen = clock()
        self._timer = QTimer(self, interval=_LOOK_MS, timerType=Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)

    def watch(self) -> None:
        self._seen = self._clock()
        self._timer.start()

    def rest(self) -> None:
        self._timer.stop()

    def look(self) -> None:
        seen, self._seen = self._seen, self._clock()
        if not text.same_day(seen, self._seen):
            self.turned.emit()

    def is_date_of(self, when: datetime) -> bool:
        """Whether a time alone says when that was."""
        return text.same_day(when, self._clock())
