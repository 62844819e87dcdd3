"""A number handed over by another program: it fills a free desk, and asks at any other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from provesvar_gui.desk import actions as act
from provesvar_gui.desk.desk import Desk
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.patient.numbers import PatientId
from provesvar_gui.results.model import OutcomeKind
from tests.unit.desk.desk_kit import KARI, OLA, answered, filled, logged_in
from tests.unit.desk.test_desk_machine import PATIENTS, DeskMachine


def shown() -> Desk:
    return answered(logged_in(filled()))


def hand_over(desk: Desk, patient: PatientId = OLA) -> act.Actions:
    return desk.handed_over(patient.digits, patient)


def test_fills_a_free_desk() -> None:
    desk = Desk()
    assert hand_over(desk) == (act.FillNumber(text=OLA.digits),)
    assert desk.form.patient == OLA
    assert desk.offer.patient is None
    assert desk.number_changed(OLA.digits, OLA) == ()  # the field says so too


@pytest.mark.hazard("H6.1")
@pytest.mark.parametrize("text", [OLA.digits, "13896900264"])
def test_a_basis_that_was_chosen_before_does_not_go_to_it(text: str) -> None:
    desk = Desk()
    for _ in range(2):
        desk.basis_chosen(AccessBasis.AKUTT)
    patient = OLA if text == OLA.digits else None
    assert desk.handed_over(text, patient) == (act.SetBasis(basis=None), act.FillNumber(text=text))
    assert desk.form.basis is None
    desk.basis_chosen(AccessBasis.AKUTT)
    assert desk.form.acute_unsure


def test_a_wrong_number_is_put_where_it_can_be_seen() -> None:
    desk = Desk()
    assert desk.handed_over("13896900264", None) == (act.FillNumber(text="13896900264"),)
    assert desk.form.patient is None
    assert desk.enter() == (act.PointTo(part=act.FormPart.NUMBER),)


def test_what_holds_no_number_is_only_told() -> None:
    desk = Desk()
    assert desk.handed_over("", None) == (act.ShowOffer(text="", patient=None),)
    assert desk.offer_accepted() == ()
    assert hand_over(desk) == (act.Command.END_OFFER, act.FillNumber(text=OLA.digits))


def test_over_shown_results_it_asks_and_changes_nothing() -> None:
    desk = shown()
    before = desk.results.lookup
    assert hand_over(desk) == (act.ShowOffer(text=OLA.digits, patient=OLA),)
    assert (desk.form.patient, desk.form.basis, desk.results.lookup, desk.results.visible) == (
        KARI,
        AccessBasis.AKUTT,
        before,
        True,
    )


def test_taken_is_what_typing_it_would_have_been() -> None:
    typed, handed = shown(), shown()
    by_hand = typed.number_changed(OLA.digits, OLA)
    hand_over(handed)
    taken = handed.offer_accepted()
    assert taken == (act.Command.END_OFFER, *by_hand, act.SetNumber(patient=OLA))
    assert act.Command.HIDE_RESULTS in taken
    assert act.SetBasis(basis=None) in taken
    assert (handed.form.patient, handed.form.basis, handed.results.visible) == (typed.form.patient, typed.form.basis, False)
    assert handed.escape() == ()
    assert handed.back_asked() == (act.SetNumber(patient=KARI), act.Command.SHOW_RESULTS, act.SetBasis(basis=AccessBasis.AKUTT))


def test_kept_is_as_if_nothing_had_come() -> None:
    desk = shown()
    hand_over(desk)
    assert desk.offer_declined() == (act.Command.END_OFFER,)
    assert (desk.form.patient, desk.offer.patient, desk.results.visible) == (KARI, None, True)
    assert desk.offer_accepted() == ()


def test_the_same_patient_ends_an_offer_of_another() -> None:
    desk = shown()
    assert hand_over(desk, KARI) == ()
    hand_over(desk)
    assert hand_over(desk, KARI) == (act.Command.END_OFFER,)
    assert desk.offer_accepted() == ()


def test_a_second_one_replaces_the_first() -> None:
    desk = shown()
    hand_over(desk)
    assert desk.handed_over("1", None) == (act.ShowOffer(text="1", patient=None),)
    assert desk.offer_accepted() == ()  # what cannot be used cannot be taken
    third = PATIENTS[2]
    hand_over(desk, third)
    desk.offer_accepted()
    assert desk.form.patient == third


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
    assert isinstance(action, act.ShowOffer)
    assert before == (desk.form.patient, desk.form.basis, desk.armed, desk.running, desk.results.lookup)


def test_taking_it_stops_what_was_going_on() -> None:
    desk = Desk()
    running(desk)
    hand_over(desk)
    assert any(isinstance(action, act.CancelLookup) for action in desk.offer_accepted())
    desk = Desk()
    at_the_panel(desk)
    hand_over(desk)
    assert act.Command.HIDE_OPENING in desk.offer_accepted()


def test_a_basis_meant_for_a_number_half_typed_does_not_go_along() -> None:
    desk = Desk()
    half_typed(desk)
    desk.basis_chosen(AccessBasis.SAMTYKKE)
    hand_over(desk)
    assert act.SetBasis(basis=None) in desk.offer_accepted()
    assert desk.form.basis is None


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
    assert desk.number_changed("0", None) == (act.Command.HIDE_RESULTS, act.SetBasis(basis=None))
    assert desk.offer.patient == OLA
    assert act.Command.END_OFFER in desk.number_changed(OLA.digits, OLA)


def test_brought_back_it_needs_no_answer_any_more() -> None:
    desk = shown()
    there = desk.form.patient
    assert there is not None
    desk.number_changed("1", None)
    assert any(isinstance(action, act.ShowOffer) for action in desk.handed_over(there.digits, there))
    assert act.Command.END_OFFER in desk.back_asked()
    assert desk.form.patient == there
    assert desk.offer.patient is None


@pytest.mark.hazard("S103")
def test_no_number_in_words() -> None:
    for action in (act.ShowOffer(text=OLA.digits, patient=OLA), act.FillNumber(text=OLA.digits), act.SetNumber(patient=OLA)):
        assert OLA.digits not in repr(action)


class HandOverMachine(DeskMachine):
    """Hand-overs in between, in any order: what must never happen still does not."""

    def __init__(self) -> None:
        super().__init__()
        self.bar: PatientId | None = None
        self.stands = False

    def carry_out(self, actions: act.Actions, *, answer_to: int | None = None) -> None:
        for action in actions:
            match action:
                case act.ShowOffer(patient=patient):
                    self.stands, self.bar = True, patient
                case act.Command.END_OFFER:
                    assert self.stands
                    self.stands, self.bar = False, None
                case act.FillNumber(text=text):
                    self.field = next((patient for patient in PATIENTS if patient.digits == text), None)
                    assert self.screen in (None, self.field), "what was hidden comes back, as typing it would bring it"
                case _:
                    super().carry_out((action,), answer_to=answer_to)

    @rule(patient=st.sampled_from([*PATIENTS, None]))
    def hand_over(self, patient: PatientId | None) -> None:
        free, desk = self.desk.free, self.desk
        before = (
            desk.form.patient,
            desk.form.basis,
            desk.armed,
            desk.running,
            desk.results.visible,
            desk.results.lookup,
            self.sent,
        )
        actions = desk.handed_over(patient.digits if patient else "12", patient)
        self.carry_out(actions)
        after = (
            desk.form.patient,
            desk.form.basis,
            desk.armed,
            desk.running,
            desk.results.visible,
            desk.results.lookup,
            self.sent,
        )
        back = free and desk.results.lookup is not None and desk.results.lookup.patient == patient  # as typing it would
        assert back or after[2:] == before[2:], "it does nothing but fill an empty field"
        assert back or not free or desk.form.basis is None or patient == before[0], "no basis goes along"
        assert self.sent == before[-1]
        assert free or after == before, "it replaces nothing"
        assert not desk.armed or self.field == desk.form.patient

    @rule()
    def take(self) -> None:
        offered, before, desk = self.bar, self.sent, self.desk
        basis = desk.form.basis
        self.carry_out(desk.offer_accepted())
        assert self.sent == before
        if offered is not None:
            assert desk.form.patient == self.field == offered
            assert not desk.armed
            held = desk.results.lookup
            back = held is not None and held.patient == offered
            assert back or desk.form.basis is None or basis is None, "no basis goes along"

    @rule()
    def keep(self) -> None:
        before = self.desk.form.patient, self.sent
        self.carry_out(self.desk.offer_declined())
        assert before == (self.desk.form.patient, self.sent)
        assert not self.stands

    @rule(name=st.sampled_from(["wipe", "clear", "logout"]))
    def leave(self, name: str) -> None:
        self.press(name)
        assert not self.stands

    @invariant()
    def the_bar_shows_what_can_be_taken(self) -> None:
        assert self.bar == self.desk.offer.patient
        assert self.bar is None or self.bar != self.desk.form.patient, "nothing to ask about the number that stands there"


TestHandOverMachine = HandOverMachine.TestCase
TestHandOverMachine.settings = settings(max_examples=150, stateful_step_count=50)
