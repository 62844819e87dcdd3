"""A drill begun from the real window: a look-up in it, its isolation by a listing of everything real, and the way back."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.e2e.display import Display, wait_until
from tests.e2e.hands import DOCTOR, EMERGENCY, GROUPED, wait_for_caret
from tests.e2e.program import log_in, program
from tests.e2e.screen_reader import ScreenReader
from tests.e2e.surroundings import BROKEN, refusing
from tests.e2e.test_handover import by_socket

REAL, DRILL = "provesvar", "provesvar-drill"
TITLES = ("DRILL – Prøvesvar", "ØVELSE – Prøvesvar")
QUESTIONS = ("Begin a drill?", "Begynne en øvelse?")
FOLDERS = ("config", "data", "state", "cache")


def listing(home: Path) -> dict[str, str]:
    """Every file that belongs to the real program: name, mode, content, the time of its last change."""
    found = {}
    for folder in FOLDERS:
        for path in sorted((home / folder / REAL).rglob("*")):
            kind = path.lstat()
            content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
            found[str(path.relative_to(home))] = f"{kind.st_mode:o} {kind.st_mtime_ns} {content}"
    for path in sorted((home / "runtime").rglob("program-*")):
        found[str(path.relative_to(home))] = f"{path.lstat().st_ino}"
    return found


def in_drill(bench: Display) -> bool:
    return any(title in TITLES for title in bench.window_titles())


def begin(bench: Display, reader: ScreenReader) -> None:
    bench.come_to("Prøvesvar")
    wait_for_caret(reader)
    bench.keys("ctrl+shift+d")
    wait_until(lambda: any(reader.sees(each) for each in QUESTIONS), "the one question")
    bench.keys("ctrl+shift+d")
    wait_until(lambda: in_drill(bench), "the drill's window")


def real_home(home: Path) -> None:
    """Files of a program that has been used, without a client: its window asks nobody anything by itself."""
    (home / "config" / REAL).mkdir(mode=0o700)
    (home / "config" / REAL / "settings.toml").write_text('[journal]\nkey = "file"\n')
    for name in ("data/provesvar/roles.json", "data/provesvar/journal/journal.jsonl"):
        path = home / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text("{}")


@pytest.mark.hazard("H1.11", "S12")
def test_a_drill_touches_nothing_real_and_the_window_comes_back_empty(bench: Display, reader: ScreenReader, home: Path) -> None:
    real_home(home)
    with refusing(bench, BROKEN) as asked, program(bench, home) as run:
        bench.come_to("Prøvesvar")
        bench.type("0189")  # somebody was about to look a real patient up
        begin(bench, reader)
        title = next(each for each in bench.window_titles() if each in TITLES)
        before, asked_before = listing(home), asked.read_text()
        assert any("log" in name for name in before), "there is something to compare"

        bench.come_to(title)
        wait_until(lambda: reader.sees("code list answer") or reader.sees("kodeliste svarer"), "the look at the services")
        bench.type(EMERGENCY)
        bench.keys("alt+a", "alt+a", "F4")
        bench.type("LE")
        bench.keys("Tab", "Down", "Return")
        log_in(run.next_address(), DOCTOR)
        wait_until(lambda: reader.sees("Kalium"), "results in the drill")
        bench.picture(home / "drill.png")
        (drill_socket,) = (home / "runtime").rglob("drill-*.socket")
        assert by_socket(drill_socket, act="patient", number=EMERGENCY)["ok"] is False, "no number from outside"
        (real_socket,) = (home / "runtime").rglob("program-*.socket")
        assert by_socket(real_socket, act="patient", number=EMERGENCY) == {"v": 1, "ok": False, "code": "locked"}
        wait_until(lambda: all((home / folder / DRILL).is_dir() for folder in ("state", "data")), "the drill's own files")

        assert listing(home) == before
        assert asked.read_text() == asked_before

        bench.come_to(title)
        bench.keys("ctrl+shift+d")
        wait_until(lambda: not in_drill(bench), "the end of the drill")
        wait_until(lambda: not reader.sees("Kalium"), "nothing of it on the screen")
        assert not reader.sees(GROUPED)
        wait_for_caret(reader)
        run.close(bench)
