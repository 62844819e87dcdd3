"""Dense scenes: somebody asks, things happen one upon the other; the orders that matter most, and any other."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.gui.fakes import KARI, OLA
from tests.gui.machine.answers import TRE, Kind
from tests.gui.machine.draws import ACTS
from tests.gui.machine.test_machine import EXAMPLES, WindowMachine

NUMBERS, PEOPLE = [KARI, OLA, TRE], ["a", "b"]
OPENED = ["open", "steps", "answer"]


def scene(kind: Kind | None, *acts: str) -> example:
    return example(numbers=NUMBERS, people=PEOPLE, kind=kind, acts=list(acts), last=Kind.DATA)


@pytest.mark.timeout(7200 if EXAMPLES else 300)
@pytest.mark.usefixtures("qapp")
@settings(
    max_examples=EXAMPLES or 5,
    derandomize=not EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(
    numbers=st.permutations(NUMBERS),
    people=st.permutations(PEOPLE),
    kind=st.none() | st.sampled_from(Kind),
    acts=st.lists(st.sampled_from(ACTS), min_size=3, max_size=10),
    last=st.sampled_from(Kind),
)
@scene(None, "other basis", "enter", "late", "answer")  # two look-ups, and the answer to the first
@scene(None, "first digit", "late", "escape")  # an answer to what was cancelled by an edit
@scene(Kind.DATA, "session ends", "login", "enter")  # the role of somebody else
@scene(Kind.DATA, "first digit", "wipe", "escape")
@scene(Kind.DATA, "log out")
@scene(Kind.PARTLY, "open", "scan same")
@scene(Kind.PARTLY, *OPENED, "time")
@scene(Kind.PARTLY, *OPENED, "session ends")
@scene(Kind.PARTLY, *OPENED, "scan same")
@scene(Kind.PARTLY, "open", "steps", "fail", "open", "steps")  # nothing more to open: not offered again
@scene(Kind.PARTLY, "lock", "back", *OPENED, "lock", "back", "open")
@scene(Kind.PARTLY, *OPENED, "idle", "other", "another")
@scene(Kind.DATA, "warned", "clear", "warned", "enter")  # the clear key is a sign of life
@scene(None, "lock", "late", "back", "enter", "answer")  # what runs is stopped
@scene(Kind.DATA, "lock", "not me", "another", "clear", "bedside", "idle")
@scene(Kind.DATA, "lock", "not anew", "fails", "back", "enter")
@scene(Kind.DATA, "bedside", "idle", "long idle", "long idle", "back")
@scene(Kind.DATA, "arrives", "lock", "arrives", "back", "lock", "long idle", "back", "arrives", "invalid")
@scene(Kind.PARTLY, "arrives", "open", "take", "escape", "arrives", "keep", "open", "arrives", "steps")
@scene(Kind.PARTLY, *OPENED, "end key", *OPENED, "arrives", "take", "wipe")
@scene(Kind.DATA, "direct", "steps", "answer", "direct", "steps", "answer", "end key")
def test_a_scene(numbers: list[str], people: list[str], kind: Kind | None, acts: list[str], last: Kind) -> None:
    machine = WindowMachine()
    try:
        machine.holds()
        machine.direct_choice("direct" in acts)
        machine.play(numbers, people, kind, acts, last)
    finally:
        machine.teardown()
