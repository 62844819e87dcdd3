from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.platform.session_lock import Fact, SessionState


def told(*facts: Fact) -> list[Fact]:
    state = SessionState()
    return [found for fact in facts if (found := state.take(fact)) is not None]


@pytest.mark.parametrize("fact", [Fact.LOCK_ASKED, Fact.LOCKED, Fact.FOUND_LOCKED, Fact.BEHIND])
def test_whatever_takes_the_screen_away_locks_and_only_what_was_seen_from_its_beginning_is_lifted(fact: Fact) -> None:
    lifted = [Fact.UNLOCKED] if fact is Fact.LOCKED else []
    assert told(fact, Fact.UNLOCKED) == [Fact.LOCKED, *lifted]


@pytest.mark.parametrize(
    "facts",
    [
        (Fact.UNLOCKED,),
        (Fact.FOUND_LOCKED, Fact.LOCKED, Fact.UNLOCKED),
        (Fact.BEHIND, Fact.IN_FRONT),
        (Fact.LOCKED, Fact.BEHIND, Fact.UNLOCKED, Fact.IN_FRONT),
        (Fact.SLEEPING, Fact.AWAKE),
        (Fact.LOCKED, Fact.LOST, Fact.UNLOCKED),
        (Fact.LOCKED, Fact.UNLOCKED, Fact.UNLOCKED),
    ],
    ids=lambda facts: "-".join(facts),
)
def test_nothing_else_proves_that_anybody_gave_a_password(facts: tuple[Fact, ...]) -> None:
    assert told(*facts).count(Fact.UNLOCKED) == (1 if facts[1:] == (Fact.UNLOCKED, Fact.UNLOCKED) else 0)


def test_sleep_is_told_as_it_is() -> None:
    assert told(Fact.SLEEPING, Fact.AWAKE) == [Fact.SLEEPING, Fact.AWAKE]


@pytest.mark.hazard("S40")
@given(st.lists(st.sampled_from(Fact)))
def test_each_unlocking_has_a_lock_of_its_own_before_it(facts: list[Fact]) -> None:
    state, locks = SessionState(), 0
    for fact in facts:
        before = state.locked
        locks += fact is Fact.LOCKED
        if fact is Fact.LOST:
            locks = 0
        found = state.take(fact)
        if found is Fact.UNLOCKED:
            assert before
            assert locks
            locks = 0
        if found is Fact.LOCKED and fact is not Fact.LOCK_ASKED:
            assert state.locked
