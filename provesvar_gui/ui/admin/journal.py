"""The dialog of the access journal: the clinician's own lines."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShortcut
from shiboken6 import isValid

from provesvar_gui.audit.check import OwnJournal, Problem
from provesvar_gui.audit.line import EntryKind
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.results import text
from provesvar_gui.ui import messages
from provesvar_gui.ui.admin.page import AdminDialog
from provesvar_gui.ui.form import basis as basis_words
from provesvar_gui.ui.messages import Service
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.opening.texts import read_reasons
from provesvar_gui.ui.results.common.styled_table import StyledModel, StyledTable, StyledText, shared, widest
from provesvar_gui.ui.theme import Tint
from provesvar_gui.ui.tinted_widgets import TintLabel
from provesvar_gui.ui.today import date_text, language
from provesvar_gui.ui.widgets import fit_on_screen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from provesvar_gui.audit.check import JournalFinding, JournalReport, OwnLine
    from provesvar_gui.audit.line import JournalEntry
    from provesvar_gui.desk.actions import Person
    from provesvar_gui.desk.desk import Desk
    from provesvar_gui.ui.ports import BridgeLike, TaskLike


translate = QCoreApplication.translate


# -- the words of a line, and of the journal's state

_FINDINGS: Final = {  # domain.results.OutcomeKind
    "restricted": QT_TRANSLATE_NOOP("Journal", "something is restricted"),
    "blocked": QT_TRANSLATE_NOOP("Journal", "blocked for you or your organisation"),
    "opted-out": QT_TRANSLATE_NOOP("Journal", "the patient has opted out"),
    "unknown": QT_TRANSLATE_NOOP("Journal", "an unknown answer about access"),
    "fault": QT_TRANSLATE_NOOP("Journal", "the answer was incomplete"),
    "nothing-found": QT_TRANSLATE_NOOP("Journal", "nothing found"),
}
_ENDS: Final = {  # domain.desk_actions.OpeningEnd, helseid.model.SessionEnd, and those of wiring/audit.py and backend.py
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
_PROBLEMS: Final = {
    Problem.CHANGED: QT_TRANSLATE_NOOP("Journal", "changed: {lines}"),
    Problem.REMOVED: QT_TRANSLATE_NOOP("Journal", "removed: {lines}"),
    Problem.REORDERED: QT_TRANSLATE_NOOP("Journal", "moved: {lines}"),
    Problem.ADDED: QT_TRANSLATE_NOOP("Journal", "added after line {lines}"),
    Problem.CUT: QT_TRANSLATE_NOOP("Journal", "cut off at the end: {lines}"),
    Problem.OTHER_KEY: QT_TRANSLATE_NOOP("Journal", "written under another key, cannot be checked: {lines}"),
    Problem.SEAL: QT_TRANSLATE_NOOP("Journal", "the seal was missing or not the right one at line {lines}"),
}
_MOST_FINDINGS = 6  # of one state line


class JournalColumn(IntEnum):
    """What stands in a row, from left to right."""

    TIME = 0
    WHAT = 1
    PATIENT = 2
    BASIS = 3
    ROLE = 4
    OUTCOME = 5
    DURATION = 6
    REPORTS = 7
    REASON = 8
    REFERENCES = 9


def title(column: JournalColumn) -> str:
    return {
        JournalColumn.TIME: translate("Journal", "Time"),
        JournalColumn.WHAT: translate("Journal", "What"),
        JournalColumn.PATIENT: translate("Journal", "Patient"),
        JournalColumn.BASIS: translate("Journal", "Basis"),
        JournalColumn.ROLE: translate("Journal", "Role"),
        JournalColumn.OUTCOME: translate("Journal", "Outcome"),
        JournalColumn.DURATION: translate("Journal", "Took"),
        JournalColumn.REPORTS: translate("Journal", "Reports"),
        JournalColumn.REASON: translate("Journal", "Why opened"),
        JournalColumn.REFERENCES: translate("Journal", "References"),
    }[column]


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalNames:
    """The names of codes in the journal. ``role``: of a code of list 9060. ``reasons``: of an opening, by code."""

    role: Callable[[str], str]
    reasons: Mapping[str, str]


def cells_of(line: OwnLine, names: JournalNames, *, mark: bool) -> dict[JournalColumn, str]:
    """``mark``: whether the patient on the screen is marked."""
    entry = line.entry
    return {
        JournalColumn.TIME: date_text(entry.time),
        JournalColumn.WHAT: _what(entry),
        JournalColumn.PATIENT: _patient(line, mark=mark),
        JournalColumn.BASIS: _basis(entry.basis),
        JournalColumn.ROLE: names.role(entry.role) if entry.role else "",
        JournalColumn.OUTCOME: outcome(entry),
        JournalColumn.DURATION: _duration(entry.seconds),
        JournalColumn.REPORTS: "" if entry.reports is None else str(entry.reports),
        JournalColumn.REASON: names.reasons.get(entry.reason, entry.reason),
        JournalColumn.REFERENCES: _references(entry),
    }


def to_the_second(entry: JournalEntry) -> str:
    """«25. nov 2026 13:00 (13:00:05)»: two lines of one minute are told apart by it. Of a clock that was wrong, both times."""
    corrected = f"{date_text(entry.time)} ({text.in_norway(entry.time):%H:%M:%S})"
    if entry.offset is None:
        return corrected
    own = translate("Journal", "{time}, this machine's clock: {own}").replace("{own}", date_text(entry.machine_time))
    return own.replace("{time}", corrected)


def _what(entry: JournalEntry) -> str:
    if entry.kind is EntryKind.NEWER:
        return translate("Journal", "Written by a newer version")
    if entry.kind is EntryKind.OPENING_START:
        return translate("Journal", "Opening: start")
    if entry.kind is EntryKind.OPENING_STOP:
        return translate("Journal", "Opening: stop")
    return translate("Journal", "Look-up, opened") if entry.opening else translate("Journal", "Look-up")


def _patient(line: OwnLine, *, mark: bool) -> str:
    """«A», or «A – this patient»."""
    if line.same is None:
        return ""
    letter = letters(line.same)
    return translate("Journal", "{letter} – this patient").format(letter=letter) if mark and line.here else letter


def letters(number: int) -> str:
    """A to Z, then AA, AB and so on."""
    made = ""
    number += 1
    while number:
        number, last = divmod(number - 1, 26)
        made = chr(ord("A") + last) + made
    return made


def _basis(code: str) -> str:
    """Its title; a code that this version does not know, as it is."""
    try:
        return basis_words.title(AccessBasis(code))
    except ValueError:
        return code


def outcome(entry: JournalEntry) -> str:
    """How it ended, and what the service said about access."""
    if entry.kind in (EntryKind.OPENING_START, EntryKind.NEWER):
        return ""
    if entry.kind is EntryKind.OPENING_STOP:
        return translate("Journal", _ENDS[entry.outcome]) if entry.outcome in _ENDS else _failed(entry.outcome)
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


def _duration(seconds: float | None) -> str:
    """«1,3 s»."""
    if seconds is None:
        return ""
    return translate("Journal", "{seconds} s").format(seconds=QLocale().toString(seconds, "f", 1))


def _references(entry: JournalEntry) -> str:
    """The first one, and how many more."""
    if not entry.correlation_ids:
        return ""
    more = len(entry.correlation_ids) - 1
    if not more:
        return entry.correlation_ids[0]
    return translate("Journal", "{first} and %n more", "", more).replace("{first}", entry.correlation_ids[0])


def state_of(own: OwnJournal) -> tuple[str, Tint]:
    """Whether the journal is whole, and how that is to look."""
    report = own.report
    if not own.kept:
        return translate("Journal", "This machine's settings keep no access journal."), Tint.WARNING
    if report is None or not (report.lines or report.findings):
        return translate("Journal", "The journal on this machine is empty: nothing has been looked up yet."), Tint.SUBDUED
    if not report.whole:
        return _not_whole(report), Tint.ERROR
    parts = [translate("Journal", "The journal on this machine is whole (%n line(s)).", "", report.lines)]
    parts += [words for words in map(_harmless, report.findings) if words]
    lost = any(finding.problem is Problem.LOST for finding in report.findings)
    return " ".join(dict.fromkeys(parts)), Tint.WARNING if lost else Tint.OK


def _harmless(finding: JournalFinding) -> str:
    if finding.problem is Problem.INTERRUPTED:
        return translate(
            "Journal", "Its last line was left unfinished by a sudden end of the program or a full disk: no tampering."
        )
    if finding.problem is Problem.NEWER:
        return translate("Journal", "A newer version of the program wrote some of its lines: they are as they were written.")
    return translate("Journal", "%n look-up(s) could not be recorded, for lack of room or access.", "", finding.count)


def _not_whole(report: JournalReport) -> str:
    bad = [finding for finding in report.findings if not finding.problem.harmless]
    told = [translate("Journal", _PROBLEMS[one.problem]).format(lines=_span(one)) for one in bad[:_MOST_FINDINGS]]
    if len(bad) > _MOST_FINDINGS:
        told.append("…")
    return translate("Journal", "The journal on this machine is NOT whole. Lines {problems}. Tell your IT department.").format(
        problems="; ".join(told)
    )


def _span(finding: JournalFinding) -> str:
    return str(finding.first) if finding.first == finding.last else f"{finding.first}–{finding.last}"


# -- the lines


class JournalModel(StyledModel):
    """Newest first, as they are given."""

    columns = len(JournalColumn)

    def __init__(self, names: JournalNames) -> None:
        super().__init__()
        self._names = names
        self._lines: tuple[OwnLine, ...] = ()
        self._marked = False
        self._cells: dict[int, dict[JournalColumn, str]] = {}

    def show_lines(self, lines: tuple[OwnLine, ...]) -> None:
        """Other lines, with those of the patient on the screen marked."""
        self.beginResetModel()
        self._lines, self._marked, self._cells = lines, True, {}
        self.endResetModel()

    def unmark(self) -> None:
        """The patient on the screen is another one, or none: at once, before the next paint."""
        if self._marked and any(line.here for line in self._lines):
            self._marked, self._cells = False, {}
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, len(JournalColumn) - 1))
        self._marked = False

    def line(self, row: int) -> OwnLine:
        return self._lines[row]

    def cells(self, row: int) -> dict[JournalColumn, str]:
        if row not in self._cells:
            self._cells[row] = cells_of(self._lines[row], self._names, mark=self._marked)
        return self._cells[row]

    def in_full(self, row: int) -> str:
        """Everything that the line says, one thing in each line of text, the references last."""
        entry, cells = self._lines[row].entry, self.cells(row)
        told = [
            f"{title(column)}: {cells[column]}"
            for column in JournalColumn
            if cells[column] and column not in (JournalColumn.TIME, JournalColumn.REFERENCES)
        ]
        number = translate("Journal", "Line {number}, {time}").format(number=self._lines[row].number, time=to_the_second(entry))
        head = " · ".join([number, *told])
        if not entry.correlation_ids:
            return head
        return "\n".join([head, f"{title(JournalColumn.REFERENCES)}:", *entry.correlation_ids])

    def count(self) -> int:
        return len(self._lines)

    def titles(self) -> Sequence[str]:
        return tuple(map(title, JournalColumn))

    def styled(self, row: int, column: int) -> Sequence[StyledText]:
        words = self.cells(row)[JournalColumn(column)]
        bold = column == JournalColumn.PATIENT and self._marked and self._lines[row].here
        return (StyledText(text=words, bold=bold),) if words else ()

    def spoken(self, row: int) -> str:
        """The whole line but its references."""
        return ", ".join(text for column, text in self.cells(row).items() if text and column is not JournalColumn.REFERENCES)


_SAMPLE: Final = 60  # rows that say how wide a column is
_GIVES_WAY: Final = (  # their words may take more lines
    JournalColumn.BASIS,
    JournalColumn.OUTCOME,
    JournalColumn.REASON,
    JournalColumn.WHAT,
    JournalColumn.PATIENT,
)  # their words may take more lines


class JournalTable(StyledTable):
    """The table of journal lines, ``journalTable``.

    ``moved``: another line is chosen, or none; ``copy_pressed``: the chosen line's references.

    All columns are seen at once: where there is too little room, those with long words take two lines. The references, which are
    long and mean nothing to the eye, stand below the table with the chosen line.
    """

    moved = Signal()

    def __init__(self, names: JournalNames) -> None:
        self.lines = JournalModel(names)
        super().__init__("journalTable", self.lines)
        self.setAccessibleName(self.tr("My lines in the access journal"))
        self.setAlternatingRowColors(True)
        self.setColumnHidden(JournalColumn.REFERENCES, True)
        self.selectionModel().currentRowChanged.connect(lambda _now, _before: self.moved.emit())

    @property
    def row(self) -> int:
        """The chosen line, or -1."""
        return self.currentIndex().row()

    def show_lines(self, lines: tuple[OwnLine, ...]) -> None:
        """Other lines; who read one goes on at it, everybody else begins at the newest, so that the arrow keys have a place."""
        chosen = self.lines.line(self.row).number if self.row >= 0 else 0
        self.setColumnHidden(JournalColumn.REASON, not any(line.entry.reason for line in lines))
        self.lines.show_lines(lines)
        if lines:
            self.choose(next((row for row, line in enumerate(lines) if line.number == chosen), 0))
        self.moved.emit()

    def widths(self, room: int) -> dict[int, int]:
        """What is left over goes to the outcome, what is missing comes from those that can take more lines."""
        bold = StyledText(text="", bold=True).font(self.font())
        sample = [self.lines.cells(row) for row in range(min(self.lines.rowCount(), _SAMPLE))]
        wanted: dict[int, float] = {}
        least: dict[int, int] = {}
        for column in JournalColumn:
            if not self.isColumnHidden(column):
                texts = {title(column), *(cells[column] for cells in sample)}
                wanted[column] = widest(texts, bold)
                words = {word for text in texts for word in text.split()} if column in _GIVES_WAY else texts
                least[column] = widest(words, bold)
        if (spare := room - sum(wanted.values())) >= 0:
            wanted[JournalColumn.OUTCOME] += spare
            return {column: int(width) for column, width in wanted.items()}
        return shared(room, wanted, least)


_SIZE = QSize(1180, 640)


class JournalDialog(AdminDialog):
    """The dialog of the clinician's own journal lines. ``read_asked``: read it again."""

    read_asked = Signal()

    def __init__(self, names: JournalNames, parent: QWidget) -> None:
        super().__init__(parent, "journal")
        self.setWindowTitle(self.tr("My look-ups"))
        self._whose = TintLabel(tint=Tint.SUBDUED, parent=self)
        self._whose.setObjectName("journalWhose")
        self.table = JournalTable(names)
        self.table.copy_pressed.connect(self.copy_references)
        self.table.moved.connect(self._show_line)
        self._detail = self.make_detail(self.tr("The chosen line"), lines=6)
        self._copy = self.button("Copy", self.tr("Copy the references (Ctrl+C)"), self.copy_references)
        self._again = self.button("Read", self.tr("Read again (F5)"), self.read_asked)
        QShortcut("F5", self, self.read_asked.emit)
        widgets = (self.panel, self._whose, self.table, self._detail)
        self.lay_out(widgets, grows=self.table, buttons=(self._copy, self._again))
        fit_on_screen(self, _SIZE)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.say_nobody()

    def say_nobody(self) -> None:
        """Nobody is logged in: nobody's lines are shown."""
        self._empty(self.tr("Nobody is logged in."), Tint.SUBDUED)
        self._whose.setText(self.tr("Log in (F9) to see your own look-ups. Nobody else's are ever shown here."))
        self._again.setEnabled(False)

    def say_reading(self) -> None:
        """It takes a moment; what is shown meanwhile is from before."""
        self.say(self.tr("Reading the journal …"), Tint.SUBDUED)
        self._again.setEnabled(False)

    def say_failed(self, what: str) -> None:
        """It could not be read."""
        self._empty(what, Tint.ERROR)
        self._whose.setText("")

    def show_own(self, own: OwnJournal) -> None:
        self.say(*state_of(own))
        self._again.setEnabled(True)
        told = [
            self.tr("Your own lines (HPR {number}), the newest first.").format(number=own.hpr_number)
            if own.lines
            else self.tr("There are no lines of yours (HPR {number}) yet.").format(number=own.hpr_number)
        ]
        if own.lines:
            told.append(self.tr("No number of a patient is kept: lines with the same letter are about the same patient."))
        if own.left_out:
            told.append(
                self.tr("%n older line(s) are left out here; your organisation's log control has them.", "", own.left_out)
            )
        self._whose.setText(" ".join(told))
        self.table.show_lines(own.lines)

    def unmark(self) -> None:
        """The patient on the screen is not the one whose lines are marked."""
        self.table.lines.unmark()
        self._show_line()

    def forget(self) -> None:
        """Nothing of whoever it was stays, whatever happens to the window next."""
        self._empty("", Tint.SUBDUED)
        self._whose.setText("")

    def copy_references(self) -> None:
        """The chosen line's, one in each line of text: they tell nothing about a patient."""
        row = self.table.row
        if row >= 0 and self.table.lines.line(row).entry.correlation_ids:
            QGuiApplication.clipboard().setText("\n".join(self.table.lines.line(row).entry.correlation_ids))

    def _empty(self, text: str, tint: Tint) -> None:
        self.say(text, tint)
        self.table.lines.show_lines(())
        self._show_line()
        self._again.setEnabled(True)

    def _show_line(self) -> None:
        row = self.table.row
        self._detail.setPlainText(self.table.lines.in_full(row) if row >= 0 else "")
        self._copy.setEnabled(row >= 0 and bool(self.table.lines.line(row).entry.correlation_ids))


