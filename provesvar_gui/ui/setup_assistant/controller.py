"""Opens the assistant, and has files read and keys moved on the runtime thread: the vault may ask for a password meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from provesvar_gui.errors import AppError
from provesvar_gui.ui import messages
from provesvar_gui.ui.setup_assistant.dialog import SetupDialog
from provesvar_gui.ui.upkeep import ClientSummary, Imported, VaultAsks

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.ui.background import BridgeLike, TaskLike
    from provesvar_gui.ui.upkeep import Upkeep


class SetupAssistant(QObject):
    """``done``: a client was taken in; the next login works by it.

    The work belongs to this object and not to its dialog: closed, by the lock of the window for example, while the key is being
    moved, it does not leave a key without its settings.
    """

    done = Signal()

    def __init__(self, bridge: BridgeLike, upkeep: Upkeep, window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._upkeep, self._window = bridge, upkeep, window
        self._dialog: SetupDialog | None = None
        self._task: TaskLike | None = None
        self._importing = False

    def open(self) -> None:
        """A button."""
        dialog = self._shown()
        if dialog is not None:
            dialog.raise_()
            dialog.activateWindow()
            return
        dialog = self._dialog = SetupDialog(self._window)
        dialog.judge_asked.connect(self._judge)
        dialog.import_asked.connect(self._import)
        dialog.cancel_asked.connect(self._cancel)
        dialog.finished.connect(self._closed)
        if self._importing:
            dialog.say_importing(vault_asks=False)
        dialog.show()

    def _shown(self) -> SetupDialog | None:
        return self._dialog if self._dialog is not None and isValid(self._dialog) else None

    def _judge(self, path: str) -> None:
        dialog, upkeep = self._shown(), self._upkeep
        if dialog is None or self._importing:
            return
        dialog.say_reading()
        task = self._begin(self._bridge.start_alone(lambda _report: upkeep.judge_client(path), parent=self))
        task.succeeded.connect(lambda summary: self._judged(task, summary))
        task.failed.connect(lambda error: self._failed(task, error, judged=False))

    def _judged(self, task: TaskLike, summary: object) -> None:
        dialog = self._end(task)
        if dialog is not None and isinstance(summary, ClientSummary):
            dialog.show_summary(summary)

    def _import(self) -> None:
        dialog, upkeep = self._shown(), self._upkeep
        if dialog is None or self._importing:
            return
        dialog.say_importing(vault_asks=False)
        task = self._begin(self._bridge.start_alone(lambda report: upkeep.import_client(report), parent=self))
        self._importing = True
        task.progressed.connect(lambda told: self._progressed(task, told))
        task.succeeded.connect(lambda done: self._imported(task, done))
        task.failed.connect(lambda error: self._failed(task, error, judged=True))

    def _progressed(self, task: TaskLike, told: object) -> None:
        dialog = self._shown()
        if self._task is task and dialog is not None and isinstance(told, VaultAsks):
            dialog.say_importing(vault_asks=True)

    def _imported(self, task: TaskLike, done: object) -> None:
        dialog = self._end(task)
        if isinstance(done, Imported):
            if dialog is not None:
                dialog.show_done(done)
            self.done.emit()

    def _failed(self, task: TaskLike, error: object, *, judged: bool) -> None:
        dialog = self._end(task)
        if dialog is None or not isinstance(error, AppError):
            return
        words = messages.of_error(error)
        if judged:
            dialog.say_import_failed(words.what, words.do)
        elif error.params.get("unread"):
            dialog.say_unread(error.params)
        else:
            dialog.say_failed(words.what, words.do)

    def _cancel(self) -> None:
        task, self._task, self._importing = self._task, None, False
        if task is not None:
            task.cancel()
        dialog = self._shown()
        if dialog is not None:
            dialog.say_nothing()

    def _closed(self) -> None:
        if self._importing:
            return  # it goes on
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
        upkeep = self._upkeep
        self._bridge.start_alone(lambda _report: upkeep.forget_client(), parent=self)

    def _begin(self, task: TaskLike) -> TaskLike:
        if self._task is not None:
            self._task.cancel()
        self._task = task
        return task

    def _end(self, task: TaskLike) -> SetupDialog | None:
        """The dialog to be told, if this was the work that is waited for."""
        if self._task is not task:
            return None
        self._task, self._importing = None, False
        return self._shown()
