"""Sends look-ups and tells what comes of them, by number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from provesvar_gui.domain.progress import LookupProgress, LookupStep
from provesvar_gui.domain.results import LookupResult
from provesvar_gui.errors import AppError

if TYPE_CHECKING:
    from provesvar_gui.domain.lookup import Lookup
    from provesvar_gui.ui.background import BridgeLike, TaskLike

_SOON_OVER: Final = frozenset({LookupStep.READING, LookupStep.DONE})
_WORTH_SAYING_MS: Final = 100


class LookupController(QObject):
    """One signal per end, with the look-up's number; ``progressed`` carries a ``LookupProgress`` that has it.

    That an answer is being read is told only where it takes a while: most often the results would wait for the words.
    """

    progressed = Signal(object)
    succeeded = Signal(int, object)
    failed = Signal(int, object)
    cancelled = Signal(int)

    def __init__(self, bridge: BridgeLike, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._tasks: dict[int, TaskLike] = {}
        self._held: LookupProgress | None = None
        self._later = QTimer(self, singleShot=True, interval=_WORTH_SAYING_MS)
        self._later.timeout.connect(self._tell_held)

    def send(self, lookup: Lookup) -> None:
        """Ask."""
        number = lookup.number
        task = self._bridge.start(lambda backend, report: backend.lookup(lookup, report), parent=self)
        self._tasks[number] = task
        task.progressed.connect(self._progress)
        task.succeeded.connect(lambda value: self._succeed(number, value))
        task.failed.connect(lambda error: self._fail(number, error))
        task.cancelled.connect(lambda: self.cancelled.emit(number))
        task.finished.connect(lambda: self._end(number))

    def cancel(self, number: int) -> None:
        """Stop one, if it still runs."""
        task = self._tasks.get(number)
        if task is not None:
            task.cancel()

    def tell_opening_ended(self, why: str) -> None:
        """What was opened is not held any more: for the journal."""
        self._bridge.start(lambda backend, _report: backend.stop_opening(why), parent=self)

    def shut(self) -> None:
        """Stop all."""
        for task in list(self._tasks.values()):
            task.cancel()

    def _progress(self, value: object) -> None:
        if not isinstance(value, LookupProgress):
            return
        if value.partial is None and value.step in _SOON_OVER:
            self._held = value
            self._later.start()
        else:
            self._later.stop()
            self.progressed.emit(value)

    def _tell_held(self) -> None:
        if self._held is not None and self._held.lookup_number in self._tasks:
            self.progressed.emit(self._held)

    def _end(self, number: int) -> None:
        self._tasks.pop(number, None)
        if not self._tasks:
            self._later.stop()

    def _succeed(self, number: int, value: object) -> None:
        if isinstance(value, LookupResult):
            self.succeeded.emit(number, value)

    def _fail(self, number: int, error: object) -> None:
        if isinstance(error, AppError):
            self.failed.emit(number, error)
