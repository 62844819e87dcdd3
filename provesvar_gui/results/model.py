"""The data model of an answer, as the laboratory wrote it: nothing is computed, joined or dropped.

Shapes follow FHIR R4 and the NILAR implementation guide; names are FHIR's own. Every value keeps the laboratory's spelling:
numbers are the JSON literal (``4.00`` stays ``4.00``), times are the literal FHIR dateTime.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from provesvar_gui.patient.access import Lookup


class OutcomeKind(StrEnum):
    """The service's answer about access, beyond the data (pps-outcome codes; invariant 9: never mixed up)."""

    RESTRICTED = "restricted"  # General
    BLOCKED = "blocked"  # Specific
    OPTED_OUT = "opted-out"  # Reservation
    UNKNOWN = "unknown"  # a privacy outcome or refusal we do not know
    FAULT = "fault"  # something failed or was not reached: what came may not be all
    NOTHING_FOUND = "nothing-found"  # not-found
    INFORMATION = "information"  # any other message of the service


BARRED: Final = frozenset({OutcomeKind.RESTRICTED, OutcomeKind.BLOCKED, OutcomeKind.OPTED_OUT, OutcomeKind.UNKNOWN})
NEVER: Final = datetime.min.replace(tzinfo=UTC)  # comes before every moment, in an order of time


