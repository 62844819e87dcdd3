"""Whatever comes: reading never raises, and every result that came is shown or told of (invariant 6)."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from provesvar_gui.domain.results import LookupResult, NoteKind
from provesvar_gui.errors import AppError, ErrorCode
from tests.unit.pps.fake_service import Desk, FakeService, answer
from tests.unit.pps.fhir import bundle_of, entry, extension, mapped, observation, outcome, pvk, report, walk

GARBAGE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8)
    | st.sampled_from(["Observation/a", "#b", "urn:uuid:x", "Observation", "2024-13-45", "<p>x</p>", "/", "r", "a", "~1"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["reference", "value", "text", "coding", "extension", "url", "valueString", "resourceType", "id"]),
        inner,
        max_size=3,
    ),
    max_leaves=6,
)  # fmt: skip

ROLE = {"reference": "PractitionerRole/p"}
ENTRIES: list[Any] = [
    entry(
        report(
            "r",
            ["a", "c"],
            extension=[
                extension("nilar-report-date", valueDateTime="2024-01-02"),
                extension("nilar-comment", valueAnnotation={"text": "Kommentar"}),
                extension("nilar-inf-item", extension=[extension("nilar-inf-item-descr", valueString="Opplysning")]),
            ],
            basedOn=[{"reference": "ServiceRequest/q"}],
            specimen=[{"reference": "Specimen/s"}],
            performer=[{"reference": "PractitionerRole/p"}],
            identifier=[{"system": "ServReportId", "value": "1"}],
        )
    ),
    entry(
        observation(
            "a",
            ["b"],
            of="r",
            note=[{"text": "Merknad"}],
            referenceRange=[{"text": "1-2"}, {"low": {"value": 3}, "high": {"value": 4}}],
            interpretation=[{"coding": [{"system": "urn:oid:2.16.578.1.12.4.1.1.8244", "code": "1"}]}],
            specimen={"reference": "Specimen/s"},
            performer=[{"reference": "PractitionerRole/p"}],
            effectiveDateTime="2024-01-01T10:00:00+01:00",
            component=[{"code": {"text": "del"}, "valueString": "x"}],
        )
    ),
    entry(observation("b", valueQuantity=None, valueCodeableConcept={"text": "<p>Svar</p>", "coding": [{"code": "S"}]})),
    entry(observation("c", ["a"], valueQuantity={"value": 4.0, "comparator": "<"})),
    entry({"resourceType": "Specimen", "id": "s", "collection": {"collectedDateTime": "2024", "collector": ROLE}}),
    entry({"resourceType": "ServiceRequest", "id": "q", "requester": ROLE, "specimen": [{"reference": "Specimen/s"}]}),
    entry({"resourceType": "PractitionerRole", "id": "p", "organization": {"display": "Lab"}, "telecom": [{"value": "1"}]}),
    entry(outcome("suppressed", details=pvk("General"))),
]  # fmt: skip


def places(raw: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) in a JSON document."""
    found: list[tuple[Any, Any]] = []
    waiting = [raw]
    while waiting:
        one = waiting.pop()
        keys = list(one) if isinstance(one, dict) else range(len(one)) if isinstance(one, list) else []
        for key in keys:
            found.append((one, key))
            waiting.append(one[key])
    return found


def mutate(data: st.DataObject) -> list[Any]:
    entries = copy.deepcopy(ENTRIES)
    for _ in range(data.draw(st.integers(0, 4))):
        every = places(entries)
        if not every:
            break
        container, key = every[data.draw(st.integers(0, len(every) - 1))]
        match data.draw(st.sampled_from(["replace", "delete", "double", "wrap"])):
            case "replace":
                container[key] = data.draw(GARBAGE)
            case "delete":
                del container[key]
            case "double" if isinstance(container, list):
                container.append(copy.deepcopy(container[key]))
            case _:
                container[key] = [container[key]]
    return entries


