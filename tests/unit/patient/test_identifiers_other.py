from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.no import orgnr

from provesvar_gui.patient.numbers import (
    NumberPolicy,
    OtherNumberCheck,
    OtherNumberReason,
    check_hpr_number,
    check_organisation_number,
    group_organisation_number,
)
from tests.unit.patient.shared_vectors import vectors


def as_expected(check: OtherNumberCheck, vector: dict[str, Any]) -> None:
    assert check.policy == vector["policy"]
    assert ([check.reason] if check.reason else []) == vector["reasons"]
    assert check.normalised == vector["normalised"]


@pytest.mark.parametrize("vector", vectors("orgnr"), ids=lambda v: str(v["id"]))
def test_organisation_vectors(vector: dict[str, Any]) -> None:
    as_expected(check_organisation_number(vector["input"]), vector)


@pytest.mark.parametrize("vector", vectors("hpr"), ids=lambda v: str(v["id"]))
def test_hpr_vectors(vector: dict[str, Any]) -> None:
    as_expected(check_hpr_number(vector["input"]), vector)


@given(st.one_of(st.text(), st.text("0123456789NOMVAhpr. -")))
def test_no_text_raises(text: str) -> None:
    for check in (check_organisation_number(text), check_hpr_number(text)):
        assert (check.policy is NumberPolicy.ACCEPT) == (check.reason is None)
        assert text not in repr(check) or not any(map(str.isdigit, text)) or len(text) < 5  # no digit: names of ours hold it too


@given(st.text("0123456789", min_size=9, max_size=9).filter(lambda digits: digits.strip("0") != ""))
def test_python_stdnum_agrees_on_organisation_numbers(digits: str) -> None:
    assert (check_organisation_number(digits).policy is not NumberPolicy.REJECT) == orgnr.is_valid(digits)


def test_zeros_are_no_number() -> None:
    assert check_organisation_number("000 000 000").reason is OtherNumberReason.ALL_ZEROS
    assert check_hpr_number("000").reason is OtherNumberReason.ALL_ZEROS


def test_grouping() -> None:
    assert group_organisation_number("994919806") == "994 919 806"


@pytest.mark.parametrize(
    ("text", "reason"),
    [("12057900499", OtherNumberReason.LOOKS_LIKE_PERSON_NUMBER), ("05073500186", OtherNumberReason.LOOKS_LIKE_PERSON_NUMBER)],
)
def test_a_person_number_is_no_hpr_number(text: str, reason: OtherNumberReason) -> None:
    check = check_hpr_number(text)
    assert (check.policy, check.reason) == (NumberPolicy.REJECT, reason)
    assert text not in repr(check)


def test_leading_zeros_are_not_part_of_an_hpr_number() -> None:
    assert check_hpr_number("HPR 009144900").normalised == "9144900"
    assert check_hpr_number("00009144900").policy is NumberPolicy.ACCEPT
