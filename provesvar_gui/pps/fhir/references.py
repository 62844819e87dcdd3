"""All resources of one look-up, and how they find each other (R4 references.html, bundle.html#references).

A reference is relative (``Observation/1``), absolute, ``urn:uuid:...`` or, within one resource, ``#x`` for something it contains.


Whose result it is (invariant 4): the number asked for, none, an identifier of another kind, someone else.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from provesvar_gui.domain.identifiers import clean, kind_of_identifier_system, kind_of_number, persons
from provesvar_gui.domain.person_numbers import Synthetic, synthetic_of_number
from provesvar_gui.domain.results import Identifier
from provesvar_gui.domain.visible import without_placeholders
from provesvar_gui.pps.fhir.datatypes import Datatypes, readable

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.domain.identifiers import PatientId
    from provesvar_gui.pps.fhir.observation import Draft


class Holder:
    """One resource: as it came (``raw``; of an Observation ``draft``) and what has been made of it (``parsed``).

    ``raw`` and ``draft`` are let go of when there is no more to be made of them. ``container``: key of the resource it is
    contained in, itself for the outermost. ``missing``: references that led nowhere. ``doubled``: it says two things of something
    (entries.py), so that nobody knows whose it is or who it is.
    """

    __slots__ = ("container", "doubled", "draft", "id", "key", "kind", "misfits", "missing", "parsed", "raw", "used")

    def __init__(
        self, kind: str, key: str, resource_id: str, raw: dict[str, object] | None, draft: Draft | None, container: str
    ) -> None:
        self.kind = kind
        self.key = key
        self.id = resource_id
        self.raw = raw
        self.draft = draft
        self.container = container
        self.parsed: object = None
        self.missing: tuple[tuple[str, str], ...] = ()
        self.misfits = 0
        self.used = False
        self.doubled = False


class Index:
    """Finds resources by any form of reference."""

    __slots__ = ("_anonymous", "_apart", "_by_id", "_by_key", "holders")

    def __init__(self) -> None:
        self._by_key: dict[str, Holder] = {}
        self._by_id: dict[str, Holder] = {}
        self._apart: dict[str, list[Holder]] = {}
        self._anonymous = 0
        self.holders: list[Holder] = []

    def add(
        self,
        kind: str,
        raw: dict[str, object] | None,
        full_url: str,
        container: str = "",
        draft: Draft | None = None,
    ) -> tuple[Holder, bool]:
        """Take in a resource; False where one with the same key is here already, which then stays the one references lead to."""
        given = draft.id if draft is not None else raw.get("id") if raw is not None else ""
        resource_id = given if type(given) is str else ""
        if container:
            key = f"{container}#{resource_id.lstrip('#')}" if resource_id else self._next_key()
        elif resource_id:
            key = f"{kind}/{resource_id}"
        else:
            key = full_url or self._next_key()
        holder = Holder(kind, key, resource_id, raw, draft, container or key)
        first = self._by_key.setdefault(key, holder) is holder
        if first:
            self.holders.append(holder)
            if full_url and not full_url.endswith(key):
                self._by_key.setdefault(full_url, holder)
            if not container and resource_id:
                self._by_id.setdefault(resource_id.lower(), holder)
        return holder, first

    def add_apart(self, holder: Holder) -> None:
        """Take in a second resource under a key that is taken: it is shown, but no reference leads to it."""
        self._anonymous += 1
        self._apart.setdefault(holder.key, []).append(holder)
        holder.key = f"{holder.key}~{self._anonymous}"
        self._by_key[holder.key] = holder
        self.holders.append(holder)

    def versions(self, key: str) -> list[Holder]:
        """What has been taken in under that key: the first, then those set apart."""
        first = self._by_key.get(key)
        return [first, *self._apart.get(key, ())] if first is not None else []

    def _next_key(self) -> str:
        self._anonymous += 1
        return f"~{self._anonymous}"

    def find(self, reference: str, container: str) -> Holder | None:
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


class Reading:
    """What the readers of single resources share: data types, the index, and the references of the resource being read."""

    __slots__ = ("index", "missing", "ready", "types")

    def __init__(self) -> None:
        self.types = Datatypes()
        self.index = Index()
        self.ready: dict[str, object] = {}  # address -> what it leads to, where all of that has come
        self.missing: list[tuple[str, str]] = []  # (resource type, reference) of what did not come

    def resolve(self, reference: str, container: str, kind: str) -> Holder | None:
        """The resource, noted as missing where it has not come."""
        found = self.index.find(reference, container)
        if found is None:
            self.missing.append((kind, reference))
            return None
        found.used = True
        return found

    def remember(self, address: str, holder: Holder | None) -> None:
        """Shorten the way next time. Not for ``#x``, which means something else in every resource."""
        if holder is not None and not holder.missing and address[:1] != "#":
            self.ready[address] = holder.parsed

    def parsed(self, holder: Holder, read: Callable[[Reading, Holder, dict[str, object]], object]) -> object:
        """What ``read`` makes of a shared resource, made once."""
        if holder.parsed is None and holder.raw is not None:
            aside, missing = self.types.set_aside(), self.missing
            self.missing = []
            try:
                holder.parsed = read(self, holder, holder.raw)
                holder.missing = tuple(self.missing)
                holder.misfits = self.types.misfits
            finally:
                self.types.resume(aside)
                self.missing = missing
        self.missing.extend(holder.missing)
        return holder.parsed


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
