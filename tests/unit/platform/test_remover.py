from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.platform.spool import Remover

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only what prints by way of a file of ours needs it")

KILLED = """
import sys
from pathlib import Path
from provesvar_gui.platform.spool import Remover
watcher = Remover(Path(sys.argv[1]))
print(watcher._process.pid, flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """With a name that a shell could misread."""
    made = tmp_path / "-rf $HOME; 'x\" *"
    (made / "in").mkdir(parents=True)
    (made / "in" / "document").write_text("patient")
    (tmp_path / "beside").write_text("stays")
    yield made
    assert (tmp_path / "beside").exists()


@pytest.mark.parametrize("before", [(), (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)])
def test_a_kill_takes_the_folder_with_it(folder: Path, before: tuple[signal.Signals, ...]) -> None:
    """``before``: what the end of a session sends to all of its processes first."""
    command = [sys.executable, "-c", KILLED, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE) as other:
        assert other.stdout is not None
        watcher = int(other.stdout.readline())
        for sent in before:
            os.kill(watcher, sent)
        assert (folder / "in" / "document").exists()
        watched = os.pidfd_open(watcher)
        other.kill()
        assert select.select([watched], [], [], 20)[0], "it has not ended"
        os.close(watched)
    assert not folder.exists()


def test_who_is_dismissed_removes_nothing_and_is_gone(folder: Path) -> None:
    watcher = Remover(folder)
    process = watcher._process
    assert process is not None
    assert process.poll() is None
    watcher.dismiss()
    watcher.dismiss()
    assert process.poll() is not None
    assert (folder / "in" / "document").exists()


def test_it_knows_nothing_but_the_folder(folder: Path) -> None:
    watcher = Remover(folder)
    assert watcher._process is not None
    said = Path(f"/proc/{watcher._process.pid}")
    assert (said / "environ").read_bytes() == b"PATH=/usr/bin:/bin\0"
    assert (said / "cmdline").read_bytes().endswith(b"\0" + bytes(folder) + b"\0")
    assert os.getsid(watcher._process.pid) == watcher._process.pid
    watcher.dismiss()
