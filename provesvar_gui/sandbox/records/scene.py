"""What a patient's record is made from: a day to count back from, a seed, and the patient's own identifier."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

NUMBER_SYSTEMS = {
    "FNR": "urn:oid:2.16.578.1.12.4.1.4.1",
    "DNR": "urn:oid:2.16.578.1.12.4.1.4.2",
    "FHN": "urn:oid:2.16.578.1.12.4.1.4.3",
}

_NAMESPACE = uuid.UUID("6f2f8f53-0d0e-5c8a-9b43-5a3d5f7a1e10")
_MASK = (1 << 64) - 1


def guid(*parts: object) -> str:
    """The same GUID for the same parts, always."""
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join(map(str, parts))))


def identifier_system(number: str) -> str:
    """FNR, DNR or FHN, by the first digit."""
    first = number[0]
    return NUMBER_SYSTEMS["FHN" if first in "89" else "DNR" if first in "4567" else "FNR"]


class Dice:
    """Seeded numbers that are the same in every Python (splitmix64); nothing here is secret."""

    def __init__(self, seed: str) -> None:
        self._state = uuid.uuid5(_NAMESPACE, seed).int & _MASK

    def fraction(self) -> float:
        """From 0 up to, not including, 1."""
        self._state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        z = self._state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
        return ((z ^ (z >> 31)) >> 11) / (1 << 53)

    def whole(self, low: int, high: int) -> int:
        """From ``low`` to ``high``, both included."""
        return low + int(self.fraction() * (high - low + 1))

    def around(self, middle: float, spread: float) -> float:
        """Near ``middle``: the sum of three throws, so that far values are rare; never further away than 1.5 spreads."""
        return middle + spread * (self.fraction() + self.fraction() + self.fraction() - 1.5)

    def pick(self, choices: tuple[Any, ...]) -> Any:
        """One of them."""
        return choices[int(self.fraction() * len(choices))]


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def norwegian_offset(day: date) -> str:
    """``+01:00`` or ``+02:00``, as it is at noon. Windows has no zone data of its own, and the standard library brings none."""
    return "+02:00" if _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10) else "+01:00"


def norwegian_day(now: datetime) -> date:
    """The calendar day in Norway (``now`` must be aware)."""
    utc = now.astimezone(UTC)
    return (utc + timedelta(hours=int(norwegian_offset(utc.date())[1:3]))).date()


@dataclass(slots=True)
class Scene:
    """One patient on one day. ``number`` and ``name`` stand in every ``subject``."""

    number: str
    name: str
    today: date
    dice: Dice = field(init=False)

    def __post_init__(self) -> None:
        self.dice = Dice(self.number)

    def at(self, days_ago: int, clock: str = "08:00") -> str:
        """A FHIR dateTime that many days before today, with Norwegian offset; only the date where ``clock`` is ""."""
        if days_ago < 1:
            raise ValueError("results are from yesterday or earlier: today may just have begun")
        day = self.today - timedelta(days=days_ago)
        if not clock:
            return day.isoformat()
        return f"{day.isoformat()}T{clock}:{days_ago * 7 % 60:02d}{norwegian_offset(day)}"

    def subject(self, number: str = "") -> dict[str, Any]:
        """The logical reference to the patient; ``number``: another one that the report is registered on."""
        value = number or self.number
        return {"identifier": {"system": identifier_system(value), "value": value}, "display": self.name}
