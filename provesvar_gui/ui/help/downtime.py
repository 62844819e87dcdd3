"""The downtime card: telephone numbers for when a service is down, legible from an arm's length, on one page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable
from provesvar_gui.results.text import visible
from provesvar_gui.settings.contacts import grouped, spoken
from provesvar_gui.ui import keys, theme, today
from provesvar_gui.ui.help.keys import add_help_key
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.marks import mark_text
from provesvar_gui.ui.results.export import jobs
from provesvar_gui.ui.results.export.dialogs import Dialogs
from provesvar_gui.ui.results.export.note import saved_text
from provesvar_gui.ui.results.export.paper import PageTexts
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tint
from provesvar_gui.ui.tinted_widgets import TintLabel
from provesvar_gui.ui.widgets import fit_on_screen, named_button

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrinter

    from provesvar_gui.settings.contacts import Contact, Contacts
    from provesvar_gui.ui.window_settings import WindowSettings

_SIZE: Final = QSize(760, 680)
_NUMBER: Final = 1.9  # of the window's type
_LONG_WORD: Final = re.compile(r"\S{28}(?=\S{4})")
_SELECTABLE: Final = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
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


class DowntimeCard(QDialog):
    """The downtime card, ``downtimeCard``.

    Not modal: a scanned number still reaches the window behind it.

    ``may_take``: whether it may be printed and saved from here, now; not while the window is locked. ``tell_later``: is given
    the words where a print or a PDF came to nothing after this was closed.
    """

    def __init__(
        self,
        parent: QWidget,
        contacts: Contacts,
        settings: WindowSettings,
        *,
        may_take: Callable[[], bool] = lambda: True,
        tell_later: Callable[[str], object] = lambda _said: None,
        dialogs: Dialogs | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("downtimeCard")
        add_help_key(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title())
        self._contacts, self._settings, self._may_take, self._tell_later = contacts, settings, may_take, tell_later
        self._takers: list[QPushButton] = []
        self._dialogs = dialogs or Dialogs(self)
        self._job: jobs.Job | None = None
        self._called: list[QWidget] = []  # numbers, and lines that may hold one
        self._said = TintLabel(tint=Tint.SUBDUED, parent=self)
        self._said.setObjectName("downtimeSaid")
        self._said.hide()
        locked = self.tr("The window is locked. The card can be printed and saved once it is unlocked: open it again then.")
        self._locked = TintLabel(locked, tint=Tint.SUBDUED, parent=self)
        self._locked.setObjectName("downtimeLocked")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE["large"]] * 4)
        column.setSpacing(theme.SPACE["medium"])
        column.addWidget(self._scroll(), 1)
        column.addWidget(self._said)
        column.addWidget(self._locked)
        column.addLayout(self._buttons())
        self._offer()
        fit_on_screen(self, _SIZE)
        (self._called[0] if self._called else self._close).setFocus(Qt.FocusReason.OtherFocusReason)

    def _scroll(self) -> QScrollArea:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.SPACE["small"], 0)
        column.setSpacing(theme.SPACE["medium"])
        if self._settings.sandbox:
            examples = self.tr("Sandbox: the numbers are examples, nobody can be called.")
            column.addWidget(TintLabel(examples, tint=Tint.HELP, parent=inside))
        if self._contacts.missing:
            missing = TintLabel(unread(self._contacts.missing), tint=Tint.WARNING, parent=inside)
            missing.setObjectName("downtimeMissing")
            column.addWidget(missing)
        for heading, who in sections(self._contacts):
            column.addLayout(self._section(heading, who, inside))
        if not self._contacts:
            what, who_else = nobody(self._contacts.missing)
            label = TintLabel(what, tint=Tint.WARNING, parent=inside)
            label.setObjectName("downtimeNobody")
            theme.resize(label, 1.3, bold=True)
            column.addWidget(label)
            column.addWidget(TintLabel(who_else, parent=inside))
        column.addSpacing(theme.SPACE["small"])
        column.addWidget(TintLabel(advice(), tint=Tint.SUBDUED, parent=inside))
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setObjectName("downtimeScroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        return scroll

    def _section(self, heading: str, who: tuple[Contact, ...], parent: QWidget) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE["large"])
        grid.setVerticalSpacing(theme.SPACE["tight"])
        grid.setColumnStretch(0, 1)
        label = TintLabel(heading, tint=Tint.ACTION, parent=parent)
        theme.resize(label, 1.1, bold=True)
        grid.addWidget(label, 0, 0, 1, 2)
        for row, one in enumerate(who, 1):
            column = QVBoxLayout()
            column.setSpacing(0)
            name = _parted(one.name, Tint.PLAIN, parent)
            theme.resize(name, 1.15, bold=True)
            column.addWidget(name)
            if one.hours:
                column.addWidget(_parted(one.hours, Tint.SUBDUED, parent))
            grid.addLayout(column, row, 0, Qt.AlignmentFlag.AlignVCenter)
            called = name
            if one.phone:
                called = TintLabel(grouped(one.phone), wrap=False, parent=parent)
                called.setObjectName("downtimeNumber")
                theme.resize(called, _NUMBER, bold=True, digits=True)
                aloud = self.tr("{name}, telephone {number}").format(name=visible(one.name), number=spoken(one.phone))
                called.setAccessibleName(aloud)
                called.setAccessibleDescription(visible(one.hours))
                grid.addWidget(called, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            called.setTextInteractionFlags(_SELECTABLE)
            called.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._called.append(called)
        return grid

    def event(self, event: QEvent) -> bool:
        """Whoever comes to it may have locked or unlocked the window meanwhile."""
        if event.type() in (QEvent.Type.WindowActivate, QEvent.Type.Show):
            self._offer()
        return super().event(event)

    def _offer(self) -> None:
        """An empty page is of no use on paper."""
        may_take, somebody = self._may_take(), bool(self._contacts)
        self._locked.setVisible(not may_take and somebody)
        for taker in self._takers:
            taker.setVisible(may_take and somebody)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE["small"])
        for name, label, key, act in (
            ("downtimePrintButton", self.tr("Print … (Ctrl+P)"), Key.PRINT, self._print),
            ("downtimePdfButton", self.tr("Save as PDF … (Ctrl+S)"), Key.PDF, self._save),
        ):
            button = self._button(name, label, act)
            self._takers.append(button)
            row.addWidget(button)
            for sequence in keys.sequences(key):
                QShortcut(sequence, self, act)
        row.addStretch(1)
        self._close = self._button("downtimeCloseButton", self.tr("Close (Esc)"), self.close)
        row.addWidget(self._close)
        return row

    def _button(self, name: str, label: str, act: object) -> QPushButton:
        button = named_button(self, name, label)
        button.clicked.connect(act)
        return button

    def _print(self) -> None:
        if not self._free():
            return
        paper = page(self._contacts)

        def chosen(printer: QPrinter) -> None:
            work = jobs.print_work(printer, paper, page_texts(self._settings, self.font().family()))
            self._start(work, self.tr("Printing …"), self.tr("Sent to the printer"))

        self._dialogs.printer(paper, title(), chosen)

    def _save(self) -> None:
        if not self._free():
            return

        def chosen(path: str) -> None:
            work = jobs.pdf_work(path, page(self._contacts), page_texts(self._settings, self.font().family()), title())
            self._start(work, self.tr("Saving …"), saved_text(path))

        self._dialogs.file(f"{title().lower().replace(' ', '-')}.pdf", chosen)

    def _free(self) -> bool:
        """Whether it may be taken along now. Whoever asks again meanwhile hears once more what goes on."""
        if self._job is not None:
            announce(self, self._said.text(), urgent=False)
        return self._job is None and bool(self._contacts) and self._may_take()

    def _start(self, work: jobs.Work, going_on: str, done: str) -> None:
        job = self._job = jobs.Job.outliving()  # whoever locks the window waits for no printer
        failed = self.tr("It could not be printed or saved: is the printer or the folder there?")
        later = self.tr("Whom to call could not be printed or saved: is the printer or the folder there?")
        job.ended.connect(lambda how: self._ended(done, Tint.OK) if how == "done" else self._ended(failed, Tint.ERROR, later))
        self._say(going_on, Tint.SUBDUED)
        if self.focusWidget() in self._takers:
            self._called[0].setFocus(Qt.FocusReason.OtherFocusReason)
        for taker in self._takers:
            taker.setEnabled(False)
        job.start(work)

    def _ended(self, said: str, tint: Tint, later: str = "") -> None:
        if not isValid(self):  # the card was closed meanwhile
            if later:
                self._tell_later(later)
            return
        self._job = None
        for taker in self._takers:
            taker.setEnabled(True)
        self._say(said, tint)

    def _say(self, said: str, tint: Tint) -> None:
        self._said.say(said, tint)
        self._said.show()
        announce(self, said, urgent=tint is Tint.ERROR)


def _parted(text: str, tint: Tint, parent: QWidget) -> TintLabel:
    """A word wider than its column is parted, so that it pushes no number out of the window."""
    label = TintLabel(_LONG_WORD.sub("\\g<0>\u200b", visible(text)), tint=tint, parent=parent)
    label.setAccessibleName(visible(text))
    return label
