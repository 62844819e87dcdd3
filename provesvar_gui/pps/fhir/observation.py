"""What the extensions of an Observation say (NilarObservation).

What one Observation says by itself, before anything it refers to is looked up (observation.py makes the result of it).

A page of results is a dozen megabytes of small objects once it is decoded. So each is read right after decoding, while it is near
at hand for the processor, and let go of; what is kept of it is small, and equal parts are the same object.


Observation (NilarObservation): one result, as the laboratory wrote it, with what it refers to.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from provesvar_gui.domain.results import CodeableConcept, Labelled, Observation, Party, Specimen
from provesvar_gui.pps.fhir.datatypes import EMPTY, concept_name, extension_name, read_ranges, readable
from provesvar_gui.pps.fhir.references import Verdict
from provesvar_gui.pps.fhir.resources import TECHNICAL, read_parties, read_specimen

if TYPE_CHECKING:
    from provesvar_gui.domain.results import Annotation, Identifier, Moment, Period, ReferenceRange, Value
    from provesvar_gui.pps.fhir.datatypes import Datatypes
    from provesvar_gui.pps.fhir.references import Holder, Reading

_DATES: Final = frozenset(
    {
        "nilar-investigation-date", "nilar-status-change-date", "nilar-counter-sign-date", "nilar-medical-validation-date",
        "nilar-description-date",
    }
)  # fmt: skip


class Extensions:
    """``reports`` and ``related``: addresses and ids; ``specification``: as it came."""

    __slots__ = ("accredited", "dates", "history", "related", "reports", "specification", "structured")

    def __init__(self) -> None:
        self.accredited: bool | None = None
        self.history: bool | None = None
        self.specification: object = None
        self.dates: tuple[Labelled, ...] = ()
        self.structured: tuple[Labelled, ...] = ()
        self.related: tuple[str, ...] = ()
        self.reports: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Extensions) and all(getattr(self, name) == getattr(other, name) for name in self.__slots__)


def lone_report(types: Datatypes, raw: object) -> str:
    """The address of the report where nothing else is said, as in most of them; "" otherwise."""
    only = raw[0] if type(raw) is list and len(raw) == 1 else None
    if type(only) is not dict or len(only) != 2 or extension_name(only) != "nilar-diagnostic-report-ref":
        return ""
    return types.lone_address(only.get("valueReference"))


def read_extensions(types: Datatypes, raw: object) -> Extensions:
    """The extensions of one Observation. What is not known is kept as an extra."""
    found = Extensions()
    dates: list[Labelled] = []
    structured: list[Labelled] = []
    related: list[str] = []
    reports: list[str] = []
    for extension in types.many(raw, "extension"):
        name = extension_name(extension)
        if name in _DATES:
            moment = types.moment(extension.get("valueDateTime"), name)
            if moment is not None:
                dates.append(Labelled(label=name, value=moment))
                continue
        elif name == "nilar-diagnostic-report-ref":
            address = types.address(extension.get("valueReference"), name)
            if address:
                reports.append(address)
                continue
        elif name == "nilar-related-observation":
            address = types.address(extension.get("valueReference"), name)
            if address:
                related.append(address.rpartition("/")[2])
                continue
        elif name == "nilar-structured-info":
            structured.extend(_structured(types, extension))
            continue
        elif _read_single(found, name, extension):
            continue
        types.extension(extension)
    found.dates, found.structured = tuple(dates), tuple(structured)
    found.related, found.reports = tuple(related), tuple(reports)
    return found


def _read_single(found: Extensions, name: str, extension: dict[str, object]) -> bool:
    """Extensions that may stand once. False: not one of them, or a second one."""
    flag = extension.get("valueBoolean")
    if name == "nilar-accredited" and found.accredited is None and isinstance(flag, bool):
        found.accredited = flag
    elif name == "nilar-history" and found.history is None and isinstance(flag, bool):
        found.history = flag
    elif name == "nilar-specification" and found.specification is None and "valueCodeableConcept" in extension:
        found.specification = extension["valueCodeableConcept"]
    else:
        return False
    return True


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


class Result:
    """An Observation as read, with what ties it to others; the ties are followed when all of the page is read."""

    __slots__ = ("components", "members", "observation", "order", "reports", "subject", "verdict")

    def __init__(self, observation: Observation, draft: Draft) -> None:
        self.observation = observation
        self.components = draft.components
        self.members = draft.members
        self.reports = draft.reports
        self.order = draft.order  # address of the ServiceRequest
        self.subject = draft.subject  # raw
        self.verdict = Verdict.UNNAMED  # judged by identity.py

    @property
    def stamp(self) -> tuple[object, ...]:
        """What tells two versions apart, whatever else has come meanwhile (as ``Draft.stamp``)."""
        one = self.observation
        return one.status, one.issued, one.value, one.code, one.notes, one.interpretations, one.reference_ranges


def read_observation(reading: Reading, holder: Holder, draft: Draft) -> Result:
    """One result."""
    types, found, key = reading.types, draft.extensions, holder.id or holder.key
    specimen = reading.ready.get(draft.specimen)
    if not isinstance(specimen, Specimen):
        raw = {"reference": draft.specimen} if draft.specimen else draft.specimen_raw
        specimen = read_specimen_reference(reading, raw, holder.container) if raw is not None else None
    performer = reading.ready.get(draft.performer)
    if isinstance(performer, Party):
        performers: tuple[Party, ...] = (performer,)
    else:
        raw = [{"reference": draft.performer}] if draft.performer else draft.performer_raw
        performers = read_parties(reading, raw, holder.container, "performer")
    observation = Observation(
        id=key,
        code=draft.code,
        status=draft.status,
        category=draft.category,
        effective=draft.effective,
        effective_period=draft.effective_period,
        issued=draft.issued,
        value=draft.value,
        data_absent_reason=draft.data_absent_reason,
        interpretations=draft.interpretations,
        reference_ranges=draft.reference_ranges,
        notes=draft.notes,
        method=draft.method,
        specification=draft.specification,
        specimen=specimen,
        performers=performers,
        accredited=found.accredited,
        history=found.history is True,
        dates=found.dates,
        structured=found.structured,
        related=found.related,
        identifiers=draft.identifiers,
        extras=(*draft.extras, *types.extras) if types.extras else draft.extras,
    )
    types.misfits += draft.misfits
    result = Result(observation, draft)
    if draft.components and not holder.id:
        result.components = tuple([replace(part, id=f"{key}{part.id}") for part in draft.components])
    return result


def read_specimen_reference(reading: Reading, raw: object, container: str) -> Specimen | None:
    """The Specimen a Reference leads to; a logical reference becomes a Specimen that has just that."""
    types = reading.types
    reference = types.one(raw, "specimen")
    if reference is None:
        return None
    address = types.text(reference.get("reference"), "specimen")
    ready = reading.ready.get(address)
    if ready is not None and len(reference) == 1 and isinstance(ready, Specimen):
        return ready
    holder = reading.resolve(address, container, "Specimen") if address else None
    specimen = reading.parsed(holder, read_specimen) if holder is not None and holder.kind == "Specimen" else None
    if isinstance(specimen, Specimen):
        reading.remember(address, holder)
        return specimen
    display, identifiers = (
        types.text(reference.get("display"), "specimen"),
        types.identifiers(reference.get("identifier"), "specimen"),
    )
    if not display and not identifiers:
        return None
    return Specimen(id="", kind=CodeableConcept(text=display) if display else None, identifiers=identifiers)
