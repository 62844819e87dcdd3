"""The 48 answers in ``../shared/data/fhir``: nothing unreadable, and every leaf of the JSON shows up in the report it belongs to.

The walker below knows nothing of the parser: it follows references in the raw JSON and compares texts.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from provesvar_gui.patient.numbers import PatientId
from provesvar_gui.pps.config import OUTCOMES
from provesvar_gui.pps.fhir.bundle import Mapper
from provesvar_gui.pps.fhir.reader import BundleReader
from provesvar_gui.results.model import Coverage, LookupResult, Moment, NoteKind, Observation, OutcomeKind, Quantity, Report
from tests.unit.pps.fhir import lookup, run, walk

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "data" / "fhir"
FILES = sorted(FOLDER.glob("*.json"))
pytestmark = pytest.mark.skipif(not FILES, reason="the shared example answers are not on this machine")

Raw = dict[str, Any]
# Leaves that are technical, redundant or turned into something else: types, addresses, ids that tie things together.
TECHNICAL = {"resourceType", "id", "reference", "url", "use", "intent", "fullUrl", "mode"}
SYSTEM = re.compile(r".*(?:no-kodeverk-|1\.12\.4\.1\.1\.)(\d{4}).*")


def load(path: Path, asked: str = "") -> tuple[Raw, LookupResult]:
    body = path.read_bytes()
    raw: Raw = json.loads(body, parse_float=str, parse_int=str)
    if not asked:
        asked = next(e["resource"]["subject"]["identifier"]["value"] for e in raw["entry"] if is_report(e["resource"]))
    mapper = Mapper(dataclasses.replace(lookup(), patient=PatientId(asked)), OUTCOMES)
    reader = BundleReader(mapper.prepare)
    run(reader.steps(body))
    facts = run(mapper.add_page(reader.head, reader.entries))
    return raw, run(mapper.finish(Coverage(fetched=len(facts.matches), total=facts.total, complete=True)))


def is_report(resource: Raw) -> bool:
    return bool(resource["resourceType"] == "DiagnosticReport")


def texts(value: object) -> Counter[str]:
    """Every string and boolean in a mapped object."""
    found: Counter[str] = Counter()
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            found[str(one)] += 1
        elif isinstance(one, bool):
            found[str(one).lower()] += 1
        elif isinstance(one, (tuple, list)):
            waiting.extend(one)
        elif isinstance(one, Moment):
            waiting.append(one.literal)
        elif dataclasses.is_dataclass(one):
            waiting.extend(getattr(one, field.name) for field in dataclasses.fields(one))
    return found


def leaves(raw: object, name: str = "") -> list[tuple[str, str]]:
    if isinstance(raw, dict):
        return [leaf for key, value in raw.items() if key != "meta" for leaf in leaves(value, key)]
    if isinstance(raw, list):
        return [leaf for value in raw for leaf in leaves(value, name)]
    if name in TECHNICAL:
        return []
    return [(name, str(raw).lower() if isinstance(raw, bool) else str(raw))]


def words(text: str) -> list[str]:
    return re.sub(r"<[^<>]+>", " ", text).split()


def shown(name: str, text: str, among: Counter[str]) -> bool:
    if name == "system":
        match = SYSTEM.fullmatch(text)
        return text in {"http://unitsofmeasure.org", "phone"} or (match.group(1) if match else text) in among
    if text in among or any(text in one for one in among):
        return True
    return text.startswith("<div") and any(words(one) == words(text) for one in among)


def expected_of(resource: Raw, everything: dict[str, Raw], *, depth: int = 0) -> list[tuple[str, str]]:
    """Leaves of a resource and of what it refers to, but not of other observations or reports."""
    found = [leaf for leaf in leaves(resource) if not (resource["resourceType"] != "DiagnosticReport" and leaf[0] == "subject")]
    if depth < 3:
        for address in references(resource):
            other = everything[address]
            if other["resourceType"] not in {"Observation", "DiagnosticReport"}:
                found += expected_of(without_subject(other), everything, depth=depth + 1)
    return found


def without_subject(resource: Raw) -> Raw:
    """Who it is about stands on the report; status and intent of an order are fillers."""
    filler = {"subject"} | ({"status"} if resource.get("status") == "unknown" else set())
    return {key: value for key, value in resource.items() if key not in filler}


def references(raw: object) -> list[str]:
    if isinstance(raw, dict):
        own = [raw["reference"]] if isinstance(raw.get("reference"), str) else []
        return own + [one for value in raw.values() for one in references(value)]
    return [one for value in raw for one in references(value)] if isinstance(raw, list) else []


def everything_in(raw: Raw) -> dict[str, Raw]:
    return {f"{e['resource']['resourceType']}/{e['resource']['id']}": e["resource"] for e in raw["entry"]}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem[:40])
def test_loads_whole(path: Path) -> None:
    raw, result = load(path)
    assert result.notes == ()
    assert result.outcomes == ()
    assert not result.loose_findings
    assert not result.other_identifier
    everything = everything_in(raw)
    reports = [one for one in everything.values() if is_report(one)]
    assert [one.id for one in result.reports] == [one["id"] for one in reports]
    for mapped, original in zip(result.reports, reports, strict=True):
        check_report(mapped, original, everything)


def check_report(mapped: Report, original: Raw, everything: dict[str, Raw]) -> None:
    among = texts(mapped)
    for name, text in expected_of(original, everything):
        assert shown(name, text, among), f"{name} is not in the report"
    # Every observation that names the report, once, with all that stands in it.
    own = [
        one
        for one in everything.values()
        if one["resourceType"] == "Observation" and f"DiagnosticReport/{original['id']}" in references(one)
    ]
    observations = {finding.observation.id: finding.observation for finding in walk(mapped.findings)}
    assert len(observations) == sum(1 for _ in walk(mapped.findings))
    assert set(observations) == {one["id"] for one in own}
    for one in own:
        check_observation(observations[one["id"]], one, everything)
    check_order(mapped, original, everything)


def check_observation(mapped: Observation, original: Raw, everything: dict[str, Raw]) -> None:
    among = texts(mapped)
    # What an observation shares with its report is shown there.
    alone = {key: value for key, value in original.items() if key not in {"subject", "basedOn"}}
    for name, text in expected_of(alone, everything):
        assert shown(name, text, among), f"{name} is not in the observation"

    quantity = original.get("valueQuantity")
    if quantity:
        assert isinstance(mapped.value, Quantity)
        for name in ("value", "comparator", "unit", "code"):
            assert getattr(mapped.value, name) == quantity.get(name, ""), name
    assert mapped.reference_ranges == tuple(one["text"] for one in original.get("referenceRange", []))
    assert [one.text for one in mapped.notes] == [one["text"] for one in original.get("note", [])]
    assert mapped.status == original["status"]
    assert mapped.code.text == original["code"]["text"]


def check_order(mapped: Report, original: Raw, everything: dict[str, Raw]) -> None:
    """Members under their parent, and the rest at the top, in the order of the message."""
    members = {
        one["id"]: [item["reference"].split("/")[1] for item in one.get("hasMember", [])]
        for one in everything.values()
        if one["resourceType"] == "Observation"
    }
    children = {child for own in members.values() for child in own}
    top = [item["reference"].split("/")[1] for item in original.get("result", [])]
    assert [one.observation.id for one in mapped.findings] == [one for one in top if one not in children]
    for finding in walk(mapped.findings):
        assert [one.observation.id for one in finding.members] == members[finding.observation.id]


@pytest.mark.hazard("S8")
@pytest.mark.parametrize("path", FILES[::8], ids=lambda path: path.stem[:40])
def test_another_persons_report_is_withheld(path: Path) -> None:
    _raw, result = load(path, asked="13896900263")
    identifier_kinds = {OutcomeKind.NOTHING_FOUND} & {one.kind for one in result.outcomes}
    assert not identifier_kinds
    assert not result.reports
    assert len(result.other_identifier) + result.coverage.withheld == 1
    assert NoteKind.RESULTS_WITHOUT_REPORT not in {note.kind for note in result.notes}
