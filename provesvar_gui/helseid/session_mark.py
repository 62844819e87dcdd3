"""Which session that is kept in the vault still counts: a file without a secret, whose absence ends it.

The vault may be locked, hang or be out of order in the moment when a session ends. So what is kept there carries a random mark,
and counts only as long as this file has the same one: taking the file away needs no vault, no network and no room on the disk.
Where it is lost, a login is needed, no more. A copy of it opens nothing.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from provesvar_gui.helseid.unguessable import unguessable
from provesvar_gui.system.private_file import write_private

if TYPE_CHECKING:
    from pathlib import Path


class SessionMark:
    """Of one client's session. ``folder``: of the user's own state, on this machine."""

    def __init__(self, folder: Path, client_id: str) -> None:
        self._folder = folder
        self._file = folder / f"session-{hashlib.sha256(client_id.encode()).hexdigest()[:16]}"

    def set_new(self) -> str:
        """A new one: whatever had another counts no more. May block. Raises OSError."""
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
        """From now on none counts. False where the file can be neither taken away nor emptied."""
        return _cleared(self._file)

    def clear_others(self) -> bool:
        """The same for every other client, of whose sessions nobody in this run will know that they are over."""
        return not [path for path in self._folder.glob("session-*") if path != self._file and not _cleared(path)]


def _cleared(file: Path) -> bool:
    try:
        file.unlink(missing_ok=True)
    except OSError:
        try:
            file.write_bytes(b"")
        except OSError:
            return False
    return True
