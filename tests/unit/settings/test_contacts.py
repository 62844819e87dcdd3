"""Telephone numbers: grouped for the eye, digit by digit for the ear."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.settings.contacts import dialled, grouped, is_phone, spoken


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("22000000", "22 00 00 00"),
        ("90 00 00 00", "900 00 000"),
        ("40000000", "400 00 000"),
        ("80000000", "800 00 000"),
        ("116117", "116 117"),
        ("02800", "02800"),
        ("113", "113"),
        ("+4722000000", "+47 22 00 00 00"),
        ("+46 8 123 456 78", "+46 8 123 456 78"),
    ],
)
def test_as_it_is_written_in_norway(written: str, shown: str) -> None:
    assert is_phone(written)
    assert grouped(written) == shown


@pytest.mark.parametrize("written", ["", "12", "ring", "22-00", "1" * 16, "+", "22 00 00 00 x", "٢٢٠٠٠٠٠١"])
def test_no_number(written: str) -> None:
    assert not is_phone(written)


def test_for_the_ear() -> None:
    assert spoken("+47 22 00") == "+ 4 7 2 2 0 0"


@given(st.from_regex(r"\+?[0-9]{3,15}", fullmatch=True))
def test_no_digit_is_lost_or_moved(phone: str) -> None:
    assert dialled(grouped(phone)) == phone
