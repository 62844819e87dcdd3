"""OperationOutcomes: refusals, and what the patient's privacy settings do (pps/README.md §5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from provesvar_gui.sandbox.refusal import RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provesvar_gui.sandbox.people import Resource
    from provesvar_gui.sandbox.records import Patient, StoredReport

NEW_SYSTEM = "http://nhn.no/fhir/nilar/CodeSystem/pvk-outcome-cs"
OLD_SYSTEM = "NilarPvkOutcome"
_CODES: dict[str, tuple[str, str]] = {
    "restricted": ("General", "Pasienten har sperret prøvesvar for alt helsepersonell."),
    "partly-restricted": ("General", "Pasienten har sperret noen prøvesvar for alt helsepersonell."),
    "blocked": ("Specific", "Pasienten har sperret prøvesvar for deg eller din virksomhet."),
    "partly-blocked": ("Specific", "Pasienten har sperret noen prøvesvar for deg eller din virksomhet."),
    "opted-out": ("Reservation", "Pasienten har reservert seg mot Pasientens prøvesvar."),
    "unknown": ("Delegated", "Pasientens valg hindrer at prøvesvar utleveres (kode 17)."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Visible:
    """What may be seen with one access basis, and the outcome that goes with it."""

    reports: Sequence[StoredReport]
    outcome: Resource | None


def outcome(code: str, diagnostics: str, *, severity: str = "error", pvk: str | None = None) -> Resource:
    """An OperationOutcome with one issue; ``pvk`` is a code of PvkOutcome, sent in both code systems."""
    issue: dict[str, Any] = {"severity": severity, "code": code, "diagnostics": diagnostics}
    if pvk is not None:
        issue["details"] = {"coding": [{"system": system, "code": pvk} for system in (NEW_SYSTEM, OLD_SYSTEM)]}
    return {"resourceType": "OperationOutcome", "issue": [issue]}


def visible(patient: Patient | None, reports: Sequence[StoredReport], *, elevated: bool) -> Visible:
    """What this access basis opens. Raises RefusedError (400) for an elevated one that opens nothing more."""
    setting = "none" if patient is None else patient.outcome
    if setting in ("blocked", "opted-out"):
        ordinary: Sequence[StoredReport] = ()
        opened: Sequence[StoredReport] = ()
    elif setting in ("restricted", "unknown"):
        ordinary, opened = (), reports
    else:
        ordinary = [stored for stored in reports if not stored.restricted]
        opened = reports if setting == "partly-restricted" else ordinary
    if elevated:
        if len(opened) <= len(ordinary):
            raise RefusedError(400, "business-rule", "the elevated access basis gives nothing more than an ordinary one")
        return Visible(reports=opened, outcome=None)
    if setting in _CODES:
        code, text = _CODES[setting]
        return Visible(reports=ordinary, outcome=outcome("suppressed", text, severity="warning", pvk=code))
    return Visible(reports=ordinary, outcome=None)


def nothing_found() -> Resource:
    """The outcome that says there is no data."""
    return outcome("not-found", "Ingen prøvesvar funnet.", severity="information")
