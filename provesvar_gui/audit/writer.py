"""The writer of the journal, which keeps the journal whole after a kill, a full disk or a second program.

One line goes: take the lock, read seal and tail, drop what a kill left of a line, append the line in one write, wait
until it is on the disk, seal the count. The journal goes on from the seal, not from what the file says: whoever takes lines away
cannot have the next line close the gap.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import threading
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import UTC
from functools import partial
from operator import attrgetter
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from provesvar_gui.audit.files import (
    Seal,
    append,
    end_line,
    expired,
    file_for,
    first_number,
    journal_files,
    load_seal,
    locked,
    months_before,
    read_seal,
    seal_text,
    tail_of,
)
from provesvar_gui.audit.line import EntryKind, JournalEntry, JournalLine, read_line, read_unverified, write_line
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.platform.files import make_private, sync_folder, write_private
from provesvar_gui.platform.logs import type_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from provesvar_gui.audit.files import Anchor, Write
    from provesvar_gui.audit.line import JournalKeys


LOCK_NAME = "lock"


class Journal:
    """One installation's journal for one user. Blocks; any thread, one at a time.

    ``folder``: its files. ``seal_file``: outside of it. ``months``: how long lines are kept. ``anchor``: the second place of the
    seal. ``claim``: before each line, makes the folder above where that is not simply made. ``write``, ``write_seal``: the
    system's, injected.
    """

    def __init__(
        self,
        folder: Path,
        seal_file: Path,
        keys: JournalKeys,
        *,
        months: int = 12,
        anchor: Anchor | None = None,
        claim: Callable[[], object] = lambda: None,
        write: Write = os.write,
        write_seal: Callable[[Path, bytes], None] = write_private,
    ) -> None:
        self._folder, self._seal_file, self._keys = folder, seal_file, keys
        self._months, self._anchor, self._claim = months, anchor, claim
        self._write, self._write_seal = write, write_seal
        self._known = Seal()  # what there is at least: by the anchor and the files, and by what this process has written
        self._time: datetime | None = None  # of the last line in the files
        self._unwritten = 0  # of this process's entries, as the anchor says
        self._lost = 0  # of other processes' entries, as the anchor says: the next line tells of them
        self._ready = False  # whether this process has written a line

    def append(self, entry: JournalEntry, patient: str = "", waiting: int = 0) -> JournalLine:
        """Write one line and sync the disk. ``patient``: the number; only its keyed digest is written.

        ``waiting``: entries of this process that could not be written yet. The anchor, which may be long in answering, is asked
        before the first line alone, else when the line is there. Raises OSError, AppError; the entry may be tried again then.
        """
        entry = self.with_digest(entry, patient)
        if not self._ready:
            self._read_anchor()
        self._claim()
        make_private(self._folder)
        with locked(self._folder / LOCK_NAME):
            last = self._find_end(entry)
            if last is not None and last.raw == write_line(self._keys, last.number, last.previous, entry).raw:
                line = last  # it failed when it was tried before, and is there nevertheless
                self._store_seal(_sealed(line))
            else:
                line = self._add(entry)
        self._ready = True
        self._tell_anchor(waiting)
        return line

    def count_waiting(self, waiting: int) -> None:
        """Store in the anchor the number of entries that could not be written, for the check and the next process.

        Raises AppError.
        """
        if waiting != self._unwritten:
            self._tell_anchor(waiting)

    def _tell_anchor(self, waiting: int, recorded: int = 0) -> None:
        """Store in the anchor the least number of lines. ``recorded``: entries of other processes that have a line now."""
        self._read_anchor(recorded)
        self._unwritten = waiting
        if self._anchor is not None:
            self._anchor.store(seal_text(self._keys, replace(self._known, unwritten=self._lost + waiting)))

    def _read_anchor(self, recorded: int = 0) -> None:
        anchored = read_seal(self._keys, self._anchor.load() if self._anchor is not None else None) or Seal()
        self._known = max(self._known, anchored, key=attrgetter("count"))
        self._lost = max(0, anchored.unwritten - self._unwritten - recorded)

    def with_digest(self, entry: JournalEntry, patient: str) -> JournalEntry:
        return replace(entry, patient=self._keys.patient_digest(patient)) if patient else entry

    def _find_end(self, entry: JournalEntry) -> JournalLine | None:
        """Find the line that the next one is bound to. An incomplete last line is removed."""
        seal = load_seal(self._seal_file, self._keys)
        last, other = self._last_line()
        self._known = max(seal or Seal(), self._known, _sealed(last) if last is not None else Seal(), key=attrgetter("count"))
        self._time = last.entry.time if last is not None else None
        if files := self._files(self._known.count + 1):
            end_line(files[-1], self._write)
        if seal is None and (other is not None or self._known.count > 0):
            start = other if other is not None and self._known.count == 0 else self._known
            self._mark(entry, EntryKind.RESTARTED, last.number if last is not None else None, start)
        elif seal is None:
            self._store_seal(Seal())  # a first line without a seal is what somebody left who took the seal away
        return last

    def _last_line(self) -> tuple[JournalLine | None, Seal | None]:
        """The last line of ours; without one, number and MAC of the last line that looks like one."""
        other: Seal | None = None
        for path in reversed(journal_files(self._folder)):
            for raw in tail_of(path)[0]:
                line = read_line(self._keys, raw)
                if line is not None:
                    return line, None
                claimed = read_unverified(raw)
                if other is None and claimed is not None:
                    other = Seal(count=claimed[0], head=claimed[1])
        return None, other

    def _add(self, entry: JournalEntry) -> JournalLine:
        """Write the line, after the journal's own lines that are due before it."""
        if not self._ready or _another_month(self._time, entry.time):
            self._retire(entry)
        if self._lost:
            self._mark(entry, EntryKind.LOST, self._lost)
            self._tell_anchor(self._unwritten, self._lost)  # in a line now, and not again
        return self._put(entry, self._known)

    def _put(self, entry: JournalEntry, after: Seal) -> JournalLine:
        line = write_line(self._keys, after.count + 1, after.head, entry)
        files = self._files(line.number)
        more = files and not _another_month(self._time, entry.time)
        append(files[-1] if more else file_for(self._folder, line.number), line.raw, self._write)
        self._known, self._time = _sealed(line), line.entry.time
        with contextlib.suppress(OSError):  # the line is there, and proves itself
            self._store_seal(self._known)
        return line

    def _mark(self, entry: JournalEntry, kind: EntryKind, count: int | None, after: Seal | None = None) -> None:
        self._put(JournalEntry(time=entry.time, offset=entry.offset, kind=kind, count=count), after or self._known)

    def _store_seal(self, seal: Seal) -> None:
        self._write_seal(self._seal_file, seal_text(self._keys, seal).encode())

    def _files(self, number: int) -> list[Path]:
        """The files up to the one of this line number; a file put in under a later name is left out."""
        return [path for path in journal_files(self._folder) if first_number(path) <= number]

    def _retire(self, entry: JournalEntry) -> None:
        """Delete files that are too old, after a line that records it.

        The last line's time counts too, and this machine's clock: neither it nor a server's, years ahead, takes everything.
        """
        if self._time is None:
            return
        before = months_before(min(entry.time, entry.machine_time, self._time), self._months)
        files, through = expired(self._files(self._known.count), self._keys, before)
        if files:
            self._mark(entry, EntryKind.RETENTION, through)
            for path in files:
                with contextlib.suppress(OSError):  # a file that is held open on Windows: next time
                    path.unlink()
            sync_folder(self._folder)


