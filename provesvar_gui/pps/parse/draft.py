"""What one Observation says by itself, before anything it refers to is looked up (observation.py makes the result of it).

A page of results is a dozen megabytes of small objects once it is decoded. So each is read right after decoding, while it is near
at hand for the processor, and let go of; what is kept of it is small, and equal parts are the same object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from provesvar_gui.domain.results import Labelled, Observation
from provesvar_gui.pps.parse.datatypes import EMPTY
from provesvar_gui.pps.parse.extensions import Extensions, lone_report, read_extensions
from provesvar_gui.pps.parse.leftovers import readable
from provesvar_gui.pps.parse.parties import TECHNICAL
from provesvar_gui.pps.parse.ranges import read_ranges

if TYPE_CHECKING:
    from provesvar_gui.domain.results import Annotation, CodeableConcept, Identifier, Moment, Period, ReferenceRange, Value
    from provesvar_gui.pps.parse.datatypes import Datatypes

_KNOWN: Final = TECHNICAL | {
    "status", "category", "code", "subject", "effectiveDateTime", "issued", "performer", "interpretation", "referenceRange",
    "note", "method", "specimen", "hasMember", "identifier", "basedOn", "extension", "dataAbsentReason", "component",
    "valueQuantity", "valueCodeableConcept", "effectivePeriod", "effectiveInstant",
}  # fmt: skip
_COMPONENT: Final = frozenset({"code", "dataAbsentReason", "interpretation", "referenceRange", "extension"})
_OBJECTS: Final = frozenset({"valueQuantity", "valueRange", "valueRatio", "valuePeriod", "valueSampledData"})
META: Final = frozenset({"versionId", "lastUpdated", "profile", "source"})
META_WITH_TAGS: Final = META | {"tag"}  # tags on observations repeat the codes of their hierarchy, for searching
_NO_EXTENSIONS: Final = Extensions()


class Draft:
    """An Observation without what it refers to; names are those of ``Observation``.

    ``specimen``, ``performer``: an address, else the element as it came in ``specimen_raw``, ``performer_raw``; ``members``,
    ``reports``, ``order``: addresses; ``subject``: as it came; ``misfits``: how many parts had the wrong type; ``broken``: all of
    the resource, where it could not be read.
    """

    __slots__ = (
        "broken", "category", "code", "components", "data_absent_reason", "effective", "effective_period", "extensions",
        "extras", "id", "identifiers", "interpretations", "issued", "members", "method", "misfits", "notes", "order", "performer",
        "performer_raw", "reference_ranges", "reports", "specification", "specimen", "specimen_raw", "status", "subject", "value",
    )  # fmt: skip

    id: str
    code: CodeableConcept
    status: str
    category: CodeableConcept | None
    effective: Moment | None
    effective_period: Period | None
    issued: Moment | None
    value: Value | None
    data_absent_reason: CodeableConcept | None
    interpretations: tuple[CodeableConcept, ...]
    reference_ranges: tuple[str | ReferenceRange, ...]
    notes: tuple[Annotation, ...]
    method: CodeableConcept | None
    specification: CodeableConcept | None
    specimen: str
    specimen_raw: object
    performer: str
    performer_raw: object
    extensions: Extensions
    identifiers: tuple[Identifier, ...]
    extras: tuple[Labelled, ...]
    members: tuple[str, ...]
    components: tuple[Observation, ...]
    reports: tuple[str, ...]
    order: str
    subject: object
    misfits: int
    broken: dict[str, object] | None

    @property
    def stamp(self) -> tuple[object, ...]:
        """What tells two versions apart, whatever else has come meanwhile."""
        return self.status, self.issued, self.value, self.code, self.notes, self.interpretations, self.reference_ranges

    def same(self, other: Draft) -> bool:
        """Whether both say the same."""
        if self.broken is not None or other.broken is not None:
            return self.broken == other.broken
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__ if name != "broken")


def broken_draft(raw: dict[str, object]) -> Draft:
    """In the place of an Observation that cannot be read."""
    draft = Draft()
    draft.id = _id(raw)
    draft.broken = raw
    return draft


def read_draft(types: Datatypes, raw: dict[str, object]) -> Draft:
    """One Observation."""
    get = raw.get
    draft = Draft()
    draft.broken = None
    draft.id = _id(raw)
    extensions = get("extension")
    report = lone_report(types, extensions)
    found = read_extensions(types, extensions) if extensions is not None and not report else _NO_EXTENSIONS
    draft.extensions = found
    draft.reports = (report,) if report else found.reports
    usual = _KNOWN.issuperset(raw)
    if not usual:
        types.unknown({name: raw[name] for name in raw if not name.startswith("value")}, _KNOWN)
    if "meta" in raw:
        read_meta(types, raw["meta"], META_WITH_TAGS)
    members = get("hasMember")
    draft.members = references(types, members, "hasMember") if members is not None else ()
    if usual and "valueCodeableConcept" not in raw:
        quantity = get("valueQuantity")
        draft.value = types.quantity(quantity, "valueQuantity") if type(quantity) is dict else read_value(types, raw)
    else:
        draft.value = read_value(types, raw)
    draft.code = types.concept(get("code"), "code") or EMPTY
    status = get("status")
    draft.status = types.status(status)
    draft.category = read_first(types, get("category"), "category")
    draft.effective, draft.effective_period = types.effective(raw)
    draft.issued = types.moment(get("issued"), "issued")
    absent, flags, ranges, notes = get("dataAbsentReason"), get("interpretation"), get("referenceRange"), get("note")
    draft.data_absent_reason = types.concept(absent, "dataAbsentReason") if absent is not None else None
    draft.interpretations = types.concepts(flags, "interpretation") if flags is not None else ()
    draft.reference_ranges = read_ranges(types, ranges) if ranges is not None else ()
    draft.notes = types.notes(notes, "note") if notes is not None else ()
    method, specification, identifier = get("method"), found.specification, get("identifier")
    draft.method = types.concept(method, "method") if method is not None else None
    draft.specification = types.concept(specification, "specification") if specification is not None else None
    draft.identifiers = types.identifiers(identifier, "identifier") if identifier is not None else ()
    _read_ties(types, draft, raw)
    components = get("component")
    draft.components = (
        tuple([_component(types, draft.id, item, at) for at, item in enumerate(types.many(components, "component"), 1)])
        if components is not None
        else ()
    )
    draft.extras, draft.misfits = types.take()  # last: all that was left over above
    return draft


def _id(raw: dict[str, object]) -> str:
    given = raw.get("id")
    return given if type(given) is str else ""


def _read_ties(types: Datatypes, draft: Draft, raw: dict[str, object]) -> None:
    """What it refers to."""
    specimen, performer, order = raw.get("specimen"), raw.get("performer"), raw.get("basedOn")
    draft.specimen = types.lone_address(specimen)
    draft.specimen_raw = None if draft.specimen else specimen
    draft.performer = types.lone_address(performer[0]) if type(performer) is list and len(performer) == 1 else ""
    draft.performer_raw = None if draft.performer else performer
    draft.order = types.lone_address(order[0]) if type(order) is list and len(order) == 1 else ""
    if not draft.order and order is not None:
        draft.order = "".join(references(types, order, "basedOn")[:1])
    draft.subject = types.shared_subject(raw.get("subject"))


def references(types: Datatypes, raw: object, label: str) -> tuple[str, ...]:
    """The addresses in a list of References, each once, in order. A reference without an address is kept as an extra."""
    found: dict[str, None] = {}
    for item in types.many(raw, label):
        address = item.get("reference")
        if type(address) is str and address:
            found[address] = None
        else:
            types.keep(label, item)
    return tuple(found)


def read_first(types: Datatypes, raw: object, label: str) -> CodeableConcept | None:
    """The first CodeableConcept of a list; the profiles allow one. Others are kept as extras."""
    if raw is None:
        return None
    if type(raw) is list and len(raw) == 1:
        return types.concept(raw[0], label)
    concepts = types.concepts(raw, label)
    for concept in concepts[1:]:
        types.extras.append(Labelled(label=label, value=concept))
    return concepts[0] if concepts else None


def read_meta(types: Datatypes, raw: object, known: frozenset[str]) -> None:
    """``meta`` is technical, but a security label is not."""
    meta = raw if type(raw) is dict else types.one(raw, "meta")
    if meta is not None and not known.issuperset(meta):
        types.unknown(meta, known, "meta")


def read_value(types: Datatypes, raw: dict[str, object]) -> Value | None:
    """The value; of several (FHIR allows one) the first, the others are kept as extras."""
    found: Value | None = None
    for name in raw:
        if name.startswith("value"):
            value = _typed(types, name, raw[name])
            if value is None or value == "":
                continue
            if found is None:
                found = value
            else:
                types.misfits += 1
                types.extras.append(Labelled(label=name, value=value))
    return found


def _typed(types: Datatypes, name: str, raw: object) -> Value | None:
    if type(raw) is dict or type(raw) is list or raw is None:
        return types.value(name[5:], raw, name)
    if name in _OBJECTS:  # a bare value where an object belongs
        types.misfits += 1
        return readable(raw)
    return types.value(name[5:], raw, name)


def _component(types: Datatypes, whole: str, raw: dict[str, object], at: int) -> Observation:
    """A component has a name and a value of its own. NILAR does not use them; they are shown as members."""
    aside = types.set_aside()
    types.unknown({name: raw[name] for name in raw if not name.startswith("value")}, _COMPONENT)
    for extension in types.many(raw.get("extension"), "extension"):
        types.extension(extension)
    part = Observation(
        id=f"{whole}#component-{at}",
        code=types.concept(raw.get("code"), "code") or EMPTY,
        value=read_value(types, raw),
        data_absent_reason=types.concept(raw.get("dataAbsentReason"), "dataAbsentReason"),
        interpretations=types.concepts(raw.get("interpretation"), "interpretation"),
        reference_ranges=read_ranges(types, raw.get("referenceRange")),
        extras=tuple(types.extras),
    )
    misfits = types.misfits
    types.resume(aside)
    types.misfits += misfits
    return part
