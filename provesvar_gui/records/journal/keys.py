"""The keys of one installation, each for one purpose, all made from the one that rests in the vault or a key file."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass, field
from typing import TypeGuard

KEY_LENGTH = 32  # bytes
_MAC = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """``name``: tells lines under one key from lines under another; it gives nothing of the key away."""

    name: str
    patient: bytes = field(repr=False)
    line: bytes = field(repr=False)
    seal: bytes = field(repr=False)

    def patient_digest(self, digits: str) -> str:
        """The patient as only this installation can recognise one: HMAC-SHA-256, hexadecimal.

        There are too few person numbers for a plain hash to hide one; without the key this one cannot be tried.
        """
        return _mac(self.patient, digits.encode())

    def line_mac(self, body: bytes) -> str:
        """What binds a line to its content, its place and the line before."""
        return _mac(self.line, body)

    def seal_mac(self, body: bytes) -> str:
        """What binds count and head."""
        return _mac(self.seal, body)


def keys_of(key: bytes) -> Keys:
    """The keys that belong to the installation's. Raises ValueError where it is not of KEY_LENGTH."""
    if len(key) != KEY_LENGTH:
        raise ValueError("the key is not as long as it must be")

    def of(purpose: str) -> bytes:
        return hmac.digest(key, f"provesvar journal 1 {purpose}".encode(), hashlib.sha256)

    return Keys(name=of("name").hex()[:12], patient=of("patient"), line=of("line"), seal=of("seal"))


def is_mac(value: object) -> TypeGuard[str]:
    """Whether a value out of a file has the form of a MAC: 64 hexadecimal digits."""
    return isinstance(value, str) and _MAC.fullmatch(value) is not None


def same(claimed: object, mac: str) -> bool:
    """Whether what a file claims is this MAC; the time it takes does not tell how far they agree."""
    return is_mac(claimed) and hmac.compare_digest(claimed, mac)


def _mac(key: bytes, body: bytes) -> str:
    return hmac.digest(key, body, hashlib.sha256).hex()
