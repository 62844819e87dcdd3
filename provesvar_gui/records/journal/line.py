"""One line of the file: canonical JSON, numbered, bound to the line before it by that line's MAC, and under a MAC of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard

from provesvar_gui.records.journal.entry import FORMAT, Entry, entry_of
from provesvar_gui.records.journal.keys import is_mac, same

if TYPE_CHECKING:
    from provesvar_gui.records.journal.keys import Keys

START = "0" * 64  # stands for the line before the first
LONGEST = 32 * 1024  # bytes of a line
MOST_LINES = 1_000_000  # a number above is nobody's: the check counts what is missing up to the highest one
_MOST_CLAIMED = MOST_LINES // 2  # by a line that is not proven to be ours: there must be room for those that follow it


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
    key: str


def write_line(keys: Keys, number: int, previous: str, entry: Entry) -> Line:
    """The line that comes next."""
    document = {"v": FORMAT, "n": number, "prev": previous, "key": keys.name, **entry.document()}
    mac = keys.line_mac(_canonical(document))
    raw = _canonical({**document, "mac": mac}) + b"\n"
    return Line(number=number, previous=previous, mac=mac, entry=entry_of(document), raw=raw)


def read_line(keys: Keys, raw: bytes) -> Line | None:
    """The line, where every byte of it is as this installation wrote it; else None, whatever it is."""
    document = _parse(raw)
    if document is None:
        return None
    try:
        if _canonical(document) + b"\n" != raw:
            return None
        mac = document.pop("mac", None)
        if not is_mac(mac) or not same(mac, keys.line_mac(_canonical(document))):
            return None
        number, previous = document["n"], document["prev"]
        if not is_number(number) or not is_mac(previous) or type(document["v"]) is not int:
            return None
        return Line(number=number, previous=previous, mac=mac, entry=entry_of(document), raw=raw)
    except (KeyError, TypeError, ValueError, RecursionError):
        return None  # the last of these: loaded, but too deep to be written again; the others: without what every version writes


def peek(raw: bytes) -> Peek | None:
    """What a line says without proof, or None where it says nothing."""
    document = _parse(raw)
    if document is None:
        return None
    number, mac = document.get("n"), document.get("mac")
    if not is_number(number, _MOST_CLAIMED) or not is_mac(mac):
        return None
    key = document.get("key")
    return Peek(number=number, mac=mac, key=key if isinstance(key, str) else "")


def is_number(value: object, most: int = MOST_LINES) -> TypeGuard[int]:
    """Whether a value out of a file can be the number of a line."""
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


def _canonical(document: dict[str, object]) -> bytes:
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()
