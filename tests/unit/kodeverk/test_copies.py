from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # the file is written anew in each example
@given(
    st.sampled_from(["format", "dated", "checked_at", "url", "codes"]),
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text()), st.just({"a": 1})),
)
def test_a_wrong_field_never_raises(tmp_path: Path, field: str, value: object) -> None:
    write_copy(tmp_path, COPY)
    path = tmp_path / "9060.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), field: value}), encoding="utf-8")
    assert load_now(tmp_path).roles == COPY.roles


def test_loading_at_the_start_imports_nothing_heavy() -> None:
    heavy = ("httpx", "authlib", "joserfc", "cryptography", "keyring", "ssl", "asyncio", "PySide6")
    code = (
        f"import sys, provesvar_gui.kodeverk.code_list as c; c.load_now(None); print([m for m in {heavy!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout.strip() == "[]"
