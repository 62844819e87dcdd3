"""The sandbox's people and their results: NILAR's profiles (pps/README.md §4, §6), and what each patient is there for."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from provesvar_gui.sandbox.people import CLINICIANS, NUMBERS, PATIENTS
from provesvar_gui.sandbox.records import ReportBuilder, StoredReport, reports_of

NOW = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)
EXTENSION = "http://nhn.no/fhir/nilar/StructureDefinition/nilar-"
KNOWN_EXTENSIONS = {
    "accredited", "approval-date", "comment", "container-count", "counter-sign-date", "description-date", "diagnostic-report-ref",
    "history", "inf-item", "inf-item-type", "inf-item-descr", "inf-item-start", "inf-item-org-time", "investigation-date",
    "logistics", "medical-validation-date", "payment-category", "pretreatment", "receipt-date", "related-observation",
    "report-date", "reservation", "sample-handling", "specification", "status-change-date", "structured-info",
    "structured-info-type", "structured-info-text", "structured-info-integer", "structured-info-physical",
    "structured-info-coded", "structured-info-boolean", "study-product-ref", "study-product-type",
}  # fmt: skip
KNOWN_LISTS = {
    "7280-nlk", "7270-ncrp", "7010-norpat", "7230", "8219", "8212", "8202", "8243", "8244", "8271", "8351", "8231", "8232",
    "8233", "8269", "8272", "8275", "4101",
}  # fmt: skip
SPELLINGS = ("http://ehelse.no/fhir/CodeSystem/no-kodeverk-", "http://helsedir.no/fhir/CodeSystem/no-kodeverk-")
OID = "urn:oid:2.16.578.1.12.4.1.1."


def of_kind(stored: StoredReport, kind: str) -> list[dict[str, Any]]:
    return [one for one in stored.related if one["resourceType"] == kind]


def observations(stored: StoredReport) -> list[dict[str, Any]]:
    return of_kind(stored, "Observation")


def walk(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
    for each in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from walk(each)


@pytest.fixture(scope="module", params=[one.number for one in PATIENTS])
def stored_reports(request: pytest.FixtureRequest) -> list[StoredReport]:
    return reports_of(request.param, NOW)


# Every resource of every patient


def test_ids_are_guids_and_every_reference_resolves_within_the_report(stored_reports: list[StoredReport]) -> None:
    for stored in stored_reports:
        resources = [stored.report, *stored.related]
        names = Counter(f"{one['resourceType']}/{one['id']}" for one in resources)
        assert set(names.values()) == {1}
        assert all(str(uuid.UUID(one["id"])) == one["id"] for one in resources)
        asked = {each["reference"] for one in resources for each in walk(one) if "reference" in each}
        assert asked <= set(names)
        # Nothing lies about: what is there is asked for by something (the report itself by its results).
        assert set(names) - {f"DiagnosticReport/{stored.report['id']}"} <= asked


def test_codings_and_extensions_are_known_ones(stored_reports: list[StoredReport]) -> None:
    strange = 0
    for part in walk([[stored.report, stored.related] for stored in stored_reports]):
        for each in part.get("coding", ()):
            system = each.get("system")
            name = next((system.removeprefix(one) for one in SPELLINGS if system and system.startswith(one)), "")
            plain = {one.partition("-")[0] for one in KNOWN_LISTS}
            assert system is None or name in KNOWN_LISTS or system.removeprefix(OID) in plain, system
            assert each["code"]
            assert each["display"]
        for each in part.get("extension", ()):
            assert len([key for key in each if key.startswith("value") or key == "extension"]) == 1
            strange += each["url"].removeprefix(EXTENSION) not in KNOWN_EXTENSIONS
        assert not any(isinstance(value, float) for value in part.values())
    # Two that nobody described and one of FHIR's own (data-absent-reason), all with the emergency patient.
    assert strange in {0, 3}


def test_each_resource_has_what_its_profile_requires(stored_reports: list[StoredReport]) -> None:
    for stored in stored_reports:
        report = stored.report
        assert report["category"][0]["coding"][0]["code"] in {"LAB", "PAT", "BLD"}
        assert [one["system"] for one in report["identifier"]] == ["MsgId", "ServReportId"]
        (first,) = [one["valueDateTime"] for one in report["extension"] if one["url"] == f"{EXTENSION}report-date"]
        assert report["effectiveDateTime"][:10] <= first[:10]
        assert datetime.fromisoformat(first) <= datetime.fromisoformat(report["issued"]) <= NOW
        tops = {one["reference"] for one in report.get("result", ())}
        members = {each["reference"] for one in observations(stored) for each in one.get("hasMember", ())}
        for one in observations(stored):
            own = [each["valueReference"] for each in one["extension"] if each["url"].endswith("diagnostic-report-ref")]
            assert own == [{"reference": f"DiagnosticReport/{report['id']}"}]
            assert one["code"].get("coding") or one["code"].get("text")
            values = [key for key in one if key.startswith("value")]
            assert values in ([], ["valueQuantity"], ["valueCodeableConcept"], ["valueRange"], ["valueDateTime"])
            assert one["subject"] == report["subject"]
            name = f"Observation/{one['id']}"
            assert (name in tops) != (name in members)
            assert "meta" not in one or name in tops
        for one in of_kind(stored, "Specimen"):
            assert one["accessionIdentifier"]["value"]
            assert "collectedDateTime" in one["collection"] or "_collectedDateTime" in one["collection"]
        for one in of_kind(stored, "ServiceRequest"):
            assert one["authoredOn"][:10] <= report["issued"][:10]
        for one in of_kind(stored, "PractitionerRole"):
            assert all("reference" not in one.get(key, {}) for key in ("practitioner", "organization"))


# What each patient is there for


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
    assert {key: {*each} for key, each in restricted.items() if key in {"restricted", "unknown"}} == {
        "restricted": {True},
        "unknown": {True},
    }
    assert all(Counter(restricted[key]) == {True: 2, False: 2} for key in ("partly-restricted", "partly-blocked"))
    assert {key for key, each in restricted.items() if not each} == {"blocked", "opted-out", "nothing-found", "restricted-empty"}
    assert not any(any(restricted[one.key]) for one in PATIENTS if one.outcome == "none")
    assert reports_of("00000000000", NOW) == []


# The people


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


def test_there_is_a_patient_for_every_outcome_and_a_clinician_for_every_refusal() -> None:
    every = {"none", "restricted", "partly-restricted", "blocked", "partly-blocked", "opted-out", "unknown"}
    assert {one.outcome for one in PATIENTS} == every
    assert (NUMBERS["d-number"][0] in "4567", NUMBERS["newborn"][0] in "89") == (True, True)
    assert all(one.story and "\n" not in one.story for one in PATIENTS)
    assert {("LE",), ("SP",), ("AA",), ("LE", "MT")} <= {one.roles for one in CLINICIANS}
    assert [one.level for one in CLINICIANS].count("3") == [one.hpr_number for one in CLINICIANS].count(None) == 1


# How a laboratory writes


def made(lab: str, **result: Any) -> dict[str, Any]:
    """The first result of a report."""
    said = {"key": "one", "lab": lab, "code": "CLIN", "sampled": "2 08:00", "issued": "1 08:00", "results": [result]}
    return observations(ReportBuilder(PATIENTS[0], date(2026, 3, 1), said).make())[0]


def test_the_same_result_in_four_laboratories() -> None:
    seen = [made(lab, K=Decimal("6.4")) for lab in ("fjord", "nord", "havn", "ost")]
    assert [str(one["valueQuantity"]["value"]) for one in seen] == ["6.4"] * 4
    assert [one["interpretation"][0]["coding"][0]["code"] for one in seen] == ["1", "3", "1", "1"]
    assert [one["referenceRange"][0]["text"] for one in seen] == ["3.5 - 4.6", "3,6 - 5,0", "3,5 - 4,6", "3.5 - 4.6"]
    assert [[each["code"] for each in one["code"]["coding"]] for one in seen] == [
        ["NPU03230", "KAL"], ["S-KAL"], ["NPU03230"], ["NPU03230"],
    ]  # fmt: skip
