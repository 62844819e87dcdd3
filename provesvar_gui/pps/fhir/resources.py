"""Resources as the profiles of NILAR have them: PractitionerRole, Specimen, ServiceRequest, Observation, DiagnosticReport."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from provesvar_gui.pps.fhir.datatypes import EMPTY, META, concept_name, extension_name
from provesvar_gui.pps.fhir.references import ObservationResource, SubjectVerdict, identifier_of
from provesvar_gui.results.model import (
    Annotation,
    ClinicalInformation,
    CodeableConcept,
    Labelled,
    Observation,
    Party,
    Report,
    ServiceRequest,
    Specimen,
    Subject,
)

if TYPE_CHECKING:
    from provesvar_gui.pps.fhir.datatypes import Datatypes
    from provesvar_gui.pps.fhir.references import ReportResource, Resource, ResourceReading
    from provesvar_gui.results.model import Identifier, Moment

_TECHNICAL: Final = frozenset({"resourceType", "id", "meta", "contained", "language"})
_REFERENCE: Final = frozenset({"reference", "display", "identifier", "type"})
_ROLE: Final = _TECHNICAL | {"organization", "practitioner", "telecom", "code", "specialty", "active"}
_NAMED: Final = _TECHNICAL | {"name", "identifier", "telecom", "active", "gender", "birthDate"}
_CONTACT: Final = frozenset({"system", "value", "use", "rank"})
_SPECIMEN: Final = _TECHNICAL | {
    "identifier", "accessionIdentifier", "type", "subject", "collection", "note", "container", "status", "extension", "request",
}  # fmt: skip
_COLLECTION: Final = frozenset({"collectedDateTime", "collectedPeriod", "collector", "bodySite", "method", "extension"})
_REQUEST: Final = _TECHNICAL | {
    "identifier", "authoredOn", "requester", "reasonCode", "note", "extension", "status", "intent", "subject", "specimen",
}  # fmt: skip
_OBSERVATION: Final = _TECHNICAL | {
    "status", "category", "code", "subject", "effectiveDateTime", "issued", "performer", "interpretation", "referenceRange",
    "note", "method", "specimen", "hasMember", "identifier", "basedOn", "extension", "dataAbsentReason", "component",
    "effectivePeriod", "effectiveInstant",
}  # fmt: skip
_COMPONENT: Final = frozenset({"code", "dataAbsentReason", "interpretation", "referenceRange", "extension"})
_REPORT: Final = _TECHNICAL | {
    "identifier", "basedOn", "status", "category", "code", "subject", "effectiveDateTime", "issued", "performer", "result",
    "specimen", "conclusion", "extension", "effectivePeriod", "effectiveInstant",
}  # fmt: skip
_META_OF_OBSERVATION: Final = META | {"tag"}  # tags repeat the codes of its hierarchy, for searching
_DATES: Final = frozenset(
    {
        "nilar-investigation-date", "nilar-status-change-date", "nilar-counter-sign-date", "nilar-medical-validation-date",
        "nilar-description-date",
    }
)  # fmt: skip
_REPORT_DATES: Final = frozenset({"nilar-report-date", "nilar-approval-date"})
_MOMENTS_OF_INFORMATION: Final = frozenset({"nilar-inf-item-start", "nilar-inf-item-end", "nilar-inf-item-org-time"})


# -- PractitionerRole: a laboratory, a person, or both; and what may stand in its place ------------------------------------------


def read_party(reading: ResourceReading, raw: object, container: str, label: str) -> Party | None:
    """Whom a Reference means: the PractitionerRole it leads to, or its own display and identifier."""
    types = reading.types
    reference = types.one(raw, label)
    if reference is None:
        return None
    ready = reading.ready(reference)
    if isinstance(ready, Party):
        return ready
    if not _REFERENCE.issuperset(reference):
        types.unknown(reference, _REFERENCE, label)
    address = types.text(reference.get("reference"), label)
    found = reading.resolve(address, container, "PractitionerRole") if address else None
    party = reading.made(found, _read_party, address) if found is not None else None
    if isinstance(party, Party):
        return party
    display = types.text(reference.get("display"), label)
    identifiers = types.identifiers(reference.get("identifier"), label)
    if not display and not identifiers:
        return None
    if reference.get("type") in ("Practitioner", "PractitionerRole"):
        return Party(practitioner=display, practitioner_ids=identifiers)
    return Party(organisation=display, organisation_ids=identifiers)


def read_parties(reading: ResourceReading, raw: object, container: str, label: str) -> tuple[Party, ...]:
    """A list of References to parties."""
    found = [read_party(reading, item, container, label) for item in reading.types.many(raw, label)]
    return tuple([party for party in found if party is not None])


def _read_party(reading: ResourceReading, resource: Resource, raw: dict[str, object]) -> Party | None:
    types = reading.types
    if resource.kind == "PractitionerRole":
        organisation, organisation_ids, organisation_telecom = _named(reading, raw, resource, "organization")
        practitioner, practitioner_ids, practitioner_telecom = _named(reading, raw, resource, "practitioner")
        telecom = (*_telecom(types, raw.get("telecom")), *practitioner_telecom, *organisation_telecom)
        for label in ("code", "specialty"):
            for concept in types.concepts(raw.get(label), label):
                types.extras.append(Labelled(label=label, value=concept))
        if raw.get("active") is False:
            types.keep("active", raw["active"])
        types.unknown(raw, _ROLE)
        return Party(
            organisation=organisation,
            organisation_ids=organisation_ids,
            practitioner=practitioner,
            practitioner_ids=practitioner_ids,
            telecom=telecom,
            extras=tuple(types.extras),
        )
    if resource.kind in {"Organization", "Practitioner", "Patient", "RelatedPerson", "Device"}:
        name, identifiers, telecom = _name(types, resource.kind.lower(), raw)
        if resource.kind == "Organization":
            return Party(organisation=name, organisation_ids=identifiers, telecom=telecom, extras=tuple(types.extras))
        return Party(practitioner=name, practitioner_ids=identifiers, telecom=telecom, extras=tuple(types.extras))
    return None


def _named(
    reading: ResourceReading, role: dict[str, object], resource: Resource, label: str
) -> tuple[str, tuple[Identifier, ...], tuple[str, ...]]:
    """Name, identifiers and telecom of a logical reference, or of the resource it leads to."""
    types = reading.types
    reference = types.one(role.get(label), label)
    if reference is None:
        return "", (), ()
    if not _REFERENCE.issuperset(reference):
        types.unknown(reference, _REFERENCE, label)
    name = types.text(reference.get("display"), label)
    identifiers = types.identifiers(reference.get("identifier"), label)
    address = types.text(reference.get("reference"), label)
    found = reading.resolve(address, resource.container, label.capitalize()) if address else None
    if found is None or found.raw is None:
        return name, identifiers, ()
    theirs, their_identifiers, telecom = _name(types, found.kind.lower(), found.raw)
    names = name if theirs in {"", name} else f"{name}, {theirs}".removeprefix(", ")
    return names, (*identifiers, *(one for one in their_identifiers if one not in identifiers)), telecom


def _name(types: Datatypes, label: str, raw: dict[str, object]) -> tuple[str, tuple[Identifier, ...], tuple[str, ...]]:
    """Name, identifiers and telecom of an Organization or a Practitioner."""
    name = raw.get("name")
    names = [name] if type(name) is str else [_human_name(types, one, label) for one in types.many(name, label)]
    types.unknown(raw, _NAMED, label)
    return ", ".join(filter(None, names)), types.identifiers(raw.get("identifier"), label), _telecom(types, raw.get("telecom"))


def _human_name(types: Datatypes, raw: dict[str, object], label: str) -> str:
    text = types.text(raw.get("text"), label)
    if text:
        return text
    given = raw.get("given")
    names = given if type(given) is list else [given]
    return " ".join(filter(None, [*(types.text(one, label) for one in names), types.text(raw.get("family"), label)]))


def _telecom(types: Datatypes, raw: object) -> tuple[str, ...]:
    found = []
    for contact in types.many(raw, "telecom"):
        types.unknown(contact, _CONTACT, "telecom")
        value = types.text(contact.get("value"), "telecom")
        if value:
            system = contact.get("system")
            found.append(f"{value} ({system})" if type(system) is str and system not in {"phone", "sms", ""} else value)
    return tuple(found)


# -- Specimen --------------------------------------------------------------------------------------------------------------------


def read_specimen(reading: ResourceReading, raw: object, container: str) -> Specimen | None:
    """The Specimen a Reference leads to; a logical reference becomes a Specimen that has just that."""
    types = reading.types
    reference = types.one(raw, "specimen")
    if reference is None:
        return None
    ready = reading.ready(reference)
    if isinstance(ready, Specimen):
        return ready
    if not _REFERENCE.issuperset(reference):
        types.unknown(reference, _REFERENCE, "specimen")
    address = types.text(reference.get("reference"), "specimen")
    found = reading.resolve(address, container, "Specimen") if address else None
    if found is not None and found.kind == "Specimen":
        specimen = reading.made(found, _read_specimen, address)
        return specimen if isinstance(specimen, Specimen) else None
    display = types.text(reference.get("display"), "specimen")
    identifiers = types.identifiers(reference.get("identifier"), "specimen")
    if not display and not identifiers:
        return None
    return Specimen(id="", kind=CodeableConcept(text=display) if display else None, identifiers=identifiers)


def _read_specimen(reading: ResourceReading, resource: Resource, raw: dict[str, object]) -> Specimen:
    types = reading.types
    notes = list(types.notes(raw.get("note"), "note"))
    for extension in types.many(raw.get("extension"), "extension"):
        types.extension(extension)
    if raw.get("status") not in (None, "available"):
        types.keep("status", raw["status"])
    collection = types.one(raw.get("collection"), "collection") or {}
    for extension in types.many(collection.get("extension"), "collection.extension"):
        if extension_name(extension) == "nilar-comment":
            notes.extend(_read_comment(types, extension))
        else:
            types.extension(extension)
    for container in types.many(raw.get("container"), "container"):
        additive = types.concept(container.get("additiveCodeableConcept"), "container")
        if additive:
            types.extras.append(Labelled(label="container", value=additive))
        types.unknown(container, frozenset({"additiveCodeableConcept"}), "container")
    types.unknown(collection, _COLLECTION, "collection")
    types.unknown(raw, _SPECIMEN)
    collected = types.moment(collection.get("collectedDateTime"), "collectedDateTime")
    period = collection.get("collectedPeriod")
    if period is not None:
        types.extras.append(Labelled(label="collectedPeriod", value=types.period(period, "collectedPeriod") or ""))
    accession = types.one(raw.get("accessionIdentifier"), "accessionIdentifier")
    number: Identifier | None = types.identifier(accession, "accessionIdentifier") if accession else None
    identifiers = types.identifiers(raw.get("identifier"), "identifier")
    if number and number.kind and number not in identifiers:
        identifiers = (*identifiers, number)
    return Specimen(
        id=resource.id,
        kind=types.concept(raw.get("type"), "type"),
        accession=number.value if number else "",
        identifiers=identifiers,
        collected=collected,
        collector=read_party(reading, collection.get("collector"), resource.container, "collector"),
        body_site=types.concept(collection.get("bodySite"), "bodySite"),
        method=types.concept(collection.get("method"), "method"),
        notes=tuple(notes),
        extras=tuple(types.extras),
    )


def _read_comment(types: Datatypes, extension: dict[str, object]) -> list[Annotation]:
    """A ``nilar-comment``: Annotation or CodeableConcept; whatever else stands there is kept as text."""
    found: list[Annotation] = []
    for name, value in extension.items():
        if name == "valueAnnotation" or (name.startswith("value") and type(value) is str):
            found.extend(types.notes(value, "comment"))
        elif name == "valueCodeableConcept":
            found.append(Annotation(concept=types.concept(value, "comment")))
        elif name.startswith("value"):
            types.misfit("comment", value)
        elif name == "extension":
            for inner in types.many(value, "comment"):
                types.extension(inner, "comment")
    return found


# -- ServiceRequest: the order behind a report -----------------------------------------------------------------------------------


def _read_request(reading: ResourceReading, resource: Resource, raw: dict[str, object]) -> ServiceRequest:
    """One order. ``status`` and ``intent`` are fillers that FHIR demands («unknown», «order»); anything else is kept."""
    types = reading.types
    notes = list(types.notes(raw.get("note"), "note"))
    for extension in types.many(raw.get("extension"), "extension"):
        if extension_name(extension) == "nilar-comment":
            notes.extend(_read_comment(types, extension))
        else:
            types.extension(extension)
    for name, filler in (("status", "unknown"), ("intent", "order")):
        if raw.get(name) not in (None, filler):
            types.keep(name, raw[name])
    types.unknown(raw, _REQUEST)
    return ServiceRequest(
        id=resource.id,
        identifiers=types.identifiers(raw.get("identifier"), "identifier"),
        authored=types.moment(raw.get("authoredOn"), "authoredOn"),
        requester=read_party(reading, raw.get("requester"), resource.container, "requester"),
        reasons=types.concepts(raw.get("reasonCode"), "reasonCode"),
        notes=tuple(notes),
        extras=tuple(types.extras),
    )


def request_of(reading: ResourceReading, resource: Resource | None) -> ServiceRequest | None:
    """What a resource that has been referred to as an order says; None where it is none."""
    made = reading.made(resource, _read_request) if resource is not None and resource.kind == "ServiceRequest" else None
    return made if isinstance(made, ServiceRequest) else None


# -- Observation -----------------------------------------------------------------------------------------------------------------


class _Extensions:
    """What those of one Observation say. ``reports`` and ``related``: addresses and ids; ``specification``: as it came."""

    __slots__ = ("accredited", "dates", "history", "related", "reports", "specification", "structured")

    def __init__(self) -> None:
        self.accredited: bool | None = None
        self.history: bool | None = None
        self.specification: object = None
        self.dates: list[Labelled] = []
        self.structured: list[Labelled] = []
        self.related: list[str] = []
        self.reports: list[str] = []


def read_observation(types: Datatypes, raw: dict[str, object]) -> ObservationResource:
    """What one Observation says by itself. What it refers to is filled in by ``link_observation``."""
    get = raw.get
    resource = ObservationResource(raw=raw)
    types.take()
    found = _observation_extensions(types, get("extension"))
    types.meta(get("meta"), _META_OF_OBSERVATION)
    resource.members = types.addresses(get("hasMember"), "hasMember")
    value = types.value_and_unknown(raw, _OBSERVATION)
    effective, period = types.effective(raw)
    resource.said = partial(
        Observation,
        code=types.concept(get("code"), "code") or EMPTY,
        status=types.status(get("status")),
        category=types.first_concept(get("category"), "category"),
        effective=effective,
        effective_period=period,
        issued=types.moment(get("issued"), "issued"),
        value=value,
        data_absent_reason=types.concept(get("dataAbsentReason"), "dataAbsentReason"),
        interpretations=types.concepts(get("interpretation"), "interpretation"),
        reference_ranges=types.reference_ranges(get("referenceRange")),
        notes=types.notes(get("note"), "note"),
        method=types.concept(get("method"), "method"),
        specification=types.concept(found.specification, "specification"),
        accredited=found.accredited,
        history=found.history is True,
        dates=tuple(found.dates),
        structured=tuple(found.structured),
        related=tuple(found.related),
        identifiers=types.identifiers(get("identifier"), "identifier"),
    )
    resource.reports = tuple(found.reports)
    resource.order = "".join(types.addresses(get("basedOn"), "basedOn")[:1])
    resource.specimen = types.reference(get("specimen"))
    resource.performer = types.reference(get("performer"))
    resource.subject = types.subject(get("subject"))
    if "component" in raw:
        resource.components = tuple([_component(types, one) for one in types.many(raw["component"], "component")])
    resource.left = types.take()  # last: all that was left over above
    resource.raw = None
    resource.readable = True
    return resource


def link_observation(reading: ResourceReading, resource: ObservationResource, verdict: SubjectVerdict) -> None:
    """Fill in what it refers to, as far as that has come."""
    types = reading.types
    specimen = read_specimen(reading, resource.specimen, resource.container)
    performers = read_parties(reading, resource.performer, resource.container, "performer")
    subject = read_subject(reading, resource.subject, resource.container) if verdict is SubjectVerdict.OTHER_KIND else None
    extras, misfits = resource.left
    resource.observation = resource.said(
        id=resource.id or resource.key,
        specimen=specimen,
        performers=performers,
        subject=subject,
        own=verdict is SubjectVerdict.SHOWN,
        extras=(*extras, *types.extras) if types.extras else extras,
    )
    resource.misfits = types.misfits + misfits


def components_of(resource: ObservationResource) -> list[Observation]:
    """Its components, each with what it has in common with the whole (R4 observation.html#gr-comp)."""
    whole = resource.observation
    return [
        replace(
            part,
            id=f"{whole.id}#component-{at}",
            status=whole.status,
            effective=whole.effective,
            effective_period=whole.effective_period,
            specimen=whole.specimen,
            performers=whole.performers,
        )
        for at, part in enumerate(resource.components, 1)
    ]


def _component(types: Datatypes, raw: dict[str, object]) -> Observation:
    """A component has a name and a value of its own. NILAR does not use them; they are shown as members."""
    aside = types.set_aside()
    for extension in types.many(raw.get("extension"), "extension"):
        types.extension(extension)
    part = Observation(
        id="",
        component=True,
        code=types.concept(raw.get("code"), "code") or EMPTY,
        value=types.value_and_unknown(raw, _COMPONENT),
        data_absent_reason=types.concept(raw.get("dataAbsentReason"), "dataAbsentReason"),
        interpretations=types.concepts(raw.get("interpretation"), "interpretation"),
        reference_ranges=types.reference_ranges(raw.get("referenceRange")),
        extras=tuple(types.extras),
    )
    misfits = types.misfits
    types.resume(aside)
    types.misfits += misfits
    return part


def _observation_extensions(types: Datatypes, raw: object) -> _Extensions:
    """The extensions of one Observation. What is not known is kept as an extra."""
    found = _Extensions()
    for extension in types.many(raw, "extension"):
        name = extension_name(extension)
        flag = extension.get("valueBoolean")
        if name == "nilar-diagnostic-report-ref":
            address = types.address(extension.get("valueReference"), name)
            if address:
                found.reports.append(address)
                continue
        elif name in _DATES:
            moment = types.moment(extension.get("valueDateTime"), name)
            if moment is not None:
                found.dates.append(Labelled(label=name, value=moment))
                continue
        elif name == "nilar-related-observation":
            address = types.address(extension.get("valueReference"), name)
            if address:
                found.related.append(address.rpartition("/")[2])
                continue
        elif name == "nilar-structured-info":
            found.structured.extend(_structured(types, extension))
            continue
        elif name == "nilar-accredited" and found.accredited is None and isinstance(flag, bool):
            found.accredited = flag
            continue
        elif name == "nilar-history" and found.history is None and isinstance(flag, bool):
            found.history = flag
            continue
        elif name == "nilar-specification" and found.specification is None and "valueCodeableConcept" in extension:
            found.specification = extension["valueCodeableConcept"]
            continue
        types.extension(extension)
    return found


def _structured(types: Datatypes, raw: dict[str, object]) -> list[Labelled]:
    """Lines of a pathology template (IG 1.6): what is asked, with each of the answers. A question without an answer stays."""
    label, values = "", []
    for part in types.many(raw.get("extension"), "structured-info"):
        value = types.extension_value(part, "structured-info")
        if extension_name(part) == "nilar-structured-info-type" and isinstance(value, CodeableConcept) and not label:
            label = _question(value)
        elif value is not None:
            values.append(value)
        else:
            types.keep("structured-info", part)
    alone = types.extension_value(raw, "structured-info")
    if alone is not None:
        values.append(alone)
    return [Labelled(label=label, value=value) for value in values or [""]]


def _question(concept: CodeableConcept) -> str:
    """A name with the codes it stands for: several questions of a template have the same name."""
    name = concept_name(concept)
    codes = ", ".join(coding.code for coding in concept.codings if coding.code and coding.code != name)
    return f"{name} ({codes})" if codes else name


# -- DiagnosticReport ------------------------------------------------------------------------------------------------------------


def read_report(reading: ResourceReading, resource: ReportResource, raw: dict[str, object]) -> None:
    """One version of one report, without its results."""
    types = reading.types
    get = raw.get
    dates: dict[str, Moment | None] = {}
    comments: list[Annotation] = []
    information: list[ClinicalInformation] = []
    for extension in types.many(get("extension"), "extension"):
        name, when = extension_name(extension), extension.get("valueDateTime")
        if name in _REPORT_DATES and name not in dates and type(when) is str:
            dates[name] = types.moment(when, name)
        elif name == "nilar-comment":
            comments.extend(_read_comment(types, extension))
        elif name == "nilar-inf-item":
            information.append(_information(types, extension))
        else:
            types.extension(extension)
    types.unknown(raw, _REPORT)
    types.meta(get("meta"))
    resource.results = types.addresses(get("result"), "result")
    resource.subject = get("subject")
    effective, period = types.effective(raw)
    resource.said = partial(
        Report,
        id=resource.id or resource.key,
        code=types.concept(get("code"), "code") or EMPTY,
        status=types.status(get("status")),
        category=types.first_concept(get("category"), "category"),
        effective=effective,
        effective_period=period,
        issued=types.moment(get("issued"), "issued"),
        report_date=dates.get("nilar-report-date"),
        approval_date=dates.get("nilar-approval-date"),
        identifiers=types.identifiers(get("identifier"), "identifier"),
        comments=tuple(comments),
        clinical_information=tuple(information),
        conclusion=types.prose(get("conclusion"), "conclusion"),
    )
    resource.read = resource.said(
        subject=read_subject(reading, get("subject"), resource.container),
        performers=read_parties(reading, get("performer"), resource.container, "performer"),
        request=_request(reading, get("basedOn"), resource),
        specimens=_specimens(reading, get("specimen"), resource, get("basedOn")),
        extras=tuple(types.extras),  # last: all that was left over above
    )


def read_subject(reading: ResourceReading, raw: object, container: str) -> Subject | None:
    """Whom a resource says it is about."""
    types = reading.types
    subject = types.one(raw, "subject")
    if subject is None:
        return None
    return Subject(
        identifier=identifier_of(reading, subject, container), display=types.text(subject.get("display"), "subject.display")
    )


def _request(reading: ResourceReading, raw: object, resource: Resource) -> ServiceRequest | None:
    """The first order; the profile allows one. Others are kept by their identifiers."""
    types = reading.types
    found: ServiceRequest | None = None
    for item in types.many(raw, "basedOn"):
        address = types.text(item.get("reference"), "basedOn")
        if not address:
            types.keep("basedOn", item)
            continue
        request = request_of(reading, reading.resolve(address, resource.container, "ServiceRequest"))
        if found is None:
            found = request
        elif request is not None:
            types.keep("basedOn", [f"{one.system} {one.value}".strip() for one in request.identifiers])
            types.extras.extend(request.extras)
    return found


def _specimens(reading: ResourceReading, raw: object, resource: Resource, orders: object) -> tuple[Specimen, ...]:
    """The report's specimens, then those that only its order names."""
    types = reading.types
    found: dict[int, Specimen] = {}  # by identity: a specimen is read once
    for item in types.many(raw, "specimen"):
        specimen = read_specimen(reading, item, resource.container)
        if specimen is not None:
            found[id(specimen)] = specimen
    for order in types.many(orders, "basedOn"):
        address = order.get("reference")
        other = reading.index.find(address, resource.container) if type(address) is str else None
        if other is None or other.kind != "ServiceRequest" or other.raw is None:
            continue
        for item in types.many(other.raw.get("specimen"), "specimen"):
            address = item.get("reference")
            named = reading.index.find(address, other.container) if type(address) is str else None
            if named is not None and named.kind == "Specimen":
                named.used = True
                of_order = reading.made(named, _read_specimen)
                if isinstance(of_order, Specimen):
                    found[id(of_order)] = of_order
    return tuple(found.values())


def _information(types: Datatypes, raw: dict[str, object]) -> ClinicalInformation:
    """An inf-item. Its parts are extensions with URLs of their own; ``comment`` is a nilar-comment."""
    texts: list[str] = []
    comments: list[str] = []
    concepts: dict[str, CodeableConcept] = {}
    moments: dict[str, Moment] = {}
    for part in types.many(raw.get("extension"), "inf-item"):
        name = extension_name(part)
        concept = types.concept(part.get("valueCodeableConcept"), name)
        text = part.get("valueString")
        if name in ("nilar-inf-item-type", "nilar-inf-item-coded-descr") and concept and name not in concepts:
            concepts[name] = concept
        elif name == "nilar-inf-item-descr" and type(text) is str:
            texts.append(types.prose(text, name))
        elif name in _MOMENTS_OF_INFORMATION and type(part.get("valueDateTime")) is str:
            moment = types.moment(part["valueDateTime"], name)
            if moment:
                moments.setdefault(name, moment)
        elif name == "nilar-comment":
            comments.extend(_comment_text(note) for note in _read_comment(types, part))
        else:
            types.extension(part, "nilar-inf-item")
    return ClinicalInformation(
        kind=concepts.get("nilar-inf-item-type"),
        text="\n".join(texts),
        concept=concepts.get("nilar-inf-item-coded-descr"),
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
