"""The signed notice of a newer version: what it says, and whether it is the administrator's.

A small JSON document: ``notice`` is base64 of a JSON object, ``signature`` base64 of the Ed25519 signature (RFC 8032) of these
bytes after ``CONTEXT``, so that no signature of anything else counts. ``packaging/notice/sign.py`` writes it. Nothing in it is
looked at before the signature is good. Imported at the start of the program: light modules only.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

CONTEXT: Final = b"provesvar notice 1\n"
FORMAT: Final = 1
LARGEST: Final = 4096  # bytes of a document
TEXTS: Final = ("available", "important", "security")
_VERSION: Final = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4}){0,3}")
_LINK: Final = re.compile(r"https://[A-Za-z0-9.-]{1,100}(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~/-]{0,150})?")


class NoticeRefusedError(Exception):
    """It is not shown. The text is ours and quotes nothing of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """``text``: which of ``TEXTS`` is said; ``link``: for the IT department, "" for none. ``dated``: by whoever signed it."""

    version: str
    dated: date
    text: str = "available"
    link: str = ""

    @property
    def rank(self) -> tuple[int, ...]:
        """By which versions are compared: 1.10 comes after 1.9, and 1.2.0 is 1.2."""
        return rank(self.version)

    def replaces(self, known: Notice) -> bool:
        """Whether this is the later word: of a newer version, or of the same one on a later day, or on that day more urgent."""
        return (self.rank, self.dated, TEXTS.index(self.text)) > (known.rank, known.dated, TEXTS.index(known.text))


def rank(version: str) -> tuple[int, ...]:
    """The numbers at the beginning of a version, without zeros at the end."""
    found = _VERSION.match(version)
    numbers = [int(part) for part in found[0].split(".")] if found else []
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def checked(said: object) -> Notice:
    """What a notice may say. Raises NoticeRefusedError."""
    if not isinstance(said, dict) or said.get("format") != FORMAT or type(said["format"]) is not int:
        raise NoticeRefusedError("of another format")
    version, link, text = said.get("version"), said.get("link", ""), said.get("text", "available")
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        raise NoticeRefusedError("no version")
    if not isinstance(link, str) or (link and not _LINK.fullmatch(link)):
        raise NoticeRefusedError("no plain https link")
    try:
        dated = date.fromisoformat(str(said.get("date")))
    except ValueError:
        raise NoticeRefusedError("no date") from None
    return Notice(version=version, dated=dated, text=text if text in TEXTS else "available", link=link)


def verified(body: bytes, public_key: str) -> Notice:
    """What the document says. ``public_key``: 32 bytes in base64. Raises NoticeRefusedError."""
    if len(body) > LARGEST:
        raise NoticeRefusedError("too large")
    try:
        outer: Any = json.loads(body)
        payload = base64.b64decode(outer["notice"], validate=True)
        signature = base64.b64decode(outer["signature"], validate=True)
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
    except (ValueError, TypeError, KeyError, RecursionError, binascii.Error):
        raise NoticeRefusedError("no signed document") from None
    try:
        key.verify(signature, CONTEXT + payload)
    except InvalidSignature:
        raise NoticeRefusedError("the signature is not the administrator's") from None
    try:
        said = json.loads(payload)
    except (ValueError, RecursionError):
        raise NoticeRefusedError("signed, but no JSON") from None
    return checked(said)
