"""One line of the file: canonical JSON, numbered, bound to the line before it by that line's MAC, and under a MAC of its own."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provesvar_gui.records.journal.entry import FORMAT, Entry, entry_of
from provesvar_gui.records.journal.keys import same

if TYPE_CHECKING:
    from provesvar_gui.records.journal.keys import Keys

START = "0" * 64  # stands for the line before the first
LONGEST = 32 * 1024  # bytes of a line
_MAC = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """``number``: from 1, over all files. ``previous``: the MAC of the line before. ``raw``: with the end of the line."""

    number: int
    previous: str
    mac: str
    entry: Entry
    raw: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Peek:
    """What a line says of itself, unproven: it may be forged, or written under another key."""

    number: int
    mac: str
    time: str
    key: str


def write_line(keys: Keys, number: int, previous: str, entry: Entry) -> Line:
    """The line that comes next."""
    document = {"v": FORMAT, "n": number, "prev": previous, "key": keys.name, **entry.document()}
    mac = keys.line_mac(_canonical(document))
    raw = _canonical({**document, "mac": mac}) + b"\n"
    return Line(number=number, previous=previous, mac=mac, entry=entry_of(document), raw=raw)


def read_line(keys: Keys, raw: bytes) -> Line | None:
    """The line, where every byte of it is as this installation wrote it; else None."""
    document = _parse(raw)
    if document is None or not raw.endswith(b"\n"):
        return None
    if _canonical(document) + b"\n" != raw:
        return None
    mac = document.pop("mac", None)
    if not isinstance(mac, str) or not same(mac, keys.line_mac(_canonical(document))):
        return None
    try:
        number, previous = document["n"], document["prev"]
        if type(number) is not int or not isinstance(previous, str) or type(document["v"]) is not int:
            return None
        return Line(number=number, previous=previous, mac=mac, entry=entry_of(document), raw=raw)
    except (KeyError, TypeError, ValueError):
        return None  # ours by its MAC, but without what every version writes


def peek(raw: bytes) -> Peek | None:
    """What a line says without proof, or None where it says nothing."""
    document = _parse(raw)
    if document is None:
        return None
    number, mac = document.get("n"), document.get("mac")
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < 10**10:
        return None
    if not isinstance(mac, str) or not _MAC.fullmatch(mac):
        return None
    return Peek(number=number, mac=mac, time=str(document.get("time", "")), key=str(document.get("key", "")))


def _parse(raw: bytes) -> dict[str, object] | None:
    if len(raw) > LONGEST:
        return None
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None


def _canonical(document: dict[str, object]) -> bytes:
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()
