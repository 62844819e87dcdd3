"""The program stays in the tray when its window is closed: locked, without the patient; and where there is no tray, it ends."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.e2e.desk import wait_until
from tests.e2e.elsewhere import TRAY, tray
from tests.e2e.hands import DOCTOR
from tests.e2e.program import ROOT
from tests.e2e.workplace import Workplace, workplace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.desk import Desk
    from tests.e2e.screen_reader import ScreenReader


def with_tray(path: Path) -> Path:
    path.write_text(path.read_text().replace("[ui]\n", "[ui]\ntray = true\n"))
    return path


def second_start(bench: Desk, config: Path, **environment: str) -> None:
    command = [sys.executable, "-m", "provesvar_gui", "--config", str(config)]
    run = subprocess.run(command, cwd=ROOT, env=bench.env | environment, capture_output=True, check=False, timeout=60)
    assert (run.returncode, run.stderr) == (0, b"")


def hidden(bench: Desk) -> bool:
    return not any("Prøvesvar" in title for title in bench.window_titles())


@pytest.mark.hazard("S26")
@pytest.mark.skipif(not TRAY, reason="this machine lacks stalonetray")
def test_closed_over_results_it_comes_back_locked_without_them(bench: Desk, reader: ScreenReader, home: Path) -> None:
    with workplace(bench, reader, home) as place, tray(bench, home):
        with_tray(place.config)
        with place.run({}) as run:
            place.begin(run)
            bench.keys("alt+F4")
            wait_until(lambda: hidden(bench), "the window closed")
            assert run.process.poll() is None
            assert not reader.sees("Kalium")
            second_start(bench, place.config, **place.environment)
            came_back_locked(bench, reader, place)
            bench.keys("alt+F4")
            wait_until(lambda: hidden(bench), "the window closed again")
            click_icon(bench)
            came_back_locked(bench, reader, place)
            bench.keys("ctrl+shift+q")
            assert run.wait_for_end() == 0
        assert place.traces() == set()


def came_back_locked(bench: Desk, reader: ScreenReader, place: Workplace) -> None:
    bench.come_to("Prøvesvar")
    wait_until(lambda: reader.sees(DOCTOR), "the cover, with whose it is")
    assert not reader.sees("Kalium")
    assert not any(reader.sees(text) for text in ("138969 00263", "13896900263"))


def click_icon(bench: Desk) -> None:
    subprocess.run(["xdotool", "mousemove", "12", "12", "click", "1"], env=bench.env, check=True)
