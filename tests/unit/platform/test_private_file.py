"""A small file is replaced whole, and what a program leaves that is killed over it goes."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.platform.files import UNFINISHED, write_private

if TYPE_CHECKING:
    from pathlib import Path

KILLED = """
import os, signal, sys
from pathlib import Path
from provesvar_gui.platform.files import write_private
whole = os.fsync
def die(handle):
    whole(handle)
    os.kill(os.getpid(), signal.SIGKILL)
os.fsync = die
write_private(Path(sys.argv[1]), b"new, and secret")
"""


@pytest.mark.skipif(os.name == "nt", reason="no such kill")
def test_what_a_kill_leaves_goes_with_a_later_write_of_that_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    names = (".settings.toml.original", ".thesis.unfinished", ".settings.unfinished", ".settings.toml.mine.unfinished")
    others = [tmp_path / name for name in (*names, ".another.toml.abcdefgh.unfinished", ".settings.toml.d_folder.unfinished")]
    for each in (path, *others[:-1]):
        each.write_bytes(b"old")
    others[-1].mkdir()
    run = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert run.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"old"
    (left,) = (each for each in {*tmp_path.iterdir()} - {path, *others} if each.name.endswith(UNFINISHED))
    assert stat.S_IMODE(left.stat().st_mode) == 0o600
    write_private(path, b"new")
    assert left.exists(), "another program may be writing it just now"
    for each in (left, *others):
        os.utime(each, (each.stat().st_mtime - 3700,) * 2)
    write_private(tmp_path / "another", b"new")
    assert left.exists(), "the folder may be anybody's: of other files it knows nothing"
    write_private(path, b"newer")
    assert {*tmp_path.iterdir()} == {path, tmp_path / "another", *others}


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder" / "in the way").mkdir(parents=True)
    with pytest.raises(OSError, match="folder"):
        write_private(tmp_path / "folder", b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["folder"]
