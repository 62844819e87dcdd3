"""Files that only this user can read, locks, and who else may change a file."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


UNFINISHED: Final = ".unfinished"  # ends the name of what a killed program leaves beside a file of ours
_OLD: Final = 3600.0  # seconds: nothing takes so long to write
_OURS: Final = 0o600
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


def write_private(
    path: Path,
    data: bytes,
    guard: Callable[[Path], object] = lambda _new: None,
    swap: Callable[[Path, Path], object] = os.replace,
) -> None:
    """Write ``data`` to ``path`` (mode 0600), making its folder (0700) where it is missing; whole, or as it was. Raises OSError.

    ``guard``: sees to who else may open the new file before anything is in it. ``swap``: puts it in place. What a killed program
    left beside this file goes an hour later: of what else lies in the folder nothing is known.
    """
    make_private(path.parent)
    new = path.with_name(f".{path.name}.{os.urandom(8).hex()}{UNFINISHED}")
    handle = os.open(new, _NEW, _OURS)
    try:
        with os.fdopen(handle, "wb") as file:
            guard(new)
            file.write(data)
            file.flush()
            os.fsync(handle)
            now = os.fstat(handle).st_mtime  # by the clock of whoever keeps the folder
        swap(new, path)
        sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):  # what went wrong before that is told
            new.unlink()
        raise
    with suppress(OSError), os.scandir(path.parent) as entries:
        for each in entries:
            ours = each.name.startswith(f".{path.name}.") and each.name.endswith(UNFINISHED) and len(each.name) == len(new.name)
            if ours and each.is_file(follow_symlinks=False):
                with suppress(OSError):
                    if now - each.stat(follow_symlinks=False).st_mtime > _OLD:
                        os.unlink(each.path)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system can."""
    if hasattr(os, "O_DIRECTORY"):
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def make_private(folder: Path) -> None:
    """Make it and whatever is missing above it, each with mode 0700 (as XDG wants it too). Raises OSError.

    One that is there already stays as it is. ``Path.mkdir(parents=True)`` would give its mode to the last folder alone.
    """
    for each in (*reversed(folder.parents), folder):
        if each == folder or not each.exists():
            each.mkdir(mode=0o700, exist_ok=True)  # what is there must be a folder


def write_chosen(path: str, data: bytes, stop: Callable[[], bool]) -> bool:
    """Write to the file that somebody chose, in its place: whatever goes wrong, there is no copy of it by another name.

    A new one is this user's alone, and goes again where it fails or ``stop`` gives it up (then False). Raises OSError.
    """
    if stop():
        return False
    new, given_up = not os.path.lexists(path), True
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), _OURS)  # a drive may hang here
    try:
        with os.fdopen(handle, "wb") as file:
            if not stop():
                file.truncate()
                file.write(data)
                file.flush()
                os.fsync(handle)
                given_up = stop()
    finally:
        if new and given_up:
            os.unlink(path)
    return not given_up


def others_may_change(path: Path, *, platform: str = sys.platform) -> str:
    """Why they may, in words of ours; empty where they may not, and on Windows. Raises OSError."""
    if platform == "win32":
        return ""
    if _open(path.stat()):
        return "others can write it"
    for each in (path.absolute(), path.resolve()):
        for folder in each.parents:
            found = folder.stat()
            if _open(found) and not found.st_mode & stat.S_ISVTX:  # as /tmp has it: only a file's owner replaces it
                return "others can write in a folder above it"
    return ""


def _open(found: os.stat_result) -> bool:
    """A group of the owner's own (many systems give each account one, with its number) is no others, nor is root's."""
    by_group = bool(found.st_mode & stat.S_IWGRP) and found.st_gid not in (0, found.st_uid)
    return by_group or bool(found.st_mode & stat.S_IWOTH)


if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


def take(handle: int) -> bool:
    """Take the open file's lock if nobody has it; whether it was taken. Closing the file gives it back."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


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
            self._handle = handle if take(handle) else None
        finally:
            if self._handle is None:
                os.close(handle)
        return self._handle is not None

    def give_back(self) -> None:
        """Let it go; nothing happens where it is not held."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)
