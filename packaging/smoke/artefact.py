"""What was built, and how each kind is started: an environment with the wheel, the frozen folder, an installed package."""

from __future__ import annotations

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
TOOLS = ROOT / "build/frozen/tools"


@dataclass(frozen=True, slots=True, kw_only=True)
class Artefact:
    """``program``: starts the window. ``parts``: runs ``import_parts.py`` inside it. ``source``: what it was built from."""

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
    inside = program.resolve().parent / "_internal"
    if not inside.is_dir():
        raise FileNotFoundError(f"{inside}: not a frozen program")
    with tempfile.TemporaryDirectory(prefix="pv") as folder:
        Path(folder, "_internal").symlink_to(inside)
        tool = Path(folder, "provesvar-parts")
        tool.write_bytes((TOOLS / tool.name).read_bytes())
        tool.chmod(0o755)
        yield Artefact(program=[str(program)], parts=[str(tool)], source=ROOT / "build/frozen/source", frozen=True)


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True)  # noqa: S603 - pip
