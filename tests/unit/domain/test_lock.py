"""The clocks of the lock: idle, warning, bedside, wiping; asleep, and with a clock that is set back."""

from __future__ import annotations

import pytest

from provesvar_gui.domain.lock import BEDSIDE, WARNING, Lock, LockAct, LockRules, Moment, Phase, Stake


def at(seconds: float) -> Moment:
    return Moment(steady=seconds, wall=1_000_000 + seconds)


def opened(stake: Stake = Stake.SOMEBODYS, **rules: float | bool) -> Lock:
    lock = Lock(LockRules(**rules), at(0))  # type: ignore[arg-type]  # a test's keywords
    lock.protect(stake, at(0))
    return lock


def test_warned_twenty_seconds_before_then_covered_then_wiped() -> None:
    lock = opened()
    assert lock.due_in(at(0)) == pytest.approx(100)
    assert lock.tick(at(99.9)) == ()
    assert lock.tick(at(100)) == (LockAct.WARN,)
    assert lock.left(at(100)) == pytest.approx(WARNING)
    assert lock.tick(at(119.9)) == ()
    assert lock.tick(at(120)) == (LockAct.UNWARN, LockAct.COVER)
    assert lock.due_in(at(120)) == pytest.approx(480)
    assert lock.tick(at(599)) == ()
    assert lock.tick(at(600)) == (LockAct.WIPE,)
    assert lock.due_in(at(600)) is None
    assert lock.tick(at(9000)) == ()
    assert lock.locked


def test_any_key_stays_as_often_as_one_likes() -> None:
    lock = opened()
    for turn in range(30):
        assert lock.tick(at(turn * 110 + 100)) == (LockAct.WARN,)
        assert lock.used(at(turn * 110 + 110)) == (LockAct.UNWARN,)
    assert lock.phase is Phase.OPEN


def test_no_warning_and_no_cover_where_there_is_nothing_to_protect() -> None:
    lock = opened(Stake.NOTHING)
    assert lock.due_in(at(0)) is None
    assert lock.tick(at(5000)) == ()
    assert lock.lock(at(5000)) == ()
    assert lock.phase is Phase.OPEN


def test_what_nobody_can_prove_to_be_theirs_is_wiped_instead() -> None:
    lock = opened(Stake.NOBODYS)
    assert lock.tick(at(100)) == (LockAct.WARN,)
    assert lock.tick(at(120)) == (LockAct.UNWARN, LockAct.WIPE)
    assert lock.phase is Phase.OPEN


def test_what_has_just_come_is_not_locked_for_the_idle_time_before_it() -> None:
    lock = opened(Stake.NOTHING)
    assert lock.protect(Stake.NOBODYS, at(5000)) == ()
    assert lock.protect(Stake.SOMEBODYS, at(5110)) == (LockAct.WARN, LockAct.UNWARN), "the login came through"
    assert lock.tick(at(5209)) == ()


def test_the_hand_that_wakes_the_machine_does_not_unlock_it() -> None:
    lock = opened()
    assert lock.used(at(8 * 3600)) == (LockAct.COVER, LockAct.WIPE)
    assert lock.used(at(8 * 3600 + 1)) == ()
    assert lock.locked


@pytest.mark.parametrize("woken", [Moment(steady=0, wall=1_000_700), Moment(steady=700, wall=1_000_000 - 3600)])
def test_whichever_clock_says_more(woken: Moment) -> None:
    assert opened().tick(woken) == (LockAct.COVER, LockAct.WIPE)


def test_the_lock_key_and_the_system_lock_at_once() -> None:
    lock = opened()
    lock.tick(at(100))
    assert lock.lock(at(101)) == (LockAct.UNWARN, LockAct.COVER)
    assert lock.lock(at(102)) == ()
    assert lock.tick(at(600)) == (LockAct.WIPE,), "600 s after the last use, not after the lock"


def test_keys_at_the_cover_do_not_delay_the_wiping() -> None:
    lock = opened()
    lock.tick(at(120))
    for second in range(121, 600, 7):
        assert lock.used(at(second)) == ()
    assert lock.tick(at(600)) == (LockAct.WIPE,)


def test_proved_and_open_again() -> None:
    lock = opened()
    lock.tick(at(120))
    assert lock.unlock(at(300)) == (LockAct.UNCOVER,)
    assert lock.tick(at(399)) == ()
    assert lock.tick(at(400)) == (LockAct.WARN,)
    assert lock.unlock(at(401)) == ()


