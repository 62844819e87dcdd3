"""What a build must be able to import is read from the source, not kept by hand."""

from __future__ import annotations

from tests.unit.repository.tools import ROOT, tool

parts = tool("smoke/parts.py")

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
    assert "jeepney" in late
    assert len(late) > 50
