"""Opens the view of own lines, reads them off the window's thread, and closes it when somebody else, or nobody, is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from shiboken6 import isValid

from provesvar_gui.errors import AppError
from provesvar_gui.records.journal.own import OwnJournal
from provesvar_gui.ui import messages
from provesvar_gui.ui.journal.dialog import JournalDialog
from provesvar_gui.ui.journal.words import Names
from provesvar_gui.ui.opening.texts import read_reasons
from provesvar_gui.ui.today import language

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from provesvar_gui.domain.desk import Desk
    from provesvar_gui.domain.desk_actions import Person
    from provesvar_gui.ui.background import BridgeLike, TaskLike


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
        """The key, or the button."""
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
        """It goes with the window."""
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
