"""The resources of one look-up, their references (R4 references.html, bundle.html#references) and their subjects.

A reference is relative (``Observation/1``), absolute, ``urn:uuid:...`` or, within one resource, ``#x`` for something it contains.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final

from provesvar_gui.patient.numbers import (
    Synthetic,
    clean,
    kind_of_identifier_system,
    kind_of_number,
    persons,
    synthetic_of_number,
)
from provesvar_gui.pps.fhir.datatypes import Datatypes, readable
from provesvar_gui.results.model import Identifier
from provesvar_gui.results.visible import without_placeholders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from functools import partial

    from provesvar_gui.patient.numbers import PatientId
    from provesvar_gui.results.model import Labelled, Observation, Report

    Reader = Callable[["ResourceReading", "Resource", dict[str, object]], object]

_TIES: Final = ("components", "left", "members", "order", "performer", "reports", "specimen", "subject")  # of an Observation
_NUMBER = re.compile(r"(?<![0-9A-Za-z])(\d{6})[ \xa0]?(\d{5})(?![0-9A-Za-z])", re.ASCII)  # people part it there


class SubjectVerdict(Enum):
    """Whose a report or a result is (invariant 4), and so what becomes of it."""

    SHOWN = "shown"  # the same number
    UNNAMED = "unnamed"  # no number: shown
    OTHER_KIND = "other-kind"  # set apart; so is what cannot be read as a number: masked, damaged, too short
    WITHHELD = "withheld"  # another number of the same kind; where the policy says so, another kind too


@dataclass(slots=True, eq=False, repr=False)
class Resource:
    """One resource of an answer: as it came (``raw``), and what has been made of it (``made``), if it is one that others share.

    ``kind``: its type, "" where there is none that can be read. ``outcomes``: OperationOutcomes in its entry; ``contained``: the
    resources within it; ``match``: tells a hit of the search from others, "" for what is none. ``doubled``: something in it names
    a member twice (reader.py), so that nobody knows whose it is or who it is.
    ``container``: key of the resource it is contained in, itself for the outermost. ``missing``: types and addresses of what it
    refers to and has not come. ``misfits``: how many parts had the wrong type.
    """

    kind: str = ""
    raw: dict[str, object] | None = None
    id: str = field(init=False)
    key: str = ""
    full_url: str = ""
    match: str = ""
    container: str = ""
    contained: tuple[Resource, ...] = ()
    outcomes: tuple[dict[str, object], ...] = ()
    made: object = None
    missing: tuple[tuple[str, str], ...] = ()
    misfits: int = 0
    doubled: bool = False
    used: bool = False

    def __post_init__(self) -> None:
        given = self.raw.get("id") if self.raw is not None else None
        self.id = given if type(given) is str else ""


@dataclass(slots=True, eq=False, repr=False)
class ObservationResource(Resource):
    """An Observation. ``said``: what it says itself, ``observation``: with what it refers to; unless it is ``readable``, neither.

    ``specimen``, ``performer`` and ``subject``: as they came; ``members``, ``reports`` and ``order`` (of the ServiceRequest):
    addresses. ``left``: extras and misfits of its own. ``withheld``: it is about another number, or under what is.
    """

    kind: str = "Observation"
    said: partial[Observation] = field(init=False)
    observation: Observation = field(init=False)
    readable: bool = False
    components: tuple[Observation, ...] = ()
    members: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    order: str = ""
    specimen: object = None
    performer: object = None
    subject: object = None
    left: tuple[tuple[Labelled, ...], int] = ((), 0)
    verdict: SubjectVerdict = SubjectVerdict.UNNAMED
    withheld: bool = False

    @property
    def usable(self) -> bool:
        """Whether it may be shown."""
        return self.readable and not self.withheld

    def same(self, other: ObservationResource) -> bool:
        """Whether both say the same, whatever has come meanwhile of what they refer to."""
        if not (self.readable and other.readable):
            return self.raw is not None and self.raw == other.raw
        return self.said.keywords == other.said.keywords and all(getattr(self, tie) == getattr(other, tie) for tie in _TIES)


@dataclass(slots=True, eq=False, repr=False)
class ReportResource(Resource):
    """A DiagnosticReport. ``said``: what it says itself; ``read``: with what it refers to; ``report``: with its results too.

    ``results``: their addresses; ``subject``: as it came. What cannot be read has none of all this, and ``raw``.
    """

    kind: str = "DiagnosticReport"
    said: partial[Report] = field(init=False)
    read: Report | None = None
    report: Report | None = None
    results: tuple[str, ...] = ()
    subject: object = None
    verdict: SubjectVerdict = SubjectVerdict.UNNAMED

    def same(self, other: ReportResource) -> bool:
        """Whether both say the same, whatever has come meanwhile of what they refer to."""
        if self.read is None or other.read is None:
            return self.raw is not None and self.raw == other.raw
        return self.said.keywords == other.said.keywords and (self.results, self.subject) == (other.results, other.subject)


class ResourceIndex:
    """Finds resources by any form of reference."""

    __slots__ = ("_anonymous", "_apart", "_by_id", "_by_key", "resources")

    def __init__(self) -> None:
        self._by_key: dict[str, Resource] = {}
        self._by_id: dict[str, Resource] = {}
        self._apart: dict[str, list[Resource]] = {}
        self._anonymous = 0
        self.resources: list[Resource] = []

    def add(self, resource: Resource, container: str = "") -> bool:
        """Take in a resource; False where one with the same key is here already, which then stays the one references lead to."""
        if container:
            resource.key = f"{container}#{resource.id.lstrip('#')}" if resource.id else self._next_key()
        elif resource.id:
            resource.key = f"{resource.kind}/{resource.id}"
        else:
            resource.key = resource.full_url or self._next_key()
        resource.container = container or resource.key
        first = self._by_key.setdefault(resource.key, resource) is resource
        if first:
            self.resources.append(resource)
            if resource.full_url and not resource.full_url.endswith(resource.key):
                self._by_key.setdefault(resource.full_url, resource)
            if not container and resource.id:
                self._by_id.setdefault(resource.id.lower(), resource)
        return first

    def add_apart(self, resource: Resource) -> None:
        """Take in a second resource under a key that is taken: it is shown, but no reference leads to it."""
        self._anonymous += 1
        self._apart.setdefault(resource.key, []).append(resource)
        resource.key = f"{resource.key}~{self._anonymous}"
        self._by_key[resource.key] = resource
        self.resources.append(resource)

    def drop(self, keys: set[str]) -> None:
        """Take these resources out again, with what they contain of the kind: no reference leads to them."""
        self.resources = [one for one in self.resources if one.container not in keys and one.key not in keys]
        self._by_key = {name: one for name, one in self._by_key.items() if one.container not in keys and one.key not in keys}
        self._by_id = {name: one for name, one in self._by_id.items() if one.key not in keys}

    def versions(self, key: str) -> list[Resource]:
        """What has been taken in under that key: the first, then those set apart."""
        first = self._by_key.get(key)
        return [first, *self._apart.get(key, ())] if first is not None else []

    def _next_key(self) -> str:
        self._anonymous += 1
        return f"~{self._anonymous}"

    def find(self, reference: str, container: str) -> Resource | None:
        """The resource a reference means, or None where it has not come."""
        found = self._by_key.get(reference)
        if found is not None or not reference:
            return found
        if reference[0] == "#":
            return self._by_key.get(container + reference) if len(reference) > 1 else self._by_key.get(container)
        plain = reference.partition("/_history/")[0]
        if plain.startswith("urn:"):
            return self._by_key.get(plain.lower()) or self._by_id.get(plain.rpartition(":")[2].lower())
        tail = "/".join(plain.rsplit("/", 2)[-2:])
        return self._by_key.get(plain) or self._by_key.get(tail)

    def members(self, of: ObservationResource) -> Iterator[ObservationResource]:
        """Those of its members that have come, can be read and are not withheld."""
        for address in of.members:
            found = self.find(address, of.container)
            if isinstance(found, ObservationResource) and found.usable:
                yield found


class ResourceReading:
    """What the readers of single resources share: data types, the index, and the references of the resource being read."""

    __slots__ = ("_ready", "index", "missing", "types")

    def __init__(self) -> None:
        self.types = Datatypes()
        self.index = ResourceIndex()
        self._ready: dict[str, object] = {}  # address -> what it leads to, where all of that has come
        self.missing: list[tuple[str, str]] = []  # (resource type, reference) of what did not come

    def begin(self) -> None:
        self.types.take()
        self.missing = []

    def resolve(self, reference: str, container: str, kind: str) -> Resource | None:
        """The resource, noted as missing where it has not come."""
        found = self.index.find(reference, container)
        if found is None:
            self.missing.append((kind, reference))
            return None
        found.used = True
        return found

    def ready(self, reference: dict[str, object]) -> object:
        """What a Reference that has nothing but an address leads to, where that has been asked for before; else None."""
        address = reference.get("reference") if len(reference) == 1 else None
        return self._ready.get(address) if type(address) is str else None

    def made(self, resource: Resource, read: Reader, address: str = "") -> object:
        """What ``read`` makes of a resource that others share, made once. ``address``: it is ``ready`` by that next time."""
        if resource.made is None and resource.raw is not None:
            aside, missing = self.types.set_aside(), self.missing
            self.missing = []
            try:
                resource.made = read(self, resource, resource.raw)
                resource.missing = tuple(self.missing)
                resource.misfits = self.types.misfits
            finally:
                self.types.resume(aside)
                self.missing = missing
        if resource.missing:
            self.missing.extend(resource.missing)
        elif address and address[0] != "#":  # that means something else in every resource
            self._ready[address] = resource.made
        return resource.made


class SubjectJudge:
    """Judges subjects against the number that was asked for. ``withhold_other_kind``: nothing is set apart."""

    __slots__ = ("_kind", "_latest", "_number", "_other_kind")

    def __init__(self, patient: PatientId, *, withhold_other_kind: bool = False) -> None:
        self._number = patient.digits
        self._kind = kind_of_number(patient.digits)
        self._other_kind = SubjectVerdict.WITHHELD if withhold_other_kind else SubjectVerdict.OTHER_KIND
        self._latest: tuple[object, SubjectVerdict] = (None, SubjectVerdict.UNNAMED)

    def judge(self, reading: ResourceReading, subject: object, container: str) -> SubjectVerdict:
        """The verdict on a ``subject`` element as it came. Something that cannot be read as an identifier is no number.

        Whoever else it names besides the patient withholds it, since nobody knows then which of them it is about.
        """
        if subject is not None and subject is self._latest[0]:
            return self._latest[1]
        verdict = self._judge(reading, subject, container)
        if type(subject) is dict and "reference" not in subject:  # else what it leads to may come later
            self._latest = (subject, verdict)
        return verdict

    def _judge(self, reading: ResourceReading, subject: object, container: str) -> SubjectVerdict:
        said = _identifiers(reading, subject, container)
        verdicts = {self._compare(*one) for one in said} if said is not None else {SubjectVerdict.WITHHELD}
        for verdict in (SubjectVerdict.WITHHELD, SubjectVerdict.SHOWN):
            if verdict in verdicts:
                return verdict
        return self._other_kind if SubjectVerdict.OTHER_KIND in verdicts else SubjectVerdict.UNNAMED

    def _compare(self, system: str, value: str) -> SubjectVerdict:
        number = clean(without_placeholders(value))
        kind = kind_of_identifier_system(system)
        if not number:
            return SubjectVerdict.UNNAMED
        if number == self._number:
            return SubjectVerdict.SHOWN
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


def _identifiers(reading: ResourceReading, subject: object, container: str) -> list[tuple[str, str]] | None:
    """System and value of everything that identifies the subject; of a Patient resource, its identifiers of persons.

    A number may stand in the address (``Patient/<number>``) or in any other words. None: the Patient it refers to is two persons.
    """
    found: list[tuple[str, str]] = []
    for reference in subject if type(subject) is list else [subject]:
        words = reference
        if type(reference) is dict:
            found += _pairs(reference.get("identifier"))
            words = {name: said for name, said in reference.items() if name != "identifier"}
            address = reference.get("reference")
            patient = reading.index.find(address, container) if type(address) is str else None
            if patient is not None and patient.kind == "Patient" and patient.raw is not None:
                patient.used = True
                if patient.doubled:
                    return None
                found += _pairs(patient.raw.get("identifier"))
        numbers = map("".join, _NUMBER.findall(without_placeholders(readable(words))))
        found += [("", number) for number in numbers if persons(number)]
    return found


def _pairs(raw: object) -> list[tuple[str, str]]:
    items = raw if type(raw) is list else [raw]
    pairs = []
    for item in items:
        if type(item) is dict:
            system, value = item.get("system"), item.get("value")
            if isinstance(value, str) and value.strip():
                pairs.append((str(system) if isinstance(system, str) else "", str(value)))
    return pairs


def identifier_of(reading: ResourceReading, subject: dict[str, object], container: str) -> Identifier | None:
    """The identifier that a report is registered on."""
    types = reading.types
    given = types.many(subject.get("identifier"), "subject")
    if given:
        return types.identifier(given[0], "subject")
    pairs = _identifiers(reading, subject, container) or ()
    return Identifier(system=pairs[0][0], value=pairs[0][1]) if pairs else None
