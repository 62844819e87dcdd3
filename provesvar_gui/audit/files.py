"""The files of the journal, and its seal: count and head of the lines, stored elsewhere, so that a cut tail is found.

Files are named by the number of their first line, appended to line by line, deleted whole. One program at a time writes or checks
them, under an advisory lock that the system takes back when its holder dies.
"""

from __future__ import annotations

import errno
import json
import os
import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from provesvar_gui.audit.line import (
    LONGEST,
    START,
    EntryKind,
    JournalKeys,
    JournalLine,
    canonical,
    is_mac,
    is_number,
    macs_equal,
    read_line,
)
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.platform.files import FileLock, sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    Write = Callable[[int, bytes], int]

_FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """``count`` lines were written for certain, the last one with the MAC ``head``.

    ``unwritten``, in the vault alone: so many entries could not be written, and no line tells of them yet.
    """

    count: int = 0
    head: str = START
    unwritten: int = 0


class Anchor(Protocol):
    """A second place for count and head, outside the files that can be copied back: the system's vault.

    Both calls may block for seconds and raise nothing; where it cannot be used, there is nothing in it. What it holds may lag
    behind: it says what there was at least.
    """

    def load(self) -> str | None: ...
    def store(self, text: str) -> None: ...


def seal_text(keys: JournalKeys, seal: Seal) -> str:
    body: dict[str, object] = {"v": _FORMAT, "count": seal.count, "head": seal.head}
    if seal.unwritten:
        body["unwritten"] = seal.unwritten
    return json.dumps({**body, "mac": keys.mac("seal", canonical(body))})


def read_seal(keys: JournalKeys, text: str | bytes | None) -> Seal | None:
    """The seal, or None where it is missing, broken or not ours. Raises AppError(JOURNAL_NEWER): ours, of a later version."""
    if not text or len(text) > 3 * LONGEST:
        return None
    try:
        body = json.loads(text)
        mac = body.pop("mac")
        if not macs_equal(mac, keys.mac("seal", canonical(body))):
            return None
        if type(body["v"]) is int and body["v"] > _FORMAT:
            raise AppError(ErrorCode.JOURNAL_NEWER, "the seal is of a later version")
        count, head, unwritten = body["count"], body["head"], body.get("unwritten", 0)
        if not is_mac(head) or not all(value == 0 or is_number(value) for value in (count, unwritten)):
            return None
        return Seal(count=count, head=head, unwritten=unwritten)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def load_seal(path: Path, keys: JournalKeys) -> Seal | None:
    """The seal in its file, as ``read_seal``. Raises OSError where it is there and cannot be read."""
    try:
        with path.open("rb") as file:
            return read_seal(keys, file.read(3 * LONGEST + 1))
    except FileNotFoundError:
        return None


_SECONDS = 10.0  # a program that was stopped in the middle keeps the lock for as long as it is stopped
_PAUSE = 0.02


@contextmanager
def locked(path: Path, seconds: float = _SECONDS) -> Iterator[None]:
    """Hold the lock at ``path`` (an empty file, made with mode 0600). Blocks for at most about ``seconds``.

    Raises OSError, and AppError(JOURNAL_UNAVAILABLE) where another one keeps it.
    """
    lock, pause = FileLock(path), threading.Event()
    for _ in range(max(1, int(seconds / _PAUSE))):
        if lock.acquire():
            break
        pause.wait(_PAUSE)
    else:
        raise AppError(ErrorCode.JOURNAL_UNAVAILABLE, "another program holds the journal's lock")
    try:
        yield
    finally:
        lock.release()


_NAME = re.compile(r"journal-([0-9]{10})\.jsonl")
_BLOCK = 4 * LONGEST


def file_for(folder: Path, number: int) -> Path:
    return folder / f"journal-{number:010d}.jsonl"


def first_number(path: Path) -> int:
    found = _NAME.fullmatch(path.name)
    return int(found[1]) if found else 0


