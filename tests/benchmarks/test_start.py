"""Process start to first paint, against a bare PySide6 window."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.benchmarks.side_by_side import ROOT, alternately, child, environment, say, told
from tests.e2e.desk import desk, missing_tools

HEAVY = ("httpx", "authlib", "joserfc", "cryptography", "keyring", "ssl", "asyncio")
ROUNDS = 9


def measure(env: dict[str, str], where: str) -> None:
    """In turns; also by processor time, which a machine that is busy with other things blurs less."""
    processor: dict[str, list[float]] = {"bare_window": [], "program_start": []}

    def start(module: str) -> float:
        started = time.monotonic()
        painted, used = map(float, child(module, env=env)[:2])
        processor[module].append(used)
        return painted - started

    bare, ours = alternately(lambda: start("bare_window"), lambda: start("program_start"), rounds=ROUNDS)
    say(f"process start -> first paint, {where}", ours / bare, "1.25 x", f"{ours * 1000:.0f} ms, bare {bare * 1000:.0f} ms")
    bare, ours = (statistics.median(used) for used in processor.values())
    say("the same by processor time", ours / bare, "1.25 x", f"{ours * 1000:.0f} ms, bare {bare * 1000:.0f} ms")


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
