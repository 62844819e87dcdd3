"""Access basis: the legal ground on which a clinician may see a patient's results (pps/README.md §2)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from provesvar_gui.patient.numbers import PatientId


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


class Lookup(NamedTuple):
    """``number`` grows, so that late answers are recognised. ``reason``: of an opening, for the local journal only."""

    number: int
    patient: PatientId
    basis: AccessBasis
    role_code: str
    reason: str = ""
