"""Locked and opened again at the real program: seen by a screen reader, proved at a real login page in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.e2e.desk import wait_until
from tests.e2e.program import log_in, program
from tests.e2e.test_handover import OTHER, second_start
from tests.e2e.test_main_job import DOCTOR, EMERGENCY, GROUPED, type_a_lookup

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.desk import Desk
    from tests.e2e.screen_reader import ScreenReader

NURSE = "900100102"
NAME = "Bølgebryter"


def test_locked_and_back_and_somebody_else(bench: Desk, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--sandbox") as run:
        type_a_lookup(bench, reader, EMERGENCY)
        log_in(run.next_address(), DOCTOR)
        wait_until(lambda: reader.sees("Kalium") and reader.sees(NAME), "results on the screen")

        bench.keys("F10")
        wait_until(lambda: reader.sees(DOCTOR), "the cover, with whose it is")
        names = "\n".join(reader.names())
        assert not any(text in names for text in (EMERGENCY, GROUPED, "Kalium", NAME))
        bench.picture(home / "locked.png")
        bench.type("Kalium")  # to nobody
        bench.scan("01896900052")
        bench.keys("F2", "ctrl+p", "F12", "F9")
        assert len(run.addresses()) == 1
        from_epj = second_start(bench, "--patient-from-stdin", given=f"{OTHER}\n")
        assert from_epj.returncode == 1
        assert "locked" in from_epj.stdout
        assert sum(title.startswith("Prøvesvar") for title in bench.window_titles()) == 1, "no second window with that number"

        bench.keys("Return")
        log_in(run.next_address(1), DOCTOR)
        wait_until(lambda: reader.sees(GROUPED) and reader.sees("Kalium"), "the same patient")

        bench.keys("F1")  # the guide is in front: a window of its own to the window manager
        bench.come_to("Brukerveiledning")
        bench.keys("F11")
        wait_until(lambda: reader.sees("Forny"), "kept up at the bedside")
        bench.keys("F10")
        wait_until(lambda: not reader.sees(GROUPED), "the cover")
        wait_until(lambda: "Brukerveiledning" not in bench.window_titles(), "the guide has gone")
        bench.come_to("Prøvesvar")
        bench.keys("Return")
        log_in(run.next_address(2), NURSE)
        wait_until(lambda: reader.sees(NURSE), "somebody else")
        names = "\n".join(reader.names())
        assert not any(text in names for text in (EMERGENCY, "Kalium", NAME)), "the empty page names a number to begin with"
        run.close(bench)
        assert run.process.returncode == 0
