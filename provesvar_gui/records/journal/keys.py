"""The keys of one installation, each for one purpose, all made from the one that rests in the vault or a key file."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field

KEY_LENGTH = 32  # bytes


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


def same(one: str, other: str) -> bool:
    """Compare two MACs without telling by time how far they agree."""
    return hmac.compare_digest(one.encode(), other.encode())


def _mac(key: bytes, body: bytes) -> str:
    return hmac.digest(key, body, hashlib.sha256).hex()
