"""Valid things, bent at random: each by one ``Random`` alone, so that the same comes of the same."""

from __future__ import annotations

import copy
import json
import re
from random import Random
from typing import Any

TEXTS = (
    "", " ", "\0", "\ud800", "\udfff\ud800", "\u202e\u2066", "\x1b[31m", "\u2028", "\ufeff", "a\r\nX: y", "<p>x</p>", "²", "٤",
    "1e999999", "NaN", "-0", "9" * 400, "x" * 5000, "..", "%00", "/", "~1", "2024-13-45", "Observation/a", "#b", "urn:uuid:x",
    "r", "a", "true",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    *TEXTS, None, True, False, 0, -1, 7, 10**400, 2**63, 1e300, float("inf"), float("nan"), [], {}, [[]], [None], {"": ""},
)  # fmt: skip
NAMES = (
    "reference", "value", "text", "coding", "extension", "url", "valueString", "resourceType", "id", "mac", "n", "", "__class__",
)  # fmt: skip
BYTES = (
    b"\0", b"\xff", b"\xff\xfe", b"\xed\xa0\x80", b"\r", b"\n", b'"', b"\\", b"]", b"}", b"\\ud800", b"9" * 5000,
    b"[" * 3000, b'{"a":' * 2000,
)  # fmt: skip


def garbage(chance: Random, depth: int = 3) -> Any:
    kind = chance.randrange(8) if depth else 0
    if kind == 6:
        return [garbage(chance, depth - 1) for _ in range(chance.randrange(4))]
    if kind == 7:
        return {chance.choice((*NAMES, *TEXTS)): garbage(chance, depth - 1) for _ in range(chance.randrange(4))}
    return copy.deepcopy(chance.choice(VALUES))


def places(raw: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) in a JSON document."""
    found: list[tuple[Any, Any]] = []
    waiting = [raw]
    while waiting:
        one = waiting.pop()
        keys = list(one) if isinstance(one, dict) else range(len(one)) if isinstance(one, list) else []
        for key in keys:
            found.append((one, key))
            waiting.append(one[key])
    return found


def bent(chance: Random, document: Any) -> Any:
    """The document with up to four changes in its structure."""
    document = copy.deepcopy(document)
    for _ in range(chance.randrange(5)):
        every = places(document)
        if not every:
            break
        container, key = chance.choice(every)
        match chance.randrange(7):
            case 0:
                del container[key]
            case 1 if isinstance(container, list):
                container.append(copy.deepcopy(container[key]))
            case 2:
                container[key] = [container[key]]
            case 3 if isinstance(container, dict):
                container[chance.choice(NAMES)] = container.pop(key)
            case 4:
                other, name = chance.choice(every)
                if isinstance(other, dict) and name in other:
                    container[key] = copy.deepcopy(other[name])
            case 5 if isinstance(container[key], str):
                at = chance.randrange(len(container[key]) + 1)
                container[key] = container[key][:at] + chance.choice(TEXTS) + container[key][at:]
            case _:
                container[key] = garbage(chance)
    return document


def torn(chance: Random, raw: bytes, *, times: int = 3) -> bytes:
    """The bytes with up to so many cuts, copies, and strangers among them."""
    for _ in range(chance.randrange(times + 1)):
        one, other = sorted((chance.randrange(len(raw) + 1), chance.randrange(len(raw) + 1)))
        match chance.randrange(6):
            case 0:
                raw = raw[:one]
            case 1:
                raw = raw[:one] + raw[min(other, one + 40) :]
            case 2:
                raw = raw[:other] + raw[one:other][:200] + raw[other:]
            case 3 if raw:
                at = chance.randrange(len(raw))
                raw = raw[:at] + bytes([chance.randrange(256)]) + raw[at + 1 :]
            case _:
                raw = raw[:one] + chance.choice(BYTES) + raw[one:]
    return raw


def as_json(chance: Random, document: Any) -> bytes:
    """The document, bent; now and then with a member that is there twice, and with bytes torn out."""
    text = json.dumps(bent(chance, document), ensure_ascii=chance.random() < 0.7)
    if chance.random() < 0.2 and (members := list(re.finditer(r'"[^"\\]{1,30}": ', text))):
        member = chance.choice(members)
        text = f"{text[: member.start()]}{member[0]}{json.dumps(garbage(chance))}, {text[member.start() :]}"
    raw = text.encode("utf-8", "surrogatepass")
    return torn(chance, raw) if chance.random() < 0.3 else raw
