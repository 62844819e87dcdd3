"""What lifts the lock (``lock.proof``): a new login through HelseID always does; by policy the system's unlock or a PIN too."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from provesvar_gui.desk.lock import SHORTEST, PinKeeper, may_be
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import Clinician, LoginProgress, LoginStep
from provesvar_gui.ui import messages, theme
from provesvar_gui.ui.desk.tasks import LoginTry
from provesvar_gui.ui.lock.pin import PinBar, PinPage
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.widgets import column_of, named_button, named_label, named_tall_button

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.desk.lock import Moment
    from provesvar_gui.helseid.model import Organisation
    from provesvar_gui.ui.desk.tasks import RunningLogin
    from provesvar_gui.ui.main_window import MainWindow
    from provesvar_gui.ui.messages import Words
    from provesvar_gui.ui.ports import Backend, TaskLike
    from provesvar_gui.ui.session_lock import SessionLock
    from provesvar_gui.ui.window_settings import WindowSettings

    Done = Callable[["Proven | NotProven"], None]

translate = QCoreApplication.translate
OFFER: Final = 120.0  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """Somebody proved who they are. ``key``: the login service's pseudonym (``sub``); the lock compares it, not the proof.

    ``clinician``: of the new session, where the proof was a login; None where the session that was there goes on.
    """

    key: str = field(repr=False)
    clinician: Clinician | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotProven:
    """It came to nothing: the cover stays, and so does what it covers. ``error``: None where the person cancelled it.

    ``final``: no further try; the session ends and what is covered is wiped (the last PIN was wrong).
    """

    error: AppError | None = None
    final: bool = False


class LoginPage(QWidget):
    """``unlockProgress``: where the login stands, and the ways on where the page in the browser is gone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("unlockProgress")
        self.url = ""  # of the login that waits
        self.step = named_label(self, "unlockStep")
        self.told = named_label(self, "unlockTold", tone=Tone.WARNING)
        self.again = named_button(self, "unlockAgainButton", translate("Lock", "Open the &browser again"))
        self.copy = named_button(self, "unlockCopyButton", translate("Lock", "Cop&y address"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.url))
        self.cancel = named_button(self, "unlockCancelButton", translate("Lock", "&Cancel (Esc)"))
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE["small"])
        for each in (self.again, self.copy, self.cancel):
            row.addWidget(each)
        row.addStretch(1)
        column = column_of(self, theme.SPACE["small"])
        column.addWidget(self.told)
        column.addWidget(self.step)
        column.addLayout(row)
        self.show_step("", "")

    def show_step(self, step: str, url: str) -> None:
        """``step``: "" while no login runs."""
        self.url = url
        self.step.setText(step)
        for each in (self.again, self.copy):
            each.setVisible(bool(url))
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


