"""The system's own lock, a change of user and sleep; and the system's unlocking as the proof."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from provesvar_gui.platform.session_lock import Fact, SessionSource
from provesvar_gui.ui.session_lock import WindowsSession, fact_of, system_source
from tests.gui.fakes import DOCTOR, KARI, make_bench
from tests.gui.hands import type_form
from tests.gui.lock.kit import Key, after, is_locked, press, unlock
from tests.gui.session_lock.kit import at, reading_at, type_digits


@pytest.mark.hazard("H7.3", "S38")
@pytest.mark.requirement("R39")
@pytest.mark.parametrize("fact", [Fact.LOCKED, Fact.LOCK_ASKED, Fact.BEHIND, Fact.SLEEPING])
def test_the_screen_is_taken_away(qtbot: QtBot, fact: Fact) -> None:
    bench, machine = reading_at(qtbot)
    press(bench, Key.Key_F11)
    machine.says(fact)
    assert is_locked(bench), "the bedside key is for this room only"


@pytest.mark.hazard("S38")
def test_the_machine_waits_for_the_cover_and_only_before_it_sleeps(qtbot: QtBot) -> None:
    bench, machine = reading_at(qtbot)
    machine.says(Fact.LOCKED)
    assert machine.told == []
    machine.says(Fact.SLEEPING)
    assert machine.told == ["covered"]
    machine.says(Fact.AWAKE, Fact.LOCKED)
    assert machine.told == ["covered"]
    assert is_locked(bench)


@pytest.mark.hazard("S38")
def test_a_machine_that_wakes_looks_at_the_time_at_once(qtbot: QtBot) -> None:
    bench, machine = reading_at(qtbot)
    bench.time[0] += 121
    machine.says(Fact.AWAKE)
    assert is_locked(bench)


@pytest.mark.hazard("S40")
def test_the_systems_unlock_proves_nothing_by_default(qtbot: QtBot) -> None:
    bench, machine = reading_at(qtbot)
    machine.says(Fact.LOCKED, Fact.UNLOCKED)
    assert is_locked(bench)


@pytest.mark.hazard("H7.5", "S40")
@pytest.mark.parametrize(
    "facts",
    [
        (Fact.FOUND_LOCKED, Fact.UNLOCKED),
        (Fact.BEHIND, Fact.IN_FRONT),
        (Fact.SLEEPING, Fact.AWAKE),
        (Fact.LOCK_ASKED, Fact.UNLOCKED),
        (Fact.LOCKED, Fact.LOST),
    ],
    ids=lambda facts: "-".join(facts),
)
def test_what_needs_no_password_opens_nothing(qtbot: QtBot, facts: tuple[Fact, ...]) -> None:
    bench, machine = reading_at(qtbot, lock__proof="system")
    machine.says(*facts)
    assert is_locked(bench)
    unlock(bench)
    assert not is_locked(bench), "HelseID always does"


@pytest.mark.hazard("S34")
@pytest.mark.parametrize("proof", ["helseid", "system", "pin"])
def test_after_the_wiping_one_enter_logs_in_and_looks_up(qtbot: QtBot, proof: str) -> None:
    bench, machine = reading_at(qtbot, lock__proof=proof)
    if proof == "pin":
        for _ in range(2):
            type_digits(bench, "730915")
            press(bench, Key.Key_Return)
    machine.says(Fact.LOCKED)
    after(bench, 700)
    machine.says(Fact.UNLOCKED)
    assert not is_locked(bench)
    assert bench.window.controller.desk.empty
    assert bench.window.controller.desk.session is None
    bench.bridge.tasks.clear()
    type_form(bench)
    press(bench, Key.Key_Return)
    bench.bridge.last("login").succeed(DOCTOR)
    assert [each.name for each in bench.bridge.tasks if each.name in ("login", "lookup", "logout")] == ["login", "lookup"]
    assert not is_locked(bench)


@pytest.mark.hazard("S41")
@pytest.mark.parametrize("handed_over", [None, KARI])
def test_a_login_that_ends_behind_the_systems_lock_shows_nothing(qtbot: QtBot, handed_over: str | None) -> None:
    bench = make_bench(qtbot, lock__proof="system")
    machine = at(bench)
    bench.window.controller.log_in()
    machine.says(Fact.LOCKED)
    if handed_over is not None:
        assert bench.window.hand_over(handed_over)
    bench.bridge.last("login").succeed(DOCTOR)
    assert is_locked(bench)
    machine.says(Fact.UNLOCKED)
    assert not is_locked(bench)


@pytest.mark.parametrize("seconds", [0, 120])
def test_nothing_is_heard_or_kept_after_the_end_locked_or_not(qtbot: QtBot, seconds: int) -> None:
    bench, machine = reading_at(qtbot)
    after(bench, seconds)
    bench.window.close()
    assert machine.told[-1] == "stop"
    assert bench.window.controller.desk.empty


def test_each_platform_has_its_source(qapp: object) -> None:
    assert isinstance(system_source({}, "win32"), WindowsSession)
    assert type(system_source({}, "darwin")) is SessionSource
    assert type(system_source({}, "linux")).__name__ == "LinuxSession"


# --- Windows' messages; Windows itself is not here ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "parameter", "fact"),
    [
        (0x02B1, 7, Fact.LOCKED),
        (0x02B1, 8, Fact.UNLOCKED),
        (0x02B1, 2, Fact.BEHIND),
        (0x02B1, 4, Fact.BEHIND),
        (0x02B1, 1, Fact.IN_FRONT),
        (0x02B1, 3, Fact.IN_FRONT),
        (0x02B1, 5, None),
        (0x0218, 4, Fact.SLEEPING),
        (0x0218, 7, Fact.AWAKE),
        (0x0218, 0x12, Fact.AWAKE),
        (0x0218, 0xA, None),
        (0x0100, 7, None),
    ],
)
def test_messages_of_windows_become_facts(number: int, parameter: int, fact: Fact | None) -> None:
    assert fact_of(number, parameter) is fact


class Libraries:
    def __init__(self) -> None:
        self.calls: list[str] = []

    def __call__(self, library: str) -> Any:
        calls = self.calls

        class Functions:
            def __getattr__(self, name: str) -> Any:
                def called(*_given: object) -> int:
                    calls.append(f"{library}.{name}")
                    return 1

                return called

        return Functions()


def test_windows_is_asked_and_told_to_stop(qtbot: QtBot) -> None:
    libraries = Libraries()
    seat = WindowsSession(libraries)
    seat.start(lambda _fact: None)
    seat.covered()
    seat.stop()
    seat.stop()
    assert libraries.calls == [
        "wtsapi32.WTSRegisterSessionNotification",
        "wtsapi32.WTSUnRegisterSessionNotification",
    ]
