"""A number handed over by another program: it fills a free desk, and asks at any other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from provesvar_gui.desk import actions as act
from provesvar_gui.desk.actions import HandOverAnswer
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


@pytest.mark.hazard("H6.1")
def test_a_basis_that_was_chosen_before_does_not_go_to_one_that_is_taken_from_the_offer() -> None:
    desk = Desk()
    half_typed(desk)
    desk.basis_chosen(AccessBasis.UNNTAK)
    assert hand_over(desk) == (act.Command.SHOW_OFFER,)
    assert desk.offer_accepted() == (
        act.HandOverAnswer.TAKEN,
        act.Command.SHOW_BASIS,
        act.Command.SHOW_NUMBER,
    )
    assert (desk.form.patient, desk.form.basis) == (OLA, None)


def test_results_hidden_behind_another_number_are_wiped_when_theirs_is_closed() -> None:
    desk = shown()
    desk.number_changed(OLA.digits, OLA)
    assert desk.close_asked(KARI) == (HandOverAnswer.TAKEN, (act.Command.WIPE_RESULTS,))
    assert desk.form.patient == OLA
    assert desk.closing is None
