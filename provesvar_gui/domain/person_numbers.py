"""The arithmetic of Norwegian person numbers: kind, date, series, control digits (domain/README.md §1, §2).

Pure: what a number *is*. What the program thinks of it is ``identifiers.check_patient_number``. Every function here wants eleven
ASCII digits. python-stdnum is not used: it refuses D-numbers of the 2021 series, FH-numbers, synthetic ones and the rule of 2032.
"""

from __future__ import annotations

import datetime
from enum import StrEnum


class NumberKind(StrEnum):
    """What sort of number, hence which identifier system it belongs to."""

    FNR = "fnr"
    DNR = "dnr"
    FH = "fh"


class Synthetic(StrEnum):
    """What was added to the month. ``H_OR_NAV40`` is either a local H-number or a NAV test number: the digits cannot tell."""

    NONE = "none"
    SKD80 = "skd80"
    NHN65 = "nhn65"
    H_OR_NAV40 = "h_or_nav40"


class ControlDigitRule(StrEnum):
    """Which rule the control digits meet. A number that meets the rule of 1964 meets the one of 2032 too."""

    R1964 = "1964"
    R2032 = "2032"


RULE_2032_FROM = datetime.date(2032, 1, 1)
GRACE = datetime.timedelta(days=1)  # how far ahead a birth date may lie: a workstation's date may be behind a newborn's

_WEIGHTS_1 = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_WEIGHTS_2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_WEIGHTS_DUF = (4, 6, 3, 2, 4, 6, 3, 2, 7, 5)

_MONTH_SHIFTS = {
    Synthetic.NONE: 0,
    Synthetic.H_OR_NAV40: 40,
    Synthetic.NHN65: 65,
    Synthetic.SKD80: 80,
}

# (first and last individual number, first and last year). Two ranges of years never share both a number and a two-digit year.
_FNR_SERIES = (
    (500, 749, 1854, 1899),
    (0, 499, 1900, 1999),
    (900, 999, 1940, 1999),
    (500, 999, 2000, 2039),
)
_DNR_SERIES = (  # as given out since 16 November 2021
    (500, 599, 1858, 1899),
    (0, 199, 1900, 1939),
    (0, 499, 1940, 1999),
    (600, 999, 1940, 1999),
    (200, 999, 2000, 2039),
)


def kind_of_number(digits: str) -> NumberKind:
    """The kind, by the first digit: 8 and 9 are FH-numbers, 4-7 D-numbers."""
    if digits[:1] in ("8", "9"):
        return NumberKind.FH
    return NumberKind.DNR if digits[:1] in ("4", "5", "6", "7") else NumberKind.FNR


def synthetic_of_number(digits: str) -> Synthetic:
    """What was added to the month; NONE also for FH-numbers and for months that are none."""
    if kind_of_number(digits) is NumberKind.FH:
        return Synthetic.NONE
    month = int(digits[2:4])
    return next((kind for kind, shift in _MONTH_SHIFTS.items() if 1 <= month - shift <= 12), Synthetic.NONE)


def control_digit_rule(digits: str) -> ControlDigitRule | None:
    """The stricter of the rules that the two control digits meet; None where they meet neither.

    The second digit is computed alike under both. FH-numbers know only the rule of 1964: no source extends 2032 to them.
    """
    if _weighted(digits, _WEIGHTS_2) % 11 != 0:
        return None
    remainder = _weighted(digits, _WEIGHTS_1) % 11
    if remainder == 0:
        return ControlDigitRule.R1964
    if remainder <= 3 and kind_of_number(digits) is not NumberKind.FH:
        return ControlDigitRule.R2032
    return None


def possible_date(digits: str) -> bool:
    """Whether day and month exist in some century. True for FH-numbers, which hold no date."""
    if kind_of_number(digits) is NumberKind.FH:
        return True
    # 2000-2099 has its leap years where any century has one: 1900 lacks one, none has one more.
    return _date(digits, 2000 + int(digits[4:6])) is not None


def birth_year(digits: str, today: datetime.date) -> int | None:
    """The year that date and series stand for, by the series before 2032; None where the series is not in use.

    A D-number with 200-499 belongs to 2000-2039 if given out since November 2021, but to 1900-1939 if older: it is the latter
    where the former still lies ahead, or a person of ninety would be refused as not yet born.
    """
    kind = kind_of_number(digits)
    if kind is NumberKind.FH:
        return None
    individual, short_year = int(digits[6:9]), int(digits[4:6])
    for low, high, first, last in _FNR_SERIES if kind is NumberKind.FNR else _DNR_SERIES:
        year = first - first % 100 + short_year
        if low <= individual <= high and first <= year <= last:
            birth = _date(digits, year)
            older = kind is NumberKind.DNR and individual <= 499 and birth is not None and birth > today + GRACE
            return year - 100 if older else year
    return None


def date_in_year(digits: str, year: int) -> datetime.date | None:
    """The date within that year, or None where there is none (29 February)."""
    return _date(digits, year)


def duf_number(digits: str) -> bool:
    """Whether twelve digits are a DUF number: a year, six digits, and two control digits (00-10)."""
    return len(digits) == 12 and digits[:2] in ("19", "20") and _weighted(digits, _WEIGHTS_DUF) % 11 == int(digits[10:])


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def _date(digits: str, year: int) -> datetime.date | None:
    day = int(digits[:2]) - (40 if kind_of_number(digits) is NumberKind.DNR else 0)
    month = int(digits[2:4]) - _MONTH_SHIFTS[synthetic_of_number(digits)]
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
