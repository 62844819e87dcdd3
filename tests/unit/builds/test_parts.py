"""What a build must be able to import is read from the source, not kept by hand."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tests.unit.repository.tools import ROOT, tool

if TYPE_CHECKING:
    from pathlib import Path

parts = tool("smoke/parts.py")
artefact = tool("smoke/artefact.py")

SOURCE = """
import json
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import only_for_types

def late():
    import heavy.part
    from other import thing, more as renamed
    from . import never_relative

class Some:
    async def later(self):
        if True:
            import deep
        return lambda: importlib.import_module("by.name")

loaded = import_module("at.once" if True else "or.this")
"""


def test_imports_inside_functions_and_by_name() -> None:
    assert parts.late_imports(SOURCE) == {"heavy.part", "other:thing", "other:more", "deep", "by.name", "at.once", "or.this"}


def test_the_programs_own_late_imports_are_found() -> None:
    vault = (ROOT / "provesvar_gui/helseid/keys/vault.py").read_text(encoding="utf-8")
    assert "keyring.backends:Windows" in parts.late_imports(vault)
    late = set().union(*(parts.late_imports(path.read_text("utf-8")) for path in (ROOT / "provesvar_gui").rglob("*.py")))
    assert {"jeepney", "jeepney.io.blocking"} <= late
    assert len(late) > 50


def test_own_modules_are_all_files() -> None:
    modules = parts.own_modules(ROOT)
    assert len(modules) == len(list((ROOT / "provesvar_gui").rglob("*.py")))
    assert "provesvar_gui.sandbox" in modules


def test_what_runs_inside_the_build_needs_only_the_standard_library() -> None:
    tree = ast.parse((ROOT / "packaging/smoke/import_parts.py").read_text(encoding="utf-8"))
    assert {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names} == {"importlib", "sys"}


def test_an_installed_program_is_turned_by_one_package_before_its_archive(tmp_path: Path) -> None:
    """``packaging.smoke`` and ``packaging.debian.prove`` run one; here: what is linked, what is written."""
    program = tmp_path / "usr/lib/some/some"
    modules = program.parent / "_internal/python3.13/lib-dynload"
    modules.mkdir(parents=True)
    (modules / "_ssl.so").write_bytes(b"a module")
    (program.parent / "_internal/libqt.so").write_bytes(b"a library")
    program.write_bytes(b"the loader")
    program.chmod(0o755)

    def files(folder: Path) -> dict[str, bytes]:
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    before = files(program.parent)
    parts_program = artefact.turned(program, tmp_path / "turned")
    after = files(tmp_path / "turned")
    first = after.pop("_internal/python3.13/lib-dynload/provesvar_gui/__init__.py")
    assert after == before == files(program.parent)
    assert parts_program.stat().st_mode & 0o111
    assert b"del sys.modules[__name__]" in first
    assert first.endswith((ROOT / "packaging/smoke/import_parts.py").read_bytes())
    (tmp_path / "beside").mkdir()
    artefact.turned(program, tmp_path / "beside", artefact.Path("/usr/lib/some/some"))
    assert (tmp_path / "beside/_internal/libqt.so").readlink() == artefact.Path("/usr/lib/some/_internal/libqt.so")
