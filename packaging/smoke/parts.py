"""What the program imports only when it is needed, read from its source: a build can lack it, and start nonetheless."""

from __future__ import annotations

import ast
import importlib
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def own_modules(root: Path) -> list[str]:
    """Every module of the program."""
    names = []
    for path in (root / "provesvar_gui").rglob("*.py"):
        parts = path.relative_to(root).with_suffix("").parts
        names.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return sorted(names)


def own_version(root: Path) -> str:
    """As the package says it. Raises LookupError where it does not."""
    text = (root / "provesvar_gui/__init__.py").read_text(encoding="utf-8")
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Name) and target.id == "__version__" for target in targets):
                return str(node.value.value)
    raise LookupError("no version")


def late_imports(source: str) -> set[str]:
    """What this source imports inside a function or by its name: ``module`` or ``module:name``."""
    tree = ast.parse(source)
    found: set[str] = set()
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for node in ast.walk(function):
                found.update(_imported(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and _name(node.func) == "import_module":
            found.update(
                text.value for text in ast.walk(node.args[0]) if isinstance(text, ast.Constant) and isinstance(text.value, str)
            )
    return found


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield from (f"{node.module}:{alias.name}" for alias in node.names)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def expected(root: Path) -> tuple[list[str], list[str]]:
    """(what a build for this platform must be able to import, what only other platforms have).

    Which is which is asked of this interpreter, in which the source runs with everything installed. Only a module of the standard
    library or of another platform's vault may be another platform's: anything else that is missing here is an error.
    """
    modules = own_modules(root)
    late = set().union(*(late_imports(path.read_text(encoding="utf-8")) for path in (root / "provesvar_gui").rglob("*.py")))
    must: list[str] = []
    others: list[str] = []
    for part in sorted({*modules, *late} - {"provesvar_gui.__main__"}):
        (must if part.startswith("provesvar_gui") or _is_here(part) else others).append(part)
    wrong = [
        part
        for part in others
        if part.partition(":")[0] not in sys.stdlib_module_names
        and not part.startswith(("keyring.backends", "pywintypes", "win32"))
    ]
    if wrong:
        raise ModuleNotFoundError(f"this environment lacks {', '.join(wrong)}")
    return must, others


def _is_here(part: str) -> bool:
    module, _, name = part.partition(":")
    try:
        loaded = importlib.import_module(module)
        if name and not hasattr(loaded, name):
            importlib.import_module(f"{module}.{name}")
    except ImportError:
        return False
    return True
