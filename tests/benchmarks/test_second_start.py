"""A second start until the window that is there was raised (its answer comes after), against an interpreter that does nothing."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.benchmarks.side_by_side import ROOT, alternately, environment, say
from tests.e2e.desk import wait_until


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the socket is Linux'")
def test_second_start() -> None:
    with tempfile.TemporaryDirectory(prefix="pv") as folder:
        (Path(folder) / "run").mkdir(mode=0o700)
        env = environment(Path(folder), XDG_RUNTIME_DIR=f"{folder}/run", PYTHONUTF8="1")

        def run(*arguments: str) -> float:
            started = time.monotonic()
            done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
            took = time.monotonic() - started
            assert arguments[0] == "-c" or "brought to the front" in done.stdout
            return took

        with subprocess.Popen([sys.executable, "-m", "provesvar_gui"], cwd=ROOT, env=env, stderr=subprocess.DEVNULL) as first:
            try:
                wait_until(lambda: any(Path(folder).rglob("*.socket")), "the first window")
                bare, ours = alternately(lambda: run("-c", "pass"), lambda: run("-m", "provesvar_gui"), rounds=5)
            finally:
                first.kill()
        say(
            "second start -> raised window", ours / bare, "150 ms", f"{ours * 1000:.0f} ms, bare interpreter {bare * 1000:.0f} ms"
        )
