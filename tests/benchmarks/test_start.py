"""Process start to first paint, from source and frozen, against an empty PySide6 window; and until all is loaded."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.benchmarks.side_by_side import ROOT, child, environment, last_json, run, say
from tests.e2e.display import display, missing_tools

HEAVY = ("httpx", "authlib", "joserfc", "cryptography", "keyring", "ssl", "asyncio")
ROUNDS = 7
FROZEN = ROOT / "build/frozen/tools"  # the frozen program and the empty window, telling when they first painted


def measure(env: dict[str, str], where: str) -> None:
    """In turns; also by processor time, which a machine that is busy with other things blurs less."""
    commands = {"empty": child("bare_window"), "from source": child("program_start")}
    pairs = [("from source", "empty")]
    if FROZEN.exists() and (ROOT / "dist/provesvar/_internal").exists():
        folder = shutil.copytree(FROZEN, Path(env["HOME"], FROZEN.name))
        (folder / "_internal").symlink_to(ROOT / "dist/provesvar/_internal")  # the loader looks for it beside the program
        commands |= {"empty frozen": [str(folder / "bare-window")], "frozen": [str(folder / "provesvar-first-paint")]}
        pairs += [("frozen", "empty"), ("frozen", "empty frozen")]  # the second without what Python and its loader cost
    clock: dict[str, list[float]] = {name: [] for name in commands}
    processor: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            started = time.monotonic()
            painted, used = map(float, run(command, env)[:2])
            clock[name].append(painted - started)
            processor[name].append(used)
    for name, beside in pairs:
        for what, taken in ((f"process start -> first paint, {name}, {where}", clock), ("the same by processor time", processor)):
            empty, ours = (statistics.median(taken[each]) * 1000 for each in (beside, name))
            say(what, ours / empty, "1.7 x", f"{ours:.0f} ms, an {beside} window {empty:.0f} ms")


def test_first_paint(tmp_path: Path) -> None:
    measure(environment(tmp_path), "no display")


@pytest.mark.skipif(bool(missing_tools()), reason="this machine lacks what a display needs")
def test_first_paint_on_a_display() -> None:
    with tempfile.TemporaryDirectory(prefix="pv") as folder, display(Path(folder)) as ready:
        measure(ready.env, "on a display")


def test_what_is_there_at_first_paint(tmp_path: Path) -> None:
    """The real frame with the caret, and nothing heavy loaded for it."""
    said = last_json(child("program_start"), environment(tmp_path))
    assert said["visible"]
    assert said["focus"] == "patientField"
    assert not {name.partition(".")[0] for name in said["modules"]} & set(HEAVY)
    assert not [name for name in said["modules"] if name.startswith(("provesvar_gui.ui.results.", "provesvar_gui.sandbox"))]
    counted = "import PySide6.QtWidgets, sys; print(len(sys.modules))"
    bare = json.loads(subprocess.run([sys.executable, "-c", counted], capture_output=True, text=True, check=True).stdout)
    sys.stdout.write(
        f"\n  modules at first paint: {len(said['modules'])}, {len(said['modules']) - bare} more than a bare window\n"
    )


def test_until_all_is_loaded(tmp_path: Path) -> None:
    """On both threads: the window's own modules, and the backend with which somebody can log in."""
    runs = [last_json(child("program_ready"), environment(tmp_path)) for _ in range(3)]
    seconds, processor = (statistics.median(run[name] for run in runs) for name in ("seconds", "processor"))
    turns = ", ".join(f"{turn:.0f}" for turn in runs[-1]["turns"][:3])
    detail = f"{processor:.2f} s of the processor; the longest turns of the event loop {turns} ms"
    say("first paint -> everything imported, login possible", f"{seconds:.2f} s", "0.6 s", detail)
    assert all(run["loaded"] for run in runs)
