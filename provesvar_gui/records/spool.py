"""Where a document lies while a printer's system takes it from us: a private folder, and for no longer.

On Linux Qt hands pages to CUPS as a file that libcups makes (``cupsTempFd``) in the folder that ``TMPDIR`` names when the job
begins, usually ``/tmp``; a program that is killed leaves it there. Here that folder is one of the job's own, of mode 0700, in the
user's runtime folder, which is memory and goes with the user's session; where there is none, in the state folder. It is removed
when the job ends, when the program ends, and, after a kill, when the program is next started. What CUPS keeps in its own queue
is the system's. Windows and macOS print through their own spoolers, without a file of ours.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from provesvar_gui.system.file_lock import FileLock

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping
    from contextlib import AbstractContextManager

_VARIABLE: Final = "TMPDIR"
_USUAL: Final = "/tmp"  # noqa: S108 - libcups' own, where the variable is not set; nothing is written there
_LOCK: Final = "lock"
_TRIES: Final = 10

NEEDED: Final = sys.platform not in ("win32", "darwin")
_UNFINISHED: set[Path] = set()  # of this process


def settle(environment: MutableMapping[str, str]) -> None:
    """Name the usual folder, before there are threads: a variable that is there can be changed while others read it (glibc)."""
    if NEEDED:
        environment.setdefault(_VARIABLE, _USUAL)


class Spool:
    """The private folder of all print jobs of one user. ``environment``: where libcups reads ``TMPDIR``."""

    def __init__(self, folder: Path, environment: MutableMapping[str, str]) -> None:
        self.folder, self._environment = folder, environment

    @contextmanager
    def job(self) -> Iterator[AbstractContextManager[None]]:
        """A folder of one job; gone with everything in it at the end. Raises OSError where none can be made.

        Yields what surrounds the moment in which the job's file is made, and nothing longer: a browser that is started
        meanwhile would take that folder for its own.
        """
        folder, lock = self._make()
        _UNFINISHED.add(folder)
        try:
            yield self._here(folder)
        finally:
            _remove(folder)
            lock.give_back()

    def sweep(self) -> None:
        """Remove what programs that run no more have left. Never raises."""
        with suppress(OSError):
            for folder in list(self.folder.iterdir()):
                lock = FileLock(folder / _LOCK)
                with suppress(OSError):
                    if lock.take():
                        _remove(folder)
                        lock.give_back()

    def _make(self) -> tuple[Path, FileLock]:
        import tempfile

        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = os.lstat(self.folder)
        if not self.folder.is_dir() or self.folder.is_symlink() or found.st_uid != os.getuid() or found.st_mode & 0o077:
            raise OSError("not a folder of this user's own")
        for _ in range(_TRIES):
            folder = Path(tempfile.mkdtemp(prefix="job-", dir=self.folder))
            lock = FileLock(folder / _LOCK)
            if lock.take() and (folder / _LOCK).exists():  # else another program swept it in that moment
                return folder, lock
            lock.give_back()
        raise OSError("no folder of one's own could be made")

    @contextmanager
    def _here(self, folder: Path) -> Iterator[None]:
        before = self._environment.get(_VARIABLE, _USUAL)
        self._environment[_VARIABLE] = str(folder)
        try:
            yield
        finally:
            self._environment[_VARIABLE] = before


class NoSpool(Spool):
    """Where no file is made."""

    @contextmanager
    def job(self) -> Iterator[AbstractContextManager[None]]:
        """Nothing to surround."""
        yield nullcontext()

    def sweep(self) -> None:
        """Nothing to sweep."""


def of_this_user(environment: MutableMapping[str, str] = os.environ) -> Spool:
    """In the runtime folder of the user's session, else in their state folder."""
    runtime = environment.get("XDG_RUNTIME_DIR", "")
    if not NEEDED:
        return NoSpool(Path(), environment)
    if runtime and Path(runtime).is_dir() and os.access(runtime, os.W_OK):
        return Spool(Path(runtime, "provesvar", "print"), environment)
    import platformdirs

    return Spool(platformdirs.user_state_path("provesvar", appauthor=False) / "print", environment)


def end() -> None:
    """The program ends: a job that nobody waits for any more goes with it. Never raises."""
    for folder in list(_UNFINISHED):
        _remove(folder)


def _remove(folder: Path) -> None:
    import shutil  # not before the first paint

    _UNFINISHED.discard(folder)
    shutil.rmtree(folder, ignore_errors=True)
