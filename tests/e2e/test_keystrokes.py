"""The number of keys from the icon to the first result, with a running session and no mouse.

Every key that goes down counts, a modifier too. What is counted is the shortest way that the program offers: a key more than the
goal, and the results do not come.
"""

from __future__ import annotations

from pathlib import Path

from tests.e2e.desk import Desk, wait_until
from tests.e2e.hands import EMERGENCY, look_up, read, wait_for_caret
from tests.e2e.program import command, program
from tests.e2e.screen_reader import ScreenReader
from tests.e2e.surroundings import ANOTHER, other_window
from tests.e2e.test_handover import by_socket, socket_of

RESULT = "Kalium"


class Counted:
    """A hand that counts."""

    def __init__(self, bench: Desk) -> None:
        self._bench = bench
        self.pressed = 0

    def type(self, text: str) -> None:
        """Character by character."""
        self.pressed += len(text)
        self._bench.type(text)

    def keys(self, *combinations: str) -> None:
        """In xdotool's names: "alt+a" is two keys, and "alt+a", "alt+a" three, since a hand holds Alt meanwhile."""
        held: tuple[str, ...] = ()
        for combination in combinations:
            *modifiers, _ = combination.split("+")
            self.pressed += 1 + sum(modifier not in held for modifier in modifiers)
            held = tuple(modifiers)
        self._bench.keys(*combinations)


def test_from_the_icon_and_from_the_epj(bench: Desk, reader: ScreenReader, home: Path) -> None:
    """A doctor who is logged in and has looked somebody up today, and who works in another program between two patients."""
    with other_window(bench), program(bench, home, "--sandbox") as run:
        look_up(bench, reader, run)
        for basis, most in ((("alt+s",), 14), (("alt+u",), 14), (("alt+a", "alt+a"), 15)):
            let_go(bench, reader)
            assert keys_from_the_icon(bench, reader, basis) <= most
        for basis, most in ((("s",), 2), (("a", "a"), 3)):
            let_go(bench, reader)
            assert keys_from_the_epj(bench, reader, socket_of(home), basis) <= most
        assert len(run.addresses()) == 1, "the session held"
        run.close(bench)


def let_go(bench: Desk, reader: ScreenReader) -> None:
    """Of the patient, and to the other program."""
    bench.keys("F8")
    wait_until(lambda: not reader.sees(RESULT), "an empty desk")
    bench.come_to(ANOTHER)


def keys_from_the_icon(bench: Desk, reader: ScreenReader, basis: tuple[str, ...]) -> int:
    """One click, and the program that runs comes to the front with the caret in the patient field."""
    hand = Counted(bench)
    assert command(bench, "--sandbox")[0] == 0
    wait_until(lambda: "Prøvesvar" in bench.active_title(), "the window in front")
    wait_for_caret(reader)
    hand.type(EMERGENCY)
    hand.keys(*basis, "Return")
    wait_until(lambda: reader.sees(RESULT), "the first result")
    return hand.pressed


def keys_from_the_epj(bench: Desk, reader: ScreenReader, path: Path, basis: tuple[str, ...]) -> int:
    """The number comes by the socket."""
    hand = Counted(bench)
    assert by_socket(path, act="patient", number=EMERGENCY) == {"v": 1, "ok": True}
    wait_until(lambda: reader.sees("EPJ") and "Prøvesvar" in bench.active_title(), "the number in the window in front")
    read()  # each Enter counts
    hand.keys(*basis, "Return")
    wait_until(lambda: reader.sees(RESULT), "the first result")
    return hand.pressed
