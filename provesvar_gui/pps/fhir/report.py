"""DiagnosticReport (NilarDiagnosticReport): one version of one report, without its results, which tree.py adds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from provesvar_gui.domain.results import ClinicalInformation, Report, ServiceRequest, Specimen, Subject
from provesvar_gui.pps.fhir.datatypes import EMPTY, extension_name
from provesvar_gui.pps.fhir.observation import META, read_first, read_meta, read_specimen_reference, references
from provesvar_gui.pps.fhir.references import identifier_of
from provesvar_gui.pps.fhir.resources import TECHNICAL, read_comment, read_parties, read_request, read_specimen

if TYPE_CHECKING:
    from provesvar_gui.domain.results import Annotation, CodeableConcept, Moment
    from provesvar_gui.pps.fhir.datatypes import Datatypes
    from provesvar_gui.pps.fhir.references import Holder, Reading

_KNOWN: Final = TECHNICAL | {
    "identifier", "basedOn", "status", "category", "code", "subject", "effectiveDateTime", "issued", "performer", "result",
    "specimen", "conclusion", "extension", "effectivePeriod", "effectiveInstant",
}  # fmt: skip


class Answer:
    """A DiagnosticReport as read, with the addresses of its results."""

    __slots__ = ("report", "results", "subject")

    def __init__(self, report: Report, results: tuple[str, ...], subject: object) -> None:
        self.report = report
        self.results = results
        self.subject = subject

    @property
    def stamp(self) -> tuple[object, ...]:
        """What tells two versions apart, whatever else has come meanwhile."""
        one = self.report
        return one.status, one.issued, one.report_date, one.code, one.comments, one.subject, self.results


class _Extensions:
    """What the extensions of one DiagnosticReport say."""

    __slots__ = ("approval_date", "comments", "information", "report_date")

    def __init__(self) -> None:
        self.report_date: Moment | None = None
        self.approval_date: Moment | None = None
        self.comments: list[Annotation] = []
        self.information: list[ClinicalInformation] = []


def read_report(reading: Reading, holder: Holder, raw: dict[str, object]) -> Answer:
    """One report."""
    types = reading.types
    get = raw.get
    found = _read_extensions(types, get("extension"))
    types.unknown(raw, _KNOWN)
    read_meta(types, get("meta"), META)
    results = references(types, get("result"), "result")
    effective, period = types.effective(raw)
    request = _request(reading, get("basedOn"), holder)
    report = Report(
        id=holder.id or holder.key,
        code=types.concept(get("code"), "code") or EMPTY,
        status=types.status(get("status")),
        category=read_first(types, get("category"), "category"),
        subject=read_subject(reading, get("subject"), holder.container),
        effective=effective,
        effective_period=period,
        issued=types.moment(get("issued"), "issued"),
        report_date=found.report_date,
        approval_date=found.approval_date,
        identifiers=types.identifiers(get("identifier"), "identifier"),
        comments=tuple(found.comments),
        clinical_information=tuple(found.information),
        performers=read_parties(reading, get("performer"), holder.container, "performer"),
        request=request,
        specimens=_specimens(reading, get("specimen"), holder, get("basedOn")),
        conclusion=types.words(get("conclusion"), "conclusion"),
        extras=tuple(types.extras),  # last: all that was left over above
    )
    return Answer(report, results, get("subject"))


def read_subject(reading: Reading, raw: object, container: str) -> Subject | None:
    """Whom a resource says it is about."""
    types = reading.types
    subject = types.one(raw, "subject")
    if subject is None:
        return None
    return Subject(
        identifier=identifier_of(reading, subject, container), display=types.text(subject.get("display"), "subject.display")
    )


def read_order(reading: Reading, address: str, container: str) -> ServiceRequest | None:
    """The order that an address leads to, without noting it as missing."""
    found = reading.index.find(address, container)
    request = reading.parsed(found, read_request) if found is not None and found.kind == "ServiceRequest" else None
    return request if isinstance(request, ServiceRequest) else None


def _request(reading: Reading, raw: object, holder: Holder) -> ServiceRequest | None:
    """The first order; the profile allows one. Others are kept by their identifiers."""
    types = reading.types
    found: ServiceRequest | None = None
    for item in types.many(raw, "basedOn"):
        address = types.text(item.get("reference"), "basedOn")
        if not address:
            types.keep("basedOn", item)
            continue
        other = reading.resolve(address, holder.container, "ServiceRequest")
        request = reading.parsed(other, read_request) if other is not None and other.kind == "ServiceRequest" else None
        if not isinstance(request, ServiceRequest):
            continue
        if found is None:
            found = request
        else:
            types.keep("basedOn", [f"{one.system} {one.value}".strip() for one in request.identifiers])
            types.extras.extend(request.extras)
    return found


def _specimens(reading: Reading, raw: object, holder: Holder, orders: object) -> tuple[Specimen, ...]:
    """The report's specimens, then those that only its order names."""
    types = reading.types
    found: dict[int, Specimen] = {}  # by identity: a specimen is read once
    for item in types.many(raw, "specimen"):
        specimen = read_specimen_reference(reading, item, holder.container)
        if specimen is not None:
            found[id(specimen)] = specimen
    for order in types.many(orders, "basedOn"):
        address = order.get("reference")
        other = reading.index.find(address, holder.container) if type(address) is str else None
        if other is None or other.kind != "ServiceRequest" or other.raw is None:
            continue
        for item in types.many(other.raw.get("specimen"), "specimen"):
            address = item.get("reference")
            named = reading.index.find(address, other.container) if type(address) is str else None
            if named is not None and named.kind == "Specimen":
                named.used = True
                other_specimen = reading.parsed(named, read_specimen)
                if isinstance(other_specimen, Specimen):
                    found[id(other_specimen)] = other_specimen
    return tuple(found.values())


