"""Background jobs of printing and PDF, each on a thread of its own, and how long the end of the program waits for them.

A QTextDocument is made while the window's thread waits: making one connects a signal with Python's lock held, and waits for a
lock of Qt's that the window's thread may hold while it waits for Python's (PySide6 6.12: where it releases a connected object).
The program would stand still.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Signal, Slot

from provesvar_gui.platform import spool

_LAST_SECONDS: Final = 0.4  # of all together: closing takes less than 2 s
_THREAD_END_SECONDS: Final = 1.0  # for a thread that has nothing left to do but to say so
Stop = Callable[[], bool]  # whether the work is to end
Work = Callable[[Stop], object]  # ``work(stop)`` may raise ExportCancelled or OSError
MakeWork = Callable[[], Work]  # on the thread of the job, with its documents
_RUNNING_JOBS: Final[dict[Job, threading.Thread]] = {}


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
        self._made = threading.Event()
        self._let_go = threading.Event()
        self._work: Work | None = None  # with its documents, until the thread is through with them
        self._outlives = False
        self._over.connect(self._tell)

    def start(self, make: MakeWork) -> None:
        """Return when the work is made. On the thread of the window."""
        thread = threading.Thread(target=self._run, args=(make,), name="provesvar-paper", daemon=True)
        _RUNNING_JOBS[self] = thread
        try:
            thread.start()
        except RuntimeError:  # the system gives no more of them
            self._let_go.set()
            del _RUNNING_JOBS[self]
            self._send("failed")
        else:
            self._made.wait()

    def cancel(self) -> None:
        self._stop.set()

    @classmethod
    def outliving(cls) -> Job:
        """A job without patient data, which goes on when its window is closed or the screen is locked."""
        job = cls(QCoreApplication.instance())
        job._outlives = True
        return job

    def _run(self, make: MakeWork) -> None:
        loop = QEventLoop()  # a document's layout starts timers, and a thread has none without it
        how = "done"
        try:
            try:
                work = self._work = make()
            finally:
                self._made.set()
            work(self._stop.is_set)
        except ExportCancelled:
            how = "cancelled"
        except spool.NoMemoryFolderError:
            how = "refused"
        except Exception:  # noqa: BLE001 - whatever it was, its text may quote what was printed: it is neither logged nor shown
            how = "failed"
        loop.processEvents()  # the layout's last timers end here: no other thread may stop them
        self._send(how)
        self._let_go.set()
        del _RUNNING_JOBS[self]

    def _send(self, how: str) -> None:
        with suppress(RuntimeError):  # the window has gone
            self._over.emit(how)

    @Slot(str)
    def _tell(self, how: str) -> None:
        self._let_go.wait(_THREAD_END_SECONDS)
        self._work = None
        self.ended.emit(how)
        if self._outlives:
            self.deleteLater()


def end(since: float) -> None:
    """The program ends, ``since`` then: however many are at work, they have one moment together, then they are given up."""
    until = since + _LAST_SECONDS
    for thread in list(_RUNNING_JOBS.values()):
        thread.join(max(until - time.monotonic(), 0.0))
    for job in list(_RUNNING_JOBS):
        job.cancel()
