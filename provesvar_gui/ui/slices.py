"""Stepwise work on the window's own thread: a few milliseconds between two turns of the event loop, so that it never waits."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

FIRST_SECONDS: Final = 0.025  # at once, before anything is painted: enough for an ordinary answer
SLICE_SECONDS: Final = 0.008


class Slices(QObject):
    """Runs one generator at a time; a new one takes the place of the old."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Generator[None, None, Any] | None = None
        self._done: Callable[[Any], None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(lambda: self._work(SLICE_SECONDS))

    @property
    def running(self) -> bool:
        """Whether something is still to be done."""
        return self._steps is not None

    def run(
        self, steps: Generator[None, None, Any], done: Callable[[Any], None], *, first_seconds: float = FIRST_SECONDS
    ) -> None:
        """Begin; ``done`` is told the generator's value, at once where the first slice, of that length, is enough."""
        self.cancel()
        self._steps, self._done = steps, done
        if not self._work(first_seconds):
            self._timer.start()

    def finish(self) -> None:
        """Do the rest now."""
        self._work(float("inf"))

    def cancel(self) -> None:
        """Drop it."""
        self._timer.stop()
        if self._steps is not None:
            self._steps.close()
        self._steps = self._done = None

    def _work(self, seconds: float) -> bool:
        """Work for that long; whether nothing is left."""
        steps, done = self._steps, self._done
        if steps is None or done is None:
            self._timer.stop()
            return True
        end = time.perf_counter() + seconds
        try:
            while time.perf_counter() < end:
                next(steps)
        except StopIteration as stop:
            self.cancel()
            done(stop.value)
            return True
        return False