def came(entries: list[Any]) -> int:
    """How many different observations stand in the entries."""
    named: set[str] = set()
    nameless = 0
    for one in entries:
        resource = one.get("resource") if isinstance(one, dict) else None
        if isinstance(resource, dict) and resource.get("resourceType") == "Observation":
            if isinstance(resource.get("id"), str) and resource["id"]:
                named.add(json.dumps(resource, sort_keys=True))
            else:
                nameless += 1
    return len(named) + nameless


def told(entries: list[Any]) -> int:
    """How many of them say something else than the others, each read alone."""
    said: set[object] = set()
    for one in entries:
        resource = one.get("resource") if isinstance(one, dict) else None
        if isinstance(resource, dict) and resource.get("resourceType") == "Observation":
            named = isinstance(resource.get("id"), str) and resource["id"]
            alone = mapped(bundle_of([one]))
            findings = alone.loose_findings or alone.other_loose_findings
            said.add(findings[0] if findings and named else json.dumps(resource, sort_keys=True) if named else id(one))
    return len(said)


def accounted(result: LookupResult) -> int:
    trees = [report.findings for report in (*result.reports, *result.other_identifier)]
    shown = {
        id(finding.observation)
        for findings in (*trees, result.loose_findings, result.other_loose_findings)
        for finding in walk(findings)
        if "#component" not in finding.observation.id
    }
    noted = sum(note.count for note in result.notes if note.kind is NoteKind.ENTRY_UNREADABLE and note.what == "Observation")
    return len(shown) + noted


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_mutated_answers_never_raise_and_no_result_is_lost(data: st.DataObject) -> None:
    entries = mutate(data)
    result = mapped(bundle_of(entries, total=1))
    if not result.coverage.withheld:
        # Entries under one id that differ in nothing but how they say it may be one.
        assert accounted(result) == came(entries) or told(entries) <= accounted(result) < came(entries)
    unreadable = sum(1 for one in entries if not (isinstance(one, dict) and isinstance(one.get("resource"), dict)))
    noted = sum(note.count for note in result.notes if note.kind is NoteKind.ENTRY_UNREADABLE)
    assert noted >= unreadable
    assert "13896900263" not in repr(result)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | GARBAGE.map(lambda one: json.dumps(one).encode()), st.sampled_from([200, 400, 403, 500]))
def test_any_body_is_an_answer_or_an_expected_error(body: bytes, status: int) -> None:
    desk = Desk(FakeService(by=lambda _: answer(body, status)))
    codes: list[ErrorCode] = []
    try:
        desk.ask()
    except AppError as error:
        codes.append(error.code)
    assert ErrorCode.INTERNAL not in codes


def test_nothing_is_lost_from_the_whole_ones() -> None:
    result = mapped(bundle_of(copy.deepcopy(ENTRIES)))
    assert accounted(result) == came(ENTRIES) == 3
    assert not result.notes


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whatever_stands_twice_in_an_entry_withholds_it_and_is_told(data: st.DataObject) -> None:
    entries = copy.deepcopy(ENTRIES)
    at = data.draw(st.integers(0, len(entries) - 1))
    inner = [(container, key) for container, key in places([entries[at]]) if isinstance(container, dict)]
    container, key = data.draw(st.sampled_from(inner))
    container["TWICE"] = data.draw(GARBAGE | st.just(container[key]))
    result = mapped(bundle_of(entries, total=1).replace(b'"TWICE"', json.dumps(key).encode()))
    noted = sum(note.count for note in result.notes if note.kind is NoteKind.ENTRY_UNREADABLE)
    assert noted >= 1
    trees = (*(report.findings for report in result.reports), result.loose_findings)
    shown = {finding.observation.id for tree in trees for finding in walk(tree)} | {report.id for report in result.reports}
    assert ENTRIES[at]["resource"].get("id") not in shown
    if ENTRIES[at]["resource"]["resourceType"] == "OperationOutcome":
        assert not result.outcomes
