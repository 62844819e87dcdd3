"""The dialog of the access journal: the clinician's own lines."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from provesvar_gui.audit.check import OwnJournal, Problem
from provesvar_gui.audit.files import EntryKind
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.results import text
from provesvar_gui.ui import messages
from provesvar_gui.ui.form.basis_picker import texts
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.messages import Service
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.opening import read_reasons
from provesvar_gui.ui.sheet import Sheet
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.today import date_text, language
from provesvar_gui.ui.widgets import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from provesvar_gui.audit.check import OwnLine
    from provesvar_gui.audit.files import JournalEntry
    from provesvar_gui.desk.actions import Person
    from provesvar_gui.desk.desk import Desk
    from provesvar_gui.ui.bridge import Bridge


translate = QCoreApplication.translate


_FINDINGS: Final = {  # domain.results.OutcomeKind
    "restricted": QT_TRANSLATE_NOOP("Journal", "something is restricted"),
    "blocked": QT_TRANSLATE_NOOP("Journal", "blocked for you or your organisation"),
    "opted-out": QT_TRANSLATE_NOOP("Journal", "the patient has opted out"),
    "unknown": QT_TRANSLATE_NOOP("Journal", "an unknown answer about access"),
    "fault": QT_TRANSLATE_NOOP("Journal", "the answer was incomplete"),
    "nothing-found": QT_TRANSLATE_NOOP("Journal", "nothing found"),
}
_END_TEXTS: Final = {  # domain.desk_actions.OpeningEnd, helseid.model.SessionEnd, and those of wiring/audit.py and backend.py
    "by-hand": QT_TRANSLATE_NOOP("Journal", "You ended it"),
    "countdown": QT_TRANSLATE_NOOP("Journal", "Its time ran out"),
    "number-changed": QT_TRANSLATE_NOOP("Journal", "The number was changed"),
    "scanned": QT_TRANSLATE_NOOP("Journal", "Another number was scanned"),
    "locked": QT_TRANSLATE_NOOP("Journal", "The window was locked"),
    "session-ended": QT_TRANSLATE_NOOP("Journal", "The login ended"),
    "next-look-up": QT_TRANSLATE_NOOP("Journal", "The next look-up began"),
    "wiped": QT_TRANSLATE_NOOP("Journal", "The patient was cleared"),
    "logged-out": QT_TRANSLATE_NOOP("Journal", "You logged out"),
    "expired": QT_TRANSLATE_NOOP("Journal", "The login ended"),
    "refused": QT_TRANSLATE_NOOP("Journal", "The login ended"),
    "renewal-failed": QT_TRANSLATE_NOOP("Journal", "The login ended"),
    "closed": QT_TRANSLATE_NOOP("Journal", "The program was closed"),
    "cancelled": QT_TRANSLATE_NOOP("Journal", "Cancelled"),
}
_MOST_FINDINGS: Final = 6  # findings that are named


def _action_text(entry: JournalEntry) -> str:
    if entry.kind is EntryKind.NEWER:
        return translate("Journal", "Written by a newer version")
    if entry.kind is EntryKind.OPENING_START:
        return translate("Journal", "Opening: start")
    if entry.kind is EntryKind.OPENING_STOP:
        return translate("Journal", "Opening: stop")
    return translate("Journal", "Look-up, opened") if entry.opening else translate("Journal", "Look-up")


def _basis(code: str) -> str:
    """The short title of the basis; a code unknown to this version as it is."""
    try:
        return texts(AccessBasis(code)).short_title
    except ValueError:
        return code


def outcome(entry: JournalEntry) -> str:
    """The end of the look-up, and the service's answer about access."""
    if entry.kind in (EntryKind.OPENING_START, EntryKind.NEWER):
        return ""
    if entry.kind is EntryKind.OPENING_STOP:
        return translate("Journal", _END_TEXTS[entry.outcome]) if entry.outcome in _END_TEXTS else _failed(entry.outcome)
    if entry.outcome == "cancelled":
        return translate("Journal", "Cancelled")
    if entry.outcome == "failed":
        return _failed(entry.error)
    done = translate("Journal", "Done") if entry.complete is not False else translate("Journal", "Done, not everything came")
    found = [translate("Journal", _FINDINGS[code]) for code in entry.findings if code in _FINDINGS]
    return translate("Journal", "{done}: {found}").format(done=done, found=", ".join(found)) if found else done


