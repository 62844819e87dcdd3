"""Who is logged in, in the desk's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.domain.desk_actions import Person

if TYPE_CHECKING:
    from provesvar_gui.helseid.model import Clinician


def person_of(clinician: Clinician) -> Person:
    """The person behind a login."""
    orgnr = clinician.organisation.orgnr if clinician.organisation is not None else ""
    return Person(key=clinician.subject, hpr_number=clinician.hpr_number, orgnr=orgnr)


def codes_held(clinician: Clinician) -> tuple[str, ...] | None:
    """The roles that HPR has of them, as HelseID says; None while that is not known."""
    return None if clinician.approvals is None else tuple(approval.code for approval in clinician.approvals)
