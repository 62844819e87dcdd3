"""Process start to first paint, against an empty PySide6 window; and until all is loaded."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.benchmarks.side_by_side import ROOT, child, environment, say, say_value, told
from tests.e2e.desk import desk, missing_tools

HEAVY = ("httpx", "authlib", "joserfc", "cryptography", "keyring", "ssl", "asyncio")
ROUNDS = 7


def measure(env: dict[str, str], where: str) -> None:
    """In turns; also by processor time, which a machine that is busy with other things blurs less."""
    children = ("bare_window", "program_start")
    clock: dict[str, list[float]] = {name: [] for name in children}
    processor: dict[str, list[float]] = {name: [] for name in children}
    for _ in range(ROUNDS):
        for name in children:
            started = time.monotonic()
            painted, used = map(float, child(name, env=env)[:2])
            clock[name].append(painted - started)
            processor[name].append(used)
    for what, taken in ((f"process start -> first paint, {where}", clock), ("the same by processor time", processor)):
        empty, ours = (statistics.median(taken[name]) * 1000 for name in children)
        say(what, ours / empty, "1.7 x", f"{ours:.0f} ms, an empty window {empty:.0f} ms")


def test_first_paint(tmp_path: Path) -> None:
    measure(environment(tmp_path), "no display")


@pytest.mark.skipif(bool(missing_tools()), reason="this machine lacks what a display needs")
def test_first_paint_on_a_display() -> None:
    with tempfile.TemporaryDirectory(prefix="pv") as folder, desk(Path(folder)) as ready:
        measure(ready.env, "on a display")


def test_what_is_there_at_first_paint(tmp_path: Path) -> None:
    """The real frame with the caret, and nothing heavy loaded for it."""
    said = told(child("program_start", env=environment(tmp_path)))
    assert said["visible"]
    assert said["focus"] == "patientField"
    loaded = {name.partition(".")[0] for name in said["modules"]}
    assert not loaded & set(HEAVY)
    assert not [name for name in said["modules"] if name.startswith(("provesvar_gui.ui.results.", "provesvar_gui.sandbox"))]
    bare = subprocess.run(
        [sys.executable, "-c", "import PySide6.QtWidgets, sys; print(len(sys.modules))"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    more = len(said["modules"]) - int(bare.stdout)
    sys.stdout.write(f"\n  modules at first paint: {len(said['modules'])}, {more} more than a bare window\n")


def test_until_all_is_loaded(tmp_path: Path) -> None:
    """On both threads: the window's own modules, and the backend with which somebody can log in."""
    runs = [told(child("program_ready", env=environment(tmp_path))) for _ in range(3)]
    seconds, processor = (statistics.median(run[name] for run in runs) for name in ("seconds", "processor"))
    turns = ", ".join(f"{turn:.0f}" for turn in runs[-1]["turns"][:3])
    detail = f"{processor:.2f} s of the processor; the longest turns of the event loop {turns} ms"
    say_value("first paint -> everything imported, login possible", f"{seconds:.2f} s", "0.6 s", detail)
    assert all(run["loaded"] for run in runs)
