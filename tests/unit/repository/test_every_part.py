"""The self-check loads every part of the program that this system has, and no other system's; what is missing is named."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from provesvar_gui.self_check.program import base_parts, window_parts

ROOT = Path(__file__).parents[3]

#: What the command ``--self-check`` is itself, and what is there for the tests or for who checks types alone.
RUNS_ITSELF = {
    "provesvar_gui.__main__", "provesvar_gui.command_line", "provesvar_gui.cli.output", "provesvar_gui.cli.self_check",
    "provesvar_gui.ui.qt_setup",
}  # fmt: skip
NEVER_RUNS = {
    "provesvar_gui.pps.client", "provesvar_gui.sandbox.server", "provesvar_gui.ui.ports",
}  # fmt: skip


def own_modules() -> dict[str, Path]:
    found = {}
    for path in (ROOT / "provesvar_gui").rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


OWN = own_modules()


def names_of(node: ast.Import | ast.ImportFrom) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    full = {f"{node.module}.{alias.name}" for alias in node.names}
    return {name if name in OWN else str(node.module) for name in full}


def imports_of(node: ast.AST) -> set[str]:
    """What a module loads with itself."""
    found: set[str] = set()
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            found |= names_of(child) - {"__future__"}
        elif not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) and not is_elsewhere(child):
            found |= imports_of(child)
    return found


def is_elsewhere(node: ast.AST) -> bool:
    """Of types alone, or of another system."""
    test = ast.unparse(node.test) if isinstance(node, ast.If) else ""
    return "TYPE_CHECKING" in test or "sys.platform" in test


IMPORTS = {name: imports_of(ast.parse(path.read_text(encoding="utf-8"))) for name, path in OWN.items()}


def loaded_with(names: set[str]) -> set[str]:
    seen: set[str] = set()
    todo = list(names)
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            parts = name.split(".")
            todo += [".".join(parts[:count]) for count in range(1, len(parts))]
            todo += IMPORTS.get(name, set())
    return seen


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_it_loads_all_that_the_system_has(platform: str) -> None:
    loaded = loaded_with({*base_parts(platform), *window_parts(platform), *RUNS_ITSELF})
    assert not set(OWN) - loaded - NEVER_RUNS, "to be listed in provesvar_gui/self_check/program.py"
    assert {name for name in loaded if name.startswith("provesvar_gui.")} <= set(OWN), "no longer there"


def test_each_system_has_its_own_vault_and_none_of_anothers() -> None:
    systems = {platform: {*base_parts(platform), *window_parts(platform)} for platform in ("linux", "win32", "darwin")}
    assert "keyring.backends.Windows" in systems["win32"]
    assert "win32ctypes.pywin32.win32cred" in systems["win32"], "keyring says nothing where it is missing"
    assert "keyring.backends.macOS" in systems["darwin"]
    for platform in ("linux", "darwin"):
        assert not {name for name in systems[platform] if name.startswith(("win32", "keyring.backends.Windows"))}


def test_what_is_loaded_off_the_windows_thread_makes_no_types_of_qt() -> None:
    for platform in ("linux", "win32"):
        assert not {name for name in loaded_with(set(base_parts(platform))) if name.startswith(("PySide6", "shiboken6"))}
