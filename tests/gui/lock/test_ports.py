"""The system's own lock and its sleep, and what their proofs come to: what the window makes of what they tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from provesvar_gui.helseid.model import SessionEvent
from provesvar_gui.seat.facts import Fact
from tests.gui.fakes import make_bench
from tests.gui.hands import type_form
from tests.gui.lock.kit import NURSE, Key, after, is_locked, press
from tests.gui.seat.kit import at, reading_at

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_proof_of_somebody_else_without_a_login_leaves_nobody_logged_in(qtbot: QtBot) -> None:
    bench, machine = reading_at(qtbot, lock_proof="system")
    machine.says(Fact.LOCKED)
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=NURSE))
    machine.says(Fact.UNLOCKED)
    assert not is_locked(bench)
    assert bench.window.controller.desk.empty
    assert bench.window.controller.desk.session is None
    assert bench.bridge.named("logout"), "the session of the one before is ended, too"


@pytest.mark.parametrize("fact", [Fact.LOCKED, Fact.SLEEPING])
def test_the_systems_lock_and_its_sleep_lock_the_window(qtbot: QtBot, fact: Fact) -> None:
    bench, machine = reading_at(qtbot)
    press(bench, Key.Key_F11)
    machine.says(fact)
    assert is_locked(bench), "the bedside key is for this room only"
    machine.says(Fact.UNLOCKED)
    assert is_locked(bench), "that proves nothing by itself"


def test_the_systems_lock_clears_what_nobody_owns(qtbot: QtBot) -> None:
    bench = make_bench(qtbot)
    machine = at(bench)
    type_form(bench)
    machine.says(Fact.SLEEPING)
    assert not is_locked(bench)
    assert bench.window.controller.desk.empty
    assert machine.told == ["covered"]


def test_waking_after_a_long_sleep_wipes(qtbot: QtBot) -> None:
    bench, machine = reading_at(qtbot)
    machine.says(Fact.SLEEPING)
    bench.time[0] += 7000
    machine.says(Fact.AWAKE)
    assert bench.window.controller.desk.empty


def test_closed_while_it_is_locked(qtbot: QtBot) -> None:
    bench, machine = reading_at(qtbot, lock_proof="system")
    after(bench, 120)
    bench.window.close()
    assert machine.told[-1] == "stop"
    assert bench.window.controller.desk.empty
