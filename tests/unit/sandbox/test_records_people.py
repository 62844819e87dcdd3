from __future__ import annotations

from provesvar_gui.sandbox.records import CLINICIANS, PATIENTS, people

_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_MONTHS_OF_TEST_PEOPLE = range(81, 93)


def _check_digits_hold(number: str) -> bool:
    digits = [int(each) for each in number]
    first = -sum(weight * digit for weight, digit in zip(_FIRST, digits, strict=False)) % 11
    second = -sum(weight * digit for weight, digit in zip(_SECOND, digits, strict=False)) % 11
    return (first, second) == (digits[9], digits[10])


def _all_numbers() -> list[str]:
    others = [people.EMERGENCY_D_NUMBER, people.EMERGENCY_HELP_NUMBER, people.STRANGER]
    return [*(one.number for one in PATIENTS), *(one.pid for one in CLINICIANS), *others]


def test_every_number_is_synthetic_and_has_right_check_digits() -> None:
    for number in _all_numbers():
        assert len(number) == 11
        assert _check_digits_hold(number)
        if number[0] not in "89":  # a shared temporary number has no date in it
            assert int(number[2:4]) in _MONTHS_OF_TEST_PEOPLE


def test_nobody_is_twice() -> None:
    numbers = _all_numbers()
    assert len(set(numbers)) == len(numbers)
    assert len({one.sub for one in CLINICIANS}) == len(CLINICIANS)


def test_every_outcome_and_kind_of_number_has_a_patient() -> None:
    every = {"none", "restricted", "partly-restricted", "blocked", "partly-blocked", "opted-out", "unknown"}
    assert {one.outcome for one in PATIENTS} == every
    assert people.D_NUMBER[0] in "4567"
    assert people.NEWBORN[0] in "89"
    assert all(one.story and "\n" not in one.story for one in PATIENTS)


def test_clinicians_for_every_refusal() -> None:
    roles = [one.roles for one in CLINICIANS]
    assert {("LE",), ("SP",), ("AA",), ("LE", "MT")} <= set(roles)
    assert [one.level for one in CLINICIANS].count("3") == 1
    assert [one.hpr_number for one in CLINICIANS].count(None) == 1
