"""The default proof: a new login through HelseID, authenticated anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from provesvar_gui.errors import AppError
from provesvar_gui.helseid.model import Clinician, LoginProgress, LoginStep
from provesvar_gui.ui import step_words, theme
from provesvar_gui.ui.lock.ports import NotProven, Proven
from provesvar_gui.ui.login_try import LoginTry, not_started, trouble
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.helseid.model import Organisation
    from provesvar_gui.ui.background import BridgeLike, TaskLike
    from provesvar_gui.ui.login_try import RunningLogin
    from provesvar_gui.ui.messages import Words
    from provesvar_gui.ui.ports import Backend
    from provesvar_gui.ui.setup_controller import SetupController

translate = QCoreApplication.translate


class LoginPage(QWidget):
    """``unlockProgress``: where the login stands, and the ways on where the page in the browser is gone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("unlockProgress")
        self._url = ""
        self.step = ToneLabel(parent=self)
        self.step.setObjectName("unlockStep")
        self.told = ToneLabel(tone=Tone.WARNING, parent=self)
        self.told.setObjectName("unlockTold")
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
        column.addWidget(self.told)
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
        if not step:
            self.say(None)

    def say(self, words: Words | None) -> None:
        """What is the matter with the login that goes on; None: nothing."""
        said = f"{words.what}\n{words.do}".strip() if words is not None else ""
        if said and said != self.told.text():
            announce(self, said.replace("\n", " "), urgent=True)
        self.told.setText(said)
        self.told.setVisible(bool(said))

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

    def __init__(
        self,
        bridge: BridgeLike,
        organisation: Callable[[], Organisation | None],
        setup: SetupController,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._organisation, self._setup = bridge, organisation, setup
        setup.failed.connect(self._cannot_begin)
        self._done: Callable[[Proven | NotProven], None] | None = None
        self._task: TaskLike | None = None
        self._try = LoginTry()
        self._page: LoginPage | None = None

    @property
    def running(self) -> bool:
        """Whether a login is under way."""
        return self._task is not None

    def begin(self, key: str, done: Callable[[Proven | NotProven], None], *, by_system: bool) -> None:
        """See ``Proof.begin``. It proves nothing by itself."""
        del key, by_system
        self._done = done

    def ask(self) -> None:
        """See ``Proof.ask``. While the login waits: its page once more.

        Where the last one failed on how the program is set up, that is read first, unless a session is there that it would cost.
        """
        if self._done is None or self._setup.running:
            return
        if self._task is not None:
            self._open_again()
        elif self._setup.due:
            self._show(translate("DeskController", "Reading the settings again …"), "")
            self._setup.settle(self._begin_login)
        else:
            self._begin_login()

    def _begin_login(self) -> None:
        tried, organisation = LoginTry(), self._organisation()

        async def call(backend: Backend, report: Callable[[object], None]) -> object:
            clinician = await backend.login(force=True, organisation=organisation, report=report)
            tried.came = True
            if tried.withdrawn:
                await backend.logout()
            return clinician

        self._follow(self._bridge.start(call, parent=self), tried)

    def adopt(self, login: RunningLogin) -> None:
        """A login that was under way when nobody had used the window for its time: it proves as well who is back."""
        if self._done is not None and self._task is None:
            self._follow(login.task, login.tried)
            if login.progress is not None:
                self._progress(login.task, login.progress)

    def _follow(self, task: TaskLike, tried: LoginTry) -> None:
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
        if self._done is not None:
            self._setup.cancel()
        if task is not None:
            task.cancel()
        self._show("", "")

    def end(self) -> None:
        """See ``Proof.end``."""
        self.cancel()
        self._done = self._page = None

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
            task = self._bridge.start(lambda backend, _report: backend.open_login_page(url), parent=self)
            task.succeeded.connect(lambda started: self._say(None if started else not_started()))
            task.failed.connect(lambda _error: self._say(not_started()))

    def _progress(self, task: TaskLike, value: object) -> None:
        if self._task is task and isinstance(value, LoginProgress):
            waits = value.step is LoginStep.BROWSER
            step = translate("Lock", "Log in in the browser.") if waits else step_words.of_login_step(value.step)
            self._show(step, value.browser_url)
            self._say(trouble(value))

    def _say(self, words: Words | None) -> None:
        if self._page is not None and self._task is not None:
            self._page.say(words)

    def _succeed(self, task: TaskLike, value: object) -> None:
        if self._task is task and isinstance(value, Clinician):
            self._tell(Proven(key=value.subject, clinician=value))

    def _fail(self, task: TaskLike, error: object) -> None:
        if self._task is task:
            self._setup.note(error)
            self._tell(NotProven(error=error if isinstance(error, AppError) else None))

    def _cannot_begin(self, error: object) -> None:
        """The settings that were to be read first cannot be used."""
        if self._done is not None:
            self._tell(NotProven(error=error if isinstance(error, AppError) else None))

    def _tell(self, outcome: Proven | NotProven) -> None:
        self._task = None
        self._show("", "")
        if self._done is not None:
            self._done(outcome)

    def _end_what_came_too_late(self, tried: LoginTry) -> None:
        if tried.came:
            self._bridge.start(lambda backend, _report: backend.logout(), parent=self)

    def _show(self, step: str, url: str) -> None:
        if self._page is not None:
            self._page.show_step(step, url)
