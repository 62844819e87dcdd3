from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from stdnum.no import fodselsnummer

from provesvar_gui.patient.numbers import (
    KNOWN_TEST_PERSONS,
    ControlDigitRule,
    NumberCheck,
    NumberKind,
    NumberPolicy,
    NumberReason,
    PatientId,
    Profile,
    Synthetic,
    check_patient_number,
    clean,
    control_digit_rule,
    find_number,
    group,
    is_organisation_number,
    kind_of_identifier_system,
    synthetic_of_number,
    visible,
)
from tests.unit.patient import number_strategies as make
from tests.unit.patient.number_strategies import with_control_digits

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "id_vectors.json"
NOW = datetime.date(2026, 1, 15)
LATER = datetime.date(2033, 1, 15)
SYNTHETIC = "10915596784"  # month + 80
OF_1899 = "70019950032"  # a published test person: a D-number whose series stands for 1858-1899


def vectors(kind: str) -> list[dict[str, Any]]:
    """The vectors of one kind; none where the shared data is absent."""
    if not SHARED.exists():
        return []
    found: list[dict[str, Any]] = json.loads(SHARED.read_text(encoding="utf-8"))[kind]
    return found


def prod(text: str, today: datetime.date = NOW) -> NumberCheck:
    return check_patient_number(text, profile=Profile.PROD, today=today)


def in_test(text: str, today: datetime.date = NOW) -> NumberCheck:
    return check_patient_number(text, profile=Profile.TEST, today=today)


def number(nine: str, remainder: int = 0) -> str:
    found = with_control_digits(nine, remainder)
    assert found is not None, "no such number; take another individual number"
    return found


@pytest.mark.parametrize("vector", vectors("person"), ids=lambda v: str(v["id"]))
def test_person_vectors(vector: dict[str, Any]) -> None:
    for key, expected in vector["expect"].items():
        profile, _, day = key.partition("@")
        today = datetime.date.fromisoformat(day)
        check = check_patient_number(vector["input"], profile=Profile(profile), today=today)
        assert check.policy == expected["policy"], key
        assert list(check.reasons) == expected["reasons"], key
        assert check.normalised == vector["normalised"]
        if vector["kind"] is None:
            assert check.kind is None
        else:
            kind, _, synthetic = vector["kind"].partition("+")
            assert check.kind == kind
            assert synthetic_of_number(check.normalised) == (synthetic or "none")
            assert kind_of_identifier_system(vector["oid"]) is check.kind
        if check.patient is not None:
            assert control_digit_rule(check.normalised) == vector["control_digit_rule"]
        born = vector["birth_before_2032"]
        assert check.birth_date == (datetime.date.fromisoformat(born) if born and today < datetime.date(2032, 1, 1) else None)
        assert (check.patient is None) == (expected["policy"] == "reject")


@pytest.mark.hazard("S89")
def test_nothing_tells_the_number_or_the_birth_date() -> None:
    check = in_test(SYNTHETIC)
    for told in (repr(check), str(check), repr(check.patient), str(check.patient), repr(in_test(SYNTHETIC[:-1]))):
        assert not re.search("[0-9]{5}", told)
        assert "1955" not in told
    lost_zero = in_test("1912499975")
    assert lost_zero.suggestion == "01912499975"
    assert "1912499975" not in repr(lost_zero)


@pytest.mark.parametrize(
    ("digits", "shown"),
    [("", ""), ("1205", "1205"), ("120579", "120579"), ("1205790", "120579 0"), ("12057900499", "120579 00499")],
)
def test_grouping_while_typing(digits: str, shown: str) -> None:
    assert group(digits) == shown
    assert PatientId("12057900499").grouped == "120579 00499"


@pytest.mark.hazard("H1.1")
def test_ten_digits_are_asked_about_and_never_corrected() -> None:
    check = in_test("5073500186")
    assert (check.policy, check.reasons) == (NumberPolicy.REJECT, (NumberReason.LEADING_ZERO_LOST,))
    assert check.suggestion == "05073500186"
    assert check.patient is None
    assert in_test("5073500187").reasons == (NumberReason.LENGTH,)


def test_a_birth_date_may_lie_one_day_ahead() -> None:
    newborn = number("160126501")
    assert prod(newborn).policy is NumberPolicy.ACCEPT  # born "tomorrow"
    assert prod(newborn, NOW - datetime.timedelta(days=1)).reasons == (NumberReason.BIRTH_IN_FUTURE,)


def test_a_series_not_in_use_is_a_warning_until_2032() -> None:
    unused = number("010185800")  # fnr, 750-899 with 1985
    check = prod(unused)
    assert (check.policy, check.reasons, check.birth_date) == (NumberPolicy.WARN, (NumberReason.SERIES_NOT_IN_USE,), None)
    assert in_test(unused).reasons == (NumberReason.REAL_LOOKING_IN_TEST, NumberReason.SERIES_NOT_IN_USE)
    assert prod(unused, LATER).policy is NumberPolicy.ACCEPT


