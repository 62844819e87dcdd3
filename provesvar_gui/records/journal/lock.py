"""One writer at a time among all programs of this user: an advisory lock that the system takes back when its holder dies."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SECONDS = 10.0  # a program that was stopped in the middle keeps the lock for as long as it is stopped
_PAUSE = 0.02

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _give_back(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _give_back(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


@contextmanager
def locked(path: Path, seconds: float = _SECONDS) -> Iterator[None]:
    """Hold the lock at ``path`` (an empty file, made with mode 0600). Blocks for at most about ``seconds``.

    Raises OSError, and AppError(JOURNAL_UNAVAILABLE) where another one keeps it.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        pause = threading.Event()
        for _ in range(max(1, int(seconds / _PAUSE))):
            if _take(handle):
                break
            pause.wait(_PAUSE)
        else:
            raise AppError(ErrorCode.JOURNAL_UNAVAILABLE, "another program holds the journal's lock")
        try:
            yield
        finally:
            _give_back(handle)
    finally:
        os.close(handle)
