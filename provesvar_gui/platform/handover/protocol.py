"""The lines that go over the socket: one JSON object each way, UTF-8, ended by a line feed (``packaging/admin/hand-over.md``).

Nothing here raises on what came, quotes it or keeps it: what cannot be read is a code.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum

VERSION = 1
LIMIT = 4096  # bytes of a line, its end included
NUMBER_LIMIT, TOKEN_LIMIT = 64, 256  # characters


class Act(StrEnum):
    PATIENT = "patient"  # hand a number over, and come to the front
    RAISE = "raise"  # come to the front


class Rejection(StrEnum):
    """Why a request was not done."""

    MALFORMED = "malformed"  # no JSON object of this form
    TOO_LARGE = "too-large"
    TIMEOUT = "timeout"  # the line did not come in time
    VERSION = "version"  # another version of the protocol
    UNKNOWN_ACT = "unknown-act"
    NUMBER = "not-a-number"  # the number holds something else than digits
    FAILED = "failed"  # the program tried and broke off: what its window shows now says how far it came
    BUSY = "busy"  # the program does not get to it: nothing was done, nor will be
    LOCKED = "locked"  # the window is locked, or a drill has its place: nothing was taken, and nothing is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverRequest:
    """A request. ``number``: of the patient, as it came. ``token``: with which a Wayland desktop lets a window come forward."""

    act: Act
    number: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


def read(line: bytes) -> HandOverRequest | Rejection:
    fields = _object(line)
    if isinstance(fields, Rejection):
        return fields
    version = fields.pop("v", None)
    if type(version) is not int or version != VERSION:
        return Rejection.VERSION if type(version) is int else Rejection.MALFORMED
    name, number, token = fields.pop("act", None), fields.pop("number", ""), fields.pop("token", "")
    if not isinstance(name, str) or not isinstance(number, str) or not isinstance(token, str) or fields:
        return Rejection.MALFORMED
    if name not in list(Act):
        return Rejection.UNKNOWN_ACT
    sensible = len(number) <= NUMBER_LIMIT and len(token) <= TOKEN_LIMIT and token.isascii() and "\0" not in token
    if not sensible or bool(number) is not (name == Act.PATIENT):
        return Rejection.MALFORMED
    return HandOverRequest(act=Act(name), number=number, token=token)


def written(message: HandOverRequest) -> bytes:
    fields: dict[str, object] = {"v": VERSION, "act": message.act.value}
    if message.act is Act.PATIENT:
        fields["number"] = message.number
    if message.token:
        fields["token"] = message.token
    return json.dumps(fields).encode() + b"\n"


def answer(refusal: Rejection | None) -> bytes:
    """The line of an answer. It says nothing of the number, nor of what is on the screen."""
    fields = {"v": VERSION, "ok": True} if refusal is None else {"v": VERSION, "ok": False, "code": refusal.value}
    return json.dumps(fields).encode() + b"\n"


def read_answer(line: bytes) -> Rejection | bool:
    """True: done. A code: why not. False: no answer of this protocol, or a code nobody knows here."""
    fields = _object(line)
    if isinstance(fields, Rejection) or fields.get("v") != VERSION:
        return False
    if fields.get("ok") is True:
        return True
    code = fields.get("code")
    return Rejection(code) if isinstance(code, str) and code in list(Rejection) else False


def _object(line: bytes) -> dict[str, object] | Rejection:
    if len(line) > LIMIT:
        return Rejection.TOO_LARGE
    try:
        value = json.loads(line.decode("utf-8-sig"), object_pairs_hook=_unique)
    except (ValueError, RecursionError):  # it quotes what it could not read: let go of here
        return Rejection.MALFORMED
    return value if isinstance(value, dict) else Rejection.MALFORMED


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Of two numbers none is the right one."""
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError
    return fields
