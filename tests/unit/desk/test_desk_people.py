"""Who sits at the desk: sessions that end, others who log in, the browser that is opened again."""

from __future__ import annotations

import pytest

from provesvar_gui.desk.actions import CancelLookup, Command, OpenBrowser, StartLogin
from tests.unit.desk.desk_kit import DOCTOR, KARI, NURSE, OLA, answered, filled, logged_in


def test_renewal_keeps_the_session() -> None:
    desk = answered(logged_in(filled()))
    desk.session_changed(DOCTOR)
    assert desk.session == DOCTOR
    assert desk.results_visible


def test_a_session_that_ends_keeps_what_was_typed() -> None:
    desk = answered(logged_in(filled()))
    desk.session_changed(None)
    assert desk.session is None
    assert desk.results_visible
    assert desk.missing is None


def test_results_stay_for_the_same_person_when_the_session_ends_by_itself() -> None:
    desk = answered(logged_in(filled()))
    assert desk.session_changed(None) == ()
    assert desk.results_visible
    desk.enter()
    assert not any(action is Command.WIPE_RESULTS for action in desk.logged_in(DOCTOR, fresh=True))
    assert desk.results_visible


@pytest.mark.parametrize("fresh", [True, False])
@pytest.mark.parametrize("hidden", [True, False])
def test_results_go_before_anything_else_when_another_person_logs_in(fresh: bool, hidden: bool) -> None:
    desk = answered(logged_in(filled()))
    if hidden:
        desk.number_changed(OLA.digits, OLA)
    desk.session_changed(None)
    desk.enter()
    assert desk.logged_in(NURSE, fresh=fresh)[0] == Command.WIPE_RESULTS
    assert desk.results_of is None
    desk.number_changed(KARI.digits, KARI)
    assert not desk.results_visible


def test_results_go_when_the_question_is_denied() -> None:
    desk = answered(logged_in(filled()))
    desk.session_changed(None)
    desk.enter()
    desk.logged_in(DOCTOR, fresh=False)
    assert desk.results_visible  # the same person as before, as far as the login service knows
    assert desk.person_denied()[0] == Command.WIPE_RESULTS
    assert desk.results_of is None


def test_an_answer_for_the_one_before_never_comes_to_another_person() -> None:
    desk = logged_in(filled())
    desk.enter()
    assert desk.running is not None
    number = desk.running.number
    desk.session_changed(None)
    desk.login_asked()
    assert desk.logged_in(NURSE, fresh=True)[0] == CancelLookup(number=number)
    assert desk.lookup_succeeded(number) == ()
    assert desk.results_of is None


def test_a_change_of_organisation_that_brings_another_person_wipes() -> None:
    desk = answered(logged_in(filled()))
    assert desk.organisation_switched(NURSE) == (Command.WIPE_RESULTS,)


def test_enter_opens_the_browser_again_only_while_a_login_waits_for_it() -> None:
    desk = filled()
    assert [type(action) for action in desk.enter()] == [StartLogin]
    assert [type(action) for action in desk.enter()] == [OpenBrowser]
    desk.escape()
    assert desk.login_running
    assert desk.enter() == (OpenBrowser(sure=True),)
    assert desk.armed
    desk.login_failed()
    assert [type(action) for action in desk.enter()] == [StartLogin]


def test_an_enter_that_arms_during_a_login_opens_nothing() -> None:
    desk = filled()
    desk.login_asked()
    assert desk.enter() == ()
    assert desk.armed
    assert [type(action) for action in desk.login_asked()] == [OpenBrowser]
