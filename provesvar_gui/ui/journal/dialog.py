"""A clinician's own lines of the access journal, beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout

from provesvar_gui.ui import on_screen, theme
from provesvar_gui.ui.help_key import add_help_key
from provesvar_gui.ui.journal import words
from provesvar_gui.ui.journal.table import JournalTable
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel, TonePanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.records.journal.own import OwnJournal
    from provesvar_gui.ui.journal.words import Names

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
        self._copy = self._button("journalCopyButton", self.tr("Copy the references (Ctrl+C)"))
        self._again = self._button("journalReadButton", self.tr("Read again (F5)"))
        close = self._button("journalCloseButton", self.tr("Close (Esc)"))
        close.setAccessibleName(self.tr("Close"))
        self._copy.clicked.connect(self.copy_references)
        self._again.clicked.connect(self.read_asked)
        QShortcut("F5", self, self.read_asked.emit)
        close.clicked.connect(self.close)
        self.table.copy_asked.connect(self.copy_references)
        self.table.moved.connect(self._show_line)
        self._lay_out(close)
        on_screen.fit(self, _SIZE)
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
        """What was read."""
        self._say(*words.state(own))
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

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.setAccessibleName(text.partition(" (")[0])
        return button