class HelseIdProof(QObject):
    """The proof that always works: a new login, authenticated anew. The others go on beside it.

    Between ``begin`` and ``end`` it calls ``done`` as often as there is something to tell. The session that was there stays
    until the new one is whole, and is untouched by a login that fails or is cancelled. A login that succeeds in the moment in
    which it is cancelled has replaced it already: that new session is ended, whoever's it is.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._bridge, self._controller = window.bridge, window.controller
        self._setup = window.controller.setup
        self._setup.failed.connect(self._cannot_begin)
        self._key = ""
        self._done: Done | None = None
        self._task: TaskLike | None = None
        self._try = LoginTry()
        self._page: LoginPage | None = None

    @property
    def running(self) -> bool:
        return self._task is not None

    def begin(self, key: str, done: Done) -> None:
        """The window has just been locked. ``key``: whose it is."""
        self._key, self._done = key, done

    def end(self) -> None:
        """The lock is over, or what was covered is gone."""
        self.cancel()
        self._key, self._done, self._page = "", None, None

    def button_text(self) -> str:
        return translate("Lock", "&Unlock with HelseID")

    def page(self, parent: QWidget) -> QWidget:
        """What is put on the cover above the button, at each lock anew; what it has as focus proxy gets the focus."""
        page = self._page = LoginPage(parent)
        page.again.clicked.connect(self._open_again)
        page.cancel.clicked.connect(self._cancelled)
        return page

    def ask(self) -> None:
        """The button was pressed: log in. While the login waits: its page once more.

        Where the last one failed on how the program is set up, that is read first, unless a session is there that it would cost.
        """
        if self._done is None or self._setup.running:
            return
        if self._task is not None:
            self._open_again()
        elif self._setup.due:
            self._show(translate("DeskController", "Reading the settings again …"))
            self._setup.settle(self._log_in)
        else:
            self._log_in()

    def adopt(self, login: RunningLogin) -> None:
        """A login that was under way when nobody had used the window for its time: it proves as well who is back."""
        if self._done is not None and self._task is None:
            self._follow(login.task, login.tried)
            if login.progress is not None:
                self._progress(login.task, login.progress)

    def cancel(self) -> None:
        """Stop what ``ask`` began; nothing more is told of it. It may be asked again."""
        task, self._task = self._task, None
        self._try.withdrawn = True
        if self._done is not None:
            self._setup.cancel()
        if task is not None:
            task.cancel()
        self._show("")

    def _log_in(self) -> None:
        tried, organisation = LoginTry(), self._organisation()

        async def call(backend: Backend, report: Callable[[object], None]) -> object:
            clinician = await backend.login(force=True, organisation=organisation, report=report)
            tried.came = True
            if tried.withdrawn:
                await backend.logout()
            return clinician

        self._follow(self._bridge.start(call, parent=self), tried)

    def _organisation(self) -> Organisation | None:
        """The one that the session spoke for."""
        desk = self._controller.desk
        return self._controller.organisation(desk.session.orgnr if desk.session is not None else desk.orgnr)

    def _follow(self, task: TaskLike, tried: LoginTry) -> None:
        self._try, self._task = tried, task
        self._show(translate("Lock", "Starting the login …"))
        task.progressed.connect(lambda value: self._progress(task, value))
        task.succeeded.connect(lambda value: self._succeed(task, value))
        task.failed.connect(lambda error: self._fail(task, error))
        task.cancelled.connect(lambda: self._end_what_came_too_late(tried))

    def _cancelled(self) -> None:
        done = self._done
        self.cancel()
        if done is not None:
            done(NotProven())

    def _open_again(self) -> None:
        if self._page is not None and self._page.url:
            url = self._page.url
            task = self._bridge.start(lambda backend, _report: backend.open_login_page(url), parent=self)
            task.succeeded.connect(lambda started: self._say(None if started else messages.browser_not_started()))
            task.failed.connect(lambda _error: self._say(messages.browser_not_started()))

    def _progress(self, task: TaskLike, value: object) -> None:
        if self._task is task and isinstance(value, LoginProgress):
            waits = value.step is LoginStep.BROWSER
            step = translate("Lock", "Log in in the browser.") if waits else messages.of_login_step(value.step)
            self._show(step, value.browser_url)
            self._say(messages.of_login_trouble(value))

    def _succeed(self, task: TaskLike, value: object) -> None:
        if self._task is task and isinstance(value, Clinician):
            self._tell(Proven(key=value.subject, clinician=value))

    def _fail(self, task: TaskLike, error: object) -> None:
        if self._task is task:
            self._setup.note(error)
            self._cannot_begin(error)

    def _cannot_begin(self, error: object) -> None:
        """Also where the settings that were to be read first cannot be used."""
        if self._done is not None:
            self._tell(NotProven(error=error if isinstance(error, AppError) else None))

    def _tell(self, outcome: Proven | NotProven) -> None:
        self._task = None
        self._show("")
        if self._done is not None:
            self._done(outcome)

    def _end_what_came_too_late(self, tried: LoginTry) -> None:
        if tried.came:
            self._bridge.start(lambda backend, _report: backend.logout(), parent=self)

    def _say(self, words: Words | None) -> None:
        if self._page is not None and self._task is not None:
            self._page.say(words)

    def _show(self, step: str, url: str = "") -> None:
        if self._page is not None:
            self._page.show_step(step, url)


class SystemProof(HelseIdProof):
    """The system's own unlock, where a policy says that accounts are personal.

    An unlocking counts where its lock was seen from its beginning (``SessionState``). The account is the one that this process
    runs under: only its own session is listened to.
    """

    def __init__(self, window: MainWindow, system: SessionLock) -> None:
        super().__init__(window)
        self._system = system
        system.unlocked.connect(self._unlocked)

    def page(self, parent: QWidget) -> QWidget:
        """``unlockSystem``: says what opens the window, and asks for the system's lock."""
        page = QWidget(parent)
        page.setObjectName("unlockSystem")
        how = named_label(
            page,
            "unlockSystemHow",
            translate("Lock", "When you lock the computer's screen and unlock it, the window opens too. Or log in with HelseID."),
        )
        lock = named_tall_button(
            page,
            "lockScreenButton",
            translate("Lock", "&Lock the computer's screen"),
            translate("Lock", "Lock the computer's screen"),
        )
        lock.clicked.connect(self._system.lock_screen)
        column = column_of(page, theme.SPACE["small"])
        column.addWidget(how)
        column.addWidget(lock)
        column.addWidget(super().page(page))
        return page

    def _unlocked(self) -> None:
        if self._done is not None:
            self._done(Proven(key=self._key))


