"""The modules that a build must be able to import are read from the source."""

from __future__ import annotations

from tests.unit.repository.tools import ROOT, tool

parts = tool("smoke/parts.py")


def test_the_programs_own_late_imports_are_found() -> None:
    vault = (ROOT / "provesvar_gui/helseid/keys/vault.py").read_text(encoding="utf-8")
    assert "keyring.backends:Windows" in parts.late_imports(vault)
    late = set().union(*(parts.late_imports(path.read_text("utf-8")) for path in (ROOT / "provesvar_gui").rglob("*.py")))
    assert "jeepney" in late
    assert len(late) > 50
