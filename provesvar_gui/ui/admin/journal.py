"""The sheet of the access journal: the clinician's own lines."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QGuiApplication

from provesvar_gui.audit.check import OwnJournal, Problem
from provesvar_gui.audit.line import EntryKind
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.results import text
from provesvar_gui.ui import messages
from provesvar_gui.ui.form.basis_picker import texts
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.messages import Service
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.opening import read_reasons
from provesvar_gui.ui.sheet import ListSheet
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.today import date_text, language
from provesvar_gui.ui.widgets import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from provesvar_gui.audit.check import OwnLine
    from provesvar_gui.audit.line import JournalEntry
    from provesvar_gui.desk.actions import Person
    from provesvar_gui.ui.bridge import Bridge
    from provesvar_gui.ui.desk.controller import DeskController


translate = QCoreApplication.translate


_FINDINGS: Final = {  # results.model.OutcomeKind
    "restricted": QT_TRANSLATE_NOOP("Journal", "something is restricted"),
    "blocked": QT_TRANSLATE_NOOP("Journal", "blocked for you or your organisation"),
    "opted-out": QT_TRANSLATE_NOOP("Journal", "the patient has opted out"),
    "unknown": QT_TRANSLATE_NOOP("Journal", "an unknown answer about access"),
    "fault": QT_TRANSLATE_NOOP("Journal", "the answer was incomplete"),
    "nothing-found": QT_TRANSLATE_NOOP("Journal", "nothing found"),
}
_END_TEXTS: Final = {  # desk.actions.OpeningEnd, helseid.model.SessionEnd, and those of wiring/audit.py and backend.py
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
_LONG: Final = 40  # letters of an outcome that its row has room for


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
    whole = translate("Journal", "The journal on this machine is whole: lines {first}–{last}, of everyone who uses it.").format(
        first=report.first, last=report.last
    )
    lost = sum(finding.count for finding in report.findings if finding.problem is Problem.LOST)
    if not lost:
        return whole, "ink2"
    told = translate("Journal", "%n look-up(s) could not be recorded, for lack of room or access.", "", lost)
    return f"{whole} {told}", "flag"


class JournalDialog(ListSheet):
    """The lines of the logged-in person, newest first. It closes when that changes. ``role_name``: of a code of list 9060."""

    def __init__(self, bridge: Bridge, controller: DeskController, role_name: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent, "journal", QCoreApplication.translate("JournalDialog", "My look-ups"))
        self._bridge, self._desk, self._role_name = bridge, controller.desk, role_name
        self.person = self._logged_in()
        self._reasons: Mapping[str, str] = {reason.code: reason.words for reason in read_reasons(language())}
        self._lines: tuple[OwnLine, ...] = ()
        self._whose = Label(colour="ink2", kind=Type.TABLE, wraps=True, name="journalWhose", parent=self)
        self._copy = self.button("Copy", self.tr("Copy the references"), self.copy_references, Key.COPY)
        self.again = self.button("Read", self.tr("Read again"), self.read, Key.REFRESH)
        rows = self.make_list(
            self.tr("My lines in the access journal"),
            [self.tr("Time"), self.tr("Patient"), self.tr("What"), self.tr("Outcome")],
            3,
            self.tr("The chosen line"),
            104,
        )
        self.lay_out((self.panel, self._whose, *rows), grows=self.list, buttons=(self._copy, self.again), height=700)
        self.finished.connect(self._forget)
        controller.refreshed.connect(self._close_for_another)

    def _logged_in(self) -> Person | None:
        return self._desk.session if self._desk.question is None else None

    def _close_for_another(self) -> None:
        if self.person != self._logged_in():
            self.close()

    def read(self) -> None:
        self.again.setEnabled(False)
        if self.person is None:
            self.say(self.tr("Nobody is logged in."), "ink2")
            self._whose.setText(self.tr("Log in (F9) to see your own look-ups. Nobody else's are ever shown here."))
            return
        task = self._bridge.start(lambda backend, _report: backend.own_journal(), parent=self)
        self.fill_from(task, self.tr("Reading the journal …"), self._show)

    def _show(self, own: OwnJournal) -> None:
        if self.person is None or own.hpr_number != self.person.hpr_number:  # closed meanwhile, or somebody else's
            self.close()
            return
        self.say(*state_of(own))
        mine = self.tr("Your lines (HPR {number}), newest first. Same letter, same patient. Name and number are not kept.")
        whose = mine if own.lines else self.tr("There are no lines of yours (HPR {number}) yet.")
        left = self.tr("%n older line(s) are left out here; your organisation's log control has them.", "", own.left_out)
        self._whose.setText(f"{whose} {left if own.left_out else ''}".strip().replace("{number}", own.hpr_number))
        self._show_lines(own.lines)
        self.list.choose(0)

    def fail(self, error: AppError) -> None:
        self._forget()
        super().fail(error)

    def _forget(self) -> None:
        """Clear every line and text, since the next person at the window may be another."""
        if not self.is_open:
            self.person = None
        self._whose.setText("")
        self._show_lines(())

    def copy_references(self) -> None:
        """Copy the ids of the selected line, one per line of text; they identify no patient."""
        if references := self._references():
            QGuiApplication.clipboard().setText("\n".join(references))

    def _show_lines(self, lines: tuple[OwnLine, ...]) -> None:
        self.list.clear()
        self._lines = lines
        for line in lines:
            day, _, time = date_text(line.entry.time).replace("\xa0", " ").rpartition(" ")
            letter = "" if line.same is None else ascii_uppercase[line.same % 26] * (1 + line.same // 26)
            patient = self.tr("Patient {letter}").format(letter=letter) if letter else self.tr("not given")
            what = f"{_action_text(line.entry)}\n{_basis(line.entry.basis)}"
            self.list.add([f"{time}\n{day}", patient, what, f"{outcome(line.entry)}\n{_took(line.entry)}"])
        self.show_facts()

    def show_facts(self) -> None:
        super().show_facts()
        self._copy.setEnabled(bool(self._references()))

    def _references(self) -> tuple[str, ...]:
        return tuple(self._lines[self.list.place].entry.correlation_ids) if self.list.place >= 0 else ()

    def facts_of(self, place: int) -> list[tuple[str, str]]:
        line, entry = self._lines[place], self._lines[place].entry
        when = f"{date_text(entry.time)}:{text.in_norway(entry.time):%S}"  # two of one minute are told apart
        number = self.tr("line {number} of the journal").format(number=line.number)
        return [
            (self.tr("Time"), " · ".join(filter(None, (when, self._role_name(entry.role) if entry.role else "", number)))),
            (self.tr("Outcome"), said if len(said := outcome(entry)) > _LONG else ""),
            (self.tr("Why opened"), self._reasons.get(entry.reason, entry.reason)),
            (self.tr("References"), ", ".join(self._references())),
        ]


def _took(entry: JournalEntry) -> str:
    """«7 reports · 1.3 s»."""
    reports = "" if entry.reports is None else translate("Journal", "%n report(s)", "", entry.reports)
    took = "" if entry.seconds is None else f"{QLocale().toString(entry.seconds, 'f', 1)} s"
    return " · ".join(filter(None, (reports, took)))
