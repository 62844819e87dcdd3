"""The wheel installs the whole program: window, login, sandbox and drill."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[3]
BROUGHT_BY: Final = {"shiboken6": {"pyside6-essentials"}, "secretstorage": {"keyring"}, "win32ctypes": {"keyring"}}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported() -> set[str]:
    """The first names of everything that the program imports anywhere, but Python's own and ours."""
    names: set[str] = set()
    for path in (ROOT / "provesvar_gui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.partition(".")[0])
    return names - set(sys.stdlib_module_names) - {"provesvar_gui"}


def test_everything_that_is_imported_is_a_dependency_and_none_is_an_extra() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {plain(re.split(r"[^\w.-]", line, maxsplit=1)[0]) for line in project["dependencies"]}
    by_name = packages_distributions()
    used = {name: {plain(each) for each in by_name[name]} for name in imported() & set(by_name)}  # Qt is not everywhere
    assert {"starlette", "uvicorn", "jinja2", "httpx", "jeepney"} <= set(used)
    missing = {name for name, found in used.items() if not (found | BROUGHT_BY.get(name, set())) & named}
    assert not missing
    assert set(project["optional-dependencies"]) == {"dev"}
