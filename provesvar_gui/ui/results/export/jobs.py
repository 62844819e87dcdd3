"""Background jobs of printing and PDF, each on a thread of its own, and how long the end of the program waits for them.

While one works little should be disconnected or deleted on the window's thread: ``disconnect``, and an object that goes while it
is connected, wait for Python's lock while they hold one of Qt's, and a document that is made on the other thread the other way
round (PySide6 6.12). It is rare, and the program would stand still.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from provesvar_gui.platform import spool

_LAST_SECONDS: Final = 0.4  # of all together: closing takes less than 2 s
_THREAD_END_SECONDS: Final = 1.0  # for a thread that has nothing left to do but to say so
Work = Callable[[Callable[[], bool]], object]
_RUNNING_JOBS: Final[set[Job]] = set()


class ExportCancelled(Exception):  # noqa: N818 - no error: the person wanted it
    """The exception that cancels an export. The person has changed their mind."""


class Job(QObject):
    """A background job of printing or PDF. ``ended``: "done", "cancelled", "failed", or "refused": a file would lie on the disk.

    Whoever is told of the end may delete it at once: it is told when its thread is through with this object.
    """

    ended = Signal(str)
    _over = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._let_go = threading.Event()
        self._outlives = False
        self._over.connect(self._tell)

    def start(self, work: Work) -> None:
        """``work(stop)`` may raise ExportCancelled or OSError. On the thread of the window."""
        self._thread = threading.Thread(target=self._run, args=(work,), name="provesvar-paper", daemon=True)
        _RUNNING_JOBS.add(self)
        try:
            self._thread.start()
        except RuntimeError:  # the system gives no more of them
            self._thread = None
            self._let_go.set()
            _RUNNING_JOBS.discard(self)
            self._send("failed")

    def cancel(self) -> None:
        self._stop.set()

    @classmethod
    def outliving(cls) -> Job:
        """A job without patient data, which goes on when its window is closed or the screen is locked."""
        job = cls(QCoreApplication.instance())
        job._outlives = True
        return job

    def _wait(self, until: float) -> None:
        if self._thread is not None:
            self._thread.join(max(until - time.monotonic(), 0.0))

    def _run(self, work: Work) -> None:
        how = "done"
        try:
            work(self._stop.is_set)
        except ExportCancelled:
            how = "cancelled"
        except spool.NoMemoryFolderError:
            how = "refused"
        except Exception:  # noqa: BLE001 - whatever it was, its text may quote what was printed: it is neither logged nor shown
            how = "failed"
        self._send(how)
        self._let_go.set()
        _RUNNING_JOBS.discard(self)

    def _send(self, how: str) -> None:
        with suppress(RuntimeError):  # the window has gone
            self._over.emit(how)

    @Slot(str)
    def _tell(self, how: str) -> None:
        self._let_go.wait(_THREAD_END_SECONDS)
        self.ended.emit(how)
        if self._outlives:
            self.deleteLater()


def end(since: float) -> None:
    """The program ends, ``since`` then: however many are at work, they have one moment together, then they are given up."""
    until = since + _LAST_SECONDS
    for job in list(_RUNNING_JOBS):
        job._wait(until)
    for job in list(_RUNNING_JOBS):
        job.cancel()
