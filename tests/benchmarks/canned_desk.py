"""The real window, bridge, runtime and results client against a canned server; only login and authorization are stand-ins."""

from __future__ import annotations

import datetime
import gc
import os
import sys
import traceback
import uuid
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from provesvar_gui.helseid.model import Clinician
from provesvar_gui.kodeverk.code_list import load_now
from provesvar_gui.platform import gc_tuning
from provesvar_gui.platform.runtime import Runtime
from provesvar_gui.sandbox.practice import LOCAL_CODES
from provesvar_gui.self_check.network_checks import Connectivity, ServiceStatus
from provesvar_gui.settings.policy import fixed_settings
from provesvar_gui.ui import i18n, theme
from provesvar_gui.ui.bridge import Bridge
from provesvar_gui.ui.main_window import MainWindow, WindowServices
from provesvar_gui.ui.qt_setup import keep_alive
from tests.benchmarks.canned import NUMBERS
from tests.window_settings import NoRoleMemory, window_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

    from provesvar_gui.audit.check import OwnJournal
    from provesvar_gui.desk.progress import LookupProgress
    from provesvar_gui.helseid.model import SessionEvent
    from provesvar_gui.patient.access import Lookup
    from provesvar_gui.platform.http import HttpResponse
    from provesvar_gui.platform.http_client import HttpxClient
    from provesvar_gui.pps.client import PpsClient
    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.ui.ports import Backend
    from provesvar_gui.ui.results.view import ResultsView
    from provesvar_gui.ui.window_settings import WindowSettings

_REST_MS = 60
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
    """Tells when an answer went out, on the clock that all processes share."""

    def __init__(self, inner: HttpxClient, answered: Callable[[float], None]) -> None:
        self._inner = inner
        self._answered = answered

    async def request(self, method: str, url: str, **given: Any) -> HttpResponse:
        response = await self._inner.request(method, url, **given)
        self._answered(float(response.headers["x-sent"]))
        return response


class CannedBackend:
    """Fits ``ui.ports.Backend``."""

    def __init__(self, client: PpsClient, http: HttpxClient) -> None:
        self._client = client
        self._http = http

    async def login(self, *, organisation: object, report: object) -> Clinician:
        del organisation, report
        return DOCTOR

    async def open_login_page(self, url: str) -> bool:
        del url
        return True

    async def set_organisation(self, organisation: object) -> Clinician:
        del organisation
        return DOCTOR

    async def logout(self, *, browser: bool = True) -> bool:
        del browser
        return True

    async def lookup(self, lookup: Lookup, report: Callable[[LookupProgress], None]) -> LookupResult:
        return await self._client.lookup(lookup, report)

    async def read_settings(self) -> WindowSettings:
        return window_settings()

    async def stop_opening(self, why: str) -> None:
        """Nothing."""

    async def own_journal(self, patient: object) -> OwnJournal:
        """Nobody asks here."""
        raise NotImplementedError

    async def refresh_roles(self) -> None:
        """Nothing newer."""

    async def get_ready(self) -> None:
        """It is."""

    async def check_connectivity(self) -> Connectivity:
        return Connectivity(login=ServiceStatus.ANSWERS, service=ServiceStatus.ANSWERS, code_list=ServiceStatus.ANSWERS)

    async def aclose(self) -> None:
        await self._http.aclose()


class _Window(MainWindow):
    """Tells when a frame is done, before anything else that waits in the queue."""

    frame = Signal()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.UpdateRequest:
            self.frame.emit()
        return done


class CannedDesk(QObject):
    """``ready``: logged in. ``painted``: once a look-up, when a frame with results of it is done."""

    ready = Signal()
    painted = Signal()

    def __init__(self, server: str, patient: str, answered: Callable[[float], None]) -> None:
        super().__init__()
        self._server, self._patient, self._answered = server, NUMBERS[patient], answered
        self._overview_painted = self._told = False
        self.number = 0  # of the look-up that was asked for last

    def run(self) -> None:
        """Open the window and stay until it is closed."""
        sys.excepthook = _fail
        gc_tuning.for_window()
        keep_alive()
        application = QApplication(theme.arguments())
        i18n.install(application, "nb")
        theme.install(application)
        local_codes = fixed_settings({"acute.local_codes": LOCAL_CODES}).acute.local_codes
        bridge = Bridge(Runtime(on_crash=_crashed), self._make_backend)
        self.window = _Window(
            window_settings(acute__local_codes=local_codes),
            lambda: WindowServices(bridge, NoRoleMemory()),
            load_now(None),
            lambda: datetime.date(2026, 11, 25),
        )
        self.window.frame.connect(self._frame)
        self.window.loaded.connect(self._log_in)
        self.window.show()
        try:
            application.exec()
        finally:
            bridge.close()

    async def _make_backend(self, _tell: Callable[[SessionEvent], None]) -> Backend:
        """The heavy modules, on the runtime thread, as the program loads them."""
        import provesvar_gui.wiring.backend  # noqa: F401 - what the program has loaded by then
        from provesvar_gui.platform.clock import ServerClock, SystemClock
        from provesvar_gui.platform.http_client import HttpxClient
        from provesvar_gui.pps.client import PpsClient
        from provesvar_gui.pps.config import PpsConfig

        clock = ServerClock(SystemClock())
        http = HttpxClient(clock, proxy="none")
        watched = Watched(http, self._answered)
        client = PpsClient(PpsConfig(base_url=self._server), watched, NoAuthorization(), uuid.uuid4, clock)
        gc.freeze()
        return CannedBackend(client, http)

    def _log_in(self) -> None:
        self.window.controller.logins.loggedIn.connect(lambda _who: QTimer.singleShot(0, self._begin))
        self.window.controller.log_in()

    def _begin(self) -> None:
        self.view.panes.overview.installEventFilter(self)
        self.ready.emit()

    def _fill_in(self) -> None:
        """As a person does."""
        form = self.window.form
        QTest.keyClicks(form.patient.line, self._patient)
        button = form.findChild(QAbstractButton, "basisSamtykke")
        assert button is not None
        button.click()
        line = form.role.line
        line.setText("LE")
        form.role.settle()

    @property
    def view(self) -> ResultsView:
        """The view of results."""
        return self.window.area.prepare()

    def ask(self) -> None:
        """Look up the next patient, who happens to be the same: what stands there is wiped, the form filled in anew, Enter.

        Before Enter the window comes to rest, as it does between a person's keys.
        """
        self.window.controller.clear()
        self._fill_in()
        QTest.qWait(_REST_MS)
        self._overview_painted = self._told = False
        line = self.window.form.patient.line
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        QTest.keyClick(line, Qt.Key.Key_Return)
        running = self.window.controller.desk.running
        assert running is not None
        self.number = running.number

    @property
    def _there(self) -> bool:
        """Whether the overview holds results of the look-up that was asked for last."""
        overview = self.view.panes.overview
        holds = overview.digest is not None and overview.digest.result.lookup.number == self.number
        return holds and bool(overview.list.rows or overview.findings.rows)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The overview is being painted."""
        if event.type() == QEvent.Type.Paint and not self._told and self._there:
            self._overview_painted = True
        return False

    def _frame(self) -> None:
        if self._overview_painted and not self._told:
            self._told = True
            self.painted.emit()


def _fail(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """An exception in a slot ends the benchmark: nobody would hear of it else."""
    traceback.print_exception(kind, error, trace)
    sys.stderr.flush()
    os._exit(1)


def _crashed(name: str, trace: str) -> None:
    """Tell the benchmark."""
    sys.stderr.write(f"{name}\n{trace}\n")