class Redacted:
    """A class with patient data, whose ``repr`` shows only the name of the class (invariant 1)."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(***)"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Coding(Redacted):
    """``system`` is normalised: the four digits of a Volven list ("7280"), else the URI as received."""

    system: str = ""
    code: str = ""
    display: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CodeableConcept(Redacted):
    """Codings in the order received, and the laboratory's own text. ``text`` has had mark-up reduced to plain text."""

    codings: tuple[Coding, ...] = ()
    text: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called: the text and every display, as sent."""
        return (self.text, *(each.display for each in self.codings))

    def code_in(self, system: str) -> str:
        return next((coding.code for coding in self.codings if coding.system == system), "")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Moment(Redacted):
    """A FHIR dateTime as received (a year, a month, a day, or a day with time and zone), and when that is, for sorting."""

    literal: str
    when: datetime | None = None  # aware; None where the literal cannot be read


def sort_time(moment: Moment | None) -> datetime:
    return (moment and moment.when) or NEVER


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Quantity(Redacted):
    """``value`` is the literal as sent; ``comparator`` one of < <= >= > or another text as sent; ``code`` is UCUM where given."""

    value: str = ""
    comparator: str = ""
    unit: str = ""
    code: str = ""

    def number(self) -> Decimal | None:
        try:
            return Decimal(self.value)
        except InvalidOperation:
            return None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Range(Redacted):
    low: Quantity | None = None
    high: Quantity | None = None


Value = Quantity | CodeableConcept | Range | Moment | bool | str  # str: any other value[x], as plain text


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Labelled(Redacted):
    """Something with a label of its own: an unknown extension, one line of structured information, an extra date."""

    label: str  # a stable key ("nilar-accredited"), or the laboratory's own label
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Annotation(Redacted):
    """A note or comment: text with its line breaks, or a code."""

    text: str = ""
    concept: CodeableConcept | None = None
    author: str = ""
    time: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Identifier(Redacted):
    """``system`` as received, with any ``urn:oid:`` prefix. ``kind``: the laboratory's name of it («H-nummer»)."""

    system: str = ""
    value: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Party(Redacted):
    """A PractitionerRole: a laboratory, a person or both. All parts may be missing."""

    organisation: str = ""
    organisation_ids: tuple[Identifier, ...] = ()
    practitioner: str = ""
    practitioner_ids: tuple[Identifier, ...] = ()
    telecom: tuple[str, ...] = ()
    extras: tuple[Labelled, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Specimen(Redacted):
    id: str
    kind: CodeableConcept | None = None
    accession: str = ""
    identifiers: tuple[Identifier, ...] = ()
    collected: Moment | None = None
    collector: Party | None = None
    body_site: CodeableConcept | None = None
    method: CodeableConcept | None = None
    notes: tuple[Annotation, ...] = ()
    extras: tuple[Labelled, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ServiceRequest(Redacted):
    id: str
    identifiers: tuple[Identifier, ...] = ()
    authored: Moment | None = None
    requester: Party | None = None
    reasons: tuple[CodeableConcept, ...] = ()
    notes: tuple[Annotation, ...] = ()
    extras: tuple[Labelled, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Observation(Redacted):
    """One result. ``status`` is the FHIR code as sent ("" if missing); ``interpretations`` are the laboratory's own flags."""

    id: str
    code: CodeableConcept
    status: str = ""
    category: CodeableConcept | None = None
    effective: Moment | None = None
    issued: Moment | None = None
    value: Value | None = None
    data_absent_reason: CodeableConcept | None = None
    interpretations: tuple[CodeableConcept, ...] = ()
    reference_ranges: tuple[str, ...] = ()
    notes: tuple[Annotation, ...] = ()
    method: CodeableConcept | None = None
    specification: CodeableConcept | None = None
    specimen: Specimen | None = None
    performers: tuple[Party, ...] = ()
    accredited: bool | None = None
    history: bool = False  # a repeat of what was sent earlier
    dates: tuple[Labelled, ...] = ()  # investigation, status change, counter-signature, medical validation, description
    structured: tuple[Labelled, ...] = ()  # structured-info of IG 1.6
    related: tuple[str, ...] = ()  # ids of related observations
    identifiers: tuple[Identifier, ...] = ()
    extras: tuple[Labelled, ...] = ()

    @property
    def material(self) -> CodeableConcept | None:
        return self.specimen.kind if self.specimen is not None else None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Finding(Redacted):
    """An observation with its ``hasMember`` tree, in the laboratory's order. ``missing``: members that did not come.

    ``elsewhere``: members of this one too that stand whole under another parent, each with the name of that. Nothing counts them
    again.
    ``opened``: it came only because it was opened, without a report or within one that was there; see ``Report.opened``.
    """

    observation: Observation
    members: tuple[Finding, ...] = ()
    missing: int = 0
    elsewhere: tuple[tuple[Observation, str], ...] = ()
    opened: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ClinicalInformation(Redacted):
    kind: CodeableConcept | None = None
    text: str = ""
    concept: CodeableConcept | None = None
    comment: str = ""
    start: Moment | None = None
    end: Moment | None = None
    recorded: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Subject(Redacted):
    identifier: Identifier | None = None
    display: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Report(Redacted):
    """One version of one DiagnosticReport with everything that belongs to it."""

    id: str
    code: CodeableConcept
    status: str = ""
    category: CodeableConcept | None = None
    subject: Subject | None = None
    effective: Moment | None = None
    issued: Moment | None = None
    report_date: Moment | None = None  # first issued
    approval_date: Moment | None = None
    identifiers: tuple[Identifier, ...] = ()
    comments: tuple[Annotation, ...] = ()
    clinical_information: tuple[ClinicalInformation, ...] = ()
    performers: tuple[Party, ...] = ()
    request: ServiceRequest | None = None
    specimens: tuple[Specimen, ...] = ()
    findings: tuple[Finding, ...] = ()
    missing_results: int = 0  # results that the report names and the service did not send
    unreadable_results: int = 0  # what the report names as results and is none that can be read
    withheld_results: int = 0  # results of the report about another number of the same kind (invariant 4)
    conclusion: str = ""
    extras: tuple[Labelled, ...] = ()
    complete: bool = True  # False while this look-up may still bring what is missing; at its end that counts as missing
    opened: bool = False  # it came only because what the patient has restricted was opened
    opened_words: bool = False  # so did its conclusion or a comment; the report was there


_CONTEXT: Final = frozenset(  # fields of a report or result about time, persons, kind and state: no finding
    {"id", "code", "status", "category", "subject", "effective", "issued", "report_date", "approval_date", "dates", "identifiers"}
    | {"performers", "request", "specimen", "specimens", "method", "specification", "data_absent_reason", "reference_ranges"}
    | {"accredited", "history", "related", "extras", "findings", "complete", "opened", "opened_words"}
    | {"missing_results", "unreadable_results", "withheld_results"}
)


@cache
def _saying(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind) if each.name not in _CONTEXT)


def words(of: Observation | Report) -> dict[str, tuple[object, ...]]:
    """The laboratory's texts by field, without empty ones. New fields count, unless ``_CONTEXT`` names them."""
    kind: Any = type(of)
    values = {name: getattr(of, name) for name in _saying(kind)}
    whole = {name: value if isinstance(value, tuple) else (value,) for name, value in values.items() if value is not None}
    return {name: parts for name, parts in whole.items() if any(not isinstance(each, str) or each.strip() for each in parts)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One issue of an OperationOutcome.

    ``text`` is the service's own, for the screen only. ``openable`` comes from the policy table.
    """

    kind: OutcomeKind
    code: str = ""
    text: str = field(default="", repr=False)
    openable: bool = False


class NoteKind(StrEnum):
    """Unreadable or contradictory parts."""

    ENTRY_UNREADABLE = "entry-unreadable"
    PART_UNREADABLE = "part-unreadable"
    UNKNOWN_RESOURCE = "unknown-resource"
    RESULTS_WITHOUT_REPORT = "results-without-report"
    RESULTS_MISSING = "results-missing"
    TOTAL_MISMATCH = "total-mismatch"
    PAGE_FAILED = "page-failed"
    INCLUDE_REFUSED = "include-refused"
    REFERENCE_MISSING = "reference-missing"  # something a result refers to (other than results) did not come
    OUTCOMES_LEFT_OUT = "outcomes-left-out"  # more was said by the service than is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A message for the screen. ``what``: a resource type, an include name or (PAGE_FAILED) an error code, never content."""

    kind: NoteKind
    what: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much came. ``total`` is the service's own count of matching reports, None where it gave none."""

    fetched: int = 0
    total: int | None = None
    complete: bool = False
    withheld: int = 0  # reports, and single results, about another number (invariant 4)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LookupResult(Redacted):
    """Everything one look-up brought.

    ``other_identifier`` and ``other_loose_findings``: registered on another kind of identifier (invariant 4).
    ``opened_count``: reports, and results that are in none of those, that came only because they were opened.
    """

    lookup: Lookup
    reports: tuple[Report, ...] = ()
    other_identifier: tuple[Report, ...] = ()
    loose_findings: tuple[Finding, ...] = ()  # results whose report did not come
    other_loose_findings: tuple[Finding, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    notes: tuple[Note, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    correlation_ids: tuple[str, ...] = ()
    fetched_at: datetime | None = None  # aware; when the last page came, by the service's clock
    opened_count: int = 0
