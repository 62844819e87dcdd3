"""Look-ups in the real window against a canned server (``tests.benchmarks.canned_desk``).

Arguments: the server's address, a patient, how many look-ups, a file for the cells on the screen ("" for none).
Says one line of JSON: for each look-up the seconds from the first answer going out to the first frame with its results
(``first``), and until nothing is left to be done (``all``), the beats that came late, and the order of events; then the memory.
"""

from __future__ import annotations

import contextlib
import json
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from tests.benchmarks.canned_desk import CannedDesk
from tests.benchmarks.memory import megabytes

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from provesvar_gui.desk.progress import LookupProgress
    from provesvar_gui.results.model import LookupResult

BEAT_MS = 5
SERVER, PATIENT, ROUNDS, CELLS = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]


class Run(QObject):
    """Look-ups one after the other, and what is measured of them."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = self.painted = self.began = self.last_beat = self.last_wait = self.last_used = 0.0
        self.over = False
        self.events: list[str] = []
        self.answers = self.partials = 0
        self.late: list[tuple[float, float, float, str]] = []
        self.rounds: list[dict[str, Any]] = []
        self.beat = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self.beat.timeout.connect(self.tick)

    def note(self, event: str) -> None:
        """The order of events, repetitions left out."""
        if not self.events or self.events[-1] != event:
            self.events.append(event)

    def answered(self, sent: float) -> None:
        """On the runtime's thread."""
        self.sent = self.sent or sent
        self.answers += 1
        self.note("answer")

    def ask(self) -> None:
        """Press Enter."""
        self.sent, self.painted, self.over, self.events, self.late = 0.0, 0.0, False, [], []
        self.answers = self.partials = 0
        self.began = self.last_beat = time.monotonic()
        self.last_wait, self.last_used = waited(), time.thread_time()
        self.beat.start()
        desk.ask()

    def tick(self) -> None:
        now, wait, used = time.monotonic(), waited(), time.thread_time()
        gap, stolen, busy = now - self.last_beat, wait - self.last_wait, used - self.last_used
        self.last_beat, self.last_wait, self.last_used = now, wait, used
        if gap > 0.016:
            during = self.events[-1] if self.events else "start"
            self.late.append((gap * 1000, max(0.0, gap - stolen) * 1000, busy * 1000, during))
        if self.over and self.painted and desk.view.is_settled():
            self.ended()

    def partial(self, progress: LookupProgress) -> None:
        if progress.partial is not None:
            self.partials += 1
            self.note("results")

    def succeeded(self, number: int, result: LookupResult) -> None:
        del number
        if not result.coverage.complete or not result.reports:
            raise AssertionError("the look-up is not complete")
        self.note("whole")
        self.over = True

    def painted_now(self) -> None:
        self.painted = time.monotonic()
        self.note("painted")

    def ended(self) -> None:
        self.beat.stop()
        self.rounds.append(
            {
                "first": self.painted - self.sent,
                "all": time.monotonic() - self.sent,
                "whole": time.monotonic() - self.began,
                "late": sorted(self.late, reverse=True)[:8],
                "events": self.events,
                "answers": self.answers,
                "partials": self.partials,
            }
        )
        if len(self.rounds) < ROUNDS:
            QTimer.singleShot(0, self.ask)
        else:
            finish()


def waited() -> float:
    """Seconds that the window's and the runtime's thread have waited for a processor that somebody else had (Linux)."""
    total = 0
    for thread in threading.enumerate():
        if thread is threading.main_thread() or thread.name == "provesvar-runtime":
            with contextlib.suppress(OSError, IndexError):
                total += int(Path(f"/proc/self/task/{thread.native_id}/schedstat").read_text().split()[1])
    return total / 1e9


def cells(table: QTableView) -> list[list[str]]:
    """The words of a table."""
    model = table.model()
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def on_the_screen() -> list[dict[str, Any]]:
    """What the overview shows as tables: the emergency analytes, and its list."""
    overview = desk.view.panes.overview
    return [
        {
            "cells": cells(table),
            "heights": [table.rowHeight(row) for row in range(table.model().rowCount())],
            "widths": [table.columnWidth(column) for column in range(table.model().columnCount())],
            "box": [table.width(), table.height()],
        }
        for table in (overview.list, overview.findings)
    ]


def finish() -> None:
    """Tell and go."""
    if CELLS:
        Path(CELLS).write_text(json.dumps(on_the_screen()))
    sys.stdout.write(json.dumps({"rounds": run.rounds, "megabytes": megabytes()}) + "\n")
    desk.window.close()
    QApplication.quit()


def begin() -> None:
    """Somebody is logged in."""
    desk.window.controller.lookups.progressed.connect(run.partial)
    desk.window.controller.lookups.succeeded.connect(run.succeeded)
    run.ask()


run = Run()
desk = CannedDesk(SERVER, PATIENT, run.answered)
desk.painted.connect(run.painted_now)
desk.ready.connect(begin)
desk.run()
