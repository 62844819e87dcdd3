"""The PIN: its field, the bar where it is chosen, the page of the cover that asks for it, and who may set one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from provesvar_gui.desk.lock import LONGEST, SHORTEST, PinKeeper, is_good_pin
from provesvar_gui.patient.scan import ScanStream
from provesvar_gui.ui import theme
from provesvar_gui.ui.form.scanner import UNWATCHED, key_time
from provesvar_gui.ui.message_line import Urgency
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import Label, Panel, column_of, lay_in_row, named_button

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent

    from provesvar_gui.desk.lock import ClockMoment
    from provesvar_gui.ui.main_window import MainWindow
    from provesvar_gui.ui.window_settings import WindowSettings

translate = QCoreApplication.translate
OFFER: Final = 120.0  # seconds
_MOST: Final = 32
_DOT: Final = "\u2022"
_ENTERS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_HINTS: Final = (
    Qt.InputMethodHint.ImhDigitsOnly
    | Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhNoPredictiveText
)


class PinEdit(QLineEdit):
    """The input field of a PIN. ``entered``: Enter was pressed. ``key_time``: when a key went down, in seconds.

    The line itself holds as many dots as there are digits and nothing else: no undo history, clipboard, screen reader, input
    method or style ever gets them. Nothing can be pasted or dropped. ``hasty``: what was typed came from a scanner, which
    somebody had in hand: no hand is as quick.
    """

    entered = Signal()

    def __init__(self, parent: QWidget | None = None, *, key_time: Callable[[QKeyEvent], float] = key_time) -> None:
        super().__init__(parent)
        self._digits = ""
        self._key_time = key_time
        self._stream = ScanStream()
        self.hasty = False
        self.setEchoMode(QLineEdit.EchoMode.Password)  # what a screen reader is told of it
        self.setInputMethodHints(_HINTS)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self.setProperty(UNWATCHED, True)

    def take(self) -> str:
        """What was typed; the line is empty then."""
        digits = self._digits
        self.forget()
        return digits

    def forget(self) -> None:
        self.hasty = False
        self._stream.reset()
        self._set("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.key() in _ENTERS:
            if not event.isAutoRepeat():
                self.entered.emit()
            event.accept()
        elif event.matches(QKeySequence.StandardKey.DeleteStartOfWord):
            self.forget()
        elif event.key() == Qt.Key.Key_Backspace:
            self._set(self._digits[:-1])
        elif text and text.isascii() and text.isdigit():
            at = self._key_time(event)
            if event.isAutoRepeat() and not self._stream.in_burst(at):
                return  # X11 says "repeat" of a double digit of a scanner too
            self._stream.digit(text, at)
            self.hasty = self.hasty or self._stream.hasty
            self._set(self._digits + text)
        else:
            event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._set(self._digits + "".join(each for each in event.commitString() if each in "0123456789"))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button would paste."""
        if event.button() is not Qt.MouseButton.MiddleButton:
            super().mouseReleaseEvent(event)

    def _set(self, digits: str) -> None:
        self._digits = digits[:_MOST]
        self.setText(_DOT * len(self._digits))


class PinBar(Panel):
    """The bar in which a PIN is chosen, ``pinBar``, after the login. Takes no focus: who is in a hurry reads results.

    ``chosen(digits)``: typed twice the same. ``laterAsked``: not now; the lock is lifted with HelseID then. ``public``: numbers
    that no PIN may be part of.
    """

    chosen = Signal(str)
    laterAsked = Signal()  # noqa: N815 - a Qt signal

    def __init__(
        self, public: Callable[[], Iterable[str]], parent: QWidget, *, key_time: Callable[[QKeyEvent], float] = key_time
    ) -> None:
        super().__init__("accent_ground", "accent_ground", parent, radius=0)
        self.setObjectName("pinBar")
        self._public = public
        self._first = ""
        self._text = Label(name="pinBarText", wraps=True, parent=self)
        self.edit = PinEdit(self, key_time=key_time)
        self.edit.setObjectName("newPinField")
        self.edit.setFixedWidth(140)
        self.edit.entered.connect(self._entered)
        self.use = named_button(self, "newPinButton", self.tr("Set the PIN"))
        self.use.clicked.connect(self._entered)
        self.later = named_button(self, "newPinLaterButton", self.tr("Not now"))
        self.later.setToolTip(self.tr("HelseID unlocks the window then"))
        self.later.clicked.connect(self.laterAsked)
        lay_in_row(self, self._text, self.edit, self.use, self.later)
        self.hide()

    def ask(self) -> None:
        self.forget()
        self.show()
        announce(self, self._text.text(), urgent=False)

    def forget(self) -> None:
        self._first = ""
        self.edit.forget()
        self._say(self._question())

    def _question(self) -> str:
        return self.tr("Choose a PIN for the lock: at least %n digit(s)", "", SHORTEST)

    def _entered(self) -> None:
        scanned, digits, first = self.edit.hasty, self.edit.take(), self._first
        self._first = ""
        if scanned:
            said = self.tr("That came from a scanner. Choose a PIN, and type it.")
        elif not first and not is_good_pin(digits, self._public()):
            said = self.tr("{least} to {most} digits; no rows, none over and over, nothing of your HPR number.")
            said = said.format(least=SHORTEST, most=LONGEST)
        elif not first:
            self._first, said = digits, self.tr("The same PIN once more")
        elif digits != first:
            said = self.tr("The two were not the same. Choose once more.")
        else:
            self.hide()
            self.chosen.emit(digits)
            return
        self._say(said)
        announce(self, said, urgent=True)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, text: str) -> None:
        self._text.setText(text)
        self.setAccessibleName(text)
        self.edit.setAccessibleName(text)