def _sealed(line: JournalLine) -> Seal:
    return Seal(count=line.number, head=line.mac)


def _another_month(last: datetime | None, time: datetime) -> bool:
    return last is not None and f"{last.astimezone(UTC):%Y-%m}" != f"{time.astimezone(UTC):%Y-%m}"


_LOG = logging.getLogger(__name__)
_RETRY_SECONDS = 30.0  # seconds until what failed is tried again by itself
_PATIENCE_SECONDS = 25.0  # more than lock, and a vault that asks nobody, may take together
_DISK_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


@dataclass(slots=True)
class _Waiting:
    """A queued entry. ``patient``: the number, until the key for its digest is loaded."""

    entry: JournalEntry
    patient: str = field(default="", repr=False)
    written: bool = False


class JournalQueue:
    """Writes the journal on its own daemon thread, so that no look-up waits for a disk or a vault. Thread-safe.

    What cannot be written is kept and tried again, in order, with the next entry or after a while; it is told once until it works
    again. How many entries wait stands in the vault meanwhile, so that the journal tells of them where the program ends first.
    What has no line after ``patience`` seconds is told, too: a network folder may hang, and no error comes.

    The journal is opened before anybody is looked up. Where the system asks for the vault's password for that, it does so with a
    login: not at the start, when the number is being typed, and not when a patient is on the screen.

    ``tell``: called on that thread with AppError: JOURNAL_FULL, JOURNAL_NEWER, JOURNAL_UNAVAILABLE.
    """

    def __init__(self, *, again: float = _RETRY_SECONDS, patience: float = _PATIENCE_SECONDS) -> None:
        self.tell: Callable[[AppError], None] = lambda _error: None
        self._again, self._patience = again, patience
        self._asked: SimpleQueue[Callable[[], None]] = SimpleQueue()  # to be done on the thread, which alone has what follows
        self._open: Callable[[bool], Journal] | None = None
        self._journal: Journal | None = None
        self._waiting: deque[_Waiting] = deque()
        self._flushes: list[Future[bool]] = []
        self._failing = False
        threading.Thread(target=self._work, name="provesvar-journal", daemon=True).start()

    def use(self, open_journal: Callable[[bool], Journal] | None) -> None:
        """Change the settings of the journal, and open it unless that needs a password; None: keep no journal.

        ``open_journal`` runs on the journal's thread and may block. It is told whether the system may ask for a password.
        """

        def work() -> None:
            self._open, self._journal = open_journal, None
            if open_journal is None:
                self._waiting.clear()
            self._open_now(may_ask=False)

        self._asked.put(work)

    def prepare(self) -> None:
        """Open the journal in the background; the system may ask for a password. Raises nothing."""
        self._asked.put(lambda: self._open_now(may_ask=True))

    def note(self, entry: JournalEntry, patient: str = "") -> None:
        """Queue an entry. Returns at once, raises nothing. ``patient``: the number; only its keyed digest is written."""
        waiting = _Waiting(entry, patient)
        self._asked.put(lambda: self._waiting.append(waiting) if self._open is not None else None)
        watch = threading.Timer(self._patience, self._overdue, [waiting])
        watch.daemon = True
        watch.start()

    def _overdue(self, waiting: _Waiting) -> None:
        """On a thread of its own, since that of the journal hangs where this is so."""
        if self._open is not None and not (waiting.written or self._failing):
            self._failing = True
            _LOG.warning("journal hangs")
            self.tell(AppError(ErrorCode.JOURNAL_UNAVAILABLE, "no answer"))

    def flush(self, seconds: float) -> bool:
        """Wait for one attempt to write the queue; True if everything is written."""
        written: Future[bool] = Future()
        self._asked.put(lambda: self._flushes.append(written))
        try:
            return written.result(seconds)
        except TimeoutError:
            return False

    def _work(self) -> None:
        while True:
            with contextlib.suppress(Empty):  # then what waits is tried again
                self._asked.get(timeout=self._again if self._waiting else None)()
            with contextlib.suppress(Empty):
                while True:
                    self._asked.get_nowait()()
            if (error := _trouble(self._write_all)) is not None:
                self._failed(error)
            while self._flushes:
                self._flushes.pop().set_result(not self._waiting)

    def _opened(self, *, may_ask: bool) -> Journal | None:
        if self._journal is None and self._open is not None:
            self._journal = self._open(may_ask)
        return self._journal

    def _open_now(self, *, may_ask: bool) -> None:
        if (error := _trouble(partial(self._opened, may_ask=may_ask))) is not None:  # the first entry tries again, and tells
            _LOG.info("journal not opened: %s (%s)", error.code.value, error.detail)

    def _write_all(self) -> None:
        while self._waiting and (journal := self._opened(may_ask=False)) is not None:
            first = self._waiting[0]
            first.entry, first.patient = journal.with_digest(first.entry, first.patient), ""
            journal.append(first.entry, waiting=len(self._waiting) - 1)
            self._waiting.popleft().written = True
            self._failing = False

    def _failed(self, error: AppError) -> None:
        count, already, self._failing = len(self._waiting), self._failing, True
        _LOG.warning("journal failed: %s (%s), %d waiting", error.code.value, error.detail, count)
        if not already:
            self.tell(error)
        if self._journal is not None and (why := _trouble(partial(self._journal.count_waiting, count))) is not None:
            _LOG.warning("journal: what waits is not counted in the vault: %s (%s)", why.code.value, why.detail)


def _trouble(work: Callable[[], object]) -> AppError | None:
    """Run ``work``; returns its failure, whatever it is: the writing thread must go on, and report it."""
    try:
        work()
    except Exception as error:  # noqa: BLE001 - of the disk, the vault, or what nobody has thought of
        return failure(error)
    return None


def failure(error: Exception) -> AppError:
    if isinstance(error, OSError) and error.errno in _DISK_FULL:
        return AppError(ErrorCode.JOURNAL_FULL, "no room on the disk")
    if isinstance(error, AppError):
        if error.code is ErrorCode.JOURNAL_NEWER:
            return error
        return AppError(ErrorCode.JOURNAL_UNAVAILABLE, error.detail)
    number = f" {error.errno}" if isinstance(error, OSError) and error.errno is not None else ""
    return AppError(ErrorCode.JOURNAL_UNAVAILABLE, f"{type_name(error)}{number}")
