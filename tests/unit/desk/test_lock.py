"""The clocks of the lock: idle, warning, bedside, wiping; asleep, with a clock set back, and under any order of events."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

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
    "bedside forbidden": lambda lock, now: lock.take_rules(LockRules(bedside=False), now),
}

#: What there is to protect, the rules, and each event: when, what, and what is to be done then.
SCENARIOS: dict[str, tuple[Ownership, LockRules, list[tuple[float, str, str]]]] = {
    "warned twenty seconds before, then covered, then wiped": (
        Ownership.OWNED, LockRules(),
        [(99.9, "time", ""), (100, "time", "warn"), (119.9, "time", ""), (120, "time", "unwarn cover"), (599, "time", ""),
         (600, "time", "wipe"), (9000, "time", "")],
    ),
    "nothing to protect": (Ownership.EMPTY, LockRules(), [(5000, "time", ""), (5000, "lock", "")]),
    "what nobody can prove to be theirs is wiped instead": (
        Ownership.UNOWNED, LockRules(), [(100, "time", "warn"), (120, "time", "unwarn wipe"), (9000, "used", "wipe")],
    ),
    "what has just come is not locked for the idle time before it": (
        Ownership.EMPTY, LockRules(), [(5000, "number came", ""), (5110, "logged in", "warn unwarn"), (5209, "time", "")],
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
    "after the bedside time, ordinary time": (
        Ownership.OWNED, LockRules(),
        [(0, "bedside", "hold"), (890, "time", "warn"), (895, "used", "unwarn let-go"), (995, "time", "warn")],
    ),
    "work at the bedside goes on after its time": (
        Ownership.OWNED, LockRules(),
        [(0, "bedside", "hold"), (890, "used", "warn unwarn let-go"), (BEDSIDE, "time", ""), (989, "time", "")],
    ),
    "the system's lock goes over the bedside key; wiped after the lock, not after the bedside time": (
        Ownership.OWNED, LockRules(),
        [(0, "bedside", "hold"), (1, "lock", "let-go cover"), (2, "bedside", ""), (600, "time", ""), (601, "time", "wipe")],
    ),
    "no bedside key by policy": (Ownership.OWNED, LockRules(bedside=False), [(1, "bedside", "")]),
    "no bedside key for nobody": (Ownership.UNOWNED, LockRules(), [(1, "bedside", "")]),
    "the bedside time ends with the patient": (
        Ownership.OWNED, LockRules(),
        [(0, "bedside", "hold"), (300, "used", ""), (300, "patient gone", "let-go"), (400, "time", "warn")],
    ),
    "gone long after the last use: locked at once": (
        Ownership.OWNED, LockRules(), [(0, "bedside", "hold"), (600, "patient gone", "let-go cover wipe")],
    ),
    "what is held open ends where that is forbidden": (
        Ownership.OWNED, LockRules(), [(0, "bedside", "hold"), (60, "bedside forbidden", "let-go"), (120, "time", "cover")],
    ),
    "a wiping time that is the idle time wipes with the lock": (
        Ownership.OWNED, LockRules(idle=600.0, wipe=600.0), [(599, "time", "warn"), (600, "time", "unwarn cover wipe")],
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
    "a login keeps nothing of somebody open": (
        Ownership.OWNED, LockRules(), [(10, "login goes on", ""), (130, "time", "cover")],
    ),
    "no lock key waits for a login": (Ownership.UNOWNED, LockRules(), [(10, "login goes on", ""), (20, "lock", "wipe")]),
}  # fmt: skip


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_is_done_when(name: str) -> None:
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


class LockMachine(RuleBasedStateMachine):
    """A model that knows only: when was it used, when was the bedside key pressed, is the cover up."""

    @initialize(
        idle=st.integers(min_value=60, max_value=600), more=st.integers(min_value=0, max_value=3000), bedside=st.booleans()
    )
    def begin(self, idle: int, more: int, bedside: bool) -> None:
        self.now = ClockMoment(steady=0.0, wall=0.0)
        self.spent = 0.0  # seconds that have really passed
        self.bounds = LockRules(idle=idle, wipe=idle + more, bedside=bedside)
        self.lock = WindowLock(self.bounds, self.now)
        self.covered = self.warned = self.held_shown = False
        self.data = False  # whether there is anything of a patient
        self.used_at = 0.0
        self.held_at: float | None = None
        self.login_at: float | None = None
        self.locked_held: float | None = None  # when the bedside key was last pressed

    def carry_out(self, acts: Acts) -> None:
        for act in acts:
            match act:
                case LockAct.WARN:
                    assert not self.warned
                    assert not self.covered
                    self.warned = True
                case LockAct.UNWARN:
                    assert self.warned
                    self.warned = False
                case LockAct.COVER:
                    assert not self.covered
                    assert not self.held_shown, "the countdown goes first"
                    self.covered = True
                case LockAct.UNCOVER:
                    assert self.covered
                    self.covered = False
                case LockAct.WIPE:
                    self.data = False
                    if not self.covered:  # of nobody: whoever comes now begins anew
                        self.used_at = self.spent
                case LockAct.HOLD:
                    assert not self.covered
                    self.held_shown = True
                case LockAct.LET_GO:
                    assert self.held_shown
                    self.held_shown = False
                    self.locked_held, self.held_at = self.held_at, None

    @rule(seconds=SECONDS, asleep=st.booleans(), back=st.booleans())
    def time_passes(self, seconds: float, asleep: bool, back: bool) -> None:
        """``asleep``: the steady clock stood still; ``back``: the clock on the wall was set back instead."""
        steady = 0.0 if asleep else seconds
        wall = -seconds if back and not asleep else seconds
        self.now = ClockMoment(steady=self.now.steady + steady, wall=self.now.wall + wall)
        self.spent += seconds
        self.carry_out(self.lock.tick(self.now))

    @rule(ownership=st.sampled_from(Ownership))
    def ownership_changes(self, ownership: Ownership) -> None:
        if self.covered and ownership is Ownership.UNOWNED:
            return
        rises = [*Ownership].index(ownership) > [*Ownership].index(self.lock.ownership)
        self.carry_out(self.lock.protect(ownership, self.now))
        self.data = self.data or (ownership is not Ownership.EMPTY and not self.covered)  # nothing comes in behind the cover
        if rises and not self.covered:
            self.used_at = self.spent
        if ownership is Ownership.EMPTY:
            self.data = False

    @rule()
    def use(self) -> None:
        was_covered = self.covered
        self.carry_out(self.lock.used(self.now))
        assert self.covered or not was_covered, "a key lifts no cover"
        if not self.covered:
            self.used_at = self.spent

    @rule()
    def lock_now(self) -> None:
        self.carry_out(self.lock.lock(self.now))
        assert self.covered is (self.lock.ownership is Ownership.OWNED) or self.covered

    @rule()
    def prove(self) -> None:
        was_covered = self.covered
        self.carry_out(self.lock.unlock(self.now))
        assert not self.covered
        if was_covered:
            self.used_at = self.spent

    @rule()
    def bedside(self) -> None:
        before = self.covered
        acts = self.lock.hold(self.now)
        self.carry_out(acts)
        assert not before or self.covered
        if not self.covered:
            self.used_at = self.spent
        if LockAct.HOLD in acts:
            self.held_at = self.spent

    @rule()
    def patient_goes(self) -> None:
        self.carry_out(self.lock.let_go(self.now))

    @rule(runs=st.booleans())
    def login(self, runs: bool) -> None:
        """A login begins, goes on or ends: nothing of it lifts the cover."""
        was_covered = self.covered
        self.carry_out(self.lock.login(self.now, runs=runs))
        assert self.covered or not was_covered
        self.login_at = self.spent if runs else None
        if not self.covered:
            self.used_at = self.spent

    @rule(idle=st.integers(min_value=60, max_value=600), more=st.integers(min_value=0, max_value=3000), bedside=st.booleans())
    def other_rules(self, idle: int, more: int, bedside: bool) -> None:
        if self.covered:
            return
        self.bounds = LockRules(idle=idle, wipe=idle + more, bedside=bedside)
        self.carry_out(self.lock.take_rules(self.bounds, self.now))
        if not bedside:
            assert not self.held_shown, "forbidden, and it goes on"

    @invariant()
    def never_open_too_long(self) -> None:
        if not hasattr(self, "lock") or self.covered or self.lock.ownership is not Ownership.OWNED:
            return
        held = self.held_at is not None and self.spent - self.held_at < BEDSIDE + 1e-6
        assert held or self.spent - self.used_at < self.bounds.idle + 1e-6, "open although nobody is there"

    @invariant()
    def nobodys_waits_for_a_login_and_for_nothing_else(self) -> None:
        if not hasattr(self, "lock") or self.lock.ownership is not Ownership.UNOWNED or not self.data:
            return
        waits = self.login_at is not None and self.spent - self.login_at < LOGIN + self.bounds.idle + 1e-6
        held = self.held_at is not None and self.spent - self.held_at < BEDSIDE + 1e-6
        assert waits or held or self.spent - self.used_at < self.bounds.idle + 1e-6, "the number that nobody owns stays"

    @invariant()
    def wiped_in_time(self) -> None:
        if not hasattr(self, "lock") or not self.covered or not self.data or self.lock.ownership is Ownership.EMPTY:
            return
        idle = self.spent - self.used_at
        held = (
            self.locked_held is not None and self.spent - self.locked_held < BEDSIDE - self.bounds.idle + self.bounds.wipe + 1e-6
        )
        assert held or idle < self.bounds.wipe + 1e-6, "kept although nobody comes back"

    @invariant()
    def as_it_says(self) -> None:
        if hasattr(self, "lock"):
            assert self.lock.locked is self.covered
            assert (self.lock.held_for(self.now) is not None) is self.held_shown
            due = self.lock.due_in(self.now)
            assert due is None or due > -1e-6, "a clock that would run without end"


TestLockMachine = pytest.mark.hazard("H7.1", "S19")(LockMachine.TestCase)
TestLockMachine.settings = settings(max_examples=200, stateful_step_count=40)
