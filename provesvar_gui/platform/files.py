"""Writing small files atomically, so that only this user can read them."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


#: Ends the name of what a killed program leaves beside a file of ours.
UNFINISHED: Final = ".unfinished"
#: The same beside a file that somebody chose: it says nothing of what is in it.
WHOLE_UNFINISHED: Final = "provesvar-unfinished-"
_OLD: Final = 3600.0  # seconds: nothing takes so long to write
_OURS: Final = 0o600
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


def write_private(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` (mode 0600), making its folder (mode 0700) where it is missing. Raises OSError.

    What a program that was killed meanwhile left beside this file goes when it is written an hour later or more. The folder may
    be anybody's: of what else lies there nothing is known.
    """
    make_private(path.parent)
    _write_beside(str(path), data, f".{path.name}.", UNFINISHED)


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
    missing = []
    place = folder
    while not place.exists() and place != place.parent:
        missing.append(place)
        place = place.parent
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)  # what is there must be a folder


def write_whole(path: str, data: bytes, stop: Callable[[], bool], *, nameless: bool = True) -> bool:
    """Write ``data`` to ``path``, in place of what is there. False: ``stop`` gave it up, and what was there is there still.

    It is written beside it, for this user only, and takes its place once it is on the disk. On Linux it has no name until then
    where the filesystem can do so (O_TMPFILE, open(2)): a kill leaves nothing. Elsewhere, or where ``nameless`` is False, it is
    called ``WHOLE_UNFINISHED`` and chance; what a kill left goes with a write to the same folder an hour later or more.

    A new file is this user's alone; one that replaces another is for those who could read that. What is no ordinary file (a pipe)
    is written to as it is. Raises OSError, and leaves everything as it was.
    """
    if stop():
        return False
    path = os.path.realpath(path)  # a link stays one
    try:
        before: os.stat_result | None = os.stat(path)
    except FileNotFoundError:
        before = None
    if before is not None and not stat.S_ISREG(before.st_mode):
        with open(path, "wb") as file:  # whoever reads it may take their time: it may have been given up meanwhile
            if not stop():
                file.write(data)
        return not stop()
    if before is not None and not os.access(path, os.W_OK):
        raise PermissionError  # somebody wants it to stay as it is
    if nameless and (written := _nameless(path, data, stop, before)) is not None:
        return written
    return _write_beside(path, data, WHOLE_UNFINISHED, ".tmp", stop, before)


def _nameless(path: str, data: bytes, stop: Callable[[], bool], before: os.stat_result | None) -> bool | None:
    """None: this filesystem cannot."""
    if sys.platform != "linux":
        return None
    folder = os.path.dirname(path)
    try:
        handle = os.open(folder, os.O_WRONLY | os.O_TMPFILE, _OURS)
    except OSError:
        return None
    with os.fdopen(handle, "wb") as file:
        if not _fill(file, data, stop):
            return False
        _share(handle, before)
        if before is None and _link(handle, path):
            return True
        # It gets a name for an instant: nothing can be linked to one that is taken.
        name = os.path.join(folder, f"{WHOLE_UNFINISHED}{os.urandom(8).hex()}.tmp")
        if not _link(handle, name):
            return None
    try:
        os.replace(name, path)
    except BaseException:
        _unlink(name)
        raise
    return True


def _write_beside(
    path: str,
    data: bytes,
    begin: str,
    end: str,
    stop: Callable[[], bool] = lambda: False,
    before: os.stat_result | None = None,
) -> bool:
    """Write to a file of its own in the same folder, which then takes the place. ``begin``, ``end``: of its name."""
    folder = os.path.dirname(path)
    name = os.path.join(folder, f"{begin}{os.urandom(8).hex()}{end}")
    handle = os.open(name, _NEW, _OURS)
    try:
        with os.fdopen(handle, "wb") as file:
            whole = _fill(file, data, stop)
            if whole:
                _share(handle, before)
            now = os.fstat(handle).st_mtime  # by the clock of whoever keeps the folder
        if whole:
            os.replace(name, path)
        else:
            _unlink(name)
    except BaseException:
        _unlink(name)
        raise
    _sweep(folder, begin, end, len(os.path.basename(name)), now)
    return whole


def _fill(file: IO[bytes], data: bytes, stop: Callable[[], bool]) -> bool:
    """Whether it is on the disk, whole, and still wanted."""
    if stop():
        return False
    file.write(data)
    file.flush()
    os.fsync(file.fileno())
    return not stop()


def _share(handle: int, before: os.stat_result | None) -> None:
    """With those who could read what is replaced, at the last moment; with nobody where that cannot be."""
    if before is None or sys.platform == "win32":
        return
    with suppress(OSError):
        os.fchown(handle, -1, before.st_gid)
    if os.fstat(handle).st_gid == before.st_gid:  # else the permissions would be another group's
        with suppress(OSError):
            os.fchmod(handle, stat.S_IMODE(before.st_mode))


def _link(handle: int, name: str) -> bool:
    """Give a file without a name this one (linkat(2) on its entry in /proc). Whether that went, and the name was free."""
    at = os.open(os.path.dirname(name), os.O_RDONLY | os.O_DIRECTORY)  # with a folder Python calls linkat, which follows links
    try:
        os.link(f"/proc/self/fd/{handle}", os.path.basename(name), dst_dir_fd=at, follow_symlinks=True)
    except OSError:
        return False
    else:
        return True
    finally:
        os.close(at)


def _unlink(name: str) -> None:
    with suppress(OSError):  # what went wrong before that is told
        os.unlink(name)


def _sweep(folder: str, begin: str, end: str, length: int, now: float) -> None:
    """Delete what killed programs left under such names, a copy of all that was in the file. What cannot be deleted stays."""
    with suppress(OSError), os.scandir(folder) as entries:
        for each in entries:
            ours = each.name.startswith(begin) and each.name.endswith(end) and len(each.name) == length
            if ours and each.is_file(follow_symlinks=False):
                with suppress(OSError):
                    if now - each.stat(follow_symlinks=False).st_mtime > _OLD:
                        os.unlink(each.path)


def others_may_change(path: Path, *, platform: str = sys.platform) -> str:
    """Why they may, in words of ours; empty where they may not. Raises OSError.

    Empty on Windows too, where modes say nothing: its access lists are read by the self-check (``helseid.keys.machine_key``).
    Nor is a folder looked at there: who may read a file need not be let into those above it.
    """
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
    return bool(found.st_mode & stat.S_IWOTH) or (bool(found.st_mode & stat.S_IWGRP) and _is_shared(found))


def _is_shared(found: os.stat_result) -> bool:
    """Whether anybody else is in the group: many systems give each account a group of its own, and write by it."""
    if sys.platform == "win32" or found.st_gid == 0:
        return False
    # Not on Windows.
    import grp
    import pwd

    try:
        group, owner = grp.getgrgid(found.st_gid), pwd.getpwuid(found.st_uid)
    except KeyError:
        return True
    return group.gr_name != owner.pw_name or not set(group.gr_mem) <= {owner.pw_name}


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
