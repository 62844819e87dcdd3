"""Work in slices on the window's own thread, a few milliseconds between two turns of the event loop.

The work is a generator, as for ``platform.time_slices``. Several may be at work: each has its turn, and there is one
slice between two turns of the loop, whoever's it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from shiboken6 import isValid

from provesvar_gui.platform import time_slices

if TYPE_CHECKING:
    from collections.abc import Callable, Generator


def view_at_once(results: int) -> float:
    """Of a view of so many results: a long answer has turns of its own."""
    return time_slices.VIEW_AT_ONCE if results <= time_slices.ORDINARY else 0.0


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
        self,
        steps: Generator[None, None, Any],
        done: Callable[[Any], None],
        *,
        first_seconds: float = time_slices.AT_ONCE,
        least: int = time_slices.ELEMENTS,
    ) -> None:
        """Start; ``done`` gets the generator's value, at once if the first slice is enough. With 0 there is none at once."""
        self.cancel()
        self._steps, self._done = steps, done
        if not (first_seconds and self._work(first_seconds, least)) and self._steps is steps:
            _turns().add(self)

    def slice(self) -> None:
        self._work(time_slices.WINDOW)

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
        try:
            time_slices.run_slice(steps, seconds, least=elements)
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
