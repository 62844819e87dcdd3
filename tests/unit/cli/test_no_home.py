"""An account without a home folder (``nobody``, a service's): told in one sentence, whatever was asked for."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

CHILD = """
import pwd, sys
def unknown(_account):
    raise KeyError
pwd.getpwuid = unknown
from provesvar_gui.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows names a folder for every account")
@pytest.mark.parametrize("arguments", [[], ["--self-check"], ["--export-journal"]])
def test_it_says_why_not(arguments: list[str]) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "HOME" and not name.startswith("XDG_")}
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *arguments], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert (
        done.stderr == "Prøvesvar cannot start: this account has no home folder (HOME is not set, and the system names none).\n"
    )
    assert not done.stdout
    assert done.returncode == 1
