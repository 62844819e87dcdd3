"""The program's folders are closed to others from the start, and those that an earlier version made open are closed."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.platform.files import FileLock, close_to_others, make_private, write_private
from provesvar_gui.platform.logs import close_logs, configure_logs
from tests.unit.settings.kit import make_places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    """Debian's: what is not asked for is open."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def log(folder: Path) -> None:
    close_logs(configure_logs(folder, "info"))


MAKERS: list[Callable[[Path], object]] = [
    make_private,
    log,
    lambda folder: write_private(folder / "x", b"x"),
    lambda folder: FileLock(folder / "lock").take(),
]


@pytest.mark.parametrize("make", MAKERS, ids=["folder", "log", "file", "lock"])
def test_every_folder_on_the_way_is_closed(tmp_path: Path, make: Callable[[Path], object]) -> None:
    tmp_path.chmod(0o755)
    make(tmp_path / "state" / "provesvar" / "logs")
    for path in (tmp_path / "state", tmp_path / "state" / "provesvar", tmp_path / "state" / "provesvar" / "logs"):
        assert mode(path) == 0o700, path
    assert mode(tmp_path) == 0o755  # was there already: not ours


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    for folder in (tmp_path / "x", tmp_path / "x" / "y"):
        with pytest.raises((FileExistsError, NotADirectoryError)):
            make_private(folder)


def test_what_an_earlier_version_left_open_is_closed(tmp_path: Path) -> None:
    places = make_places(tmp_path / "made")
    beside, target = tmp_path / "made" / "beside", tmp_path / "target"
    for folder in (*places.own_folders[:-1], beside, target):
        folder.mkdir(parents=True, exist_ok=True)
    places.keys.symlink_to(target)
    close_to_others((*places.own_folders, tmp_path / "missing"))
    assert {mode(folder) for folder in places.own_folders[:-1]} == {0o700}
    assert {mode(folder) for folder in (tmp_path / "made", beside, target)} == {0o755}  # somebody's else
