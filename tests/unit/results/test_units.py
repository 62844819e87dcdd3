"""Spellings of one unit are one; two units never are."""

from __future__ import annotations

from itertools import combinations

import pytest

from provesvar_gui.results import reference_limits

SAME = (
    ("10^9/L", "10^9 /L", "10#9/L", "10**9/L", "10E9/L", "10*9/L", "10⁹/L", "10^9/l"),
    ("µmol/L", "umol/L", "\u03bcmol/L", "µmol/l"),
    ("mL/min/1,73m2", "mL/min/1.73m2", "ml/min/1,73m2", "ml/min/1,73 m2", "mL/min/1,73m²"),
    ("mmol/L", "mmol/l", " mmol / L "),
    ("", "0", "1", " "),
    ("g/dL", "g/dl"),
)
DIFFERENT = (
    "mg/L",
    "mg/L FEU",
    "%",
    "mmol/mol",
    "µg/L",
    "ng/L",
    "g/dL",
    "mmol/L",
    "pmol/L",
    "Mmol/L",
    "U/L",
    "10^9/L",
    "10^12/L",
    "mg/mL",
    "kPa",
    "mm",
)


@pytest.mark.parametrize("spellings", SAME)
def test_spellings_of_one_unit_are_one(spellings: tuple[str, ...]) -> None:
    assert len({reference_limits.normal(each) for each in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), list(combinations(DIFFERENT, 2)))
def test_two_units_are_never_one(one: str, other: str) -> None:
    assert reference_limits.normal(one) != reference_limits.normal(other)
