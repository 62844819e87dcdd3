"""A number handed over by another program: it fills a free desk, and asks at any other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from provesvar_gui.desk import actions as act
from provesvar_gui.desk.desk import Desk
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.patient.numbers import PatientId
from provesvar_gui.results.model import OutcomeKind
from tests.unit.desk.desk_kit import KARI, OLA, answered, filled, logged_in


def shown() -> Desk:
    return answered(logged_in(filled()))


def hand_over(desk: Desk, patient: PatientId = OLA) -> act.Actions:
    return desk.handed_over(patient.digits, patient)


@pytest.mark.hazard("H6.1")
@pytest.mark.parametrize("text", [OLA.digits, "13896900264"])
def test_a_basis_that_was_chosen_before_does_not_go_to_it(text: str) -> None:
    desk = Desk()
    for _ in range(2):
        desk.basis_chosen(AccessBasis.AKUTT)
    patient = OLA if text == OLA.digits else None
    assert desk.handed_over(text, patient) == (act.Command.SHOW_BASIS, act.Command.FILL_NUMBER)
    assert desk.form.basis is None
    desk.basis_chosen(AccessBasis.AKUTT)
    assert desk.form.acute_unsure


def test_over_shown_results_it_asks_and_changes_nothing() -> None:
    desk = shown()
    before = desk.results.lookup
    assert hand_over(desk) == (act.Command.SHOW_OFFER,)
    assert (desk.form.patient, desk.form.basis, desk.results.lookup, desk.results.visible) == (
        KARI,
        AccessBasis.AKUTT,
        before,
        True,
    )


def test_the_same_patient_ends_an_offer_of_another() -> None:
    desk = shown()
    assert hand_over(desk, KARI) == ()
    hand_over(desk)
    assert hand_over(desk, KARI) == (act.Command.END_OFFER,)
    assert desk.offer_accepted() == ()


def half_typed(desk: Desk) -> None:
    desk.number_changed("13", None)


def armed(desk: Desk) -> None:
    filled(desk)
    desk.enter()
    assert desk.armed


def running(desk: Desk) -> None:
    logged_in(filled(desk)).enter()
    assert desk.running is not None


def at_the_panel(desk: Desk) -> None:
    answered(logged_in(filled(desk)), OutcomeKind.RESTRICTED)
    assert any(isinstance(action, act.ShowOpening) for action in desk.opening_asked())


@pytest.mark.parametrize("situation", [half_typed, armed, running, at_the_panel])
def test_nothing_that_is_going_on_is_disturbed(situation: Callable[[Desk], None]) -> None:
    desk = Desk()
    situation(desk)
    before = desk.form.patient, desk.form.basis, desk.armed, desk.running, desk.results.lookup
    (action,) = hand_over(desk)
    assert action is act.Command.SHOW_OFFER
    assert before == (desk.form.patient, desk.form.basis, desk.armed, desk.running, desk.results.lookup)


def deny(desk: Desk) -> act.Actions:
    return desk.person_denied()


@pytest.mark.parametrize("end", [Desk.wipe, Desk.clear, Desk.logout, deny])
def test_an_offer_ends_with_the_patient_at_the_desk(end: Callable[[Desk], act.Actions]) -> None:
    desk = shown()
    hand_over(desk)
    assert act.Command.END_OFFER in end(desk)
    assert desk.offer.patient is None


def test_typed_by_hand_it_needs_no_answer_any_more() -> None:
    desk = shown()
    hand_over(desk)
    assert desk.number_changed("0", None) == (act.Command.HIDE_RESULTS, act.Command.SHOW_BASIS)
    assert desk.offer.patient == OLA
    assert act.Command.END_OFFER in desk.number_changed(OLA.digits, OLA)


def test_brought_back_it_needs_no_answer_any_more() -> None:
    desk = shown()
    there = desk.form.patient
    assert there is not None
    desk.number_changed("1", None)
    assert any(action is act.Command.SHOW_OFFER for action in desk.handed_over(there.digits, there))
    assert act.Command.END_OFFER in desk.back_asked()
    assert desk.form.patient == there
    assert desk.offer.patient is None
