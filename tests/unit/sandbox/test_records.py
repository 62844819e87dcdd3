"""The sandbox's people and their results: whole by themselves, and what each patient is there for."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from provesvar_gui.sandbox.records import CLINICIANS, NUMBERS, PATIENTS, StoredReport, reports_of

NOW = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)


def observations(stored: StoredReport) -> list[dict[str, Any]]:
    return [one for one in stored.related if one["resourceType"] == "Observation"]


def walk(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
    for each in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from walk(each)


@pytest.mark.parametrize("number", [one.number for one in PATIENTS])
def test_every_reference_resolves_within_the_report_and_nothing_lies_about(number: str) -> None:
    for stored in reports_of(number, NOW):
        resources = [stored.report, *stored.related]
        names = Counter(f"{one['resourceType']}/{one['id']}" for one in resources)
        assert set(names.values()) == {1}
        assert all(str(uuid.UUID(one["id"])) == one["id"] for one in resources)
        asked = {each["reference"] for one in resources for each in walk(one) if "reference" in each}
        assert asked == set(names) - (set() if observations(stored) else {f"DiagnosticReport/{stored.report['id']}"})
        assert all(one["subject"] == stored.report["subject"] for one in observations(stored))
        assert datetime.fromisoformat(stored.report["issued"]) <= NOW


def test_ids_stay_while_dates_move_along_and_a_day_is_made_once() -> None:
    today, again, later = (reports_of(NUMBERS["emergency"], NOW + timedelta(days=days)) for days in (0, 0, 40))
    assert all(one is other for one, other in zip(today, again, strict=True))
    for one, other in zip(today, later, strict=True):
        assert one.report["id"] == other.report["id"]
        assert [each["id"] for each in one.related] == [each["id"] for each in other.related]
        assert one.report["issued"] < other.report["issued"]


def test_ten_thousand_results_in_six_hundred_reports() -> None:
    stored = reports_of(NUMBERS["marathon"], NOW)
    assert (len(stored), sum(len(observations(one)) for one in stored)) == (600, 10_000)
    issued = [one.report["issued"] for one in stored]
    assert issued != sorted(issued, reverse=True)  # the service promises no order


def test_what_is_restricted() -> None:
    """By outcome: nothing at all, all, or two of four; a blocked patient's reports are given to nobody."""
    restricted = {one.key: [stored.restricted for stored in reports_of(one.number, NOW)] for one in PATIENTS}
    assert {*restricted["restricted"], *restricted["unknown"]} == {True}
    assert all(Counter(restricted[key]) == {True: 2, False: 2} for key in ("partly-restricted", "partly-blocked"))
    assert {key for key, each in restricted.items() if not each} == {"blocked", "opted-out", "nothing-found", "restricted-empty"}
    assert not any(any(restricted[one.key]) for one in PATIENTS if one.outcome == "none")
    assert reports_of("00000000000", NOW) == []


def _check_digits_hold(number: str) -> bool:
    digits = [int(each) for each in number]
    first = -sum(map(int.__mul__, (3, 7, 6, 1, 8, 9, 4, 5, 2), digits)) % 11
    second = -sum(map(int.__mul__, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), digits)) % 11
    return (first, second) == (digits[9], digits[10])


def test_every_number_is_synthetic_has_right_check_digits_and_is_one_persons() -> None:
    numbers = [*NUMBERS.values(), *(one.pid for one in CLINICIANS)]
    assert all(len(number) == 11 and _check_digits_hold(number) for number in numbers)
    # A shared temporary number has no date in it; the month of the others has 80 added.
    assert all(number[0] in "89" or 81 <= int(number[2:4]) <= 92 for number in numbers)
    assert len(set(numbers)) == len(numbers)
    assert len({one.sub for one in CLINICIANS}) == len(CLINICIANS)
