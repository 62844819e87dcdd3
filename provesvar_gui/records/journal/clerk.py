"""Writes the journal on a thread of its own, so that no look-up waits for a disk or a vault.

What cannot be written is kept and tried again, in order, with the next entry or after a while; it is told once until it works
again. How many entries wait stands in the vault meanwhile, so that the journal tells of them where the program ends first. The
thread is a daemon: nothing here keeps the process alive.

The journal is opened before anybody is looked up. Where the system asks for the vault's password for that, it does so with a
login: not at the start, when the number is being typed, and not when a patient is on the screen.
"""

from __future__ import annotations

import errno
import logging
import threading
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.net import crash
from provesvar_gui.records.journal.entry import Entry, Kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from provesvar_gui.records.journal.writer import Journal

_LOG = logging.getLogger(__name__)
_MOST = 1000  # entries that wait for room
_AGAIN = 30.0  # seconds until what failed is tried again by itself
_NO_ROOM = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


@dataclass(slots=True)
class _Waiting:
    """An entry on its way. ``patient``: the number, until the key is there with which it becomes a digest."""

    entry: Entry
    patient: str = field(repr=False)
    written: bool = False

    @property
    def unwritten(self) -> int:
        """How many entries it stands for that are in no file."""
        if self.written:
            return 0
        return self.entry.count or 0 if self.entry.kind is Kind.LOST else 1


class Clerk:
    """Takes entries from any thread. ``open_journal`` runs on the clerk's thread and may block; None: nothing is kept.

    It is told whether the system may ask for a password.
    ``tell``: called on the clerk's thread with AppError: JOURNAL_FULL, JOURNAL_NEWER, JOURNAL_UNAVAILABLE.
    """

    def __init__(self, now: Callable[[], datetime], *, most: int = _MOST, again: float = _AGAIN) -> None:
        self.tell: Callable[[AppError], None] = lambda _error: None
        self._now = now
        self._most = most
        self._again = again
        self._open: Callable[[bool], Journal] | None = None
        self._journal: Journal | None = None
        self._changed = threading.Condition()
        self._waiting: deque[_Waiting] = deque()
        self._lost = 0
        self._preparing = False  # the journal is to be opened, whether anything waits or not
        self._may_ask = False  # for a password, for that
        self._failing = False
        self._asked = 0  # how often somebody wanted a try
        self._begun = 0  # tries
        self._failed_try = 0  # the last one that failed
        self._thread: threading.Thread | None = None

    def use(self, open_journal: Callable[[bool], Journal] | None) -> None:
        """Keep the journal like this from now on, and open it if nobody need be asked for a password."""
        with self._changed:
            self._open = open_journal
            self._journal = None
            if open_journal is None:
                self._waiting.clear()
            self._ask()
        self._open_soon(may_ask=False)

    def prepare(self) -> None:
        """Have the journal opened, if it is not; the system may ask for a password. Returns at once, raises nothing."""
        self._open_soon(may_ask=True)

    def _open_soon(self, *, may_ask: bool) -> None:
        with self._changed:
            if self._open is None or self._journal is not None:
                return
            self._preparing, self._may_ask = True, self._may_ask or may_ask
            self._ask()
            self._start()

    def note(self, entry: Entry, patient: str = "") -> None:
        """Have an entry written. Returns at once and raises nothing. ``patient``: the number, of which a keyed digest is kept."""
        with self._changed:
            if self._open is None:
                return
            if len(self._waiting) >= self._most:
                del self._waiting[1]  # the first one may be under the pen
                self._lost += 1
            self._waiting.append(_Waiting(entry, patient))
            self._ask()
            self._start()

    def flush(self, seconds: float) -> bool:
        """Have what waits tried now, and wait until everything is written or the try has failed: True where it is written.

        What is not, by then, is counted in the vault.
        """
        with self._changed:
            before = self._begun
            self._ask()
            tried = self._changed.wait_for(lambda: not self._waiting or self._failed_try > before, seconds)
            written = not self._waiting
        if not tried:
            self._count_unwritten()
        return written

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="provesvar-journal", daemon=True)
            self._thread.start()

    def _ask(self) -> None:
        self._asked += 1
        self._changed.notify_all()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._preparing or bool(self._waiting))
                preparing, self._preparing = self._preparing, False
                may_ask, self._may_ask = self._may_ask, False
                make, asked = self._open, self._asked
            if preparing and make is not None:
                self._prepare(make, may_ask=may_ask)
            with self._changed:
                if make is None or not self._waiting:
                    continue
                first = self._waiting[0]
                self._begun += 1
            try:
                self._write(first, make)
            except Exception as error:  # noqa: BLE001 - whatever it was: the journal is not written, and that must be told
                self._failed(failure(error), asked)
            else:
                first.written = True
                self._count_unwritten(again=True)
                with self._changed:
                    self._failing = False
                    if self._waiting and self._waiting[0] is first:
                        self._waiting.popleft()
                    if self._lost:
                        lost = Entry(time=self._now(), kind=Kind.LOST, count=self._lost)
                        self._waiting.appendleft(_Waiting(lost, ""))
                        self._lost = 0
                    self._changed.notify_all()

    def _prepare(self, make: Callable[[bool], Journal], *, may_ask: bool) -> None:
        try:
            self._opened(make, ask=may_ask)
        except Exception as error:  # noqa: BLE001 - whatever it was: the first entry tries again, and tells
            told = failure(error)
            _LOG.info("journal not opened: %s (%s)", told.code.value, told.detail)

    def _opened(self, make: Callable[[bool], Journal], *, ask: bool) -> Journal:
        journal = self._journal
        if journal is None:
            journal = make(ask)
            with self._changed:
                if self._open is make:
                    self._journal = journal
        return journal

    def _count_unwritten(self, *, again: bool = False) -> None:
        """Have the vault say how many entries wait. ``again``: only where it has been said of some."""
        journal = self._journal
        if journal is None:
            return

        def waiting() -> int:
            with self._changed:
                return self._lost + sum(one.unwritten for one in self._waiting)

        try:
            journal.count_unwritten(waiting, again=again)
        except Exception as error:  # noqa: BLE001 - the entries wait all the same
            told = failure(error)
            _LOG.warning("journal: what waits is not counted in the vault: %s (%s)", told.code.value, told.detail)

    def _write(self, waiting: _Waiting, make: Callable[[bool], Journal]) -> None:
        journal = self._opened(make, ask=False)
        waiting.entry = journal.veiled(waiting.entry, waiting.patient)
        waiting.patient = ""
        journal.append(waiting.entry)

    def _failed(self, error: AppError, asked: int) -> None:
        with self._changed:
            told, self._failing = self._failing, True
            count = len(self._waiting)
        _LOG.warning("journal failed: %s (%s), %d waiting", error.code.value, error.detail, count)
        if not told:
            self.tell(error)
        self._count_unwritten()
        with self._changed:
            self._failed_try = self._begun
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._asked != asked, self._again)


def failure(error: Exception) -> AppError:
    """What the clinician is told about it."""
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return AppError(ErrorCode.JOURNAL_FULL, "no room on the disk")
    if isinstance(error, AppError):
        if error.code is ErrorCode.JOURNAL_NEWER:
            return error
        return AppError(ErrorCode.JOURNAL_UNAVAILABLE, error.detail)
    number = f" {error.errno}" if isinstance(error, OSError) and error.errno is not None else ""
    return AppError(ErrorCode.JOURNAL_UNAVAILABLE, f"{crash.type_name(error)}{number}")
