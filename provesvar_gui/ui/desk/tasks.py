"""Controllers of background tasks: login, and reading the settings again."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from provesvar_gui.desk.actions import Person
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.ui.messages import of_places

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


# What somebody may have put right in the settings since.
SETUP: Final = {
    ErrorCode.NO_NETWORK, ErrorCode.TLS_REJECTED, ErrorCode.TLS_TOO_OLD, ErrorCode.PROXY_FAILED, ErrorCode.PORTS_BUSY,
    ErrorCode.PORTS_FORBIDDEN, ErrorCode.PORTS_UNUSABLE, ErrorCode.LOGIN_REFUSED, ErrorCode.ORGANISATION_REFUSED,
    *of_places("failure#settings", "failure#key"),
}  # fmt: skip


class LoginController(QObject):
    """The controller of login and logout. What a cancelled or replaced login still says is not told.

    ``beside_session``: a login is made while there may be a session, which one that is cancelled leaves alone. A login that
    succeeds in the moment in which it is cancelled has replaced it already: that new session is ended, whoever's it is.
    """

    progressed = Signal(object)  # LoginProgress
    loggedIn = Signal(object)  # noqa: N815 - a Qt signal. Clinician
    loginFailed = Signal(object)  # noqa: N815 - a Qt signal. AppError
    loginCancelled = Signal()  # noqa: N815 - a Qt signal
    switched = Signal(object)  # Clinician
    switchFailed = Signal(object)  # noqa: N815 - a Qt signal. AppError
    logoutFailed = Signal(object)  # noqa: N815 - a Qt signal. AppError
    browserLeft = Signal()  # noqa: N815 - a Qt signal: logged out, and the browser may be logged in yet
    opened = Signal(bool)  # whether a browser was started once more

    def __init__(self, bridge: Bridge, parent: QObject, *, beside_session: bool = False) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._beside_session = beside_session
        self._task: Task | None = None
        self._withdraw: Callable[[], None] = lambda: None  # the login that was begun last

    @property
    def running(self) -> bool:
        return self._task is not None

    def start(self, organisation: Organisation | None, *, logout_first: bool = False) -> None:
        # Set on the runtime thread, and on the window's; each side looks after it has set its own.
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
        """End the session, the browser's too. What fails there is told, and the desk is cleared all the same."""
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
        """A login that was cancelled in the moment of its success left a session that nobody knows of: end it."""
        if self._task is task:
            self._task = None
            self.loginCancelled.emit()
        if came if self._beside_session else self._task is None:
            self._bridge.start(lambda backend, _report: backend.logout(), parent=self)


class SetupController(QObject):
    """Reads the settings again after a failure. ``due``: before anything else is tried."""

    settled = Signal(object)  # WindowSettings: they are in force now
    failed = Signal(object)  # AppError: they still cannot be used

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

    def settle(self, then: Callable[[], None]) -> None:
        """Read the settings; where they are good, go on with ``then``, unless that has been dropped by then."""
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
