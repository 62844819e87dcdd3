from __future__ import annotations

import secrets
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.wiring.user_files import RoleFile


def make(folder: Path) -> RoleFile:
    return RoleFile(folder / "data" / "roles.json", folder / "state" / "roles.key", secrets.token_bytes)


@pytest.mark.hazard("S3")
def test_no_number_on_the_disk_and_nobody_else_may_read(tmp_path: Path) -> None:
    make(tmp_path).remember("1234567", "LE")
    for path in (tmp_path / "data" / "roles.json", tmp_path / "state" / "roles.key"):
        assert b"1234567" not in path.read_bytes()
        assert path.stat().st_mode & 0o077 == 0


@given(st.binary(max_size=100) | st.sampled_from([b"[]", b"{}", b'{"roles": 1}', b'{"roles": {"a": 1}}', b"[" * 50_000]))
def test_a_broken_file_is_an_empty_one(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("r")
    memory = make(folder)
    memory.remember("1234567", "LE")
    (folder / "data" / "roles.json").write_bytes(data)
    assert memory.code_of("1234567") == ""
    memory.remember("1234567", "LE")
    assert memory.code_of("1234567") == "LE"


def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    make(tmp_path).remember("1234567", "LE")


def test_the_oldest_roles_are_dropped(tmp_path: Path) -> None:
    memory = make(tmp_path)
    for number in range(405):
        memory.remember(str(number), "LE")
    assert (memory.code_of("0"), memory.code_of("404")) == ("", "LE")
