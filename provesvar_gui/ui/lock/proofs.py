"""Proofs of identity that unlock the window (``lock.proof``): a new login; by policy also the system's unlock or a PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from provesvar_gui.desk.lock import SHORTEST, PinKeeper, may_be
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginStep
from provesvar_gui.ui import messages, theme
from provesvar_gui.ui.desk.tasks import LoginController
from provesvar_gui.ui.lock.pin import PinBar, PinPage
from provesvar_gui.ui.message_line import Urgency
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tint
from provesvar_gui.ui.widgets import column_of, named_button, named_label, named_tall_button

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.desk.lock import ClockMoment
    from provesvar_gui.helseid.model import Clinician, LoginProgress
    from provesvar_gui.ui.desk.tasks import RunningLogin
    from provesvar_gui.ui.main_window import MainWindow
    from provesvar_gui.ui.messages import MessageText
    from provesvar_gui.ui.session_lock import SessionLock
    from provesvar_gui.ui.window_settings import WindowSettings

translate = QCoreApplication.translate
OFFER: Final = 120.0  # seconds


class LoginPage(QWidget):
    """The page of the cover that shows the progress of the login, ``unlockProgress``.

    Where the login stands, and the ways on where the page in the browser is gone.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("unlockProgress")
        self.url = ""  # of the login that waits
        self.step = named_label(self, "unlockStep")
        self.message = named_label(self, "unlockTold", tint=Tint.WARNING)
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
        column.addWidget(self.message)
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

    def say(self, words: MessageText | None) -> None:
        """What is the matter with the login that goes on; None: nothing."""
        said = f"{words.what}\n{words.do}".strip() if words is not None else ""
        if said and said != self.message.text():
            announce(self, said.replace("\n", " "), urgent=True)
        self.message.setText(said)
        self.message.setVisible(bool(said))


