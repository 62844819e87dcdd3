"""What the card says, in the language of the screen: for the window and for paper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.domain.contacts import grouped
from provesvar_gui.domain.phone_in_line import contact_of
from provesvar_gui.domain.text import visible
from provesvar_gui.errors import ErrorCode
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.setup_controller import SETUP

if TYPE_CHECKING:
    from provesvar_gui.domain.contacts import Contact, Contacts

#: Messages of a service that does not answer, or of a program that cannot ask: with them the card is offered.
AWAY: Final = SETUP | {
    ErrorCode.TIMEOUT, ErrorCode.CONNECTION_BROKEN, ErrorCode.UNEXPECTED_ANSWER, ErrorCode.SERVER_ERROR, ErrorCode.SERVER_BUSY,
    ErrorCode.TOKEN_INVALID, ErrorCode.DPOP_REFUSED, ErrorCode.CLOCK_WRONG, ErrorCode.SANDBOX_UNAVAILABLE, ErrorCode.INTERNAL,
    ErrorCode.OTHER_ISSUER,
}  # fmt: skip

_TITLE = QT_TRANSLATE_NOOP("DowntimeCard", "Whom to call")
_LABORATORIES = QT_TRANSLATE_NOOP("DowntimeCard", "Results, when the service does not answer")
_PRIVACY = QT_TRANSLATE_NOOP("DowntimeCard", "Results that cannot be opened (privacy)")
_SUPPORT = QT_TRANSLATE_NOOP("DowntimeCard", "The program, the login or the machine")
_ADVICE = QT_TRANSLATE_NOOP(
    "DowntimeCard",
    "On the telephone: say who you are and where you call from, the patient's number, and which test. Write the answer down with "
    "unit, time of sampling and the name of whom you spoke with, and read it back.",
)
_NOBODY = QT_TRANSLATE_NOOP("DowntimeCard", "Nobody has been entered here yet.")
_WHOM_ELSE = QT_TRANSLATE_NOOP(
    "DowntimeCard",
    "Call the laboratory by the hospital's switchboard or your department's own list; about the login and the machine, your "
    "support desk. Tell the support desk that this page is empty.",
)
_UNREADABLE = QT_TRANSLATE_NOOP("DowntimeCard", "Whom to call cannot be read here now.")
_WHO_REPAIRS = QT_TRANSLATE_NOOP(
    "DowntimeCard",
    "Call the laboratory by the hospital's switchboard or your department's own list. Tell your support desk: the self-check "
    "(Shift+F1) says what is wrong.",
)
_EXAMPLES = QT_TRANSLATE_NOOP("DowntimeCard", "Sandbox: the numbers are examples, nobody can be called.")
_LOCKED = QT_TRANSLATE_NOOP(
    "DowntimeCard", "The window is locked. The card can be printed and saved once it is unlocked: open it again then."
)
_NO_NUMBER = QT_TRANSLATE_NOOP("DowntimeCard", "no number entered")
_SOURCE = QT_TRANSLATE_NOOP("DowntimeCard", "Prøvesvar, from the settings of this machine. No patient is named on this page.")
_PRINTED = QT_TRANSLATE_NOOP("DowntimeCard", "Printed {time}")
_SPOKEN = QT_TRANSLATE_NOOP("DowntimeCard", "{name}, telephone {number}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """``number``: grouped, for the eye; "" where none was entered, and where it is in doubt and stands in the ``name``."""

    name: str
    number: str
    hours: str

    @property
    def instead(self) -> str:
        """Of a number."""
        return "" if self.number or re.search(r"\d{2}", self.name) else _tr(_NO_NUMBER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Whom to call about one thing."""

    title: str
    lines: tuple[Line, ...]


def sections(contacts: Contacts) -> tuple[Section, ...]:
    """Only those in which somebody stands."""
    found = (
        (_LABORATORIES, contacts.laboratories),
        (_PRIVACY, (contact_of(contacts.privacy),) if contacts.privacy else ()),
        (_SUPPORT, (contact_of(contacts.support),) if contacts.support else ()),
    )
    return tuple(Section(title=_tr(title), lines=tuple(map(_line, who))) for title, who in found if who)


def title() -> str:
    """Of window and page."""
    return _tr(_TITLE)


def advice() -> str:
    """What to say on the telephone."""
    return _tr(_ADVICE)


def nobody(missing: int) -> tuple[str, str]:
    """What is said where there is nobody to call: that, and what to do now. ``missing``: entries not read."""
    return (_tr(_UNREADABLE), _tr(_WHO_REPAIRS)) if missing else (_tr(_NOBODY), _tr(_WHOM_ELSE))


def examples() -> str:
    """Of the sandbox."""
    return _tr(_EXAMPLES)


def locked() -> str:
    """Instead of the buttons to take it along: what lies over the lock opens no dialog of files."""
    return _tr(_LOCKED)


def missing(count: int) -> str:
    """Of entries that could not be read; "" where all could."""
    if not count:
        return ""
    return QCoreApplication.translate(
        "DowntimeCard", "%n entry(ies) in the settings could not be read: somebody to call is missing here.", "", count
    )


def source() -> str:
    """At the foot of the page."""
    return _tr(_SOURCE)


def printed(time: str) -> str:
    """At the foot of the page."""
    return _tr(_PRINTED).format(time=time)


def aloud(name: str, number: str) -> str:
    """For a screen reader. ``number``: digit by digit."""
    return _tr(_SPOKEN).format(name=name, number=number)


def _line(contact: Contact) -> Line:
    number = grouped(contact.phone) if contact.phone else ""
    return Line(name=visible(contact.name), number=number, hours=visible(contact.hours))


def _tr(text: str) -> str:
    return QCoreApplication.translate("DowntimeCard", text)
