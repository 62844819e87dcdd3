"""Whether others may change a file, or put another in its place."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.platform.files import others_may_change

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="file modes say nothing there")
NOBODYS_GROUP = 61001


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "keys" / "key.json"
    path.parent.mkdir(mode=0o755)
    path.write_text("{}")
    return path


@pytest.mark.parametrize(("mode", "open_one"), [(0o600, False), (0o644, False), (0o640, False), (0o666, True), (0o602, True)])
def test_the_file(file: Path, mode: int, open_one: bool) -> None:
    file.chmod(mode)
    assert others_may_change(file) == ("others can write it" if open_one else "")


@pytest.mark.parametrize(("mode", "open_one"), [(0o755, False), (0o777, True), (0o757, True), (0o1777, False)])
@pytest.mark.parametrize("higher", [False, True])
def test_a_folder_above_it(file: Path, mode: int, open_one: bool, higher: bool) -> None:
    """As /tmp is, nobody takes away what is another's; else whoever writes there puts a file, or a whole folder, in its place."""
    folder = file.parent
    if higher:
        folder = file.parent.parent / "above"
        folder.mkdir()
        file = file.parent.rename(folder / "keys") / file.name
    folder.chmod(mode)
    assert others_may_change(file) == ("others can write in a folder above it" if open_one else "")


def test_a_link_in_an_open_folder(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "open" / "link.json"
    link.parent.mkdir()
    link.symlink_to(file)
    assert others_may_change(link) == ""
    link.parent.chmod(0o777)
    assert others_may_change(link) != ""
    assert others_may_change(file) == ""


def test_windows_is_not_asked_for_folders_that_a_reader_of_the_file_may_not_see(tmp_path: Path) -> None:
    assert others_may_change(tmp_path / "hidden" / "key.json", platform="win32") == ""


def test_a_group(file: Path) -> None:
    """One that has the owner's name and nobody else in it is no others."""
    import grp
    import pwd

    file.chmod(0o660)
    if os.geteuid() == 0:
        os.chown(file, -1, NOBODYS_GROUP)
        assert others_may_change(file) == "others can write it"
        os.chown(file, -1, 0)
        assert others_may_change(file) == ""
    else:
        owner, group = pwd.getpwuid(os.geteuid()), grp.getgrgid(file.stat().st_gid)
        own = group.gr_name == owner.pw_name and set(group.gr_mem) <= {owner.pw_name}
        assert (others_may_change(file) == "") is own
