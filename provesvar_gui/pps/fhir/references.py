"""The references of one look-up (R4 references.html, bundle.html#references), and the owners of its resources (invariant 4).

A reference is relative (``Observation/1``), absolute, or ``urn:uuid:...``.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from provesvar_gui.patient.numbers import (
    Synthetic,
    clean,
    kind_of_identifier_system,
    kind_of_number,
    persons,
    synthetic_of_number,
)
from provesvar_gui.pps.fhir.datatypes import readable
from provesvar_gui.results.visible import without_placeholders

if TYPE_CHECKING:
    from provesvar_gui.patient.numbers import PatientId
    from provesvar_gui.pps.fhir.resources import Resource

_NUMBER = re.compile(r"(?<![0-9A-Za-z])(\d{6})[ \xa0]?(\d{5})(?![0-9A-Za-z])", re.ASCII)  # people part it there


class ResourceIndex:
    __slots__ = ("_by_id", "_by_key", "resources")

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

    __slots__ = ("_index", "_kind", "_latest", "_number", "_other_kind")

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
                words = {name: said for name, said in reference.items() if name != "identifier"}
                patient = self._index.find(address) if type(address := reference.get("reference")) is str else None
                if patient is not None and patient.kind == "Patient" and patient.said is not None:
                    found += _pairs(patient.said["identifier"])
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
