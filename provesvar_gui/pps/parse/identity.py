"""Whose result it is (invariant 4): the number asked for, none, an identifier of another kind, someone else."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from provesvar_gui.domain.identifiers import clean, kind_of_identifier_system, kind_of_number, persons
from provesvar_gui.domain.person_numbers import Synthetic, synthetic_of_number
from provesvar_gui.domain.results import Identifier
from provesvar_gui.domain.visible import without_placeholders
from provesvar_gui.pps.parse.leftovers import readable

if TYPE_CHECKING:
    from provesvar_gui.domain.identifiers import PatientId
    from provesvar_gui.pps.parse.references import Reading


class Verdict(Enum):
    """What becomes of a report or a loose result."""

    SHOWN = "shown"  # the same number
    UNNAMED = "unnamed"  # no number: shown
    OTHER_KIND = "other-kind"  # set apart; so is what cannot be read as a number: masked, damaged, too short
    WITHHELD = "withheld"  # another number of the same kind; where the policy says so, another kind too


_NUMBER = re.compile(r"(?<![0-9A-Za-z])(\d{6})[ \xa0]?(\d{5})(?![0-9A-Za-z])", re.ASCII)  # people part it there


class Identity:
    """Judges subjects against the number that was asked for. ``withhold_other_kind``: nothing is set apart."""

    __slots__ = ("_judged", "_kind", "_number", "_other_kind")

    def __init__(self, patient: PatientId, *, withhold_other_kind: bool = False) -> None:
        self._number = patient.digits
        self._kind = kind_of_number(patient.digits)
        self._other_kind = Verdict.WITHHELD if withhold_other_kind else Verdict.OTHER_KIND
        self._judged: dict[tuple[str, str], Verdict] = {}

    def judge(self, reading: Reading, subject: object, container: str) -> Verdict:
        """The verdict on a ``subject`` element as it came. Something that cannot be read as an identifier is no number.

        Whoever else it names besides the patient withholds it, since nobody knows then which of them it is about.
        """
        said = _identifiers(reading, subject, container)
        verdicts = {self._judge_one(one) for one in said} if said is not None else {Verdict.WITHHELD}
        for verdict in (Verdict.WITHHELD, Verdict.SHOWN):
            if verdict in verdicts:
                return verdict
        return self._other_kind if Verdict.OTHER_KIND in verdicts else Verdict.UNNAMED

    def _judge_one(self, identifier: tuple[str, str]) -> Verdict:
        known = self._judged.get(identifier)
        if known is None:
            known = self._judged[identifier] = self._compare(*identifier)
        return known

    def _compare(self, system: str, value: str) -> Verdict:
        number = clean(without_placeholders(value))
        kind = kind_of_identifier_system(system)
        if not number:
            return Verdict.UNNAMED
        if number == self._number:
            return Verdict.SHOWN
        if kind is not None and len(number) == 10:
            number = f"0{number}"  # a leading zero lost on the way
            if number == self._number:
                return Verdict.SHOWN
        if not persons(number):
            return Verdict.OTHER_KIND
        # What the sender calls it decides where that is one of the three known systems; under any other the digits decide.
        same = kind is self._kind if kind is not None else _kind_by_digits(number) == _kind_by_digits(self._number)
        return Verdict.WITHHELD if same else Verdict.OTHER_KIND


def _kind_by_digits(number: str) -> tuple[object, bool]:
    """Its kind, and whether it is an H-number (or one of NAV's test numbers), which a hospital gives out beside the others."""
    return kind_of_number(number), synthetic_of_number(number) is Synthetic.H_OR_NAV40


def _identifiers(reading: Reading, subject: object, container: str) -> list[tuple[str, str]] | None:
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


def identifier_of(reading: Reading, subject: dict[str, object], container: str) -> Identifier | None:
    """The identifier that a report is registered on."""
    types = reading.types
    given = types.many(subject.get("identifier"), "subject")
    if given:
        return types.identifier(given[0], "subject")
    pairs = _identifiers(reading, subject, container) or ()
    return Identifier(system=pairs[0][0], value=pairs[0][1]) if pairs else None
