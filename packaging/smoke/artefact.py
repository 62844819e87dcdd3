"""What was built, and how each kind is started: an environment with the wheel, the frozen folder, an installed package."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import venv
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
_GIVES_WAY = """\
import sys
del sys.modules[__name__]
sys.path.sort(key=lambda place: __file__.startswith(f"{place}/provesvar_gui/"))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Artefact:
    """``program``: starts the window. ``parts``: runs ``import_parts.py`` inside it. ``source``: the checkout."""

    program: list[str]
    parts: list[str]
    source: Path
    frozen: bool


@contextmanager
def wheel(path: Path) -> Iterator[Artefact]:
    """The wheel in a fresh environment, with what requirements.lock names and nothing else."""
    with tempfile.TemporaryDirectory(prefix="pv") as folder:
        venv.create(folder, with_pip=True)
        bin_folder = Path(folder, "Scripts" if sys.platform == "win32" else "bin")
        python = str(bin_folder / "python")
        pip = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps"]
        _run([*pip, "--require-hashes", "-r", str(ROOT / "requirements.lock")])
        _run([*pip, "--no-index", str(path)])
        yield Artefact(
            program=[str(bin_folder / "provesvar-gui")],
            parts=[python, "-I", str(Path(__file__).with_name("import_parts.py"))],
            source=ROOT,
            frozen=False,
        )


@contextmanager
def folder_of(program: Path) -> Iterator[Artefact]:
    """The frozen folder, where it was built or where a package has put it; ``program`` may be a link to what is in it."""
    with tempfile.TemporaryDirectory(prefix="pv") as folder:
        parts = turned(program.resolve(), Path(folder))
        yield Artefact(program=[str(program)], parts=[str(parts)], source=ROOT, frozen=True)


def turned(program: Path, folder: Path, installed: Path | None = None) -> Path:
    """A copy of a frozen program, in ``folder``, that runs ``import_parts.py`` from within and nothing of the program by itself.

    Its loader, archive and libraries are the program's own, the latter linked. What differs is one folder, in which Python looks
    for modules before it looks into the archive: there lies a package with our program's name, which gives way once it is found.
    So an installed program is asked without the tools that built it. ``installed``: where the links lead, if not to where
    ``program`` lies (it may be seen from another root). Linux only. Raises FileNotFoundError for what is no frozen program.
    """
    inside = program.parent / "_internal"
    seen = (installed or program).parent / "_internal"
    python = next((path.parent.name for path in inside.glob("python3*/lib-dynload")), "")
    if not python:
        raise FileNotFoundError(f"{inside}: not a frozen program")
    first = folder / "_internal" / python / "lib-dynload"
    (first / "provesvar_gui").mkdir(parents=True)
    for place in (inside, inside / python / "lib-dynload"):
        for path in place.iterdir():
            if path.name != python:
                (folder / path.relative_to(program.parent)).symlink_to(seen / path.relative_to(inside))
    text = Path(__file__).with_name("import_parts.py").read_text(encoding="utf-8")
    (first / "provesvar_gui/__init__.py").write_text(_GIVES_WAY + text, encoding="utf-8")
    return Path(shutil.copy(program, folder))


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True)  # noqa: S603 - pip
