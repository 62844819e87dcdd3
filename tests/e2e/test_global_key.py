"""A key that works in every program: what is selected there comes into the window, and nothing more happens."""

from __future__ import annotations

import os
import signal
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.e2e.desk import wait_until
from tests.e2e.elsewhere import selected_elsewhere
from tests.e2e.hands import EMERGENCY, GROUPED, OTHER, OTHER_GROUPED
from tests.e2e.program import program
from tests.e2e.surroundings import settings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.desk import Desk
    from tests.e2e.screen_reader import ScreenReader

KEY = "ctrl+alt+p"
NO_NUMBER = "Nothing is selected in the other program that is a patient number"


def with_key(home: Path) -> Path:
    path = settings(home)
    path.write_text(path.read_text().replace("[ui]\n", '[ui]\nglobal_shortcut = "Ctrl+Alt+P"\n'))
    return path


def field(reader: ScreenReader) -> str:
    """What the patient field holds."""
    return next((node.text for node in reader.nodes() if node.name == "Patient's identity number" and node.role == "text"), "")


def ready(bench: Desk, home: Path) -> None:
    """The key is ours."""
    bench.come_to("Prøvesvar")
    wait_until(lambda: any((home / "runtime").rglob("*.socket")), "the socket, which is made after the key has been asked for")
    assert not is_free(bench)


def is_free(bench: Desk) -> bool:
    """Whether a program that asks for the key would get it."""
    from provesvar_gui.platform.global_key import read
    from provesvar_gui.platform.x11_key import X11Key

    key = read("Ctrl+Alt+P")
    assert key is not None
    asking = X11Key(key, bench.env["DISPLAY"].encode())
    try:
        return asking.take() is None
    finally:
        asking.close()


@pytest.mark.hazard("S11")
def test_what_is_selected_fills_the_field_and_over_another_number_it_asks(bench: Desk, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--config", str(with_key(home))) as run:
        ready(bench, home)
        with selected_elsewhere(bench, f"Nordmann, Kari, f. {GROUPED}") as other:
            os.kill(other.pid, signal.SIGSTOP)  # a program that does not answer holds nobody up
            bench.keys(KEY)
            wait_until(lambda: reader.sees(NO_NUMBER), "that nothing came")
            os.kill(other.pid, signal.SIGCONT)  # what it says now comes too late
            subprocess.run(["setxkbmap", "-layout", "us", "-variant", "dvorak"], env=bench.env, check=True)
            bench.keys("Shift_L")  # the first key after a new map may be lost
            bench.keys(KEY)  # by what it writes, as xdotool does: another key than before
            wait_until(lambda: field(reader) == GROUPED, "the number in the field")
            wait_until(lambda: bench.active_title().startswith("Prøvesvar"), "the window in front")
            assert not reader.sees("Nordmann")
            assert reader.sees("The number came from another program. Nothing is looked up before you press Enter.")
        with selected_elsewhere(bench, OTHER):
            as_it_is(bench, "Caps_Lock", "Num_Lock", KEY, "Caps_Lock", "Num_Lock")  # the key is the same one
            wait_until(lambda: reader.sees(OTHER_GROUPED), "the question")
            assert field(reader) == GROUPED
            wait_until(lambda: bench.active_title().startswith("Prøvesvar"), "the window in front again")
            wait_until(lambda: taken(bench, reader), "the other number, by the key that changes patient")
        with selected_elsewhere(bench, "Olsen, 91 23 45 67"):
            bench.keys(KEY)
            wait_until(lambda: reader.sees(NO_NUMBER), "that it is no number")
            assert not reader.sees("Olsen")
            assert not reader.sees("91 23")
            assert field(reader) == OTHER_GROUPED
            bench.picture(home / "bar.png")
        assert not run.addresses()
        run.close(bench)
    assert is_free(bench)
    for file in home.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert all(
                text.encode() not in content for text in (EMERGENCY, OTHER, GROUPED, OTHER_GROUPED, "Nordmann", "Olsen")
            ), file


def as_it_is(bench: Desk, *names: str) -> None:
    """Keys, with the locks on that are on."""
    subprocess.run(["xdotool", "key", *names], env=bench.env, check=True)


def taken(bench: Desk, reader: ScreenReader) -> bool:
    """Press the key; the first press may be too soon after the question, which is meant."""
    bench.keys("F12")
    return field(reader) == OTHER_GROUPED
