"""Opening what a patient has restricted: two steps, one look-up, all that ends it, for whom it goes, and what it has brought."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from provesvar_gui.desk.actions import CancelLookup, Command, FormPart, OpeningEnd, ShowOpening
from provesvar_gui.desk.desk import Desk
from provesvar_gui.desk.opening import Marker, OpeningPolicy, OpeningResult, is_whole, openable_in, outcome_of
from provesvar_gui.patient.access import AccessBasis, Lookup
from provesvar_gui.results import placed
from provesvar_gui.results.model import (
    Annotation,
    CodeableConcept,
    Coverage,
    Finding,
    LookupResult,
    Note,
    NoteKind,
    Observation,
    Outcome,
    OutcomeKind,
    Report,
)
from tests.unit.desk.desk_kit import DOCTOR, KARI, NURSE, answered, filled, logged_in

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
    assert isinstance(send, Lookup)
    return desk, send


def opened() -> tuple[Desk, Lookup, Lookup]:
    desk, lookup = confirmed()
    ordinary = desk.results.lookup
    assert ordinary is not None
    assert desk.lookup_succeeded(lookup.number) == (Command.OPENING_STARTED, Command.SHOW_RESULTS)
    assert desk.results.opened == lookup
    return desk, lookup, ordinary


@pytest.mark.hazard("H6.5", "S9")
@pytest.mark.requirement("R35")
def test_one_confirmation_is_one_lookup() -> None:
    desk, lookup = confirmed()
    assert (lookup.patient, lookup.basis, lookup.role_code, lookup.reason) == (KARI, ELEVATED, "LE", "unconscious")
    assert desk.form.basis is AccessBasis.AKUTT  # the ordinary one stands in the form
    assert desk.opening_confirmed(ELEVATED, "unconscious") == ()
    assert desk.enter() == ()  # Enter neither stops nor repeats it


@pytest.mark.hazard("S9")
@pytest.mark.requirement("R35")
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
    assert isinstance(desk.opening_confirmed(ELEVATED)[-1], Lookup)


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
        lambda desk: desk.scanned(),
        lambda desk: desk.cover(),
    ],
)
def test_whatever_changes_closes_the_panel(edit: Callable[[Desk], tuple[object, ...]]) -> None:
    desk = asked()
    assert Command.HIDE_OPENING in edit(desk)
    assert desk.opening_confirmed(ELEVATED, "unconscious") == ()


@pytest.mark.parametrize(
    ("end", "why"),
    [
        (lambda desk: desk.opening_closed(), OpeningEnd.BY_HAND),
        (lambda desk: desk.number_changed("1", None), OpeningEnd.NUMBER_CHANGED),
        (lambda desk: desk.scanned(), OpeningEnd.SCANNED),
        (lambda desk: desk.session_changed(None), OpeningEnd.SESSION_ENDED),
        (lambda desk: desk.cover(), OpeningEnd.LOCKED),
    ],
)
def test_these_end_it_and_the_ordinary_results_are_held_again(end: Callable[[Desk], Any], why: OpeningEnd) -> None:
    desk, _lookup, ordinary = opened()
    assert why in end(desk)
    assert desk.results.lookup == ordinary
    assert desk.opening_closed() == ()
    assert desk.opening_confirmed(ELEVATED, "unconscious") == ()
    desk.uncover()
    desk.back_asked()
    assert desk.results.visible


@pytest.mark.hazard("H6.4")
def test_its_time_begins_once_and_after_its_end_no_more_of_it_comes() -> None:
    desk, lookup = confirmed()
    assert desk.lookup_progressed(lookup.number) == (Command.OPENING_STARTED, Command.SHOW_RESULTS)
    assert desk.lookup_progressed(lookup.number) == (Command.SHOW_RESULTS,)
    assert CancelLookup(number=lookup.number) in desk.opening_closed()
    assert desk.lookup_progressed(lookup.number) == ()
    assert desk.results.opened is None


def test_direct_where_the_policy_says_so() -> None:
    desk = filled(Desk(policy=OpeningPolicy(direct=True)))
    assert desk.basis_chosen(ELEVATED)[1:] == (FormPart.LOGIN,), "nobody is logged in"
    logged_in(desk)
    assert desk.basis_chosen(ELEVATED) == (Command.SHOW_BASIS, ShowOpening(kind=None, basis=ELEVATED))
    assert desk.opening_confirmed(ELEVATED) == ()  # the reason, and the confirmation, are the same
    send = desk.opening_confirmed(ELEVATED, "unconscious")[-1]
    assert isinstance(send, Lookup)
    desk.lookup_succeeded(send.number)
    assert desk.opening_closed() == (OpeningEnd.BY_HAND, Command.WIPE_RESULTS)  # nothing ordinary beneath


@pytest.mark.parametrize("chosen", [None, AccessBasis.AKUTT])
def test_a_direct_opening_wants_the_organisation_like_any_lookup(chosen: AccessBasis | None) -> None:
    desk = Desk(["111111111", "222222222"], OpeningPolicy(direct=True))
    desk.number_changed(KARI.digits, KARI)
    desk.role_chosen("LE")
    if chosen is not None:
        desk.basis_chosen(chosen)
    assert desk.basis_chosen(ELEVATED)[-1] == FormPart.ORGANISATION
    assert logged_in(desk).basis_chosen(ELEVATED)[-1] == FormPart.ORGANISATION


def test_a_second_direct_opening_ends_the_first_and_keeps_what_is_ordinary() -> None:
    desk, _first, lookup = opened()
    desk.policy_known(OpeningPolicy(direct=True))
    desk.basis_chosen(ELEVATED)
    ended = OpeningEnd.NEXT_LOOKUP
    _, *actions, send = desk.opening_confirmed(ELEVATED, "unconscious")
    assert actions == [ended, Command.SHOW_RESULTS]
    assert isinstance(send, Lookup)
    assert desk.results.lookup == lookup
    desk.lookup_succeeded(send.number)
    assert desk.results.opened == send
    desk.opening_closed()
    assert desk.results.lookup == lookup


def test_what_can_be_opened_of_the_outcomes() -> None:
    unknown = Outcome(kind=OutcomeKind.UNKNOWN, openable=True)
    blocked = Outcome(kind=OutcomeKind.BLOCKED)
    assert openable_in([blocked]) is None
    assert openable_in([blocked, unknown]) is OutcomeKind.UNKNOWN
    assert openable_in([unknown, Outcome(kind=RESTRICTED, openable=True)]) is RESTRICTED
    assert openable_in([Outcome(kind=OutcomeKind.BLOCKED, openable=True)]) is OutcomeKind.BLOCKED  # a policy's decision


@pytest.mark.hazard("H6.2")
def test_akutt_takes_one_act_more() -> None:
    desk = Desk()
    desk.number_changed(KARI.digits, KARI)
    desk.basis_chosen(AccessBasis.AKUTT)
    desk.role_chosen("LE")
    assert desk.form.acute_unsure
    assert desk.enter() == (Command.ASK_ACUTE,)
    assert not desk.armed
    assert desk.enter()[0] is Command.START_LOGIN


AT_A, AT_B = replace(DOCTOR, orgnr="A"), replace(DOCTOR, orgnr="B")


def reported_at_a() -> Desk:
    desk = filled(Desk(["A", "B"]))
    desk.organisation_chosen("A")
    desk.login_asked()
    desk.logged_in(AT_A, fresh=True)
    desk.enter()
    assert desk.running is not None
    desk.lookup_succeeded(desk.running.number, RESTRICTED)
    assert desk.openable is RESTRICTED
    return desk


CHANGES: list[Callable[[Desk], object]] = [
    lambda desk: desk.role_chosen("SP"),
    lambda desk: desk.organisation_chosen("B"),
    lambda desk: (desk.organisation_chosen("B"), desk.organisation_chosen("A")),
    lambda desk: (desk.role_chosen("SP"), desk.role_chosen("LE")),
    lambda desk: (desk.organisation_chosen("B"), desk.enter()),
    lambda desk: (desk.organisation_chosen("B"), desk.enter(), desk.organisation_chosen("A")),
    lambda desk: desk.session_changed(AT_B),
]


@pytest.mark.hazard("H6.9")
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("asked", [False, True])
def test_what_was_reported_to_another_role_or_organisation_is_not_opened(change: Callable[[Desk], object], asked: bool) -> None:
    desk = reported_at_a()
    if asked:
        desk.opening_asked()
    change(desk)
    assert desk.openable is None
    assert desk.opening_cancelled() == ()  # the panel is closed
    desk.opening_asked()
    assert desk.opening_confirmed(ELEVATED, "unconscious") == ()


@pytest.mark.hazard("H8.2")
def test_a_session_of_somebody_else_is_a_change_of_person() -> None:
    desk = reported_at_a()
    desk.opening_asked()
    hide, *rest = desk.session_changed(replace(NURSE, orgnr="A"))
    assert hide == Command.HIDE_OPENING
    assert Command.WIPE_RESULTS in rest
    assert rest[-1] is Command.ASK_WHO
    assert desk.session is not None
    assert desk.session.key == NURSE.key
    assert desk.question is not None
    assert (desk.question.role_of_other, desk.question.not_fresh) == (True, True)
    assert desk.opening_confirmed(ELEVATED, "unconscious") == ()
    assert desk.results.lookup is None


LOOKUP = Lookup(number=2, patient=KARI, basis=AccessBasis.FORHOYET_AKUTT, role_code="LE", reason="unconscious")
REPORT = Report(id="r", code=CodeableConcept(text="Svar"))
FINDING = Finding(observation=Observation(id="o", code=CodeableConcept(text="HIV")))
BARRED = (OutcomeKind.RESTRICTED, OutcomeKind.BLOCKED, OutcomeKind.OPTED_OUT, OutcomeKind.UNKNOWN)
LOST = (
    NoteKind.ENTRY_UNREADABLE,
    NoteKind.PART_UNREADABLE,
    NoteKind.UNKNOWN_RESOURCE,
    NoteKind.RESULTS_MISSING,
    NoteKind.TOTAL_MISMATCH,
    NoteKind.PAGE_FAILED,
)


def whole(**more: Any) -> LookupResult:
    return replace(LookupResult(lookup=LOOKUP, coverage=Coverage(complete=True)), **more)


LACKING: dict[str, dict[str, Any]] = {
    "pages": {"coverage": Coverage(complete=False)},
    "withheld": {"coverage": Coverage(complete=True, withheld=1)},
    **{kind.value: {"notes": (Note(kind=kind),)} for kind in LOST},
    "unreadable": {"reports": (replace(REPORT, unreadable_results=1),)},
    "withheld results": {"other_identifier": (replace(REPORT, withheld_results=1),)},
    "missing": {"reports": (replace(REPORT, missing_results=1),)},
}


@pytest.mark.parametrize("lacks", LACKING)
@pytest.mark.parametrize("kind", [None, *BARRED])
def test_where_something_is_lacking_nothing_is_denied(lacks: str, kind: OutcomeKind | None) -> None:
    outcomes = () if kind is None else (Outcome(kind=kind),)
    result = whole(outcomes=outcomes, **LACKING[lacks])
    assert not is_whole(result)
    assert outcome_of(result, compared=True) is OpeningResult.OPEN_END


@pytest.mark.parametrize("kind", sorted(set(NoteKind) - set(LOST)))
def test_where_all_that_came_is_shown_it_is_denied(kind: NoteKind) -> None:
    result = whole(notes=(Note(kind=kind),))
    assert is_whole(result)
    assert outcome_of(result, compared=True) is OpeningResult.NO_MORE


@pytest.mark.parametrize("compared", [True, False])
@pytest.mark.parametrize("kind", OutcomeKind)
def test_what_the_service_still_refuses_is_not_called_open(kind: OutcomeKind, compared: bool) -> None:
    denied = OpeningResult.NO_ACCESS if kind in BARRED else OpeningResult.NO_MORE
    assert outcome_of(whole(outcomes=(Outcome(kind=kind),)), compared=compared) is denied


@pytest.mark.parametrize("place", ["reports", "other_identifier", "loose_findings", "other_loose_findings"])
@pytest.mark.parametrize("barred", [True, False])
@pytest.mark.parametrize("opened", [0, 1])
def test_what_counts_is_what_came_only_now_where_that_is_known(place: str, barred: bool, opened: int) -> None:
    outcomes = (Outcome(kind=OutcomeKind.RESTRICTED),) if barred else ()
    there = (REPORT,) if place in ("reports", "other_identifier") else (FINDING,)
    result = whole(outcomes=outcomes, opened_count=opened, **{place: there})
    none = OpeningResult.NO_ACCESS if barred else OpeningResult.NO_MORE
    assert outcome_of(result, compared=True) is (OpeningResult.OPENED if opened else none)
    assert outcome_of(result, compared=False) is (OpeningResult.OPEN_END if barred else OpeningResult.OPENED), (
        "they may be the ordinary ones"
    )


ORDINARY = Lookup(number=1, patient=KARI, basis=AccessBasis.AKUTT, role_code="LE")


def report(name: str, *found: Finding, code: str = "Svar") -> Report:
    return Report(id=name, code=CodeableConcept(text=code), findings=found)


def loose(name: str, *members: Finding, code: str = "Prøve") -> Finding:
    return Finding(observation=Observation(id=name, code=CodeableConcept(text=code)), members=members)


def marked(before: tuple[LookupResult, LookupResult]) -> LookupResult:
    """The second as the opening of the first."""
    return Marker(before[0]).mark(before[1])


def two(*reports: tuple[Report, ...], loose: tuple[tuple[Finding, ...], ...] = ((), ())) -> tuple[LookupResult, LookupResult]:
    first, second = reports or ((), ())
    return (
        LookupResult(lookup=ORDINARY, reports=first, loose_findings=loose[0]),
        LookupResult(lookup=LOOKUP, reports=second, loose_findings=loose[1]),
    )


def told(result: LookupResult) -> list[tuple[str, bool]]:
    return [(each.observation.id, each.opened) for each in placed.everything(result)]


def test_a_result_that_comes_within_a_report_which_was_there_is_marked_and_counted() -> None:
    before = report("r", loose("a", loose("b")))
    after = report("r", loose("a", loose("b"), loose("c", loose("d"))), loose("e"))
    found = marked(two((before,), (after,)))
    assert told(found) == [("a", False), ("b", False), ("c", True), ("d", True), ("e", True)]
    assert (found.reports[0].opened, found.opened_count) == (False, 3)
    same = two((before,), (before,))
    assert marked(same).reports[0] is before
    assert marked(same).opened_count == 0


#: The two answers, and of what came: each result and whether it is marked, and how many marks there are.
MARKS: dict[str, tuple[tuple[LookupResult, LookupResult], list[tuple[str, bool]], int]] = {
    "a result with the id of a report": (two((report("1"),), (report("1"),), loose=((), (loose("1"),))), [("1", True)], 1),
    "what is contained has an id of its own in each report": (
        two((report("r", loose("#o")), report("s")), (report("r", loose("#o")), report("s", loose("#o")))),
        [("#o", False), ("#o", True)], 1,
    ),
    "there without its report": (two((report("r"),), (report("r", loose("a")),), loose=((loose("a"),), ())), [("a", False)], 0),
    "no id: known by what it says": (
        two(
            (report("~1", loose("~2", code="A")),),
            (report("~1", loose("~2", code="B"), code="Annet"), report("~3", loose("~4", code="C"), loose("~5", code="A"))),
        ),
        [("~2", True), ("~4", True), ("~5", False)], 2,
    ),
    "moved out of its report": (
        two((report("r", loose("a", loose("b"))),), (report("r"),), loose=((), (loose("a", loose("b")),))),
        [("a", False), ("b", False)], 0,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MARKS)
def test_reports_and_results_of_an_opening_are_marked(name: str) -> None:
    answers, marks, count = MARKS[name]
    found = marked(answers)
    assert (told(found), found.opened_count) == (marks, count)


def saying(name: str, value: str | None = None, **more: Any) -> Finding:
    return Finding(observation=Observation(id=name, code=CodeableConcept(text="HIV"), value=value, **more))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (saying("o", data_absent_reason=CodeableConcept(text="masked")), saying("o", "Positiv")),
        (saying("o", "Skjult"), saying("o", "Positiv")),
        (saying("o", "1"), saying("o", "1", notes=(Annotation(text="HIV-1 påvist"),))),
        (saying("o", "1"), saying("o", "1", interpretations=(CodeableConcept(text="H"),))),
    ],
)
def test_a_result_that_says_something_else_is_marked(before: Finding, after: Finding) -> None:
    for found in (
        marked(two((report("r", before),), (report("r", after),))),
        marked(two(loose=((before,), (after,)))),
        marked(two((report("r"), report("s", before)), (report("r", after), report("s")))),
    ):
        assert (told(found), found.opened_count) == ([("o", True)], 1)


@pytest.mark.parametrize("more", [{"conclusion": "HIV-1 påvist"}, {"comments": (Annotation(text="HIV-1 påvist"),)}])
def test_so_is_a_report_in_its_own_words_and_none_of_its_results(more: dict[str, Any]) -> None:
    before = report("r", saying("o", "1"))
    found = marked(two((before,), (replace(before, **more),)))
    assert (found.reports[0].opened_words, found.reports[0].opened, told(found)) == (True, False, [("o", False)])
    assert found.opened_count == 1


def test_only_what_the_ordinary_answer_did_not_hold_is_marked() -> None:
    marker = Marker(LookupResult(lookup=ORDINARY, reports=(report("a"),), loose_findings=(loose("x"),)))
    first = LookupResult(lookup=LOOKUP, reports=(report("a"), report("b")), loose_findings=(loose("x"), loose("y")))
    shown = marker.mark(first)
    assert [each.opened for each in shown.reports] == [False, True]
    assert shown.opened_count == 2
    assert [each.opened for each in shown.loose_findings] == [False, True]
    assert [each.opened for each in placed.everything(shown)] == [False, True]
    again = marker.mark(LookupResult(lookup=LOOKUP, reports=(*first.reports, report("c")), other_identifier=(report("d"),)))
    assert again.reports[1] is shown.reports[1]  # the same object on every page, so that the person's place is kept
    assert again.other_identifier[0].opened


def test_nothing_is_marked_where_the_ordinary_answer_was_not_whole() -> None:
    result = LookupResult(lookup=LOOKUP, reports=(report("a"),))
    marker = Marker(None)
    assert not marker.tells
    assert marker.mark(result) is result
