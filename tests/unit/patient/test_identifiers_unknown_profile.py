"""While nobody knows the profile, a number is judged by the milder one: nothing is said about test or production."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.patient.numbers import NumberPolicy, NumberReason, Profile, check_patient_number
from tests.unit.patient.number_strategies import any_valid, dnr, fnr, nhn65, rule_2032, skd80, skd80_dnr

TODAY = datetime.date(2026, 11, 25)
OF_A_PROFILE = {
    NumberReason.SYNTHETIC_IN_PROD,
    NumberReason.KNOWN_TEST_PERSON_IN_PROD,
    NumberReason.REAL_LOOKING_IN_TEST,
}
ORDER = list(NumberPolicy)


@given(st.one_of(any_valid, st.text("0123456789", min_size=9, max_size=12), st.text()))
def test_it_is_one_of_both_and_the_milder(text: str) -> None:
    unknown = check_patient_number(text, profile=None, today=TODAY)
    both = [check_patient_number(text, profile=profile, today=TODAY) for profile in Profile]
    assert unknown in both
    assert all(ORDER.index(unknown.policy) <= ORDER.index(one.policy) for one in both)


@given(st.one_of(fnr, dnr, skd80, skd80_dnr, nhn65, rule_2032))
def test_neither_a_synthetic_nor_a_real_number_is_called_wrong(number: str) -> None:
    check = check_patient_number(number, profile=None, today=TODAY)
    assert not OF_A_PROFILE.intersection(check.reasons)
    assert check.patient is not None
