"""House rules that no linter knows: lengths, what lies at the top, what is cited, words and data that do not belong here."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 800  # lines
FRONT = 150  # lines of the README
SUBJECT = 72  # characters of a commit's
#: Lines and statements of Python in each folder, at most: what there is and a little room, lowered whenever something is taken
#: away. The clinic's functions took 2 100 lines of the program, which had 50 000; by the design it has 53 000 at most after them.
BUDGETS = {"provesvar_gui": (51_800, 36_000), "tests": (50_000, 32_000)}
#: Words that are none of the field's; names that still hold one, or that two classes share, which are only struck, never added.
NAMES = tomllib.loads((ROOT / "packaging" / "names.toml").read_text("utf-8"))
FOLDERS = {"provesvar_gui", "resources", "tests", "packaging"}
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|root|home/\w+)/")
PAGE = re.compile(r"(?<![\w*}…\\-])((?:[\w.-]+/)*[\w-]+\.md)\b`?\)?((?:(?:,| and)? §\d+(?:-§\d+)?)*)")
HEAD = re.compile(r"^## (\d+)\. ", re.MULTILINE)
SECTION = re.compile(r"(?<!RFC \d{4} )§(\d+)")  # a law has a space after the sign
INVARIANTS = re.compile(r"\binvariants? (\d+(?:(?:, | and )\d+)*)", re.IGNORECASE)
#: What theme.py and icons.py alone may say: colours, sizes of type, and signs that a font may lack.
LOOK = {
    "colours": re.compile(r"#[0-9a-fA-F]{3}\b(?!;)|#[0-9a-fA-F]{6}\b"),
    "sizes": re.compile(r"font-size: ?[\d{]|\b\d+(?:\.\d+)?pt\b"),
    "signs": re.compile("[\u2190-\u2199\u21ba\u2260\u25a0-\u25ff\u260e\u26a0\u2713-\u2718]"),
}
LOOK_CODE = {
    "colours": re.compile(r"QColor\([\d\"']|QColor\(Qt\.|GlobalColor\.(?!transparent)"),
    "sizes": re.compile(r"\.set(?:PointSizeF?|PixelSize)\("),
}
REGISTRY = re.compile(r"registry\.npmjs|pypi\.org|files\.pythonhosted|deb\.debian", re.IGNORECASE)


def tracked() -> list[Path]:
    """Every file that git keeps."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S607 - git from PATH
    return [ROOT / name for name in names.split("\0") if name]


def subjects() -> list[str]:
    """Of the newest commits that are no merges, with all of a branch that was merged; none where there is no history."""
    asked = ["git", "log", "-100", "--no-merges", "--format=%s"]
    return subprocess.run(asked, cwd=ROOT, check=False, capture_output=True, text=True).stdout.splitlines()  # noqa: S603 - git from PATH


def citations(text: str, names: list[str], *, own: bool) -> Iterator[str]:
    """What a text refers to and nobody finds: pages, their sections, invariants. ``own``: it is a page, and may cite itself."""
    for cited, sections in PAGE.findall(text):
        page = re.sub(r"^(\.\./)+", "", cited)
        pages = [ROOT / name for name in names if name == page or name.endswith(f"/{page}")]
        if not pages and not page.startswith("documents/"):  # these are made by a build
            yield f"{cited} is no page of this repository"
        heads = {head for path in pages for head in HEAD.findall(path.read_text("utf-8"))}
        yield from (f"{cited} has no §{number}" for number in re.findall(r"\d+", sections) if number not in heads)
    heads = set(HEAD.findall(text)) if own else set()
    yield from (f"§{number}: of which page?" for number in SECTION.findall(PAGE.sub("", text)) if number not in heads)
    for numbers in INVARIANTS.findall(text):
        wrong = [number for number in re.findall(r"\d+", numbers) if not 1 <= int(number) <= 14]  # provesvar_gui/README.md §7
        yield from (f"there is no invariant {number}" for number in wrong)
    if re.search(r"\bdesign (?:§|section)", text):
        yield "the design is no page of this repository: cite provesvar_gui/README.md"


