"""One writer at a time among all programs of this user: an advisory lock that the system takes back when its holder dies."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.system.file_lock import FileLock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SECONDS = 10.0  # a program that was stopped in the middle keeps the lock for as long as it is stopped
_PAUSE = 0.02


@contextmanager
def locked(path: Path, seconds: float = _SECONDS) -> Iterator[None]:
    """Hold the lock at ``path`` (an empty file, made with mode 0600). Blocks for at most about ``seconds``.

    Raises OSError, and AppError(JOURNAL_UNAVAILABLE) where another one keeps it.
    """
    lock, pause = FileLock(path), threading.Event()
    for _ in range(max(1, int(seconds / _PAUSE))):
        if lock.take():
            break
        pause.wait(_PAUSE)
    else:
        raise AppError(ErrorCode.JOURNAL_UNAVAILABLE, "another program holds the journal's lock")
    try:
        yield
    finally:
        lock.give_back()
