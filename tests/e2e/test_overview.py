"""The overview as a screen reader and a keyboard find it: the answers are there without a key, a trend is one key away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.e2e.desk import wait_until
from tests.e2e.program import log_in, program
from tests.e2e.test_main_job import DOCTOR, EMERGENCY, type_a_lookup

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.desk import Desk
    from tests.e2e.screen_reader import ScreenReader

ANSWERS = ("5,2\u00a0mmol/L", "321\u00a0mg/L", "8,9\u00a0g/dL", "P-INR, 1,8")


def cards(reader: ScreenReader) -> list[str]:
    """What the cards on the screen say that hold an answer."""
    buttons = [node.name for node in reader.nodes() if node.showing and node.role == "push button"]
    return [name for name in buttons if any(answer in name for answer in ANSWERS)]


def test_the_last_values_are_there_without_a_key_and_a_trend_takes_one(bench: Desk, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--sandbox") as run:
        type_a_lookup(bench, reader, EMERGENCY)
        log_in(run.next_address(), DOCTOR)
        wait_until(lambda: bool(cards(reader)), "the overview on the screen")
        names = " ".join(cards(reader))
        assert all(each in names for each in ANSWERS)
        wait_until(
            lambda: any(node.focused and "P-Kalium" in node.name for node in reader.nodes()), "the first card has the focus"
        )
        bench.keys("i")
        wait_until(lambda: not cards(reader) and reader.sees("P-INR"), "the trend of INR")
        bench.keys("ctrl+1")
        wait_until(lambda: bool(cards(reader)), "the overview again")
        run.close(bench)
