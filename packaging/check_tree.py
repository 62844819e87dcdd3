"""House rules that no linter knows: file length, what lies at the top, words and data that do not belong here."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 800  # lines
FOLDERS = {"provesvar_gui", "resources", "tests", "packaging"}
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|root|home/\w+)/")
REGISTRY = re.compile(r"registry\.npmjs|pypi\.org|files\.pythonhosted|deb\.debian", re.IGNORECASE)


def tracked() -> list[Path]:
    """Every file that git keeps."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S607 - git from PATH
    return [ROOT / name for name in names.split("\0") if name]


def complaints() -> list[str]:
    """What is wrong, one line each."""
    found = []
    for path in tracked():
        name = path.relative_to(ROOT)
        if len(name.parts) > 1 and not name.parts[0].startswith(".") and name.parts[0] not in FOLDERS:
            found.append(f"{name}: the folders at the top are {', '.join(sorted(FOLDERS))}")
        if not path.is_file() or path.suffix in {".png", ".qm", ".ico"}:
            continue
        text = path.read_text(encoding="utf-8")
        lines = text.count("\n")
        if path.suffix == ".py" and lines > LONGEST:
            found.append(f"{name}: {lines} lines, more than {LONGEST}")
        if path == Path(__file__).resolve():
            continue
        if MACHINE_PATH.search(text):
            found.append(f"{name}: names a path of one machine")
        if REGISTRY.search(text):
            found.append(f"{name}: names a package registry's host")
    return found


if __name__ == "__main__":
    problems = complaints()
    sys.stdout.write("".join(f"{problem}\n" for problem in problems) or "tree: in order\n")
    sys.exit(bool(problems))
