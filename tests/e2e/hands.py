"""A doctor's keys in the real program."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from tests.e2e.display import Display, wait_until
from tests.e2e.program import Program, log_in
from tests.e2e.screen_reader import ScreenReader

EMERGENCY, GROUPED = "13896900263", "138969 00263"
OTHER, OTHER_GROUPED = "24837810031", "248378 10031"
RESTRICTED = "04877410086"
DOCTOR, DOCTOR_NAME = "900100101", "Våken Stetoskop"
READING = 2.5  # seconds
RESTRICTION = "Pasienten har sperret svar."


def caret(reader: ScreenReader) -> Callable[[], bool]:
    return lambda: any(node.focused and node.role == "text" for node in reader.nodes())


def wait_for_caret(reader: ScreenReader) -> None:
    wait_until(caret(reader), "the caret in the patient field")


def read() -> None:
    """What has just come: an Enter sooner than anybody can have read it is refused."""
    seen = monotonic()
    wait_until(lambda: monotonic() > seen + READING, "what has come read")


def fill_in(bench: Display, ready: Callable[[], bool], number: str = EMERGENCY) -> None:
    """All but the organisation. ``ready``: whether the window stands; ``caret`` where a screen reader may see the display."""
    bench.come_to("Prøvesvar")
    wait_until(ready, "the window")
    bench.type(number)  # after a scan the caret goes on by itself, in its own time: nobody is as quick as the keys that follow
    bench.keys("alt+a", "alt+a", "F4")  # AKUTT takes one act more
    bench.type("LE")


def ask(bench: Display, ready: ScreenReader | Callable[[], bool], number: str = EMERGENCY, *, organisation: bool = True) -> None:
    """Fill in the form and press Enter. ``organisation``: there is one to choose, after the role."""
    fill_in(bench, ready if callable(ready) else caret(ready), number)
    bench.keys(*(("Tab", "Down", "Return") if organisation else ("Return", "Return")))


def look_up(bench: Display, reader: ScreenReader, run: Program) -> None:
    """Until there are results."""
    ask(bench, reader)
    log_in(run.next_address(), DOCTOR)
    wait_until(lambda: reader.sees("Kalium"), "results on the screen")


def open_restricted(bench: Display, done: Callable[[], bool], what: str) -> None:
    """The last key counts only when the panel has stood there for a moment: it is pressed again until it does."""

    def pressed() -> bool:
        if not done():
            bench.keys("ctrl+o")
        return done()

    bench.keys("ctrl+o", "a", "1", "ctrl+o")
    wait_until(pressed, what)
