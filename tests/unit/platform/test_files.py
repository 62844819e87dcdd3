from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from provesvar_gui.platform.files import UNFINISHED, FileLock, make_private, why_others_can_write, write_in_place, write_private
from provesvar_gui.platform.logs import configure_logs
from provesvar_gui.platform.process import may_be_there
from tests.kit.logs import close_logs

OLD, NEW = b"an older file", b"%PDF " + bytes(200_000)


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


@pytest.mark.hazard("S100")
@pytest.mark.parametrize("mode", [None, 0o600, 0o640, 0o664])
def test_a_file_is_written_in_its_place_and_a_new_one_is_this_users_alone(tmp_path: Path, mode: int | None) -> None:
    path = tmp_path / "out.pdf"
    if mode is not None:
        path.write_bytes(OLD + NEW)
        path.chmod(mode)
    assert write_in_place(str(path), NEW, lambda: False)
    assert contents(tmp_path) == {"out.pdf": NEW}
    assert stat.S_IMODE(path.stat().st_mode) == (mode or 0o600)


@pytest.mark.hazard("S100")
def test_a_new_one_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    with full_after(100_000), pytest.raises(OSError, match=r"."):
        write_in_place(str(tmp_path / "out.pdf"), NEW, lambda: False)
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("older", [True, False])
@pytest.mark.parametrize("asked", [0, 1, 2])
def test_one_that_is_given_up(tmp_path: Path, asked: int, *, older: bool) -> None:
    path, count = tmp_path / "out.pdf", iter(range(asked))
    if older:
        path.write_bytes(OLD)
    assert not write_in_place(str(path), NEW, lambda: next(count, None) is None)
    assert contents(tmp_path) == ({"out.pdf": NEW if asked == 2 else OLD} if older else {})


KILLED_OVER_IT = """
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


@pytest.mark.hazard("S76")
@pytest.mark.skipif(os.name == "nt", reason="no such kill")
def test_what_a_kill_leaves_goes_with_a_later_write_of_that_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    names = (".settings.toml.original", ".thesis.unfinished", ".settings.unfinished", ".settings.toml.mine.unfinished")
    others = [tmp_path / name for name in (*names, ".another.toml.abcdefgh.unfinished", ".settings.toml.d_folder.unfinished")]
    for each in (path, *others[:-1]):
        each.write_bytes(b"old")
    others[-1].mkdir()
    assert subprocess.run([sys.executable, "-c", KILLED_OVER_IT, str(path)], check=False).returncode == -signal.SIGKILL
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


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    """Debian's: what is not asked for is open."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


MAKERS: list[Callable[[Path], object]] = [
    make_private,
    lambda folder: close_logs(configure_logs(folder, "info")),
    lambda folder: write_private(folder / "x", b"x"),
    lambda folder: FileLock(folder / "lock").acquire(),
]


@pytest.mark.hazard("S3")
@pytest.mark.parametrize("make", MAKERS, ids=["folder", "log", "file", "lock"])
def test_every_folder_on_the_way_is_closed(tmp_path: Path, make: Callable[[Path], object]) -> None:
    tmp_path.chmod(0o755)
    make(tmp_path / "state" / "provesvar" / "logs")
    for path in (tmp_path / "state", tmp_path / "state" / "provesvar", tmp_path / "state" / "provesvar" / "logs"):
        assert mode(path) == 0o700, path
    assert mode(tmp_path) == 0o755  # was there already: not ours


NOBODYS_GROUP = 61001


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "keys" / "key.json"
    path.parent.mkdir(mode=0o755)
    path.write_text("{}")
    return path


@pytest.mark.parametrize(("mode", "open_one"), [(0o600, False), (0o644, False), (0o640, False), (0o666, True), (0o602, True)])
def test_a_file_that_others_can_write(file: Path, mode: int, open_one: bool) -> None:
    file.chmod(mode)
    assert why_others_can_write(file) == ("others can write it" if open_one else "")


@pytest.mark.parametrize(("mode", "open_one"), [(0o755, False), (0o777, True), (0o757, True), (0o1777, False)])
@pytest.mark.parametrize("higher", [False, True])
def test_a_folder_that_others_can_write(file: Path, mode: int, open_one: bool, higher: bool) -> None:
    """As /tmp is, nobody takes away what is another's; else whoever writes there puts a file, or a whole folder, in its place."""
    folder = file.parent
    if higher:
        folder = file.parent.parent / "above"
        folder.mkdir()
        file = file.parent.rename(folder / "keys") / file.name
    folder.chmod(mode)
    assert why_others_can_write(file) == ("others can write in a folder above it" if open_one else "")


def test_a_group_that_can_write(file: Path) -> None:
    """One with the owner's number, or root's, is no others."""
    file.chmod(0o660)
    owner = file.stat().st_uid
    assert (why_others_can_write(file) == "") is (file.stat().st_gid in (0, owner))
    if os.geteuid() == 0:
        os.chown(file, -1, NOBODYS_GROUP)
        assert why_others_can_write(file) == "others can write it"
        os.chown(file, NOBODYS_GROUP, -1)
        assert why_others_can_write(file) == ""


def test_what_is_there_and_what_is_not(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert may_be_there(tmp_path)
    assert may_be_there(tmp_path / "file")
    assert not may_be_there(tmp_path / "none")
    assert not may_be_there(tmp_path / "none" / "of" / "it")


@pytest.mark.parametrize("name", ["file/x", "x" * 300, "x\0", "loop/x", "nowhere/x", "nowhere/x/y"])
def test_paths_whose_presence_is_unknown(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "nowhere").symlink_to(tmp_path / "none")
    assert may_be_there(tmp_path / name)
