"""Logs in and out, and changes the organisation of a session: one such thing at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from provesvar_gui.errors import AppError
from provesvar_gui.helseid.model import Clinician, LoginProgress
from provesvar_gui.ui.login_try import LoginTry, RunningLogin

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from provesvar_gui.helseid.model import Organisation
    from provesvar_gui.ui.background import BridgeLike, Call, TaskLike
    from provesvar_gui.ui.ports import Backend


class LoginController(QObject):
    """Signals carry what ``Backend`` answered; what a cancelled or replaced login still says is not told."""

    progressed = Signal(object)  # LoginProgress
    loggedIn = Signal(object)  # noqa: N815 - a Qt signal. Clinician
    loginFailed = Signal(object)  # noqa: N815 - a Qt signal. AppError
    loginCancelled = Signal()  # noqa: N815 - a Qt signal
    switched = Signal(object)  # Clinician
    switchFailed = Signal(object)  # noqa: N815 - a Qt signal. AppError
    logoutFailed = Signal(object)  # noqa: N815 - a Qt signal. AppError
    browserLeft = Signal()  # noqa: N815 - a Qt signal: logged out, and the browser may be logged in yet
    opened = Signal(bool)  # whether a browser was started once more

    def __init__(self, bridge: BridgeLike, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._task: TaskLike | None = None
        self._login: RunningLogin | None = None

    def start(self, *, force: bool, organisation: Organisation | None, logout_first: bool = False) -> None:
        """Log in, after ending the session of somebody else where that is asked."""
        tried = LoginTry()

        async def call(backend: Backend, report: Callable[[object], None]) -> object:
            if logout_first:
                await backend.logout()
            clinician = await backend.login(force=force, organisation=organisation, report=report)
            tried.came = True
            if tried.given and tried.withdrawn:
                await backend.logout()
            return clinician

        task = self._run(call, self.loggedIn, self.loginFailed, self.loginCancelled)
        self._login = RunningLogin(task=task, tried=tried)
        task.cancelled.connect(lambda: self._end_what_came_too_late(tried))

    def open_again(self, url: str) -> None:
        """Open the page of the login that waits once more."""
        task = self._bridge.start(lambda backend, _report: backend.open_login_page(url), parent=self)
        task.succeeded.connect(lambda started: self.opened.emit(bool(started)))
        task.failed.connect(lambda _error: self.opened.emit(False))

    def switch(self, organisation: Organisation) -> None:
        """Speak for another organisation."""
        self._run(lambda backend, _report: backend.set_organisation(organisation), self.switched, self.switchFailed, None)

    def logout(self, *, browser: bool = True) -> None:
        """End the session, the browser's too. What fails there is told, and the desk is cleared all the same."""
        self.cancel()
        task = self._bridge.start(lambda backend, _report: backend.logout(browser=browser), parent=self)
        task.failed.connect(self.logoutFailed)
        task.succeeded.connect(lambda ended: self.browserLeft.emit() if browser and ended is False else None)

    def cancel(self) -> None:
        """Stop the login or the change of organisation that is running."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()

    def give_away(self) -> RunningLogin | None:
        """The login that is running, if any: it goes on, and is told here no more."""
        login, self._login = self._login, None
        if login is None or self._task is not login.task:
            return None
        self._task, login.tried.given = None, True
        return login

    def _run(self, call: Call, good: SignalInstance, bad: SignalInstance, stopped: SignalInstance | None) -> TaskLike:
        self.cancel()
        task = self._bridge.start(call, parent=self)
        self._task = task

        def tell(signal: SignalInstance, kind: type | None, *values: object) -> None:
            if self._task is task and (kind is None or isinstance(values[0], kind)):
                self._task = None
                signal.emit(*values)

        task.progressed.connect(lambda value: self._progress(task, value))
        task.succeeded.connect(lambda value: tell(good, Clinician, value))
        task.failed.connect(lambda error: tell(bad, AppError, error))
        if stopped is not None:
            task.cancelled.connect(lambda: tell(stopped, None))
        return task

    def _end_what_came_too_late(self, tried: LoginTry) -> None:
        """A login that was cancelled in the moment of its success left a session that nobody knows of: end it."""
        if self._task is None and not tried.given:
            self._bridge.start(lambda backend, _report: backend.logout(), parent=self)

    def _progress(self, task: TaskLike, value: object) -> None:
        if self._task is task and isinstance(value, LoginProgress):
            if self._login is not None:
                self._login.progress = value
            self.progressed.emit(value)
