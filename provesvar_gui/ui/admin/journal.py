"""A clinician's own lines of the access journal, beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShortcut
from shiboken6 import isValid

from provesvar_gui.audit.check import OwnJournal
from provesvar_gui.errors import AppError
from provesvar_gui.ui import messages, on_screen
from provesvar_gui.ui.admin import journal_words
from provesvar_gui.ui.admin.journal_words import Column, Names, title
from provesvar_gui.ui.admin.page import AdminDialog
from provesvar_gui.ui.opening.texts import read_reasons
from provesvar_gui.ui.results.common.styled_table import StyledModel, StyledTable, StyledText, shared, widest
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.today import language
from provesvar_gui.ui.tone import ToneLabel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from provesvar_gui.audit.check import OwnLine
    from provesvar_gui.desk.actions import Person
    from provesvar_gui.desk.desk import Desk
    from provesvar_gui.ui.background import BridgeLike, TaskLike


translate = QCoreApplication.translate


class JournalModel(StyledModel):
    """Newest first, as they are given."""

    columns = len(Column)

    def __init__(self, names: Names) -> None:
        super().__init__()
        self._names = names
        self._lines: tuple[OwnLine, ...] = ()
        self._marked = False
        self._cells: dict[int, dict[Column, str]] = {}

    def show_lines(self, lines: tuple[OwnLine, ...]) -> None:
        """Other lines, with those of the patient on the screen marked."""
        self.beginResetModel()
        self._lines, self._marked, self._cells = lines, True, {}
        self.endResetModel()

    def unmark(self) -> None:
        """The patient on the screen is another one, or none: at once, before the next paint."""
        if self._marked and any(line.here for line in self._lines):
            self._marked, self._cells = False, {}
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, len(Column) - 1))
        self._marked = False

    def line(self, row: int) -> OwnLine:
        return self._lines[row]

    def cells(self, row: int) -> dict[Column, str]:
        if row not in self._cells:
            self._cells[row] = journal_words.said(self._lines[row], self._names, mark=self._marked)
        return self._cells[row]

    def in_full(self, row: int) -> str:
        """Everything that the line says, one thing in each line of text, the references last."""
        entry, cells = self._lines[row].entry, self.cells(row)
        told = [
            f"{title(column)}: {cells[column]}"
            for column in Column
            if cells[column] and column not in (Column.TIME, Column.REFERENCES)
        ]
        number = translate("Journal", "Line {number}, {time}").format(
            number=self._lines[row].number, time=journal_words.to_the_second(entry)
        )
        head = " · ".join([number, *told])
        if not entry.correlation_ids:
            return head
        return "\n".join([head, f"{title(Column.REFERENCES)}:", *entry.correlation_ids])

    def count(self) -> int:
        return len(self._lines)

    def titles(self) -> Sequence[str]:
        return tuple(map(title, Column))

    def styled(self, row: int, column: int) -> Sequence[StyledText]:
        words = self.cells(row)[Column(column)]
        bold = column == Column.PATIENT and self._marked and self._lines[row].here
        return (StyledText(text=words, bold=bold),) if words else ()

    def spoken(self, row: int) -> str:
        """The whole line but its references."""
        return ", ".join(text for column, text in self.cells(row).items() if text and column is not Column.REFERENCES)


_SAMPLE: Final = 60  # rows that say how wide a column is
_GIVES_WAY: Final = (Column.BASIS, Column.OUTCOME, Column.REASON, Column.WHAT, Column.PATIENT)  # their words may take more lines


class JournalTable(StyledTable):
    """``journalTable``. ``moved``: another line is chosen, or none; ``copy_pressed``: the chosen line's references.

    All columns are seen at once: where there is too little room, those with long words take two lines. The references, which are
    long and mean nothing to the eye, stand below the table with the chosen line.
    """

    moved = Signal()

    def __init__(self, names: Names) -> None:
        self.lines = JournalModel(names)
        super().__init__("journalTable", self.lines)
        self.setAccessibleName(self.tr("My lines in the access journal"))
        self.setAlternatingRowColors(True)
        self.setColumnHidden(Column.REFERENCES, True)
        self.selectionModel().currentRowChanged.connect(lambda _now, _before: self.moved.emit())

    @property
    def row(self) -> int:
        """The chosen line, or -1."""
        return self.currentIndex().row()

    def show_lines(self, lines: tuple[OwnLine, ...]) -> None:
        """Other lines; who read one goes on at it, everybody else begins at the newest, so that the arrow keys have a place."""
        chosen = self.lines.line(self.row).number if self.row >= 0 else 0
        self.setColumnHidden(Column.REASON, not any(line.entry.reason for line in lines))
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
        for column in Column:
            if not self.isColumnHidden(column):
                texts = {title(column), *(cells[column] for cells in sample)}
                wanted[column] = widest(texts, bold)
                words = {word for text in texts for word in text.split()} if column in _GIVES_WAY else texts
                least[column] = widest(words, bold)
        if (spare := room - sum(wanted.values())) >= 0:
            wanted[Column.OUTCOME] += spare
            return {column: int(width) for column, width in wanted.items()}
        return shared(room, wanted, least)


_SIZE = QSize(1180, 640)


class JournalDialog(AdminDialog):
    """``read_asked``: read it again."""

    read_asked = Signal()

    def __init__(self, names: Names, parent: QWidget) -> None:
        super().__init__(parent, "journal")
        self.setWindowTitle(self.tr("My look-ups"))
        self._whose = ToneLabel(tone=Tone.SUBDUED, parent=self)
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
        on_screen.fit(self, _SIZE)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.say_nobody()

    def say_nobody(self) -> None:
        """Nobody is logged in: nobody's lines are shown."""
        self._empty(self.tr("Nobody is logged in."), Tone.SUBDUED)
        self._whose.setText(self.tr("Log in (F9) to see your own look-ups. Nobody else's are ever shown here."))
        self._again.setEnabled(False)

    def say_reading(self) -> None:
        """It takes a moment; what is shown meanwhile is from before."""
        self.say(self.tr("Reading the journal …"), Tone.SUBDUED)
        self._again.setEnabled(False)

    def say_failed(self, what: str) -> None:
        """It could not be read."""
        self._empty(what, Tone.ERROR)
        self._whose.setText("")

    def show_own(self, own: OwnJournal) -> None:
        self.say(*journal_words.state(own))
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
        self._empty("", Tone.SUBDUED)
        self._whose.setText("")

    def copy_references(self) -> None:
        """The chosen line's, one in each line of text: they tell nothing about a patient."""
        row = self.table.row
        if row >= 0 and self.table.lines.line(row).entry.correlation_ids:
            QGuiApplication.clipboard().setText("\n".join(self.table.lines.line(row).entry.correlation_ids))

    def _empty(self, text: str, tone: Tone) -> None:
        self.say(text, tone)
        self.table.lines.show_lines(())
        self._show_line()
        self._again.setEnabled(True)

    def _show_line(self) -> None:
        row = self.table.row
        self._detail.setPlainText(self.table.lines.in_full(row) if row >= 0 else "")
        self._copy.setEnabled(row >= 0 and bool(self.table.lines.line(row).entry.correlation_ids))


class JournalController(QObject):
    """``sync`` after every change of the desk; ``close`` when the screen is locked. ``role_name``: of a code of list 9060."""

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
            names = Names(
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
        person, patient = self._person(), self._desk.patient
        self._whose = person.key if person is not None else ""
        self._patient = patient.digits if patient is not None else ""
        self._running = self._desk.running is not None

    def _read(self) -> None:
        dialog, patient = self._shown(), self._desk.patient
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
