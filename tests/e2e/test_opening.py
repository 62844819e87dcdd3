"""Restricted results with the keyboard alone: from the message to what was opened, and an opening that adds nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.desk import wait_until
from tests.e2e.program import log_in, program
from tests.e2e.test_main_job import DOCTOR, type_a_lookup

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.desk import Desk
    from tests.e2e.program import Program
    from tests.e2e.screen_reader import ScreenReader

RESTRICTED, NOTHING_MORE = "04877410086", "17845500096"
REPORTED = "Pasienten har sperret hele eller deler av innholdet."
OPEN = ("ctrl+o", "a", "1", "ctrl+o")  # four keys from the message to the results


def look_up(bench: Desk, reader: ScreenReader, run: Program, number: str) -> None:
    type_a_lookup(bench, reader, number)
    log_in(run.next_address(), DOCTOR)
    wait_until(lambda: reader.sees(REPORTED), "the message that something is restricted")
    bench.come_to("Prøvesvar")


def open_it(bench: Desk, done: Callable[[], bool], what: str) -> None:
    """The last key counts only when the panel has stood there for a moment: it is pressed again until it does."""

    def pressed() -> bool:
        if not done():
            bench.keys("ctrl+o")
        return done()

    bench.keys(*OPEN)
    wait_until(pressed, what)


def test_restricted_results_are_opened(bench: Desk, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--sandbox") as run:
        look_up(bench, reader, run, RESTRICTED)
        assert not reader.sees("INR")
        open_it(bench, lambda: reader.sees("Avslutt åpningen") or reader.sees("End the opening"), "the opened results")
        wait_until(lambda: reader.sees("INR"), "what was restricted")
        bench.picture(home / "opened.png")
        bench.scan(RESTRICTED)
        wait_until(lambda: reader.sees(REPORTED), "the ordinary answer: a scan ends the opening")
        assert not reader.sees("Avslutt åpningen")
        assert not reader.sees("End the opening")
        run.close(bench)


@pytest.mark.parametrize(
    "keys", [("Return",) * 4, ("ctrl+o", "Return", "Return", "Return"), ("ctrl+o", "a", "1", "Return", "Return")]
)
def test_enter_opens_nothing(bench: Desk, reader: ScreenReader, home: Path, keys: tuple[str, ...]) -> None:
    with program(bench, home, "--sandbox") as run:
        look_up(bench, reader, run, RESTRICTED)
        bench.keys(*keys)
        bench.keys("Escape", "F2")
        wait_until(lambda: any(node.focused and node.role == "text" for node in reader.nodes()), "the caret in the patient field")
        assert reader.sees(REPORTED)
        assert not reader.sees("Avslutt åpningen")
        assert not reader.sees("End the opening")


def test_an_opening_that_adds_nothing_is_explained(bench: Desk, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--sandbox") as run:
        look_up(bench, reader, run, NOTHING_MORE)
        open_it(bench, lambda: reader.sees("Det er ikke mer som kan åpnes"), "the explanation")
        assert reader.sees(REPORTED)  # what was shown is kept