def complaints() -> list[str]:
    """What is wrong, one line each."""
    found = [f"a commit's subject has more than {SUBJECT} characters: {said}" for said in subjects() if len(said) > SUBJECT]
    names = [path.relative_to(ROOT).as_posix() for path in tracked()]
    for path in tracked():
        name = path.relative_to(ROOT)
        if len(name.parts) > 1 and not name.parts[0].startswith(".") and name.parts[0] not in FOLDERS:
            found.append(f"{name}: the folders at the top are {', '.join(sorted(FOLDERS))}")
        if not path.is_file() or path.suffix in {".png", ".qm", ".ico", ".ttf", ".sealed"} or path.name == "window":
            continue
        text = path.read_text(encoding="utf-8")
        lines = text.count("\n")
        if path.suffix == ".py" and lines > LONGEST:
            found.append(f"{name}: {lines} lines, more than {LONGEST}")
        if name.as_posix() == "README.md" and lines > FRONT:
            found.append(f"{name}: {lines} lines, more than {FRONT}: the rest lies where its reader looks")
        if path == Path(__file__).resolve():
            continue
        if MACHINE_PATH.search(text):
            found.append(f"{name}: names a path of one machine")
        if REGISTRY.search(text):
            found.append(f"{name}: names a package registry's host")
        if path.name != "parts.toml":  # names the pages of others
            found += [f"{name}: {wrong}" for wrong in citations(text, names, own=path.suffix == ".md")]
    return found


def over_budget() -> list[str]:
    """The folders that hold more than their budget."""
    found = []
    for folder, (most_lines, most_statements) in BUDGETS.items():
        sources = [path.read_text("utf-8") for path in sorted((ROOT / folder).rglob("*.py"))]
        lines = sum(source.count("\n") for source in sources)
        statements = sum(isinstance(node, ast.stmt) for source in sources for node in ast.walk(ast.parse(source)))
        sys.stdout.write(f"{folder}: {lines} lines, {statements} statements in {len(sources)} files\n")
        if lines > most_lines or statements > most_statements:
            found.append(f"{folder}: more than its {most_lines} lines or {most_statements} statements")
    return found


def names_in_use() -> list[str]:
    """What is wrong with the names of modules and classes: words of the field; in the package one for each thing."""
    classes: dict[str, int] = {}
    names = set()
    for path in sorted(each for folder in BUDGETS for each in (ROOT / folder).rglob("*.py")):
        names.add(path.stem)
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef):
                names.add(node.name)
                if not node.name.startswith("_") and ROOT / "provesvar_gui" in path.parents:
                    classes[node.name] = classes.get(node.name, 0) + 1
    twice = {name for name, times in classes.items() if times > 1}
    words = set(NAMES["words"])
    riddles = {name for name in names if words & {word.lower() for word in re.findall(r"[A-Z]?[a-z]+", name)}}
    shared, old = set(NAMES["twice"]), set(NAMES["old"])
    found = [f"two classes are called {name}" for name in sorted(twice - shared)]
    found += [f"{name}: a word of ours, not of the field" for name in sorted(riddles - old)]
    return found + [f"{name} is gone: strike it from packaging/names.toml" for name in sorted((shared - twice) | (old - riddles))]


def looks() -> list[str]:
    """Colours, sizes of type and typed signs outside of theme.py and icons.py, but for the files that still have some."""
    found: dict[str, set[str]] = {kind: set() for kind in LOOK}
    for path in sorted((ROOT / "provesvar_gui" / "ui").rglob("*.py")):
        if path.name in {"theme.py", "icons.py"}:
            continue
        source = path.read_text("utf-8")
        tree = ast.parse(source)
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
        texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in told]
        for kind, pattern in LOOK.items():
            code = LOOK_CODE.get(kind)
            if any(isinstance(text, str) and pattern.search(text) for text in texts) or (code and code.search(source)):
                found[kind].add(path.relative_to(ROOT / "provesvar_gui" / "ui").as_posix())
    said = [
        f"provesvar_gui/ui/{name}: {kind} belong into ui/theme.py and ui/icons.py"
        for kind, files in found.items()
        for name in sorted(files - set(NAMES[kind]))
    ]
    gone = [(kind, name) for kind, files in found.items() for name in sorted(set(NAMES[kind]) - files)]
    return said + [f"{name} has no {kind} any more: strike it from packaging/names.toml" for kind, name in gone]


if __name__ == "__main__":
    problems = complaints() + names_in_use() + looks() + over_budget()
    sys.stdout.write("".join(f"{problem}\n" for problem in problems) or "tree: in order\n")
    sys.exit(bool(problems))
