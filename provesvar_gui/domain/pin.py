"""The PIN of a lock: which digits will do, and a salted scrypt hash of the one that was chosen. Pure."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from enum import Enum, auto
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SHORTEST: Final = 6
LONGEST: Final = 10  # a patient's number has eleven: one that is scanned into the field is no PIN, and no try
TRIES: Final = 3
_COST: Final = 2**15  # RFC 7914: N. With r 8, p 1: 32 MiB and about a tenth of a second for each try
_MEMORY: Final = 64 * 2**20


class Unfit(Enum):
    """Why digits will not do as a new PIN."""

    SHORT = auto()
    LONG = auto()
    SIMPLE = auto()  # one digit, a row, a pattern that is repeated
    PUBLIC = auto()  # part of a number that stands on the screen


def unfit(digits: str, public: Iterable[str] = ()) -> Unfit | None:
    """What is wrong with these digits as a new PIN; None: nothing. ``public``: numbers that anybody can see."""
    length = len(digits)
    if length < SHORTEST:
        return Unfit.SHORT
    if length > LONGEST:
        return Unfit.LONG
    if _is_simple(digits):
        return Unfit.SIMPLE
    return Unfit.PUBLIC if any(digits in number or digits[::-1] in number for number in public) else None


def may_be(digits: str) -> bool:
    """Whether it can be anybody's PIN at all: if not, to type it was a mistake, and no try."""
    return SHORTEST <= len(digits) <= LONGEST


def _is_simple(digits: str) -> bool:
    length = len(digits)
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    repeated = any(digits == (digits[:part] * length)[:length] for part in (1, 2, 3))
    doubled = len(set(digits)) <= 2
    return len(steps) == 1 or repeated or doubled


class PinKeeper:
    """Keeps the PIN of one person at most, in memory only. ``key``: whose it is, "" where there is none; ``left``: tries.

    It defends against whoever finds the machine and types: six digits are no defence against who can read the memory.
    """

    def __init__(self, random_bytes: Callable[[int], bytes] = secrets.token_bytes, *, cost: int = _COST) -> None:
        self._random, self._cost = random_bytes, cost
        self.key, self.left = "", TRIES
        self._salt = self._digest = b""

    def keep(self, key: str, digits: str) -> None:
        self.key, self.left = key, TRIES
        self._salt = self._random(16)
        self._digest = self._hash(digits)

    def fits(self, digits: str) -> bool:
        """Whether it is the one; counts as a try. After the last one there is none any more."""
        if not self.key:
            return False
        if hmac.compare_digest(self._hash(digits), self._digest):
            self.give_tries_back()
            return True
        self.left -= 1
        if not self.left:
            self.forget()
        return False

    def give_tries_back(self) -> None:
        """The same person has shown who they are."""
        self.left = TRIES

    def forget(self) -> None:
        self.key, self.left = "", TRIES
        self._salt = self._digest = b""

    def _hash(self, digits: str) -> bytes:
        return hashlib.scrypt(digits.encode(), salt=self._salt, n=self._cost, r=8, p=1, maxmem=_MEMORY, dklen=32)
