"""Which session that is kept in the vault still counts: a file without a secret, which ends it when it is gone or empty.

The vault may be locked, hang or be out of order in the moment when a session ends. So what is kept there carries a random mark,
and counts only as long as this file has the same one: emptying it needs no vault, no network and no room on the disk. Empty, it
says that something that is over may lie in the vault yet. Where it is lost, a login is needed, no more; a copy opens nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from typing import TYPE_CHECKING

from provesvar_gui.helseid.unguessable import unguessable
from provesvar_gui.system.private_file import write_private

if TYPE_CHECKING:
    from pathlib import Path

_MARK, _LOCK = "session-", "kept-"  # earlier versions take away whatever is named as marks are


class SessionMark:
    """Of one client's session. ``folder``: of the user's own state, on this machine. Every call may block."""

    def __init__(self, folder: Path, client_id: str) -> None:
        self._folder = folder
        self._file = folder / f"{_MARK}{hashlib.sha256(client_id.encode()).hexdigest()[:16]}"

    @property
    def lock(self) -> Path:
        """Locked by the program that keeps this client's session, for as long as it may."""
        return lock_beside(self._file)

    def set_new(self) -> str:
        """A new one: whatever had another counts no more. Raises OSError."""
        mark = unguessable()
        write_private(self._file, mark.encode("ascii"))
        return mark

    def holds(self, mark: str) -> bool:
        """Whether this is the one that counts."""
        try:
            return bool(mark) and hmac.compare_digest(self._file.read_bytes(), mark.encode())
        except OSError:
            return False

    def clear(self) -> bool:
        """From now on none counts. False where the file can be neither emptied nor taken away."""
        return emptied(self._file)

    @property
    def left(self) -> bool:
        """Whether anything may lie in the vault: one that counts, or one that is over."""
        try:
            self._file.lstat()
        except FileNotFoundError:
            return False
        except OSError:
            pass
        return True

    def drop(self) -> None:
        """Nothing lies in the vault any more: without a mark, the file goes."""
        try:
            if not self._file.lstat().st_size:
                self._file.unlink(missing_ok=True)
        except OSError:
            return

    def others(self) -> list[Path]:
        """The marks of every other client."""
        try:
            return [path for path in self._folder.glob(f"{_MARK}*") if path != self._file]
        except OSError:
            return []


def lock_beside(mark: Path) -> Path:
    """Of the client whose mark this is."""
    return mark.with_name(f"{_LOCK}{mark.name.removeprefix(_MARK)}.lock")


def emptied(mark: Path) -> bool:
    """Empty it, or take it away; whether it holds none now."""
    try:
        os.close(os.open(mark, os.O_WRONLY | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)))
    except FileNotFoundError:
        return True
    except OSError:
        try:
            mark.unlink(missing_ok=True)
        except OSError:
            return False
    return True
