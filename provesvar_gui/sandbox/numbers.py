"""Whether a text is a Norwegian person number by its form (domain/README.md §1, §2), reckoned anew."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_K1 = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_K2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_ELEVEN = re.compile(r"[0-9]{11}", re.ASCII)
_RUN = re.compile(r"(?<![0-9])[0-9]{11}(?![0-9])", re.ASCII)
_ALONE = re.compile(r"(?<![0-9A-Za-z])[0-9]{11}(?![0-9A-Za-z])", re.ASCII)


def is_person_number(text: str) -> bool:
    """Fødselsnummer, D-nummer, felles hjelpenummer, and the synthetic kinds; both check digit rules."""
    if not _ELEVEN.fullmatch(text):
        return False
    digits = [int(char) for char in text]
    first = (sum(weight * digit for weight, digit in zip(_K1, digits, strict=False)) + digits[9]) % 11
    second = (sum(weight * digit for weight, digit in zip(_K2, digits, strict=False)) + digits[10]) % 11
    if second != 0:
        return False
    if digits[0] >= 8:
        return first == 0
    return first <= 3 and _has_date(text)


def _has_date(text: str) -> bool:
    day, month, year = int(text[:2]), int(text[2:4]), int(text[4:6])
    if day > 40:
        day -= 40
    for shift in (80, 65, 40):
        if month > shift:
            month -= shift
            break
    # The century is not in the number from 2032 on; a leap day is right if it is in any century the digits can mean.
    for century in (1800, 1900, 2000):
        try:
            date(century + year, month, day)
        except ValueError:
            continue
        return True
    return False


def holds_person_number(text: str, people: Collection[str]) -> bool:
    """Whether a person number stands in a text: one of these people's anywhere, anyone's valid one that touches no letter.

    A random value (a token, a code, a UUID) now and then holds eleven digits that make a valid number, between letters.
    """
    runs = [run for run in _RUN.findall(text) if is_person_number(run)]
    return any(run in people for run in runs) or any(run in _ALONE.findall(text) for run in runs)
