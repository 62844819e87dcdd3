"""The panel of the login in the patient bar: the name of the clinician, or the button to log in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from provesvar_gui.platform.clock import WALL, WallClock
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import KeyButton, Label, fill, say_in_tooltip

if TYPE_CHECKING:
    from provesvar_gui.helseid.model import Clinician

_DAY = 86400.0  # seconds
_WIDEST = (1 << 24) - 1  # Qt's own
_MINUTE, _HOUR = 60, 3600
_CLOCK_CHECK_MS = 60_000  # whether the clock is still wrong
_KEY_WARNED, _KEY_URGENT = 30, 7  # days before the end of the program's own key


class LoginPanel(QWidget):
    """The name of the logged-in person, or the button ``login``; with a warning while this machine's ``wall`` clock is wrong."""

    def __init__(self, parent: QWidget | None = None, *, wall: WallClock = WALL) -> None:
        super().__init__(parent)
        self._wall, self._details, self._initials = wall, True, False
        self._clock = Label("", "on_bar", name="clockWrong", letters=2, parent=self)
        self._look = QTimer(self, interval=_CLOCK_CHECK_MS)
        self._look.timeout.connect(self.tell_clock)
        self._name = Label("", "on_bar", name="whoLabel", bold=True, letters=2, parent=self)
        self._more = Label("", "on_bar2", name="whoDetails", kind=Type.SMALL, letters=8, parent=self)
        self._ends = Label("", "on_bar", name="sessionEnds", kind=Type.SMALL, letters=2, parent=self)
        self._key = Label("", "on_bar", name="keyEnds", kind=Type.SMALL, letters=2, parent=self)
        self.login = KeyButton("loginButton", self.tr("Log in"), keys.Key.LOGIN, self, kind="bar")
        small = theme.SPACE["small"]
        named = fill(QHBoxLayout(), self._name, self._clock, 1, spacing=small)  # neither keeps the other from its width
        details = fill(QHBoxLayout(), self._more, self._ends, self._key, 1, spacing=small)
        person = fill(QVBoxLayout(), 1, named, details, 1, spacing=0)
        self._row = fill(QHBoxLayout(self), person, self.login, spacing=small)
        self.show_who(None)

    def show_who(self, clinician: Clinician | None, minutes_left: int | None = None, *, running: bool = False) -> None:
        """``minutes_left``: near the end of a session; 0: at any moment. The HPR number is never cut."""
        self.tell_clock()
        self._tell_end(minutes_left if clinician is not None else None)
        self._tell_key(clinician.key_ends if clinician is not None else None)
        if clinician is None:
            text = self.tr("Logging in") if running else self.tr("Not logged in")
            self._name.say(text, short=text)
            tooltip = ""
            self._more.setText("")
            self.setAccessibleName(self._name.text())
        else:
            hpr = self.tr("HPR {number}").format(number=clinician.hpr_number)
            level = clinician.security_level
            details = self.tr("HPR {number} · level {level}").format(number=clinician.hpr_number, level=level)
            organisation = clinician.organisation.name if clinician.organisation is not None else ""
            self._name.say(clinician.name, short="".join(each[0] for each in clinician.name.split()))
            self._more.say(details, keep=hpr)
            tooltip = " · ".join(filter(None, (details, organisation)))  # of a look-up the organisation stands beside its role
            self.setAccessibleName(self.tr("Logged in: {name}").format(name=clinician.name))
        say_in_tooltip(self, tooltip)
        wanted = {
            self._ends: bool(self._ends.text()),
            self._key: bool(self._key.text()) and not self._ends.text(),  # one at a time: there is little room
            self.login: clinician is None and not running,
        }
        for widget, visible in sorted(wanted.items(), key=lambda pair: pair[1]):  # hide first: else the window grows for a moment
            widget.setVisible(visible)
        self.shorten(details=self._details, initials=self._initials)

    def shorten(self, *, details: bool, initials: bool) -> None:
        """``initials``: beside a patient there is little room; that nobody is logged in the button says."""
        self._details, self._initials = details, initials
        self._name.setVisible(not initials or self.login.isHidden())
        self.login.shorten(cap=not initials)
        self._name.setMaximumWidth(self._name.minimumSizeHint().width() if initials else _WIDEST)
        self._more.setVisible(details and bool(self._more.text()))
        self._row.activate()  # the bar asks at once how wide it is

    def _tell(self, note: Label, words: str, *, short: str, after: str, aloud: bool) -> None:
        """``short``: for a narrow window. ``after``: the consequence, in the tooltip."""
        if words == note.text():
            return
        if words and aloud:
            announce(self, words, urgent=False)
        note.say(words, short=short)
        say_in_tooltip(note, f"{words}\n{after}" if words else "")

    def _tell_end(self, minutes: int | None) -> None:
        words = short = ""
        if minutes:
            words = self.tr("Session ends in {minutes} min").format(minutes=minutes)
            short = self.tr("{minutes} min left").format(minutes=minutes)
        elif minutes is not None:
            words, short = self.tr("Session ends at any moment"), self.tr("Ends now")
        after = self.tr("HelseID ends it then, whatever is done here. After that, log in again.")
        self._tell(self._ends, words, short=short, after=after, aloud=not self._ends.text() or not minutes)

    def _tell_key(self, ends: float | None) -> None:
        """An early and quiet warning for the administrator, since nobody replaces a key in the middle of work."""
        days = _KEY_WARNED if ends is None else max(0, int((ends - self._wall.now().timestamp()) // _DAY))
        words = short = ""
        if days < _KEY_WARNED:
            sign = "▲ " if days < _KEY_URGENT else ""
            words = sign + self.tr("The program's key ends in %n day(s)", "", days)
            short = sign + self.tr("Key: {days} d").format(days=days)
        after = self.tr("Nobody can log in here after that. Tell your IT department: it is replaced at HelseID Selvbetjening.")
        self._tell(self._key, words, short=short, after=after, aloud=days < _KEY_URGENT)

    def tell_clock(self) -> None:
        words = self._clock_text(self._wall.offset)
        after = self.tr("Times here are corrected. Set the clock right, or tell your IT department.")
        self._tell(self._clock, words, short=self.tr("▲ Clock wrong"), after=after, aloud=not self._clock.text())
        self._clock.setVisible(bool(words))
        self._look.start() if words else self._look.stop()

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
