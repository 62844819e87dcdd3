"""Every resource of every patient against NILAR's profiles (pps/README.md §4, §6)."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from provesvar_gui.sandbox.records import PATIENTS, StoredReport, dumps, people, reports_of

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)
NUMBERS = [one.number for one in PATIENTS]
EXTENSION = "http://nhn.no/fhir/nilar/StructureDefinition/nilar-"
KNOWN_EXTENSIONS = frozenset(
    [
        "accredited",
        "approval-date",
        "comment",
        "container-count",
        "counter-sign-date",
        "description-date",
        "diagnostic-report-ref",
        "history",
        "inf-item",
        "inf-item-type",
        "inf-item-descr",
        "inf-item-coded-descr",
        "inf-item-start",
        "inf-item-end",
        "inf-item-org-time",
        "investigation-date",
        "logistics",
        "medical-validation-date",
        "payment-category",
        "pretreatment",
        "receipt-date",
        "related-observation",
        "report-date",
        "reservation",
        "sample-handling",
        "specification",
        "status-change-date",
        "structured-info",
        "structured-info-type",
        "structured-info-text",
        "structured-info-integer",
        "structured-info-physical",
        "structured-info-coded",
        "structured-info-boolean",
        "study-product-ref",
        "study-product-type",
    ]
)
KNOWN_LISTS = frozenset(
    [
        "7280-nlk",
        "7270-ncrp",
        "7010-norpat",
        "7230",
        "8219",
        "8212",
        "8202",
        "8243",
        "8244",
        "8271",
        "8351",
        "8231",
        "8232",
        "8233",
        "8269",
        "8272",
        "8275",
        "4101",
    ]
)
SPELLINGS = ("http://ehelse.no/fhir/CodeSystem/no-kodeverk-", "http://helsedir.no/fhir/CodeSystem/no-kodeverk-")
OID = "urn:oid:2.16.578.1.12.4.1.1."


def of_kind(stored: StoredReport, kind: str) -> list[dict[str, Any]]:
    return [one for one in stored.related if one["resourceType"] == kind]


def walk(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
        for each in part.values():
            yield from walk(each)
    elif isinstance(part, list):
        for each in part:
            yield from walk(each)


def extensions_of(part: Any) -> Iterator[dict[str, Any]]:
    for each in walk(part):
        yield from each.get("extension", ())


@pytest.fixture(scope="module", params=NUMBERS)
def stored_reports(request: pytest.FixtureRequest) -> list[StoredReport]:
    return reports_of(request.param, NOW)


def test_ids_are_guids_and_every_reference_resolves_within_the_report(stored_reports: list[StoredReport]) -> None:
    for stored in stored_reports:
        resources = [stored.report, *stored.related]
        names = Counter(f"{one['resourceType']}/{one['id']}" for one in resources)
        assert set(names.values()) == {1}
        assert all(str(uuid.UUID(one["id"])) == one["id"] for one in resources)
        asked = {each["reference"] for one in resources for each in walk(one) if "reference" in each}
        assert asked <= set(names)
        # Nothing lies about: what is there is asked for by something (the report itself by its results).
        without_report = set(names) - {f"DiagnosticReport/{stored.report['id']}"}
        assert without_report <= asked


def test_codings_are_of_known_lists(stored_reports: list[StoredReport]) -> None:
    for stored in stored_reports:
        for part in walk([stored.report, stored.related]):
            for each in part.get("coding", ()):
                if "system" not in each:
                    assert each["code"]  # codes of a structured template have no list
                    continue
                system = each["system"]
                name = next((system.removeprefix(one) for one in SPELLINGS if system.startswith(one)), "")
                plain = {one.partition("-")[0] for one in KNOWN_LISTS}
                assert name in KNOWN_LISTS or system.removeprefix(OID) in plain, system
                assert each["display"]


def test_extensions_carry_their_canonical_url_and_one_value(stored_reports: list[StoredReport]) -> None:
    strange = 0
    for stored in stored_reports:
        for each in extensions_of([stored.report, stored.related]):
            assert len([key for key in each if key.startswith("value") or key == "extension"]) == 1
            strange += each["url"].removeprefix(EXTENSION) not in KNOWN_EXTENSIONS
    # Two that nobody described and one of FHIR's own (data-absent-reason), all with the emergency patient.
    assert strange in {0, 3}


def test_reports_have_what_the_profile_requires(stored_reports: list[StoredReport]) -> None:
    for stored in stored_reports:
        report = stored.report
        assert report["category"][0]["coding"][0]["code"] in {"LAB", "PAT", "BLD"}
        assert report["code"]["coding"]
        assert [one["system"] for one in report["identifier"]] == ["MsgId", "ServReportId"]
        first = [one["valueDateTime"] for one in report["extension"] if one["url"] == f"{EXTENSION}report-date"]
        assert len(first) == 1
        assert report["effectiveDateTime"][:10] <= first[0][:10]
        assert datetime.fromisoformat(first[0]) <= datetime.fromisoformat(report["issued"]) <= NOW


def test_observations_have_what_the_profile_requires(stored_reports: list[StoredReport]) -> None:
    for stored in stored_reports:
        own = {"reference": f"DiagnosticReport/{stored.report['id']}"}
        tops = {one["reference"] for one in stored.report.get("result", ())}
        observations = of_kind(stored, "Observation")
        members = {each["reference"] for one in observations for each in one.get("hasMember", ())}
        for one in observations:
            refs = [each["valueReference"] for each in one["extension"] if each["url"].endswith("diagnostic-report-ref")]
            assert refs == [own]
            assert one["code"].get("coding") or one["code"].get("text")
            values = [key for key in one if key.startswith("value")]
            assert values in ([], ["valueQuantity"], ["valueCodeableConcept"], ["valueRange"], ["valueDateTime"])
            assert one["subject"] == stored.report["subject"]
            name = f"Observation/{one['id']}"
            assert (name in tops) != (name in members)
            assert "meta" not in one or name in tops


def test_specimens_and_requests_have_what_the_profile_requires(stored_reports: list[StoredReport]) -> None:
    for stored in stored_reports:
        for one in of_kind(stored, "Specimen"):
            assert one["accessionIdentifier"]["value"]
            assert "collectedDateTime" in one["collection"] or "_collectedDateTime" in one["collection"]
        for one in of_kind(stored, "ServiceRequest"):
            assert one["status"]
            assert one["intent"]
            assert one["authoredOn"][:10] <= stored.report["issued"][:10]
        for one in of_kind(stored, "PractitionerRole"):
            assert all("reference" not in one.get(key, {}) for key in ("practitioner", "organization"))


def test_numbers_are_never_floats(stored_reports: list[StoredReport]) -> None:
    for stored in stored_reports:
        for part in walk([stored.report, stored.related]):
            assert not any(isinstance(each, float) for each in part.values())


def test_tags_hold_the_codes_of_the_whole_tree() -> None:
    culture = next(one for one in reports_of(people.EMERGENCY, NOW) if "NPU06073" in dumps(one.related) and len(one.related) > 10)
    top = of_kind(culture, "Observation")[0]
    assert {"NPU06073", "NPU06045", "RSB", "S", "R"} <= {each["code"] for each in top["meta"]["tag"]}


def test_ids_are_unique_over_all_patients() -> None:
    ids = [one["id"] for number in NUMBERS for stored in reports_of(number, NOW) for one in (stored.report, *stored.related)]
    assert len(set(ids)) == len(ids)


def test_written_resources_are_json() -> None:
    stored = reports_of(people.EMERGENCY, NOW)
    parsed = json.loads(dumps([[one.report, one.related] for one in stored]), parse_float=str)
    values = {part["value"] for part in walk(parsed) if "unit" in part and isinstance(part.get("value"), str)}
    assert {"12.0", "1.08", "21.0", "4.00"} <= values
