"""Proofs of identity that unlock the window (``lock.proof``): a new login; by policy also the system's unlock or a PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from provesvar_gui.desk.lock import SHORTEST, has_pin_length
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginStep
from provesvar_gui.ui import messages
from provesvar_gui.ui.desk.tasks import LoginController
from provesvar_gui.ui.lock.pin import PinBar
from provesvar_gui.ui.status_banner import announce

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.desk.lock import ClockMoment
    from provesvar_gui.helseid.model import Clinician, LoginProgress
    from provesvar_gui.ui.lock.cover import LockCover
    from provesvar_gui.ui.main_window import MainWindow
    from provesvar_gui.ui.messages import MessageText
    from provesvar_gui.ui.session_lock import SessionLock

translate = QCoreApplication.translate


class UnlockProof(QObject):
    """Proves the identity at the cover: by a new login at HelseID, or by the policy's other proof.

    ``proven(key, clinician)``: somebody proved to be here. ``key``: the login service's pseudonym (``sub``); ``clinician``: of
    the new session, None where the session that was there goes on. ``failed(error)``: nobody did; None where the person
    cancelled; after the last wrong PIN (PIN_WRONG) whoever guesses gets no other way in than a login of their own.

    The session that was there stays until the new one is whole. The system's unlock counts where its lock was seen from its
    beginning (``SessionState``). ``method``: "helseid", "system" or "pin", chosen at each lock; "" while the window is open.
    """

    proven = Signal(str, object)
    failed = Signal(object)

    def __init__(self, window: MainWindow, cover: LockCover, *, now: Callable[[], ClockMoment]) -> None:
        super().__init__(window)
        self._controller, self._cover = window.controller, cover
        self._system: SessionLock | None = None
        self._key = self.method = self._step = self._url = ""
        self.pin = PinBar(window, now=now)
        self.pin.gone.connect(self._pin_gone)
        logins = self._logins = LoginController(window.bridge, self, beside_session=True)
        logins.progressed.connect(self._progressed)
        logins.loggedIn.connect(self._logged_in)
        logins.loginFailed.connect(self._refused)
        logins.opened.connect(self._opened_again)
        cover.wait.again.clicked.connect(self._open_again)
        cover.wait.cancel.clicked.connect(self._cancelled)
        cover.pin.entered.connect(self._entered)
        cover.helseid.clicked.connect(self._ask_helseid)

    @property
    def running(self) -> bool:
        return self._logins.running

    def use_system(self, system: SessionLock) -> None:
        self._system = system
        system.unlocked.connect(self._unlocked)

    def begin(self, key: str) -> None:
        self.pin.close_offer()
        self._key, self.method = key, "helseid"
        if self.pin.kind == "system" and self._system is not None:
            self.method = "system"
        elif self.pin.kind == "pin" and key and self.pin.keeper.key == key:
            self.method = "pin"
        self._cover.offer(self.method)

    def end(self) -> None:
        self.cancel()
        self._key = self.method = ""

    def ask(self) -> None:
        if self.method == "pin":
            self._cover.pin.enter()
        else:
            self._ask_helseid()

    def cancel(self) -> None:
        """Cancel ``ask`` without further signals. ``ask`` may be called again."""
        self._logins.cancel()
        self._show("")
        self._cover.pin.clear()

    # --- HelseID ---------------------------------------------------------------------------------------------------------------

    def _ask_helseid(self) -> None:
        """Log in; during a login open its page again."""
        if self.running:
            self._open_again()
        elif self.method:
            desk = self._controller.desk
            organisation = self._controller.organisation(desk.session.orgnr if desk.session is not None else desk.form.orgnr)
            self._show(translate("Lock", "Starting the login …"))
            self._logins.start(organisation)

    def _cancelled(self) -> None:
        self.cancel()
        self.failed.emit(None)

    def _open_again(self) -> None:
        if self._url:
            self._logins.open_again(self._url)

    def _progressed(self, progress: LoginProgress) -> None:
        waits = progress.step is LoginStep.BROWSER
        step = translate("Lock", "Log in in the browser.") if waits else messages.of_login_step(progress.step)
        self._show(step, progress.browser_url, messages.of_login_trouble(progress))

    def _opened_again(self, started: bool) -> None:
        if self.running:
            self._show(self._step, self._url, None if started else messages.browser_not_started())

    def _logged_in(self, clinician: Clinician) -> None:
        if self.pin.keeper.key == clinician.subject:
            self.pin.keeper.give_tries_back()
        self._show("")
        if self.method:
            self.proven.emit(clinician.subject, clinician)

    def _refused(self, error: AppError) -> None:
        if self.method:
            self._show("")
            self.failed.emit(error)

    def _show(self, step: str, url: str = "", trouble: MessageText | None = None) -> None:
        """``step``: of the login; "": no login is running."""
        self._step, self._url = step, url
        words = f"{trouble.what} {trouble.do}".strip() if trouble is not None else ""
        if step:
            self._cover.wait.say(step, words, url=url)
        else:
            self._cover.wait.clear()
        if words:
            announce(self._cover, words, urgent=True)

    # --- the system's unlock, and the PIN ---------------------------------------------------------------------------------------

    def _unlocked(self) -> None:
        if self.method == "system":
            self.proven.emit(self._key, None)

    def _entered(self, digits: str) -> None:
        keeper = self.pin.keeper
        if not has_pin_length(digits):
            self._cover.say(translate("Lock", "A PIN has at least %n digit(s). That was no try.", "", SHORTEST))
        elif keeper.key == self._key and keeper.fits(digits):
            self.proven.emit(self._key, None)
        elif keeper.key:
            self._cover.say(translate("Lock", "That is not the PIN. %n try(s) left; then you are logged out.", "", keeper.left))
        else:
            self.failed.emit(AppError(ErrorCode.PIN_WRONG))

    def _pin_gone(self) -> None:
        """The PIN was deleted with the session in which it was set."""
        if self.method == "pin":
            self.method = "helseid"
            self._cover.pin.clear()
            self._cover.offer(self.method)
            self._cover.say(translate("Lock", "The login has ended, and the PIN with it. Unlock with HelseID."))
