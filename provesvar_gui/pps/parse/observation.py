"""Observation (NilarObservation): one result, as the laboratory wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from provesvar_gui.domain.results import CodeableConcept, Labelled, Observation, Specimen
from provesvar_gui.pps.parse.datatypes import EMPTY, concept_name, extension_name
from provesvar_gui.pps.parse.identity import Verdict
from provesvar_gui.pps.parse.leftovers import readable
from provesvar_gui.pps.parse.parties import TECHNICAL, read_parties
from provesvar_gui.pps.parse.ranges import read_ranges
from provesvar_gui.pps.parse.specimen import read_specimen

if TYPE_CHECKING:
    from provesvar_gui.domain.results import Value
    from provesvar_gui.pps.parse.datatypes import Datatypes
    from provesvar_gui.pps.parse.references import Holder, Reading

_COMMON: Final = frozenset(
    {
        "status", "category", "code", "subject", "effectiveDateTime", "issued", "performer", "interpretation", "referenceRange",
        "note", "method", "specimen", "hasMember", "identifier", "basedOn", "extension", "dataAbsentReason", "component",
        "valueQuantity", "valueCodeableConcept",
    }
)  # fmt: skip
_KNOWN: Final = TECHNICAL | _COMMON
_DATES: Final = frozenset(
    {
        "nilar-investigation-date", "nilar-status-change-date", "nilar-counter-sign-date", "nilar-medical-validation-date",
        "nilar-description-date",
    }
)  # fmt: skip
_COMPONENT: Final = frozenset({"code", "dataAbsentReason", "interpretation", "referenceRange", "extension"})
_OBJECTS: Final = frozenset({"valueQuantity", "valueRange", "valueRatio", "valuePeriod", "valueSampledData"})
META: Final = frozenset({"versionId", "lastUpdated", "profile", "source"})
META_WITH_TAGS: Final = META | {"tag"}  # tags on observations repeat the codes of their hierarchy, for searching


class Result:
    """An Observation as read, with what ties it to others; the ties are followed when all of the page is read."""

    __slots__ = ("components", "members", "observation", "order", "reports", "subject", "verdict")

    def __init__(self, observation: Observation) -> None:
        self.observation = observation
        self.components: tuple[Observation, ...] = ()
        self.members: tuple[str, ...] = ()
        self.reports: tuple[str, ...] = ()
        self.order = ""  # address of the ServiceRequest
        self.subject: object = None  # raw
        self.verdict = Verdict.UNNAMED  # judged by identity.py

    @property
    def stamp(self) -> tuple[object, ...]:
        """What tells two versions apart, whatever else has come meanwhile."""
        one = self.observation
        return one.status, one.issued, one.value, one.code, one.notes, one.interpretations, one.reference_ranges


class _Extensions:
    """What the extensions of one Observation say."""

    __slots__ = ("accredited", "dates", "history", "related", "reports", "specification", "structured")

    def __init__(self) -> None:
        self.accredited: bool | None = None
        self.history: bool | None = None
        self.specification: object = None
        self.dates: list[Labelled] = []
        self.structured: list[Labelled] = []
        self.related: list[str] = []
        self.reports: list[str] = []


def read_observation(reading: Reading, holder: Holder, raw: dict[str, object]) -> Result:
    """One result."""
    types = reading.types
    get = raw.get
    found = _read_extensions(reading, get("extension"))
    usual = _KNOWN.issuperset(raw)
    if not usual:
        types.unknown({name: raw[name] for name in raw if not name.startswith("value")}, _KNOWN)
    meta = get("meta")
    if meta is not None:
        read_meta(reading, meta, META_WITH_TAGS)
    members, components, order = get("hasMember"), get("component"), get("basedOn")
    member_addresses = references(reading, members, "hasMember") if members is not None else ()
    observation = _observation(reading, holder, raw, found, usual)
    result = Result(observation)
    if components is not None:
        result.components = tuple(
            [_component(reading, holder, item, at) for at, item in enumerate(types.many(components, "component"), 1)]
        )
    result.members = member_addresses
    if type(order) is list and len(order) == 1 and type(order[0]) is dict:
        address = order[0].get("reference")
        result.order = address if type(address) is str else ""
    elif order is not None:
        result.order = "".join(references(reading, order, "basedOn")[:1])
    result.reports = tuple(found.reports)
    result.subject = get("subject")
    return result


def _observation(reading: Reading, holder: Holder, raw: dict[str, object], found: _Extensions, usual: bool) -> Observation:
    types, get, container = reading.types, raw.get, holder.container
    status, ranges, performer = get("status"), get("referenceRange"), get("performer")
    specimen, notes, identifier = get("specimen"), get("note"), get("identifier")
    method, absent, flags = get("method"), get("dataAbsentReason"), get("interpretation")
    value: Value | None
    if usual and "valueCodeableConcept" not in raw and type(get("valueQuantity")) is dict:
        value = types.quantity(raw["valueQuantity"], "valueQuantity")
    else:
        value = _read_value(reading, raw)
    return Observation(
        id=holder.id or holder.key,
        code=types.concept(get("code"), "code") or EMPTY,
        status=status if type(status) is str else types.text(status, "status"),
        category=read_first(reading, get("category"), "category"),
        effective=types.moment(get("effectiveDateTime"), "effectiveDateTime"),
        issued=types.moment(get("issued"), "issued"),
        value=value,
        data_absent_reason=types.concept(absent, "dataAbsentReason") if absent is not None else None,
        interpretations=types.concepts(flags, "interpretation") if flags is not None else (),
        reference_ranges=read_ranges(types, ranges) if ranges is not None else (),
        notes=types.notes(notes, "note") if notes is not None else (),
        method=types.concept(method, "method") if method is not None else None,
        specification=types.concept(found.specification, "specification") if found.specification is not None else None,
        specimen=read_specimen_reference(reading, specimen, container) if specimen is not None else None,
        performers=read_parties(reading, performer, container, "performer"),
        accredited=found.accredited,
        history=found.history is True,
        dates=tuple(found.dates),
        structured=tuple(found.structured),
        related=tuple(found.related),
        identifiers=types.identifiers(identifier, "identifier") if identifier is not None else (),
        extras=tuple(types.extras),  # last: all that was left over above
    )


def references(reading: Reading, raw: object, label: str) -> tuple[str, ...]:
    """The addresses in a list of References, each once, in order. A reference without an address is kept as an extra."""
    found: dict[str, None] = {}
    for item in reading.types.many(raw, label):
        address = item.get("reference")
        if type(address) is str and address:
            found[address] = None
        else:
            reading.types.keep(label, item)
    return tuple(found)


def read_first(reading: Reading, raw: object, label: str) -> CodeableConcept | None:
    """The first CodeableConcept of a list; the profiles allow one. Others are kept as extras."""
    if raw is None:
        return None
    if type(raw) is list and len(raw) == 1:
        return reading.types.concept(raw[0], label)
    concepts = reading.types.concepts(raw, label)
    for concept in concepts[1:]:
        reading.types.extras.append(Labelled(label=label, value=concept))
    return concepts[0] if concepts else None


def read_meta(reading: Reading, raw: object, known: frozenset[str]) -> None:
    """``meta`` is technical, but a security label is not."""
    meta = raw if type(raw) is dict else reading.types.one(raw, "meta")
    if meta is not None and not known.issuperset(meta):
        reading.types.unknown(meta, known, "meta")


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


def _read_value(reading: Reading, raw: dict[str, object]) -> Value | None:
    """The value; of several (FHIR allows one) the first, the others are kept as extras."""
    types = reading.types
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


def _component(reading: Reading, holder: Holder, raw: dict[str, object], at: int) -> Observation:
    """A component has a name and a value of its own. NILAR does not use them; they are shown as members."""
    types = reading.types
    aside = types.set_aside()
    types.unknown({name: raw[name] for name in raw if not name.startswith("value")}, _COMPONENT)
    for extension in types.many(raw.get("extension"), "extension"):
        types.extension(extension)
    part = Observation(
        id=f"{holder.id or holder.key}#component-{at}",
        code=types.concept(raw.get("code"), "code") or EMPTY,
        value=_read_value(reading, raw),
        data_absent_reason=types.concept(raw.get("dataAbsentReason"), "dataAbsentReason"),
        interpretations=types.concepts(raw.get("interpretation"), "interpretation"),
        reference_ranges=read_ranges(types, raw.get("referenceRange")),
        extras=tuple(types.extras),
    )
    misfits = types.misfits
    types.resume(aside)
    types.misfits += misfits
    return part


def _read_extensions(reading: Reading, raw: object) -> _Extensions:
    found = _Extensions()
    if raw is None:
        return found
    types = reading.types
    for extension in types.many(raw, "extension"):
        name = extension_name(extension)
        if name in _DATES:
            moment = types.moment(extension.get("valueDateTime"), name)
            if moment is not None:
                found.dates.append(Labelled(label=name, value=moment))
                continue
        elif name == "nilar-diagnostic-report-ref":
            address = reading.reference(extension.get("valueReference"), name)
            if address:
                found.reports.append(address)
                continue
        elif name == "nilar-related-observation":
            address = reading.reference(extension.get("valueReference"), name)
            if address:
                found.related.append(address.rpartition("/")[2])
                continue
        elif name == "nilar-structured-info":
            found.structured.extend(_structured(types, extension))
            continue
        elif _read_single(types, found, name, extension):
            continue
        types.extension(extension)
    return found


def _read_single(types: Datatypes, found: _Extensions, name: str, extension: dict[str, object]) -> bool:
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
