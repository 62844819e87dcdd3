"""Whom the desk speaks for: what is opened goes for the organisation and the role on the screen, or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.desk.actions import (
    AskWhoLoggedIn,
    CancelLookup,
    Command,
    Part,
    PointTo,
    SendLookup,
    SetBasis,
    SwitchOrganisation,
)
from provesvar_gui.desk.desk import Desk
from provesvar_gui.desk.opening import OpeningPolicy
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.results.model import OutcomeKind
from tests.unit.desk.desk_kit import DOCTOR, NURSE, filled

if TYPE_CHECKING:
    from collections.abc import Callable

RESTRICTED = OutcomeKind.RESTRICTED
ELEVATED = AccessBasis.FORHOYET_AKUTT
AT_A, AT_B = replace(DOCTOR, orgnr="A"), replace(DOCTOR, orgnr="B")


def at_a(policy: OpeningPolicy | None = None) -> Desk:
    """Logged in for A, of two."""
    desk = filled(Desk(["A", "B"], policy))
    desk.organisation_chosen("A")
    desk.login_asked()
    desk.logged_in(AT_A, fresh=True)
    return desk


def reported(policy: OpeningPolicy | None = None) -> Desk:
    desk = at_a(policy)
    desk.enter()
    assert desk.running is not None
    desk.lookup_succeeded(desk.running.number, RESTRICTED)
    assert desk.openable is RESTRICTED
    return desk


def other_role(desk: Desk) -> None:
    desk.role_chosen("SP")


def other_organisation(desk: Desk) -> None:
    desk.organisation_chosen("B")


def back_again(desk: Desk) -> None:
    desk.organisation_chosen("B")
    desk.organisation_chosen("A")


def role_and_back(desk: Desk) -> None:
    desk.role_chosen("SP")
    desk.role_chosen("LE")


def switching(desk: Desk) -> None:
    desk.organisation_chosen("B")
    assert desk.enter() == (SwitchOrganisation(orgnr="B"),)


def switching_and_back(desk: Desk) -> None:
    switching(desk)
    desk.organisation_chosen("A")


def renewed_for_another(desk: Desk) -> None:
    desk.session_changed(AT_B)


CHANGES = [other_role, other_organisation, back_again, role_and_back, switching, switching_and_back, renewed_for_another]


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_reported_to_another_role_or_organisation_is_not_opened(change: Callable[[Desk], None]) -> None:
    desk = reported()
    change(desk)
    assert desk.openable is None
    desk.opening_asked()
    assert desk.opening_confirmed(ELEVATED, "unconscious") == ()


@pytest.mark.parametrize("change", CHANGES)
def test_the_panel_closes_with_it(change: Callable[[Desk], None]) -> None:
    desk = reported()
    desk.opening_asked()
    change(desk)
    assert desk.opening_confirmed(ELEVATED, "unconscious") == ()
    assert desk.opening_cancelled() == ()  # it is closed


def test_an_answer_that_comes_after_the_change_reports_nothing_to_it() -> None:
    for change in (other_role, other_organisation):
        desk = at_a()
        desk.enter()
        assert desk.running is not None
        number = desk.running.number
        change(desk)
        desk.lookup_succeeded(number, RESTRICTED)
        assert desk.openable is None


def test_looked_up_anew_it_may_be_opened() -> None:
    desk = reported()
    switching(desk)
    send = desk.organisation_switched(AT_B)[-1]
    assert isinstance(send, SendLookup)
    desk.lookup_succeeded(send.lookup.number, RESTRICTED)
    assert desk.openable is RESTRICTED


@pytest.mark.parametrize("elevated", [False, True])
@pytest.mark.parametrize("came", [False, True], ids=["nothing-came", "a-page-came"])
def test_a_switch_stops_what_runs(elevated: bool, came: bool) -> None:
    desk = reported() if elevated else at_a()
    if elevated:
        desk.opening_asked()
        desk.opening_confirmed(ELEVATED, "unconscious")
    else:
        desk.enter()
    assert desk.running is not None
    number = desk.running.number
    if came:
        desk.lookup_progressed(number)
    desk.organisation_chosen("B")
    assert desk.enter() == (CancelLookup(number=number), SwitchOrganisation(orgnr="B"))
    assert desk.lookup_progressed(number) == ()


def test_a_session_renewed_for_another_organisation_stops_what_runs() -> None:
    desk = at_a()
    desk.enter()
    assert desk.running is not None
    number = desk.running.number
    assert desk.session_changed(replace(AT_A)) == ()
    assert CancelLookup(number=number) in desk.session_changed(AT_B)


def test_a_direct_choice_waits_for_the_organisation_too() -> None:
    desk = at_a(OpeningPolicy(direct=True))
    desk.organisation_chosen("B")
    assert desk.basis_chosen(ELEVATED) == (SetBasis(basis=AccessBasis.AKUTT), PointTo(part=Part.ORGANISATION))
    desk.organisation_chosen("A")
    desk.basis_chosen(ELEVATED)
    desk.organisation_chosen("B")
    assert desk.opening_confirmed(ELEVATED, "unconscious") == ()


def test_nothing_goes_while_the_session_is_being_switched() -> None:
    desk = at_a()
    switching_and_back(desk)
    assert desk.enter() == ()
    assert desk.organisation_switched(AT_B) == (SwitchOrganisation(orgnr="A"),)
    assert isinstance(desk.organisation_switched(AT_A)[-1], SendLookup)


def test_a_session_that_stays_with_another_organisation_is_not_asked_for_ever() -> None:
    desk = at_a()
    switching(desk)
    assert desk.organisation_switched(AT_A) == ()
    assert not desk.armed


# -- the session turns out to be somebody else's ------------------------------------------------------------------------------


def test_a_session_of_somebody_else_is_a_change_of_person() -> None:
    desk = reported()
    desk.opening_asked()
    hide, *rest = desk.session_changed(replace(NURSE, orgnr="A"))
    assert hide == Command.HIDE_OPENING
    assert Command.WIPE_RESULTS in rest
    assert isinstance(rest[-1], AskWhoLoggedIn)
    assert desk.session is not None
    assert desk.session.key == NURSE.key
    assert rest[-1].question.person is desk.session
    assert desk.question is not None
    assert desk.question.role_of_other
    assert desk.opening_confirmed(ELEVATED, "unconscious") == ()
    assert desk.results_of is None


@pytest.mark.parametrize("elevated", [False, True])
def test_what_ran_for_the_one_before_is_stopped(elevated: bool) -> None:
    desk = reported() if elevated else at_a()
    if elevated:
        desk.opening_asked()
        desk.opening_confirmed(ELEVATED, "unconscious")
    else:
        desk.enter()
    assert desk.running is not None
    assert CancelLookup(number=desk.running.number) in desk.session_changed(replace(NURSE, orgnr="A"))
    assert desk.question is not None
    assert desk.enter() == (AskWhoLoggedIn(question=desk.question),)
