"""What each patient is there for."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from provesvar_gui.sandbox.records import PATIENTS, StoredReport, dumps, people, reports_of
from provesvar_gui.sandbox.records.emergency import emergency
from provesvar_gui.sandbox.records.marathon import marathon
from provesvar_gui.sandbox.records.scene import Scene, norwegian_day

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)


def observations(stored: StoredReport) -> list[dict[str, Any]]:
    return [one for one in stored.related if one["resourceType"] == "Observation"]


@pytest.fixture(scope="module")
def patient() -> list[StoredReport]:
    return reports_of(people.EMERGENCY, NOW)


def text_of(stored: list[StoredReport]) -> str:
    return dumps([[one.report, one.related] for one in stored])


def test_the_emergency_patient_has_about_three_hundred_results_over_five_years(patient: list[StoredReport]) -> None:
    assert 290 <= sum(len(observations(one)) for one in patient) <= 350
    days = sorted(one.report["effectiveDateTime"][:10] for one in patient)
    assert days[0].startswith("2021-12")
    assert days[-1] == "2026-11-24"
    assert {"CLIN", "MBIO", "IMTR", "HIST", "CYTO", "RTG", "CT", "MR", "UL"} == {
        one.report["code"]["coding"][0]["code"] for one in patient
    }


def test_all_statuses_occur(patient: list[StoredReport]) -> None:
    reports = {one.report["status"] for one in patient}
    assert reports == {"registered", "preliminary", "final", "amended", "cancelled", "appended", "unknown"}
    results = {each["status"] for one in patient for each in observations(one)}
    assert results == {"registered", "preliminary", "final", "amended", "cancelled", "unknown"}


def test_a_withdrawn_report_has_only_a_comment(patient: list[StoredReport]) -> None:
    (cancelled,) = [one for one in patient if one.report["status"] == "cancelled"]
    assert observations(cancelled) == []
    assert "result" not in cancelled.report
    assert any(each["url"].endswith("nilar-comment") for each in cancelled.report["extension"])


def test_withdrawn_results_have_no_value(patient: list[StoredReport]) -> None:
    withdrawn = [each for one in patient for each in observations(one) if each["status"] == "cancelled"]
    assert len(withdrawn) == 3
    assert not any(key.startswith("value") for each in withdrawn for key in each)


def test_kinds_of_value_and_marks_all_occur(patient: list[StoredReport]) -> None:
    text = text_of(patient)
    for kind in ("valueQuantity", "valueCodeableConcept", "valueRange", "valueDateTime", '"comparator":"<"', '"comparator":">"'):
        assert kind in text
    flags = Counter(
        each["interpretation"][0]["coding"][0]["code"]
        for one in patient
        for each in observations(one)
        if "interpretation" in each
    )
    assert set(flags) == {"1", "2", "3"}
    for code in ("VA", "TA", "MSIS-M"):
        assert f'"code":"{code}"' in text
    for grade in ("S", "I", "R", "K"):
        assert f'no-kodeverk-8271","code":"{grade}"' in text


def test_the_three_spellings_of_code_systems_occur(patient: list[StoredReport]) -> None:
    text = text_of(patient)
    for start in ("http://ehelse.no/fhir/CodeSystem/", "http://helsedir.no/fhir/CodeSystem/", "urn:oid:2.16.578.1.12.4.1.1."):
        assert f'"system":"{start}' in text


def test_reports_on_other_numbers(patient: list[StoredReport]) -> None:
    numbers = Counter(one.report["subject"]["identifier"]["value"] for one in patient)
    assert numbers[people.EMERGENCY_D_NUMBER] == 2
    assert numbers[people.EMERGENCY_HELP_NUMBER] == 1
    assert numbers[people.STRANGER] == 1
    systems = {one.report["subject"]["identifier"]["value"]: one.report["subject"]["identifier"]["system"] for one in patient}
    assert systems[people.STRANGER] == systems[people.EMERGENCY]
    assert len(set(systems.values())) == 3


def test_one_result_hangs_under_two_findings(patient: list[StoredReport]) -> None:
    parents = Counter(
        each["reference"] for one in patient for result in observations(one) for each in result.get("hasMember", ())
    )
    assert list(parents.values()).count(2) == 1
    assert max(parents.values()) == 2


def test_some_reports_lack_a_requester_or_a_performer(patient: list[StoredReport]) -> None:
    requests = [each for one in patient for each in one.related if each["resourceType"] == "ServiceRequest"]
    assert sum("requester" not in each for each in requests) == 2
    assert sum("performer" not in one.report for one in patient) == 1


def test_a_repeated_result_makes_its_report_look_old(patient: list[StoredReport]) -> None:
    repeated = [
        one
        for one in patient
        for each in observations(one)
        for part in each["extension"]
        if part["url"].endswith("nilar-history")
    ]
    assert all(one.report["effectiveDateTime"][:10] < one.report["issued"][:10] for one in repeated)


@pytest.mark.parametrize("make", [emergency, marathon])
def test_the_same_seed_and_day_give_the_same_records(make: Callable[[Scene], list[StoredReport]]) -> None:
    today = norwegian_day(NOW)
    assert text_of(make(Scene("13896900263", "Noen", today))) == text_of(make(Scene("13896900263", "Noen", today)))


def test_ids_stay_while_dates_move_along() -> None:
    today, later = (reports_of(people.EMERGENCY, NOW + timedelta(days=days)) for days in (0, 40))
    assert [one.report["id"] for one in today] == [one.report["id"] for one in later]
    assert [[each["id"] for each in one.related] for one in today] == [[each["id"] for each in one.related] for one in later]
    assert all(one.report["issued"] < other.report["issued"] for one, other in zip(today, later, strict=True))


def test_a_day_is_made_once() -> None:
    first, again = (reports_of(people.ORDINARY, NOW) for _ in range(2))
    assert first is not again
    assert all(one is other for one, other in zip(first, again, strict=True))


def test_ten_thousand_results_in_six_hundred_reports() -> None:
    stored = reports_of(people.TEN_THOUSAND, NOW)
    assert len(stored) == 600
    assert sum(len(observations(one)) for one in stored) == 10_000
    issued = [one.report["issued"] for one in stored]
    assert issued != sorted(issued, reverse=True)  # the service promises no order


@pytest.mark.parametrize("number", [people.OPTED_OUT, people.NOTHING_FOUND, people.RESTRICTED_EMPTY, "00000000000"])
def test_nothing_exists(number: str) -> None:
    assert reports_of(number, NOW) == []


@pytest.mark.parametrize("number", [people.RESTRICTED, people.BLOCKED, people.UNKNOWN_OUTCOME])
def test_everything_is_restricted(number: str) -> None:
    stored = reports_of(number, NOW)
    assert stored
    assert all(one.restricted for one in stored)


@pytest.mark.parametrize("number", [people.PARTLY_RESTRICTED, people.PARTLY_BLOCKED])
def test_some_is_restricted(number: str) -> None:
    assert Counter(one.restricted for one in reports_of(number, NOW)) == {True: 2, False: 2}


def test_everyone_without_an_outcome_is_open() -> None:
    for one in PATIENTS:
        if one.outcome == "none":
            assert not any(stored.restricted for stored in reports_of(one.number, NOW))


def test_a_changed_and_a_withdrawn_report_have_their_older_versions(patient: list[StoredReport]) -> None:
    series: dict[str, list[tuple[str, str]]] = {}
    for one in patient:
        number = next(each["value"] for each in one.report["identifier"] if each["system"] == "ServReportId")
        series.setdefault(number, []).append((one.report["issued"], one.report["status"]))
    assert sorted([status for _, status in sorted(each)] for each in series.values() if len(each) > 1) == [
        ["final", "amended"],
        ["final", "cancelled"],
    ]


def test_the_versions_of_a_report_tell_of_the_same_samples(patient: list[StoredReport]) -> None:
    numbers: dict[str, list[set[str]]] = {}
    for one in patient:
        number = next(each["value"] for each in one.report["identifier"] if each["system"] == "ServReportId")
        samples = {each["accessionIdentifier"]["value"] for each in one.related if each["resourceType"] == "Specimen"}
        numbers.setdefault(number, []).append(samples)
    several = [[each for each in samples if each] for samples in numbers.values() if len(samples) > 1]
    assert any(len(samples) > 1 for samples in several)
    assert all(len(set(map(frozenset, samples))) <= 1 for samples in several)
