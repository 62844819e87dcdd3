"""The configuration of the sandbox practice: units, local codes, and contacts (numbers with a zero are nobody's)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A point of care. ``unsigned``: API scopes whose terms it has not signed; HelseID drops them (rejected_scope)."""

    orgnr: str
    name: str
    unsigned: frozenset[str] = frozenset()


PARENT = Unit(orgnr="310000019", name="Øvre Fiktivdal kommune")
UNITS = (
    Unit(orgnr="310000027", name="Fiktivdal legevakt"),
    Unit(orgnr="310000035", name="Fiktivdal legesenter"),
)

#: Codes of two laboratories that have no national one. The private laboratory's stay unmapped, so that the overview also shows
#: what it could not place.
LOCAL_CODES: Final = [
    {"laboratory": "99900002", "code": "BASCR", "analyte": "antibody_screen"},
    *({"laboratory": "99900006", "code": code, "analyte": "mrsa"} for code in ("MRSAN", "MRSAH", "MRSAP")),
]
SETTINGS: Final[dict[str, Any]] = {
    "helseid.organisations": [{"orgnr": unit.orgnr, "name": unit.name} for unit in UNITS],
    "acute.local_codes": LOCAL_CODES,
    "contact.privacy": {"name": "Personvernombudet", "phone": "00 00 00 01", "hours": "hverdager 8–15"},
    "contact.support": {"name": "IT-vakten", "phone": "00 00 00 02", "hours": "hele døgnet"},
    "contact.laboratories": [
        {"name": "Medisinsk biokjemi", "phone": "00 00 00 03", "hours": "hele døgnet"},
        {"name": "Mikrobiologi", "phone": "00 00 00 04", "hours": "hverdager 8–20"},
        {"name": "Radiologi", "phone": "00 00 00 05", "hours": "hele døgnet"},
    ],
}
