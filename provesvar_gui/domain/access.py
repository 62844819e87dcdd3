"""Access basis: on which ground a clinician may see a patient's results (pps-authorization, section access-basis)."""

from __future__ import annotations

from enum import StrEnum


class AccessBasis(StrEnum):
    """Values of the ``access-basis`` header, exactly as the service spells them."""

    SAMTYKKE = "SAMTYKKE"
    UNNTAK = "UNNTAK"
    AKUTT = "AKUTT"
    FORHOYET_SAMTYKKE = "FORHOYET_SAMTYKKE"
    FORHOYET_AKUTT = "FORHOYET_AKUTT"

    @property
    def elevated(self) -> bool:
        """Whether this value opens data that the patient has restricted."""
        return self in (AccessBasis.FORHOYET_SAMTYKKE, AccessBasis.FORHOYET_AKUTT)
