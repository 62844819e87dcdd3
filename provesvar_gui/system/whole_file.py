"""Writing a file that somebody chose: what stands there is the older one or the whole new one, whatever happens."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import sys
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

#: Begins the name of what a killed program can leave behind beside the chosen file; it says nothing of what is in it.
UNFINISHED: Final = "provesvar-unfinished-"
_ENDING: Final = ".tmp"
_OLD: Final = 3600.0  # seconds: nothing takes so long to write; what is older was left by a program that was killed
_OURS: Final = 0o600
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


def write_whole(path: str, data: bytes, stop: Callable[[], bool], *, nameless: bool = True) -> bool:
    """Write ``data`` to ``path``, in place of what is there. False: ``stop`` gave it up, and what was there is there still.

    It is written beside it, for this user only, and takes its place once it is on the disk. On Linux it has no name until then
    where the filesystem can do so (O_TMPFILE, open(2)): a kill leaves nothing. Elsewhere, or where ``nameless`` is False, it is
    called ``UNFINISHED`` and chance; what a kill left goes when something is written to the same folder an hour later or more.

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
    return _named(path, data, stop, before)


def _nameless(path: str, data: bytes, stop: Callable[[], bool], before: os.stat_result | None) -> bool | None:
    """See ``write_whole``. None: this filesystem cannot."""
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
        name = _new_name(folder)  # it gets one for an instant: nothing can be linked to a name that is taken
        if not _link(handle, name):
            return None
        _put(name, path)
    return True


def _named(path: str, data: bytes, stop: Callable[[], bool], before: os.stat_result | None) -> bool:
    folder = os.path.dirname(path)
    name = _new_name(folder)
    handle = os.open(name, _NEW, _OURS)
    try:
        with os.fdopen(handle, "wb") as file:
            whole = _fill(file, data, stop)
            if whole:
                _share(handle, before)
            now = os.fstat(handle).st_mtime  # by the clock of whoever keeps the folder
    except BaseException:
        _unlink(name)
        raise
    if whole:
        _put(name, path)
    else:
        _unlink(name)
    _sweep(folder, now)
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
    with contextlib.suppress(OSError):
        os.fchown(handle, -1, before.st_gid)
    if os.fstat(handle).st_gid == before.st_gid:  # else the permissions would be another group's
        with contextlib.suppress(OSError):
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


def _put(name: str, path: str) -> None:
    try:
        os.replace(name, path)
    except BaseException:
        _unlink(name)
        raise


def _new_name(folder: str) -> str:
    return os.path.join(folder, f"{UNFINISHED}{secrets.token_hex(8)}{_ENDING}")


def _unlink(name: str) -> None:
    with contextlib.suppress(OSError):  # what went wrong before that is told
        os.unlink(name)


def _sweep(folder: str, now: float) -> None:
    """Delete what killed programs left. What cannot be deleted stays."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for each in entries:
            if each.name.startswith(UNFINISHED) and each.name.endswith(_ENDING) and each.is_file(follow_symlinks=False):
                with contextlib.suppress(OSError):
                    if now - each.stat(follow_symlinks=False).st_mtime > _OLD:
                        os.unlink(each.path)
