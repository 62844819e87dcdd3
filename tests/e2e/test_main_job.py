"""The main job with the keyboard alone: number, basis, role, Enter, a real login page in a real browser, results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.e2e.desk import wait_until
from tests.e2e.program import log_in, program

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.desk import Desk
    from tests.e2e.screen_reader import ScreenReader

EMERGENCY = "13896900263"
GROUPED = "138969 00263"
DOCTOR = "900100101"


def type_a_lookup(bench: Desk, reader: ScreenReader, number: str) -> None:
    """What a doctor in a hurry does: the caret is there, so type."""
    bench.come_to("Prøvesvar")
    wait_until(lambda: any(node.focused and node.role == "text" for node in reader.nodes()), "the caret in the patient field")
    bench.type(number)
    bench.keys("alt+a", "alt+a", "F4")  # AKUTT takes one act more
    bench.type("LE")
    bench.keys("Tab", "Down", "Return", "Return")  # the organisation comes after the role


def test_from_the_icon_to_the_results(bench: Desk, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--sandbox") as run:
        type_a_lookup(bench, reader, EMERGENCY)
        address = run.next_address()
        assert EMERGENCY not in address
        assert {part.split("=")[0] for part in address.split("?")[1].split("&")} == {"client_id", "request_uri"}

        page = log_in(address, DOCTOR)
        assert "code" not in page
        wait_until(lambda: reader.sees("Kalium"), "results on the screen")
        assert reader.sees(GROUPED)  # the number stands beside the results
        bench.picture(home / "results.png")

        assert all(EMERGENCY not in title and GROUPED not in title for title in bench.window_titles())
        run.close(bench)
        assert run.process.returncode == 0
