"""Resources as the profiles of NILAR have them: PractitionerRole, Specimen, ServiceRequest, Observation, DiagnosticReport.

Each is read by itself, right after decoding; what it refers to is filled in when the answer is put together (bundle.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from provesvar_gui.patient.numbers import (
    Synthetic,
    clean,
    kind_of_identifier_system,
    kind_of_number,
    persons,
    synthetic_of_number,
)
from provesvar_gui.pps.fhir.datatypes import EMPTY, META, extension_name, readable
from provesvar_gui.results.model import Annotation, ClinicalInformation, CodeableConcept, Labelled, Party, Subject
from provesvar_gui.results.text import called
from provesvar_gui.results.visible import without_placeholders

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.pps.fhir.datatypes import Datatypes, Link
    from provesvar_gui.results.model import Identifier, Moment

    Raw = dict[str, Any]
    from provesvar_gui.patient.numbers import PatientId


_NUMBER = re.compile(r"(?<![0-9A-Za-z])(\d{6})[ \xa0]?(\d{5})(?![0-9A-Za-z])", re.ASCII)  # people part it there


class ResourceIndex:
    def __init__(self) -> None:
        self._by_key: dict[str, Resource] = {}
        self._by_id: dict[str, Resource] = {}
        self.resources: list[Resource] = []

    def add(self, resource: Resource) -> Resource | None:
        """Add a resource; returns the earlier one of the same key, if any, to which references lead."""
        if resource.id:
            resource.key = f"{resource.kind}/{resource.id}"
        else:
            resource.key = resource.full_url or f"~{len(self.resources)}"
        first = self._by_key.setdefault(resource.key, resource)
        if first is not resource:
            return first
        self.resources.append(resource)
        if resource.full_url:
            self._by_key.setdefault(resource.full_url, resource)
        if resource.id:
            self._by_id.setdefault(resource.id.lower(), resource)
        return None

    def find(self, reference: str) -> Resource | None:
        """The resource of a reference; None where it is missing, or a withheld Specimen or ServiceRequest."""
        found = self._by_key.get(reference)
        if found is None and reference:
            plain = reference.partition("/_history/")[0]
            if plain.startswith("urn:"):
                found = self._by_key.get(plain.lower()) or self._by_id.get(plain.rpartition(":")[2].lower())
            else:
                found = self._by_key.get(plain) or self._by_key.get("/".join(plain.rsplit("/", 2)[-2:]))
        return None if found is None or (found.withheld and found.kind in ("Specimen", "ServiceRequest")) else found


class SubjectVerdict(Enum):
    """The owner of a report or result by its subject, and the consequence (invariant 4)."""

    SHOWN = "shown"  # the same number
    UNNAMED = "unnamed"  # no number: shown
    OTHER_KIND = "other-kind"  # set apart; so is what cannot be read as a number: masked, damaged, too short
    WITHHELD = "withheld"  # another number of the same kind; where the policy says so, another kind too


class SubjectJudge:
    """Compares subjects with the requested number. ``withhold_other_kind``: nothing is set apart."""

    def __init__(self, patient: PatientId, index: ResourceIndex, *, withhold_other_kind: bool = False) -> None:
        self._index = index
        self._number = patient.digits
        self._kind = kind_of_number(patient.digits)
        self._other_kind = SubjectVerdict.WITHHELD if withhold_other_kind else SubjectVerdict.OTHER_KIND
        self._latest: tuple[object, SubjectVerdict] = (None, SubjectVerdict.UNNAMED)  # most are about the same

    def judge(self, subject: object) -> SubjectVerdict:
        """The verdict on a ``subject`` element. An unreadable identifier counts as no number.

        Whoever else it names besides the patient withholds it, since nobody knows then which of them it is about.
        """
        if subject == self._latest[0]:
            return self._latest[1]
        verdicts = {self._compare(*each) for each in self.identifiers(subject)}
        if SubjectVerdict.WITHHELD in verdicts:
            verdict = SubjectVerdict.WITHHELD
        elif SubjectVerdict.SHOWN in verdicts:
            verdict = SubjectVerdict.SHOWN
        else:
            verdict = self._other_kind if SubjectVerdict.OTHER_KIND in verdicts else SubjectVerdict.UNNAMED
        if type(subject) is dict and "reference" not in subject:  # else what it leads to may come later
            self._latest = (subject, verdict)
        return verdict

    def identifiers(self, subject: object) -> list[tuple[str, str]]:
        """System and value of every identifier of the subject; for a reference to a Patient, that Patient's.

        A number may stand in the address (``Patient/<number>``) or in any other words.
        """
        found: list[tuple[str, str]] = []
        for reference in subject if type(subject) is list else [subject]:
            words = reference
            if type(reference) is dict:
                found += _pairs(reference.get("identifier"))
                words = {name: value for name, value in reference.items() if name != "identifier"}
                patient = self._index.find(address) if type(address := reference.get("reference")) is str else None
                if patient is not None and patient.kind == "Patient" and patient.fields is not None:
                    found += _pairs(patient.fields["identifier"])
            numbers = map("".join, _NUMBER.findall(without_placeholders(readable(words))))
            found += [("", number) for number in numbers if persons(number)]
        return found

    def _compare(self, system: str, value: str) -> SubjectVerdict:
        number = clean(without_placeholders(value))
        kind = kind_of_identifier_system(system)
        if not number:
            return SubjectVerdict.UNNAMED
        if kind is not None and len(number) == 10:
            number = f"0{number}"  # a leading zero lost on the way
        if number == self._number:
            return SubjectVerdict.SHOWN
        if not persons(number):
            return SubjectVerdict.OTHER_KIND
        # What the sender calls it decides where that is one of the three known systems; under any other the digits decide.
        same = kind is self._kind if kind is not None else _kind_by_digits(number) == _kind_by_digits(self._number)
        return SubjectVerdict.WITHHELD if same else SubjectVerdict.OTHER_KIND


def _kind_by_digits(number: str) -> tuple[object, bool]:
    """Its kind, and whether it is an H-number (or one of NAV's test numbers), which a hospital gives out beside the others."""
    return kind_of_number(number), synthetic_of_number(number) is Synthetic.H_OR_NAV40


def _pairs(raw: object) -> list[tuple[str, str]]:
    pairs = []
    for item in raw if type(raw) is list else [raw]:
        if type(item) is dict:
            system, value = item.get("system"), item.get("value")
            if isinstance(value, str) and value.strip():
                pairs.append((str(system) if isinstance(system, str) else "", str(value)))
    return pairs


_TECHNICAL: Final = frozenset({"resourceType", "id", "meta", "language"})
_CONTACT: Final = frozenset({"system", "value", "use", "rank"})
_SPECIMEN: Final = _TECHNICAL | {
    "identifier", "accessionIdentifier", "type", "subject", "collection", "note", "status", "extension", "contained",
}  # fmt: skip
_COLLECTION: Final = frozenset({"collectedDateTime", "collector", "bodySite", "method", "extension"})
_ROLE: Final = _TECHNICAL | {"organization", "practitioner", "telecom", "contained"}
_REQUEST: Final = _TECHNICAL | {
    "identifier", "authoredOn", "requester", "reasonCode", "note", "extension", "status", "intent", "subject", "specimen",
    "contained",
}  # fmt: skip
_OBSERVATION: Final = _TECHNICAL | {
    "status", "category", "code", "subject", "effectiveDateTime", "issued", "performer", "interpretation", "referenceRange",
    "note", "method", "specimen", "hasMember", "identifier", "basedOn", "extension", "dataAbsentReason", "contained",
}  # fmt: skip
_REPORT: Final = _TECHNICAL | {
    "identifier", "basedOn", "status", "category", "code", "subject", "effectiveDateTime", "issued", "performer", "result",
    "specimen", "conclusion", "extension", "contained",
}  # fmt: skip
_META_OF_OBSERVATION: Final = META | {"tag"}  # tags repeat the codes of its hierarchy, for searching
_DATES: Final = frozenset(
    {
        "nilar-investigation-date", "nilar-status-change-date", "nilar-counter-sign-date", "nilar-medical-validation-date",
        "nilar-description-date",
    }
)  # fmt: skip
_REPORT_DATES: Final = {"nilar-report-date": "report_date", "nilar-approval-date": "approval_date"}
_INFORMATION: Final = {  # extensions of an inf-item: the field, and the value it has
    "nilar-inf-item-type": ("kind", "valueCodeableConcept"),
    "nilar-inf-item-coded-descr": ("concept", "valueCodeableConcept"),
    "nilar-inf-item-start": ("start", "valueDateTime"),
    "nilar-inf-item-end": ("end", "valueDateTime"),
    "nilar-inf-item-org-time": ("recorded", "valueDateTime"),
}


@dataclass(slots=True, eq=False, repr=False)
class Resource:
    """One resource of an answer.

    ``kind``: its type, "" where there is none that can be read. ``fields``: of its model, None where it cannot be read.
    ``subject``: as it came. ``members``: addresses of results (of a report, of a group); ``reports``: of the reports it names.
    ``orders``, ``specimens`` and ``performers`` (the collector, who ordered it): references. ``outcomes``: OperationOutcomes in
    its entry; ``match``: tells a hit of the search from others, "" for what is none. ``misfits``: parts of the wrong type.
    ``made``: the model of it. ``withheld``: it is about another number, or under what is.
    """

    kind: str = ""
    id: str = ""
    key: str = ""
    full_url: str = ""
    match: str = ""
    outcomes: tuple[Raw, ...] = ()
    fields: Raw | None = None
    subject: object = None
    members: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    orders: tuple[Link, ...] = ()
    specimens: tuple[Link, ...] = ()
    performers: tuple[Link, ...] = ()
    misfits: int = 0
    made: Any = None
    verdict: SubjectVerdict = SubjectVerdict.UNNAMED
    withheld: bool = False

    def equals(self, other: Resource) -> bool:
        ties = ("fields", "subject", "members", "reports", "orders", "specimens", "performers")
        return all(getattr(self, tie) == getattr(other, tie) for tie in ties)


def read_observation(types: Datatypes, raw: Raw, into: Resource) -> None:
    get = raw.get
    fields: Raw = {"dates": [], "structured": [], "related": []}
    reports: list[str] = []
    for extension in types.many(get("extension"), "extension"):
        if not _read_extension(types, extension, fields, reports):
            types.extension(extension)
    types.meta(get("meta"), _META_OF_OBSERVATION)
    into.members = types.addresses(get("hasMember"), "hasMember")
    into.reports = tuple(reports)
    into.orders = tuple([(address, "", (), "") for address in types.addresses(get("basedOn"), "basedOn")])
    into.specimens = types.links(types.one(get("specimen"), "specimen"), "specimen")
    into.performers = types.links(get("performer"), "performer")
    into.fields = {
        **{name: tuple(value) if type(value) is list else value for name, value in fields.items()},
        "code": types.concept(get("code"), "code") or EMPTY,
        "status": types.status(get("status")),
        "category": types.first_concept(get("category"), "category"),
        "effective": types.moment(get("effectiveDateTime"), "effectiveDateTime"),
        "issued": types.moment(get("issued"), "issued"),
        "value": types.value_and_unknown(raw, _OBSERVATION),
        "data_absent_reason": types.concept(get("dataAbsentReason"), "dataAbsentReason"),
        "interpretations": types.concepts(get("interpretation"), "interpretation"),
        "reference_ranges": types.reference_ranges(get("referenceRange")),
        "notes": types.notes(get("note"), "note"),
        "method": types.concept(get("method"), "method"),
        "identifiers": types.identifiers(get("identifier"), "identifier"),
    }


def _read_extension(types: Datatypes, raw: Raw, fields: Raw, reports: list[str]) -> bool:
    """Take in an extension of an Observation; False where it is not known, or has another value than it should."""
    name, flag = extension_name(raw), raw.get("valueBoolean")
    if name == "nilar-structured-info":
        fields["structured"] += _structured(types, raw)
        return True
    if name in ("nilar-accredited", "nilar-history") and isinstance(flag, bool) and name[6:] not in fields:
        fields[name[6:]] = flag
        return True
    if name == "nilar-specification" and "specification" not in fields and "valueCodeableConcept" in raw:
        fields["specification"] = types.concept(raw["valueCodeableConcept"], name)
        return True
    if name in _DATES and (moment := types.moment(raw.get("valueDateTime"), name)) is not None:
        fields["dates"].append(Labelled(label=name, value=moment))
        return True
    if name in ("nilar-diagnostic-report-ref", "nilar-related-observation"):
        address = types.address(raw.get("valueReference"), name)
        if name == "nilar-diagnostic-report-ref":
            reports += filter(None, [address])
        elif address:
            fields["related"].append(address.rpartition("/")[2])
        return bool(address)
    return False


def _structured(types: Datatypes, raw: Raw) -> list[Labelled]:
    """Lines of a pathology template (IG 1.6): each question with its answers; one without an answer stays."""
    label, values = "", []
    for part in types.many(raw.get("extension"), "structured-info"):
        value = types.extension_value(part, "structured-info")
        if extension_name(part) == "nilar-structured-info-type" and isinstance(value, CodeableConcept) and not label:
            label = _question(value)
        elif value is not None:
            values.append(value)
        else:
            types.keep("structured-info", part)
    return [Labelled(label=label, value=value) for value in values or [""]]


def _question(concept: CodeableConcept) -> str:
    """A name with its codes: several questions of a template have the same name."""
    name = called(concept)
    codes = ", ".join(coding.code for coding in concept.codings if coding.code and coding.code != name)
    return f"{name} ({codes})" if codes else name


def read_report(types: Datatypes, raw: Raw, into: Resource) -> None:
    get = raw.get
    dates: dict[str, Moment | None] = {}
    comments: list[Annotation] = []
    information: list[ClinicalInformation] = []
    for extension in types.many(get("extension"), "extension"):
        name, when = extension_name(extension), extension.get("valueDateTime")
        if name in _REPORT_DATES and _REPORT_DATES[name] not in dates and type(when) is str:
            dates[_REPORT_DATES[name]] = types.moment(when, name)
        elif name == "nilar-comment":
            comments += _comments(types, extension)
        elif name == "nilar-inf-item":
            information.append(_information(types, extension))
        else:
            types.extension(extension)
    types.unknown(raw, _REPORT)
    types.meta(get("meta"))
    into.members = types.addresses(get("result"), "result")
    into.orders = types.links(types.one(get("basedOn"), "basedOn"), "basedOn")  # the profile allows one
    into.specimens = types.links(get("specimen"), "specimen")
    into.performers = types.links(get("performer"), "performer")
    into.fields = {
        **dates,
        "code": types.concept(get("code"), "code") or EMPTY,
        "status": types.status(get("status")),
        "category": types.first_concept(get("category"), "category"),
        "subject": _subject(types, get("subject")),
        "effective": types.moment(get("effectiveDateTime"), "effectiveDateTime"),
        "issued": types.moment(get("issued"), "issued"),
        "identifiers": types.identifiers(get("identifier"), "identifier"),
        "comments": tuple(comments),
        "clinical_information": tuple(information),
        "conclusion": types.prose(get("conclusion"), "conclusion"),
    }


def _subject(types: Datatypes, raw: object) -> Subject | None:
    subject = types.one(raw, "subject")
    if subject is None:
        return None
    identifiers = types.identifiers(subject.get("identifier"), "subject")
    return Subject(
        identifier=identifiers[0] if identifiers else None, display=types.text(subject.get("display"), "subject.display")
    )


def _information(types: Datatypes, raw: Raw) -> ClinicalInformation:
    """An inf-item. Its parts are extensions with URLs of their own; ``comment`` is a nilar-comment."""
    fields: Raw = {}
    texts: list[str] = []
    comments: list[Annotation] = []
    for part in types.many(raw.get("extension"), "inf-item"):
        name = extension_name(part)
        field_name, value = _INFORMATION.get(name, ("", ""))
        if field_name and field_name not in fields and value in part:
            read = types.concept if value == "valueCodeableConcept" else types.moment
            fields[field_name] = read(part[value], name)
        elif name == "nilar-inf-item-descr" and type(part.get("valueString")) is str:
            texts.append(types.prose(part["valueString"], name))
        elif name == "nilar-comment":
            comments += _comments(types, part)
        else:
            types.extension(part, "nilar-inf-item")
    return ClinicalInformation(**fields, text="\n".join(texts), comment="\n".join(map(_comment_text, comments)))


def _comment_text(note: Annotation) -> str:
    if note.concept is None:
        return note.text
    displays = [coding.display or coding.code for coding in note.concept.codings]
    return ": ".join(part for part in (*displays, note.concept.text) if part)


def _comments(types: Datatypes, extension: Raw) -> list[Annotation]:
    """A ``nilar-comment``: Annotation or CodeableConcept; any other part is kept as text."""
    if "valueCodeableConcept" in extension:
        return [Annotation(concept=types.concept(extension["valueCodeableConcept"], "comment"))]
    if "valueAnnotation" in extension:
        return list(types.notes(extension["valueAnnotation"], "comment"))
    value = types.extension_value(extension, "comment")
    return [Annotation(text=value)] if isinstance(value, str) else []


def _notes(types: Datatypes, raw: Raw, label: str) -> tuple[Annotation, ...]:
    """The notes of a resource, and the comments among its extensions; the others are kept."""
    notes = list(types.notes(raw.get("note"), "note"))
    for extension in types.many(raw.get("extension"), label):
        if extension_name(extension) == "nilar-comment":
            notes += _comments(types, extension)
        else:
            types.extension(extension)
    return tuple(notes)


def _keep_unless(types: Datatypes, raw: Raw, **fillers: str) -> None:
    """Keep elements that FHIR requires where they have another value than their filler."""
    for name, filler in fillers.items():
        if raw.get(name) not in (None, filler):
            types.keep(name, raw[name])


def read_specimen(types: Datatypes, raw: Raw, into: Resource) -> None:
    collection = types.one(raw.get("collection"), "collection") or {}
    notes = _notes(types, raw, "extension") + _notes(types, {"extension": collection.get("extension")}, "collection.extension")
    _keep_unless(types, raw, status="available")
    types.unknown(collection, _COLLECTION, "collection")
    types.unknown(raw, _SPECIMEN)
    accession = types.one(raw.get("accessionIdentifier"), "accessionIdentifier")
    number: Identifier | None = types.identifier(accession, "accessionIdentifier") if accession else None
    identifiers = types.identifiers(raw.get("identifier"), "identifier")
    if number and number.kind and number not in identifiers:
        identifiers = (*identifiers, number)
    into.performers = types.links(types.one(collection.get("collector"), "collector"), "collector")
    into.fields = {
        "kind": types.concept(raw.get("type"), "type"),
        "accession": number.value if number else "",
        "identifiers": identifiers,
        "collected": types.moment(collection.get("collectedDateTime"), "collectedDateTime"),
        "body_site": types.concept(collection.get("bodySite"), "bodySite"),
        "method": types.concept(collection.get("method"), "method"),
        "notes": notes,
    }


def read_request(types: Datatypes, raw: Raw, into: Resource) -> None:
    _keep_unless(types, raw, status="unknown", intent="order")
    types.unknown(raw, _REQUEST)
    into.performers = types.links(types.one(raw.get("requester"), "requester"), "requester")
    into.specimens = types.links(raw.get("specimen"), "specimen")
    into.fields = {
        "identifiers": types.identifiers(raw.get("identifier"), "identifier"),
        "authored": types.moment(raw.get("authoredOn"), "authoredOn"),
        "reasons": types.concepts(raw.get("reasonCode"), "reasonCode"),
        "notes": _notes(types, raw, "extension"),
    }


def read_role(types: Datatypes, raw: Raw, into: Resource) -> None:
    """A laboratory, a person, or both, each by a logical reference (NILAR sends neither as a resource)."""
    names: Raw = {}
    for label, field_name in (("organization", "organisation"), ("practitioner", "practitioner")):
        for address, display, identifiers, _type in types.links(types.one(raw.get(label), label), label):
            names |= {field_name: display, f"{field_name}_ids": identifiers}
            types.keep(label, address)
    telecom = []
    for contact in types.many(raw.get("telecom"), "telecom"):
        types.unknown(contact, _CONTACT, "telecom")
        value, system = types.text(contact.get("value"), "telecom"), contact.get("system")
        if value:
            telecom.append(f"{value} ({system})" if type(system) is str and system not in {"phone", "sms", ""} else value)
    types.unknown(raw, _ROLE)
    into.fields = {**names, "telecom": tuple(telecom)}
    into.made = Party(**into.fields, extras=tuple(types.extras))


def read_patient(types: Datatypes, raw: Raw, into: Resource) -> None:
    """The identifiers only, for other resources' subjects: nothing of it is shown."""
    into.fields = {"identifier": raw.get("identifier")}


READERS: Final[dict[str, Callable[[Datatypes, Raw, Resource], None]]] = {
    "Observation": read_observation,
    "DiagnosticReport": read_report,
    "Specimen": read_specimen,
    "ServiceRequest": read_request,
    "PractitionerRole": read_role,
    "Patient": read_patient,
}


def read_resource(types: Datatypes, kind: str, raw: Raw) -> Resource:
    """The resource by itself, without its references. Raises ValueError and the like where it cannot be read."""
    identity = raw.get("id")
    into = Resource(kind=kind, id=identity if type(identity) is str else "")
    types.take()
    read = READERS.get(kind)
    if read is None:
        into.fields = {}
        return into
    if "contained" in raw:
        types.misfits += 1  # NILAR contains nothing; it may be about anybody
    read(types, raw, into)
    into.subject = raw.get("subject")
    extras, into.misfits = types.take()  # last: all that was left over above
    if kind in ("Observation", "DiagnosticReport", "Specimen", "ServiceRequest") and into.fields is not None:
        into.fields["extras"] = extras
    return into
