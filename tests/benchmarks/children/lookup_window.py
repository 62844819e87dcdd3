"""The real window, bridge, runtime and results client against a canned server; only login and authorization are stand-ins.

Arguments: the server's address, a patient, how many look-ups, a file for the cells on the screen ("" for none).
Says one line of JSON: for each look-up the seconds from the first answer going out to the first results painted, the beats that
came late, and the order of events; then the memory.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import sys
import threading
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTableView

from provesvar_gui import pacing
from provesvar_gui.domain.identifiers import Profile
from provesvar_gui.helseid.model import Clinician
from provesvar_gui.kodeverk.copies import load_now
from provesvar_gui.net.runtime import Runtime
from provesvar_gui.ui import i18n, theme
from provesvar_gui.ui.bool_refs import keep_alive
from provesvar_gui.ui.bridge import Bridge
from provesvar_gui.ui.main_window import MainWindow
from provesvar_gui.ui.results.reports.detail_view import ReportDetail
from provesvar_gui.ui.window_settings import NoRoleMemory, WindowSettings
from tests.benchmarks.canned import NUMBERS
from tests.benchmarks.memory import megabytes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from provesvar_gui.domain.lookup import Lookup
    from provesvar_gui.domain.progress import LookupProgress
    from provesvar_gui.domain.results import LookupResult
    from provesvar_gui.helseid.model import SessionEvent
    from provesvar_gui.net.client import HttpxClient
    from provesvar_gui.net.http import HttpResponse
    from provesvar_gui.pps.client import PpsClient
    from provesvar_gui.ui.ports import Backend

BEAT_MS = 5
SERVER, PATIENT, ROUNDS, CELLS = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
DOCTOR = Clinician(subject="k1", name="GRØNN VITS", hpr_number="565501872", security_level="4", organisation=None, fresh=True)


class NoAuthorization:
    """The canned server asks nobody who they are."""

    async def headers(self, method: str, url: str) -> Mapping[str, str]:
        del method, url
        return {}

    def challenged(self, url: str, status: int, response_headers: Mapping[str, str]) -> bool:
        del url, status, response_headers
        return False

    async def renew(self) -> None:
        """Nothing."""


class Watched:
    """Remembers when the first answer of a look-up went out."""

    def __init__(self, inner: HttpxClient) -> None:
        self._inner = inner

    async def request(self, method: str, url: str, **given: Any) -> HttpResponse:
        response = await self._inner.request(method, url, **given)
        run.sent = run.sent or float(response.headers["x-sent"])
        run.answers += 1
        run.note("answer")
        return response


class CannedBackend:
    """Fits ``ui.ports.Backend``."""

    def __init__(self, client: PpsClient, http: HttpxClient) -> None:
        self._client = client
        self._http = http

    async def login(self, *, force: bool, organisation: object, report: object) -> Clinician:
        del force, organisation, report
        return DOCTOR

    async def set_organisation(self, organisation: object) -> Clinician:
        del organisation
        return DOCTOR

    async def logout(self) -> None:
        """Nothing."""

    async def lookup(self, lookup: Lookup, report: Callable[[LookupProgress], None]) -> LookupResult:
        return await self._client.lookup(lookup, report)

    async def read_settings(self) -> WindowSettings:
        return WindowSettings(profile=Profile.TEST)

    async def refresh_roles(self) -> None:
        """Nothing newer."""

    async def aclose(self) -> None:
        await self._http.aclose()


async def make_backend(_tell: Callable[[SessionEvent], None]) -> Backend:
    """The heavy modules, on the runtime thread, as the program loads them."""
    import provesvar_gui.backend  # noqa: F401 - what the program has loaded by then
    from provesvar_gui.net.client import HttpxClient
    from provesvar_gui.net.clock import ServerClock, SystemClock
    from provesvar_gui.pps.client import PpsClient
    from provesvar_gui.pps.config import PpsConfig

    clock = ServerClock(SystemClock())
    http = HttpxClient(clock, proxy="none")
    client = PpsClient(PpsConfig(base_url=SERVER), Watched(http), NoAuthorization(), uuid.uuid4, clock)
    pacing.loaded()
    return CannedBackend(client, http)


class Run(QObject):
    """Look-ups one after the other, and what is measured of them."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = 0.0
        self.painted = 0.0
        self.arrived = False
        self.over = False
        self.events: list[str] = []
        self.answers = 0
        self.partials = 0
        self.late: list[tuple[float, float, str]] = []
        self.first: list[float] = []
        self.rounds: list[dict[str, Any]] = []
        self.last_beat = 0.0
        self.last_wait = 0.0
        self.began = 0.0
        self.beat = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self.beat.timeout.connect(self.tick)

    def note(self, event: str) -> None:
        """The order of events, repetitions left out."""
        if not self.events or self.events[-1] != event:
            self.events.append(event)

    def ask(self) -> None:
        """Press Enter."""
        self.sent, self.painted, self.arrived, self.over, self.events, self.late = 0.0, 0.0, False, False, [], []
        self.answers = self.partials = 0
        self.began = self.last_beat = time.monotonic()
        self.last_wait = waited()
        self.beat.start()
        window.form.patient.setFocus(Qt.FocusReason.OtherFocusReason)
        QTest.keyClick(window.form.patient.line, Qt.Key.Key_Return)

    def tick(self) -> None:
        now = time.monotonic()
        wait = waited()
        gap, stolen = now - self.last_beat, wait - self.last_wait
        self.last_beat, self.last_wait = now, wait
        if gap > 0.016:
            self.late.append((gap * 1000, max(0.0, gap - stolen) * 1000, self.events[-1] if self.events else "start"))
        if self.over and self.painted > 0 and detail().is_settled():
            self.ended()

    def partial(self, progress: LookupProgress) -> None:
        if progress.partial is not None:
            self.partials += 1
            self.note("results")
            self.arrived = True

    def succeeded(self, number: int, result: LookupResult) -> None:
        del number
        if not result.coverage.complete or not result.reports:
            raise AssertionError("the look-up is not complete")
        self.note("whole")
        self.arrived = self.over = True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The first paint of the report after results have come."""
        if event.type() == QEvent.Type.Paint and self.arrived and not self.painted and detail().model().rowCount():
            self.painted = -1.0  # under way
        return False

    def painted_now(self) -> None:
        self.painted = time.monotonic()
        self.note("painted")

    def ended(self) -> None:
        self.beat.stop()
        self.rounds.append(
            {
                "first": self.painted - self.sent,
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


class Window(MainWindow):
    """Tells when a frame with results in it is done, before anything else that waits in the queue."""

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.UpdateRequest and run.painted < 0:
            run.painted_now()
        return done


def detail() -> ReportDetail:
    """The report on the screen."""
    found = window.area.prepare().findChild(ReportDetail)
    assert found is not None
    return found


def cells(table: QTableView) -> list[list[str]]:
    """The words of a table."""
    model = table.model()
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def finish() -> None:
    """Tell and go."""
    if CELLS:
        tables = [table for table in window.area.prepare().findChildren(QTableView) if table.isVisibleTo(window)]
        shown = [
            {
                "cells": cells(table),
                "heights": [table.rowHeight(row) for row in range(table.model().rowCount())],
                "widths": [table.columnWidth(column) for column in range(table.model().columnCount())],
                "box": [table.width(), table.height()],
            }
            for table in tables
        ]
        Path(CELLS).write_text(json.dumps(shown))
    sys.stdout.write(json.dumps({"rounds": run.rounds, "megabytes": megabytes()}) + "\n")
    window.close()
    QApplication.quit()


def begin(_value: object = None) -> None:
    """Fill in the form as a person does, and ask."""
    QTest.keyClicks(window.form.patient.line, NUMBERS[PATIENT])
    button = window.form.findChild(QAbstractButton, "basisAkutt")
    assert button is not None
    button.click()
    line = window.form.role.combo.lineEdit()
    assert line is not None
    line.setText("LE")
    window.form.role.settle()
    window.controller.lookups.progressed.connect(run.partial)
    window.controller.lookups.succeeded.connect(run.succeeded)
    for table in window.area.prepare().findChildren(QTableView):
        table.viewport().installEventFilter(run)
    run.ask()


def crashed(name: str, trace: str) -> None:
    """Tell the benchmark."""
    sys.stderr.write(f"{name}\n{trace}\n")


pacing.begin()
keep_alive()
application = QApplication([])
i18n.install(application, "nb")
theme.install(application)
runtime = Runtime(on_crash=crashed)
bridge = Bridge(runtime, make_backend)
run = Run()
window = Window(
    WindowSettings(profile=Profile.TEST), lambda: bridge, load_now(None), NoRoleMemory(), lambda: datetime.date(2026, 11, 25)
)
window.controller.logins.loggedIn.connect(lambda _who: QTimer.singleShot(0, begin))
window.firstPaint.connect(lambda: QTimer.singleShot(0, window.controller.log_in))
window.show()
try:
    application.exec()
finally:
    bridge.close()