def _failed(code: str) -> str:
    try:
        error = AppError(ErrorCode(code))
    except ValueError:
        return translate("Journal", "Failed")
    return translate("Journal", "Failed: {error}").format(error=messages.of_error(error, Service.RESULTS).what)


def state_of(own: OwnJournal) -> tuple[str, str]:
    """Whether the journal is whole, and the colour of that text."""
    report = own.report
    if not own.kept:
        return translate("Journal", "This machine's settings keep no access journal."), "flag"
    if report is None or not (report.lines or report.findings):
        return translate("Journal", "The journal on this machine is empty: nothing has been looked up yet."), "ink2"
    if not report.whole:
        bad = [finding for finding in report.findings if not finding.problem.harmless]
        lines = ", ".join(f"{one.first}–{one.last}" if one.first != one.last else str(one.first) for one in bad[:_MOST_FINDINGS])
        told = translate("Journal", "The journal on this machine is NOT whole: see lines {lines}. Tell your IT department.")
        return told.format(lines=lines + (" …" if len(bad) > _MOST_FINDINGS else "")), "danger"
    whole = translate("Journal", "The journal on this machine is whole (%n line(s)).", "", report.lines)
    lost = sum(finding.count for finding in report.findings if finding.problem is Problem.LOST)
    if not lost:
        return whole, "ink2"
    told = translate("Journal", "%n look-up(s) could not be recorded, for lack of room or access.", "", lost)
    return f"{whole} {told}", "flag"


