"""Hard machines: homes that cannot be written, other users; and a browser that logs the doctor in by itself."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from tests.e2e.desk import wait_until
from tests.e2e.program import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from tests.e2e.desk import Desk
    from tests.e2e.screen_reader import ScreenReader

PERSON = "Våken Stetoskop"
OVERRIDE = "dac_override"  # who has this writes everywhere
SMALL = 64 * 1024  # bytes of a disk
FOLDERS = {
    "HOME": "home",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
}
ROOT_NEEDED = "only root can become somebody else"
MOUNT_NEEDED = "this container mounts nothing"


def robot(folder: Path) -> Path:
    """A browser that logs the doctor in without a person, as the user who starts it."""
    script = folder / "robot.sh"
    robot = ROOT / "tests" / "robot.py"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{robot}" "$1" "{PERSON}"\n', encoding="utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return script


def type_a_sandbox_lookup(bench: Desk, number: str, ready: Callable[[], bool]) -> None:
    """Where no screen reader may see the desk. ``ready``: whether the window stands."""
    bench.come_to("Prøvesvar")
    wait_until(ready, "the window")
    bench.type(number)  # after a scan the caret goes on by itself, in its own time: nobody is as quick as the keys that follow
    bench.keys("alt+a", "alt+a", "F4")
    bench.type("LE")
    bench.keys("Tab", "Down", "Return", "Return")


def begun(logs: Path, starts: int = 1) -> Callable[[], bool]:
    """Tells whether the window has been painted, that many times, by the program's own log."""
    return lambda: sum(log.read_text().count('"start ') for log in logs.rglob("provesvar.log")) == starts


def caret(reader: ScreenReader) -> Callable[[], bool]:
    """Tells whether the caret waits in the patient field."""
    return lambda: any(node.focused and node.role == "text" for node in reader.nodes())


COPIED = "from PySide6.QtGui import QGuiApplication as Q; q = Q([]); print(q.clipboard().text())"


def copied(bench: Desk) -> str:
    """What lies on the desk's clipboard."""
    return subprocess.run(
        [sys.executable, "-c", COPIED], env=bench.env, capture_output=True, text=True, check=True
    ).stdout.strip()


def lookups_in(logs: Path) -> int:
    """How many have ended well, by the program's own log."""
    return sum(log.read_text().count("look-up done") for log in logs.rglob("provesvar.log"))


def folders(home: Path) -> dict[str, str]:
    """The environment of a user whose files are there; makes what can be made."""
    for name in FOLDERS.values():
        (home / name).mkdir(mode=0o700, parents=True, exist_ok=True)
    return {variable: str(home / name) for variable, name in FOLDERS.items()}


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


def as_user(uid: int) -> Sequence[str]:
    """The command that becomes another user's. Of root it keeps what it takes to read the checkout, wherever that lies."""
    return _becoming(uid, keeping())


def _becoming(uid: int, keeps: str) -> Sequence[str]:
    kept = "-all" + (f",+{keeps}" if keeps else "")
    return (
        "setpriv", f"--reuid={uid}", f"--regid={uid}", "--clear-groups", "--no-new-privs",
        f"--inh-caps={kept}", f"--ambient-caps={kept}", f"--bounding-set={kept}",
    )  # fmt: skip


@cache
def keeping() -> str:
    """As little as will do, of what this container has."""
    ways = ("dac_read_search", "", OVERRIDE)
    return next((keeps for keeps in ways if _reads_the_checkout(_becoming(4711, keeps))), "")


def _reads_the_checkout(under: Sequence[str]) -> bool:
    command = [*under, sys.executable, "-c", "import PySide6.QtWidgets, provesvar_gui.app, provesvar_gui.sandbox.server"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0


@cache
def other_users() -> bool:
    """Whether we can be several users here."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0 or shutil.which("setpriv") is None:
        return False
    return _reads_the_checkout(as_user(4711))


def give(folder: Path, uid: int) -> None:
    """Everything there is this user's."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, uid, uid, follow_symlinks=False)


def socket_in(runtime: Path) -> Path:
    """Of the program that listens there."""
    wait_until(lambda: any(runtime.rglob("*.socket")), "the socket")
    return next(runtime.rglob("*.socket"))