class JournalController(QObject):
    """The controller of the journal dialog.

    ``sync`` after every change of the desk; ``close`` when the screen is locked. ``role_name``: of a code of list 9060.
    """

    def __init__(self, bridge: BridgeLike, desk: Desk, role_name: Callable[[str], str], window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._desk, self._role_name, self._window = bridge, desk, role_name, window
        self._dialog: JournalDialog | None = None
        self._whose = ""
        self._patient = ""
        self._running = False
        self._task: TaskLike | None = None
        self._later = QTimer(self, singleShot=True, interval=0)  # one reading for all changes of one turn
        self._later.timeout.connect(self._read)
        window.installEventFilter(self)

    def open(self) -> None:
        dialog = self._shown()
        if dialog is None:
            names = JournalNames(
                role=self._role_name,
                reasons={reason.code: reason.words for reason in read_reasons(language())},
            )
            dialog = self._dialog = JournalDialog(names, self._window)
            dialog.read_asked.connect(self._read)
            self._note_desk()
            dialog.show()
        else:
            dialog.raise_()
            dialog.activateWindow()
        self._read()

    def close(self) -> None:
        """Nothing of anybody's lines stays on the screen, or in the view."""
        dialog, self._dialog, self._task = self._shown(), None, None
        self._later.stop()
        if dialog is not None:
            dialog.forget()
            dialog.close()

    def sync(self) -> None:
        """The desk may have changed."""
        dialog = self._shown()
        if dialog is None:
            return
        whose, patient, running = self._whose, self._patient, self._running
        self._note_desk()
        if self._whose != whose:
            self.close()
        elif self._patient != patient:
            dialog.unmark()
            self._later.start()
        elif running and not self._running:
            self._later.start()  # a look-up has ended: it has a line now

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Close and watched is self._window:
            self.close()
        return False

    def _shown(self) -> JournalDialog | None:
        return self._dialog if self._dialog is not None and isValid(self._dialog) else None

    def _person(self) -> Person | None:
        """Who is logged in and, where that had to be asked, has said so."""
        return self._desk.session if self._desk.question is None else None

    def _note_desk(self) -> None:
        person, patient = self._person(), self._desk.form.patient
        self._whose = person.key if person is not None else ""
        self._patient = patient.digits if patient is not None else ""
        self._running = self._desk.running is not None

    def _read(self) -> None:
        dialog, patient = self._shown(), self._desk.form.patient
        if dialog is None:
            return
        if self._person() is None:
            dialog.say_nobody()
            return
        dialog.say_reading()
        task = self._task = self._bridge.start(lambda backend, _report: backend.own_journal(patient), parent=dialog)
        marked = self._patient
        task.succeeded.connect(lambda own: self._show(task, own, marked))
        task.failed.connect(lambda error: self._fail(task, error))

    def _show(self, task: TaskLike, own: object, marked: str) -> None:
        dialog, person = self._shown(), self._person()
        if self._task is not task or dialog is None or not isinstance(own, OwnJournal):
            return
        if person is None or own.hpr_number != person.hpr_number:  # whoever it was: not the one who looks
            self.close()
            return
        dialog.show_own(own)
        if marked != self._patient:
            dialog.unmark()

    def _fail(self, task: TaskLike, error: object) -> None:
        dialog = self._shown()
        if self._task is task and dialog is not None and isinstance(error, AppError):
            dialog.say_failed(messages.of_error(error).what)
