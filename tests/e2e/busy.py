"""End-to-end tests on a busy machine: four processes that compute, and the program open on a second, foreign desk.

.venv/bin/python -m tests.e2e.busy 10 tests/e2e/test_keystrokes.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.e2e.desk import desk
from tests.e2e.hands import look_up
from tests.e2e.program import ROOT, program
from tests.e2e.screen_reader import ScreenReader

PROCESSES = 4


def main(rounds: int, tests: list[str]) -> int:
    """Run the tests that many times; how many rounds failed."""
    failed = 0
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pv")))
        foreign = stack.enter_context(desk(home))
        reader = ScreenReader(foreign.env["DBUS_SESSION_BUS_ADDRESS"])
        stack.callback(reader.close)
        run = stack.enter_context(program(foreign, home, "--sandbox"))
        look_up(foreign, reader, run)
        for _ in range(PROCESSES):
            busy = stack.enter_context(subprocess.Popen([sys.executable, "-c", "while True: pass"]))
            stack.callback(busy.kill)
        for number in range(1, rounds + 1):
            command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.skips", "--durations=5", *tests]
            code = subprocess.run(command, cwd=ROOT, check=False).returncode
            failed += code != 0
            sys.stdout.write(f"round {number} of {rounds}: {'failed' if code else 'passed'}\n")
            sys.stdout.flush()
    return failed


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:] or ["tests/e2e"]) != 0)
