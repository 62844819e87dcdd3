"""The panel of the login: the name of the clinician, and the buttons to log in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from provesvar_gui.platform.clock import WALL, WallClock
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tint
from provesvar_gui.ui.tinted_widgets import ElidedLabel, ShortLabel, say_in_tooltip
from provesvar_gui.ui.widgets import plain_button

if TYPE_CHECKING:
    from provesvar_gui.helseid.model import Clinician

_DAY = 86400.0  # seconds
_LETTERS = 24  # of the name, at least
_MINUTE, _HOUR = 60, 3600
_LOOK_MS = 60_000  # whether the clock is still wrong
_KEY_TOLD, _KEY_URGENT = 30, 7  # days before the end of the program's own key
_SURE_MS = 5000  # how long the second press of the logout is waited for
_ANNOUNCED = (5, 1, 0)  # minutes before the session's end, besides the first that is told


class LogoutButton(QPushButton):
    """The button to log out, ``logoutButton``.

    ``asked`` comes with the second press while something would be lost (``guards``), else with the first.

    Its key lies beside others that are used on results. ``quiet_ms``: a press that comes sooner after one is the same press: the
    key was held down, or the button double-clicked.
    """

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("logoutButton")
        self.guards = False
        self.quiet_ms = 0
        self._since = QElapsedTimer()
        self._sure = QTimer(self, singleShot=True, interval=_SURE_MS)
        self._sure.timeout.connect(self._say)
        self.clicked.connect(self._pressed)
        self._say()

    def reset(self) -> None:
        """Forget a first press."""
        if self._sure.isActive():
            self._sure.stop()
            self._say()

    def _say(self) -> None:
        text = self.tr("Press Alt+&T again: log out and clear") if self._sure.isActive() else self.tr("Log ou&t")
        self.setText(text)
        self.setAccessibleName(text.replace("&", ""))
        self.setToolTip(self.tr("Log out and clear the desk"))

    def _pressed(self) -> None:
        same = self._since.isValid() and self._since.elapsed() < self.quiet_ms
        self._since.start()
        if self.guards and not self._sure.isActive():
            self._sure.start()
            self._say()
            announce(self, self.accessibleName(), urgent=True)
        elif not same:
            self.reset()
            self.asked.emit()
        else:
            self._sure.start()


class LoginPanel(QWidget):
    """The panel of the login. Its signals are its buttons.

    ``loginAsked``, ``logoutAsked``, ``journalAsked``.

    That this machine's clock is wrong stands here for as long as it is so, whoever is logged in, or nobody. ``wall``: by which
    that is judged.
    """

    loginAsked = Signal()  # noqa: N815 - a Qt signal
    logoutAsked = Signal()  # noqa: N815 - a Qt signal
    journalAsked = Signal()  # noqa: N815 - a Qt signal

    def __init__(self, parent: QWidget | None = None, *, wall: WallClock = WALL) -> None:
        super().__init__(parent)
        self._wall = wall
        self._clock = ShortLabel(tint=Tint.WARNING, parent=self)
        self._clock.setObjectName("clockWrong")
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self.tell_clock)
        self._who = ElidedLabel(letters=_LETTERS, parent=self)
        self._who.setObjectName("whoLabel")
        theme.resize(self._who, bold=True)
        self._more = ElidedLabel(tint=Tint.SUBDUED, parent=self)
        self._more.setObjectName("whoDetails")
        self._ends = ShortLabel(tint=Tint.WARNING, parent=self)
        self._ends.setObjectName("sessionEnds")
        self._key = ShortLabel(tint=Tint.SUBDUED, parent=self)
        self._key.setObjectName("keyEnds")
        self.login = self._button("loginButton", self.tr("Log &in"), keys.tooltip(keys.Key.LOGIN))
        self.login.clicked.connect(self.loginAsked)
        self.logout = LogoutButton(self)
        self.logout.asked.connect(self.logoutAsked)
        self.journal = self._button("journalButton", self.tr("My look-ups"), keys.tooltip(keys.Key.JOURNAL))
        self.journal.clicked.connect(self.journalAsked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE["small"])
        first = QHBoxLayout()
        first.setSpacing(theme.SPACE["small"])
        first.addWidget(self._who)
        first.addWidget(self._clock)
        second = QHBoxLayout()
        second.setSpacing(theme.SPACE["small"])
        second.addWidget(self._more)
        second.addWidget(self._ends)
        second.addWidget(self._key)
        person = QVBoxLayout()
        person.setSpacing(0)
        person.addLayout(first)
        person.addLayout(second)
        for line in (first, second):  # neither keeps the other from being as wide as its words
            line.addStretch(1)
        row.addLayout(person)
        for widget in (self.login, self.journal, self.logout):
            row.addWidget(widget)
        self.show_nobody()

    def show_nobody(self) -> None:
        """Nobody is logged in."""
        self._who.setText(self.tr("Not logged in"))
        self.setAccessibleName(self.tr("Not logged in"))
        self._more.setText("")
        self._show(login=True, logout=False)

    def show_running(self) -> None:
        """A login is under way; the form tells of it."""
        self._who.setText(self.tr("Logging in"))
        self._more.setText("")
        self._show(login=False, logout=False)

    def show_clinician(self, clinician: Clinician, organisation: str, minutes_left: int | None = None) -> None:
        """Somebody is logged in. ``minutes_left``: of a session whose end is near; 0 at any moment, None where it is not.

        However long the name is, the HPR number is never cut.
        """
        self._who.setText(clinician.name)
        level = clinician.security_level
        details = self.tr("HPR {number} · level {level}").format(number=clinician.hpr_number, level=level)
        self._more.keep(self.tr("HPR {number}").format(number=clinician.hpr_number))
        self._tell_end(minutes_left)
        self._tell_key(clinician.key_ends)
        if organisation:
            details = self.tr("{details} · {organisation}").format(details=details, organisation=organisation)
        self._more.setText(details)
        self.setAccessibleName(self.tr("Logged in: {name}").format(name=clinician.name))
        self._show(login=False, logout=True)

    def _tell_end(self, minutes: int | None) -> None:
        words = short = ""
        if minutes:
            words = self.tr("Session ends in {minutes} min").format(minutes=minutes)
            short = self.tr("{minutes} min left").format(minutes=minutes)
        elif minutes is not None:
            words, short = self.tr("Session ends at any moment"), self.tr("Ends now")
        if words != self._ends.text():
            if words and (not self._ends.text() or minutes in _ANNOUNCED):
                announce(self, words, urgent=False)
            self._ends.say_either(words, short)
            after = self.tr("HelseID ends it then, whatever is done here. After that, log in again.")
            say_in_tooltip(self._ends, f"{words}\n{after}" if words else "")

    def _tell_key(self, ends: float | None) -> None:
        """In good time and quietly: it is for whoever looks after the machine, and nobody mends it in the middle of work."""
        days = None if ends is None else max(0, int((ends - self._wall.now().timestamp()) // _DAY))
        words = short = ""
        urgent = days is not None and days < _KEY_URGENT
        if days is not None and days < _KEY_TOLD:
            words, short = self.tr("The program's key ends in %n day(s)", "", days), self.tr("Key: {days} d").format(days=days)
        if urgent:
            words, short = f"▲ {words}", f"▲ {short}"
        if words != self._key.text():
            if urgent:
                announce(self, words, urgent=False)
            self._key.say(words, Tint.WARNING if urgent else Tint.SUBDUED)
            self._key.say_either(words, short)
            after = self.tr(
                "Nobody can log in here after that. Tell your IT department: it is replaced at HelseID Selvbetjening."
            )
            say_in_tooltip(self._key, f"{words}\n{after}" if words else "")

    def tell_clock(self) -> None:
        """That this machine's clock is wrong, or not any more. Nothing else moves."""
        words = self._clock_text(self._wall.offset)
        if words != self._clock.text():
            if words and not self._clock.text():
                announce(self, words, urgent=False)
            self._clock.say_either(words, self.tr("▲ Clock wrong") if words else "")
            after = self.tr("Times here are corrected. Set the clock right, or tell your IT department.")
            say_in_tooltip(self._clock, f"{words}\n{after}" if words else "")
        self._clock.setVisible(bool(words))
        self._who.keep_letters(_LETTERS // 2 if words else _LETTERS)
        if words:
            self._look.start()
        else:
            self._look.stop()

    def _clock_text(self, offset: int) -> str:
        if not offset:
            return ""
        seconds = abs(offset)
        if seconds < 2 * _HOUR:
            amount = self.tr("%n minute(s)", "", round(seconds / _MINUTE))
        elif seconds < 2 * _DAY:
            amount = self.tr("%n hour(s)", "", round(seconds / _HOUR))
        else:
            amount = self.tr("%n day(s)", "", round(seconds / _DAY))
        behind = self.tr("▲ This machine's clock is {amount} behind")
        ahead = self.tr("▲ This machine's clock is {amount} ahead")
        return (behind if offset > 0 else ahead).replace("{amount}", amount)

    def _show(self, *, login: bool, logout: bool) -> None:
        self.tell_clock()
        if not logout:
            self.logout.reset()
        wanted = {
            self._ends: logout and bool(self._ends.text()),
            self._key: logout and bool(self._key.text()) and not self._ends.text(),  # one at a time: there is little room
            self.login: login,
            self.journal: logout,
            self.logout: logout,
        }
        for widget, visible in sorted(wanted.items(), key=lambda pair: pair[1]):  # hide first: else the window grows for a moment
            widget.setVisible(visible)

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = plain_button(text, self)
        button.setObjectName(name)
        button.setAccessibleName(text.replace("&", ""))
        button.setToolTip(tip)
        return button
