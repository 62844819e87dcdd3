"""The lock of the window: who locks it, who comes back, and the key that keeps it open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from provesvar_gui.errors import AppError, ErrorCode
from tests.gui.machine.draws import PERSONS
from tests.gui.machine.rules_form import FormRules
from tests.gui.machine.seat import Key
from tests.gui.machine.service import PEOPLE

if TYPE_CHECKING:
    from tests.gui.machine.judge_lock import LockJudge


class LockRules(FormRules):
    """By its key, by the clock, and at the cover."""

    @property
    def _lock_judge(self) -> LockJudge:
        return self.judge.lock

    @property
    def _somebody(self) -> bool:
        """Whether there is somebody whose window it is, and who could come back."""
        return bool(self.service.session or (self._lock_judge.owner and self.seat.form().digits))

    @rule()
    def lock(self) -> None:
        seat, somebody, locked = self.seat, self._somebody, self.seat.locked
        seat.wake()
        if not locked:
            self._lock_judge.behind = seat.form().digits
        hears = seat.at_main
        seat.key(Key.Key_F10)
        self._look()
        if hears and somebody and not seat.locked:
            self.judge.wrong("the lock key does not lock")

    @rule(seconds=st.sampled_from([30, 105, 130, 130, 601, 890, 1600]), asleep=st.booleans())
    def nobody_is_here(self, seconds: float, asleep: bool) -> None:
        seat = self.seat
        locked, bedside, somebody = seat.locked, seat.at_bedside, self._somebody
        waits = not locked and not somebody and self.service.waiting("login") is not None
        if not locked:
            self._lock_judge.behind = seat.form().digits
        unused = seat.unused + seconds
        seat.pass_time(seconds, asleep=asleep)
        if waits:
            wiped = self._lock_judge.waited(seconds)
        else:
            wiped = self._lock_judge.idle(seconds, unused, locked=locked, bedside=bedside, somebody=somebody)
        if wiped:
            self.judge.wiped()
        self._look()

    @rule()
    def bedside_key(self) -> None:
        seat, results = self.seat, self.seat.window.area.results_visible
        seat.wake()
        hears, locked = seat.at_main, seat.locked
        seat.key(Key.Key_F11)
        if hears and not locked and seat.at_bedside is not results:
            self.judge.wrong("the bedside key holds the window open without results, or does not with them")
        if hears and seat.at_bedside:
            self._lock_judge.held_at = seat.time

    @precondition(lambda self: self.seat.locked)
    @rule(person=PERSONS, how=st.sampled_from(["proves", "proves", "not anew", "fails"]))
    def somebody_unlocks(self, person: str, how: str) -> None:
        """The whole way, from the button on the cover."""
        self.seat.click("unlockButton")
        reading = self.service.waiting("read_settings")
        if reading is not None:  # the last login failed on how the program is set up
            reading.setProperty("ended", True)
            reading.succeed(self.seat.settings)
        if self.service.waiting("login") is None:
            self.judge.wrong("no way to prove who is here")
        elif how == "fails":
            self._fail_login(ErrorCode.NO_NETWORK)
        else:
            self._prove(person, fresh=how == "proves")

    @precondition(lambda self: self.seat.locked)
    @rule()
    def not_me(self) -> None:
        self._before_leaving()
        self.seat.click("lockLeaveButton")
        self._look()
        if self.seat.locked or self.service.session is not None:
            self.judge.wrong("who says «not me» does not get a free window")

    def _fail_login(self, code: ErrorCode) -> None:
        locked, session = self.seat.locked, self.service.session
        self.service.fail("login", AppError(code))
        if locked and (not self.seat.locked or self.service.session is not session or not self.seat.said("lockSaid")):
            self.judge.wrong("a proof has failed, and it does not just stay locked and say so")

    def _prove(self, person: str, *, fresh: bool) -> None:
        """Whoever waits at the cover logs in."""
        seat, judge, same = self.seat, self.judge, person == self._lock_judge.owner
        if not fresh:
            self.service.log_in(person, fresh=False)
            judge.signed_out()
            if self.service.session is not None or (not seat.locked and self._lock_judge.behind):  # with nothing behind it may go
                judge.wrong("a login that was not anew opens the window, or stays")
            return
        if not same:
            judge.wiped()
            judge.signed_out()
            judge.role_of = ""
        elif judge.reports and self.service.session:
            judge.reports = (self.service.sessions + 1, judge.reports[1])  # who is back goes on where they were
        self._lock_judge.owner, self._lock_judge.proved = person, True
        self.service.log_in(person, fresh=True)
        if seat.locked:
            judge.wrong("it has been proved who is here, and the window stays locked")
        if not same:
            self._lock_judge.taken_over(seat.form(), seat.memory.recall(PEOPLE[person].hpr_number))
        if not judge.role_of and seat.form().role:
            judge.role_of = person
        self._look()
