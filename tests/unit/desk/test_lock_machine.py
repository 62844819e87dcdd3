"""The lock under any order of events and with any clocks: the window is never open for longer than its time."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from provesvar_gui.desk.lock import BEDSIDE, LOGIN, Acts, Lock, LockAct, LockRules, Moment, Stake

SECONDS = st.floats(min_value=0, max_value=1300, allow_nan=False) | st.sampled_from([0.0, 20.0, 99.0, 100.0, 120.0, 600.0, 900.0])


class LockMachine(RuleBasedStateMachine):
    """A model that knows only: when was it used, when was the bedside key pressed, is the cover up."""

    @initialize(
        idle=st.integers(min_value=60, max_value=600), more=st.integers(min_value=0, max_value=3000), bedside=st.booleans()
    )
    def begin(self, idle: int, more: int, bedside: bool) -> None:
        self.now = Moment(steady=0.0, wall=0.0)
        self.spent = 0.0  # seconds that have really passed
        self.bounds = LockRules(idle=idle, wipe=idle + more, bedside=bedside)
        self.lock = Lock(self.bounds, self.now)
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
        self.now = Moment(steady=self.now.steady + steady, wall=self.now.wall + wall)
        self.spent += seconds
        self.carry_out(self.lock.tick(self.now))

    @rule(stake=st.sampled_from(Stake))
    def stake_changes(self, stake: Stake) -> None:
        if self.covered and stake is Stake.NOBODYS:
            return
        rises = [*Stake].index(stake) > [*Stake].index(self.lock.stake)
        self.carry_out(self.lock.protect(stake, self.now))
        self.data = self.data or (stake is not Stake.NOTHING and not self.covered)  # nothing comes in behind the cover
        if rises and not self.covered:
            self.used_at = self.spent
        if stake is Stake.NOTHING:
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
        assert self.covered is (self.lock.stake is Stake.SOMEBODYS) or self.covered

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
        if not hasattr(self, "lock") or self.covered or self.lock.stake is not Stake.SOMEBODYS:
            return
        held = self.held_at is not None and self.spent - self.held_at < BEDSIDE + 1e-6
        assert held or self.spent - self.used_at < self.bounds.idle + 1e-6, "open although nobody is there"

    @invariant()
    def nobodys_waits_for_a_login_and_for_nothing_else(self) -> None:
        if not hasattr(self, "lock") or self.lock.stake is not Stake.NOBODYS or not self.data:
            return
        waits = self.login_at is not None and self.spent - self.login_at < LOGIN + self.bounds.idle + 1e-6
        held = self.held_at is not None and self.spent - self.held_at < BEDSIDE + 1e-6
        assert waits or held or self.spent - self.used_at < self.bounds.idle + 1e-6, "the number that nobody owns stays"

    @invariant()
    def wiped_in_time(self) -> None:
        if not hasattr(self, "lock") or not self.covered or not self.data or self.lock.stake is Stake.NOTHING:
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


TestLockMachine = LockMachine.TestCase
TestLockMachine.settings = settings(max_examples=200, stateful_step_count=40, deadline=None)
