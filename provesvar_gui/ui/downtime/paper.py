"""The card on paper: one page, nothing of a patient."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.domain.identifiers import Profile
from provesvar_gui.domain.taking import Block, Row, Taken
from provesvar_gui.ui import today
from provesvar_gui.ui.downtime import words
from provesvar_gui.ui.results.taking.pages import Furniture

if TYPE_CHECKING:
    from provesvar_gui.domain.contacts import Contacts
    from provesvar_gui.ui.window_settings import WindowSettings

translate = QCoreApplication.translate


def card(contacts: Contacts) -> Taken:
    """Name, number in large type, hours; then what to say."""
    rows: list[Row] = []
    for section in words.sections(contacts):
        rows.append(Row(span=section.title, heading=True))
        for line in section.lines:
            rows.append(Row(span=f"{line.name} – {line.hours}" if line.hours else line.name, title=True))
            if line.number or line.instead:
                rows.append(Row(span=line.number or line.instead, large=bool(line.number)))
    if not rows:
        rows = [Row(span=each) for each in words.nobody(contacts.missing)]
    missing = words.missing(contacts.missing)
    if missing:
        rows.append(Row(span=missing))
    return Taken(title=words.title(), blocks=(Block(rows=tuple(rows)), Block(rows=(Row(span=words.advice()),))), one_page=True)


def furniture(settings: WindowSettings) -> Furniture:
    """Above and below; no patient."""
    mark = ""
    if settings.sandbox:
        mark = translate("SandboxMark", "SANDBOX – synthetic people only. Nothing here is real.")
    elif settings.profile is Profile.TEST:
        mark = translate("Marks", "TEST – synthetic people only. Not for treating patients.")
    return Furniture(patient="", source=words.source(), printed=words.printed(today.date_said(today.now())), mark=mark)
