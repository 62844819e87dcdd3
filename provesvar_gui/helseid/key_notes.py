"""What is remembered of a client's key from one run to the next, beside the key: when Selvbetjening was asked, and what it said.

A small file of the user's own, without a secret. It saves a client that may not ask from being refused at every start, and tells
those who only read the key (a machine's) when it ends. Where it is lost or broken, Selvbetjening is asked once more.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provesvar_gui.system.private_file import write_private

if TYPE_CHECKING:
    from pathlib import Path

_LIMIT = 1000  # bytes
_LATEST = 1e11  # epoch seconds, far away


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """``asked``, ``ends``: epoch seconds; ``ends`` None: not told. ``key``: the thumbprint (RFC 7638) of the key it is about."""

    key: str
    asked: float
    ends: float | None = None


class KeyNotes:
    """Of one client. ``folder``: of the user's own state, on this machine."""

    def __init__(self, folder: Path, client_id: str) -> None:
        self._file = folder / f"key-{hashlib.sha256(client_id.encode()).hexdigest()[:16]}.json"

    def read(self) -> Note | None:
        """The last one; None where there is none, or none of ours. Blocks; raises nothing."""
        try:
            with self._file.open("rb") as file:
                said = json.loads(file.read(_LIMIT))
            ends = said["ends"]
            return Note(key=str(said["key"]), asked=_time(said["asked"]), ends=None if ends is None else _time(ends))
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None

    def write(self, note: Note) -> None:
        """In the place of the last. Blocks. Raises OSError."""
        write_private(self._file, json.dumps({"key": note.key, "asked": note.asked, "ends": note.ends}).encode())


def _time(said: object) -> float:
    """Raises ValueError for what is no time of this age."""
    if not isinstance(said, int | float) or not 0 <= said < _LATEST:
        raise ValueError("no time")
    return float(said)
