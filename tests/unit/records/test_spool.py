from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from provesvar_gui.records import spool
from provesvar_gui.records.spool import Spool

pytestmark = pytest.mark.skipif(not spool.NEEDED, reason="this system prints without a file of ours")


def test_a_job_has_a_private_folder_for_the_moment_it_needs_one(tmp_path: Path) -> None:
    environment = {"TMPDIR": "/usual"}
    folder = tmp_path / "run" / "print"
    with Spool(folder, environment).job() as opening:
        assert environment["TMPDIR"] == "/usual"
        with opening:
            here = Path(environment["TMPDIR"])
            assert here.parent == folder
            assert (folder.stat().st_mode & 0o777, here.stat().st_mode & 0o777) == (0o700, 0o700)
            (here / "document").write_text("patient")
        assert environment["TMPDIR"] == "/usual"
        assert (here / "document").exists()
    assert not list(folder.iterdir())


def test_a_job_that_fails_leaves_nothing(tmp_path: Path) -> None:
    environment: dict[str, str] = {}
    jobs = Spool(tmp_path / "print", environment)

    def fails() -> None:
        with jobs.job() as opening, opening:
            Path(environment["TMPDIR"], "document").write_text("patient")
            raise OSError("no printer")

    with pytest.raises(OSError, match="no printer"):
        fails()
    assert not list((tmp_path / "print").iterdir())
    assert environment["TMPDIR"] == "/tmp"  # what libcups takes where nothing is said


KILLED = """
import os, sys
from pathlib import Path
from provesvar_gui.records.spool import Spool
with Spool(Path(sys.argv[1]), os.environ).job() as opening:
    with opening:
        Path(os.environ["TMPDIR"], "document").write_text("patient")
    print("made", flush=True)
    sys.stdin.readline()
    os._exit(9)
"""


def test_what_a_kill_leaves_is_swept_and_what_is_being_printed_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "print"
    with subprocess.Popen([sys.executable, "-c", KILLED, str(folder)], stdout=subprocess.PIPE, stdin=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"made\n"
        Spool(folder, {}).sweep()
        assert len(list(folder.rglob("document"))) == 1
        other.kill()
        other.wait()
        assert len(list(folder.rglob("document"))) == 1
        Spool(folder, {}).sweep()
    assert not list(folder.iterdir())
    Spool(tmp_path / "nowhere", {}).sweep()


def test_the_end_of_the_program_does_not_wait_for_a_printer(tmp_path: Path) -> None:
    with Spool(tmp_path / "print", {}).job():
        assert list((tmp_path / "print").iterdir())
        spool.end()
        assert not list((tmp_path / "print").iterdir())


def test_a_folder_that_others_may_enter_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "print").mkdir()
    (tmp_path / "print").chmod(0o755)
    with pytest.raises(OSError, match="own"), Spool(tmp_path / "print", {}).job():
        raise AssertionError
    (tmp_path / "print").rmdir()
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / "print").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="own"), Spool(tmp_path / "print", {}).job():
        raise AssertionError


def test_memory_first_and_the_state_folder_where_there_is_none(tmp_path: Path) -> None:
    for environment, made in (({"XDG_RUNTIME_DIR": str(tmp_path)}, True), ({"XDG_RUNTIME_DIR": str(tmp_path / "none")}, False)):
        jobs = spool.of_this_user(environment)
        assert (jobs.folder == tmp_path / "provesvar" / "print") is made
        assert made or jobs.folder.name == "print"


def test_the_variable_is_there_before_any_thread() -> None:
    environment: dict[str, str] = {}
    spool.settle(environment)
    assert Path(environment["TMPDIR"]).is_dir()
    spool.settle(environment | {"TMPDIR": os.curdir})
    assert "TMPDIR" in environment
