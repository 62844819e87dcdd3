from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provesvar_gui.desk.lock import TRIES, PinKeeper, has_pin_length, is_good_pin

digits = st.text("0123456789", min_size=6, max_size=10)


def keeper() -> PinKeeper:
    return PinKeeper(bytes, cost=2)


@pytest.mark.parametrize(
    ("typed", "good"),
    [
        ("", False),
        ("73091", False),
        ("13896900263", False),
        ("000000", False),
        ("345678", False),
        ("654321", False),
        ("135791", False),
        ("737373", False),
        ("773377", False),
        ("565501", False),
        ("730915", True),
        ("7309151284", True),
    ],
)
def test_pins_that_are_accepted(typed: str, good: bool) -> None:
    assert is_good_pin(typed, ("565501872",)) is good
    assert has_pin_length(typed) is (6 <= len(typed) <= 10)


@settings(max_examples=30)
@given(digits, digits)
def test_the_right_one_and_no_other(right: str, other: str) -> None:
    kept = keeper()
    kept.keep("k", right)
    assert kept.fits(other) is (other == right)
    assert kept.fits(right)


def test_three_tries_and_it_is_gone() -> None:
    kept = keeper()
    kept.keep("k", "730915")
    for left in range(TRIES - 1, 0, -1):
        assert not kept.fits("111111")
        assert (kept.left, kept.key) == (left, "k")
    assert not kept.fits("111111")
    assert kept.key == ""
    assert not kept.fits("730915")


@pytest.mark.hazard("S44")
def test_the_digits_are_not_kept() -> None:
    kept, again = PinKeeper(), PinKeeper()
    kept.keep("k", "730915")
    again.keep("k", "730915")
    assert "730915" not in repr(vars(kept))
    assert "730915" not in repr(kept)
    assert not set(vars(kept).values()) & set(vars(again).values()) - {"k", TRIES, kept._random, kept._cost}, "salted"
    assert kept.fits("730915")


def test_a_deleted_pin_does_not_fit() -> None:
    kept = keeper()
    kept.keep("k", "730915")
    kept.fits("111111")
    kept.forget()
    assert not kept.fits("730915")
    kept.keep("l", "730915")
    assert (kept.left, kept.key) == (TRIES, "l")
