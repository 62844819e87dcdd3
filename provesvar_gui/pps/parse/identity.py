"""Whose result it is (invariant 4): the number asked for, none, another kind of identifier, someone else."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from provesvar_gui.domain.identifiers import clean, kind_of_identifier_system, kind_of_number
from provesvar_gui.domain.results import Identifier

if TYPE_CHECKING:
    from provesvar_gui.domain.identifiers import PatientId
    from provesvar_gui.pps.parse.references import Reading


class Verdict(Enum):
    """What becomes of a report or a loose result."""

    SHOWN = "shown"  # the same number
    UNNAMED = "unnamed"  # no number: shown
    OTHER_KIND = "other-kind"  # set apart
    WITHHELD = "withheld"  # another number of the same kind; where the policy says so, another kind too


class Identity:
    """Judges subjects against the number that was asked for. ``withhold_other_kind``: nothing is set apart."""

    __slots__ = ("_judged", "_kind", "_number", "_other_kind")

    def __init__(self, patient: PatientId, *, withhold_other_kind: bool = False) -> None:
        self._number = patient.digits
        self._kind = kind_of_number(patient.digits)
        self._other_kind = Verdict.WITHHELD if withhold_other_kind else Verdict.OTHER_KIND
        self._judged: dict[tuple[str, str], Verdict] = {}

    def judge(self, reading: Reading, subject: object, container: str) -> Verdict:
        """The verdict on a ``subject`` element as it came. Something that cannot be read as an identifier is no number."""
        if type(subject) is dict and "reference" not in subject:
            single = subject.get("identifier")
            if single is None:
                return Verdict.UNNAMED
            if type(single) is dict:
                system, value = single.get("system"), single.get("value")
                if type(system) is str and type(value) is str:
                    return self._judge_one((system, value))
        verdicts = {self._judge_one(one) for one in _identifiers(reading, subject, container)}
        for verdict in (Verdict.SHOWN, Verdict.WITHHELD, Verdict.OTHER_KIND):
            if verdict in verdicts:
                return verdict
        return Verdict.UNNAMED

    def _judge_one(self, identifier: tuple[str, str]) -> Verdict:
        known = self._judged.get(identifier)
        if known is None:
            known = self._judged[identifier] = self._compare(*identifier)
        return known

    def _compare(self, system: str, value: str) -> Verdict:
        number = clean(value)
        kind = kind_of_identifier_system(system)
        if not number:
            return Verdict.UNNAMED
        if number == self._number:
            return Verdict.SHOWN
        if kind is not None and len(number) == 10 and number.isdigit() and f"0{number}" == self._number:
            return Verdict.SHOWN  # a leading zero lost on the way
        if kind is None and not system and len(number) == 11 and number.isdigit():
            kind = kind_of_number(number)
        return Verdict.WITHHELD if kind is self._kind else self._other_kind


def _identifiers(reading: Reading, subject: object, container: str) -> list[tuple[str, str]]:
    """System and value of everything that identifies the subject; of a Patient resource, its identifiers of persons."""
    references = subject if type(subject) is list else [subject]
    found: list[tuple[str, str]] = []
    for reference in references:
        if type(reference) is not dict:
            continue
        found += _pairs(reference.get("identifier"))
        address = reference.get("reference")
        patient = reading.index.find(address, container) if type(address) is str else None
        if patient is not None and patient.kind == "Patient" and patient.raw is not None:
            patient.used = True
            found += _pairs(patient.raw.get("identifier"))
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


def identifier_of(reading: Reading, subject: dict[str, object], container: str) -> Identifier | None:
    """The identifier that a report is registered on."""
    types = reading.types
    given = types.many(subject.get("identifier"), "subject")
    if given:
        return types.identifier(given[0], "subject")
    pairs = _identifiers(reading, subject, container)
    return Identifier(system=pairs[0][0], value=pairs[0][1]) if pairs else None
