"""The real program locked, by key, by the system and before it sleeps; and opened again by a login in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.display import Display, wait_until
from tests.e2e.hands import DOCTOR, EMERGENCY, GROUPED, OTHER, look_up
from tests.e2e.program import command, log_in, program
from tests.e2e.screen_reader import ScreenReader
from tests.unit.session_lock.fake_logind import FakeLogind, released

NURSE = "900100102"
NAME = "Bølgebryter"


def nothing_seen(reader: ScreenReader) -> bool:
    names = "\n".join(reader.names())
    return not any(text in names for text in (EMERGENCY, GROUPED, "Kalium", NAME))


@pytest.mark.hazard("H7.4", "S20", "S23")
def test_locked_and_back_and_somebody_else(bench: Display, reader: ScreenReader, home: Path) -> None:
    address = bench.env["DBUS_SESSION_BUS_ADDRESS"]
    with (
        FakeLogind(address.split(",")[0]).running() as logind,
        program(bench, home, "--sandbox", environment={"DBUS_SYSTEM_BUS_ADDRESS": address}) as run,
    ):
        inhibitor = logind.next_inhibitor()
        look_up(bench, reader, run)
        assert reader.sees(NAME)

        bench.keys("F10")
        wait_until(lambda: reader.sees("Vinduet er låst", DOCTOR), "the cover, with whose it is")
        assert nothing_seen(reader)
        bench.picture(home / "locked.png")
        bench.type("Kalium")  # to nobody
        bench.scan("01896900052")
        bench.keys("F2", "ctrl+p", "F12", "F9")
        assert len(run.addresses()) == 1
        status, output, _ = command(bench, "--sandbox", "--patient-from-stdin", given=f"{OTHER}\n")
        assert status == 1
        assert "locked" in output
        assert sum(title.startswith("Prøvesvar") for title in bench.window_titles()) == 1, "no second window with that number"
        bench.keys("Return")
        log_in(run.next_address(1), DOCTOR)
        wait_until(lambda: reader.sees(GROUPED, "Kalium"), "the same patient")

        bench.keys("F1")  # the guide stands in the place of the results
        wait_until(lambda: reader.sees("Brukerveiledning"), "the guide")
        bench.keys("F11")
        wait_until(lambda: reader.sees("Holdes åpent ved pasienten"), "kept up at the bedside")
        logind.changed(LockedHint=True)
        wait_until(lambda: not reader.sees(GROUPED), "the cover")
        wait_until(lambda: not reader.sees("Brukerveiledning"), "the guide has gone")
        logind.changed(LockedHint=False)
        bench.come_to("Prøvesvar")
        bench.keys("Return")
        log_in(run.next_address(2), DOCTOR)
        wait_until(lambda: reader.sees(GROUPED, "Kalium"), "the same patient")

        logind.sleep(begins=True)
        assert released(inhibitor), "now the machine may sleep"
        assert nothing_seen(reader), "and nothing is there to be seen"
        logind.sleep(begins=False)
        logind.next_inhibitor()
        bench.keys("Return")
        log_in(run.next_address(3), NURSE)
        wait_until(lambda: reader.sees(NURSE), "somebody else")
        names = "\n".join(reader.names())
        assert not any(text in names for text in (EMERGENCY, "Kalium", NAME)), "the empty page names a number to begin with"
        run.close(bench)
        assert run.process.returncode == 0
