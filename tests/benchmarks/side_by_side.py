"""Timings taken side by side in one run, and printed. No benchmark asserts on seconds: order of events is asserted."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def environment(home: Path) -> dict[str, str]:
    """For a child: no display, folders of its own."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "LC_ALL", "VIRTUAL_ENV", "SYSTEMROOT"}}
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    return kept | folders | {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}


def child(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", f"tests.benchmarks.children.{module}", *arguments]


def run(command: Sequence[str], env: Mapping[str, str]) -> list[str]:
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)
    assert not done.returncode, f"{command}: {done.stderr}"
    return done.stdout.splitlines()


def last_json(command: Sequence[str], env: Mapping[str, str]) -> Any:
    return json.loads(run(command, env)[-1])


@contextmanager
def canned_server(patient: str, env: Mapping[str, str]) -> Iterator[str]:
    """A server with canned answers in a process of its own; its address."""
    command = child("canned_server", patient)
    with subprocess.Popen(command, env=env, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        yield process.stdout.readline().strip()
        process.stdin.close()
        process.wait(10)


def say(what: str, value: float | str, budget: str, detail: str) -> None:
    """One line of the report. A number is a ratio."""
    shown = value if isinstance(value, str) else f"{value:.2f} x"
    sys.stdout.write(f"\n  {what}: {shown}  (budget {budget}; {detail})\n")


def megabytes(what: str = "Rss") -> float:
    """Megabytes of this process now, after garbage collection: resident, or its share of them ("Pss"); 0 where nobody tells."""
    gc.collect()
    rollup = Path("/proc/self/smaps_rollup")
    if not rollup.exists():
        return 0.0
    kilobytes = next(line.split()[1] for line in rollup.read_text().splitlines() if line.startswith(f"{what}:"))
    return int(kilobytes) / 1024
