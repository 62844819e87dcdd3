"""What only a real desktop shows: its own idea of Return, its popups, a browser that is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.desk import wait_until
from tests.e2e.program import log_in, program
from tests.e2e.test_main_job import DOCTOR, EMERGENCY, GROUPED

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.desk import Desk
    from tests.e2e.screen_reader import ScreenReader


def fill_in(bench: Desk, reader: ScreenReader) -> None:
    """All but the organisation."""
    bench.come_to("Prøvesvar")
    wait_until(lambda: any(node.focused and node.role == "text" for node in reader.nodes()), "the caret in the patient field")
    bench.type(EMERGENCY)
    bench.keys("alt+a", "alt+a", "F4")
    bench.type("LE")
    bench.keys("Tab")


@pytest.mark.parametrize("desktop", ["GNOME", "KDE", "XFCE"])
def test_enter_in_the_organisation_looks_up_on_every_desktop(bench: Desk, reader: ScreenReader, home: Path, desktop: str) -> None:
    with program(bench, home, "--sandbox", environment={"XDG_CURRENT_DESKTOP": desktop}) as run:
        fill_in(bench, reader)
        bench.keys("Down", "Return")
        assert run.next_address()


def test_an_open_list_swallows_nothing(bench: Desk, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--sandbox") as run:
        fill_in(bench, reader)
        bench.keys("alt+Down", "Down", "Return")  # takes a choice
        bench.keys("alt+Down", "F2", "End", "BackSpace")  # the list is open, and the number is edited all the same
        bench.type(EMERGENCY[-1])
        bench.keys("alt+a", "F4", "alt+Down", "alt+a", "Return")
        assert run.next_address()


def test_a_browser_that_is_gone_is_opened_again(bench: Desk, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--sandbox") as run:
        fill_in(bench, reader)
        bench.keys("Down", "Return")
        run.next_address()  # and nobody ever sees that page
        bench.keys("Escape")
        wait_until(lambda: reader.sees("Oppslaget er trukket tilbake") or reader.sees("withdrawn"), "the acknowledgement")
        bench.keys("Return")
        log_in(run.next_address(seen=1), DOCTOR)
        wait_until(lambda: reader.sees("Kalium"), "results on the screen")


def pressed_once_more(bench: Desk) -> bool:
    """For five seconds the question waits for the second press; a slow machine may have taken longer to see it."""
    bench.keys("alt+t")
    return False


def test_after_logout_typing_arrives(bench: Desk, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--sandbox") as run:
        fill_in(bench, reader)
        bench.keys("Down", "Return")
        log_in(run.next_address(), DOCTOR)
        wait_until(lambda: reader.sees("Kalium"), "results on the screen")
        bench.keys("F6", "F6", "alt+t")
        wait_until(lambda: reader.sees("igjen") or reader.sees("again"), "the question")
        bench.keys("alt+t")
        wait_until(lambda: not reader.sees("Kalium") or pressed_once_more(bench), "the results gone")
        bench.type(EMERGENCY)
        wait_until(lambda: reader.sees(GROUPED), "the number that was typed")
