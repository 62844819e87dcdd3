"""Results made by hand for the tests of the results view."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime, timedelta, timezone
from typing import Any, TypeVar

from provesvar_gui.patient.access import AccessBasis, Lookup
from provesvar_gui.patient.numbers import PatientId
from provesvar_gui.results.export import ExportDocument
from provesvar_gui.results.model import (
    CodeableConcept,
    Coding,
    Coverage,
    Finding,
    LookupResult,
    Moment,
    Observation,
    Quantity,
    Report,
    Value,
)

T = TypeVar("T")
SAMPLED = "2024-08-14T10:32:00+02:00"


def run(steps: Generator[None, None, T]) -> T:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: T = end.value
            return found


def taken(steps: Generator[None, None, ExportDocument | None]) -> ExportDocument:
    found = run(steps)
    assert found is not None
    return found


def lookup(number: int = 1, digits: str = "13896900263") -> Lookup:
    return Lookup(number=number, patient=PatientId(digits=digits), basis=AccessBasis.AKUTT, role_code="LE")


def moment(literal: str = SAMPLED) -> Moment:
    """``when`` as the parser has it: partial dates at their beginning, in Norway."""
    when = (
        datetime.fromisoformat(literal + "-01-01"[(len(literal) - 4) :]) if len(literal) < 10 else datetime.fromisoformat(literal)
    )
    return Moment(literal=literal, when=when if when.tzinfo else when.replace(tzinfo=timezone(timedelta(hours=1))))


def concept(text: str = "", *codings: tuple[str, str, str]) -> CodeableConcept:
    return CodeableConcept(text=text, codings=tuple(Coding(system=a, code=b, display=c) for a, b, c in codings))


def quantity(value: str, unit: str = "mmol/L", comparator: str = "") -> Quantity:
    return Quantity(value=value, unit=unit, comparator=comparator)


ABOVE = concept("", ("8244", "1", "Over øvre referansegrense"))


def finding(name: str, value: Value | None = None, *members: Finding, **more: Any) -> Finding:
    missing = more.pop("missing", 0)
    fields: dict[str, Any] = {"id": f"id-{name}", "status": "final", "effective": moment(), "code": concept(name)} | more
    return Finding(observation=Observation(value=value, **fields), members=members, missing=missing)


def report(id_: str = "1", *findings: Finding, **more: Any) -> Report:
    fields: dict[str, Any] = {
        "status": "final",
        "effective": moment(),
        "code": concept("", ("8202", "CLIN", "Medisinsk biokjemi")),
    } | more
    return Report(id=id_, findings=findings, **fields)


def result(*reports: Report, number: int = 1, **more: Any) -> LookupResult:
    fields: dict[str, Any] = {"coverage": Coverage(fetched=len(reports), total=len(reports), complete=True)} | more
    return LookupResult(lookup=lookup(number), reports=reports, **fields)
