"""The words for what bars access, for failures and for how much has come (invariants 9, 11, 12)."""

from __future__ import annotations

from typing import Any

import pytest

from provesvar_gui.results.model import Coverage, Note, NoteKind, Outcome, OutcomeKind
from provesvar_gui.ui.results.common import outcome_text
from tests.gui.results import made
from tests.gui.results.sandbox_patients import digested
from tests.gui.results.test_flowsheet import potassium

pytestmark = pytest.mark.usefixtures("qapp")

CLOSED = (OutcomeKind.RESTRICTED, OutcomeKind.BLOCKED, OutcomeKind.OPTED_OUT)


@pytest.mark.parametrize("kind", CLOSED)
def test_the_words_follow_what_the_policy_lets_open(kind: OutcomeKind) -> None:
    closed = outcome_text.message(Outcome(kind=kind)).advice
    opened = outcome_text.message(Outcome(kind=kind, openable=True)).advice
    assert "may be opened" not in closed
    assert "may be opened" in opened
    assert "cannot be opened" not in opened
    assert "logged" in opened


@pytest.mark.hazard("H3.8")
def test_what_nobody_knows_the_meaning_of_says_so_where_it_may_be_opened() -> None:
    advice = outcome_text.message(Outcome(kind=OutcomeKind.UNKNOWN, openable=True)).advice
    assert all(each in advice for each in ("does not know", "may be opened"))


OFFICER = "Personvernombudet, 22 00 00 00"


@pytest.mark.hazard("H3.8", "H9.9")
@pytest.mark.parametrize("contact", ["", OFFICER])
def test_the_patient_and_the_laboratory_come_first_and_the_privacy_officer_last(contact: str) -> None:
    """The officer is there in office hours, and only where one is set."""
    kinds = (*CLOSED, OutcomeKind.NOTHING_FOUND)
    said = {each: outcome_text.message(Outcome(kind=each), contact) for each in kinds}
    every = [*said.values(), outcome_text.withheld(1, contact, calls=True, has_ids=True), outcome_text.nothing_readable()]
    silent = [said[OutcomeKind.OPTED_OUT], said[OutcomeKind.NOTHING_FOUND], every[-1]]
    for each in every:
        told = each.advice + each.ids_for
        assert 0 <= told.index("sk the patient") < told.index("call the laboratory")
        if contact and each not in silent:
            assert told.index("call the laboratory") < told.index(OFFICER)
        else:
            assert not any(each in told for each in (OFFICER, "rivacy", "Questions about access", " to ."))


def test_every_kind_has_words_and_a_place() -> None:
    assert set(outcome_text.ORDER) == set(OutcomeKind)
    for kind in OutcomeKind:
        assert outcome_text.message(Outcome(kind=kind)).title


def test_every_note_about_the_answer_has_words() -> None:
    said = {outcome_text.note(Note(kind=each, what="Media", count=7)) for each in NoteKind}
    assert len(said) == len(NoteKind)
    assert all(each.strip() for each in said)


@pytest.mark.parametrize("kind", [NoteKind.ENTRY_UNREADABLE, NoteKind.PART_UNREADABLE, NoteKind.UNKNOWN_RESOURCE])
def test_what_could_not_be_read_is_counted_with_what_came(kind: NoteKind) -> None:
    answer = made.result(made.report(), notes=(Note(kind=kind, what="Media"),))
    assert "not readable" in outcome_text.coverage(answer, None, partial=False)


def test_a_failure_without_words_is_named_by_its_code() -> None:
    assert outcome_text.message(Outcome(kind=OutcomeKind.FAULT, code="timeout")).quotation == "timeout"


INFORMATION = Outcome(kind=OutcomeKind.INFORMATION, text="Ingen prøvesvar funnet.")


@pytest.mark.parametrize(
    "more",
    [
        {"coverage": Coverage(complete=True, withheld=1)},
        {"coverage": Coverage(complete=True), "notes": (Note(kind=NoteKind.UNKNOWN_RESOURCE, what="Media"),)},
        {"coverage": Coverage(complete=False)},
    ],
)
def test_a_message_alone_does_not_hide_that_something_came(more: dict[str, Any]) -> None:
    first, *rest = outcome_text.reasons(made.result(outcomes=(INFORMATION,), **more), partial=False)
    assert first == outcome_text.nothing_readable()
    assert [each.quotation for each in rest] == [INFORMATION.text]
    assert outcome_text.reasons(made.result(**more), partial=True) == ()


@pytest.mark.hazard("H3.7")
def test_every_reason_why_there_is_nothing_is_told() -> None:
    kinds = (OutcomeKind.BLOCKED, OutcomeKind.FAULT, OutcomeKind.INFORMATION)
    told = outcome_text.reasons(made.result(outcomes=tuple(Outcome(kind=each) for each in reversed(kinds))), partial=False)
    assert tuple(each.kind for each in told) == kinds


def test_nothing_came_only_of_a_whole_and_empty_answer() -> None:
    assert outcome_text.reasons(made.result(), partial=False) == outcome_text.messages(
        made.result(outcomes=(Outcome(kind=OutcomeKind.NOTHING_FOUND),))
    )


@pytest.mark.parametrize("total", [None, 2, 5])
def test_an_incomplete_answer_is_never_all_fetched(total: int | None) -> None:
    answer = made.result(made.report(), coverage=Coverage(fetched=2, total=total, complete=False))
    said = outcome_text.fetched(answer, partial=False)
    assert said.startswith("Incomplete")
    assert "2 of 2" not in said


@pytest.mark.parametrize("apart", [False, True])
def test_without_another_number_none_is_named(apart: bool) -> None:
    other = (made.report("9", potassium("5.5", 3)),) if apart else ()
    result = made.result(made.report("1", potassium("4.0", 1)), other_identifier=other, coverage=Coverage(complete=True))
    summary = digested(result).summary
    assert summary is not None
    assert (summary.apart, summary.apart_results) == (len(other), len(other))
    assert ("another kind of number" in outcome_text.coverage(result, summary, partial=False)) is apart
