"""The mark of a kept session and the lock beside it: the session is one program's, for as long as that runs.

Two programs of one user (two desktop sessions, another settings file) share one vault. Whoever holds the lock alone goes on with
what lies there, keeps a session there and says that it is over; the system takes the lock back when its holder dies.
A home on a network may hang: every call runs on a thread, begun with the call, and one after the other; in one folder those of a
run's every place, so that settings that come into force meet no lock that this run itself is about to give back.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from provesvar_gui.helseid.session_mark import SessionMark, emptied, lock_beside
from provesvar_gui.net.daemon import start_on_daemon_thread
from provesvar_gui.system.file_lock import FileLock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_log = logging.getLogger(__name__)

T = TypeVar("T")

_newest: dict[Path, threading.Event] = {}  # by folder: set when the call that was begun last has ended


class SessionPlace:
    """Of one client. ``folder``: of the user's own state. What is returned can be awaited, and need not be."""

    def __init__(self, folder: Path, client_id: str) -> None:
        self._folder = folder
        self._mark = SessionMark(folder, client_id)
        self._lock = FileLock(self._mark.lock)
        self._held = False

    @property
    def held(self) -> bool:
        """Whether the session is this program's."""
        return self._held

    def claim(self) -> asyncio.Future[bool]:
        """Have the session, unless another program has it. Raises OSError."""
        return self._start(self._claim)

    def give_back(self) -> asyncio.Future[None]:
        """Another program may have it from now on."""
        self._held = False  # from this call on: whoever asks meanwhile ends nothing of whom it goes to
        return self._start(self._give_back)

    def set_new(self) -> asyncio.Future[str]:
        """See ``SessionMark.set_new``. Where it cannot be written, none counts. Raises OSError."""
        return self._start(self._set_new)

    def holds(self, mark: str) -> asyncio.Future[bool]:
        """Whether this is the mark that counts."""
        return self._start(lambda: self._mark.holds(mark))

    def left(self) -> asyncio.Future[bool]:
        """Whether anything may lie in the vault."""
        return self._start(lambda: self._mark.left)

    def clear(self) -> asyncio.Future[None]:
        """None counts from now on, where the session is this program's by then: a claim may be under way."""
        return self._start(lambda: _warn_unless(not self._lock.held or self._mark.clear()))

    def drop(self) -> asyncio.Future[None]:
        """Nothing lies in the vault any more."""
        return self._start(self._mark.drop)

    def clear_left(self) -> asyncio.Future[None]:
        """None counts from now on, unless another program that runs has it: then it is that one's to end."""
        return self._start(self._clear_left)

    def clear_others(self) -> asyncio.Future[None]:
        """The same for every other client."""
        return self._start(self._clear_others)

    def _start(self, work: Callable[[], T]) -> asyncio.Future[T]:
        before, ended = _newest.get(self._folder), threading.Event()

        def in_turn() -> T:
            try:
                if before is not None:
                    before.wait()
                return work()
            finally:
                ended.set()

        started = start_on_daemon_thread(asyncio.get_running_loop(), in_turn, "provesvar-mark")
        _newest[self._folder] = ended  # not that of a thread that could not begin: it would never be set
        return started

    def _claim(self) -> bool:
        self._held = self._held or self._lock.take()
        return self._held

    def _give_back(self) -> None:
        self._held = False
        self._lock.give_back()

    def _set_new(self) -> str:
        try:
            return self._mark.set_new()
        except OSError:
            self._mark.clear()
            raise

    def _clear_left(self) -> None:
        if self._mark.left:
            _warn_unless(_clear_unless_held(self._mark.lock, self._mark.clear))

    def _clear_others(self) -> None:
        for mark in self._mark.others():
            _warn_unless(_clear_unless_held(lock_beside(mark), partial(emptied, mark)))


def _clear_unless_held(path: Path, clear: Callable[[], bool]) -> bool:
    lock = FileLock(path)
    try:
        if not lock.take():
            return True
    except OSError:  # who can lock nothing here keeps nothing here
        return clear()
    try:
        return clear()
    finally:
        lock.give_back()


def _warn_unless(cleared: bool) -> None:
    if not cleared:
        _log.warning("a session that is over could not be made void")
