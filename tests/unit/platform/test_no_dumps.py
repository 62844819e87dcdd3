"""No memory dumps after a crash: tried in a process of its own, since the setting is final."""

from __future__ import annotations

import subprocess
import sys

import pytest

from provesvar_gui.platform import process

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="prctl and /proc are Linux'")

TRY = """
import ctypes, os, resource, subprocess, sys
os.environ.pop("TMPDIR", None)
from provesvar_gui.platform import process as no_dumps
assert "ctypes" in sys.modules  # by this test, not by the program
libc = ctypes.CDLL(None)
dumpable = lambda: libc.prctl(3, 0, 0, 0, 0)
assert dumpable() == 1
no_dumps.at_start()
assert dumpable() == 1
no_dumps.before_secrets()
child = subprocess.run([sys.executable, "-c", "import ctypes; print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"],
    capture_output=True, text=True, check=True)
print(dumpable(), *resource.getrlimit(resource.RLIMIT_CORE), child.stdout.strip(), os.environ["TMPDIR"])
"""


@pytest.mark.hazard("S4", "S95", "S105")
@linux
def test_no_core_file_and_no_attaching_and_children_are_as_ever() -> None:
    run = subprocess.run([sys.executable, "-c", TRY], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["0", "0", "0", "1", "/tmp"]


class Kernel32:
    """Windows' own, as far as it is asked. ``told``: each call."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int]] = []

    def SetErrorMode(self, mode: int) -> None:  # noqa: N802
        self.told.append(("SetErrorMode", mode))

    def WerSetFlags(self, flags: int) -> None:  # noqa: N802
        self.told.append(("WerSetFlags", flags))


@pytest.mark.hazard("S95")
def test_windows_shows_no_crash_dialog_and_reports_no_heap() -> None:
    libraries = {"kernel32": Kernel32()}
    process.before_secrets("win32", libraries.__getitem__)
    assert libraries["kernel32"].told == [("SetErrorMode", 0x3), ("WerSetFlags", 0x21)]
