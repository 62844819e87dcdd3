"""The widgets of the lock: the cover over the window, the warning before it, and the line of the bedside key."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from provesvar_gui.ui import icons, keys, theme
from provesvar_gui.ui.form.form import WaitPanel
from provesvar_gui.ui.form.parts import one_line
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.lock.proofs import PinField
from provesvar_gui.ui.marks import ProfileStrip, mark_of
from provesvar_gui.ui.sheet import scrolling
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import RADIUS, Type
from provesvar_gui.ui.today import clock_text, now
from provesvar_gui.ui.widgets import IconLabel, KeyButton, Label, Panel, column_of, fill, lay_in_row, named_button, ruler

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from provesvar_gui.helseid.model import Clinician
    from provesvar_gui.ui.main_window import MainWindow

translate = QCoreApplication.translate
_LOW = 300  # of the window, where the sheet has all its words and no air
_WIDE = 480  # device-independent pixels: of the sheet
_ENTERS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_MIDDLE: Final = Qt.AlignmentFlag.AlignHCenter


class Cover(QWidget):
    """Covers the whole window, always in its size, and blocks its keys: for the lock and the drill.

    ``column``: of its sheet, in the middle. Whoever makes it calls ``fit`` when it is complete.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        inside = QWidget()
        self._sheet = Panel("surface", "line", inside, radius=RADIUS["sheet"])
        self.column = column_of(self._sheet, theme.SPACE["medium"])
        around = (theme.SPACE["wide"], theme.SPACE["small"], theme.SPACE["wide"], theme.SPACE["small"])
        fill(QVBoxLayout(inside), 1, fill(QHBoxLayout(), 1, (self._sheet, 100), 1), 1, margins=around)
        self._bar = bar = Panel("bar", "bar", self, radius=0)
        self.help = KeyButton("coverHelpButton", self.tr("Help"), Key.HELP, self, kind="bar")
        self.help.clicked.connect(partial(window.open_page, Key.HELP))
        icons.set_icon(self.help, Icon.HELP, "on_bar")
        name = Label(self.tr("Prøvesvar"), "on_bar", kind=Type.HEADING, parent=bar)
        sides = (theme.SPACE["large"], 0, theme.SPACE["large"], 0)
        flask = IconLabel(Icon.FLASK, "on_bar", 24, bar)
        fill(QHBoxLayout(bar), flask, (name, 1), self.help, spacing=theme.SPACE["medium"], margins=sides)
        self._outer = fill(QVBoxLayout(self), bar, ruler(self), scrolling(inside, "coverScroll"), spacing=0)
        self._mark: ProfileStrip | None = None
        window.installEventFilter(self)

    def show_mark(self) -> None:
        self._mark = mark_of(self._window.settings, self, self._mark)
        if self._mark is not None:
            self._outer.insertWidget(0, self._mark)

    def come_up(self) -> None:
        self.fit()
        self.show()
        self.raise_()
        self.show_mark()

    def fit(self) -> None:
        self.setGeometry(self._window.rect())
        self._bar.setFixedHeight(self._window.bar.height())  # nothing jumps when it comes
        self._sheet.setMaximumWidth(theme.px(_WIDE))
        low = self._window.height() < theme.px(_LOW)
        self.column.setContentsMargins(*(28, 4 if low else 20) * 2)
        self.column.setSpacing(theme.SPACE["hair" if low else "medium"])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button; no key reaches the covered widgets."""
        focused = self.window().focusWidget()
        if event.key() in _ENTERS and not event.isAutoRepeat() and isinstance(focused, QPushButton):
            focused.click()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self._window:
            self.fit()
        return False


class LockCover(Cover):
    """The cover of a locked window, ``lockCover``: the owner's name, and two buttons. Nothing of a patient.

    ``unlockAsked``, ``leaveAsked`` («not me»). ``callAsked``: offered beside what came of a try. ``pin``, ``helseid``: of
    whoever has set a PIN. ``wait``: for a login.
    """

    unlockAsked = Signal()  # noqa: N815 - a Qt signal
    leaveAsked = Signal()  # noqa: N815 - a Qt signal
    callAsked = Signal()  # noqa: N815 - a Qt signal

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("lockCover")
        title = self.tr("The window is locked")
        self._title = Label(title, name="lockTitle", kind=Type.TITLE, wraps=True, parent=self)
        self._owner = Label(name="lockWho", kind=Type.READING, bold=True, wraps=True, parent=self)
        self._owner.setContentsMargins(0, 0, 0, theme.SPACE["small"])
        self._wipe_time = Label(colour="ink2", name="lockWhat", kind=Type.SMALL, wraps=True, parent=self)
        self._message = Label(colour="flag", name="lockSaid", wraps=True, parent=self)
        for label in (self._title, self._owner, self._wipe_time):
            label.setAlignment(_MIDDLE)
        how = translate(
            "Lock", "When you lock the computer's screen and unlock it, the window opens too. Or log in with HelseID."
        )
        self._system = Label(how, name="unlockSystem", wraps=True, parent=self)
        self._row = QWidget(self)
        self._row.setObjectName("unlockPin")
        self.pin = PinField("pinField", self._row)
        theme.set_font(self.pin, Type.VALUE)
        name = QLabel(translate("Lock", "PIN"), self._row)
        name.setBuddy(self.pin)
        spoken = translate("Lock", "Unlock with HelseID instead")
        self.helseid = named_button(self._row, "pinHelseIdButton", translate("Lock", "Forgotten: HelseID instead"), spoken)
        fill(QHBoxLayout(self._row), name, (self.pin, 1), self.helseid, spacing=theme.SPACE["small"])
        self.wait = WaitPanel(self, "unlock")
        self.unlock = KeyButton("unlockButton", self.tr("Unlock"), Key.LOOK_UP, self, kind="primary", height=44)
        self.unlock.clicked.connect(self.unlockAsked)
        self.leave = named_button(self, "lockLeaveButton", self.tr("Not me – log out and clear"), self.tr("Not me"))
        self.leave.setToolTip(self.tr("Log out; everything that was open is deleted"))
        self.leave.clicked.connect(self.leaveAsked)
        self.call = named_button(self, "lockCallButton", self.tr("Whom to call …"), self.tr("Whom to call"))
        self.call.setToolTip(keys.tooltip(Key.CALL))
        self.call.clicked.connect(self.callAsked)
        self._lock = IconLabel(Icon.LOCKED, "accent_text", 40, self)
        self.column.addWidget(self._lock, 0, _MIDDLE)
        for widget in (self._title, self._owner, self._message, self._system, self._row, self.wait, self.unlock):
            self.column.addWidget(widget)
        for button in (self.leave, self.call):
            theme.set_kind(button, "quiet")
            self.column.addWidget(button, 0, _MIDDLE)
        self.column.addWidget(self._wipe_time)
        self.offer("helseid")
        self.hide()

    def cover(self, owner: Clinician | None, left: float) -> None:
        """Cover the window, in this turn of the event loop. ``left``: seconds until the contents are wiped."""
        self._lock.setVisible(self._window.height() >= theme.px(_LOW))
        self.come_up()
        name = self.tr("{name} · HPR {number}")
        self._owner.setText(name.format(name=owner.name, number=owner.hpr_number) if owner is not None else "")
        self._owner.setVisible(owner is not None)
        until = self.tr("If it is not unlocked before {time}, everything that was open is deleted.")
        self._wipe_time.setText(until.format(time=clock_text(now() + timedelta(seconds=left))))
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(f"{self._owner.text()} {self._wipe_time.text()}".strip())
        self._message.clear()
        self._message.hide()
        self.call.hide()
        self.wait.clear()
        announce(self, self._title.text(), urgent=True)

    def offer(self, method: str) -> None:
        """The proof to offer: "helseid", "system" or "pin"."""
        self._row.setVisible(method == "pin")
        self._system.setVisible(method == "system")
        self._name_unlock(opens=False)

    def _name_unlock(self, *, opens: bool) -> None:
        words = translate("Lock", "Unlock with HelseID") if self._row.isHidden() else translate("Lock", "Unlock")
        text = self.wait.again.accessibleName() if opens else words
        self.unlock.setText(text)
        self.unlock.setAccessibleName(text)

    def show_step(self, step: str, words: str, url: str) -> None:
        """Of the login; "": none is running. Meanwhile the button that began it opens the browser again."""
        opens = bool(url) and self._row.isHidden()
        self._name_unlock(opens=opens)
        if step:
            self.wait.say(step, words, url=url)
            self.wait.again.setVisible(bool(url) and not opens)
            self.wait.stack()
        else:
            self.wait.clear()

    def uncover(self) -> None:
        self.hide()
        for field in (self._owner, self._message, self.pin):
            field.clear()
        self.setAccessibleDescription("")

    def say(self, what: str, do: str = "") -> None:
        self._message.setText(f"{what}\n{do}".strip())
        self._message.setVisible(bool(what))
        self.call.setVisible(bool(what))
        if what:
            announce(self, f"{what} {do}".strip(), urgent=True)
        self.take_focus()

    def take_focus(self) -> None:
        (self.unlock if self._row.isHidden() else self.pin).setFocus(Qt.FocusReason.OtherFocusReason)


class LockWarning(Panel):
    """The warning in the 20 seconds before the lock, ``lockWarning``, in the row for messages. ``stayAsked``: its button."""

    stayAsked = Signal()  # noqa: N815 - a Qt signal

    def __init__(self, parent: QWidget) -> None:
        super().__init__("flag_ground", "flag_mark", parent, radius=0)
        self.setObjectName("lockWarning")
        self._title = one_line(self, "lockWarningTitle", "", "flag", bold=True)
        self.stay = named_button(self, "stayButton", self.tr("Keep open"), self.tr("Keep the window open"))
        self.stay.setToolTip(self.tr("Press a key or move the mouse to go on."))
        self.stay.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a key stays anyway
        self.stay.clicked.connect(self.stayAsked)
        lay_in_row(self, self._title, self.stay)
        self.hide()

    def warn(self, seconds: float) -> None:
        left = max(round(seconds), 0)
        text = self.tr("The window is locked in %n second(s): nobody has used it", "", left)
        how = self.tr("Press a key or move the mouse to go on.")
        self._title.setText(f"{text}. {how}")
        self.setAccessibleName(text)
        if self.isHidden():
            announce(self, f"{text}. {how}", urgent=True)
        self.show()