class UnlockProof(QObject):
    """Proves who is at the cover: by a new login, authenticated anew, and by what the policy chooses beside it at each lock.

    ``proven(key, clinician)``: somebody did. ``key``: the login service's pseudonym (``sub``), which the lock compares;
    ``clinician``: of the new session, None where the session that was there goes on. ``failed(error, final)``: it came to
    nothing, and the cover stays; ``error``: None where the person cancelled it; ``final``: the last PIN was wrong, so the session
    ends and what is covered is wiped: who guesses gets no other way in than a login of their own.

    The session that was there stays until the new one is whole, and is untouched by a login that fails or is cancelled. The
    system's unlock counts where its lock was seen from its beginning (``SessionState``), and is of the account that this process
    runs under. ``by``: "helseid", "system" or "pin"; "" while the window is open.
    """

    proven = Signal(str, object)
    failed = Signal(object, bool)

    def __init__(self, window: MainWindow, settings: WindowSettings, *, now: Callable[[], ClockMoment]) -> None:
        super().__init__(window)
        self._controller = window.controller
        self._key_time = window.key_time
        self._setup = window.controller.setup
        self._setup.failed.connect(self._login_failed)  # also where the settings that were to be read first cannot be used
        self._system: SessionLock | None = None
        self._key = self.by = ""
        self._page: LoginPage | None = None
        self._pin_page: PinPage | None = None
        self.pin = PinOffer(window, settings, now=now)
        self.pin.gone.connect(self._pin_gone)
        logins = self._logins = LoginController(window.bridge, self, beside_session=True)
        logins.progressed.connect(self._progressed)
        logins.loggedIn.connect(self._logged_in)
        logins.loginFailed.connect(self._refused)
        logins.opened.connect(lambda started: self._say(None if started else messages.browser_not_started()))

    @property
    def running(self) -> bool:
        return self._logins.running

    def use_system(self, system: SessionLock) -> None:
        self._system = system
        system.unlocked.connect(self._unlocked)

    def begin(self, key: str) -> None:
        """The window is being locked. ``key``: whose it is."""
        self.pin.close()
        self._key, self.by = key, "helseid"
        if self.pin.kind == "system" and self._system is not None:
            self.by = "system"
        elif self.pin.kind == "pin" and key and self.pin.keeper.key == key:
            self.by = "pin"

    def end(self) -> None:
        """The lock is over, or what was covered is gone."""
        self.cancel()
        self._key = self.by = ""
        self._page = self._pin_page = None

    def button_text(self) -> str:
        return translate("Lock", "&Unlock") if self.by == "pin" else translate("Lock", "&Unlock with HelseID")

    def page(self, parent: QWidget) -> QWidget:
        """What is put on the cover above the button, at each lock anew; what it has as focus proxy gets the focus."""
        if self.by == "pin":
            pin = self._pin_page = PinPage(parent, self._login_page, key_time=self._key_time)
            pin.entered.connect(self._entered)
            pin.helseIdAsked.connect(self._instead)
            return pin
        if self.by == "system" and self._system is not None:
            return self._system_page(parent, self._system)
        return self._login_page(parent)

    def ask(self) -> None:
        """The button was pressed."""
        if self._pin_page is not None and self.pin.keeper.key:
            self._pin_page.submit()
        else:
            self._ask_helseid()

    def adopt(self, login: RunningLogin) -> None:
        """A login that was under way when nobody had used the window for its time: it proves as well who is back."""
        if self.by and not self.running:
            self._show(translate("Lock", "Starting the login …"))
            self._logins.take_over(login)

    def cancel(self) -> None:
        """Stop what ``ask`` began; nothing more is told of it. It may be asked again."""
        if self.by:
            self._setup.cancel()
        self._logins.cancel()
        self._show("")
        if self._pin_page is not None:
            self._pin_page.edit.forget()

    # --- HelseID ---------------------------------------------------------------------------------------------------------------

    def _login_page(self, parent: QWidget) -> LoginPage:
        page = self._page = LoginPage(parent)
        page.again.clicked.connect(self._open_again)
        page.cancel.clicked.connect(self._cancelled)
        return page

    def _ask_helseid(self) -> None:
        """Log in. While the login waits: its page once more.

        Where the last one failed on how the program is set up, that is read first, unless a session is there that it would cost.
        """
        if not self.by or self._setup.running:
            return
        if self.running:
            self._open_again()
        elif self._setup.due:
            self._show(translate("DeskController", "Reading the settings again …"))
            self._setup.settle(self._log_in)
        else:
            self._log_in()

    def _log_in(self) -> None:
        desk = self._controller.desk
        organisation = self._controller.organisation(desk.session.orgnr if desk.session is not None else desk.form.orgnr)
        self._show(translate("Lock", "Starting the login …"))
        self._logins.start(force=True, organisation=organisation)

    def _cancelled(self) -> None:
        if self.by:
            self.cancel()
            self.failed.emit(None, False)

    def _open_again(self) -> None:
        if self._page is not None and self._page.url:
            self._logins.open_again(self._page.url)

    def _progressed(self, progress: LoginProgress) -> None:
        waits = progress.step is LoginStep.BROWSER
        step = translate("Lock", "Log in in the browser.") if waits else messages.of_login_step(progress.step)
        self._show(step, progress.browser_url)
        self._say(messages.of_login_trouble(progress))

    def _logged_in(self, clinician: Clinician) -> None:
        if self.pin.keeper.key == clinician.subject:
            self.pin.keeper.give_tries_back()
        self._show("")
        if self.by:
            self.proven.emit(clinician.subject, clinician)

    def _refused(self, error: AppError) -> None:
        self._setup.note(error)
        self._login_failed(error)

    def _login_failed(self, error: object) -> None:
        if self.by:
            self._show("")
            self.failed.emit(error, False)

    def _say(self, words: MessageText | None) -> None:
        if self._page is not None and self.running:
            self._page.say(words)

    def _show(self, step: str, url: str = "") -> None:
        if self._page is not None:
            self._page.show_step(step, url)

    # --- the system's unlock, and the PIN ---------------------------------------------------------------------------------------

    def _system_page(self, parent: QWidget, system: SessionLock) -> QWidget:
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
        lock.clicked.connect(system.lock_screen)
        column = column_of(page, theme.SPACE["small"])
        for widget in (how, lock, self._login_page(page)):
            column.addWidget(widget)
        return page

    def _unlocked(self) -> None:
        if self.by == "system":
            self.proven.emit(self._key, None)

    def _entered(self, digits: str) -> None:
        page, keeper = self._pin_page, self.pin.keeper
        if page is None:
            return
        if not may_be(digits):
            page.say(translate("Lock", "A PIN has at least %n digit(s). That was no try.", "", SHORTEST))
        elif keeper.key == self._key and keeper.fits(digits):
            self.proven.emit(self._key, None)
        elif keeper.key:
            page.say(translate("Lock", "That is not the PIN. %n try(s) left; then you are logged out.", "", keeper.left))
        else:
            self.failed.emit(AppError(ErrorCode.PIN_WRONG), True)

    def _instead(self) -> None:
        if self._pin_page is not None:
            self._pin_page.edit.forget()
            self._pin_page.say("")
        self._ask_helseid()

    def _pin_gone(self) -> None:
        if self._pin_page is not None:
            self._pin_page.only_helseid()


