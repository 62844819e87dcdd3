"""PractitionerRole, and what may stand in its place: a laboratory, a person, or both (NilarPractitionerRole).

Specimen (NilarSpecimen).

ServiceRequest: the order behind a report (NilarServiceRequest).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.domain.results import Annotation, Labelled, Party, ServiceRequest, Specimen
from provesvar_gui.pps.fhir.datatypes import extension_name

if TYPE_CHECKING:
    from provesvar_gui.domain.results import Identifier
    from provesvar_gui.pps.fhir.datatypes import Datatypes
    from provesvar_gui.pps.fhir.references import Holder, Reading

TECHNICAL = frozenset({"resourceType", "id", "meta", "contained", "language"})
_ROLE = TECHNICAL | {"organization", "practitioner", "telecom", "code", "specialty", "active"}
_NAMED = TECHNICAL | {"name", "identifier", "telecom", "active", "gender", "birthDate"}
_REFERENCE = frozenset({"reference", "display", "identifier", "type"})
_CONTACT = frozenset({"system", "value", "use", "rank"})


def read_party(reading: Reading, raw: object, container: str, label: str) -> Party | None:
    """Whom a Reference means: the PractitionerRole it leads to, or its own display and identifier."""
    types = reading.types
    holder = types.one(raw, label)
    if holder is None:
        return None
    address = holder.get("reference")
    if len(holder) == 1 and type(address) is str:
        ready = reading.ready.get(address)
        if isinstance(ready, Party):
            return ready
    if not _REFERENCE.issuperset(holder):
        types.unknown(holder, _REFERENCE, label)
    reference = types.text(holder.get("reference"), label)
    found = reading.resolve(reference, container, "PractitionerRole") if reference else None
    party = reading.parsed(found, _read) if found is not None else None
    if isinstance(party, Party):
        reading.remember(reference, found)
        return party
    display = types.text(holder.get("display"), label)
    identifiers = types.identifiers(holder.get("identifier"), label)
    if not display and not identifiers:
        return None
    if holder.get("type") in ("Practitioner", "PractitionerRole"):
        return Party(practitioner=display, practitioner_ids=identifiers)
    return Party(organisation=display, organisation_ids=identifiers)


def read_parties(reading: Reading, raw: object, container: str, label: str) -> tuple[Party, ...]:
    """A list of References to parties."""
    if raw is None:
        return ()
    items = reading.types.many(raw, label)
    if len(items) == 1:
        party = read_party(reading, items[0], container, label)
        return (party,) if party is not None else ()
    found = [read_party(reading, item, container, label) for item in items]
    return tuple([party for party in found if party is not None])


def _read(reading: Reading, holder: Holder, raw: dict[str, object]) -> Party | None:
    types = reading.types
    if holder.kind == "PractitionerRole":
        organisation, organisation_ids, organisation_telecom = _named(reading, raw.get("organization"), holder, "organization")
        practitioner, practitioner_ids, practitioner_telecom = _named(reading, raw.get("practitioner"), holder, "practitioner")
        telecom = (*_telecom(reading, raw.get("telecom")), *practitioner_telecom, *organisation_telecom)
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
    if holder.kind in {"Organization", "Practitioner", "Patient", "RelatedPerson", "Device"}:
        name, identifiers, telecom = _resource_name(reading, holder, raw)
        if holder.kind == "Organization":
            return Party(organisation=name, organisation_ids=identifiers, telecom=telecom, extras=tuple(types.extras))
        return Party(practitioner=name, practitioner_ids=identifiers, telecom=telecom, extras=tuple(types.extras))
    return None


def _named(reading: Reading, raw: object, container: Holder, label: str) -> tuple[str, tuple[Identifier, ...], tuple[str, ...]]:
    """Name, identifiers and telecom of a logical reference, or of the resource it leads to."""
    types = reading.types
    holder = types.one(raw, label)
    if holder is None:
        return "", (), ()
    if not _REFERENCE.issuperset(holder):
        types.unknown(holder, _REFERENCE, label)
    name = types.text(holder.get("display"), label)
    identifiers = types.identifiers(holder.get("identifier"), label)
    reference = types.text(holder.get("reference"), label)
    if not reference:
        return name, identifiers, ()
    found = reading.resolve(reference, container.container, label.capitalize())
    if found is None or found.raw is None:
        return name, identifiers, ()
    theirs, their_identifiers, telecom = _resource_name(reading, found, found.raw)
    names = name if theirs in {"", name} else f"{name}, {theirs}".removeprefix(", ")
    return names, (*identifiers, *(one for one in their_identifiers if one not in identifiers)), telecom


def _resource_name(
    reading: Reading, holder: Holder, raw: dict[str, object]
) -> tuple[str, tuple[Identifier, ...], tuple[str, ...]]:
    """Name, identifiers and telecom of an Organization or a Practitioner."""
    types = reading.types
    label = holder.kind.lower()
    name = raw.get("name")
    if type(name) is str:
        text = name
    else:
        text = ", ".join(filter(None, (_human_name(reading, item, label) for item in types.many(name, label))))
    types.unknown(raw, _NAMED, label)
    return text, types.identifiers(raw.get("identifier"), label), _telecom(reading, raw.get("telecom"))


def _human_name(reading: Reading, raw: dict[str, object], label: str) -> str:
    types = reading.types
    text = types.text(raw.get("text"), label)
    if text:
        return text
    given = raw.get("given")
    names = given if type(given) is list else [given]
    return " ".join(filter(None, [*(types.text(one, label) for one in names), types.text(raw.get("family"), label)]))


def _telecom(reading: Reading, raw: object) -> tuple[str, ...]:
    types = reading.types
    found = []
    for contact in types.many(raw, "telecom"):
        types.unknown(contact, _CONTACT, "telecom")
        value = types.text(contact.get("value"), "telecom")
        if value:
            system = contact.get("system")
            found.append(f"{value} ({system})" if type(system) is str and system not in {"phone", "sms", ""} else value)
    return tuple(found)


_SPECIMEN = TECHNICAL | {
    "identifier", "accessionIdentifier", "type", "subject", "collection", "note", "container", "status", "extension", "request",
}  # fmt: skip
_COLLECTION = frozenset({"collectedDateTime", "collectedPeriod", "collector", "bodySite", "method", "extension"})


def read_specimen(reading: Reading, holder: Holder, raw: dict[str, object]) -> Specimen:
    """One specimen with everything it says."""
    types = reading.types
    notes = list(types.notes(raw.get("note"), "note"))
    for extension in types.many(raw.get("extension"), "extension"):
        types.extension(extension)
    if raw.get("status") not in (None, "available"):
        types.keep("status", raw["status"])
    collection = types.one(raw.get("collection"), "collection") or {}
    for extension in types.many(collection.get("extension"), "collection.extension"):
        if extension_name(extension) == "nilar-comment":
            notes.extend(read_comment(types, extension))
        else:
            types.extension(extension)
    for container in types.many(raw.get("container"), "container"):
        _container(types, container)
    types.unknown(collection, _COLLECTION, "collection")
    types.unknown(raw, _SPECIMEN)
    collected = types.moment(collection.get("collectedDateTime"), "collectedDateTime")
    period = collection.get("collectedPeriod")
    if period is not None:
        types.extras.append(Labelled(label="collectedPeriod", value=types.value("Period", period, "collectedPeriod") or ""))
    accession = types.one(raw.get("accessionIdentifier"), "accessionIdentifier")
    number: Identifier | None = types.identifier(accession, "accessionIdentifier") if accession else None
    identifiers = types.identifiers(raw.get("identifier"), "identifier")
    if number and number.kind and number not in identifiers:
        identifiers = (*identifiers, number)
    return Specimen(
        id=holder.id,
        kind=types.concept(raw.get("type"), "type"),
        accession=number.value if number else "",
        identifiers=identifiers,
        collected=collected,
        collector=read_party(reading, collection.get("collector"), holder.container, "collector"),
        body_site=types.concept(collection.get("bodySite"), "bodySite"),
        method=types.concept(collection.get("method"), "method"),
        notes=tuple(notes),
        extras=tuple(types.extras),
    )


def read_comment(types: Datatypes, extension: dict[str, object]) -> list[Annotation]:
    """A ``nilar-comment``: Annotation or CodeableConcept; whatever else stands there is kept as text."""
    found: list[Annotation] = []
    for name, value in extension.items():
        if name == "valueAnnotation":
            found.extend(types.notes(value, "comment"))
        elif name == "valueCodeableConcept":
            found.append(Annotation(concept=types.concept(value, "comment")))
        elif name.startswith("value"):
            found.extend(types.notes(value, "comment") if type(value) is str else ())
            if type(value) is not str:
                types.misfit("comment", value)
        elif name == "extension":
            for inner in types.many(value, "comment"):
                types.extension(inner, "comment")
    return found


def _container(types: Datatypes, raw: dict[str, object]) -> None:
    additive = types.concept(raw.get("additiveCodeableConcept"), "container")
    if additive:
        types.extras.append(Labelled(label="container", value=additive))
    types.unknown(raw, frozenset({"additiveCodeableConcept"}), "container")


_REQUEST = TECHNICAL | {
    "identifier", "authoredOn", "requester", "reasonCode", "note", "extension", "status", "intent", "subject", "specimen",
}  # fmt: skip


def read_request(reading: Reading, holder: Holder, raw: dict[str, object]) -> ServiceRequest:
    """One order. ``status`` and ``intent`` are fillers that FHIR demands («unknown», «order»); anything else is kept."""
    types = reading.types
    notes = list(types.notes(raw.get("note"), "note"))
    for extension in types.many(raw.get("extension"), "extension"):
        if extension_name(extension) == "nilar-comment":
            notes.extend(read_comment(types, extension))
        else:
            types.extension(extension)
    for name, filler in (("status", "unknown"), ("intent", "order")):
        if raw.get(name) not in (None, filler):
            types.keep(name, raw[name])
    types.unknown(raw, _REQUEST)
    return ServiceRequest(
        id=holder.id,
        identifiers=types.identifiers(raw.get("identifier"), "identifier"),
        authored=types.moment(raw.get("authoredOn"), "authoredOn"),
        requester=read_party(reading, raw.get("requester"), holder.container, "requester"),
        reasons=types.concepts(raw.get("reasonCode"), "reasonCode"),
        notes=tuple(notes),
        extras=tuple(types.extras),
    )
