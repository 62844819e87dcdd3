"""Which tests stand against which hazard, threat and requirement, gathered from the marks in the tests.

A row of the pages below has its number in the column "tests"; a test says ``@pytest.mark.hazard("H5.2", "S7")`` or
``@pytest.mark.requirement("R12")``, a row of ``tests/hostile`` is named in ``tests/hostile/hazards.py``.
``python -m packaging.tests_page`` writes ``packaging/compliance/tests.md``; ``check`` says whether that must be done, and which
number stands in one place alone.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "packaging" / "compliance" / "tests.md"
ROWS_OF: Final = {
    "The threats": ROOT / "SECURITY.md",
    "The hazards": ROOT / "packaging" / "compliance" / "hazard-log.md",
    "The requirements": ROOT / "packaging" / "compliance" / "requirements.md",
}
HOSTILE: Final = ROOT / "tests" / "hostile" / "hazards.py"
NUMBER: Final = re.compile(r"[HSR]\d+(?:\.\d+)?")
HEAD: Final = """\
# Tests

Which tests stand against what [SECURITY.md](../../SECURITY.md), the [hazard log](hazard-log.md) and the
[requirements](requirements.md) name, by the number of the row. Made by `python -m packaging.tests_page` from the marks in the
tests; in brackets: a row of `tests/hostile`."""


def tables(text: str) -> Iterator[list[list[str]]]:
    """Each table as its rows of cells; the first is the header."""
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]])
        elif rows:
            yield rows
            rows = []


def numbers(text: str) -> list[str]:
    """Of the rows of a page, in their order."""
    found = []
    for header, _, *rows in tables(text):
        if "tests" in header:
            found += [row[header.index("tests")] for row in rows]
    return [number[0] for cell in found if (number := NUMBER.match(cell))]


def marked() -> dict[str, dict[str, list[str]]]:
    """The names of the tests, by number and file."""
    found: dict[str, dict[str, list[str]]] = {}

    def note(number: str, path: Path, name: str) -> None:
        names = found.setdefault(number, {}).setdefault(path.relative_to(ROOT).as_posix(), [])
        if name not in names:
            names.append(name)

    for path in sorted((ROOT / "tests").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            marks: list[ast.expr] = []
            name = ""
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                name, marks = node.name, node.decorator_list
            elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and isinstance(node.targets[0], ast.Name):
                name, marks = node.targets[0].id, [node.value.func]
            for mark in marks:
                if isinstance(mark, ast.Call) and ast.unparse(mark.func) in {"pytest.mark.hazard", "pytest.mark.requirement"}:
                    for each in mark.args:
                        note(ast.literal_eval(each), path, name)
    if HOSTILE.exists():
        (table,) = [node for node in ast.parse(HOSTILE.read_text("utf-8")).body if isinstance(node, ast.AnnAssign)]
        for row, rows in ast.literal_eval(table.value or "{}").items():
            for number in rows:
                note(number, HOSTILE.with_name("test_hostile.py"), f"[{row}]")
    return found


def page() -> str:
    tests, lines = marked(), [HEAD]
    for title, path in ROWS_OF.items():
        lines += ["", f"## {title}", "", "| row | tests |", "|---|---|"]
        for number in numbers(path.read_text("utf-8")):
            named = (f"`{file}`: {', '.join(names)}" for file, names in tests.get(number, {}).items())
            lines.append(f"| {number} | {'; '.join(named)} |")
    return "\n".join(lines) + "\n"


def complaints() -> Iterator[str]:
    rows = [number for path in ROWS_OF.values() for number in numbers(path.read_text("utf-8"))]
    tests = marked()
    yield from (f"{number}: two rows have it" for number in sorted({number for number in rows if rows.count(number) > 1}))
    yield from (f"{number}: a row that no test names" for number in rows if number not in tests)
    yield from (f"{number}: no row has it, but {next(iter(tests[number]))}" for number in sorted(tests.keys() - set(rows)))
    if not PAGE.exists() or PAGE.read_text("utf-8") != page():
        yield f"{PAGE.relative_to(ROOT)}: python -m packaging.tests_page"


if __name__ == "__main__":
    if sys.argv[1:] == ["check"]:
        problems = list(complaints())
        sys.stdout.write("".join(f"{problem}\n" for problem in problems) or "tests: each is named where it stands\n")
        sys.exit(bool(problems))
    PAGE.write_text(page(), "utf-8")
