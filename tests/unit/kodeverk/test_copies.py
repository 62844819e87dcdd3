from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from provesvar_gui.kodeverk.code_list import StoredCopy, load_bundled, load_now, read_copy, write_copy
from provesvar_gui.patient.roles import RoleListSource

COPY = StoredCopy(roles=load_bundled().roles, dated="2027-01-15", checked_at=1.5, url="https://kote.example/x")


def test_the_bundled_list() -> None:
    bundled = load_now(None)
    assert bundled.source is RoleListSource.BUNDLED
    assert bundled.dated == "2025-11-09"
    assert len(bundled.roles) == 36
    assert {role.code for role in bundled.roles if not role.usable} == {"XX", "VE", "FB"}
    lege = bundled.find("LE")
    assert lege is not None
    assert (lege.name, lege.name_en) == ("Lege", "Medical Practitioner")
    assert bundled.find("QQ") is None


def test_a_copy_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "yet"
    write_copy(folder, COPY)
    assert read_copy(folder) == COPY
    assert [path.name for path in folder.iterdir()] == ["9060.json"]
    cached = load_now(folder)
    assert (cached.source, cached.dated, cached.roles) == (RoleListSource.CACHED, "2027-01-15", COPY.roles)


def test_a_newer_program_brings_a_newer_list(tmp_path: Path) -> None:
    write_copy(tmp_path, replace(COPY, dated="2025-11-08"))
    assert load_now(tmp_path).source is RoleListSource.BUNDLED


def test_a_failed_write_leaves_the_old_copy_and_no_rest(tmp_path: Path) -> None:
    (tmp_path / "9060.json").mkdir()
    (tmp_path / "9060.json" / "in the way").touch()
    with pytest.raises(OSError, match="9060"):
        write_copy(tmp_path, COPY)
    assert [path.name for path in tmp_path.iterdir()] == ["9060.json"]


@pytest.mark.parametrize("content", [b"", b"{", b"null", b"[]", b"\xff", b'{"format": 1}', b"[" * 100_000, b" " * 1_000_001])
def test_a_broken_file_is_passed_over(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "9060.json").write_bytes(content)
    assert load_now(tmp_path) == load_bundled()
