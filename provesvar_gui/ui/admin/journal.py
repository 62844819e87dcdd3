"""A clinician's own lines of the access journal, beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QTableView, QVBoxLayout
from shiboken6 import isValid

from provesvar_gui.audit.check import OwnJournal
from provesvar_gui.errors import AppError
from provesvar_gui.ui import messages, theme
from provesvar_gui.ui.admin import journal_words
from provesvar_gui.ui.admin.journal_words import Column, Names, title
from provesvar_gui.ui.help.keys import add_help_key
from provesvar_gui.ui.opening.texts import read_reasons
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.today import language
from provesvar_gui.ui.tone import ToneLabel, TonePanel
from provesvar_gui.ui.widgets import fit_on_screen, named_button, set_up_row_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.audit.check import OwnLine
    from provesvar_gui.desk.actions import Person
    from provesvar_gui.desk.desk import Desk
    from provesvar_gui.ui.ports import BridgeLike, TaskLike


Index = QModelIndex | QPersistentModelIndex
translate = QCoreApplication.translate


class JournalModel(QAbstractTableModel):
    """Newest first, as they are given."""

    def __init__(self, names: Names, parent: QObject | None = None) -> None:
        super().__init__(parent)
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

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return title(Column(section)) if 0 <= section < len(Column) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Plain words; a screen reader hears the whole line on the first cell."""
        if not index.isValid():
            return None
        cells, column = self.cells(index.row()), Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return cells[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            spoken = [text for each, text in cells.items() if text and each is not Column.REFERENCES]
            return ", ".join(spoken) if column is Column.TIME else cells[column]
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (Column.DURATION, Column.REPORTS):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and column is Column.PATIENT and self._marked and self._lines[index.row()].here:
            bold = QFont()
            bold.setWeight(QFont.Weight.DemiBold)
            return bold
        return None


_SAMPLE: Final = 60  # rows that say how wide a column is; the heights of others are found when they come into sight
_LONG: Final[tuple[Column, ...]] = (Column.BASIS, Column.OUTCOME, Column.REASON)
_GIVES_WAY: Final = (*_LONG, Column.WHAT, Column.PATIENT)  # their words may take more lines
_PADDING: Final = 6
#: Which columns give way, and to which part of their words' width: room for one, two, three lines wherever the words break.
_TRIES: Final = ((_LONG, 1.0), (_LONG, 0.58), (_LONG, 0.42), (_GIVES_WAY, 0.42))
_MARGINS: Final = 8  # of a cell, in it
_HIGH: Final = 10_000
_BESIDE: Final = 11  # pixels of a column beside its words


class JournalTable(QTableView):
    """``journalTable``. ``moved``: another line is chosen, or none; ``copy_asked``: the chosen line's references.

    All columns are seen at once: where there is too little room, those with long words take two lines. The references, which are
    long and mean nothing to the eye, stand below the table with the chosen line.
    """

    moved = Signal()
    copy_asked = Signal()

    def __init__(self, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("journalTable")
        self.setAccessibleName(self.tr("My lines in the access journal"))
        self.lines = JournalModel(names, self)
        self.setModel(self.lines)
        set_up_row_table(self, several=False, wraps=True)
        self.horizontalHeader().setStretchLastSection(False)
        self.setColumnHidden(Column.REFERENCES, True)
        self._natural: dict[Column, int] = {}
        self._least: dict[Column, int] = {}
        self._fitted: set[int] = set()  # rows that have their height
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look_at_seen)
        self.selectionModel().currentRowChanged.connect(lambda _now, _before: self.moved.emit())
        self._look()

    @property
    def row(self) -> int:
        """The chosen line, or -1."""
        return self.currentIndex().row()

    def show_lines(self, lines: tuple[OwnLine, ...]) -> None:
        """Other lines; who read one goes on at it, everybody else begins at the newest, so that the arrow keys have a place."""
        chosen = self.lines.line(self.row).number if self.row >= 0 else 0
        self.lines.show_lines(lines)
        self.setColumnHidden(Column.REASON, not any(line.entry.reason for line in lines))
        self._measure()
        self._fit()
        if lines:
            row = next((row for row, line in enumerate(lines) if line.number == chosen), 0)
            self.setCurrentIndex(self.lines.index(row, 0))
        self.moved.emit()

    def _measure(self) -> None:
        """How wide each column would like to be, by its first rows, and how narrow no word of it lets it become."""
        bold = self.font()
        bold.setWeight(bold.Weight.DemiBold)
        width = QFontMetricsF(bold).horizontalAdvance
        sample = [self.lines.cells(row) for row in range(min(self.lines.rowCount(), _SAMPLE))]
        for column in Column:
            heading = str(self.lines.headerData(column, Qt.Orientation.Horizontal))
            natural = max(map(width, {heading, *(cells[column] for cells in sample)}))
            words = {word for cells in sample for word in cells[column].split()} if column in _GIVES_WAY else set()
            self._natural[column] = round(natural) + _BESIDE
            self._least[column] = round(max(map(width, {heading, *words}))) + _BESIDE if words else self._natural[column]

    def _fit(self) -> None:
        """Share the room: what is left over goes to the outcome, what is missing comes from those that can take more lines."""
        shown = [column for column in self._natural if not self.isColumnHidden(column)]
        room = self.viewport().width()
        for giving, share in _TRIES:
            least = {each: max(self._least[each], round(self._natural[each] * share)) for each in shown if each in giving}
            widths = {each: least.get(each, self._natural[each]) for each in shown}
            if sum(widths.values()) <= room:
                break
        spare = max(0, room - sum(widths.values()))
        wanted = {each: self._natural[each] - widths[each] for each in widths}
        wanting = sum(wanted.values())
        for column, width in widths.items():
            more = min(spare, wanting) * wanted[column] // max(1, wanting)
            self.setColumnWidth(column, width + more + (max(0, spare - wanting) if column is Column.OUTCOME else 0))
        self._look()

    def _look(self) -> None:
        """One line, and more for the rows that need them: the first ones, those with an opening, those that are in sight."""
        one = QFontMetrics(self.font()).lineSpacing() + _PADDING
        self.verticalHeader().setDefaultSectionSize(one)
        count = self.lines.rowCount()
        first = {row for row in range(count) if row < _SAMPLE or self.lines.line(row).entry.reason}
        for row in self._fitted - first:
            if row < count:
                self.setRowHeight(row, one)  # for the width of before
        self._fitted = set()
        self._look_at(first)
        self._look_at_seen()

    def _look_at_seen(self) -> None:
        """What has come into sight; a line that is chosen stays there."""
        top, bottom = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        seen = range(max(top, 0), (bottom if bottom >= 0 else self.lines.rowCount() - 1) + 1)
        here = self.currentIndex()
        if self._look_at(row for row in seen if row not in self._fitted):
            self._soon.start()  # rows that are higher push others out of sight, or a jump to the end is not at the end now
            if here.isValid() and here.row() in seen:
                self.updateGeometries()  # else it scrolls by the heights of before
                self.scrollTo(here)

    def _look_at(self, rows: Iterable[int]) -> bool:
        """As high as their cells need; whether any has another height now."""
        bold = self.font()
        bold.setWeight(bold.Weight.DemiBold)
        plain, strong = QFontMetrics(self.font()), QFontMetrics(bold)
        others = False
        for row in rows:
            needed = self.verticalHeader().defaultSectionSize()
            for column in _GIVES_WAY:
                room = QRect(0, 0, self.columnWidth(column) - _MARGINS, _HIGH)
                metrics = strong if column is Column.PATIENT else plain
                found = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self.lines.cells(row)[column])
                needed = max(needed, found.height() + _PADDING)
            self._fitted.add(row)
            if self.rowHeight(row) != needed:
                self.setRowHeight(row, needed)
                others = True
        return others

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dy and self.lines.rowCount() > _SAMPLE:
            self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "lines"):
            self._measure()
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy copies the references; Enter is nobody's here."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The focus stays on the first cell, where the whole line is spoken; Left and Right scroll."""
        bar = self.horizontalScrollBar()
        if action in (QAbstractItemView.CursorAction.MoveLeft, QAbstractItemView.CursorAction.MoveRight):
            bar.setValue(bar.value() + (60 if action is QAbstractItemView.CursorAction.MoveRight else -60))
            return self.currentIndex()
        moved = super().moveCursor(action, modifiers)
        return moved.siblingAtColumn(0) if moved.isValid() else moved


