"""Proofs of identity that unlock the window (``lock.proof``): a new login; by policy also the system's unlock or a PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from provesvar_gui.desk.lock import SHORTEST, may_be
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginStep
from provesvar_gui.ui import messages, theme
from provesvar_gui.ui.desk.tasks import LoginController
from provesvar_gui.ui.form.form import WaitPanel
from provesvar_gui.ui.lock.pin import PinBar, PinField
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import Label, column_of, named_button

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.desk.lock import ClockMoment
    from provesvar_gui.helseid.model import Clinician, LoginProgress
    from provesvar_gui.ui.main_window import MainWindow
    from provesvar_gui.ui.messages import MessageText
    from provesvar_gui.ui.session_lock import SessionLock
    from provesvar_gui.ui.window_settings import WindowSettings

translate = QCoreApplication.translate


class UnlockProof(QObject):
    """Proves who is at the cover: by a new login, authenticated anew, and by what the policy chooses beside it at each lock.

    ``proven(key, clinician)``: somebody did. ``key``: the login service's pseudonym (``sub``), which the lock compares;
    ``clinician``: of the new session, None where the session that was there goes on. ``failed(error, final)``: it came to
    nothing, and the cover stays; ``error``: None where the person cancelled it; ``final``: the last PIN was wrong, so the session
    ends and what is covered is wiped: who guesses gets no other way in than a login of their own. ``told``: what came of a PIN.

    The session that was there stays until the new one is whole, and is untouched by a login that fails or is cancelled. The
    system's unlock counts where its lock was seen from its beginning (``SessionState``), and is of the account that this process
    runs under. ``by``: "helseid", "system" or "pin"; "" while the window is open.
    """

    proven = Signal(str, object)
    failed = Signal(object, bool)
    told = Signal(str)

    def __init__(self, window: MainWindow, settings: WindowSettings, *, now: Callable[[], ClockMoment]) -> None:
        super().__init__(window)
        self._controller = window.controller
        self._system: SessionLock | None = None
        self._key = self.by = self._step = self._url = ""
        self._page: WaitPanel | None = None
        self._field: PinField | None = None
        self.pin = PinBar(window, settings, now=now)
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
        self.pin.close_offer()
        self._key, self.by = key, "helseid"
        if self.pin.kind == "system" and self._system is not None:
            self.by = "system"
        elif self.pin.kind == "pin" and key and self.pin.keeper.key == key:
            self.by = "pin"

    def end(self) -> None:
        self.cancel()
        self._key = self.by = ""
        self._page = self._field = None

    def button_text(self) -> str:
        return translate("Lock", "&Unlock") if self.by == "pin" else translate("Lock", "&Unlock with HelseID")

    def page(self, parent: QWidget) -> QWidget:
        """What is put on the cover above the button, at each lock anew; what it has as focus proxy gets the focus."""
        if self.by == "pin":
            return self._pin_page(parent)
        if self.by == "system" and self._system is not None:
            return self._system_page(parent)
        return self._login_page(parent)

    def ask(self) -> None:
        if self._field is not None and self.pin.keeper.key:
            self._field.enter()
        else:
            self._ask_helseid()

    def cancel(self) -> None:
        """Stop what ``ask`` began; nothing more is told of it. It may be asked again."""
        self._logins.cancel()
        self._show("")
        if self._field is not None:
            self._field.clear()

    # --- HelseID ---------------------------------------------------------------------------------------------------------------

    def _login_page(self, parent: QWidget) -> WaitPanel:
        page = self._page = WaitPanel(parent, "unlock")
        page.again.clicked.connect(self._open_again)
        page.cancel.clicked.connect(self._cancelled)
        return page

    def _ask_helseid(self) -> None:
        """Log in. While the login waits: its page once more."""
        if not self.by:
            return
        if self.running:
            self._open_again()
            return
        desk = self._controller.desk
        organisation = self._controller.organisation(desk.session.orgnr if desk.session is not None else desk.form.orgnr)
        self._show(translate("Lock", "Starting the login …"))
        self._logins.start(organisation)

    def _cancelled(self) -> None:
        if self.by:
            self.cancel()
            self.failed.emit(None, False)

    def _open_again(self) -> None:
        if self._url:
            self._logins.open_again(self._url)

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
        if self.by:
            self._show("")
            self.failed.emit(error, False)

    def _say(self, words: MessageText | None) -> None:
        trouble = f"{words.what} {words.do}".strip() if words is not None else ""
        if self.running and self._page is not None:
            self._show(self._step, self._url, trouble)
            announce(self._page, trouble, urgent=True)

    def _show(self, step: str, url: str = "", trouble: str = "") -> None:
        self._step, self._url = step, url
        if self._page is not None and step:
            self._page.say(step, trouble, url=url)
        elif self._page is not None:
            self._page.clear()

    # --- the system's unlock, and the PIN ---------------------------------------------------------------------------------------

    def _system_page(self, parent: QWidget) -> QWidget:
        page = QWidget(parent)
        page.setObjectName("unlockSystem")
        how = translate(
            "Lock", "When you lock the computer's screen and unlock it, the window opens too. Or log in with HelseID."
        )
        column = column_of(page, theme.SPACE["small"])
        for widget in (Label(how, "ink", name="unlockSystemHow", wraps=True, parent=page), self._login_page(page)):
            column.addWidget(widget)
        return page

    def _unlocked(self) -> None:
        if self.by == "system":
            self.proven.emit(self._key, None)

    def _pin_page(self, parent: QWidget) -> QWidget:
        """``unlockPin``: the field, and HelseID for whoever does not know the PIN."""
        page = QWidget(parent)
        page.setObjectName("unlockPin")
        field = self._field = PinField("pinField", page)
        theme.set_font(field, Type.VALUE)
        field.entered.connect(self._entered)
        name = QLabel(translate("Lock", "&PIN"), page)
        name.setBuddy(field)
        spoken = translate("Lock", "Unlock with HelseID instead")
        helseid = named_button(page, "pinHelseIdButton", translate("Lock", "Forgotten: &HelseID instead"), spoken)
        helseid.clicked.connect(self._ask_helseid)
        self.pin.gone.connect(name.hide)
        self.pin.gone.connect(helseid.hide)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE["small"])
        row.addWidget(name)
        row.addWidget(field, 1)
        row.addWidget(helseid)
        column = column_of(page, theme.SPACE["small"])
        column.addLayout(row)
        column.addWidget(self._login_page(page))
        page.setFocusProxy(field)
        return page

    def _entered(self, digits: str) -> None:
        keeper = self.pin.keeper
        if not may_be(digits):
            self.told.emit(translate("Lock", "A PIN has at least %n digit(s). That was no try.", "", SHORTEST))
        elif keeper.key == self._key and keeper.fits(digits):
            self.proven.emit(self._key, None)
        elif keeper.key:
            self.told.emit(translate("Lock", "That is not the PIN. %n try(s) left; then you are logged out.", "", keeper.left))
        else:
            self.failed.emit(AppError(ErrorCode.PIN_WRONG), True)

    def _pin_gone(self) -> None:
        """There is no PIN any more: the session in which it was set has ended."""
        field, self._field = self._field, None
        if field is not None:
            field.clear()
            field.hide()
            self.told.emit(translate("Lock", "The login has ended, and the PIN with it. Unlock with HelseID."))