class PinOffer(QObject):
    """The controller that asks for a PIN after a login.

    Asks for a PIN where the policy wants one, and keeps it. ``kind``: the policy. ``gone``: the PIN is forgotten.

    A PIN can be set within ``OFFER`` seconds of a new login and before the next lock: later it may be somebody else who found
    the window open. ``now``: as the lock has it.
    """

    gone = Signal()

    def __init__(self, window: MainWindow, settings: WindowSettings, *, now: Callable[[], ClockMoment]) -> None:
        super().__init__(window)
        self._now = now
        self._controller, self._desk = window.controller, window.controller.desk
        self.kind = settings.values.lock.proof
        self.keeper = PinKeeper()
        self._declined = ""  # who does not want a PIN in this session
        self._anew: ClockMoment | None = None  # when HelseID last asked who is here; None: they may have gone since
        self.timer = QTimer(self, singleShot=True, interval=round(OFFER * 1000))
        self.timer.timeout.connect(self._refreshed)
        self._bar = PinBar(self._public, window.area, key_time=window.key_time)
        self._bar.chosen.connect(self._set)
        self._bar.laterAsked.connect(self._decline)
        window.window_frame.messages.add(self._bar, Urgency.PIN)
        self._controller.authenticatedAgain.connect(self._came_anew)
        self._controller.refreshed.connect(self._refreshed)
        owner = self._controller.owner
        if owner is not None and owner.fresh:  # logged in before this was built
            self._came_anew()

    def take_settings(self, settings: WindowSettings) -> None:
        """Settings that were read again. A lock that is there keeps its proof."""
        self.kind = settings.values.lock.proof
        self._refreshed()

    def close(self) -> None:
        """The window is being locked: no PIN can be set before the next login."""
        self._anew = None
        self._refreshed()

    def _refreshed(self) -> None:
        key = self._desk.session.key if self._desk.session is not None and self.kind == "pin" else ""
        if self.keeper.key and self.keeper.key != key:
            self.keeper.forget()
            self.gone.emit()
        if key != self._declined:
            self._declined = ""
        wanted = bool(key) and not self._declined and not self.keeper.key and self._may_set
        if wanted and self._bar.isHidden():
            self._bar.ask()
        elif not wanted and not self._bar.isHidden():
            self._bar.forget()
            self._bar.hide()

    def _came_anew(self) -> None:
        self._anew = self._now()
        self.timer.start()
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
            self.keeper.keep(self._desk.session.key, digits)
            self._controller.hint(translate("Lock", "The PIN is set. It is forgotten when you log out."))
        else:
            self._controller.hint(
                translate("Lock", "The time to set a PIN is over. Lock the window and unlock it with HelseID to set one.")
            )

    def _decline(self) -> None:
        self._declined = self._desk.session.key if self._desk.session is not None else ""
        self._refreshed()
