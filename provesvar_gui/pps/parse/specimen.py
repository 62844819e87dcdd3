"""Specimen (NilarSpecimen)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.domain.results import Annotation, Labelled, Specimen
from provesvar_gui.pps.parse.datatypes import extension_name
from provesvar_gui.pps.parse.parties import TECHNICAL, read_party

if TYPE_CHECKING:
    from provesvar_gui.domain.results import Identifier
    from provesvar_gui.pps.parse.datatypes import Datatypes
    from provesvar_gui.pps.parse.references import Holder, Reading

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
