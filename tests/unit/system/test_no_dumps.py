"""What a crash may leave behind: tried in a process of its own, since there is no way back."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="prctl and /proc are Linux'")

TRY = """
import ctypes, resource, subprocess, sys
from provesvar_gui.system import no_dumps
assert "ctypes" in sys.modules  # by this test, not by the program
libc = ctypes.CDLL(None)
dumpable = lambda: libc.prctl(3, 0, 0, 0, 0)
assert dumpable() == 1
no_dumps.at_start()
assert dumpable() == 1
no_dumps.before_secrets()
child = subprocess.run([sys.executable, "-c", "import ctypes; print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"],
    capture_output=True, text=True, check=True)
print(dumpable(), *resource.getrlimit(resource.RLIMIT_CORE), child.stdout.strip())
"""


def test_no_core_file_and_no_attaching_and_children_are_as_ever() -> None:
    run = subprocess.run([sys.executable, "-c", TRY], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["0", "0", "0", "1"]


def test_a_lower_limit_is_no_error() -> None:
    code = "from provesvar_gui.system import no_dumps; no_dumps.at_start(); no_dumps.at_start()"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_start_loads_nothing_heavy() -> None:
    code = "import sys; from provesvar_gui.system import no_dumps; no_dumps.at_start(); print('ctypes' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
