"""The PIN of whoever is logged in: in memory only, as a salted scrypt hash, with three tries. No Qt."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

TRIES: Final = 3
_COST: Final = 2**15  # RFC 7914: N. With r 8, p 1: 32 MiB and about a tenth of a second for each try
_MEMORY: Final = 64 * 2**20


def _random(count: int) -> bytes:
    return secrets.token_bytes(count)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pin:
    key: str = field(repr=False)
    salt: bytes = field(repr=False)
    digest: bytes = field(repr=False)


class PinKeeper:
    """At most one person's. ``random_bytes``, ``cost``: injected in tests.

    What this defends against: whoever finds the machine and types. Six digits are no defence against who can read the memory.
    """

    def __init__(self, random_bytes: Callable[[int], bytes] = _random, *, cost: int = _COST) -> None:
        self._random, self._cost = random_bytes, cost
        self._pin: _Pin | None = None
        self._left = TRIES

    @property
    def left(self) -> int:
        """Tries that are left."""
        return self._left

    @property
    def key(self) -> str:
        """Whose it is; "" where there is none."""
        return self._pin.key if self._pin is not None else ""

    def keep(self, key: str, digits: str) -> None:
        """This person's PIN from now on."""
        salt = self._random(16)
        self._pin, self._left = _Pin(key=key, salt=salt, digest=self._hash(digits, salt)), TRIES

    def fits(self, digits: str) -> bool:
        """Whether it is the one; counts as a try. After the last one there is none any more."""
        if self._pin is None:
            return False
        if hmac.compare_digest(self._hash(digits, self._pin.salt), self._pin.digest):
            self._left = TRIES
            return True
        self._left -= 1
        if not self._left:
            self.forget()
        return False

    def proved_otherwise(self) -> None:
        """The same person has shown by other means who they are: all tries again."""
        self._left = TRIES

    def forget(self) -> None:
        """The session it was set in is over."""
        self._pin, self._left = None, TRIES

    def _hash(self, digits: str, salt: bytes) -> bytes:
        return hashlib.scrypt(digits.encode(), salt=salt, n=self._cost, r=8, p=1, maxmem=_MEMORY, dklen=32)