class PinProof(HelseIdProof):
    """The PIN that was chosen after the login.

    After the last wrong try the session ends: who guesses gets no other way in than a login of their own.
    """

    def __init__(self, window: MainWindow, keeper: PinKeeper) -> None:
        super().__init__(window)
        self._key_time, self._keeper = window.key_time, keeper
        self._pin_page: PinPage | None = None

    def button_text(self) -> str:
        return translate("Lock", "&Unlock")

    def page(self, parent: QWidget) -> QWidget:
        """The field, and below it where a login stands."""
        page = self._pin_page = PinPage(parent, super().page, key_time=self._key_time)
        page.entered.connect(self._entered)
        page.helseIdAsked.connect(self._instead)
        return page

    def ask(self) -> None:
        if self._pin_page is not None and self._keeper.key:
            self._pin_page.submit()
        else:
            super().ask()

    def cancel(self) -> None:
        super().cancel()
        if self._pin_page is not None:
            self._pin_page.edit.forget()

    def end(self) -> None:
        super().end()
        self._pin_page = None

    def gone(self) -> None:
        if self._pin_page is not None:
            self._pin_page.only_helseid()

    def _entered(self, digits: str) -> None:
        page, done = self._pin_page, self._done
        if page is None or done is None:
            return
        if not may_be(digits):
            page.say(translate("Lock", "A PIN has at least %n digit(s). That was no try.", "", SHORTEST))
        elif self._keeper.key == self._key and self._keeper.fits(digits):
            done(Proven(key=self._key))
        elif self._keeper.key:
            left = self._keeper.left
            page.say(translate("Lock", "That is not the PIN. %n try(s) left; then you are logged out.", "", left))
        else:
            done(NotProven(error=AppError(ErrorCode.PIN_WRONG), final=True))

    def _instead(self) -> None:
        if self._pin_page is not None:
            self._pin_page.edit.forget()
            self._pin_page.say("")
        super().ask()

    def _tell(self, outcome: Proven | NotProven) -> None:
        if isinstance(outcome, Proven) and outcome.key == self._key:
            self._keeper.give_tries_back()
        super()._tell(outcome)


class ProofByPolicy(QObject):
    """Chooses the proof at each lock anew, as the policy says and as far as it is there; asks for the PIN before that.

    A PIN can be set within ``OFFER`` seconds of a new login and before the next lock: later it may be somebody else who found
    the window open. ``now``: as the lock has it.
    """

    def __init__(self, window: MainWindow, settings: WindowSettings, *, now: Callable[[], Moment]) -> None:
        super().__init__(window)
        self._window, self._now = window, now
        self._controller, self._desk = window.controller, window.controller.desk
        self._kind = settings.lock_proof
        self.helseid = HelseIdProof(window)
        self._by_system: SystemProof | None = None
        self._keeper = PinKeeper()
        self._pin = PinProof(window, self._keeper)
        self._declined = ""  # who does not want a PIN in this session
        self._anew: Moment | None = None  # when HelseID last asked who is here; None: they may have gone since
        self.offer = QTimer(self, singleShot=True, interval=round(OFFER * 1000))
        self.offer.timeout.connect(self._refreshed)
        self._bar = PinBar(self._public, window.area, key_time=window.key_time)
        self._bar.chosen.connect(self._set)
        self._bar.laterAsked.connect(self._decline)
        window.area.add_above(self._bar)
        self._controller.cameAnew.connect(self._came_anew)
        window.controller.refreshed.connect(self._refreshed)
        owner = self._controller.owner
        if owner is not None and owner.fresh:  # logged in before this was built
            self._came_anew()

    def use_system(self, system: SessionLock) -> None:
        self._by_system = SystemProof(self._window, system)

    def take_settings(self, settings: WindowSettings) -> None:
        """Settings that were read again. A lock that is there keeps its proof."""
        self._kind = settings.lock_proof
        self._refreshed()

    def choose(self, key: str) -> HelseIdProof:
        """The window is being locked. ``key``: whose it is."""
        self._anew = None
        self._refreshed()
        if self._kind == "system" and self._by_system is not None:
            return self._by_system
        return self._pin if self._kind == "pin" and key and self._keeper.key == key else self.helseid

    def _refreshed(self) -> None:
        key = self._desk.session.key if self._desk.session is not None and self._kind == "pin" else ""
        if self._keeper.key and self._keeper.key != key:
            self._keeper.forget()
            self._pin.gone()
        if key != self._declined:
            self._declined = ""
        wanted = bool(key) and not self._declined and not self._keeper.key and self._may_set
        if wanted and self._bar.isHidden():
            self._bar.ask()
        elif not wanted and not self._bar.isHidden():
            self._bar.forget()
            self._bar.hide()

    def _came_anew(self) -> None:
        self._anew = self._now()
        self.offer.start()
        self._refreshed()

    @property
    def _may_set(self) -> bool:
        return self._anew is not None and self._now().since(self._anew) < OFFER

    def _public(self) -> tuple[str, ...]:
        owner = self._controller.owner
        return (owner.hpr_number,) if owner is not None else ()

    def _set(self, digits: str) -> None:
        if self._desk.session is None:
            return
        if self._may_set:
            self._keeper.keep(self._desk.session.key, digits)
            self._controller.hint(self.tr("The PIN is set. It is forgotten when you log out."))
        else:
            self._controller.hint(
                self.tr("The time to set a PIN is over. Lock the window and unlock it with HelseID to set one.")
            )

    def _decline(self) -> None:
        self._declined = self._desk.session.key if self._desk.session is not None else ""
        self._refreshed()
