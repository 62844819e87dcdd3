"""A secret that is larger than the vault allows: encrypted in a file, under a random key that the vault keeps.

AES-256-GCM. Every file has a key of its own, so that a nonce is never used twice, and is bound to whom it belongs to: a file that
was moved to another client's name does not open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

if TYPE_CHECKING:
    from collections.abc import Callable

KEY_LENGTH = 32  # bytes
_NONCE_LENGTH = 12  # NIST SP 800-38D section 8.2
_MAGIC = b"PVK1"
_ANY_MAGIC = re.compile(rb"PVK[0-9]")  # of a later version
LIMIT = 256 * 1024  # bytes of a file


class SealBrokenError(Exception):
    """The file does not belong to this key, or was changed. The text is ours and holds nothing of either."""


class NewerFormError(Exception):
    """It is kept in a form that only a later version of the program knows."""


def seal(plain: bytes, belongs_to: bytes, random_bytes: Callable[[int], bytes]) -> tuple[bytes, bytes]:
    """A new key, and the file's content."""
    key, nonce = random_bytes(KEY_LENGTH), random_bytes(_NONCE_LENGTH)
    return key, _MAGIC + nonce + AESGCM(key).encrypt(nonce, plain, _MAGIC + belongs_to)


def unseal(key: bytes, sealed: bytes, belongs_to: bytes) -> bytes:
    """What was sealed. Raises SealBrokenError, NewerFormError."""
    if _ANY_MAGIC.match(sealed) and not sealed.startswith(_MAGIC):
        raise NewerFormError
    start = len(_MAGIC) + _NONCE_LENGTH
    if sealed[: len(_MAGIC)] != _MAGIC or len(key) != KEY_LENGTH or not start < len(sealed) <= LIMIT:
        raise SealBrokenError("not of this form")
    try:
        return AESGCM(key).decrypt(sealed[len(_MAGIC) : start], sealed[start:], _MAGIC + belongs_to)
    except InvalidTag:
        raise SealBrokenError("it does not open") from None
