"""Generators of numbers, written from the rules (patient/README.md §1, §2) and not from the code under test."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from hypothesis import strategies as st

K1 = (3, 7, 6, 1, 8, 9, 4, 5, 2)
K2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(d) * w for d, w in zip(digits, weights, strict=True))


def with_control_digits(nine: str, remainder: int = 0) -> str | None:
    """Nine digits and their control digits, the first leaving ``remainder``; None where there is no such number."""
    first = (remainder - weighted(nine, K1)) % 11
    if first == 10:
        return None
    second = -weighted(nine + str(first), K2) % 11
    return None if second == 10 else f"{nine}{first}{second}"


@st.composite
def numbers(
    draw: Callable[[st.SearchStrategy[object]], object],
    *,
    day: int = 0,
    month: int = 0,
    remainders: tuple[int, ...] = (0,),
    first_year: int = 1940,
    last_year: int = 1999,
    series: tuple[int, int] = (0, 499),
) -> str:
    """A valid number of people born in those years. ``day``, ``month``: what is added (40; 40, 65, 80)."""
    date = draw(st.dates(datetime.date(first_year, 1, 1), datetime.date(last_year, 12, 31)))
    remainder = draw(st.sampled_from(remainders))
    start = draw(st.integers(*series))
    assert isinstance(date, datetime.date)
    assert isinstance(remainder, int)
    assert isinstance(start, int)
    stem = f"{date.day + day:02}{date.month + month:02}{date.year % 100:02}"
    low, high = series
    for step in range(high - low + 1):
        found = with_control_digits(f"{stem}{low + (start - low + step) % (high - low + 1):03}", remainder)
        if found is not None:
            return found
    raise AssertionError


fnr = numbers()
dnr = numbers(day=40)
skd80 = numbers(month=80)
skd80_dnr = numbers(day=40, month=80)
nhn65 = numbers(month=65)
h_or_nav40 = numbers(month=40)
rule_2032 = numbers(remainders=(1, 2, 3), last_year=2039, series=(0, 999))
fh = (
    st.tuples(st.sampled_from("89"), st.text("0123456789", min_size=8, max_size=8))
    .map(lambda parts: with_control_digits("".join(parts)))
    .filter(lambda number: number is not None)
    .map(str)
)
any_valid = st.one_of(fnr, dnr, skd80, skd80_dnr, nhn65, h_or_nav40, rule_2032, fh)