_SIZE = QSize(1180, 640)
_DETAIL_LINES = 6


class JournalDialog(QDialog):
    """``journalDialog``. Not modal: a scanned number still reaches the window behind it. ``read_asked``: read it again."""

    read_asked = Signal()

    def __init__(self, names: Names, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("journalDialog")
        add_help_key(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("My look-ups"))
        self._panel = TonePanel(bar=True, parent=self)
        self._state = ToneLabel(parent=self._panel)
        self._state.setObjectName("journalState")
        inside = QVBoxLayout(self._panel)
        inside.setContentsMargins(theme.SPACE["medium"], theme.SPACE["small"], theme.SPACE["medium"], theme.SPACE["small"])
        inside.addWidget(self._state)
        self._whose = ToneLabel(tone=Tone.SUBDUED, parent=self)
        self._whose.setObjectName("journalWhose")
        self.table = JournalTable(names, self)
        self._detail = QPlainTextEdit(self)
        self._detail.setObjectName("journalDetail")
        self._detail.setAccessibleName(self.tr("The chosen line"))
        self._detail.setReadOnly(True)
        self._detail.setTabChangesFocus(True)
        self._detail.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self._detail.setFixedHeight(self._detail.fontMetrics().lineSpacing() * _DETAIL_LINES + 2 * theme.SPACE["small"])
        self._copy = named_button(self, "journalCopyButton", self.tr("Copy the references (Ctrl+C)"))
        self._again = named_button(self, "journalReadButton", self.tr("Read again (F5)"))
        close = named_button(self, "journalCloseButton", self.tr("Close (Esc)"))
        close.setAccessibleName(self.tr("Close"))
        self._copy.clicked.connect(self.copy_references)
        self._again.clicked.connect(self.read_asked)
        QShortcut("F5", self, self.read_asked.emit)
        close.clicked.connect(self.close)
        self.table.copy_asked.connect(self.copy_references)
        self.table.moved.connect(self._show_line)
        self._lay_out(close)
        fit_on_screen(self, _SIZE)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.say_nobody()

    def _lay_out(self, close: QPushButton) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._copy)
        buttons.addWidget(self._again)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        margin = theme.SPACE["large"]
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.SPACE["small"])
        column.addWidget(self._panel)
        column.addWidget(self._whose)
        column.addWidget(self.table, 1)
        column.addWidget(self._detail)
        column.addLayout(buttons)

    def say_nobody(self) -> None:
        """Nobody is logged in: nobody's lines are shown."""
        self._empty(self.tr("Nobody is logged in."), Tone.SUBDUED)
        self._whose.setText(self.tr("Log in (F9) to see your own look-ups. Nobody else's are ever shown here."))
        self._again.setEnabled(False)

    def say_reading(self) -> None:
        """It takes a moment; what is shown meanwhile is from before."""
        self._say(self.tr("Reading the journal …"), Tone.SUBDUED)
        self._again.setEnabled(False)

    def say_failed(self, what: str) -> None:
        """It could not be read."""
        self._empty(what, Tone.ERROR)
        self._whose.setText("")

    def show_own(self, own: OwnJournal) -> None:
        self._say(*journal_words.state(own))
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
        self._say(text, tone)
        self.table.lines.show_lines(())
        self._show_line()
        self._again.setEnabled(True)

    def _say(self, text: str, tone: Tone) -> None:
        self._panel.set_tone(tone)
        self._state.say(text, tone)

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
