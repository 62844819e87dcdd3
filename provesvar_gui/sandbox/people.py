"""The sandbox's people, all invented: synthetic numbers (month +80, Skatteetaten's own way to mark a test person)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import datetime

    from provesvar_gui.sandbox.records import StoredReport

Resource = dict[str, Any]
DATA = Path(__file__).with_name("data")


def read_data(name: str) -> Any:
    """One of the JSON files; numbers keep their digits."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"), parse_float=Decimal)


@dataclass(frozen=True, slots=True, kw_only=True)
class Practitioner:
    """Someone who can log in. ``level``: security level; ``roles``: codes of the list 9060; ``sub``: HelseID's subject."""

    pid: str
    given: str
    family: str
    hpr_number: str | None
    level: str
    roles: tuple[str, ...]
    sub: str

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """``key``: the name of the file with the results, where there are any. ``story``: one line in bokmål for the people page.

    ``outcome``: what the service says about access: "none" (nothing to say), "restricted" (General, opens with an elevated
    basis), "partly-restricted" (General for some reports), "blocked" (Specific), "partly-blocked" (Specific for some),
    "opted-out" (Reservation) or "unknown" (a privacy code that nobody documents).
    """

    key: str
    number: str
    name: str
    outcome: str
    story: str


_PEOPLE = read_data("people")
CLINICIANS = tuple(Practitioner(**{**each, "roles": tuple(each["roles"])}) for each in _PEOPLE["clinicians"])
PATIENTS = tuple(Patient(**each) for each in _PEOPLE["patients"])
#: The patients' numbers by their key, and others that some reports are registered on.
NUMBERS: dict[str, str] = {**{patient.key: patient.number for patient in PATIENTS}, **_PEOPLE["others"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who can log in to one sandbox, whom one can ask about, and what is stored about them."""

    clinicians: Sequence[Practitioner]
    patients: Sequence[Patient]
    reports_of: Callable[[str, datetime], Sequence[StoredReport]]

    def numbers(self) -> frozenset[str]:
        return frozenset({*(person.pid for person in self.clinicians), *(patient.number for patient in self.patients)})

    def patient(self, number: str) -> Patient | None:
        return next((patient for patient in self.patients if patient.number == number), None)


_K1 = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_K2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_ELEVEN = re.compile(r"[0-9]{11}", re.ASCII)
_RUN = re.compile(r"(?<![0-9])[0-9]{11}(?![0-9])", re.ASCII)
_ALONE = re.compile(r"(?<![0-9A-Za-z])[0-9]{11}(?![0-9A-Za-z])", re.ASCII)


def is_person_number(text: str) -> bool:
    """By its check digits, computed anew: a judge asks nobody. From 2032 on the first may be up to three more."""
    if not _ELEVEN.fullmatch(text):
        return False
    digits = [int(char) for char in text]
    first = (sum(weight * digit for weight, digit in zip(_K1, digits, strict=False)) + digits[9]) % 11
    second = (sum(weight * digit for weight, digit in zip(_K2, digits, strict=False)) + digits[10]) % 11
    return second == 0 and first <= (0 if digits[0] >= 8 else 3)


def holds_person_number(text: str, people: Collection[str]) -> bool:
    """Whether a person number stands in a text: one of these people's anywhere, anyone's valid one that touches no letter.

    A random value (a token, a code, a UUID) now and then holds eleven digits that make a valid number, between letters.
    """
    runs = [run for run in _RUN.findall(text) if is_person_number(run)]
    return any(run in people for run in runs) or any(run in _ALONE.findall(text) for run in runs)