def journal_files(folder: Path) -> list[Path]:
    """Every file of the journal, oldest first. Raises OSError, but not where there is no folder yet."""
    try:
        return sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))
    except FileNotFoundError:
        return []


def tail_of(path: Path) -> tuple[list[bytes], bytes]:
    """The last whole lines of a file, latest first, of its last block; and the incomplete line after them. Raises OSError."""
    with path.open("rb") as file:
        start = file.seek(max(0, file.seek(0, os.SEEK_END) - _BLOCK))
        *lines, fragment = file.read().split(b"\n")
    if start > 0:
        lines = lines[1:]  # the first one has lost its beginning
    return [line + b"\n" for line in reversed(lines)], fragment


def end_line(path: Path, write: Write = os.write) -> None:
    """Remove an incomplete last line, as a kill or a full disk leaves one. Raises OSError."""
    lines, fragment = tail_of(path)
    size = path.stat().st_size
    if fragment and (lines or len(fragment) == size):
        os.truncate(path, size - len(fragment))
    elif fragment:  # longer than a line can be, and nobody's: the check tells of it
        append(path, b"\n", write)


def lines_of(path: Path) -> Iterator[bytes]:
    """Every line with its end, the last as it is; a far too long one in pieces. Raises OSError."""
    with path.open("rb") as file:
        while line := file.readline(LONGEST + 1):
            yield line


def append(path: Path, data: bytes, write: Write = os.write) -> None:
    """Append ``data`` to the file (made with mode 0600) in one write, and sync the disk.

    Raises OSError; the beginning of ``data`` may stand there then (``end_line``).
    """
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    flags |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    new = not path.exists()
    handle = os.open(path, flags, 0o600)
    try:
        if write(handle, data) != len(data):
            raise OSError(errno.ENOSPC, "written in part")
        os.fsync(handle)
    finally:
        os.close(handle)
    if new:
        sync_folder(path.parent)


def months_before(time: datetime, months: int) -> datetime:
    """The same day and hour so many months earlier, the 28th for those after it."""
    year, month = divmod(time.year * 12 + time.month - 1 - months, 12)
    return time.replace(year=max(1, year), month=month + 1, day=min(time.day, 28))


def expired(files: list[Path], keys: JournalKeys, before: datetime) -> tuple[list[Path], int]:
    """The files to delete by the policy, oldest first, and the number of their last line. The newest file is never among them.

    Only lines that are as we wrote them count: whoever cannot write ours cannot have one deleted. A file goes where all its lines
    are older than ``before`` and follow on the last number that is gone, so that a gap that somebody made is never covered up.
    What was written under a key that is lost goes with the line, itself too old, which says that the journal began anew. Raises
    OSError.
    """
    found = [list(lines_of_ours(path, keys)) for path in files]
    every = [line for lines in found for line in lines]
    through = max((deleted_through(line) for line in every if line.entry.kind is EntryKind.RETENTION), default=0)
    old = [line for line in every if line.entry.time < before]
    through = max([through, *(line.number - 1 for line in old if line.entry.kind is EntryKind.RESTARTED)])
    going = 0
    for place, lines in enumerate(found[:-1]):
        if not lines:
            continue  # with the next one that goes
        if any(line.entry.time >= before for line in lines):
            break
        follows = sorted(line.number for line in lines if line.number > through)
        if follows and follows != list(range(through + 1, follows[-1] + 1)):
            break
        going, through = place + 1, max([through, *follows])
    return files[:going], through


def deleted_through(line: JournalLine) -> int:
    """The number up to which a line of ours records the deletion of all lines."""
    count = line.entry.count or 0
    return count if count < line.number else 0


def lines_of_ours(path: Path, keys: JournalKeys) -> Iterator[JournalLine]:
    """Every line of a file with a valid MAC. Raises OSError."""
    for raw in lines_of(path):
        line = read_line(keys, raw)
        if line is not None:
            yield line


def read_journal(folder: Path, keys: JournalKeys) -> Iterator[JournalLine]:
    for path in journal_files(folder):
        yield from lines_of_ours(path, keys)
