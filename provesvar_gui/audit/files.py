"""The files of the journal, and its seal: count and head of the lines, stored elsewhere, so that a cut tail is found.

Files are named by the number of their first line, appended to line by line, deleted whole. One program at a time writes or checks
them, under an advisory lock that the system takes back when its holder dies.
"""

from __future__ import annotations

import errno
import hashlib
import hmac
import json
import os
import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeGuard

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.platform.files import FileLock, sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Write = Callable[[int, bytes], int]
    from collections.abc import Callable


FORMAT = 1  # of a line
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,39}")
_ROLE = re.compile(r"[A-Z0-9]{1,6}")
_HPR = re.compile(r"[0-9]{1,9}")
_REFERENCE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_LARGEST_NUMBER = 10**12  # of any number


class EntryKind(StrEnum):
    LOOKUP = "look-up"  # written when it has ended, however it ended
    OPENING_START = "opening-start"  # an elevated basis is about to be sent
    OPENING_STOP = "opening-stop"  # what was opened is not held any more
    # the journal's own
    RESTARTED = "restarted"  # the seal was missing or not ours; count: the last line that was found
    LOST = "lost"  # entries that an earlier run could not write; count: how many
    RETENTION = "retention"  # lines up to ``count`` were older than the policy keeps them, and are deleted
    # never written
    NEWER = "newer"  # a line of a later version, of which this one knows whose it is and when, and nothing else


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One line's content.

    ``time``: aware, UTC, when it happened. ``patient``: the keyed digest, 64 hex digits; empty until the journal puts it in.
    ``outcome``: done, failed, cancelled, or why an opening ended. ``error``: an error's code. ``findings``: what the service said
    about access. ``seconds``: how long it took. ``reports``: how many came. ``reason``: the code chosen for an opening.
    ``opening``: the id that an opening's lines share. ``offset``: seconds that were added to the machine's own time, which a
    server had shown to be wrong; None where nothing was added, as before any server had answered.

    Whatever does not look like its kind is left out when it is written, so that nothing from outside gets in by a side door.
    """

    time: datetime
    kind: EntryKind
    hpr_number: str = ""
    patient: str = ""
    basis: str = ""
    role: str = ""
    outcome: str = ""
    error: str = ""
    findings: tuple[str, ...] = ()
    seconds: float | None = None
    reports: int | None = None
    complete: bool | None = None
    reason: str = ""
    opening: str = ""
    correlation_ids: tuple[str, ...] = ()
    count: int | None = None
    offset: int | None = None

    @property
    def machine_time(self) -> datetime:
        return self.time - timedelta(seconds=self.offset or 0)

    def document(self) -> dict[str, object]:
        made: dict[str, object] = {"time": utc(self.time), "kind": self.kind.value}
        for name, (right, most) in _FIELDS.items():
            value = getattr(self, name)
            if isinstance(value, tuple):
                value = [item for item in value if right(item)][:most]
            elif not right(value):
                continue
            if value not in ("", []):
                made[name] = round(max(0.0, value), 2) if name == "seconds" else value
        return made


def utc(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _shaped(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _of(*kinds: type) -> Callable[[object], bool]:
    return lambda value: type(value) in kinds and -_LARGEST_NUMBER < value < _LARGEST_NUMBER  # type: ignore[operator]  # a number by its type


#: What a value must look like, each of a list; and how many of these there may be, 0 where it is no list.
_FIELDS: dict[str, tuple[Callable[[object], bool], int]] = {
    **dict.fromkeys(("basis", "outcome", "error", "reason"), (_shaped(_CODE), 0)),
    "hpr_number": (_shaped(_HPR), 0),
    "patient": (_shaped(_DIGEST), 0),
    "role": (_shaped(_ROLE), 0),
    "opening": (_shaped(_REFERENCE), 0),
    "findings": (_shaped(_CODE), 20),
    "correlation_ids": (_shaped(_REFERENCE), 500),
    "seconds": (_of(int, float), 0),
    "complete": (_of(bool), 0),
    **dict.fromkeys(("reports", "count", "offset"), (_of(int), 0)),
}
#: Every version writes these alike: the check goes by them (``packaging/admin/upgrades.md``).
_STABLE_KINDS = frozenset({EntryKind.RESTARTED, EntryKind.LOST, EntryKind.RETENTION})


def entry_of(document: dict[str, object]) -> JournalEntry:
    """The entry of a verified line. Raises ValueError, TypeError, KeyError for any other.

    A field that is not known here, or not of its form, is passed over. A line of a later form, or of a kind that is not known, is
    ``EntryKind.NEWER``: it keeps its time, and whom it is about, where these are written as here.
    """
    time = datetime.fromisoformat(str(document["time"]))
    if time.tzinfo is None or not 1 < time.year < 9999:  # at either end, no other zone can be asked for
        raise ValueError("a time without a zone, or one that cannot be reckoned with")
    known = {kind.value: kind for kind in (EntryKind if document["v"] == FORMAT else _STABLE_KINDS)}
    kind = known.get(str(document["kind"]), EntryKind.NEWER)
    values: dict[str, object] = {}
    for name in ("hpr_number", "patient") if kind is EntryKind.NEWER else _FIELDS:
        (right, most), value = _FIELDS[name], document.get(name)
        if most and isinstance(value, list) and all(map(right, value)):
            values[name] = tuple(value)
        elif not most and right(value):
            values[name] = value
    return JournalEntry(time=time, kind=kind, **values)  # type: ignore[arg-type]  # each was looked at


KEY_LENGTH = 32  # bytes


class JournalKeys:
    """The keys derived from the one in the vault or a key file. Raises ValueError where that is not of KEY_LENGTH.

    ``name``: tells lines under one key from lines under another; it gives nothing of the key away.
    """

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_LENGTH:
            raise ValueError("the key is not as long as it must be")
        purposes = ("name", "patient", "line", "seal")
        self._keys = {
            purpose: hmac.digest(key, f"provesvar journal 1 {purpose}".encode(), hashlib.sha256) for purpose in purposes
        }
        self.name = self._keys["name"].hex()[:12]

    def mac(self, purpose: str, body: bytes) -> str:
        return hmac.digest(self._keys[purpose], body, hashlib.sha256).hex()

    def patient_digest(self, digits: str) -> str:
        """The patient's digest, which only this installation can recompute: HMAC-SHA-256, hexadecimal.

        There are too few person numbers for a plain hash to hide one; without the key this one cannot be tried.
        """
        return self.mac("patient", digits.encode())


def is_mac(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and _DIGEST.fullmatch(value) is not None


def macs_equal(claimed: object, mac: str) -> bool:
    """Compare a claimed MAC with the real one in constant time."""
    return is_mac(claimed) and hmac.compare_digest(claimed, mac)


START = "0" * 64  # stands for the line before the first
LONGEST = 32 * 1024  # bytes of a line
MOST_LINES = 1_000_000  # a number above is nobody's: the check counts what is missing up to the highest one
_MOST_CLAIMED = MOST_LINES // 2  # by a line that is not proven to be ours: there must be room for those that follow it


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """``number``: from 1, over all files. ``previous``: the MAC of the line before. ``raw``: with the end of the line."""

    number: int
    previous: str
    mac: str
    entry: JournalEntry
    raw: bytes


def write_line(keys: JournalKeys, number: int, previous: str, entry: JournalEntry) -> JournalLine:
    document = {"v": FORMAT, "n": number, "prev": previous, "key": keys.name, **entry.document()}
    mac = keys.mac("line", canonical(document))
    raw = canonical({**document, "mac": mac}) + b"\n"
    return JournalLine(number=number, previous=previous, mac=mac, entry=entry_of(document), raw=raw)


def read_line(keys: JournalKeys, raw: bytes) -> JournalLine | None:
    """The line if its MAC is valid and every byte is as this installation wrote it; else None."""
    document = _parse(raw)
    if document is None:
        return None
    try:
        if canonical(document) + b"\n" != raw:
            return None
        mac = document.pop("mac", None)
        if not is_mac(mac) or not macs_equal(mac, keys.mac("line", canonical(document))):
            return None
        number, previous = document["n"], document["prev"]
        if not is_number(number) or not is_mac(previous) or type(document["v"]) is not int:
            return None
        return JournalLine(number=number, previous=previous, mac=mac, entry=entry_of(document), raw=raw)
    except (KeyError, TypeError, ValueError, RecursionError):
        return None  # the last of these: loaded, but too deep to be written again; the others: without what every version writes


def read_unverified(raw: bytes) -> tuple[int, str, str] | None:
    """Number, MAC and key that a line claims, unproven: it may be forged or of another key. None: no such claims."""
    document = _parse(raw)
    if document is None:
        return None
    number, mac, key = document.get("n"), document.get("mac"), document.get("key")
    if not is_number(number, _MOST_CLAIMED) or not is_mac(mac):
        return None
    return number, mac, key if isinstance(key, str) else ""


def is_number(value: object, most: int = MOST_LINES) -> TypeGuard[int]:
    return type(value) is int and 0 < value <= most


def _parse(raw: bytes) -> dict[str, object] | None:
    if len(raw) > LONGEST:
        return None
    try:
        document = json.loads(raw, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None


def _refuse(constant: str) -> None:
    raise ValueError(constant)  # NaN and the infinities, which JSON has not


def canonical(document: dict[str, object]) -> bytes:
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


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
