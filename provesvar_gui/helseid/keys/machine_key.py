"""The machine's key: a file of root's, mode 0640, read by the accounts of one group that the administrator has chosen.

Whoever can read it can pose as this installation, so it is used only while nobody else can, and nobody but root can change it. On
Windows an access list set by ``icacls`` stands for this: **not tried there**, and judged by nothing.
"""

from __future__ import annotations

import ctypes
import os
import stat
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.key_ring import KeyPlace, PlaceKind, parse_ring, ring_text
from provesvar_gui.platform.files import why_others_can_write, write_private
from provesvar_gui.platform.runtime import on_daemon_thread

if TYPE_CHECKING:
    from pathlib import Path

    from provesvar_gui.helseid.keys.key_ring import KeyRing

_SYSTEM, _ADMINISTRATORS = "*S-1-5-18:F", "*S-1-5-32-544:F"
_SECONDS = 10.0


def protecting(path: Path, group: str = "") -> list[str]:
    """The command that gives the file to SYSTEM and the administrators, readable by ``group`` if given."""
    readers = [f"{group}:R"] if group else []
    return ["icacls", str(path), "/inheritance:r", "/grant:r", _SYSTEM, _ADMINISTRATORS, *readers]


_LIMIT = 64 * 1024  # bytes
_OTHERS = stat.S_IRWXO | stat.S_IWGRP | stat.S_IXGRP


def is_administrator() -> bool:
    if sys.platform == "win32":
        return bool(ctypes.windll.shell32.IsUserAnAdmin())
    return os.geteuid() == 0


class MachinePlace(KeyPlace):
    """The place of the machine key. ``administrator``: the user id that must own the file.

    ``group``: whose accounts are to read it from now on; empty: who reads it stays as it is.
    """

    kind = PlaceKind.MACHINE

    def __init__(self, path: Path, *, administrator: int = 0, owned: bool | None = None, group: str = "") -> None:
        super().__init__(lock=path.with_suffix(".lock"))  # beside the key, where only the administrator writes
        self.path = path
        self._administrator, self._group = administrator, group
        self.owned = is_administrator() if owned is None else owned

    async def load(self) -> KeyRing:
        try:
            text = await on_daemon_thread(self._read, _SECONDS)
        except TimeoutError:
            raise self._error(ErrorCode.KEY_MISSING, "timeout") from None
        return parse_ring(text, source=str(self.path))

    async def store(self, ring: KeyRing) -> None:
        """Store the key and check the file as its readers will. Under the lock.

        Raises LookupError (there is no such group), and AppError: KEY_FORBIDDEN; KEY_EXPOSED, before the key is written where
        that can be.
        """
        await on_daemon_thread(lambda: self._write(ring_text(ring).encode()), _SECONDS)

    def _write(self, data: bytes) -> None:
        try:
            if sys.platform == "win32":
                swap = os.replace if self._group else _keeping_its_list
                run = partial(subprocess.run, check=True, capture_output=True, timeout=_SECONDS)
                write_private(self.path, data, lambda new: run(protecting(new, self._group)), swap)
                return
            import grp  # not on Windows

            group = grp.getgrnam(self._group).gr_gid if self._group else self.path.stat().st_gid

            def guard(new: Path) -> None:
                """To be read by the group, written by the owner alone."""
                os.chown(new, -1, group)
                new.chmod(0o640)

            self._judge_folder()
            write_private(self.path, data, guard)
        except (OSError, subprocess.SubprocessError) as error:
            raise self._error(ErrorCode.KEY_FORBIDDEN, f"not written: {type(error).__name__}") from None
        self._read()

    def _read(self) -> str:
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
        try:
            handle = os.open(self.path, flags)
        except OSError as error:
            code = ErrorCode.KEY_FORBIDDEN if isinstance(error, PermissionError) else ErrorCode.KEY_MISSING
            raise self._error(code, type(error).__name__) from None
        with os.fdopen(handle, "rb") as file:
            self._judge(os.fstat(file.fileno()))
            raw = file.read(_LIMIT + 1)
        return raw.decode(errors="replace") if len(raw) <= _LIMIT else ""

    def _judge(self, found: os.stat_result) -> None:
        why = ""
        if not stat.S_ISREG(found.st_mode):
            why = "no ordinary file"
        elif sys.platform == "win32":
            return
        elif found.st_uid != self._administrator:
            why = "owned by somebody else than the administrator"
        elif found.st_mode & _OTHERS:
            why = "others can read it, or the group can write"
        elif found.st_mode & stat.S_IRGRP and os.geteuid() != self._administrator and found.st_gid == os.getgid():
            why = "its group is an account's first group, not one that was chosen"
        if why:
            raise self._error(ErrorCode.KEY_EXPOSED, why)
        self._judge_folder()

    def _judge_folder(self) -> None:
        folder = self.path.parent.stat()
        open_one = folder.st_uid != self._administrator or folder.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        if open_one or (self.path.exists() and why_others_can_write(self.path)):  # a folder above it
            raise self._error(ErrorCode.KEY_EXPOSED, "others can write in its folder")

    def _error(self, code: ErrorCode, why: str) -> AppError:
        return AppError(code, f"machine key: {why}", params={"file": str(self.path)})


def make_folder(folder: Path) -> None:
    """Make the folder if missing, passable for all accounts whatever the umask. Raises OSError."""
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(0o755)


if sys.platform == "win32":

    def _keeping_its_list(new: Path, old: Path) -> None:
        """ReplaceFileW gives the new file the old one's access list, by its documentation; Wine has no such lists."""
        if not ctypes.windll.kernel32.ReplaceFileW(str(old), str(new), None, 0, None, None):
            raise ctypes.WinError()
