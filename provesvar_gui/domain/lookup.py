"""One deliberate question about one patient."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provesvar_gui.domain.access import AccessBasis
    from provesvar_gui.domain.identifiers import PatientId


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """What the clinician asked. ``number`` grows with every look-up: late answers are dropped by it.

    ``reason``: the code chosen for an opening, for the local journal alone: PPS has no field for it.
    """

    number: int
    patient: PatientId
    basis: AccessBasis
    role_code: str
    reason: str = ""
