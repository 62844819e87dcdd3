"""The desk while the window is locked: kept for its owner, and for nobody else."""

from __future__ import annotations

import pytest

from provesvar_gui.desk import actions as act
from provesvar_gui.desk.actions import Command, OpeningEnd
from provesvar_gui.desk.desk import Desk
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.results.model import OutcomeKind
from tests.unit.desk.desk_kit import DOCTOR, KARI, NURSE, OLA, answered, filled, logged_in


def covered(openable: OutcomeKind | None = None) -> Desk:
    desk = answered(filled(logged_in(Desk())), openable)
    assert desk.cover() == (Command.COVER_RESULTS,)
    return desk


def test_covered_and_back_for_the_owner() -> None:
    desk = covered()
    assert (desk.covered, desk.results_visible) == (True, False)
    assert desk.cover() == ()
    assert desk.uncover() == (Command.SHOW_RESULTS,)
    assert (desk.covered, desk.results_visible) == (False, True)
    assert (desk.patient, desk.basis, desk.role_code) == (KARI, AccessBasis.AKUTT, "LE")
    assert desk.uncover() == ()


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
    assert desk.patient == KARI
    assert desk.openable is OutcomeKind.RESTRICTED, "what was reported is still true"


def test_what_was_opened_ends_with_the_lock() -> None:
    desk = answered(filled(logged_in(Desk())), OutcomeKind.RESTRICTED)
    desk.opening_asked()
    desk.opening_confirmed(AccessBasis.FORHOYET_AKUTT, "unconscious")
    assert desk.running is not None
    desk.lookup_succeeded(desk.running.number)
    opened = desk.opened
    assert opened is not None
    assert desk.cover() == (Command.COVER_RESULTS, act.OpeningEnded(lookup=opened, why=OpeningEnd.LOCKED))
    assert desk.opened is None
    assert desk.uncover() == (Command.SHOW_RESULTS,), "the ordinary ones"


def test_what_runs_is_stopped_and_what_comes_of_it_is_late() -> None:
    desk = filled(logged_in(Desk()))
    desk.enter()
    running = desk.running
    assert running is not None
    assert desk.cover() == (act.CancelLookup(number=running.number), Command.COVER_RESULTS)
    assert desk.lookup_succeeded(running.number) == ()
    assert desk.uncover() == ()


def test_an_armed_look_up_and_its_login_are_withdrawn() -> None:
    desk = filled(Desk())
    desk.enter()
    assert desk.cover() == (act.Command.CANCEL_LOGIN, Command.COVER_RESULTS)
    assert not desk.armed
    assert not desk.login_running


def test_hidden_results_stay_hidden_and_their_clock_goes_on() -> None:
    desk = answered(filled(logged_in(Desk())))
    desk.number_changed("1", None)
    assert desk.cover() == (Command.COVER_RESULTS,)
    assert desk.wipe_due() == (Command.WIPE_RESULTS,)
    assert desk.uncover() == ()


def test_the_owner_stays_the_owner_when_the_session_ends_behind_the_cover() -> None:
    desk = covered()
    assert desk.session_changed(None) == ()
    assert desk.owner == DOCTOR.key
    assert desk.logged_in(DOCTOR, fresh=True) == ()
    assert desk.uncover() == (Command.SHOW_RESULTS,)


def test_somebody_else_finds_a_clean_desk() -> None:
    desk = covered()
    taken = desk.taken_over()
    assert Command.WIPE_RESULTS in taken
    assert act.SetNumber(patient=None) in taken
    assert act.Command.CLEAR_ROLE in taken
    assert desk.owner == ""
    assert desk.logged_in(NURSE, fresh=True) == (act.RecallRole(hpr_number=NURSE.hpr_number),)
    assert desk.uncover() == ()
    assert desk.empty
    assert (desk.role_code, desk.basis, desk.question) == ("", None, None)


@pytest.mark.parametrize("how", ["clear", "logout", "wipe"])
def test_wiped_behind_the_cover(how: str) -> None:
    desk = covered()
    assert Command.WIPE_RESULTS in getattr(desk, how)()
    assert desk.covered, "the window says when the cover goes"
    assert desk.uncover() == ()
    assert desk.owner == ("" if how == "logout" else DOCTOR.key)
