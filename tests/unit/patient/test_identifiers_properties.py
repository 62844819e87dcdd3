from __future__ import annotations

import datetime

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from stdnum.no import fodselsnummer

from provesvar_gui.patient.numbers import (
    ControlDigitRule,
    NumberKind,
    NumberPolicy,
    NumberReason,
    Profile,
    Synthetic,
    check_patient_number,
    clean,
    control_digit_rule,
    synthetic_of_number,
)
from tests.unit.patient import number_strategies as make

NOW = datetime.date(2026, 1, 15)
LATER = datetime.date(2033, 1, 15)

profiles = st.sampled_from(Profile)
days = st.sampled_from([NOW, LATER])
# What numbers are really surrounded by, and anything else at all.
pieces = st.sampled_from(["Fnr: ", "id", "12.05.1979", "00499", "5073500186", "11", ".0", ",0", "１", "\u200b", "-", "²", "O"])
typed = st.one_of(st.text(), st.lists(pieces, max_size=8).map("".join))


@given(typed)
@example("12.05.197911,0")
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


@given(typed, profiles, days)
def test_the_cleaned_text_is_judged_like_the_typed_one(text: str, profile: Profile, today: datetime.date) -> None:
    check = check_patient_number(text, profile=profile, today=today)
    assert check == check_patient_number(check.normalised, profile=profile, today=today)


@pytest.mark.hazard("H1.1")
@given(make.any_valid, st.integers(0, 10), st.integers(1, 9), days)
def test_every_single_wrong_digit_is_caught(digits: str, place: int, off: int, today: datetime.date) -> None:
    wrong = digits[:place] + str((int(digits[place]) + off) % 10) + digits[place + 1 :]
    for profile in Profile:
        check = check_patient_number(wrong, profile=profile, today=today)
        assert check.reasons in ((NumberReason.DATE,), (NumberReason.CHECK_DIGIT,))


@pytest.mark.hazard("H1.1")
@given(make.any_valid, st.integers(0, 9), days)
def test_every_swap_of_neighbours_is_caught(digits: str, place: int, today: datetime.date) -> None:
    swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    assume(swapped != digits)
    check = check_patient_number(swapped, profile=Profile.TEST, today=today)
    assert check.reasons in ((NumberReason.DATE,), (NumberReason.CHECK_DIGIT,))


@pytest.mark.hazard("H1.10")
@pytest.mark.requirement("R45")
@pytest.mark.parametrize(
    ("strategy", "kind", "synthetic"),
    [
        (make.fnr, NumberKind.FNR, Synthetic.NONE),
        (make.dnr, NumberKind.DNR, Synthetic.NONE),
        (make.fh, NumberKind.FH, Synthetic.NONE),
        (make.skd80, NumberKind.FNR, Synthetic.SKD80),
        (make.skd80_dnr, NumberKind.DNR, Synthetic.SKD80),
        (make.nhn65, NumberKind.FNR, Synthetic.NHN65),
        (make.h_or_nav40, NumberKind.FNR, Synthetic.H_OR_NAV40),
    ],
)
def test_kinds(strategy: st.SearchStrategy[str], kind: NumberKind, synthetic: Synthetic) -> None:
    @given(strategy)
    def each(digits: str) -> None:
        check = check_patient_number(digits, profile=Profile.TEST, today=NOW)
        assert (check.kind, synthetic_of_number(digits)) == (kind, synthetic)
        assert control_digit_rule(digits) is ControlDigitRule.R1964
        in_prod = check_patient_number(digits, profile=Profile.PROD, today=NOW)
        assert (in_prod.policy is NumberPolicy.REJECT) == (synthetic is not Synthetic.NONE)

    each()


@pytest.mark.parametrize("digits", ["10915596784", "12057900499", "13896900263", "1205790049", "x", ""])
def test_while_nobody_knows_the_profile_the_milder_judgement_counts(digits: str) -> None:
    unknown = check_patient_number(digits, profile=None, today=NOW)
    both = [check_patient_number(digits, profile=profile, today=NOW) for profile in Profile]
    order = list(NumberPolicy)
    assert unknown in both
    assert all(order.index(unknown.policy) <= order.index(one.policy) for one in both)


@given(make.rule_2032)
def test_numbers_of_2032(digits: str) -> None:
    early = check_patient_number(digits, profile=Profile.PROD, today=NOW)
    assert (early.policy, early.reasons) == (NumberPolicy.WARN, (NumberReason.RULE_2032_TOO_EARLY,))
    assert early.birth_date is None
    assert check_patient_number(digits, profile=Profile.PROD, today=LATER).policy is NumberPolicy.ACCEPT


@given(st.text("0123456789", min_size=11, max_size=11), st.integers(1, 28), st.integers(1, 12), st.booleans())
def test_python_stdnum_agrees_on_control_digits(digits: str, day: int, month: int, right: bool) -> None:
    """The shared subset: an fnr born 1940-1999 with 000-499, control digits right or as they come, rule of 1964."""
    nine = f"{day:02}{month:02}{4 + int(digits[4]) % 6}{digits[5]}{int(digits[6]) % 5}{digits[7:9]}"
    number = (make.with_control_digits(nine) if right else None) or nine + digits[9:]
    assert (control_digit_rule(number) is ControlDigitRule.R1964) == fodselsnummer.is_valid(number)
