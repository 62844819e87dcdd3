"""The program's folders are closed to others from the start."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.platform.files import FileLock, make_private, write_private
from provesvar_gui.platform.logs import close_logs, configure_logs

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
