"""The real program hears a logind over a real bus: it is covered before the machine sleeps, and when the screen is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.e2e.desk import wait_until
from tests.e2e.program import log_in, program
from tests.e2e.test_main_job import DOCTOR, EMERGENCY, GROUPED, type_a_lookup
from tests.unit.session_lock.fake_logind import FakeLogind, released

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.desk import Desk
    from tests.e2e.screen_reader import ScreenReader


def test_covered_before_the_machine_sleeps_and_when_the_screen_is_locked(bench: Desk, reader: ScreenReader, home: Path) -> None:
    address = bench.env["DBUS_SESSION_BUS_ADDRESS"]
    with (
        FakeLogind(address.split(",")[0]).running() as logind,
        program(bench, home, "--sandbox", environment={"DBUS_SYSTEM_BUS_ADDRESS": address}) as run,
    ):
        inhibitor = logind.next_inhibitor()
        type_a_lookup(bench, reader, EMERGENCY)
        log_in(run.next_address(), DOCTOR)
        wait_until(lambda: reader.sees("Kalium"), "results on the screen")

        logind.sleep(begins=True)
        assert released(inhibitor), "now the machine may sleep"
        names = "\n".join(reader.names())
        assert not any(text in names for text in (EMERGENCY, GROUPED, "Kalium")), "and nothing is there to be seen"
        logind.sleep(begins=False)
        logind.next_inhibitor()

        bench.keys("Return")
        log_in(run.next_address(1), DOCTOR)
        wait_until(lambda: reader.sees(GROUPED) and reader.sees("Kalium"), "the same patient")
        logind.changed(LockedHint=True)
        wait_until(lambda: not reader.sees(GROUPED), "the cover")
        logind.changed(LockedHint=False)
        run.close(bench)
        assert run.process.returncode == 0
