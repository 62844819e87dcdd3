"""Whether something is there, where ``Path.exists`` would raise, or take a link for nothing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.platform.process import Presence, presence
from tests.unit.forbidden import forbidden

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_there_and_what_is_not(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert presence(tmp_path) is presence(tmp_path / "file") is Presence.THERE
    assert presence(tmp_path / "none") is presence(tmp_path / "none" / "of" / "it") is Presence.ABSENT


@pytest.mark.parametrize("name", ["file/x", "x" * 300, "x\0", "loop/x", "nowhere/x", "nowhere/x/y"])
def test_what_nobody_can_tell(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "nowhere").symlink_to(tmp_path / "none")
    assert presence(tmp_path / name) is Presence.UNKNOWN


def test_a_link_is_there_wherever_it_leads(tmp_path: Path) -> None:
    for name in ("loop", "none"):
        (tmp_path / "link").symlink_to(tmp_path / name)
        assert presence(tmp_path / "link") is Presence.THERE
        (tmp_path / "link").rename(tmp_path / "loop")


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_behind_a_folder_that_may_not_be_entered_nobody_can_tell(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    with forbidden(folder):
        assert presence(folder / "x") is Presence.UNKNOWN
