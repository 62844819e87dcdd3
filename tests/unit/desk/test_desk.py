"""The desk's rules, one by one: form and login, who sits at the desk, and the locked window."""

from __future__ import annotations

import pytest

from provesvar_gui.desk.actions import CancelLookup, Command, FormPart, Person
from provesvar_gui.desk.desk import Desk
from provesvar_gui.patient.access import AccessBasis, Lookup
from provesvar_gui.results.model import OutcomeKind
from tests.unit.desk.desk_kit import DOCTOR, KARI, NURSE, OLA, answered, filled, logged_in


@pytest.mark.requirement("R34")
@pytest.mark.parametrize(
    ("number", "basis", "role", "part"),
    [(False, True, True, FormPart.NUMBER), (True, False, True, FormPart.BASIS), (True, True, False, FormPart.ROLE)],
)
def test_enter_arms_only_a_complete_form(number: bool, basis: bool, role: bool, part: FormPart) -> None:
    desk = logged_in(Desk())
    desk.number_changed(KARI.digits, KARI if number else None)
    if basis:
        desk.basis_chosen(AccessBasis.UNNTAK)
    if role:
        desk.role_chosen("LE")
    assert desk.enter() == (part,)
    assert not desk.armed


def test_armed_lookup_goes_once_when_the_login_is_there() -> None:
    desk = filled()
    assert desk.enter() == (Command.START_LOGIN,)
    assert desk.enter() == (Command.OPEN_BROWSER,)
    sent = Lookup(number=1, patient=KARI, basis=AccessBasis.AKUTT, role_code="LE")
    assert desk.logged_in(DOCTOR, fresh=True) == (Command.REMEMBER, sent)
    assert not desk.armed
    assert desk.enter() == ()  # the same question is already running


@pytest.mark.parametrize("edit", ["number", "basis", "role", "organisation", "escape", "failed"])
def test_an_edit_disarms(edit: str) -> None:
    desk = filled(Desk(["1", "2"]))
    desk.organisation_chosen("1")
    desk.enter()
    match edit:
        case "number":
            desk.number_changed("1389690026", None)
        case "basis":
            desk.basis_chosen(AccessBasis.UNNTAK)
        case "role":
            desk.role_chosen("SP")
        case "organisation":
            desk.organisation_chosen("2")
        case "escape":
            assert desk.escape() == ()
            assert desk.login_running
        case _:
            desk.login_failed()
    assert not desk.armed
    if edit != "failed":
        assert not any(isinstance(action, Lookup) for action in desk.logged_in(DOCTOR, fresh=True))


@pytest.mark.hazard("S54")
def test_not_me_ends_that_session_and_demands_authentication() -> None:
    desk = filled()
    desk.enter()
    desk.logged_in(DOCTOR, fresh=False)
    assert desk.person_denied() == (Command.START_LOGIN_ANEW,)
    assert desk.session is None
    assert desk.form.patient == KARI
    assert not desk.armed


@pytest.mark.parametrize("basis", [basis for basis in AccessBasis if basis.elevated])
def test_elevated_is_locked(basis: AccessBasis) -> None:
    desk = filled()
    assert desk.basis_chosen(basis) == (Command.SHOW_BASIS, Command.REFUSE_ELEVATED)
    assert desk.form.basis is AccessBasis.AKUTT


@pytest.mark.hazard("H6.1")
@pytest.mark.requirement("R34")
def test_the_basis_belongs_to_the_number() -> None:
    desk = Desk()
    desk.basis_chosen(AccessBasis.AKUTT)  # to the first whole one, where it was chosen before
    assert filled(desk).number_changed("1389690026", None) == (Command.SHOW_BASIS,)
    assert desk.form.basis is None


@pytest.mark.hazard("H1.3")
def test_the_answer_to_the_one_that_was_given_up_is_not_taken_for_that_of_the_next_patient() -> None:
    desk = logged_in(filled())
    desk.enter()
    assert desk.number_changed(OLA.digits, OLA) == (CancelLookup(number=1), Command.SHOW_BASIS)
    filled(desk, OLA).enter()
    assert desk.lookup_progressed(1) == ()
    assert desk.lookup_succeeded(1) == ()
    assert not desk.lookup_ended(1)
    assert desk.results.lookup is None
    assert desk.running is not None
    assert desk.running.patient == OLA


@pytest.mark.hazard("S1")
def test_what_somebody_else_asked_for_is_given_up_at_the_next_persons_login() -> None:
    desk = logged_in(filled())
    desk.enter()
    desk.session_changed(None)
    desk.login_asked()
    assert CancelLookup(number=1) in desk.logged_in(NURSE, fresh=True)
    assert desk.lookup_succeeded(1) == ()
    assert desk.results.lookup is None


