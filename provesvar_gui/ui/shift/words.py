"""What is said of a look at the services."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from provesvar_gui.self_check.flight import Answer, Flight
from provesvar_gui.ui import keys
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.theme import Tone

translate = QCoreApplication.translate


def of_flight(flight: Flight, time: str) -> tuple[str, Tone]:
    """One line, or one for each that does not answer. ``time``: of the look, such as 07:02."""
    if flight.good:
        return translate("Flight", "Login, service and code list answer ({time})").format(time=time), Tone.SUBDUED
    if flight.no_way:
        lines = [translate("Flight", "No contact with any service ({time}): nobody can log in or look up now.").format(time=time)]
    else:
        lines = [line.format(time=time) for line in _lines(flight)]
    if not lines[1:] and flight.login is flight.service is Answer.ANSWERS:
        return lines[0], Tone.SUBDUED  # the copy at hand does as well: nobody has to do anything
    helps = translate("Flight", "{key}: what is wrong, and what to do. {call}: whom to call meanwhile.")
    lines.append(helps.format(key=keys.shown(Key.SELF_CHECK), call=keys.shown(Key.CALL)))
    return "\n".join(f"▲ {line}" if number == 0 else line for number, line in enumerate(lines)), Tone.WARNING


def _lines(flight: Flight) -> list[str]:
    lines = []
    if flight.login is Answer.STRANGE:
        lines.append(translate("Flight", "Something other than HelseID answers ({time}): nobody can log in now."))
    elif flight.login is not Answer.ANSWERS:
        lines.append(
            translate("Flight", "Login (HelseID) does not answer ({time}): who is logged in can go on, nobody else can log in.")
        )
    if flight.service is Answer.STRANGE:
        lines.append(
            translate("Flight", "Something other than Pasientens prøvesvar answers ({time}): nothing can be looked up now.")
        )
    elif flight.service is not Answer.ANSWERS:
        lines.append(translate("Flight", "Pasientens prøvesvar does not answer ({time}): nothing can be looked up now."))
    if flight.code_list is not Answer.ANSWERS:
        lines.append(translate("Flight", "The code list does not answer ({time}): the copy at hand is used, and look-ups work."))
    return lines
