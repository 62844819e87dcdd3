"""Microbiology reports of every shape: trees of cultures, findings, susceptibilities, and what only looks like them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from provesvar_gui.results import microbiology
from provesvar_gui.results.microbiology import Cultures
from provesvar_gui.results.model import (
    CodeableConcept,
    Coding,
    Finding,
    LookupResult,
    Moment,
    Observation,
    Party,
    Quantity,
    Report,
    Value,
)
from tests.gui.results.made import lookup, run

MBIO = CodeableConcept(codings=(Coding(system="8202", code="MBIO", display="Mikrobiologi"),))
RSB = Coding(system="8243", code="RSB", display="Resistensbestemmelse")


def concept(text: str = "", *codings: tuple[str, str]) -> CodeableConcept:
    return CodeableConcept(text=text, codings=tuple(Coding(system=system, code=code) for system, code in codings))


def graded(letter: str, text: str = "") -> CodeableConcept:
    return CodeableConcept(text=text, codings=(RSB, Coding(system="8271", code=letter, display=letter)))


def finding(code: CodeableConcept | str, value: Value | None = None, *members: Finding, **more: Any) -> Finding:
    named = concept(code) if isinstance(code, str) else code
    elsewhere = more.pop("elsewhere", ())
    observation = Observation(id="x", code=named, value=value, **{"status": "final", **more})
    return Finding(observation=observation, members=members, elsewhere=elsewhere)


def report(*findings: Finding, lab: str = "A", day: int = 1, **more: Any) -> Report:
    when = Moment(literal=f"2026-01-{day:02d}", when=datetime(2026, 1, day, tzinfo=UTC))
    fields: dict[str, Any] = {
        "code": MBIO,
        "status": "final",
        "effective": when,
        "performers": (Party(organisation=lab),),
        **more,
    }
    return Report(id=f"{lab}{day}", findings=findings, **fields)


def built(*reports: Report, other: tuple[Report, ...] = ()) -> Cultures:
    return run(microbiology.build(LookupResult(lookup=lookup(), reports=reports, other_identifier=other)))


drugs = st.sampled_from(
    [
        concept("Ampicillin", ("7280", "NPU06045")),
        concept("Us-Ampicillin", ("7230", "NPU06045"), ("8212", "AMP")),
        concept("Ampicillin", ("8212", "AMP")),
        concept("Ampicillin"),
        concept("ampicillin"),
        concept("Meropenem", ("8212", "MEM")),
        concept("Meropenem", ("7280", "KVANT")),
        concept(""),
    ]
)
grades = st.sampled_from(["S", "I", "R", "K", "SDD"])
tested = st.builds(
    finding,
    drugs,
    st.builds(graded, grades, st.sampled_from(["", "MIC >8 mg/L"]))
    | st.just(None)
    | st.builds(Quantity, value=st.just("8"), comparator=st.just(">"), unit=st.just("mg/L"))
    | st.just(CodeableConcept(text="R", codings=(RSB,))),
    status=st.sampled_from(["final", "preliminary", "cancelled"]),
)
labels = st.sampled_from([concept("Funn 1"), concept("Aerob dyrkning", ("7280", "NPU06061")), concept("Kolonitype"), concept("")])
grown = st.sampled_from(
    [
        concept("Escherichia coli"),
        concept("Escherichia coli", ("8271", "ESCCOL")),
        concept("E. coli", ("http://snomed.info/sct", "112283007")),
        concept("Klebsiella pneumoniae"),
        concept("Påvist"),
        concept("Rik vekst"),
        None,
    ]
)
trees = st.recursive(
    st.builds(finding, labels, grown) | tested,
    lambda inner: st.builds(
        lambda label, value, members, status: finding(label, value, *members, status=status),
        labels,
        grown,
        st.lists(inner | tested, max_size=4),
        st.sampled_from(["final", "cancelled", "amended"]),
    ),
    max_leaves=12,
)
reports = st.builds(
    lambda found, lab, day: report(*found, lab=lab, day=day),
    st.lists(trees, max_size=3),
    st.sampled_from("AB"),
    st.integers(1, 28),
)
