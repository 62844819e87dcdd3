"""A few small reports of our own for the tests of PPS, so that they do not lean on what the sandbox's patients have."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from provesvar_gui.sandbox.people import CLINICIANS, PATIENTS, People
from provesvar_gui.sandbox.records import StoredReport

HOW_MANY = 7
BY_OUTCOME = {patient.outcome: patient.number for patient in reversed(PATIENTS) if patient.number}
NUMBER = PATIENTS[0].number
NOBODY = "12843410004"  # a valid synthetic number that is nobody's


def guid(*parts: object) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join(map(str, parts))))


def _reference(resource: dict[str, Any]) -> dict[str, str]:
    return {"reference": f"{resource['resourceType']}/{resource['id']}"}


def report(number: str, index: int, *, restricted: bool = False) -> StoredReport:
    """One report: a specimen, an order with its requester, and a result that has a member."""

    def new(kind: str, what: str, **more: Any) -> dict[str, Any]:
        return {"resourceType": kind, "id": guid(number, index, what), **more}

    lab = new("PractitionerRole", "lab")
    doctor = new("PractitionerRole", "doctor")
    order = new("ServiceRequest", "order", requester=_reference(doctor))
    specimen = new("Specimen", "specimen", collection={"collector": _reference(doctor)})
    taken = f"2026-0{index + 1}-05T08:30:00+01:00"
    member = new("Observation", "member", effectiveDateTime=taken, valueQuantity={"value": Decimal("4.00")})
    result = new(
        "Observation",
        "result",
        meta={"tag": [{"system": "urn:oid:2.16.578.1.12.4.1.1.7280", "code": "NPU19767"}]},
        identifier=[{"system": "ResultItemId", "value": str(index)}],
        effectiveDateTime=taken,
        specimen=_reference(specimen),
        performer=[_reference(lab)],
        hasMember=[_reference(member)],
    )
    top = new(
        "DiagnosticReport",
        "report",
        identifier=[{"system": "ServReportId", "value": f"LAB-{index}"}],
        effectiveDateTime=taken,
        basedOn=[_reference(order)],
        specimen=[_reference(specimen)],
        performer=[_reference(lab)],
        result=[_reference(result)],
    )
    return StoredReport(report=top, related=[order, doctor, lab, specimen, result, member], restricted=restricted)


def reports_of(number: str, _now: datetime) -> Sequence[StoredReport]:
    outcome = next((patient.outcome for patient in PATIENTS if patient.number == number), "none")
    return [
        report(number, index, restricted=outcome == "partly-restricted" and index >= HOW_MANY - 2) for index in range(HOW_MANY)
    ]


PEOPLE = People(clinicians=CLINICIANS, patients=PATIENTS, reports_of=reports_of)
