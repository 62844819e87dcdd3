"""Durations counted in classes: of fixed size however many there are, and nothing of a single one can be found again in it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Upper bounds of the classes in seconds; a last class holds what took longer.
BOUNDS: Final = (
    0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.5, 10.0, 15.0, 20.0, 30.0, 45.0, 60.0, 90.0, 120.0, 300.0,
)  # fmt: skip
CLASSES: Final = len(BOUNDS) + 1
_MOST: Final = 10**9  # of one class: a number that cannot carry anything else

Counts = tuple[int, ...]
NOTHING: Final[Counts] = (0,) * CLASSES


def class_of(seconds: float) -> int:
    """The class of a duration; the upper bound belongs to it."""
    return bisect_left(BOUNDS, seconds)


def added(counts: Counts, more: Counts) -> Counts:
    """Both together."""
    return tuple(min(one + other, _MOST) for one, other in zip(counts, more, strict=True))


def of(seconds: Iterable[float]) -> Counts:
    """These durations, counted."""
    counts = [0] * CLASSES
    for each in seconds:
        counts[class_of(each)] += 1
    return tuple(counts)


def acceptable(value: object) -> Counts | None:
    """Counts that came from a file, or None for anything else."""
    if not isinstance(value, list) or len(value) != CLASSES:
        return None
    good = all(type(count) is int and 0 <= count <= _MOST for count in value)
    return tuple(value) if good else None


def quantile(counts: Counts, share: float) -> float | None:
    """The duration within which this share of them (0 to 1) was done, as the upper bound of its class.

    None where there are none. Infinity where it lies in the last class: longer than the last bound.
    """
    total = sum(counts)
    if not total:
        return None
    wanted, seen = share * total, 0
    for index, count in enumerate(counts):
        seen += count
        if count and seen >= wanted:
            return BOUNDS[index] if index < len(BOUNDS) else float("inf")
    return float("inf")
