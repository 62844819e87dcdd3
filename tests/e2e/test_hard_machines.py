"""Hard machines: on each the program starts and looks up in the sandbox, or says why not."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from tests.e2e.desk import Desk, folders, wait_until
from tests.e2e.hands import DOCTOR_NAME, GROUPED, ask
from tests.e2e.program import ROOT, program
from tests.e2e.screen_reader import ScreenReader

SMALL = 64 * 1024  # bytes of a disk
MOUNT_NEEDED = "this container mounts nothing"


def robot(folder: Path) -> Path:
    """A browser that logs the doctor in without a person, as the user who starts it."""
    script = folder / "robot.sh"
    robot = ROOT / "tests" / "robot.py"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{robot}" "$1" "{DOCTOR_NAME}"\n', encoding="utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return script


@cache
def mounts() -> bool:
    """Whether disks can be mounted here."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0 or shutil.which("unshare") is None:
        return False
    done = subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False)
    return done.returncode == 0


@contextmanager
def disk(at: Path) -> Iterator[Path]:
    """A small disk of its own."""
    at.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SMALL},mode=0700", "none", str(at)], check=True)
    try:
        yield at
    finally:
        subprocess.run(["umount", "--lazy", str(at)], check=True)


def fill(at: Path) -> None:
    """Until not one byte more goes on it."""
    with (at / "filler").open("wb", buffering=0) as file:
        for size in (4096, 512, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue


def make_read_only(at: Path) -> None:
    """Nobody writes there any more, not even root."""
    subprocess.run(["mount", "-o", "remount,ro", str(at)], check=True)


@pytest.mark.hazard("H9.7")
@pytest.mark.skipif(not mounts(), reason=MOUNT_NEEDED)
@pytest.mark.parametrize(("how", "said"), [("full", "Det er ikke mer plass på disken"), ("read-only", "Tilgangsloggen")])
def test_a_home_that_cannot_be_written(bench: Desk, reader: ScreenReader, home: Path, how: str, said: str) -> None:
    with disk(home / "disk") as at:
        own = folders(at) | {"XDG_RUNTIME_DIR": bench.env["XDG_RUNTIME_DIR"], "BROWSER": str(robot(home))}
        if how == "full":
            fill(at)
        else:
            for folder in at.iterdir():
                folder.rmdir()
            make_read_only(at)
        before = sorted(at.rglob("*"))
        with program(bench, home, "--sandbox", environment=own) as run:
            ask(bench, reader)
            wait_until(lambda: reader.sees("Kalium", GROUPED, said), "results, and that nothing is recorded here")
            run.close(bench)
            assert run.process.returncode == 0
        assert [path for path in sorted(at.rglob("*")) if path.is_file() and path.stat().st_size] == [
            path for path in before if path.is_file()
        ], "nothing could be written"
        assert "Traceback" not in (home / "program.log").read_text()
