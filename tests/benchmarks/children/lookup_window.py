"""Look-ups in the real window, bridge, runtime and results client against a canned server, without a login.

Arguments: the server's address, a patient, how many look-ups. Says one line of JSON: for each look-up the seconds from the first
answer going out to the first frame with its results (``first``), and until nothing is left to be done (``all``), the beats that
came late, and the order of events; then the memory.
"""

from __future__ import annotations

import datetime
import gc
import json
import os
import sys
import time
import traceback
import uuid
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from provesvar_gui.helseid.model import Clinician
from provesvar_gui.kodeverk.code_list import load_bundled
from provesvar_gui.platform import time_slices
from provesvar_gui.platform.clock import ServerClock, SystemClock
from provesvar_gui.platform.http_client import HttpxClient
from provesvar_gui.platform.runtime import Runtime
from provesvar_gui.pps.client import PpsClient
from provesvar_gui.sandbox.practice import LOCAL_CODES
from provesvar_gui.self_check.connectivity import Connectivity, ServiceStatus
from provesvar_gui.settings.policy import fixed_settings
from provesvar_gui.ui import i18n, theme
from provesvar_gui.ui.bridge import Bridge, Task
from provesvar_gui.ui.main_window import MainWindow, WindowServices
from provesvar_gui.ui.qt_setup import keep_constants_alive
from provesvar_gui.wiring.backend import pps_config
from tests.benchmarks.canned import NUMBERS
from tests.benchmarks.side_by_side import megabytes
from tests.window_settings import NoRoleMemory, window_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

    from provesvar_gui.desk.actions import LookupProgress
    from provesvar_gui.helseid.model import SessionEvent
    from provesvar_gui.patient.access import Lookup
    from provesvar_gui.platform.http import HttpResponse
    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.ui.ports import Backend
    from provesvar_gui.ui.results.view import ResultsView
    from provesvar_gui.ui.window_settings import WindowSettings

BEAT_MS, FRAME = 5, 0.016
SERVER, PATIENT, ROUNDS = sys.argv[1], NUMBERS[sys.argv[2]], int(sys.argv[3])
DOCTOR = Clinician(subject="k1", name="GRØNN VITS", hpr_number="565501872", security_level="4", organisation=None, fresh=True)


class NoAuthorization:
    """The canned server asks nobody who they are."""

    async def headers(self, method: str, url: str) -> Mapping[str, str]:
        return {}

    def take_challenge(self, url: str, status: int, response_headers: Mapping[str, str]) -> bool:
        return False

    async def renew(self) -> None:
        """Nothing."""


class Watched(HttpxClient):
    """Tells when an answer went out, on the clock that all processes share."""

    async def request(self, method: str, url: str, **given: Any) -> HttpResponse:
        response = await super().request(method, url, **given)
        run.answered(float(response.headers["x-sent"]))
        return response


class CannedBackend:
    """As much of ``ui.ports.Backend`` as is asked for here; whatever else is nothing."""

    def __init__(self) -> None:
        clock = ServerClock(SystemClock())
        self._http = Watched(clock, proxy="none")
        config = pps_config(fixed_settings({"pps.base_url": SERVER}))
        self._client = PpsClient(config, self._http, NoAuthorization(), uuid.uuid4, clock)
        gc.freeze()

    async def login(self, **_given: object) -> Clinician:
        return DOCTOR

    async def lookup(self, lookup: Lookup, report: Callable[[LookupProgress], None]) -> LookupResult:
        return await self._client.lookup(lookup, report)

    async def read_settings(self) -> WindowSettings:
        return window_settings()

    async def check_connectivity(self) -> Connectivity:
        return Connectivity(login=ServiceStatus.ANSWERS, service=ServiceStatus.ANSWERS, code_list=ServiceStatus.ANSWERS)

    async def aclose(self) -> None:
        await self._http.aclose()

    def __getattr__(self, _name: str) -> Any:
        async def nothing(*_given: object, **_named: object) -> None:
            """Nothing."""

        return nothing


async def backend(_tell: Callable[[SessionEvent], None]) -> Backend:
    return cast("Backend", CannedBackend())


class Window(MainWindow):
    """Tells when a frame is done, before anything else that waits in the queue."""

    frame = Signal()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.UpdateRequest:
            self.frame.emit()
        return done


