"""The people of one sandbox, as the services use them; ``provesvar_gui.sandbox.records`` makes the sandbox's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from provesvar_gui.sandbox.records import Clinician, Patient, StoredReport

Resource = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who can log in, whom one can ask about, and what is stored about them."""

    clinicians: Sequence[Clinician]
    patients: Sequence[Patient]
    reports_of: Callable[[str, datetime], Sequence[StoredReport]]

    def numbers(self) -> frozenset[str]:
        """The person numbers of all of them."""
        return frozenset({*(person.pid for person in self.clinicians), *(patient.number for patient in self.patients)})

    def patient(self, number: str) -> Patient | None:
        """The patient with this number, if there is one."""
        return next((patient for patient in self.patients if patient.number == number), None)


def full_name(clinician: Clinician) -> str:
    """Given and family name."""
    return f"{clinician.given} {clinician.family}"
