"""What only a real desktop shows: its own idea of Return, its popups, a browser that is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.e2e.desk import wait_until
from tests.e2e.hands import DOCTOR, EMERGENCY, GROUPED, ask, caret, fill_in, look_up
from tests.e2e.program import log_in, program

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.desk import Desk
    from tests.e2e.screen_reader import ScreenReader


def test_on_xfce_an_open_list_swallows_nothing(bench: Desk, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--sandbox", environment={"XDG_CURRENT_DESKTOP": "XFCE"}) as run:
        fill_in(bench, caret(reader))
        bench.keys("Tab", "alt+Down", "Down", "Return")  # takes a choice
        bench.keys("alt+Down", "F2", "End", "BackSpace")  # the list is open, and the number is edited all the same
        bench.type(EMERGENCY[-1])
        bench.keys("alt+a", "F4", "alt+Down", "alt+a", "Return")
        assert run.next_address()


def test_on_gnome_a_browser_that_is_gone_is_opened_again(bench: Desk, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--sandbox", environment={"XDG_CURRENT_DESKTOP": "GNOME"}) as run:
        ask(bench, reader)
        run.next_address()  # and nobody ever sees that page
        bench.keys("Escape")
        wait_until(lambda: reader.sees("Oppslaget er trukket tilbake"), "the acknowledgement")
        bench.keys("Return")
        log_in(run.next_address(seen=1), DOCTOR)
        wait_until(lambda: reader.sees("Kalium"), "results on the screen")


def test_on_kde_typing_arrives_after_logout(bench: Desk, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--sandbox", environment={"XDG_CURRENT_DESKTOP": "KDE"}) as run:
        look_up(bench, reader, run)
        bench.keys("ctrl+F10", "Up", "Return")  # the last entry of the menu
        wait_until(lambda: not reader.sees("Kalium"), "the results gone")
        bench.type(EMERGENCY)
        wait_until(lambda: reader.sees(GROUPED), "the number that was typed")