def test_the_bedside_key_holds_for_fifteen_minutes_and_can_be_renewed() -> None:
    lock = opened()
    assert lock.hold(at(10)) == (LockAct.HOLD,)
    assert lock.held_for(at(310)) == pytest.approx(600)
    assert lock.tick(at(10 + BEDSIDE - WARNING - 1)) == ()
    assert lock.hold(at(800)) == (LockAct.HOLD,)
    assert lock.tick(at(800 + BEDSIDE - WARNING)) == (LockAct.WARN,)
    assert lock.hold(at(1690)) == (LockAct.UNWARN, LockAct.LET_GO, LockAct.HOLD), "the same key during the warning"
    assert lock.tick(at(1690 + BEDSIDE)) == (LockAct.LET_GO, LockAct.COVER)
    assert lock.due_in(at(1690 + BEDSIDE)) == pytest.approx(480)
    assert lock.tick(at(1690 + BEDSIDE + 480)) == (LockAct.WIPE,)


def test_after_the_bedside_time_ordinary_time() -> None:
    lock = opened()
    lock.hold(at(0))
    lock.tick(at(BEDSIDE - 10))
    assert lock.used(at(BEDSIDE - 5)) == (LockAct.UNWARN, LockAct.LET_GO)
    assert lock.tick(at(BEDSIDE - 5 + 100)) == (LockAct.WARN,)


def test_work_at_the_bedside_goes_on_after_its_time() -> None:
    lock = opened()
    lock.hold(at(0))
    lock.used(at(890))
    assert lock.tick(at(BEDSIDE)) == (), "used ten seconds ago"
    assert lock.tick(at(989)) == ()


def test_the_bedside_key_never_over_the_systems_lock_or_by_policy() -> None:
    lock = opened()
    lock.hold(at(0))
    assert lock.lock(at(1)) == (LockAct.LET_GO, LockAct.COVER)
    assert lock.hold(at(2)) == ()
    assert lock.due_in(at(2)) == pytest.approx(599), "wiped 600 s after the lock, not after the bedside time"
    assert opened(bedside=False).hold(at(1)) == ()
    assert opened(Stake.NOBODYS).hold(at(1)) == ()


def test_the_bedside_time_ends_with_the_patient() -> None:
    lock = opened()
    lock.hold(at(0))
    lock.used(at(300))
    assert lock.let_go(at(300)) == (LockAct.LET_GO,)
    assert lock.tick(at(400)) == (LockAct.WARN,)


def test_a_wiping_time_below_the_idle_time_wipes_with_the_lock() -> None:
    lock = opened(idle=600.0, wipe=120.0)
    assert lock.tick(at(599)) == (LockAct.WARN,)
    assert lock.tick(at(600)) == (LockAct.UNWARN, LockAct.COVER, LockAct.WIPE)


def test_a_number_that_nobody_owns_waits_for_a_login_as_long_as_that_may_take() -> None:
    lock = opened(Stake.NOBODYS)
    lock.login(at(10), runs=True)
    assert lock.tick(at(290)) == ()
    lock.login(at(300), runs=True)
    assert lock.tick(at(600 + 99)) == ()
    assert lock.tick(at(600 + 100)) == (LockAct.WARN,)
    assert lock.tick(at(600 + 120)) == (LockAct.UNWARN, LockAct.WIPE)


def test_once_the_login_has_ended_the_ordinary_time_begins() -> None:
    lock = opened(Stake.NOBODYS)
    lock.login(at(10), runs=True)
    lock.login(at(250), runs=False)
    assert lock.tick(at(369)) == (LockAct.WARN,)
    assert lock.tick(at(370)) == (LockAct.UNWARN, LockAct.WIPE)


def test_a_login_keeps_nothing_of_somebody_open_and_no_key_waits_for_it() -> None:
    lock = opened()
    lock.login(at(10), runs=True)
    assert lock.tick(at(130)) == (LockAct.COVER,)
    lock = opened(Stake.NOBODYS)
    lock.login(at(10), runs=True)
    assert lock.lock(at(20)) == (LockAct.WIPE,)


def test_what_is_held_open_ends_where_that_is_forbidden() -> None:
    lock = opened()
    lock.hold(at(0))
    assert lock.take_rules(LockRules(bedside=False), at(60)) == (LockAct.LET_GO,)
    assert lock.tick(at(120)) == (LockAct.COVER,)


def test_what_is_let_go_long_after_the_last_use_is_locked_at_once() -> None:
    lock = opened()
    lock.hold(at(0))
    assert lock.let_go(at(600)) == (LockAct.LET_GO, LockAct.COVER, LockAct.WIPE)
