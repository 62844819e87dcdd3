"""The sandbox's people and their results, as FHIR R4 in NILAR's shape from ``data/``. Nobody is real.

``people.json`` says who there is; each patient's own file has the reports, each with every resource that hangs on it, a resource
on a line. A time is ``@`` with days before today and the time of day.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence


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
_NOT_IN_A_WORD = re.compile(r"(?<![0-9A-Za-z])[0-9]{11}(?![0-9A-Za-z])", re.ASCII)


def is_person_number(text: str) -> bool:
    """By its check digits, without the client's code. By the rules of 2032 the first may be up to three more."""
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
    return any(run in people for run in runs) or any(run in _NOT_IN_A_WORD.findall(text) for run in runs)


@dataclass(frozen=True, slots=True)
class StoredReport:
    """``related``: every resource that can be reached from it. ``restricted``: given out only with an elevated basis.

    The dicts are shared: copy before changing them, and write them with ``dumps`` (numbers may be ``Decimal``).
    """

    report: Resource
    related: list[Resource]
    restricted: bool


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def norwegian_offset(day: date) -> str:
    """``+01:00`` or ``+02:00``, as it is at noon. Windows has no zone data of its own, and the standard library brings none."""
    return "+02:00" if _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10) else "+01:00"


_TIME = re.compile(r'"@(\d+)(?: (\d\d:\d\d))?"')


def _dated(text: str, today: date) -> Any:
    """JSON, with each ``@`` as a time before ``today``; numbers keep their digits."""

    def time(found: re.Match[str]) -> str:
        days, clock = int(found[1]), found[2]
        day = today - timedelta(days=days)
        return f'"{day.isoformat()}T{clock}:{days * 7 % 60:02d}{norwegian_offset(day)}"' if clock else f'"{day.isoformat()}"'

    return json.loads(_TIME.sub(time, text), parse_float=Decimal)


_RESULTS, _REPORTS, _SMALLEST, _LARGEST = 10_000, 600, 8, 26  # of somebody in dialysis


def _repeated(data: dict[str, Any], today: date) -> Iterator[StoredReport]:
    """Samples of several times a week for years: each report is a copy of its laboratory's template, with other values.

    ``usual``: of each result in turn the arguments ``middle``, ``spread``, ``decimals`` and perhaps ``floor`` of ``_measure``.
    """
    random = Random("12854910009")  # noqa: S311 - the same numbers each day
    templates = {lab: dumps(data[lab]) for lab in ("fjord", "nord", "ost")}
    sizes = [_SMALLEST + index * 7 % (_LARGEST - _SMALLEST + 1) for index in range(_REPORTS)]
    for index, size in enumerate(sizes):
        lab = "ost" if index % 17 == 5 else "nord" if index % 29 == 7 else "fjord"
        days = f'"@{1 + index * 5 // 2} '
        made = _dated(templates[lab].replace("00000000", f"{index:08x}").replace('"@1 ', days), today)
        size -= index < sum(sizes) - _RESULTS
        report, related = made["report"], made["related"]
        results = [each for each in related if each["resourceType"] == "Observation"]
        for result, usual in zip(results[:size], data["usual"], strict=False):
            _measure(result, random, *usual)
        if index % 61 == 9:
            report["status"] = results[3]["status"] = "amended"
            results[3]["note"] = [{"text": "Rettet svar etter ny analyse."}]
        del report["result"][size:]
        yield StoredReport(report, [each for each in related if each not in results[size:]], made["restricted"])


def _measure(result: Resource, random: Random, middle: float, spread: float, decimals: int, floor: int = 0) -> None:
    """Give a result a value near ``middle``, with the mark that its limits ask for. ``floor``: below it, "less than" is sent."""
    amount = float(middle) + float(spread) * (random.random() + random.random() + random.random() - 1.5)
    number = Decimal(floor) if amount < floor else Decimal(f"{amount:.{decimals}f}")
    result["valueQuantity"] |= {"value": number, **({"comparator": "<"} if amount < floor else {})}
    low, high = result.pop("_limits")
    above, below = result.pop("_above"), result.pop("_below")
    if high and number > Decimal(high):
        result["interpretation"] = above
    elif low and amount >= floor and number < Decimal(low):
        result["interpretation"] = below


@lru_cache(maxsize=2 * len(PATIENTS))
def _of_day(patient: Patient, today: date) -> tuple[StoredReport, ...]:
    file = DATA / f"{patient.key}.json"
    if not file.exists():
        return ()
    if patient.key == "marathon":
        made = list(_repeated(read_data(patient.key), today))
        for at in range(10, len(made), 50):  # the service promises no order: a late report comes between others
            made[at], made[at - 7] = made[at - 7], made[at]
        return tuple(made)
    every = _dated(file.read_text("utf-8"), today)
    return tuple(StoredReport(each["report"], each["related"], each["restricted"]) for each in every)


def reports_of(number: str, now: datetime) -> list[StoredReport]:
    """All reports of a patient, also those that need an elevated basis, in the service's order (not sorted by date).

    ``now`` must be aware. The same number on the same Norwegian day gives the same resources; ids stay the same on other days,
    only the dates move along, the youngest from yesterday. Unknown numbers have none. The resources are shared.
    """
    utc = now.astimezone(UTC)
    today = (utc + timedelta(hours=int(norwegian_offset(utc.date())[1:3]))).date()
    return [stored for patient in PATIENTS if patient.number == number for stored in _of_day(patient, today)]


SYNTHETIC_PEOPLE = People(clinicians=CLINICIANS, patients=PATIENTS, reports_of=reports_of)

# JSON that keeps a laboratory's digits: two characters of the private use area, which our texts never contain, mark a number on
# its way through the C encoder.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARKED = re.compile(f'"{_OPEN}([^{_CLOSE}]*){_CLOSE}"')


def _mark(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{_OPEN}{value:f}{_CLOSE}"
    raise TypeError(f"cannot write {type(value).__name__} as JSON")


def dumps(resource: Any) -> str:
    """A resource or Bundle as compact JSON: ``Decimal("4.00")`` is written as ``4.00``. Floats must not be in it."""
    text = json.dumps(resource, ensure_ascii=False, separators=(",", ":"), default=_mark, allow_nan=False)
    return _MARKED.sub(r"\1", text)
