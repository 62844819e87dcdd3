"""A file that somebody chose: the older one, or the whole new one; nothing else stays beside it."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.platform.files import WHOLE_UNFINISHED, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OLD, NEW = b"an older file", b"%PDF " + bytes(200_000)
WAYS = pytest.mark.parametrize("nameless", [True, False])


def never() -> bool:
    return False


def contents(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


@contextmanager
def full_after(bytes_: int) -> Iterator[None]:
    """No file may grow beyond that: a write fails half-way, as on a full disk."""
    before, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@WAYS
def test_a_new_file_is_whole_and_this_users_alone(tmp_path: Path, *, nameless: bool) -> None:
    path = tmp_path / "out.pdf"
    assert write_whole(str(path), NEW, never, nameless=nameless)
    assert contents(tmp_path) == {"out.pdf": NEW}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@WAYS
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_one_that_replaces_another_is_for_those_who_could_read_that(tmp_path: Path, mode: int, *, nameless: bool) -> None:
    path = tmp_path / "out.pdf"
    path.write_bytes(OLD)
    path.chmod(mode)
    assert write_whole(str(path), NEW, never, nameless=nameless)
    assert contents(tmp_path) == {"out.pdf": NEW}
    assert stat.S_IMODE(path.stat().st_mode) == mode


@WAYS
@pytest.mark.parametrize("older", [True, False])
def test_a_write_that_fails_half_way_leaves_what_was_there(tmp_path: Path, *, nameless: bool, older: bool) -> None:
    path = tmp_path / "out.pdf"
    if older:
        path.write_bytes(OLD)
    with full_after(100_000), pytest.raises(OSError, match=r"."):
        write_whole(str(path), NEW, never, nameless=nameless)
    assert contents(tmp_path) == ({"out.pdf": OLD} if older else {})


@WAYS
@pytest.mark.parametrize("older", [True, False])
@pytest.mark.parametrize("asked", [0, 1, 2])
def test_one_that_is_given_up_leaves_what_was_there(tmp_path: Path, asked: int, *, nameless: bool, older: bool) -> None:
    path, count = tmp_path / "out.pdf", iter(range(asked))
    if older:
        path.write_bytes(OLD)
    assert not write_whole(str(path), NEW, lambda: next(count, None) is None, nameless=nameless)
    assert contents(tmp_path) == ({"out.pdf": OLD} if older else {})


@WAYS
def test_a_folder_in_its_place_stays_and_nothing_beside_it(tmp_path: Path, *, nameless: bool) -> None:
    path = tmp_path / "out.pdf"

    def in_between() -> bool:
        path.mkdir(exist_ok=True)  # somebody makes it while the file is being written
        return False

    stops = iter([never, never, in_between])
    with pytest.raises(IsADirectoryError):
        write_whole(str(path), NEW, lambda: next(stops)(), nameless=nameless)
    assert [each.name for each in tmp_path.iterdir()] == ["out.pdf"]


@WAYS
def test_a_link_stays_one(tmp_path: Path, *, nameless: bool) -> None:
    there, path = tmp_path / "there", tmp_path / "out.pdf"
    there.mkdir()
    (there / "real.pdf").write_bytes(OLD)
    path.symlink_to(there / "real.pdf")
    assert write_whole(str(path), NEW, never, nameless=nameless)
    assert path.is_symlink()
    assert contents(there) == {"real.pdf": NEW}


def test_one_that_may_not_be_written_to_stays(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    path.write_bytes(OLD)
    path.chmod(0o400)
    if os.access(path, os.W_OK):  # root may write to anything, and says so
        assert write_whole(str(path), NEW, never)
        return
    with pytest.raises(PermissionError):
        write_whole(str(path), NEW, never)
    assert contents(tmp_path) == {"out.pdf": OLD}


KILLED = """
import os, signal, sys
from provesvar_gui.platform.files import write_whole
asked = []
def stop():
    asked.append(1)
    if len(asked) == 3:  # all of it is written, and has not taken its place
        os.kill(os.getpid(), signal.SIGKILL)
    return False
write_whole(sys.argv[1], b"x" * 1000, stop, nameless=sys.argv[2] == "nameless")
"""


def killed(path: Path, how: str) -> None:
    run = subprocess.run([sys.executable, "-c", KILLED, str(path), how], check=False)
    assert run.returncode == -signal.SIGKILL


def knows_nameless_files(folder: Path) -> bool:
    """Whether the filesystem under the test does (overlayfs of an older Linux does not)."""
    try:
        os.close(os.open(folder, os.O_WRONLY | os.O_TMPFILE))
    except OSError:
        return False
    return True


def test_a_kill_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    path.write_bytes(OLD)
    killed(path, "nameless")
    left = contents(tmp_path)
    assert left.pop("out.pdf") == OLD
    if knows_nameless_files(tmp_path):
        assert not left


def test_what_a_kill_leaves_where_the_filesystem_can_do_no_better_is_found_and_goes(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    path.write_bytes(OLD)
    killed(path, "named")
    (left,) = (each for each in tmp_path.iterdir() if each != path)
    assert left.name.startswith(WHOLE_UNFINISHED)
    assert stat.S_IMODE(left.stat().st_mode) == 0o600
    others = tmp_path / "a-file-of-others.tmp"
    others.write_bytes(OLD)
    assert write_whole(str(path), NEW, never, nameless=False)
    assert left.exists(), "another program may be writing it just now"
    for each in (left, others):
        os.utime(each, (each.stat().st_mtime - 3700,) * 2)
    assert write_whole(str(path), NEW, never, nameless=False)
    assert not left.exists()
    assert others.exists()
