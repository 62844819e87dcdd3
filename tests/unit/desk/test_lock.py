"""The clocks of the lock: idle, warning, bedside, wiping; asleep, with a clock set back, and under any order of events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provesvar_gui.desk.lock import BEDSIDE, LOGIN, WARNING, Acts, ClockMoment, LockAct, LockRules, Ownership, WindowLock

NIGHT = 8 * 3600


def at(seconds: float) -> ClockMoment:
    return ClockMoment(steady=seconds, wall=1_000_000 + seconds)


def opened(ownership: Ownership = Ownership.OWNED, rules: LockRules = LockRules()) -> WindowLock:  # noqa: B008 - it cannot be changed
    lock = WindowLock(rules, at(0))
    lock.protect(ownership, at(0))
    return lock


EVENTS: dict[str, Callable[[WindowLock, ClockMoment], Acts]] = {
    "time": WindowLock.tick,
    "used": WindowLock.used,
    "lock": WindowLock.lock,
    "proved": WindowLock.unlock,
    "bedside": WindowLock.hold,
    "patient gone": WindowLock.let_go,
    "number came": lambda lock, now: lock.protect(Ownership.UNOWNED, now),
    "logged in": lambda lock, now: lock.protect(Ownership.OWNED, now),
    "login goes on": lambda lock, now: lock.login(now, runs=True),
    "login over": lambda lock, now: lock.login(now, runs=False),
    "bedside forbidden": lambda lock, now: lock.take_rules(replace(lock.rules, bedside=False), now),
}

#: What there is to protect, the rules, and each event: when, what, and what is to be done then.
SCENARIOS: dict[str, tuple[Ownership, LockRules, list[tuple[float, str, str]]]] = {
    "warned twenty seconds before, then covered, then wiped": (
        Ownership.OWNED, LockRules(),
        [(99.9, "time", ""), (100, "time", "warn"), (119.9, "time", ""), (120, "time", "unwarn cover"), (599, "time", ""),
         (600, "time", "wipe"), (9000, "time", "")],
    ),
    "what nobody can prove to be theirs is wiped instead": (
        Ownership.UNOWNED, LockRules(), [(100, "time", "warn"), (120, "time", "unwarn wipe"), (9000, "used", "wipe")],
    ),
    "the hand that wakes the machine does not unlock it": (
        Ownership.OWNED, LockRules(), [(NIGHT, "used", "cover wipe"), (NIGHT + 1, "used", "")],
    ),
    "the lock key and the system's lock, at once; wiped after the last use, not after the lock": (
        Ownership.OWNED, LockRules(),
        [(100, "time", "warn"), (101, "lock", "unwarn cover"), (102, "lock", ""), (599, "time", ""), (600, "time", "wipe")],
    ),
    "proved and open again": (
        Ownership.OWNED, LockRules(),
        [(120, "time", "cover"), (300, "proved", "uncover"), (399, "time", ""), (400, "time", "warn"), (401, "proved", "")],
    ),
    "the bedside key holds for fifteen minutes and can be renewed, during the warning too": (
        Ownership.OWNED, LockRules(),
        [(10, "bedside", "hold"), (10 + BEDSIDE - WARNING - 1, "time", ""), (800, "bedside", "hold"),
         (800 + BEDSIDE - WARNING, "time", "warn"), (1690, "bedside", "unwarn let-go hold"),
         (1690 + BEDSIDE, "time", "let-go cover"), (1690 + BEDSIDE + 480, "time", "wipe")],
    ),
    "work at the bedside goes on after its time": (
        Ownership.OWNED, LockRules(),
        [(0, "bedside", "hold"), (890, "used", "warn unwarn let-go"), (BEDSIDE, "time", ""), (989, "time", "")],
    ),
    "the system's lock goes over the bedside key; wiped after the lock, not after the bedside time": (
        Ownership.OWNED, LockRules(),
        [(0, "bedside", "hold"), (1, "lock", "let-go cover"), (2, "bedside", ""), (600, "time", ""), (601, "time", "wipe")],
    ),
    "no bedside key for nobody": (Ownership.UNOWNED, LockRules(), [(1, "bedside", "")]),
    "no bedside key by policy": (Ownership.OWNED, LockRules(bedside=False), [(1, "bedside", "")]),
    "the bedside time ends with the patient": (
        Ownership.OWNED, LockRules(),
        [(0, "bedside", "hold"), (300, "used", ""), (300, "patient gone", "let-go"), (400, "time", "warn")],
    ),
    "what is held open ends where that is forbidden": (
        Ownership.OWNED, LockRules(), [(0, "bedside", "hold"), (60, "bedside forbidden", "let-go"), (120, "time", "cover")],
    ),
    "a number that nobody owns waits for a login as long as that may take": (
        Ownership.UNOWNED, LockRules(),
        [(10, "login goes on", ""), (290, "time", ""), (300, "login goes on", ""), (699, "time", ""), (700, "time", "warn"),
         (720, "time", "unwarn wipe")],
    ),
    "once the login has ended the ordinary time begins": (
        Ownership.UNOWNED, LockRules(),
        [(10, "login goes on", ""), (250, "login over", ""), (369, "time", "warn"), (370, "time", "unwarn wipe")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SCENARIOS)
def test_actions_of_the_lock_by_event(name: str) -> None:
    ownership, rules, events = SCENARIOS[name]
    lock = opened(ownership, rules)
    for seconds, event, acts in events:
        assert " ".join(EVENTS[event](lock, at(seconds))) == acts, (seconds, event)


@pytest.mark.hazard("S34")
def test_keys_at_the_cover_do_not_delay_the_wiping() -> None:
    lock = opened()
    lock.tick(at(120))
    for second in range(121, 600, 7):
        assert lock.used(at(second)) == ()
    assert lock.tick(at(600)) == (LockAct.WIPE,)


SECONDS = st.floats(min_value=0, max_value=1300, allow_nan=False) | st.sampled_from([0.0, 20.0, 99.0, 100.0, 120.0, 600.0, 900.0])
CLOCKS = st.sampled_from([(1, 1), (1, 1), (0, 1), (1, -1)])  # also asleep, where the steady clock stands still; or set back
STEPS = st.lists(st.tuples(SECONDS, CLOCKS, st.sampled_from(sorted(EVENTS))), min_size=5, max_size=40)
SIGNS_OF_LIFE = {"used", "lock", "proved", "bedside", "login goes on", "login over"}


@pytest.mark.hazard("H7.1", "S19")
@settings(max_examples=400)
@given(idle=st.integers(min_value=60, max_value=600), more=st.integers(min_value=0, max_value=3000), steps=STEPS)
def test_in_any_order_never_open_too_long_and_wiped_in_time(
    idle: int, more: int, steps: list[tuple[float, tuple[int, int], str]]
) -> None:
    """By a model that knows only: when somebody was there last, when the bedside key was pressed, and when a login went on."""
    now = ClockMoment(steady=0.0, wall=0.0)
    lock = WindowLock(LockRules(idle_seconds=idle, wipe_seconds=idle + more), now)
    spent, used, held, login = 0.0, 0.0, -BEDSIDE, -LOGIN
    covered = held_open = patient = False

    def carry_out(acts: Acts, event: str) -> None:
        nonlocal covered, held_open, patient, held, used
        assert LockAct.UNCOVER not in acts or event == "proved", "a key lifts no cover"
        for act in acts:
            covered = act is LockAct.COVER or (covered and act is not LockAct.UNCOVER)
            held_open = act is LockAct.HOLD or (held_open and act is not LockAct.LET_GO)
            held = spent if act is LockAct.HOLD else held
            assert not (covered and held_open), "the countdown goes first"
            if act is LockAct.WIPE:
                patient, used = False, used if covered else spent  # of nobody: whoever comes now begins anew

    for seconds, (steady, wall), event in steps:
        now = ClockMoment(steady=now.steady + steady * seconds, wall=now.wall + wall * seconds)
        spent += seconds
        carry_out(lock.tick(now), "time")
        before = lock.ownership
        if not (covered and event == "number came"):
            carry_out(EVENTS[event](lock, now), event)
        patient = patient or (lock.ownership > before and not covered)
        if not covered and (event in SIGNS_OF_LIFE or lock.ownership > before):
            used = spent
        login = {"login goes on": spent, "login over": -LOGIN}.get(event, login)
        assert lock.locked is covered
        assert (lock.held_for(now) is not None) is held_open
        due = lock.due_in(now)
        assert due is None or due > -1e-6, "a clock that would run without end"
        gone = spent - max(used, held + BEDSIDE - idle) - 1e-6
        waits = lock.ownership is Ownership.UNOWNED and spent - login < LOGIN + idle
        assert covered or not patient or waits or gone < idle, "open although nobody is there"
        assert not covered or not patient or gone < idle + more, "kept although nobody comes back"
