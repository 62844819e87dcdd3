"""Opening what a patient has restricted: two steps, one look-up, and all that ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from provesvar_gui.desk.actions import (
    CancelLookup,
    Command,
    OpeningEnd,
    OpeningEnded,
    OpeningStarted,
    Part,
    PointTo,
    SendLookup,
    SetBasis,
    ShowOpening,
    StartLogin,
)
from provesvar_gui.desk.desk import Desk
from provesvar_gui.desk.opening import OpeningPolicy, openable_in
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.results.model import Outcome, OutcomeKind
from tests.unit.desk.desk_kit import DOCTOR, KARI, NURSE, OLA, answered, filled, logged_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.patient.access import Lookup

RESTRICTED = OutcomeKind.RESTRICTED
ELEVATED = AccessBasis.FORHOYET_AKUTT


def reported(kind: OutcomeKind | None = RESTRICTED, policy: OpeningPolicy | None = None) -> Desk:
    return answered(logged_in(filled(Desk(policy=policy))), kind)


def asked(kind: OutcomeKind = RESTRICTED) -> Desk:
    desk = reported(kind)
    assert desk.opening_asked() == (ShowOpening(kind=kind),)
    return desk


def confirmed() -> tuple[Desk, Lookup]:
    desk = asked()
    hide, send = desk.opening_confirmed(ELEVATED, "unconscious")
    assert hide == Command.HIDE_OPENING
    assert isinstance(send, SendLookup)
    return desk, send.lookup


def opened() -> tuple[Desk, Lookup, Lookup]:
    desk, lookup = confirmed()
    ordinary = desk.results_of
    assert ordinary is not None
    assert desk.lookup_succeeded(lookup.number) == (OpeningStarted(lookup=lookup), Command.SHOW_RESULTS)
    assert desk.opened == lookup
    return desk, lookup, ordinary


def test_one_confirmation_is_one_lookup() -> None:
    desk, lookup = confirmed()
    assert (lookup.patient, lookup.basis, lookup.role_code, lookup.reason) == (KARI, ELEVATED, "LE", "unconscious")
    assert desk.basis is AccessBasis.AKUTT  # the ordinary one stands in the form
    assert desk.opening_confirmed(ELEVATED, "unconscious") == ()
    assert desk.enter() == ()  # Enter neither stops nor repeats it


@pytest.mark.parametrize("kind", [OutcomeKind.RESTRICTED, OutcomeKind.UNKNOWN])
def test_what_was_reported_is_told(kind: OutcomeKind) -> None:
    desk = reported(kind)
    assert desk.openable is kind
    assert desk.opening_asked() == (ShowOpening(kind=kind),)
    assert desk.opening_asked() == ()


def test_nothing_reported_nothing_asked() -> None:
    desk = reported(None)
    assert desk.openable is None
    assert desk.opening_asked() == ()
    assert desk.opening_confirmed(ELEVATED, "unconscious") == ()


def test_not_without_the_first_step_a_reason_or_an_elevated_basis() -> None:
    desk = reported()
    assert desk.opening_confirmed(ELEVATED, "unconscious") == ()
    desk.opening_asked()
    assert desk.opening_confirmed(ELEVATED) == ()
    assert desk.opening_confirmed(AccessBasis.AKUTT, "unconscious") == ()


def test_the_organisation_may_drop_the_reason_and_no_step() -> None:
    desk = reported(policy=OpeningPolicy(reason=False))
    assert desk.opening_confirmed(ELEVATED) == ()
    desk.opening_asked()
    assert isinstance(desk.opening_confirmed(ELEVATED)[-1], SendLookup)


@pytest.mark.parametrize("end", ["opening_cancelled", "escape", "scanned"])
def test_left_without_opening(end: str) -> None:
    desk = asked()
    assert getattr(desk, end)() == (Command.HIDE_OPENING,)
    assert desk.opening_confirmed(ELEVATED, "unconscious") == ()
    assert desk.openable is RESTRICTED


@pytest.mark.parametrize(
    "edit",
    [
        lambda desk: desk.number_changed("1", None),
        lambda desk: desk.basis_chosen(AccessBasis.UNNTAK),
        lambda desk: desk.role_chosen("SP"),
        lambda desk: desk.session_changed(None),
        lambda desk: desk.wipe(),
        lambda desk: desk.logout(),
        lambda desk: desk.clear(),
    ],
)
def test_whatever_changes_closes_the_panel(edit: Callable[[Desk], tuple[object, ...]]) -> None:
    desk = asked()
    assert Command.HIDE_OPENING in edit(desk)
    assert desk.opening_confirmed(ELEVATED, "unconscious") == ()


def test_the_number_of_another_is_never_opened() -> None:
    desk = asked()
    desk.number_changed(OLA.digits, OLA)
    assert desk.openable is None
    assert desk.opening_asked() == ()
    desk.number_changed(KARI.digits, KARI)  # the ordinary results are back, and with them what they said
    assert desk.openable is RESTRICTED


def test_somebody_else_opens_nothing_of_what_was_reported_to_me() -> None:
    desk = reported()
    desk.session_changed(None)
    desk.login_asked()
    desk.logged_in(NURSE, fresh=True)
    assert desk.openable is None


def test_the_same_person_looks_up_again_after_a_new_login() -> None:
    desk = reported()
    desk.session_changed(None)
    desk.login_asked()
    desk.logged_in(DOCTOR, fresh=True)
    assert desk.openable is None


def test_what_was_reported_to_a_role_goes_with_it() -> None:
    desk = reported()
    desk.role_chosen("")
    assert desk.openable is None
    assert desk.opening_asked() == ()


def test_closing_brings_the_ordinary_results_back() -> None:
    desk, lookup, ordinary = opened()
    assert desk.opening_closed() == (OpeningEnded(lookup=lookup, why=OpeningEnd.BY_HAND), Command.SHOW_RESULTS)
    assert desk.results_of == ordinary
    assert desk.opened is None
    assert desk.opening_closed() == ()
    assert desk.opening_confirmed(ELEVATED, "unconscious") == ()
    assert desk.openable is RESTRICTED  # with two new steps


def test_the_first_digit_ends_it() -> None:
    desk, lookup, ordinary = opened()
    actions = desk.number_changed("1", None)
    assert actions[:2] == (Command.HIDE_RESULTS, OpeningEnded(lookup=lookup, why=OpeningEnd.NUMBER_CHANGED))
    desk.number_changed(KARI.digits, KARI)
    assert desk.results_of == ordinary
    assert desk.results_visible


@pytest.mark.parametrize("end", ["wipe", "logout", "clear", "person_denied"])
def test_these_wipe_it(end: str) -> None:
    desk, lookup, _ = opened()
    actions = getattr(desk, end)()
    assert actions.index(OpeningEnded(lookup=lookup, why=OpeningEnd.WIPED)) < actions.index(Command.WIPE_RESULTS)


def test_the_end_of_the_session_ends_it() -> None:
    desk, lookup, ordinary = opened()
    assert desk.session_changed(None) == (OpeningEnded(lookup=lookup, why=OpeningEnd.SESSION_ENDED), Command.SHOW_RESULTS)
    assert desk.results_of == ordinary


def test_the_end_of_the_session_stops_an_opening_that_runs() -> None:
    desk, lookup = confirmed()
    assert desk.session_changed(None) == (CancelLookup(number=lookup.number),)


def test_an_ordinary_lookup_ends_it() -> None:
    desk, lookup, _ = opened()
    ended, shown, *_, send = desk.enter()
    assert (ended, shown) == (OpeningEnded(lookup=lookup, why=OpeningEnd.NEXT_LOOKUP), Command.SHOW_RESULTS)
    assert isinstance(send, SendLookup)
    assert not send.lookup.basis.elevated


def test_refused_because_nothing_more_exists() -> None:
    desk, lookup = confirmed()
    held = desk.results_of
    assert desk.lookup_ended(lookup.number, nothing_more=True)
    assert (desk.results_of, desk.results_visible, desk.basis) == (held, True, AccessBasis.AKUTT)
    assert desk.openable is None


def test_failed_for_another_reason_may_be_asked_anew() -> None:
    desk, lookup = confirmed()
    assert desk.lookup_ended(lookup.number)
    assert desk.openable is RESTRICTED
    assert desk.opening_confirmed(ELEVATED, "unconscious") == ()


def test_a_later_page_fails_what_came_is_kept() -> None:
    desk, lookup = confirmed()
    assert desk.lookup_progressed(lookup.number) == (OpeningStarted(lookup=lookup), Command.SHOW_RESULTS)
    assert desk.lookup_ended(lookup.number)
    assert desk.opened == lookup
    assert desk.openable is None  # not tried again


def test_closing_stops_what_is_still_coming() -> None:
    desk, lookup = confirmed()
    desk.lookup_progressed(lookup.number)
    assert desk.opening_closed() == (
        CancelLookup(number=lookup.number),
        OpeningEnded(lookup=lookup, why=OpeningEnd.BY_HAND),
        Command.SHOW_RESULTS,
    )
    assert desk.lookup_succeeded(lookup.number) == ()


def test_direct_where_the_policy_says_so() -> None:
    desk = logged_in(filled(Desk(policy=OpeningPolicy(direct=True))))
    assert desk.basis_chosen(ELEVATED) == (SetBasis(basis=AccessBasis.AKUTT), ShowOpening(kind=None, basis=ELEVATED))
    assert desk.opening_confirmed(ELEVATED) == ()  # the reason, and the confirmation, are the same
    send = desk.opening_confirmed(ELEVATED, "unconscious")[-1]
    assert isinstance(send, SendLookup)
    desk.lookup_succeeded(send.lookup.number)
    assert desk.opening_closed() == (
        OpeningEnded(lookup=send.lookup, why=OpeningEnd.BY_HAND),
        Command.WIPE_RESULTS,
    )  # nothing ordinary beneath


def test_a_second_direct_opening_ends_the_first_and_keeps_what_is_ordinary() -> None:
    desk, first, lookup = opened()
    desk.policy_known(OpeningPolicy(direct=True))
    desk.basis_chosen(ELEVATED)
    ended = OpeningEnded(lookup=first, why=OpeningEnd.NEXT_LOOKUP)
    _, *actions, send = desk.opening_confirmed(ELEVATED, "unconscious")
    assert actions == [ended, Command.SHOW_RESULTS]
    assert isinstance(send, SendLookup)
    assert desk.results_of == lookup
    desk.lookup_succeeded(send.lookup.number)
    assert desk.opened == send.lookup
    desk.opening_closed()
    assert desk.results_of == lookup


def test_direct_needs_a_person_first() -> None:
    desk = filled(Desk(policy=OpeningPolicy(direct=True)))
    assert desk.basis_chosen(ELEVATED)[-1] == PointTo(part=Part.LOGIN)


def test_what_can_be_opened_of_the_outcomes() -> None:
    unknown = Outcome(kind=OutcomeKind.UNKNOWN, openable=True)
    blocked = Outcome(kind=OutcomeKind.BLOCKED)
    assert openable_in([blocked]) is None
    assert openable_in([blocked, unknown]) is OutcomeKind.UNKNOWN
    assert openable_in([unknown, Outcome(kind=RESTRICTED, openable=True)]) is RESTRICTED
    assert openable_in([Outcome(kind=OutcomeKind.BLOCKED, openable=True)]) is OutcomeKind.BLOCKED  # a policy's decision


def test_akutt_takes_one_act_more() -> None:
    desk = Desk()
    desk.number_changed(KARI.digits, KARI)
    desk.basis_chosen(AccessBasis.AKUTT)
    desk.role_chosen("LE")
    assert desk.acute_unsure
    assert desk.enter() == (Command.ASK_ACUTE,)
    assert not desk.armed
    assert isinstance(desk.enter()[0], StartLogin)


def test_akutt_chosen_twice_is_confirmed_until_the_number_changes() -> None:
    desk = filled()
    assert not desk.acute_unsure
    desk.number_changed(OLA.digits, OLA)
    assert desk.basis is None
    desk.basis_chosen(AccessBasis.AKUTT)
    assert desk.acute_unsure


@pytest.mark.parametrize("basis", [AccessBasis.SAMTYKKE, AccessBasis.UNNTAK])
def test_the_others_take_one_act(basis: AccessBasis) -> None:
    desk = Desk()
    desk.number_changed(KARI.digits, KARI)
    desk.basis_chosen(basis)
    desk.role_chosen("LE")
    assert not desk.acute_unsure
    assert isinstance(desk.enter()[0], StartLogin)
