"""For the children that count beats: the longest processor time between two turns of the event loop, and a large answer."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, Qt, QTimer

from provesvar_gui.patient.access import AccessBasis, Lookup
from provesvar_gui.patient.numbers import PatientId
from provesvar_gui.pps.fhir.bundle import Mapper
from provesvar_gui.pps.fhir.reader import loads
from provesvar_gui.results.model import Coverage, LookupResult
from tests.benchmarks import canned

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from PySide6.QtCore import QCoreApplication


def run(steps: Generator[None, None, Any]) -> Any:
    """To the end, at once."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def result_of(patient: str) -> LookupResult:
    """The whole answer about one of the canned patients, as the program reads it."""
    mapper = Mapper(
        Lookup(number=1, patient=PatientId(digits=canned.NUMBERS[patient]), basis=AccessBasis.AKUTT, role_code="LE"), {}
    )
    reports = 0
    for body in canned.pages(patient):
        head = loads(body)
        assert isinstance(head, dict)
        entries = head.pop("entry")
        assert isinstance(entries, list)
        reports += sum('"match"' in json.dumps(entry.get("search", {})) for entry in entries if isinstance(entry, dict))
        run(mapper.add_page(head, list(map(mapper.prepare, entries))))
    made: LookupResult = run(mapper.finish(Coverage(fetched=reports, total=reports, complete=True)))
    return made


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
