"""Timings taken side by side in one run, and printed. No benchmark asserts on seconds: order of events is asserted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[2]


def environment(home: Path, **more: str) -> dict[str, str]:
    """For a child: no display, folders of its own."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "LC_ALL", "VIRTUAL_ENV", "SYSTEMROOT"}}
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    return kept | folders | {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen"} | more


def child(module: str, *arguments: str, env: Mapping[str, str]) -> list[str]:
    """Run ``tests.benchmarks.children.<module>`` to its end; the lines it said."""
    run = subprocess.run(
        [sys.executable, "-m", f"tests.benchmarks.children.{module}", *arguments],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    if run.returncode:
        raise AssertionError(f"{module}: {run.stderr}")
    return run.stdout.splitlines()


def told(lines: Sequence[str]) -> Any:
    """The JSON of the last line."""
    return json.loads(lines[-1])


@contextmanager
def canned_server(patient: str, env: Mapping[str, str]) -> Iterator[str]:
    """A server with canned answers in a process of its own; its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.children.canned_server", patient],
        env=env,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdin is not None
        yield process.stdout.readline().strip()
        process.stdin.close()
        process.wait(10)


def say(what: str, ratio: float, budget: str, detail: str) -> None:
    """One line of the report."""
    sys.stdout.write(f"\n  {what}: {ratio:.2f} x  (budget {budget}; {detail})\n")


def say_value(what: str, value: str, budget: str, detail: str) -> None:
    """One line of the report that is no ratio."""
    sys.stdout.write(f"\n  {what}: {value}  (budget {budget}; {detail})\n")
