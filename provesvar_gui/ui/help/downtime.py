"""The downtime card: telephone numbers for when a service is down, legible from an arm's length, on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable
from provesvar_gui.results.text import visible
from provesvar_gui.settings.contacts import grouped, spoken
from provesvar_gui.ui import theme, today
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.marks import mark_text
from provesvar_gui.ui.results.export.jobs import Job, MakeWork
from provesvar_gui.ui.results.export.paper import Dialogs, PageTexts, print_work
from provesvar_gui.ui.sheet import SELECTABLE, Sheet, scrolling
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import IconLabel, Label, column_of, fill

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrinter

    from provesvar_gui.settings.contacts import Contact, Contacts
    from provesvar_gui.ui.window_settings import WindowSettings

translate = QCoreApplication.translate
_NAME: Final = 180  # device-independent pixels: the number stands beside it


def sections(contacts: Contacts) -> list[tuple[str, tuple[Contact, ...]]]:
    """Heading and contacts, of sections with a contact."""
    found = (
        (translate("DowntimeCard", "Results, when the service does not answer"), contacts.laboratories),
        (translate("DowntimeCard", "Results that cannot be opened (privacy)"), (contacts.privacy,)),
        (translate("DowntimeCard", "The program, the login or the machine"), (contacts.support,)),
    )
    named = [(title, tuple(one for one in who if one is not None)) for title, who in found]
    return [(title, who) for title, who in named if who]


def title() -> str:
    return translate("DowntimeCard", "Whom to call")


def advice() -> str:
    return translate(
        "DowntimeCard",
        "On the telephone: say who you are and where you call from, the patient's number, and which test. Write the answer down "
        "with unit, time of sampling and the name of whom you spoke with, and read it back.",
    )


def nobody() -> tuple[str, str]:
    """The text where there is no contact, with a next step."""
    return translate("DowntimeCard", "There is nobody here to call."), translate(
        "DowntimeCard",
        "Call the laboratory by the hospital's switchboard or your department's own list; about the login and the machine, "
        "your support desk. Tell the support desk that this page is empty.",
    )


def unread(count: int) -> str:
    if not count:
        return ""
    return translate(
        "DowntimeCard", "%n entry(ies) in the settings could not be read: somebody to call is missing here.", "", count
    )


def page(contacts: Contacts) -> ExportDocument:
    """On paper: name, number in large type, hours; then the text to say. One page, nothing of a patient."""
    rows: list[ExportRow] = []
    for heading, who in sections(contacts):
        rows.append(ExportRow(span=heading, heading=True))
        for one in who:
            rows.append(ExportRow(span=visible(f"{one.name} – {one.hours}" if one.hours else one.name), title=True))
            if one.phone:
                rows.append(ExportRow(span=grouped(one.phone), large=True))
    rows = rows or [ExportRow(span=each) for each in nobody()]
    if contacts.missing:
        rows.append(ExportRow(span=unread(contacts.missing)))
    return ExportDocument(title=title(), blocks=(ExportTable(rows=tuple(rows)), ExportTable(rows=(ExportRow(span=advice()),))))


def page_texts(settings: WindowSettings, family: str) -> PageTexts:
    source = translate("DowntimeCard", "Prøvesvar, from the settings of this machine. No patient is named on this page.")
    printed = translate("DowntimeCard", "Printed {time}").format(time=today.date_text(today.now()))
    return PageTexts(patient="", source=source, printed=printed, mark=mark_text(settings), family=family)


class DowntimeCard(Sheet):
    """The downtime card, ``downtimeCard``. ``may_print``: not while the window is locked."""

    def __init__(
        self, parent: QWidget, contacts: Contacts, settings: WindowSettings, *, may_print: Callable[[], bool] = lambda: True
    ) -> None:
        super().__init__(parent, "downtime", title(), "downtimeCard")
        self._contacts, self._settings, self._may_print = contacts, settings, may_print
        self._dialogs = Dialogs(self)
        scroll = scrolling(self._card(), "downtimeScroll")
        self._print = self.button("Print", self.tr("Print …"), self.print_card, Key.PRINT)
        self._print.setEnabled(bool(contacts))  # an empty page is of no use on paper
        self.lay_out((scroll, self.panel), grows=scroll, buttons=(self._print,), height=600)

    def _card(self) -> QWidget:
        inside = QWidget(self)
        column = column_of(inside, theme.SPACE["hair" if self.is_low else "small"])
        column.setContentsMargins(0, 0, theme.SPACE["small"], 0)

        def add(text: str, colour: str = "ink", kind: Type = Type.BODY, *, bold: bool = False) -> None:
            column.addWidget(Label(text, colour, kind=kind, bold=bold, wraps=True, parent=inside))

        if self._settings.sandbox:
            add(self.tr("Sandbox: the numbers are examples, nobody can be called."), "sand")
        if self._contacts.missing:
            add(unread(self._contacts.missing), "flag")
        for heading, who in sections(self._contacts):
            column.addSpacing(theme.SPACE["small"])
            add(heading, "ink2", Type.TABLE, bold=True)
            for one in who:
                column.addLayout(self._row(one, inside))
        if not self._contacts:
            what, who_else = nobody()
            add(what, "flag", Type.VALUE)
            add(who_else)
        column.addSpacing(theme.SPACE["small"])
        add(advice(), "ink2")
        column.addStretch(1)
        return inside

    def _row(self, one: Contact, parent: QWidget) -> QHBoxLayout:
        row = fill(QHBoxLayout(), spacing=theme.SPACE["small"])
        name = Label(visible(one.name), bold=True, wraps=True, parent=parent)
        hours = Label(visible(one.hours), "ink2", kind=Type.TABLE, wraps=True, parent=parent)
        name.setFixedWidth(theme.px(_NAME))
        row.addWidget(name)
        called = name
        if one.phone:
            row.addWidget(IconLabel(Icon.PHONE, "ink2", 20, parent))
            kind = Type.TITLE if self.is_low else Type.FIELD
            called = Label(grouped(one.phone), kind=kind, digits=True, name="downtimeNumber", parent=parent)
            aloud = self.tr("{name}, telephone {number}").format(name=visible(one.name), number=spoken(one.phone))
            called.setAccessibleName(aloud)
            called.setAccessibleDescription(visible(one.hours))
            row.addWidget(called)
        row.addWidget(hours, 1)
        called.setTextInteractionFlags(SELECTABLE)
        called.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return row

    def print_card(self) -> None:
        if not self._may_print():
            self.say(self.tr("It is not printed while the window is locked."), "flag")
            return
        paper, texts = page(self._contacts), page_texts(self._settings, self.font().family())

        def chosen(printer: QPrinter) -> None:
            self.start(print_work(printer, paper, texts))

        self._dialogs.printer(paper, title(), chosen)

    def start(self, make: MakeWork) -> Job:
        job = Job.outliving()  # whoever locks the window waits for no printer
        job.ended.connect(self._ended)
        self.say(self.tr("Printing …"), "ink2")
        self._print.setEnabled(False)
        job.start(make)
        return job

    def _ended(self, how: str) -> None:
        if not isValid(self):  # the card was closed meanwhile
            return
        self._print.setEnabled(True)
        if how == "done":
            self.say(self.tr("Sent to the printer"), "ok")
        else:
            self.say(self.tr("It could not be printed: is the printer there?"), "danger")
