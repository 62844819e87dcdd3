"""Results of every shape a laboratory may send, and some it should not."""

from __future__ import annotations

from hypothesis import strategies as st

from provesvar_gui.results.model import (
    Annotation,
    ClinicalInformation,
    CodeableConcept,
    Coding,
    Coverage,
    Finding,
    Identifier,
    Labelled,
    LookupResult,
    Moment,
    Note,
    NoteKind,
    Observation,
    Outcome,
    OutcomeKind,
    Party,
    Quantity,
    Range,
    Report,
    ServiceRequest,
    Specimen,
)
from tests.gui.results import made

texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    ["", "<b>x</b>", "to\nlinjer", "a   b   c\nd   e   f", "%n", "{what}", "&amp;", "æøå 💉"]
)
codings = st.builds(
    Coding,
    system=st.sampled_from(["7280", "8243", "8244", "8269", "8271", "urn:x", "", "v3-ObservationInterpretation"]),
    code=st.sampled_from(["1", "2", "3", "H", "LL", "N", "VA", "S", "?"]),
    display=texts,
)
concepts = st.builds(CodeableConcept, codings=st.lists(codings, max_size=3).map(tuple), text=texts)
moments = st.sampled_from(["2024", "2024-02", "2024-02-29", made.SAMPLED, "2024-08-14T10:32:00Z"]).map(made.moment) | st.builds(
    Moment, literal=texts
)
quantities = st.builds(
    Quantity,
    value=st.sampled_from(["4.00", "1E5", "", "x"]),
    comparator=st.sampled_from(["", "<"]),
    unit=texts | st.sampled_from(["0", "mmol/L"]),
    code=st.sampled_from(["", "1", "mmol/L"]),
)
values = (
    st.none()
    | quantities
    | concepts
    | moments
    | texts
    | st.booleans()
    | st.builds(Range, low=st.none() | quantities, high=st.none() | quantities)
)
labelled = st.lists(st.builds(Labelled, label=texts, value=quantities | texts | concepts | st.booleans()), max_size=2).map(tuple)
notes = st.lists(
    st.builds(Annotation, text=texts, concept=st.none() | concepts, author=texts, time=st.none() | moments), max_size=2
)
comments = notes.map(tuple)
identifiers = st.lists(st.builds(Identifier, system=texts, value=texts, kind=texts), max_size=2).map(tuple)
parties = st.builds(
    Party, organisation=texts, organisation_ids=identifiers, practitioner=texts, telecom=st.lists(texts, max_size=2).map(tuple)
)
specimens = st.builds(
    Specimen, id=st.sampled_from("ab"), kind=st.none() | concepts, accession=texts, collected=st.none() | moments, extras=labelled
)
statuses = st.sampled_from(
    ["registered", "preliminary", "final", "amended", "cancelled", "entered-in-error", "unknown", "", "nytt-ord"]
)
observations = st.builds(
    Observation,
    id=st.sampled_from("pqrs"),
    code=concepts,
    status=statuses,
    effective=st.none() | moments,
    issued=st.none() | moments,
    value=values,
    data_absent_reason=st.none() | concepts,
    interpretations=st.lists(concepts, max_size=2).map(tuple),
    reference_ranges=st.lists(texts, max_size=2).map(tuple),
    notes=comments,
    method=st.none() | concepts,
    specimen=st.none() | specimens,
    performers=st.lists(parties, max_size=1).map(tuple),
    accredited=st.none() | st.booleans(),
    history=st.booleans(),
    structured=labelled,
    related=st.lists(st.sampled_from("pqx"), max_size=2).map(tuple),
    extras=labelled,
)
_findings = st.recursive(
    st.builds(Finding, observation=observations, missing=st.integers(0, 2)),
    lambda inner: st.builds(Finding, observation=observations, members=st.lists(inner, max_size=3).map(tuple)),
    max_leaves=4,
)


@st.composite
def any_finding(draw: st.DrawFn) -> Finding:
    """A name for what is too large to be printed."""
    return draw(_findings)


findings = any_finding()
_reports = st.builds(
    Report,
    id=st.uuids().map(str),
    code=concepts,
    status=statuses,
    category=st.none() | concepts,
    effective=st.none() | moments,
    issued=st.none() | moments,
    comments=comments,
    clinical_information=st.lists(st.builds(ClinicalInformation, kind=st.none() | concepts, text=texts), max_size=1).map(tuple),
    performers=st.lists(parties, max_size=2).map(tuple),
    request=st.none()
    | st.builds(ServiceRequest, id=st.just("r"), requester=st.none() | parties, notes=comments, extras=labelled),
    specimens=st.lists(specimens, max_size=2).map(tuple),
    findings=st.lists(findings, max_size=3).map(tuple),
    missing_results=st.integers(0, 2),
    conclusion=texts,
    extras=labelled,
    complete=st.booleans(),
)


@st.composite
def any_report(draw: st.DrawFn) -> Report:
    """A name for what is too large to be printed."""
    return draw(_reports)


reports = any_report()
outcomes = st.builds(Outcome, kind=st.sampled_from(list(OutcomeKind)), code=texts, text=texts, openable=st.booleans())
results = st.builds(
    LookupResult,
    lookup=st.integers(1, 2).map(made.lookup),
    reports=st.lists(reports, max_size=3).map(tuple),
    other_identifier=st.lists(reports, max_size=1).map(tuple),
    loose_findings=st.lists(findings, max_size=1).map(tuple),
    outcomes=st.lists(outcomes, max_size=2).map(tuple),
    notes=st.lists(st.builds(Note, kind=st.sampled_from(list(NoteKind)), what=texts, count=st.integers(1, 3)), max_size=2).map(
        tuple
    ),
    coverage=st.builds(
        Coverage,
        fetched=st.integers(0, 9),
        total=st.none() | st.integers(0, 9),
        complete=st.booleans(),
        withheld=st.integers(0, 2),
    ),
    correlation_ids=st.lists(texts, max_size=2).map(tuple),
)
