"""The spool folder for print jobs: private, in memory, and emptied as soon as the printing system has the document.

Qt hands pages to CUPS as a file that libcups makes (``cupsTempFd``) where ``TMPDIR`` points, and opens again by its name. Here
that is a folder of the job's own, mode 0700, where the system says it is memory; else nothing is printed. It goes when the job or
the program ends, and after a kill when any program of this user starts or prints.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from provesvar_gui.platform.files import FileLock, make_private

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, MutableMapping


VARIABLE: Final = "TMPDIR"  # says where libcups makes its file
USUAL: Final = "/tmp"  # noqa: S108 - libcups' own; nothing is written there
NEEDED: Final = sys.platform not in ("win32", "darwin")
_FOLDER: Final = Path("provesvar", "print")
_LOCK: Final = "lock"

_UNFINISHED: set[Path] = set()  # of this process
_ENVIRONMENT_LOCK = threading.Lock()  # two jobs that set the variable at the same time would leave it at one of them


class NoMemoryFolderError(OSError):
    """There is no place in memory where the document could lie."""


class SpoolJob:
    """Surrounds the moment in which the job's file is made: a browser that is started meanwhile would take its folder."""

    def __init__(self, folder: Path | None, environment: MutableMapping[str, str]) -> None:
        self._folder, self._environment = folder, environment
        self._before = USUAL

    def __enter__(self) -> None:
        if self._folder is not None:
            _ENVIRONMENT_LOCK.acquire()
            self._before = self._environment.get(VARIABLE, USUAL)
            self._environment[VARIABLE] = str(self._folder)

    def __exit__(self, *_: object) -> None:
        if self._folder is not None:
            self._environment[VARIABLE] = self._before
            _ENVIRONMENT_LOCK.release()

    def discard(self) -> None:
        """The file goes, so that libcups finds nothing to hand over: it knows no other way to give half a document up."""
        if self._folder is not None:
            for each in list(self._folder.iterdir()):
                if each.name != _LOCK:
                    each.unlink(missing_ok=True)


class Spool:
    """The private folder of all print jobs of one user; None: no file is made. ``environment``: where libcups reads TMPDIR."""

    def __init__(self, folder: Path | None, environment: MutableMapping[str, str] = os.environ) -> None:
        self.folder, self._environment = folder, environment

    @contextmanager
    def job(self) -> Iterator[SpoolJob]:
        """A folder of one job; gone with everything in it at the end. Raises OSError where none can be made."""
        if self.folder is None:
            yield SpoolJob(None, self._environment)
            return
        folder, lock = self._make(self.folder)
        _UNFINISHED.add(folder)
        try:
            yield SpoolJob(folder, self._environment)
        finally:
            _remove(folder, lock)

    def sweep(self) -> None:
        """Remove files of programs that have ended. Never raises."""
        with suppress(OSError):
            for folder in list(self.folder.iterdir()) if self.folder is not None else ():
                lock = FileLock(folder / _LOCK)
                with suppress(OSError):
                    if lock.acquire():
                        _remove(folder, lock)

    def _make(self, parent: Path) -> tuple[Path, FileLock]:
        make_private(parent)
        found = os.lstat(parent)
        if not parent.is_dir() or parent.is_symlink() or found.st_uid != os.getuid() or found.st_mode & 0o077:
            raise OSError("not a folder of this user's own")
        self.sweep()
        folder = Path(tempfile.mkdtemp(prefix="job-", dir=parent))
        lock = FileLock(folder / _LOCK)
        if lock.acquire() and (folder / _LOCK).exists():
            return folder, lock
        lock.release()
        raise OSError("another program swept the folder in this moment")


_TMPFS, _RAMFS = 0x01021994, 0x858458F6  # statfs(2), linux/magic.h
_STATFS_BYTES: Final = 256  # of C's struct, and more


def is_memory(folder: Path) -> bool:
    """Whether Linux says that the filesystem is in memory, whatever the folder's name. Never raises.

    A layer on top of memory (overlayfs, a FUSE filesystem) is told as what it is, and so not as memory.
    """
    if not sys.platform.startswith("linux"):
        return False
    answer = (ctypes.c_ulong * (_STATFS_BYTES // ctypes.sizeof(ctypes.c_ulong)))()
    try:
        failed = ctypes.CDLL(None).statfs(os.fsencode(folder), answer)
    except (OSError, AttributeError, ValueError):
        return False
    return not failed and int(answer[0]) & 0xFFFFFFFF in (_TMPFS, _RAMFS)  # the kind is the struct's first field, a long


def of_this_user(environment: MutableMapping[str, str] = os.environ, *, in_memory: Callable[[Path], bool] = is_memory) -> Spool:
    """In the runtime folder of the user's session. Raises NoMemoryFolderError where that is no memory."""
    if not NEEDED:
        return Spool(None)
    runtime = Path(environment.get("XDG_RUNTIME_DIR", ""))
    if runtime.is_absolute() and runtime.is_dir() and os.access(runtime, os.W_OK | os.X_OK) and in_memory(runtime):
        return Spool(runtime / _FOLDER, environment)
    raise NoMemoryFolderError("no folder that is memory")


def sweep(environment: MutableMapping[str, str] = os.environ) -> None:
    """Remove files of this user's killed programs. Never raises."""
    runtime = Path(environment.get("XDG_RUNTIME_DIR", ""))
    if NEEDED and runtime.is_absolute():
        Spool(runtime / _FOLDER, environment).sweep()


def end() -> None:
    """At the end of the program: delete a print job that is not finished. Never raises."""
    for folder in list(_UNFINISHED):
        _remove(folder)


def _remove(folder: Path, lock: FileLock | None = None) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    _UNFINISHED.discard(folder)
    if lock is not None:
        lock.release()
