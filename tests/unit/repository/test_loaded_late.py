"""Everything that is imported within a function is in memory before anybody asks for it: an upgrade may come first."""

from __future__ import annotations

import ast
from pathlib import Path

from provesvar_gui.wiring import late

ROOT = Path(__file__).parents[3]

#: Loaded by the start itself, by its warm-up, or by the first login that is got ready.
BY_THE_START = {
    "PySide6.QtNetwork", "jeepney", "jeepney.io.blocking", "logging.handlers", "queue", "resource", "subprocess", "tomllib",
    "truststore", "_socket",
    "provesvar_gui.app", "provesvar_gui.handover.server", "provesvar_gui.helseid.browser", "provesvar_gui.kodeverk.copies",
    "provesvar_gui.net.loop", "provesvar_gui.audit.writer", "provesvar_gui.records.logs",
    "provesvar_gui.system.in_turn", "provesvar_gui.system.no_dumps",
    "provesvar_gui.system.replaced", "provesvar_gui.ui.bridge",
    "provesvar_gui.ui.desk_controller", "provesvar_gui.ui.handover.listening", "provesvar_gui.ui.lock.controller",
    "provesvar_gui.ui.mark", "provesvar_gui.ui.qt_log", "provesvar_gui.ui.residence", "provesvar_gui.ui.seat_signals",
    "provesvar_gui.ui.shift.loading", "provesvar_gui.ui.shift.shift", "provesvar_gui.ui.stray", "provesvar_gui.ui.system",
    "provesvar_gui.ui.upkeep_pages", "provesvar_gui.wiring.assembly", "provesvar_gui.wiring.backend",
    "provesvar_gui.wiring.drill", "provesvar_gui.wiring.late",
    "provesvar_gui.wiring.recorded",
}  # fmt: skip

#: Never loaded late: of another system, of the sandbox (which is another process), decided at the start.
NOT_AT_ALL = {
    "ctypes", "keyring.backends", "provesvar_gui.ui.handover.pipe", "provesvar_gui.ui.handover.selected_windows",
    "provesvar_gui.ui.windows_seat", "platformdirs", "provesvar_gui.ui.drill.inside", "provesvar_gui.wiring.sandbox_process",
    "provesvar_gui.sandbox.practice",
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


def imports_of(source: str) -> tuple[set[str], set[str]]:
    """What a module loads with itself, and what only when one of its functions runs."""
    at_once: set[str] = set()
    later: set[str] = set()

    def walk(node: ast.AST, *, inside: bool) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import | ast.ImportFrom):
                (later if inside else at_once).update(names_of(child) - {"__future__"})
            elif not (isinstance(child, ast.If) and not inside and is_elsewhere(child.test)):
                walk(child, inside=inside or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda))

    walk(ast.parse(source), inside=False)
    return at_once, later


def is_elsewhere(test: ast.expr) -> bool:
    """Of types alone, or of another system."""
    return "TYPE_CHECKING" in ast.unparse(test) or "sys.platform" in ast.unparse(test)


IMPORTS = {name: imports_of(path.read_text(encoding="utf-8")) for name, path in OWN.items()}


def loaded_with(names: set[str]) -> set[str]:
    seen: set[str] = set()
    todo = list(names)
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            parts = name.split(".")
            todo += [".".join(parts[:count]) for count in range(1, len(parts))]
            todo += IMPORTS.get(name, (set(), set()))[0]
    return seen


def test_what_a_function_imports_is_loaded_before_it_runs() -> None:
    loaded = loaded_with(BY_THE_START | set(late.WINDOW) | set(late.BEHIND)) | NOT_AT_ALL
    missing = {
        f"{wanted} (in {name})" for name in sorted(loaded & set(IMPORTS)) for wanted in IMPORTS[name][1] if wanted not in loaded
    }
    assert not missing, "to be listed in provesvar_gui/wiring/late.py"


def test_what_is_listed_exists_and_nothing_behind_the_window_loads_qt() -> None:
    own = {name for name in (*late.WINDOW, *late.BEHIND) if name.startswith("provesvar_gui.")}
    assert own <= set(OWN)
    assert not {name for name in loaded_with(set(late.BEHIND)) if name.startswith(("PySide6", "shiboken6"))}
