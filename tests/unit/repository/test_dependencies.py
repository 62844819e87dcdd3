"""The wheel installs the whole program, and in CI nothing is skipped for want of a tool."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Final

from tests.skips import OF_A_SYSTEM, OF_THE_SHARED_DATA, OF_THE_USER, is_meant

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


def test_shared_data_may_be_absent_but_not_half_there() -> None:
    reasons = (*OF_THE_SHARED_DATA, "got empty parameter set for (path)")
    assert all(is_meant(reason, shared=False) and not is_meant(reason, shared=True) for reason in reasons)


def test_every_reason_on_the_list_is_one_of_a_test() -> None:
    sources = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py") if path.name != "skips.py")
    sources = re.sub(r'f"\{FOLDER.name\} is', '"fhir is', sources)
    assert [each for each in (*OF_THE_USER, *OF_A_SYSTEM, *OF_THE_SHARED_DATA) if f'"{each}"' not in sources] == []


def test_the_tests_are_run_with_it() -> None:
    runs = [line for line in (ROOT / "tests" / "run.sh").read_text().splitlines() if "-m pytest" in line]
    assert len(runs) >= 6
    assert all("-p tests.skips" in line for line in runs)
    assert "export CI=true" in (ROOT / ".ci" / "run").read_text()