class PinPage(QWidget):
    """The page of the cover that asks for the PIN, ``unlockPin``, with HelseID for whoever does not know it.

    ``entered(digits)``; ``helseIdAsked``. ``login``: makes the part that shows where a login stands.
    """

    entered = Signal(str)
    helseIdAsked = Signal()  # noqa: N815 - a Qt signal

    def __init__(
        self, parent: QWidget, login: Callable[[QWidget], QWidget], *, key_time: Callable[[QKeyEvent], float] = key_time
    ) -> None:
        super().__init__(parent)
        self.setObjectName("unlockPin")
        self.edit = PinEdit(self, key_time=key_time)
        self.edit.setObjectName("pinField")
        theme.set_font(self.edit, Type.VALUE)
        self.edit.entered.connect(self.submit)
        self.edit.setAccessibleName(translate("Lock", "PIN"))
        self._name = QLabel(translate("Lock", "&PIN"), self)
        self._name.setBuddy(self.edit)
        self.helseid = named_button(
            self,
            "pinHelseIdButton",
            translate("Lock", "Forgotten: &HelseID instead"),
            translate("Lock", "Unlock with HelseID instead"),
        )
        self.helseid.clicked.connect(self.helseIdAsked)
        self._said = Label("", "flag", name="pinSaid", wraps=True, parent=self)
        self._said.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE["small"])
        row.addWidget(self._name)
        row.addWidget(self.edit, 1)
        row.addWidget(self.helseid)
        column = column_of(self, theme.SPACE["small"])
        column.addWidget(self._said)
        column.addLayout(row)
        column.addWidget(login(self))
        self.setFocusProxy(self.edit)

    def submit(self) -> None:
        """As Enter in the field does."""
        scanned, digits = self.edit.hasty, self.edit.take()
        if scanned:
            self.say(translate("Lock", "That came from a scanner, and was no try. Type your PIN."))
        elif digits:
            self.entered.emit(digits)
        else:
            self.say(translate("Lock", "Type your PIN."))

    def say(self, text: str) -> None:
        """What came of the last try; the field is ready for the next."""
        self._said.setText(text)
        self._said.setVisible(bool(text))
        if text:
            announce(self, text, urgent=True)
        if self.edit.isVisible():
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def only_helseid(self) -> None:
        """There is no PIN any more: the session in which it was set has ended."""
        self.edit.forget()
        self.setFocusProxy(None)  # type: ignore[arg-type]  # Qt's own way to have none
        for widget in (self._name, self.edit, self.helseid):
            widget.hide()
        self.say(translate("Lock", "The login has ended, and the PIN with it. Unlock with HelseID."))


class PinOffer(QObject):
    """Asks for a PIN after a login where the policy (``kind``) wants one, and keeps it. ``gone``: the PIN is forgotten.

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
        self._since: ClockMoment | None = None  # when HelseID last asked who is here; None: they may have gone since
        self.timer = QTimer(self, singleShot=True, interval=round(OFFER * 1000))
        self.timer.timeout.connect(self.close)
        self._bar = PinBar(self._public, window.area, key_time=window.key_time)
        self._bar.chosen.connect(self._set)
        self._bar.laterAsked.connect(self.close)
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
        """No PIN can be set before the next login: the window is being locked, the time is over, or they want none."""
        self._since = None
        self._refreshed()

    def _refreshed(self) -> None:
        key = self._desk.session.key if self._desk.session is not None and self.kind == "pin" else ""
        if self.keeper.key and self.keeper.key != key:
            self.keeper.forget()
            self.gone.emit()
        wanted = bool(key) and self._since is not None and not self.keeper.key
        if wanted and self._bar.isHidden():
            self._bar.ask()
        elif not wanted and not self._bar.isHidden():
            self._bar.forget()
            self._bar.hide()

    def _came_anew(self) -> None:
        self._since = self._now()
        self.timer.start()
        self._refreshed()

    def _public(self) -> tuple[str, ...]:
        owner = self._controller.owner
        return (owner.hpr_number,) if owner is not None else ()

    def _set(self, digits: str) -> None:
        """By the clock too: its timer stands still while the machine sleeps."""
        in_time = self._since is not None and self._now().since(self._since) < OFFER
        self._since = None
        if self._desk.session is not None and in_time:
            self.keeper.keep(self._desk.session.key, digits)
            self._controller.hint(translate("Lock", "The PIN is set. It is forgotten when you log out."))
        else:
            self._controller.hint(
                translate("Lock", "The time to set a PIN is over. Lock the window and unlock it with HelseID to set one.")
            )
