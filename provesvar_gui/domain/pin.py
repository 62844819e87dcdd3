"""Which digits will do as the PIN of a lock. Pure."""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST: Final = 6
LONGEST: Final = 10  # a patient's number has eleven: one that is scanned into the field is no PIN, and no try


class Unfit(StrEnum):
    """Why not."""

    SHORT = "short"
    LONG = "long"
    SIMPLE = "simple"  # one digit, a row, a pattern that is repeated
    PUBLIC = "public"  # part of a number that stands on the screen


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
