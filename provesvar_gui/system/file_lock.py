"""An advisory lock among programs of one machine: a file that the system takes back when its holder dies."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from provesvar_gui.system.private_folder import make_private

if TYPE_CHECKING:
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def take(handle: int) -> bool:
        """Take the open file's lock if nobody has it; whether it was taken."""
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

    def take(handle: int) -> bool:
        """Take the open file's lock if nobody has it; whether it was taken."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _give_back(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


class FileLock:
    """The lock at ``path`` (an empty file, made with mode 0600 in a folder made with 0700). Blocks nobody."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def take(self) -> bool:
        """Try to take it; whether it is held now. Raises OSError where the file cannot be opened."""
        if self._handle is not None:
            return False
        make_private(self._path.parent)
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
        handle = os.open(self._path, flags, 0o600)
        try:
            if take(handle):
                self._handle, handle = handle, -1
        finally:
            if handle >= 0:
                os.close(handle)
        return self._handle is not None

    def give_back(self) -> None:
        """Let it go; nothing happens where it is not held."""
        handle, self._handle = self._handle, None
        if handle is not None:
            try:
                _give_back(handle)
            finally:
                os.close(handle)
