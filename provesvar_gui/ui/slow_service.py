"""That a service lets one wait: how long by now, and how to stop. No clock runs while nothing is asked for."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

_SLOW: Final = 3  # seconds after which it is said; sooner, words would only flicker
_SECOND_MS: Final = 1000


class SlowService(QObject):
    """``changed``: there is something else to say, about once a second. ``turnedSlow``: it is said for the first time.

    ``now``: seconds of a clock that does not jump.
    """

    changed = Signal()
    turnedSlow = Signal()  # noqa: N815 - a Qt signal

    def __init__(self, parent: QObject | None = None, *, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._now = now
        self._asked: object = None
        self._since = 0.0
        self._said = False
        self.clock = QTimer(self, interval=_SECOND_MS)
        self.clock.timeout.connect(self._tick)

    def follow(self, asked: object) -> None:
        """What is asked for now; None: nothing. What is asked for anew is counted anew."""
        if asked == self._asked:
            return
        self._asked, self._since, self._said = asked, self._now(), False
        if asked is None:
            self.clock.stop()
        else:
            self.clock.start()

    @property
    def words(self) -> str:
        """What to show; "" while it is not slow, or nothing is asked for."""
        said = self.tr("The service takes a long time, {seconds} s; Esc cancels")
        return said.format(seconds=self._seconds) if self._seconds >= _SLOW else ""

    @property
    def spoken(self) -> str:
        """The same for a screen reader, which is not told of each second."""
        return self.tr("The service takes a long time. Esc cancels.") if self._seconds >= _SLOW else ""

    @property
    def _seconds(self) -> int:
        return int(self._now() - self._since) if self._asked is not None else 0

    def _tick(self) -> None:
        if self._seconds < _SLOW:
            return
        first, self._said = not self._said, True
        self.changed.emit()
        if first:
            self.turnedSlow.emit()