class JournalDialog(Sheet):
    """The lines of ``person``, newest first; None: nothing is read. ``role_name``: of a code of list 9060."""

    def __init__(self, bridge: Bridge, person: Person | None, role_name: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent, "journal", QCoreApplication.translate("JournalDialog", "My look-ups"))
        self._bridge, self.person, self._role_name = bridge, person, role_name
        self._reasons: Mapping[str, str] = {reason.code: reason.words for reason in read_reasons(language())}
        self._lines: tuple[OwnLine, ...] = ()
        self._whose = Label(colour="ink2", kind=Type.TABLE, wraps=True, name="journalWhose", parent=self)
        titles = [self.tr("Time"), self.tr("Patient"), self.tr("What"), self.tr("Outcome")]
        self.list = self.make_list(self.tr("My lines in the access journal"), titles, widest=3)
        self.list.currentItemChanged.connect(lambda *_: self._show_line())
        self.facts, detail = self.make_facts(self.tr("The chosen line"), 104)
        self._copy = self.button("Copy", self.tr("Copy the references"), self.copy_references, Key.COPY)
        self._again = self.button("Read", self.tr("Read again"), self.read, Key.REFRESH)
        widgets = (self.panel, self._whose, self.list, detail)
        self.lay_out(widgets, grows=self.list, buttons=(self._copy, self._again), height=700)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finished.connect(self._forget)

    def read(self) -> None:
        self._again.setEnabled(False)
        if self.person is None:
            self.say(self.tr("Nobody is logged in."), "ink2")
            self._whose.setText(self.tr("Log in (F9) to see your own look-ups. Nobody else's are ever shown here."))
            return
        self.say(self.tr("Reading the journal …"), "ink2")
        task = self._bridge.start(lambda backend, _report: backend.own_journal(), parent=self)
        task.succeeded.connect(self._show)
        task.failed.connect(self._fail)

    def _show(self, own: OwnJournal) -> None:
        if self.person is None or own.hpr_number != self.person.hpr_number:  # closed meanwhile, or somebody else's
            self.close()
            return
        self.say(*state_of(own))
        self._again.setEnabled(True)
        whose = self.tr("Your own lines (HPR {number}), the newest first. The same letter is the same patient.")
        if not own.lines:
            whose = self.tr("There are no lines of yours (HPR {number}) yet.")
        left = self.tr("%n older line(s) are left out here; your organisation's log control has them.", "", own.left_out)
        self._whose.setText(f"{whose} {left if own.left_out else ''}".strip().replace("{number}", own.hpr_number))
        self._show_lines(own.lines)
        self.list.choose(0)

    def _fail(self, error: AppError) -> None:
        self._forget()
        self.say(messages.of_error(error).what, "danger")
        self._again.setEnabled(True)

    def _forget(self) -> None:
        """Clear every line and text, since the next person at the window may be another."""
        if not self.isVisible():
            self.person = None
        self._whose.setText("")
        self._show_lines(())

    def copy_references(self) -> None:
        """Copy the ids of the selected line, one per line of text; they identify no patient."""
        line = self._chosen()
        if line is not None and line.entry.correlation_ids:
            QGuiApplication.clipboard().setText("\n".join(line.entry.correlation_ids))

    def _show_lines(self, lines: tuple[OwnLine, ...]) -> None:
        self.list.clear()
        self._lines = lines
        for line in lines:
            day, _, time = date_text(line.entry.time).replace("\xa0", " ").rpartition(" ")
            letter = self.tr("not given") if line.same is None else ascii_uppercase[line.same % 26] * (1 + line.same // 26)
            what = f"{_action_text(line.entry)}\n{_basis(line.entry.basis)}"
            self.list.add([f"{time}\n{day}", letter, what, f"{outcome(line.entry)}\n{_took(line.entry)}"])
        self._show_line()

    def _chosen(self) -> OwnLine | None:
        place = self.list.place
        return self._lines[place] if 0 <= place < len(self._lines) else None

    def _show_line(self) -> None:
        line = self._chosen()
        told: list[tuple[str, str]] = []
        if line is not None:
            entry = line.entry
            when = f"{date_text(entry.time)}:{text.in_norway(entry.time):%S}"  # two of one minute are told apart
            place = self.tr("line {number} of the journal").format(number=line.number)
            told_by = " · ".join(filter(None, (when, self._role_name(entry.role) if entry.role else "", place)))
            told = [
                (self.tr("Time"), told_by),
                (self.tr("Outcome"), outcome(entry)),
                (self.tr("Why opened"), self._reasons.get(entry.reason, entry.reason)),
                (self.tr("References"), "\n".join(entry.correlation_ids)),
            ]
        self.facts.tell(told)
        self._copy.setEnabled(line is not None and bool(line.entry.correlation_ids))


def _took(entry: JournalEntry) -> str:
    """«7 reports · 1.3 s»."""
    reports = "" if entry.reports is None else translate("Journal", "%n report(s)", "", entry.reports)
    took = "" if entry.seconds is None else f"{QLocale().toString(entry.seconds, 'f', 1)} s"
    return " · ".join(filter(None, (reports, took)))


class JournalController(QObject):
    """Shows the journal of the logged-in person. ``sync`` after every change of the desk; ``close`` by the lock."""

    def __init__(self, bridge: Bridge, desk: Desk, role_name: Callable[[str], str], window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._desk, self._role_name, self._window = bridge, desk, role_name, window
        self._dialog: JournalDialog | None = None

    def open(self) -> None:
        dialog = self._shown()
        if dialog is None:
            dialog = self._dialog = JournalDialog(self._bridge, self._person(), self._role_name, self._window)
        dialog.open_page()
        dialog.read()

    def close(self) -> None:
        if (dialog := self._shown()) is not None:
            dialog.close()

    def sync(self) -> None:
        dialog = self._shown()
        if dialog is not None and dialog.person != self._person():
            dialog.close()

    def _shown(self) -> JournalDialog | None:
        dialog = self._dialog
        return dialog if dialog is not None and isValid(dialog) and dialog.isVisible() else None

    def _person(self) -> Person | None:
        return self._desk.session if self._desk.question is None else None
