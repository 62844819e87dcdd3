"""The downtime card: telephone numbers for when a service is down, legible from an arm's length, on one page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable
from provesvar_gui.results.text import visible
from provesvar_gui.settings.contacts import grouped, spoken
from provesvar_gui.ui import keys, theme, today
from provesvar_gui.ui.admin.page import SELECTABLE, AdminDialog, scrolling
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.marks import mark_text
from provesvar_gui.ui.results.export import jobs
from provesvar_gui.ui.results.export.dialogs import Dialogs
from provesvar_gui.ui.results.export.paper import PageTexts
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrinter

    from provesvar_gui.settings.contacts import Contact, Contacts
    from provesvar_gui.ui.window_settings import WindowSettings

_LONG_WORD: Final = re.compile(r"\S{28}(?=\S{4})")
translate = QCoreApplication.translate


def sections(contacts: Contacts) -> list[tuple[str, tuple[Contact, ...]]]:
    """Heading and whom to call; only those in which somebody stands."""
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


def nobody(missing: int) -> tuple[str, str]:
    """What is said where there is nobody to call: that, and what to do now. ``missing``: entries not read."""
    if missing:
        return (
            translate("DowntimeCard", "Whom to call cannot be read here now."),
            translate(
                "DowntimeCard",
                "Call the laboratory by the hospital's switchboard or your department's own list. Tell your support desk: the "
                "self-check (Shift+F1) says what is wrong.",
            ),
        )
    return (
        translate("DowntimeCard", "Nobody has been entered here yet."),
        translate(
            "DowntimeCard",
            "Call the laboratory by the hospital's switchboard or your department's own list; about the login and the machine, "
            "your support desk. Tell the support desk that this page is empty.",
        ),
    )


def unread(count: int) -> str:
    """Of entries that could not be read; "" where all could."""
    if not count:
        return ""
    return translate(
        "DowntimeCard", "%n entry(ies) in the settings could not be read: somebody to call is missing here.", "", count
    )


def page(contacts: Contacts) -> ExportDocument:
    """On paper: name, number in large type, hours; then what to say. One page, nothing of a patient."""
    rows: list[ExportRow] = []
    for heading, who in sections(contacts):
        rows.append(ExportRow(span=heading, heading=True))
        for one in who:
            rows.append(ExportRow(span=visible(f"{one.name} – {one.hours}" if one.hours else one.name), title=True))
            if one.phone:
                rows.append(ExportRow(span=grouped(one.phone), large=True))
    rows = rows or [ExportRow(span=each) for each in nobody(contacts.missing)]
    if contacts.missing:
        rows.append(ExportRow(span=unread(contacts.missing)))
    return ExportDocument(
        title=title(), blocks=(ExportTable(rows=tuple(rows)), ExportTable(rows=(ExportRow(span=advice()),))), one_page=True
    )


def page_texts(settings: WindowSettings, family: str) -> PageTexts:
    """Above and below the page; no patient."""
    source = translate("DowntimeCard", "Prøvesvar, from the settings of this machine. No patient is named on this page.")
    printed = translate("DowntimeCard", "Printed {time}").format(time=today.date_text(today.now()))
    return PageTexts(patient="", source=source, printed=printed, mark=mark_text(settings), family=family)


class DowntimeCard(AdminDialog):
    """The downtime card, ``downtimeCard``.

    ``may_print``: whether it may be printed from here, now; not while the window is locked.
    """

    def __init__(
        self,
        parent: QWidget,
        contacts: Contacts,
        settings: WindowSettings,
        *,
        may_print: Callable[[], bool] = lambda: True,
        dialogs: Dialogs | None = None,
    ) -> None:
        super().__init__(parent, "downtime", title(), object_name="downtimeCard")
        self._contacts, self._settings, self._may_print = contacts, settings, may_print
        self._dialogs = dialogs or Dialogs(self)
        self._job: jobs.Job | None = None
        self._called: list[QWidget] = []  # numbers, and lines that may hold one
        self.panel.hide()
        scroll = self._scroll()
        self._print = self.button("Print", self.tr("Print … (Ctrl+P)"), self.print_card)
        for sequence in keys.sequences(Key.PRINT):
            QShortcut(sequence, self, self.print_card)
        self.lay_out((scroll, self.panel), grows=scroll, buttons=(self._print,), size=QSize(720, 680))
        (self._called[0] if self._called else self.close_button).setFocus(Qt.FocusReason.OtherFocusReason)
        self._offer()

    def _scroll(self) -> QScrollArea:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.SPACE["small"], 0)
        column.setSpacing(theme.SPACE["medium"])

        def add(text: str, colour: str = "ink", kind: Type = Type.BODY) -> None:
            column.addWidget(Label(text, colour, kind=kind, wraps=True, parent=inside))

        if self._settings.sandbox:
            add(self.tr("Sandbox: the numbers are examples, nobody can be called."), "sand")
        if self._contacts.missing:
            add(unread(self._contacts.missing), "flag")
        for heading, who in sections(self._contacts):
            column.addLayout(self._section(heading, who, inside))
        if not self._contacts:
            what, who_else = nobody(self._contacts.missing)
            add(what, "flag", Type.VALUE)
            add(who_else)
        column.addSpacing(theme.SPACE["small"])
        add(advice(), "ink2")
        column.addStretch(1)
        return scrolling(inside, "downtimeScroll")

    def _section(self, heading: str, who: tuple[Contact, ...], parent: QWidget) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE["large"])
        grid.setVerticalSpacing(theme.SPACE["tight"])
        grid.setColumnStretch(0, 1)
        grid.addWidget(Label(heading, "accent_text", bold=True, wraps=True, parent=parent), 0, 0, 1, 2)
        for row, one in enumerate(who, 1):
            column = QVBoxLayout()
            column.setSpacing(0)
            called = _parted(one.name, "ink", parent, bold=True)
            column.addWidget(called)
            if one.hours:
                column.addWidget(_parted(one.hours, "ink2", parent))
            grid.addLayout(column, row, 0, Qt.AlignmentFlag.AlignVCenter)
            if one.phone:
                called = Label(grouped(one.phone), kind=Type.FIELD, parent=parent)
                theme.set_font(called, Type.FIELD, digits=True)
                called.setObjectName("downtimeNumber")
                aloud = self.tr("{name}, telephone {number}").format(name=visible(one.name), number=spoken(one.phone))
                called.setAccessibleName(aloud)
                called.setAccessibleDescription(visible(one.hours))
                grid.addWidget(called, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            called.setTextInteractionFlags(SELECTABLE)
            called.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._called.append(called)
        return grid

    def event(self, event: QEvent) -> bool:
        """Whoever comes to it may have locked or unlocked the window meanwhile."""
        if event.type() in (QEvent.Type.WindowActivate, QEvent.Type.Show):
            self._offer()
        return super().event(event)

    def _offer(self) -> bool:
        """Whether it can be printed now: an empty page is of no use on paper."""
        may_print = bool(self._contacts) and self._job is None and self._may_print()
        self._print.setEnabled(may_print)
        return may_print

    def print_card(self) -> None:
        paper = page(self._contacts)

        def chosen(printer: QPrinter) -> None:
            self.start(jobs.print_work(printer, paper, page_texts(self._settings, self.font().family())))

        if self._offer():
            self._dialogs.printer(paper, title(), chosen)

    def start(self, work: jobs.Work) -> None:
        job = self._job = jobs.Job.outliving()  # whoever locks the window waits for no printer
        job.ended.connect(self._ended)
        self._say(self.tr("Printing …"), "ink2")
        self._offer()
        job.start(work)

    def _ended(self, how: str) -> None:
        if not isValid(self):  # the card was closed meanwhile
            return
        self._job = None
        if how == "done":
            self._say(self.tr("Sent to the printer"), "ok")
        else:
            self._say(self.tr("It could not be printed: is the printer there?"), "danger")
        self._offer()

    def _say(self, said: str, colour: str) -> None:
        self.panel.show()
        self.say(said, colour)


def _parted(text: str, colour: str, parent: QWidget, *, bold: bool = False) -> Label:
    """A word wider than its column is parted, so that it pushes no number out of the window."""
    label = Label(_LONG_WORD.sub("\\g<0>\u200b", visible(text)), colour, bold=bold, wraps=True, parent=parent)
    label.setAccessibleName(visible(text))
    return label
