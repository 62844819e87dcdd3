"""Controllers of background tasks: login, and reading the settings again."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from provesvar_gui.desk.actions import Person
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.ui.messages import codes_of_chapters

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from provesvar_gui.helseid.model import Clinician, LoginProgress, Organisation
    from provesvar_gui.ui.bridge import Bridge, Task
    from provesvar_gui.ui.ports import Backend
    from provesvar_gui.ui.window_settings import WindowSettings


def person_of(clinician: Clinician) -> Person:
    orgnr = clinician.organisation.orgnr if clinician.organisation is not None else ""
    return Person(key=clinician.subject, hpr_number=clinician.hpr_number, orgnr=orgnr)


# Failures that a change of the settings may repair.
SETUP: Final = {
    ErrorCode.NO_NETWORK, ErrorCode.TLS_REJECTED, ErrorCode.TLS_TOO_OLD, ErrorCode.PROXY_FAILED, ErrorCode.PORTS_BUSY,
    ErrorCode.PORTS_FORBIDDEN, ErrorCode.PORTS_UNUSABLE, ErrorCode.LOGIN_REFUSED, ErrorCode.ORGANISATION_REFUSED,
    *codes_of_chapters("failure#settings", "failure#key"),
}  # fmt: skip


class LoginController(QObject):
    """The controller of login and logout. Late signals of a cancelled or replaced login are dropped.

    ``beside_session``: for logins during a session (at the cover). A cancelled login leaves the session alone, unless it has just
    succeeded and so replaced it: then the new session is ended.
    """

    progressed = Signal(object)  # LoginProgress
    loggedIn = Signal(object)  # noqa: N815 - a Qt signal. Clinician
    loginFailed = Signal(object)  # noqa: N815 - a Qt signal. AppError
    loginCancelled = Signal()  # noqa: N815 - a Qt signal
    switched = Signal(object)  # Clinician
    switchFailed = Signal(object)  # noqa: N815 - a Qt signal. AppError
    logoutFailed = Signal(object)  # noqa: N815 - a Qt signal. AppError
    browserLeft = Signal()  # noqa: N815 - a Qt signal: logged out, but perhaps not in the browser
    opened = Signal(bool)  # whether the browser was started again

    def __init__(self, bridge: Bridge, parent: QObject, *, beside_session: bool = False) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._beside_session = beside_session
        self._task: Task | None = None
        self._withdraw: Callable[[], None] = lambda: None  # tells the running login to end its session

    @property
    def running(self) -> bool:
        return self._task is not None

    def start(self, organisation: Organisation | None, *, logout_first: bool = False) -> None:
        # ``came`` is set on the runtime thread, ``withdrawn`` on the window's. Each side sets its own, then reads the other.
        came, withdrawn = threading.Event(), threading.Event()

        async def call(backend: Backend, report: Callable[[LoginProgress], None]) -> Clinician:
            if logout_first:
                await backend.logout()
            clinician = await backend.login(organisation=organisation, report=report)
            came.set()
            if withdrawn.is_set():
                await backend.logout()
            return clinician

        self.cancel()
        task = self._bridge.start(call, parent=self)
        self._withdraw = withdrawn.set if self._beside_session else lambda: None
        self._follow(task, self.loggedIn, self.loginFailed)
        task.progressed.connect(lambda value: self.progressed.emit(value) if self._task is task else None)
        task.cancelled.connect(lambda: self._login_cancelled(task, came=came.is_set()))

    def open_again(self, url: str) -> None:
        task = self._bridge.start(lambda backend, _report: backend.open_login_page(url), parent=self)
        task.succeeded.connect(lambda started: self.opened.emit(bool(started)))
        task.failed.connect(lambda _error: self.opened.emit(False))

    def switch(self, organisation: Organisation) -> None:
        self.cancel()
        task = self._bridge.start(lambda backend, _report: backend.set_organisation(organisation), parent=self)
        self._follow(task, self.switched, self.switchFailed)

    def logout(self, *, browser: bool = True) -> None:
        """End the session, the browser's too. A failure is shown; the desk is cleared anyway."""
        self.cancel()
        task = self._bridge.start(lambda backend, _report: backend.logout(browser=browser), parent=self)
        task.failed.connect(self.logoutFailed)
        task.succeeded.connect(lambda ended: self.browserLeft.emit() if browser and ended is False else None)

    def cancel(self) -> None:
        task, self._task = self._task, None
        self._withdraw()
        if task is not None:
            task.cancel()

    def _follow(self, task: Task, good: SignalInstance, bad: SignalInstance) -> None:
        self._task = task

        def tell(signal: SignalInstance, value: object) -> None:
            if self._task is task:
                self._task = None
                signal.emit(value)

        task.succeeded.connect(lambda value: tell(good, value))
        task.failed.connect(lambda error: tell(bad, error))

    def _login_cancelled(self, task: Task, *, came: bool) -> None:
        """End the session of a login that succeeded just before its cancellation."""
        if self._task is task:
            self._task = None
            self.loginCancelled.emit()
        if came if self._beside_session else self._task is None:
            self._bridge.start(lambda backend, _report: backend.logout(), parent=self)


class SettingsReader(QObject):
    """Reads the settings again after a failure. ``due``: must be read before the next login or look-up."""

    settled = Signal(object)  # WindowSettings, now in use
    failed = Signal(object)  # AppError: still unusable

    def __init__(self, bridge: Bridge, *, due: bool, logged_in: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._logged_in = logged_in
        self._task: Task | None = None
        self._then: Callable[[], None] | None = None
        self._due = due

    @property
    def due(self) -> bool:
        return self._due and not self._logged_in()

    @property
    def running(self) -> bool:
        return self._task is not None

    def note(self, error: AppError) -> None:
        self._due = self._due or error.code in SETUP

    def require(self) -> None:
        self._due = True

    def read_settings(self, then: Callable[[], None]) -> None:
        """Read the settings, then call ``then`` unless the settings are bad or ``drop`` was called."""
        self._then = then
        if self._task is not None:
            return
        task = self._task = self._bridge.start(lambda backend, _report: backend.read_settings(), parent=self)
        task.succeeded.connect(lambda settings: self._succeed(settings) if self._task is task else None)
        task.failed.connect(lambda error: self._fail(error) if self._task is task else None)

    def drop(self) -> None:
        self._then = None

    def cancel(self) -> bool:
        task, self._task, self._then = self._task, None, None
        if task is not None:
            task.cancel()
        return task is not None

    def _succeed(self, settings: WindowSettings) -> None:
        then, self._task, self._then, self._due = self._then, None, None, False
        self.settled.emit(settings)
        if then is not None:
            then()

    def _fail(self, error: AppError) -> None:
        self._task, self._then, self._due = None, None, True
        self.failed.emit(error)
