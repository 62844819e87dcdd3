"""The PIN: its field, and the bar where it is chosen after a login."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QRegularExpression, Qt, QTimer, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from provesvar_gui.desk.lock import LONGEST, SHORTEST, PinKeeper, is_good_pin
from provesvar_gui.ui.form.scanner import UNWATCHED
from provesvar_gui.ui.message_line import Urgency
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.widgets import Label, Panel, lay_in_row, named_button

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from provesvar_gui.desk.lock import ClockMoment
    from provesvar_gui.ui.main_window import MainWindow

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
