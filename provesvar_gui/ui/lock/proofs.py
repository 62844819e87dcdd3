"""Proofs of identity that unlock the window (``lock.proof``): a new login; by policy also the system's unlock or a PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, QRegularExpression, Qt, QTimer, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from provesvar_gui.desk.lock import LONGEST, SHORTEST, PinKeeper, has_pin_length, is_good_pin
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginStep
from provesvar_gui.ui import messages
from provesvar_gui.ui.desk.tasks import LoginController
from provesvar_gui.ui.form.scanner import UNWATCHED
from provesvar_gui.ui.message_line import Urgency
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.widgets import Label, Panel, lay_in_row, named_button

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from provesvar_gui.desk.lock import ClockMoment
    from provesvar_gui.helseid.model import Clinician, LoginProgress
    from provesvar_gui.ui.lock.cover import LockCover
    from provesvar_gui.ui.main_window import MainWindow
    from provesvar_gui.ui.messages import MessageText
    from provesvar_gui.ui.session_lock import SessionLock


translate = QCoreApplication.translate
OFFER: Final = 120.0  # seconds


class PinField(QLineEdit):
    """The input of a PIN, shown as dots. ``entered(digits)``: by Enter, which clears the field.

    As a password it gives nothing to the clipboard, to undo, to an input method or to a screen reader; no scanner watches it.
    """

    entered = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(translate("Lock", "PIN"))
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(self.inputMethodHints() | Qt.InputMethodHint.ImhDigitsOnly)
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,32}"), self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self.setProperty(UNWATCHED, True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        event.accept()
        if not event.isAutoRepeat():
            self.enter()

    def enter(self) -> None:
        digits = self.text()
        self.clear()
        self.entered.emit(digits)


class PinBar(Panel):
    """The bar for choosing a PIN, ``pinBar``, after a login if the policy (``kind``) demands one; it also keeps the PIN.

    A PIN can be set within ``OFFER`` seconds of a new login and before the next lock: later it may be somebody else who found
    the window open. It takes no focus: who is in a hurry reads results. ``gone``: the PIN is forgotten. ``now``: as the lock has.
    """

    gone = Signal()

    def __init__(self, window: MainWindow, *, now: Callable[[], ClockMoment]) -> None:
        super().__init__("accent_ground", "accent_ground", window.area, radius=0)
        self.setObjectName("pinBar")
        self._now, self._window, self._controller = now, window, window.controller
        self.keeper = PinKeeper()
        self._since: ClockMoment | None = None  # when HelseID last asked who is here; None: they may have gone since
        self._first = ""
        self._text = Label(name="pinBarText", wraps=True, parent=self)
        self.field = PinField("newPinField", self)
        self.field.setFixedWidth(140)
        self.field.entered.connect(self._entered)
        use = named_button(self, "newPinButton", self.tr("Set the PIN"))
        use.clicked.connect(self.field.enter)
        later = named_button(self, "newPinLaterButton", self.tr("Not now"))
        later.setToolTip(self.tr("HelseID unlocks the window then"))
        later.clicked.connect(self.close_offer)
        lay_in_row(self, self._text, self.field, use, later)
        self.hide()
        self.timer = QTimer(self, singleShot=True, interval=round(OFFER * 1000))
        self.timer.timeout.connect(self.close_offer)
        window.window_frame.messages.add(self, Urgency.PIN)
        self._controller.authenticatedAgain.connect(self._offer)
        self._controller.refreshed.connect(self.refresh)
        owner = self._controller.owner
        if owner is not None and owner.fresh:  # logged in before this was built
            self._offer()

    @property
    def kind(self) -> str:
        """By the settings read last; an existing lock keeps its proof."""
        return self._window.settings.values.lock.proof

    def close_offer(self) -> None:
        """No PIN until the next login: at the lock, at the end of the time, or by choice."""
        self._since = None
        self.refresh()

    def _offer(self) -> None:
        self._since = self._now()
        self.timer.start()
        self.refresh()

    def refresh(self) -> None:
        session = self._controller.desk.session
        key = session.key if session is not None and self.kind == "pin" else ""
        if self.keeper.key and self.keeper.key != key:
            self.keeper.forget()
            self.gone.emit()
        wanted = bool(key) and self._since is not None and not self.keeper.key
        if wanted is self.isHidden():
            self._first = ""
            self.field.clear()
            self._say(self.tr("Choose a PIN for the lock: at least %n digit(s)", "", SHORTEST))
            self.setVisible(wanted)

    def _entered(self, digits: str) -> None:
        first, self._first = self._first, ""
        owner, session = self._controller.owner, self._controller.desk.session
        if not first and not is_good_pin(digits, (owner.hpr_number,) if owner is not None else ()):
            said = self.tr("{least} to {most} digits; no rows, none over and over, nothing of your HPR number.")
            said = said.format(least=SHORTEST, most=LONGEST)
        elif not first:
            self._first, said = digits, self.tr("The same PIN once more")
        elif digits != first:
            said = self.tr("The two were not the same. Choose once more.")
        else:
            in_time = self._since is not None and self._now().since(self._since) < OFFER  # a timer may stand still in sleep
            self.close_offer()
            if in_time and session is not None:
                self.keeper.keep(session.key, digits)
                self._controller.hint(translate("Lock", "The PIN is set. It is forgotten when you log out."))
            else:
                self._controller.hint(
                    translate("Lock", "The time to set a PIN is over. Lock the window and unlock it with HelseID to set one.")
                )
            return
        self._say(said)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, text: str) -> None:
        self._text.setText(text)
        self.setAccessibleName(text)
        self.field.setAccessibleName(text)
        announce(self, text, urgent=False)


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
            organisation = self._controller.organisations.get(desk.session.orgnr if desk.session is not None else desk.form.orgnr)
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
        self._cover.show_step(step, words, url)
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