@pytest.mark.hazard("H1.3")
def test_sending_for_another_patient_wipes_the_first() -> None:
    desk = answered(logged_in(filled()))
    filled(desk, OLA)
    actions = desk.enter()
    assert actions[0] == Command.WIPE_RESULTS
    assert isinstance(actions[-1], Lookup)


@pytest.mark.hazard("H9.3")
@pytest.mark.requirement("R43")
@pytest.mark.parametrize("end", ["failed", "cancelled"])
def test_after_any_failure_the_next_try_works(end: str) -> None:
    desk = logged_in(filled())
    desk.enter()
    if end == "failed":
        assert desk.lookup_ended(1)
    else:
        assert desk.escape() == (CancelLookup(number=1),)
    assert isinstance(desk.enter()[-1], Lookup)


@pytest.mark.hazard("H9.8")
def test_the_enter_that_an_ended_session_could_not_send_goes_on_once_and_never_edited_or_elevated() -> None:
    desk = logged_in(filled())
    desk.enter()
    assert desk.may_try_again(1)
    assert not desk.may_try_again(2)
    desk.basis_chosen(AccessBasis.UNNTAK)
    assert not desk.may_try_again(1)
    desk.enter(again=True)
    assert not desk.may_try_again(2)
    opening = answered(logged_in(filled()), OutcomeKind.RESTRICTED)
    opening.opening_asked()
    opening.opening_confirmed(AccessBasis.FORHOYET_AKUTT, "unconscious")
    assert not opening.may_try_again(2)


def test_a_lookup_waits_for_the_other_organisation() -> None:
    at_1, at_2 = (Person(key="k1", hpr_number="1", orgnr=each) for each in ("1", "2"))
    desk = filled(Desk(["1", "2"]))
    desk.organisation_chosen("1")
    desk.enter()
    desk.logged_in(at_1, fresh=True)
    desk.cancel()
    desk.organisation_chosen("2")
    assert desk.enter() == (Command.SWITCH_ORGANISATION,)
    assert desk.enter() == ()
    assert isinstance(desk.organisation_switched(at_2)[-1], Lookup)
    desk.organisation_chosen("1")
    assert not desk.may_try_again(2)
    assert desk.enter() == (CancelLookup(number=2), Command.SWITCH_ORGANISATION), "the screen shows another than was asked for"
    desk.organisation_switched(at_1)
    assert desk.session_changed(at_2) == (CancelLookup(number=3),), "as does a renewal that is for another"


def test_an_organisation_that_does_not_come_is_not_tried_for_ever() -> None:
    desk = filled(Desk(["1", "2"]))
    desk.organisation_chosen("2")
    desk.enter()
    assert desk.logged_in(DOCTOR, fresh=True) == (Command.SWITCH_ORGANISATION,)
    assert desk.organisation_switched(DOCTOR) == ()
    assert not desk.armed
    assert desk.enter() == (Command.SWITCH_ORGANISATION,)
    assert desk.organisation_failed() == ()
    assert not desk.armed


def covered(openable: OutcomeKind | None = None) -> Desk:
    desk = answered(filled(logged_in(Desk())), openable)
    assert desk.cover() == (Command.COVER_RESULTS,)
    return desk


def test_nothing_goes_and_nothing_changes_behind_the_cover() -> None:
    desk = covered(OutcomeKind.RESTRICTED)
    assert desk.openable is None
    for event in (desk.enter, desk.escape, desk.login_asked, desk.opening_asked):
        assert event() == ()
    assert desk.number_changed(OLA.digits, OLA) == ()
    assert desk.handed_over(OLA.digits, OLA) == ()
    assert desk.basis_chosen(AccessBasis.FORHOYET_AKUTT) == ()
    assert desk.opening_confirmed(AccessBasis.FORHOYET_AKUTT, "unconscious") == ()
    assert desk.uncover() == (Command.SHOW_RESULTS,)
    assert desk.form.patient == KARI
    assert desk.openable is OutcomeKind.RESTRICTED, "what was reported is still true"


@pytest.mark.hazard("S32")
def test_somebody_else_finds_a_clean_desk() -> None:
    desk = covered()
    taken = desk.person_replaced()
    assert {Command.WIPE_RESULTS, Command.SHOW_NUMBER, Command.CLEAR_ROLE} <= {*taken}
    assert desk.owner == ""
    assert desk.logged_in(NURSE, fresh=True) == (Command.RECALL,)
    assert desk.uncover() == ()
    assert desk.empty
    assert (desk.form.role, desk.form.basis, desk.question) == ("", None, None)