def _read_extensions(types: Datatypes, raw: object) -> _Extensions:
    found = _Extensions()
    for extension in types.many(raw, "extension"):
        name = extension_name(extension)
        when = extension.get("valueDateTime")
        if name == "nilar-report-date" and found.report_date is None and type(when) is str:
            found.report_date = types.moment(when, name)
        elif name == "nilar-approval-date" and found.approval_date is None and type(when) is str:
            found.approval_date = types.moment(when, name)
        elif name == "nilar-comment":
            found.comments.extend(read_comment(types, extension))
        elif name == "nilar-inf-item":
            found.information.append(_information(types, extension))
        else:
            types.extension(extension)
    return found


def _information(types: Datatypes, raw: dict[str, object]) -> ClinicalInformation:
    """An inf-item. Its parts are extensions with URLs of their own; ``comment`` is a nilar-comment."""
    texts: list[str] = []
    comments: list[str] = []
    kinds: list[CodeableConcept] = []
    concepts: list[CodeableConcept] = []
    moments: dict[str, Moment] = {}
    for part in types.many(raw.get("extension"), "inf-item"):
        name = extension_name(part)
        concept = types.concept(part.get("valueCodeableConcept"), name)
        text = part.get("valueString")
        when = part.get("valueDateTime")
        if name == "nilar-inf-item-type" and concept and not kinds:
            kinds.append(concept)
        elif name == "nilar-inf-item-descr" and type(text) is str:
            texts.append(types.words(text, name))
        elif name == "nilar-inf-item-coded-descr" and concept and not concepts:
            concepts.append(concept)
        elif name in {"nilar-inf-item-start", "nilar-inf-item-end", "nilar-inf-item-org-time"} and type(when) is str:
            moment = types.moment(when, name)
            if moment and name not in moments:
                moments[name] = moment
        elif name == "nilar-comment":
            comments.extend(_comment_text(note) for note in read_comment(types, part))
        else:
            types.extension(part, "nilar-inf-item")
    return ClinicalInformation(
        kind=kinds[0] if kinds else None,
        text="\n".join(texts),
        concept=concepts[0] if concepts else None,
        comment="\n".join(comments),
        start=moments.get("nilar-inf-item-start"),
        end=moments.get("nilar-inf-item-end"),
        recorded=moments.get("nilar-inf-item-org-time"),
    )


def _comment_text(note: Annotation) -> str:
    if note.concept is None:
        return note.text
    displays = [coding.display or coding.code for coding in note.concept.codings]
    return ": ".join(part for part in (*displays, note.concept.text) if part)
