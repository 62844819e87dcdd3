"""One line of the journal: canonical JSON, numbered, bound to the line before it by that line's MAC, and under a MAC of its own.

It holds codes, times and references only: no name, number, value, token or free text. The keys of one installation are all made
from the one that rests in the vault or a key file.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, TypeGuard

if TYPE_CHECKING:
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
