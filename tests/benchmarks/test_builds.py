"""Side by side in one run: the program from source and frozen, and an empty window, warm and cold; sizes."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.benchmarks.frozen import ABSENT, can_be_cold, frozen, make_cold
from tests.benchmarks.side_by_side import ROOT, environment, say
from tests.benchmarks.test_start import HEAVY
from tests.e2e.desk import desk, missing_tools

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.benchmarks.frozen import Frozen

WARM_ROUNDS, COLD_ROUNDS = 5, 3
CHILDREN = "tests.benchmarks.children"
EMPTY = "empty window, from source"


@pytest.fixture
def built() -> Iterator[Frozen]:
    with tempfile.TemporaryDirectory(prefix="pv") as folder:
        found = frozen(Path(folder))
        if found is None:
            pytest.skip(ABSENT)
        yield found


def commands(built: Frozen) -> dict[str, list[str]]:
    """What is measured, by its name in the report."""
    return {
        EMPTY: [sys.executable, "-m", f"{CHILDREN}.bare_window"],
        "program, from source": [sys.executable, "-m", f"{CHILDREN}.program_start"],
        "program, frozen": [str(built.first_paint)],
    }


def until_painted(command: Sequence[str], env: Mapping[str, str]) -> tuple[float, float, list[str]]:
    """(seconds from the start to the first paint, processor seconds, what it said)."""
    started = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False)
    if done.returncode:
        raise AssertionError(f"{command[0]}: {done.stderr}")
    lines = done.stdout.splitlines()
    return float(lines[0]) - started, float(lines[1]), lines


def report(where: str, taken: Mapping[str, Sequence[tuple[float, float]]]) -> None:
    sys.stdout.write(f"\n  process start -> first paint, {where}; in brackets by processor time\n")
    middle = {name: [statistics.median(one[which] for one in all_of_it) for which in (0, 1)] for name, all_of_it in taken.items()}
    for name, (seconds, used) in middle.items():
        sys.stdout.write(f"    {name:26} {seconds * 1000:5.0f} ms  ({used * 1000:.0f} ms)\n")
    for kind in ("from source", "frozen"):
        ours, empty = middle[f"program, {kind}"], middle[EMPTY]
        detail = f"by processor time {ours[1] / empty[1]:.2f} x"
        say(f"the program against an empty window, {kind}", ours[0] / empty[0], "1.7 x", detail)


@pytest.mark.skipif(bool(missing_tools()), reason="this machine lacks what a display needs")
def test_first_paint_of_source_and_frozen(built: Frozen) -> None:
    each = commands(built)
    with tempfile.TemporaryDirectory(prefix="pv") as folder, desk(Path(folder)) as ready:
        warm: dict[str, list[tuple[float, float]]] = {name: [] for name in each}
        for command in each.values():
            until_painted(command, ready.env)  # warms
        for _ in range(WARM_ROUNDS):  # in turns, so that whatever else the machine does meets all alike
            for name, command in each.items():
                warm[name].append(until_painted(command, ready.env)[:2])
        report("warm", warm)
        if not can_be_cold():
            sys.stdout.write("\n  cold: the kernel's cache cannot be emptied here\n")
            return
        cold: dict[str, list[tuple[float, float]]] = {name: [] for name in each}
        for _ in range(COLD_ROUNDS):
            for name, command in each.items():
                make_cold()
                cold[name].append(until_painted(command, ready.env)[:2])
        report("cold: nothing of it in the kernel's cache, nor of Python, Qt and the system's libraries", cold)


def test_nothing_heavy_is_there_at_the_first_paint_of_the_frozen_program(built: Frozen, tmp_path: Path) -> None:
    said = json.loads(until_painted([str(built.first_paint)], environment(tmp_path))[2][-1])
    assert said["visible"]
    assert said["focus"] == "patientField"
    assert not {name.partition(".")[0] for name in said["modules"]} & set(HEAVY)
