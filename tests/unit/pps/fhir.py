"""Small resources of our own for the tests of pps; nothing in them is copied from anywhere."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from provesvar_gui.patient.access import AccessBasis, Lookup
from provesvar_gui.patient.numbers import PatientId
from provesvar_gui.pps.fhir.bundle import Mapper
from provesvar_gui.pps.fhir.reader import BundleReader
from provesvar_gui.results.model import Coverage, Finding, LookupResult
from provesvar_gui.results.placed import each_finding
from provesvar_gui.settings.policy import fixed_settings
from provesvar_gui.wiring.backend import pps_config
from tests.gui.results.made import run

walk = each_finding
OUTCOMES = pps_config(fixed_settings({})).outcomes
Resource = dict[str, Any]
ASKED = "13896900263"
OTHER = "01896900052"
FNR = "urn:oid:2.16.578.1.12.4.1.4.1"
DNR = "urn:oid:2.16.578.1.12.4.1.4.2"


def lookup(basis: AccessBasis = AccessBasis.AKUTT, number: int = 1) -> Lookup:
    return Lookup(number=number, patient=PatientId(ASKED), basis=basis, role_code="LE")


def subject(number: str = ASKED, system: str = FNR) -> Resource:
    return {"identifier": {"system": system, "value": number}, "display": "Prøve, Kari"}


def report(identity: str, results: Iterable[str] = (), **more: object) -> Resource:
    return {
        "resourceType": "DiagnosticReport",
        "id": identity,
        "status": "final",
        "code": {"text": f"report {identity}"},
        "subject": subject(),
        "result": [{"reference": f"Observation/{one}"} for one in results],
        **more,
    }


def observation(identity: str, members: Iterable[str] = (), of: str = "", **more: object) -> Resource:
    raw: Resource = {
        "resourceType": "Observation",
        "id": identity,
        "status": "final",
        "code": {"text": f"name {identity}"},
        "valueQuantity": {"value": 1, "unit": "g/L"},
    }
    if members:
        raw["hasMember"] = [{"reference": f"Observation/{one}"} for one in members]
    if of:
        raw["extension"] = [extension("nilar-diagnostic-report-ref", valueReference={"reference": f"DiagnosticReport/{of}"})]
    return {**raw, **more}


def extension(name: str, **value: object) -> Resource:
    return {"url": "http://nhn.no/fhir/nilar/StructureDefinition/" + name, **value}


def outcome(code: str = "informational", **issue: object) -> Resource:
    return {"resourceType": "OperationOutcome", "issue": [{"severity": "warning", "code": code, **issue}]}


def pvk(code: str, system: str = "http://nhn.no/fhir/nilar/CodeSystem/pvk-outcome-cs") -> Resource:
    return {"coding": [{"system": system, "code": code}]}


def entry(resource: object, mode: str = "") -> Resource:
    kind = resource.get("resourceType") if isinstance(resource, dict) else None
    default = {"DiagnosticReport": "match", "OperationOutcome": "outcome"}.get(str(kind), "include")
    return {"resource": resource, "search": {"mode": mode or default}}


def bundle(*resources: object, total: int | None = None) -> bytes:
    return bundle_of([entry(one) for one in resources], total=total)


def bundle_of(entries: list[Any], total: int | None = None) -> bytes:
    matches = sum(1 for one in entries if isinstance(one, dict) and one.get("search") == {"mode": "match"})
    head = {"resourceType": "Bundle", "type": "searchset", "total": matches if total is None else total}
    return json.dumps({**head, "entry": entries}, ensure_ascii=False).encode()


def mapped(*pages: bytes, withhold_other_kind: bool = False) -> LookupResult:
    mapper = Mapper(lookup(), OUTCOMES, withhold_other_kind=withhold_other_kind)
    fetched = 0
    for at, page in enumerate(pages):
        reader = BundleReader(mapper.prepare)
        run(reader.steps(page))
        fetched += len(run(mapper.add_page(reader.head, reader.entries, first=at == 0)).matches)
    return run(mapper.finish(Coverage(fetched=fetched, complete=True)))


def names(findings: Iterable[Finding]) -> list[str]:
    return [finding.observation.id for finding in walk(findings)]
