from __future__ import annotations

from provesvar_gui.desk.actions import Command, Person
from provesvar_gui.desk.desk import Desk
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.patient.numbers import PatientId
from provesvar_gui.results.model import OutcomeKind

KARI = PatientId("13896900263")
OLA = PatientId("01896900052")
DOCTOR = Person(key="k1", hpr_number="431001110")
NURSE = Person(key="k2", hpr_number="222200063")


def filled(desk: Desk | None = None, patient: PatientId = KARI, basis: AccessBasis = AccessBasis.AKUTT) -> Desk:
    desk = desk or Desk()
    desk.number_changed(patient.digits, patient)
    desk.basis_chosen(basis)
    desk.basis_chosen(basis)  # AKUTT takes one act more
    desk.role_chosen("LE")
    return desk


def logged_in(desk: Desk) -> Desk:
    desk.login_asked()
    desk.logged_in(DOCTOR, fresh=True)
    return desk


def answered(desk: Desk, openable: OutcomeKind | None = None) -> Desk:
    desk.enter()
    assert desk.running is not None
    assert desk.lookup_succeeded(desk.running.number, openable) == (Command.SHOW_RESULTS,)
    return desk
