"""The default proof: a new login through HelseID, authenticated anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from provesvar_gui.errors import AppError
from provesvar_gui.helseid.model import Clinician, LoginProgress, LoginStep
from provesvar_gui.ui import messages, theme
from provesvar_gui.ui.lock.ports import NotProven, Proven
from provesvar_gui.ui.tone import ToneLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.helseid.model import Organisation
    from provesvar_gui.ui.background import BridgeLike, TaskLike
    from provesvar_gui.ui.ports import Backend

translate = QCoreApplication.translate


class _Try:
    """One login. Both are set on the runtime thread or the window's, and each side looks after it has set its own."""

    def __init__(self) -> None:
        self.came = self.withdrawn = False


class LoginPage(QWidget):
    """``unlockProgress``: where the login stands, and the ways on where the page in the browser is gone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("unlockProgress")
        self._url = ""
        self.step = ToneLabel(parent=self)
        self.step.setObjectName("unlockStep")
        self.again = self._button("unlockAgainButton", translate("Lock", "Open the &browser again"))
        self.copy = self._button("unlockCopyButton", translate("Lock", "Cop&y address"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._url))
        self.cancel = self._button("unlockCancelButton", translate("Lock", "&Cancel (Esc)"))
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE["small"])
        for button in (self.again, self.copy, self.cancel):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["small"])
        column.addWidget(self.step)
        column.addLayout(row)
        self.show_step("", "")

    @property
    def url(self) -> str:
        """The address of the login that waits."""
        return self._url

    def show_step(self, step: str, url: str) -> None:
        """``step``: "" while no login runs."""
        self._url = url
        self.step.setText(step)
        for button in (self.again, self.copy):
            button.setVisible(bool(url))
        self.cancel.setVisible(bool(step))
        self.setVisible(bool(step))

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAccessibleName(text.replace("&", ""))
        button.setAutoDefault(False)
        return button


class HelseIdProof(QObject):
    """See ``ports.Proof``. ``organisation``: the one that the session spoke for.

    The session that was there stays until the new one is whole, and is untouched by a login that fails or is cancelled. A login
    that succeeds in the moment in which it is cancelled has replaced it already: that new session is ended, whoever's it is.
    """

    def __init__(self, bridge: BridgeLike, organisation: Callable[[], Organisation | None], parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._organisation = bridge, organisation
        self._done: Callable[[Proven | NotProven], None] | None = None
        self._task: TaskLike | None = None
        self._try = _Try()
        self._page: LoginPage | None = None

    def begin(self, key: str, done: Callable[[Proven | NotProven], None], *, by_system: bool) -> None:
        """See ``Proof.begin``. It proves nothing by itself."""
        del key, by_system
        self._done = done

    def ask(self) -> None:
        """See ``Proof.ask``. While the login waits: its page once more."""
        if self._done is None:
            return
        if self._task is not None:
            self._open_again()
            return
        tried, organisation = _Try(), self._organisation()

        async def call(backend: Backend, report: Callable[[object], None]) -> object:
            clinician = await backend.login(force=True, organisation=organisation, report=report)
            tried.came = True
            if tried.withdrawn:
                await backend.logout()
            return clinician

        task = self._bridge.start(call, parent=self)
        self._try, self._task = tried, task
        self._show(translate("Lock", "Starting the login …"), "")
        task.progressed.connect(lambda value: self._progress(task, value))
        task.succeeded.connect(lambda value: self._succeed(task, value))
        task.failed.connect(lambda error: self._fail(task, error))
        task.cancelled.connect(lambda: self._end_what_came_too_late(tried))

    def cancel(self) -> None:
        """See ``Proof.cancel``."""
        task, self._task = self._task, None
        self._try.withdrawn = True
        if task is not None:
            task.cancel()
        self._show("", "")

    def end(self) -> None:
        """See ``Proof.end``."""
        self._done = None
        self.cancel()
        self._page = None

    def label(self) -> str:
        """See ``Proof.label``."""
        return translate("Lock", "&Unlock with HelseID")

    def page(self, parent: QWidget) -> QWidget:
        """See ``Proof.page``. Nothing is to be typed there: it shows where the login stands."""
        page = self._page = LoginPage(parent)
        page.again.clicked.connect(self._open_again)
        page.cancel.clicked.connect(self._cancelled)
        return page

    def _cancelled(self) -> None:
        done = self._done
        self.cancel()
        if done is not None:
            done(NotProven())

    def _open_again(self) -> None:
        if self._page is not None and self._page.url:
            url = self._page.url
            self._bridge.start(lambda backend, _report: backend.open_login_page(url), parent=self)

    def _progress(self, task: TaskLike, value: object) -> None:
        if self._task is task and isinstance(value, LoginProgress):
            waits = value.step is LoginStep.BROWSER
            step = translate("Lock", "Log in in the browser.") if waits else messages.of_login_step(value.step)
            self._show(step, value.browser_url)

    def _succeed(self, task: TaskLike, value: object) -> None:
        if self._task is task and isinstance(value, Clinician):
            self._tell(Proven(key=value.subject, clinician=value))

    def _fail(self, task: TaskLike, error: object) -> None:
        if self._task is task:
            self._tell(NotProven(error=error if isinstance(error, AppError) else None))

    def _tell(self, outcome: Proven | NotProven) -> None:
        self._task = None
        self._show("", "")
        if self._done is not None:
            self._done(outcome)

    def _end_what_came_too_late(self, tried: _Try) -> None:
        if tried.came:
            self._bridge.start(lambda backend, _report: backend.logout(), parent=self)

    def _show(self, step: str, url: str) -> None:
        if self._page is not None:
            self._page.show_step(step, url)
