"""Timings taken side by side in one run, and printed. No benchmark asserts on seconds: order of events is asserted."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def alternately(first: Callable[[], float], second: Callable[[], float], *, rounds: int) -> tuple[float, float]:
    """Medians of both, measured in turns so that whatever else the machine does meets both alike."""
    first(), second()  # warm caches
    pairs = [(first(), second()) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def seconds_until_told(command: Sequence[str], env: dict[str, str]) -> tuple[float, list[str]]:
    """Start a child; seconds until the moment that its first line names, and its further lines."""
    started = time.monotonic()
    child = subprocess.run([sys.executable, *command], env=env, capture_output=True, text=True, timeout=60, check=False)
    if child.returncode:
        raise AssertionError(child.stderr)
    lines = child.stdout.splitlines()
    return float(lines[0]) - started, lines[1:]


def say(what: str, ratio: float, budget: str, detail: str) -> None:
    """One line of the report."""
    sys.stdout.write(f"\n  {what}: {ratio:.2f} x  (budget {budget}; {detail})\n")