class Run(QObject):
    """Look-ups one after the other, and what is measured of them."""

    def __init__(self) -> None:
        super().__init__()
        self.rounds: list[dict[str, Any]] = []
        self.number = 0  # of the look-up that was asked for last
        self.beat = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self.beat.timeout.connect(self.tick)
        self.reset()

    def reset(self) -> None:
        self.sent = self.painted = 0.0
        self.over = self.overview_painted = False
        self.events: list[str] = []
        self.answers = self.partials = 0
        self.late: list[tuple[float, float, str]] = []
        self.began = self.last_beat = time.monotonic()
        self.last_used = time.thread_time()

    @property
    def view(self) -> ResultsView:
        return window.area.prepare()

    def begin(self) -> None:
        self.view.panes.overview.installEventFilter(self)
        self.ask()

    def ask(self) -> None:
        """Look up the next patient, who happens to be the same: what stands there is wiped, the form filled in anew, Enter.

        Before Enter everything that waits has its turn, as between a person's keys.
        """
        window.controller.clear()
        form = window.form
        QTest.keyClicks(form.patient.line, PATIENT)
        button = form.findChild(QAbstractButton, "basisSamtykke")
        assert button is not None
        button.click()
        form.role.line.setText("LE")
        form.role.settle()
        application.processEvents()
        while not self.view.is_settled():
            application.processEvents()
        form.patient.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reset()
        self.beat.start()
        QTest.keyClick(form.patient.line, Qt.Key.Key_Return)
        running = window.controller.desk.running
        assert running is not None
        self.number = running.number
        task = window.controller.findChildren(Task)[-1]
        task.progressed.connect(self.partial)
        task.succeeded.connect(self.succeeded)

    def note(self, event: str) -> None:
        """The order of events, repetitions left out."""
        if not self.events or self.events[-1] != event:
            self.events.append(event)

    def answered(self, sent: float) -> None:
        """On the runtime's thread."""
        self.sent = self.sent or sent
        self.answers += 1
        self.note("answer")

    def partial(self, progress: LookupProgress) -> None:
        if progress.partial is not None:
            self.partials += 1
            self.note("results")

    def succeeded(self, result: LookupResult) -> None:
        assert result.coverage.complete
        assert result.reports
        self.note("whole")
        self.over = True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The overview is being painted, perhaps with results of the look-up that was asked for last."""
        overview = self.view.panes.overview
        if event.type() == QEvent.Type.Paint and not self.painted and overview.digest is not None:
            mine = overview.digest.result.lookup.number == self.number
            self.overview_painted |= mine and bool(overview.list.rows or overview.findings.rows)
        return False

    def framed(self) -> None:
        if self.overview_painted and not self.painted:
            self.painted = time.monotonic()
            self.note("painted")

    def tick(self) -> None:
        now, used = time.monotonic(), time.thread_time()
        gap, busy = now - self.last_beat, used - self.last_used
        self.last_beat, self.last_used = now, used
        if gap > FRAME:
            self.late.append((gap * 1000, busy * 1000, self.events[-1] if self.events else "start"))
        if self.over and self.painted and self.view.is_settled():
            self.ended(now)

    def ended(self, now: float) -> None:
        self.beat.stop()
        told = {"first": self.painted - self.sent, "all": now - self.sent, "whole": now - self.began}
        counts = {"events": self.events, "answers": self.answers, "partials": self.partials}
        self.rounds.append(told | counts | {"late": sorted(self.late, reverse=True)[:8]})
        if len(self.rounds) < ROUNDS:
            QTimer.singleShot(0, self.ask)
            return
        sys.stdout.write(json.dumps({"rounds": self.rounds, "megabytes": megabytes()}) + "\n")
        window.close()
        QApplication.quit()


def fail(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """An exception in a slot ends the benchmark: nobody would hear of it else."""
    traceback.print_exception(kind, error, trace)
    sys.stderr.flush()
    os._exit(1)


def crashed(name: str, trace: str) -> None:
    sys.stderr.write(f"{name}\n{trace}\n")


sys.excepthook = fail
time_slices.for_window()
keep_constants_alive()
application = QApplication(theme.arguments())
i18n.install(application, "nb")
theme.install(application)
bridge = Bridge(Runtime(on_crash=crashed), backend)
local_codes = fixed_settings({"acute.local_codes": LOCAL_CODES}).acute.local_codes
window = Window(
    window_settings(acute__local_codes=local_codes),
    lambda: WindowServices(bridge, NoRoleMemory()),
    load_bundled(),
    lambda: datetime.date(2026, 11, 25),
)
run = Run()
window.frame.connect(run.framed)
window.loaded.connect(lambda: window.controller.logins.loggedIn.connect(lambda _who: QTimer.singleShot(0, run.begin)))
window.loaded.connect(lambda: window.controller.log_in())
window.show()
try:
    application.exec()
finally:
    bridge.close()
