"""Tests, code and links that SECURITY.md, README.md and the folders' pages name exist. Read as text, without imports.

A test is named as ``path::name`` (``path::name[row]`` where one row of a table is meant), code as its path. A table with a column
``tests`` has a number in each row, by which tests name it (``packaging/tests_page.py``), or says ``none:`` and why; in
SECURITY.md nothing but a test is a defence.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from packaging.tests_page import NUMBER, complaints, tables

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = ("packaging", "provesvar_gui")
PAGES = [
    "SECURITY.md",
    "README.md",
    "tests/README.md",
    "tests/hostile/__init__.py",
    *sorted(str(page.relative_to(ROOT)) for top in FOLDERS for page in (ROOT / top).rglob("*.md")),
]
OURS = ("provesvar_gui/", "tests/", "packaging/", "resources/")
NAMED = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
ABSENT = "none: "


@cache
def defined(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text("utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
    return frozenset(found)


@cache
def rows_beside(folder: Path) -> frozenset[str]:
    """Every text that stands in the tables of a folder: a row is called by one."""
    trees = [ast.parse(path.read_text("utf-8")) for path in folder.glob("*_rows.py")]
    return frozenset(n.value for t in trees for n in ast.walk(t) if isinstance(n, ast.Constant) and isinstance(n.value, str))


def fault(named: str) -> str | None:
    """What is wrong with something named on a page, or None."""
    path, _, name = named.partition("::")
    if not name:
        if path.startswith("test_"):
            return f"{named}: a test is named as path::name"
        ours = re.fullmatch(r"\w+/[\w/]*(?:\w\.py|/)", path) and not path.startswith((*OURS, "dist/"))
        if ours and not (ROOT / "provesvar_gui" / path).exists():
            return f"{named}: there is no such file in the package"
        there = not path.startswith(OURS) or any(ROOT.glob(path.split()[0]))  # a command has arguments behind it
        return None if there else f"{named}: there is no such file"
    if not (ROOT / path).is_file():
        return f"{named}: there is no such file"
    name, _, row = name.partition("[")
    if name not in defined(ROOT / path):
        return f"{named}: it is not in that file"
    if row and row.removesuffix("]") not in rows_beside((ROOT / path).parent):
        return f"{named}: there is no such row"
    return None


def page_faults(text: str, strict: bool) -> list[str]:
    """All that is wrong with a page. ``strict``: a row without a test is a fault."""
    found = [wrong for named in NAMED.findall(text) if (wrong := fault(named))]
    for header, *rows in tables(text):
        if not rows or not all(re.fullmatch(r":?-+:?", cell) for cell in rows[0]):
            found.append(f"a table without a header: {header[0]}")
        found += [f"{row[0]}: not as many cells as its header" for row in rows if len(row) != len(header)]
        column = header.index("tests") if "tests" in header else None
        for row in rows[1:] if column is not None else ():
            cell = row[column] if column is not None and column < len(row) else ""
            if not NUMBER.match(cell) and (strict or not cell.startswith(ABSENT)):
                found.append(f"{row[0]}: has no number")
    return found


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_names_is_there(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    found = page_faults(text, strict=page == "SECURITY.md")
    found += [f"{to}: the link leads nowhere" for to in LINK.findall(text) if not ((ROOT / page).parent / to).exists()]
    assert not found, "\n".join(found)


def test_each_number_is_that_of_a_row_and_of_a_test() -> None:
    assert not list(complaints()), "python -m packaging.tests_page"


def test_a_threat_without_a_test_is_no_defence() -> None:
    headers = [header for header, *_rows in tables((ROOT / "SECURITY.md").read_text("utf-8"))]
    assert all("tests" in header for header in headers if "stands against it" in " ".join(header))
    assert sum("tests" in header for header in headers) >= 3
