"""A reference text is read as numbers only where it can mean one thing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from provesvar_gui.results import reference_limits


def pair(*ranges: str, unit: str = "mmol/L") -> tuple[Decimal | None, Decimal | None] | None:
    limits = reference_limits.read(ranges, unit)
    return (limits.low, limits.high) if limits is not None else None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3.5 - 4.4", "3.5", "4.4"),
        ("3,6 - 5,0", "3.6", "5.0"),
        ("3.5-4.4", "3.5", "4.4"),
        ("3.5–4.4 mmol/L", "3.5", "4.4"),
        ("-2 - 2", "-2", "2"),
        ("−2 – 2", "-2", "2"),
        ("< 5", None, "5"),
        ("<5", None, "5"),
        ("≤5,5", None, "5.5"),
        ("> 60", "60", None),
        (">= 60 mmol/l", "60", None),
        ("0,040 - 0,060", "0.040", "0.060"),
        (" 3.5\u00a0- 4.4 ", "3.5", "4.4"),
    ],
)
def test_plain_numbers_are_read(text: str, low: str | None, high: str | None) -> None:
    assert pair(text) == (Decimal(low) if low else None, Decimal(high) if high else None)


@pytest.mark.hazard("H5.5")
@pytest.mark.parametrize(
    "text",
    [
        "",
        "Negativ",
        "3.5 - 4.4 (kvinner)",
        "Kvinner: 3.5 - 4.4",
        "3.5 - 4.4 g/L",  # another unit than the result's
        "4.4 - 3.5",  # the wrong way round
        "1.000 - 4.000",  # one to four, or a thousand to four thousand?
        "150.000 - 400.000",
        "3.5 -",
        "- 4.4",
        "3.5 - 4.4; 3.6 - 5.0",
        "ca. 5",
        "5",
        "1-2-3",
        "3.5 - 4.4*",
        "1:80 - 1:160",
        "٣ - ٤",
        "10^3 - 10^4",
        "< 5 - 7",
    ],
)
def test_what_may_mean_something_else_stays_text(text: str) -> None:
    assert pair(text) is None


def test_more_than_one_range_is_no_range() -> None:
    assert pair("3.5 - 4.4", "3.6 - 5.0") is None
    assert pair("3.5 - 4.4", "  ") == (Decimal("3.5"), Decimal("4.4"))


SAME = (
    ("10^9/L", "10^9 /L", "10#9/L", "10**9/L", "10E9/L", "10*9/L", "10⁹/L", "10^9/l"),
    ("µmol/L", "umol/L", "\u03bcmol/L", "µmol/l"),
    ("mL/min/1,73m2", "mL/min/1.73m2", "ml/min/1,73m2", "ml/min/1,73 m2", "mL/min/1,73m²"),
    ("mmol/L", "mmol/l", " mmol / L "),
    ("", "0", "1", " "),
    ("g/dL", "g/dl"),
)


@pytest.mark.parametrize("spellings", SAME)
def test_spellings_of_one_unit_are_one(spellings: tuple[str, ...]) -> None:
    assert len({reference_limits.normal(each) for each in spellings}) == 1


@pytest.mark.hazard("H5.3")
@pytest.mark.parametrize(
    "units",
    [
        ("mg/L", "mg/L FEU", "mg/mL", "µg/L", "ng/L", "g/dL"),
        ("mmol/L", "Mmol/L", "pmol/L", "mmol/mol", "%"),
        ("10^9/L", "10^12/L", "U/L", "mm"),
    ],
)
def test_two_units_are_never_one(units: tuple[str, ...]) -> None:
    assert len({reference_limits.normal(each) for each in units}) == len(units)
