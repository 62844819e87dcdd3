"""Which of several programs is the first: whoever holds the lock. The system takes it back when its holder dies, by a kill too.

Imported before the first paint: no socket, no json.
"""

from __future__ import annotations

import os
import stat
import sys

from provesvar_gui.handover.place import Place, Reason
from provesvar_gui.system.file_lock import take


class Instance:
    """A program that runs. ``address``: where it may listen; "" where it may not, and ``reason`` says why.

    ``stdin_read``: standard input was read already, to be told to a program that then was not there; ``number``: what came.
    ``elsewhere``: a program that did not answer has the number, and may show it yet.
    """

    stdin_read = False
    number: str | None = None
    elsewhere = False

    def __init__(self, address: str = "", *, handle: int | None = None, reason: Reason | None = None) -> None:
        self.address = address
        self.reason = reason
        self._handle = handle

    def release(self) -> None:
        """Somebody else may be the first from now on."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)


def claim(place: Place) -> Instance | None:
    """Be the first, or nobody: None where another one is."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NOINHERIT", 0)
    try:
        handle = os.open(place.lock, flags, 0o600)
    except OSError:
        return Instance(reason=Reason.LOCK_UNUSABLE)
    try:
        if not _ours(os.fstat(handle)):
            os.close(handle)
            return Instance(reason=Reason.LOCK_UNUSABLE)
        if not take(handle):
            os.close(handle)
            return None
        if sys.platform != "win32":
            os.fchmod(handle, stat.S_ISVTX | 0o600)  # who sweeps the folder of old files leaves a sticky one alone (XDG)
    except OSError:
        os.close(handle)
        return Instance(reason=Reason.LOCK_UNUSABLE)
    return Instance(place.address, handle=handle)


def _ours(found: os.stat_result) -> bool:
    if sys.platform == "win32":
        return True
    return stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o077
