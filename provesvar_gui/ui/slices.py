"""Work in slices on the window's own thread, a few milliseconds between two turns of the event loop.

The work is a generator that yields after each element, however small: how long a slice is, is decided here alone. Several may be
at work: each has its turn, and there is one slice between two turns of the loop, whoever's it is.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

FIRST_SECONDS: Final = 0.025  # at once, before anything is painted: enough for an ordinary answer
SLICE_SECONDS: Final = 0.008
AT_ONCE: Final = 600  # results of an ordinary answer, which is derived and painted in one turn, on a slow machine too
ELEMENTS: Final = 8  # at once, whatever the clock says: what is small is done on a machine that is busy with others too


def first_seconds(results: int) -> float:
    """Of views of so many results: a long answer has turns of its own."""
    return 0.04 if results <= AT_ONCE else 0.0


class Slices(QObject):
    """Runs one generator at a time; a new one takes the place of the old."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Generator[None, None, Any] | None = None
        self._done: Callable[[Any], None] | None = None

    @property
    def running(self) -> bool:
        return self._steps is not None

    def run(
        self, steps: Generator[None, None, Any], done: Callable[[Any], None], *, first_seconds: float = FIRST_SECONDS
    ) -> None:
        """Start; ``done`` gets the generator's value, at once if the first slice is enough."""
        self.cancel()
        self._steps, self._done = steps, done
        if not self._work(first_seconds, ELEMENTS) and self._steps is steps:
            _turns().add(self)

    def slice(self) -> None:
        self._work(SLICE_SECONDS)

    def finish(self) -> None:
        self._work(float("inf"))

    def cancel(self) -> None:
        if self._steps is not None:
            _turns().drop(self)
            self._steps.close()
        self._steps = self._done = None

    def _work(self, seconds: float, elements: int = 1) -> bool:
        steps, done = self._steps, self._done
        if steps is None or done is None:
            return True
        end = time.perf_counter() + seconds
        try:
            while time.perf_counter() < end:
                for _ in range(elements):
                    next(steps)
                elements = 1
        except StopIteration as stop:
            self.cancel()
            done(stop.value)
            return True
        return False


class _Turns(QObject):
    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self.order: list[Slices] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._next)

    def add(self, one: Slices) -> None:
        self.order.append(one)
        self._timer.start()

    def drop(self, one: Slices) -> None:
        self.order = [each for each in self.order if each is not one]
        if not self.order:
            self._timer.stop()

    def _next(self) -> None:
        one = self.order.pop(0)
        if isValid(one):  # else its widget has gone
            self.order.append(one)
            one.slice()
        if not self.order:
            self._timer.stop()


def at_work() -> bool:
    return bool(_turns().order)


_line: _Turns | None = None


def _turns() -> _Turns:
    global _line
    if _line is None or not isValid(_line):
        _line = _Turns(QCoreApplication.instance())
    return _line
