"""The sandbox's synthetic people and their results: FHIR R4 in NILAR's shape, made from a seed. Nobody here is real."""

from __future__ import annotations

from provesvar_gui.sandbox.records.draft import StoredReport
from provesvar_gui.sandbox.records.people import CLINICIANS, PATIENTS, Clinician, Patient
from provesvar_gui.sandbox.records.store import reports_of
from provesvar_gui.sandbox.records.writing import dumps

__all__ = ["CLINICIANS", "PATIENTS", "Clinician", "Patient", "StoredReport", "dumps", "reports_of"]
