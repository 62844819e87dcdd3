"""The seal of the journal: count and head of the lines, stored outside the journal, so that a cut tail is found."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from provesvar_gui.audit.line import LONGEST, START, canonical, is_mac, is_number, same
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.platform.files import write_private

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from provesvar_gui.audit.line import JournalKeys


_FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """The seal of the journal.

    ``count`` lines were written for certain, the last one with the MAC ``head``.

    ``unwritten``, in the vault alone: so many entries could not be written, and no line tells of them yet.
    """

    count: int = 0
    head: str = START
    unwritten: int = 0


class Anchor(Protocol):
    """A second place for count and head, where files that are copied back do not reach: the system's vault.

    Both calls may block for seconds and raise nothing; where it cannot be used, there is nothing in it. What it holds may lag
    behind: it says what there was at least.
    """

    def load(self) -> str | None:
        """What was stored, or None."""
        ...

    def store(self, text: str) -> None: ...


def seal_text(keys: JournalKeys, seal: Seal) -> str:
    body: dict[str, object] = {"v": _FORMAT, "count": seal.count, "head": seal.head}
    if seal.unwritten:
        body["unwritten"] = seal.unwritten
    return json.dumps({**body, "mac": keys.seal_mac(canonical(body))})


def read_seal(keys: JournalKeys, text: str | bytes | None) -> Seal | None:
    """The seal, or None where it is missing, broken or not ours. Raises AppError(JOURNAL_NEWER): ours, of a later version."""
    if not text or len(text) > 3 * LONGEST:
        return None
    try:
        body = json.loads(text)
        mac = body.pop("mac")
        if not same(mac, keys.seal_mac(canonical(body))):
            return None
        if type(body["v"]) is int and body["v"] > _FORMAT:
            raise AppError(ErrorCode.JOURNAL_NEWER, "the seal is of a later version")
        count, head, unwritten = body["count"], body["head"], body.get("unwritten", 0)
        if not is_mac(head) or not all(value == 0 or is_number(value) for value in (count, unwritten)):
            return None
        return Seal(count=count, head=head, unwritten=unwritten)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


class SealFile:
    """The seal in a file of its own (mode 0600). ``write``: puts a small file in the place of another, whole or not at all."""

    def __init__(self, path: Path, keys: JournalKeys, write: Callable[[Path, bytes], None] = write_private) -> None:
        self._path = path
        self._keys = keys
        self._write = write

    def load(self) -> Seal | None:
        """The seal, or None where it is missing, broken or not ours. Raises OSError where it is there and cannot be read.

        Raises AppError(JOURNAL_NEWER) where a later version wrote it: it must not be replaced.
        """
        try:
            with self._path.open("rb") as file:
                return read_seal(self._keys, file.read(3 * LONGEST + 1))
        except FileNotFoundError:
            return None

    def sweep(self) -> None:
        """Delete what kills in the middle of ``store`` have left beside it. Under the lock; what cannot be deleted stays."""
        with contextlib.suppress(OSError):
            for path in self._path.parent.glob(f".{self._path.name}.*"):
                path.unlink(missing_ok=True)

    def store(self, seal: Seal) -> None:
        """Keep it. Raises OSError; the old one is there then."""
        self._write(self._path, seal_text(self._keys, seal).encode())
