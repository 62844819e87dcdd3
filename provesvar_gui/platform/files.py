"""Files that only this user can read, file locks, and the check of other users' write access."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


UNFINISHED: Final = ".unfinished"  # suffix of the temporary file
_LEFTOVER_SECONDS: Final = 3600.0  # no write takes so long
_OWNER_ONLY: Final = 0o600
_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


def write_private(
    path: Path,
    data: bytes,
    guard: Callable[[Path], object] = lambda _new: None,
    swap: Callable[[Path, Path], object] = os.replace,
) -> None:
    """Replace a file atomically (mode 0600), through a temporary file in its folder (created with 0700). Raises OSError.

    ``guard``: restricts access to the temporary file while it is still empty. ``swap``: renames it. Temporary files of ``path``
    that a killed program left are deleted after an hour; other files of the folder are not touched.
    """
    make_private(path.parent)
    new = path.with_name(f".{path.name}.{os.urandom(8).hex()}{UNFINISHED}")
    handle = os.open(new, _CREATE, _OWNER_ONLY)
    try:
        with os.fdopen(handle, "wb") as file:
            guard(new)
            file.write(data)
            file.flush()
            os.fsync(handle)
            now = os.fstat(handle).st_mtime  # a network folder has the server's clock
        swap(new, path)
        sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):  # the first error is the one to raise
            new.unlink()
        raise
    with suppress(OSError), os.scandir(path.parent) as entries:
        for each in entries:
            ours = each.name.startswith(f".{path.name}.") and each.name.endswith(UNFINISHED) and len(each.name) == len(new.name)
            if ours and each.is_file(follow_symlinks=False):
                with suppress(OSError):
                    if now - each.stat(follow_symlinks=False).st_mtime > _LEFTOVER_SECONDS:
                        os.unlink(each.path)


def sync_folder(folder: Path) -> None:
    """Flush the directory entries of a folder to the disk, where the system supports it."""
    if hasattr(os, "O_DIRECTORY"):
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def make_private(folder: Path) -> None:
    """Create a folder and its missing parents with mode 0700, as the XDG specification requires. Raises OSError.

    Existing folders keep their mode. ``Path.mkdir(parents=True)`` would apply the mode to the last folder only.
    """
    for each in (*reversed(folder.parents), folder):
        if each == folder or not each.exists():
            each.mkdir(mode=0o700, exist_ok=True)  # raises where it is a file


def claim_folder(folder: Path) -> None:
    """Make this account's own folder in one that all accounts share, closed to the others. Raises OSError.

    PermissionError where it is another's already, or a link; the shared one is never made. On Windows nothing is known of owners.
    """
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    if sys.platform != "win32":
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
            raise PermissionError("not a folder of this account")
        if found.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            folder.chmod(0o700)


def write_in_place(path: str, data: bytes, stop: Callable[[], bool]) -> bool:
    """Write a file that the user chose, in place: a failure leaves no temporary copy. False: stopped by ``stop``.

    A new file has mode 0600, and is deleted after a failure or a stop. Raises OSError.
    """
    if stop():
        return False
    new, given_up = not os.path.lexists(path), True
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), _OWNER_ONLY)  # a network drive may hang here
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


def why_others_can_write(path: Path) -> str:
    """The reason in English, for the log; empty where only the owner can, and always on Windows. Raises OSError."""
    if sys.platform == "win32":
        return ""
    if _is_writable_by_others(path.stat()):
        return "others can write it"
    for each in (path.absolute(), path.resolve()):
        for folder in each.parents:
            found = folder.stat()
            if _is_writable_by_others(found) and not found.st_mode & stat.S_ISVTX:  # sticky: only the owner replaces a file
                return "others can write in a folder above it"
    return ""


def _is_writable_by_others(found: os.stat_result) -> bool:
    """Root's group does not count, nor the owner's private group, which has the number of the account on many systems."""
    by_group = bool(found.st_mode & stat.S_IWGRP) and found.st_gid not in (0, found.st_uid)
    return by_group or bool(found.st_mode & stat.S_IWOTH)


if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


def try_lock(handle: int) -> bool:
    """Lock an open file without waiting; False where another holder has the lock. Closing the file releases it."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


class FileLock:
    """A lock between processes: an empty file at ``path``. Never waits."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def acquire(self) -> bool:
        """False where the lock is held, by this object too. Raises OSError where the file cannot be opened."""
        if self._handle is not None:
            return False
        make_private(self._path.parent)
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
        handle = os.open(self._path, flags, _OWNER_ONLY)
        try:
            self._handle = handle if try_lock(handle) else None
        finally:
            if self._handle is None:
                os.close(handle)
        return self._handle is not None

    def release(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)
