from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest

from provesvar_gui.patient.numbers import (
    KNOWN_TEST_PERSONS,
    NumberCheck,
    NumberPolicy,
    NumberReason,
    PatientId,
    Profile,
    Synthetic,
    check_patient_number,
    control_digit_rule,
    group,
    is_organisation_number,
    kind_of_identifier_system,
    synthetic_of_number,
)
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
        ("410185602", 1985),
        ("410145601", 1945),
        ("410102202", 2002),
        ("410139199", 1939),
        ("410158503", 1858),
        ("410185001", 1985),
    ],
)
def test_d_numbers_of_the_series_of_2021(nine: str, year: int) -> None:
    born = prod(number(nine)).birth_date
    assert born is not None
    assert born.year == year


@pytest.mark.parametrize("short_year", ["26", "35"])
def test_an_old_d_number_is_not_refused_as_unborn(short_year: str) -> None:
    """Before November 2021 the series 200-499 stood for 1900-1999: somebody born in 1935 may have one."""
    check = prod(number(f"7112{short_year}302" if short_year == "35" else f"7112{short_year}301"))
    assert check.policy is NumberPolicy.ACCEPT
    assert check.birth_date == datetime.date(1900 + int(short_year), 12, 31)


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
