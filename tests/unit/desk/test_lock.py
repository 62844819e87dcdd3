"""The clocks of the lock: idle, warning, bedside, wiping; asleep, and with a clock that is set back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from provesvar_gui.desk.lock import BEDSIDE, WARNING, Lock, LockAct, LockRules, Moment, Phase, Stake

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.desk.lock import Acts

NIGHT = 8 * 3600


def at(seconds: float) -> Moment:
    return Moment(steady=seconds, wall=1_000_000 + seconds)


def opened(stake: Stake = Stake.SOMEBODYS, rules: LockRules = LockRules()) -> Lock:  # noqa: B008 - it cannot be changed
    lock = Lock(rules, at(0))
    lock.protect(stake, at(0))
    return lock


EVENTS: dict[str, Callable[[Lock, Moment], Acts]] = {
    "time": Lock.tick,
    "used": Lock.used,
    "lock": Lock.lock,
    "proved": Lock.unlock,
    "bedside": Lock.hold,
    "patient gone": Lock.let_go,
    "number came": lambda lock, now: lock.protect(Stake.NOBODYS, now),
    "logged in": lambda lock, now: lock.protect(Stake.SOMEBODYS, now),
    "login goes on": lambda lock, now: lock.login(now, runs=True),
    "login over": lambda lock, now: lock.login(now, runs=False),
    "bedside forbidden": lambda lock, now: lock.take_rules(LockRules(bedside=False), now),
}

#: What there is to protect, the rules, and each event: when, what, and what is to be done then.
SCENARIOS: dict[str, tuple[Stake, LockRules, list[tuple[float, str, str]]]] = {
    "warned twenty seconds before, then covered, then wiped": (
        Stake.SOMEBODYS, LockRules(),
        [(99.9, "time", ""), (100, "time", "warn"), (119.9, "time", ""), (120, "time", "unwarn cover"), (599, "time", ""),
         (600, "time", "wipe"), (9000, "time", "")],
    ),
    "nothing to protect": (Stake.NOTHING, LockRules(), [(5000, "time", ""), (5000, "lock", "")]),
    "what nobody can prove to be theirs is wiped instead": (
        Stake.NOBODYS, LockRules(), [(100, "time", "warn"), (120, "time", "unwarn wipe"), (9000, "used", "wipe")],
    ),
    "what has just come is not locked for the idle time before it": (
        Stake.NOTHING, LockRules(), [(5000, "number came", ""), (5110, "logged in", "warn unwarn"), (5209, "time", "")],
    ),
    "the hand that wakes the machine does not unlock it": (
        Stake.SOMEBODYS, LockRules(), [(NIGHT, "used", "cover wipe"), (NIGHT + 1, "used", "")],
    ),
    "the lock key and the system's lock, at once; wiped after the last use, not after the lock": (
        Stake.SOMEBODYS, LockRules(),
        [(100, "time", "warn"), (101, "lock", "unwarn cover"), (102, "lock", ""), (599, "time", ""), (600, "time", "wipe")],
    ),
    "proved and open again": (
        Stake.SOMEBODYS, LockRules(),
        [(120, "time", "cover"), (300, "proved", "uncover"), (399, "time", ""), (400, "time", "warn"), (401, "proved", "")],
    ),
    "the bedside key holds for fifteen minutes and can be renewed, during the warning too": (
        Stake.SOMEBODYS, LockRules(),
        [(10, "bedside", "hold"), (10 + BEDSIDE - WARNING - 1, "time", ""), (800, "bedside", "hold"),
         (800 + BEDSIDE - WARNING, "time", "warn"), (1690, "bedside", "unwarn let-go hold"),
         (1690 + BEDSIDE, "time", "let-go cover"), (1690 + BEDSIDE + 480, "time", "wipe")],
    ),
    "after the bedside time, ordinary time": (
        Stake.SOMEBODYS, LockRules(),
        [(0, "bedside", "hold"), (890, "time", "warn"), (895, "used", "unwarn let-go"), (995, "time", "warn")],
    ),
    "work at the bedside goes on after its time": (
        Stake.SOMEBODYS, LockRules(),
        [(0, "bedside", "hold"), (890, "used", "warn unwarn let-go"), (BEDSIDE, "time", ""), (989, "time", "")],
    ),
    "the system's lock goes over the bedside key; wiped after the lock, not after the bedside time": (
        Stake.SOMEBODYS, LockRules(),
        [(0, "bedside", "hold"), (1, "lock", "let-go cover"), (2, "bedside", ""), (600, "time", ""), (601, "time", "wipe")],
    ),
    "no bedside key by policy": (Stake.SOMEBODYS, LockRules(bedside=False), [(1, "bedside", "")]),
    "no bedside key for nobody": (Stake.NOBODYS, LockRules(), [(1, "bedside", "")]),
    "the bedside time ends with the patient": (
        Stake.SOMEBODYS, LockRules(),
        [(0, "bedside", "hold"), (300, "used", ""), (300, "patient gone", "let-go"), (400, "time", "warn")],
    ),
    "gone long after the last use: locked at once": (
        Stake.SOMEBODYS, LockRules(), [(0, "bedside", "hold"), (600, "patient gone", "let-go cover wipe")],
    ),
    "what is held open ends where that is forbidden": (
        Stake.SOMEBODYS, LockRules(), [(0, "bedside", "hold"), (60, "bedside forbidden", "let-go"), (120, "time", "cover")],
    ),
    "a wiping time that is the idle time wipes with the lock": (
        Stake.SOMEBODYS, LockRules(idle=600.0, wipe=600.0), [(599, "time", "warn"), (600, "time", "unwarn cover wipe")],
    ),
    "a number that nobody owns waits for a login as long as that may take": (
        Stake.NOBODYS, LockRules(),
        [(10, "login goes on", ""), (290, "time", ""), (300, "login goes on", ""), (699, "time", ""), (700, "time", "warn"),
         (720, "time", "unwarn wipe")],
    ),
    "once the login has ended the ordinary time begins": (
        Stake.NOBODYS, LockRules(),
        [(10, "login goes on", ""), (250, "login over", ""), (369, "time", "warn"), (370, "time", "unwarn wipe")],
    ),
    "a login keeps nothing of somebody open": (
        Stake.SOMEBODYS, LockRules(), [(10, "login goes on", ""), (130, "time", "cover")],
    ),
    "no lock key waits for a login": (Stake.NOBODYS, LockRules(), [(10, "login goes on", ""), (20, "lock", "wipe")]),
}  # fmt: skip


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_is_done_when(name: str) -> None:
    stake, rules, events = SCENARIOS[name]
    lock = opened(stake, rules)
    for seconds, event, acts in events:
        assert " ".join(EVENTS[event](lock, at(seconds))) == acts, (seconds, event)


@pytest.mark.parametrize("woken", [Moment(steady=0, wall=1_000_700), Moment(steady=700, wall=1_000_000 - 3600)])
def test_whichever_clock_says_more(woken: Moment) -> None:
    assert opened().tick(woken) == (LockAct.COVER, LockAct.WIPE)


def test_any_key_stays_as_often_as_one_likes() -> None:
    lock = opened()
    for turn in range(30):
        assert lock.tick(at(turn * 110 + 100)) == (LockAct.WARN,)
        assert lock.used(at(turn * 110 + 110)) == (LockAct.UNWARN,)
    assert lock.phase is Phase.OPEN


def test_keys_at_the_cover_do_not_delay_the_wiping() -> None:
    lock = opened()
    lock.tick(at(120))
    for second in range(121, 600, 7):
        assert lock.used(at(second)) == ()
    assert lock.tick(at(600)) == (LockAct.WIPE,)


def test_when_to_look_again_and_what_is_left() -> None:
    assert opened(Stake.NOTHING).due_in(at(0)) is None
    lock = opened()
    assert lock.due_in(at(0)) == pytest.approx(100)
    lock.tick(at(100))
    assert lock.left(at(100)) == pytest.approx(WARNING)
    lock.tick(at(120))
    assert lock.due_in(at(120)) == pytest.approx(480)
    lock.tick(at(600))
    assert lock.due_in(at(600)) is None
    held = opened()
    held.hold(at(10))
    assert held.held_for(at(310)) == pytest.approx(600)
