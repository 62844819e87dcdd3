"""The longest processor time between two turns of the event loop."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QCoreApplication


class Beats:
    """The longest processor time between two turns of the event loop in milliseconds, for each act.

    ``clock``: the same by the clock, with the waits for a processor and for the interpreter.
    """

    def __init__(self, application: QCoreApplication) -> None:
        self.longest: dict[str, float] = {}
        self.clock: dict[str, float] = {}
        self._application = application
        self._act = ""
        self._last, self._last_clock = time.thread_time(), time.perf_counter()
        self.timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self.beat)
        self.timer.start()

    def beat(self) -> None:
        """One turn of the loop."""
        now, clock = time.thread_time(), time.perf_counter()
        if self._act:
            self.clock[self._act] = max(self.clock.get(self._act, 0.0), (clock - self._last_clock) * 1000)
            self.longest[self._act] = max(self.longest.get(self._act, 0.0), (now - self._last) * 1000)
        self._last, self._last_clock = now, clock

    def during(self, act: str, do: Callable[[], object], *, turns: int = 1) -> None:
        """Do it so many times, a turn of the loop after each, and one more for what it leaves to be painted.

        What is still done in the next turn of another act counts here, too.
        """
        self._last, self._last_clock = time.thread_time(), time.perf_counter()  # the benchmark's own work is nobody's
        if act != self._act:
            self.turn()
            self._act = act
        for _ in range(turns):
            do()
            self.turn()
        self.turn()

    def turn(self) -> None:
        """Let everything that waits be done, and a beat with it."""
        self._application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        self.beat()
