"""Where no screen answers the program ends with one sentence; Qt alone would abort it and advise to install it again."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have one screen, and it is there")


def start(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", **variables}
    command = [sys.executable, "-m", "provesvar_gui"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


@LINUX
@pytest.mark.parametrize("variables", [{}, {"DISPLAY": ":7777"}])
def test_one_sentence_and_status_1(tmp_path: Path, variables: dict[str, str]) -> None:
    done = start(tmp_path, **variables)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("Prøvesvar cannot show its window: no screen answers here")
    assert "einstall" not in done.stderr
    assert not done.stdout


@LINUX
def test_of_anything_else_qts_own_words_are_kept(tmp_path: Path) -> None:
    done = start(tmp_path, QT_QPA_PLATFORM="nonsense")
    assert done.returncode == 1
    assert 'Could not find the Qt platform plugin "nonsense"' in done.stderr
    assert "no screen" not in done.stderr
