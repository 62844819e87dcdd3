"""Two real processes: a second start, a kill, a patient by standard input and by the socket, and nothing of it anywhere else."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.display import Display, wait_until
from tests.e2e.hands import DOCTOR, EMERGENCY, GROUPED, OTHER, OTHER_GROUPED, look_up, wait_for_caret
from tests.e2e.program import ROOT, command, log_in, program
from tests.e2e.screen_reader import ScreenReader
from tests.e2e.surroundings import other_window


def socket_of(home: Path) -> Path:
    wait_until(lambda: any((home / "runtime").rglob("*.socket")), "the socket")
    (path,) = (home / "runtime").rglob("*.socket")
    return path


def by_socket(path: Path, **fields: object) -> dict[str, object]:
    """As the EPJ does it."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(20)
        connection.connect(str(path))
        connection.sendall(json.dumps({"v": 1, **fields}).encode() + b"\n")
        answer: dict[str, object] = json.loads(connection.makefile().readline())
        return answer


@pytest.mark.hazard("S10")
def test_from_the_epj_to_the_results_and_to_the_next_patient(bench: Display, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--sandbox") as run:
        bench.come_to("Prøvesvar")
        wait_for_caret(reader)
        path = socket_of(home)
        assert stat.S_IMODE(path.stat().st_mode) & 0o777 == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700

        status, _, errors = command(bench, "--sandbox", "--patient-from-stdin", given=f"{EMERGENCY}\n")
        assert (status, errors) == (0, "")
        wait_until(lambda: reader.sees("EPJ") or reader.sees("EHR"), "where the number in the field came from")
        bench.keys("alt+a", "alt+a", "F4")
        bench.type("LE")
        bench.keys("Tab", "Down", "Return")
        wait_until(lambda: bool(run.addresses()) or entered_anew(bench, reader), "the login, as soon as the number has been read")
        log_in(run.next_address(), DOCTOR)
        wait_until(lambda: reader.sees("Kalium"), "results on the screen")

        assert by_socket(path, act="patient", number=OTHER) == {"v": 1, "ok": True}
        wait_until(lambda: reader.sees(OTHER_GROUPED), "the bar")
        assert reader.sees("Kalium")
        bench.picture(home / "bar.png")
        assert by_socket(path, act="patient", number=EMERGENCY) == {"v": 1, "ok": True}  # the one that is shown
        wait_until(lambda: not reader.sees(OTHER_GROUPED), "nothing to ask any more")
        assert by_socket(path, act="patient", number="ikke et nummer") == {"v": 1, "ok": False, "code": "not-a-number"}
        assert by_socket(path, act="patient", number=OTHER) == {"v": 1, "ok": True}
        wait_until(lambda: reader.sees(OTHER_GROUPED), "the bar once more")
        wait_until(lambda: not pressed_in_vain(bench, reader), "the results hidden by the key")
        assert len(run.addresses()) == 1

        for number in (EMERGENCY, OTHER):
            assert number not in Path(f"/proc/{run.process.pid}/cmdline").read_text()
        run.close(bench)
        assert not list((home / "runtime").rglob("*.socket"))
    nothing_written(home)


def nothing_written(home: Path) -> None:
    for file in home.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert all(number.encode() not in content for number in (EMERGENCY, OTHER, GROUPED, OTHER_GROUPED)), file


def epj(bench: Display, act: str, **fields: object) -> str:
    """What is answered to the client that administrators get, a process of its own."""
    request = json.dumps({"v": 2, "act": act, "sender": "the-epj-of-this-clinic", **fields})
    client = [sys.executable, str(ROOT / "packaging" / "admin" / "handover_client.py"), "sandbox"]
    done = subprocess.run(client, env=bench.env, input=request, capture_output=True, encoding="utf-8", timeout=60, check=True)
    answer = json.loads(done.stdout)
    return str(answer.get("answer") or answer["code"])


@pytest.mark.hazard("H1.14", "H7.9", "S115")
def test_the_epj_closes_locks_and_ends(bench: Display, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--sandbox") as run:
        look_up(bench, reader, run)
        assert epj(bench, "close", number=EMERGENCY) == "taken"
        wait_until(lambda: reader.sees("Lukket fra EPJ"), "the cover")
        assert not any(reader.sees(text) for text in ("Kalium", GROUPED, EMERGENCY))
        bench.keys("Return", "space", "Escape", "F2", "1", "shift+F12")
        wait_until(lambda: reader.sees("Kalium", GROUPED), "the patient again")
        assert epj(bench, "close", number=EMERGENCY) == "taken"
        assert epj(bench, "patient", number=OTHER) == "offered"
        wait_until(lambda: reader.sees("Lukket fra EPJ", OTHER_GROUPED), "the next patient on the cover")
        wait_until(lambda: reader.sees("Pasienten er fjernet: lukket fra EPJ."), "the wipe after ten seconds")
        assert not reader.sees("Kalium")
        assert epj(bench, "lock") == "taken"
        wait_until(lambda: reader.sees("Vinduet er låst", DOCTOR), "the lock")
        assert epj(bench, "end") == "taken"
        wait_until(lambda: reader.sees("EPJ er avsluttet"), "why it is empty")
        assert epj(bench, "end") == "nothing"
        assert len(run.addresses()) == 1, "no page in the browser"
        run.close(bench)
    nothing_written(home)


def entered_anew(bench: Display, reader: ScreenReader) -> bool:
    """Press Enter once more where the program says that it came too soon after the number, which is meant. Never enough alone."""
    if reader.sees("nettopp kommet"):
        bench.keys("Return")
    return False


def pressed_in_vain(bench: Display, reader: ScreenReader) -> bool:
    """Press the key; whether the old results are still there. The first press may be too soon, which is meant."""
    bench.keys("F12")
    return reader.sees("Kalium")


def test_a_second_start_raises_the_window_and_a_kill_leaves_nothing_in_the_way(
    bench: Display, reader: ScreenReader, home: Path
) -> None:
    with program(bench, home, "--sandbox") as run:
        bench.come_to("Prøvesvar")
        wait_for_caret(reader)
        socket_of(home)
        with other_window(bench):
            status, _, errors = command(bench, "--sandbox")
            assert (status, errors) == (0, "")
            wait_until(lambda: "Prøvesvar" in bench.active_title(), "the window in front again")
        os.kill(run.process.pid, signal.SIGKILL)
        run.process.wait()
    assert list((home / "runtime").rglob("*.socket"))
    with program(bench, home, "--sandbox", "--patient-from-stdin") as run:
        bench.come_to("Prøvesvar")
        socket_of(home)
        wait_until(lambda: command(bench, "--sandbox")[0] == 0, "a second start")
        run.close(bench)