@pytest.mark.parametrize(
    ("nine", "year"),
    [
        *(("410185602", 1985), ("410102202", 2002), ("410139199", 1939), ("410158503", 1858)),
        *(("711226301", 1926), ("711235302", 1935)),  # before November 2021 the series 200-499 stood for 1900-1999
    ],
)
def test_d_numbers_of_either_series_and_an_old_one_is_not_refused_as_unborn(nine: str, year: int) -> None:
    check = prod(number(nine))
    assert (check.policy is NumberPolicy.ACCEPT) is (year > 1900)
    assert check.birth_date == datetime.date(year, int(nine[2:4]), int(nine[:2]) - 40)


def test_29_february_depends_on_the_century_only_while_the_number_tells_it() -> None:
    in_1900 = number("290200002")
    assert prod(in_1900).reasons == (NumberReason.DATE,)
    assert prod(in_1900, LATER).policy is NumberPolicy.ACCEPT
    assert prod(number("290200501")).birth_date == datetime.date(2000, 2, 29)


def test_known_test_persons_look_real_and_are_valid() -> None:
    assert len(KNOWN_TEST_PERSONS) == 44
    for digits in KNOWN_TEST_PERSONS:
        assert in_test(digits).reasons == prod(digits).reasons[1:]
        assert in_test(digits).reasons == (() if digits != OF_1899 else (NumberReason.AGE_OVER_120,))
        assert prod(digits).reasons[0] is NumberReason.KNOWN_TEST_PERSON_IN_PROD
        assert synthetic_of_number(digits) is Synthetic.NONE


@pytest.mark.parametrize("vector", vectors("orgnr"), ids=lambda v: str(v["id"]))
def test_organisation_vectors(vector: dict[str, Any]) -> None:
    assert is_organisation_number(vector["normalised"]) == (vector["policy"] != "reject")


NUMBER = "12057900499"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("120579\u200900499\r\n", NUMBER),
        ("\u202a12057900499\u202c", NUMBER),
        ("1205\u00ad7900499", NUMBER),
        ("12.05.79 00499", NUMBER),
        ("１２０５７９００４９９", NUMBER),
        ("12057900499.0", NUMBER),
        ("\x0212057900499\x03\r", NUMBER),
        ("Fnr: 120579 00499", NUMBER),
        ("FØDSELSNUMMER: 12057900499", NUMBER),
        ("fnr/dnr: 12057900499", NUMBER),
        ("Fnr. 12.05.1979 00499", NUMBER),
        ("1205197900499", NUMBER),
        ("120579\ufe0f00\u034f499", NUMBER),
        (" \t\r\n", ""),
        ("1205790O499", "1205790O499"),
        ("1205790049²", "1205790049²"),
        ("5073500186.0", "5073500186"),
        ("120579.0", "1205790"),  # still being typed: the zero is the number's own
        ("12.05.79.00", "12057900"),
        ("1205217900499", "1205217900499"),  # no such century
        ("0000180000000", "0000180000000"),  # no such date
        ("1205197900498", "1205197900498"),  # two digits too many as likely as a year
        ("12.05.1979 00498", "12057900498"),  # plainly a year, and a wrong digit that is shown
    ],
)
def test_what_cleaning_leaves(text: str, left: str) -> None:
    assert clean(text) == left


@pytest.mark.parametrize("typed", ["120579 00499", "120579.00499", "12.05.79 00499", "12.05.79.00499"])
def test_cleaning_never_loses_a_digit_while_the_number_is_typed(typed: str) -> None:
    for length in range(len(typed) + 1):
        assert clean(typed[:length]) == "".join(c for c in typed[:length] if c in "0123456789")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kari Nordmann, 120579 00499", NUMBER),
        ("Fødselsnummer (11 siffer): 12057900499.", NUMBER),
        ("Navn: Kari\nFnr:12057900499\n7012 Trondheim", NUMBER),
        ("Navn\tKari\t120579\u00a000499\tTlf 22 22 22 22", NUMBER),
        ("120579\u200b00499, se 120579 00499", NUMBER),
        ("Orgnr 974706490, fnr 12057900499", NUMBER),
        ("", ""),
        ("120579 0049", ""),
        ("x12057900499", ""),
        ("120579 00499 12", ""),
        ("12057900499 og 01896900052", ""),
        ("tlf. 12 05 79 00 499", ""),
        ("1205790049²", ""),
        ("١٢٠٥٧٩٠٠٤٩٩", ""),
    ],
)
def test_found_among_words_and_nothing_where_it_is_doubtful(text: str, found: str) -> None:
    assert find_number(text) == found


def test_a_text_that_is_too_long_is_not_looked_at() -> None:
    long = f"Fnr {NUMBER}. {'x' * 344_000}"
    assert clean(long) is long
    assert find_number(long) == ""
    spaces = " " * (2000 - len(NUMBER))
    assert clean(NUMBER + spaces) == NUMBER == find_number(NUMBER + spaces)
    assert find_number(f"{NUMBER}{spaces} ") == ""  # behind the part that is looked at the number might go on


@given(text=st.text(st.one_of(st.sampled_from("0123456789 -.:a\n\u00a0\u200b０５"), st.characters()), max_size=40))
def test_what_is_found_stands_there_in_its_order(text: str) -> None:
    found = find_number(text)
    assert found == "" or (len(found) == 11 and found.isascii() and found.isdigit())
    rest = iter(c for c in visible(text) if c in "0123456789")
    assert all(digit in rest for digit in found)


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
