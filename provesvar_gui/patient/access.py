"""Access basis: the legal ground on which a clinician may see a patient's results (pps/README.md §2)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from provesvar_gui.patient.numbers import PatientId


# For whom exemption from consent is described: the GP, doctors and nurses in specialist care and the emergency chain
# (patient/README.md §8). The only pair of which the sources say anything: consent and emergency are open to every role.
EXEMPT_ROLES: Final = frozenset({"LE", "SP"})


class AccessBasis(StrEnum):
    """Values of the ``access-basis`` header, exactly as the service spells them."""

    SAMTYKKE = "SAMTYKKE"
    UNNTAK = "UNNTAK"
    AKUTT = "AKUTT"
    FORHOYET_SAMTYKKE = "FORHOYET_SAMTYKKE"
    FORHOYET_AKUTT = "FORHOYET_AKUTT"

    @property
    def elevated(self) -> bool:
        return self in (AccessBasis.FORHOYET_SAMTYKKE, AccessBasis.FORHOYET_AKUTT)


def rarely_together(basis: AccessBasis | None, role_code: str) -> bool:
    """Whether the sources name this role for this basis rarely or not at all. That is to be said, and forbids nothing."""
    return basis is AccessBasis.UNNTAK and bool(role_code) and role_code not in EXEMPT_ROLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """``number`` grows: late answers are dropped by it. ``reason``: of an opening, for the local journal alone."""

    number: int
    patient: PatientId
    basis: AccessBasis
    role_code: str
    reason: str = ""
