"""The frozen build, where there is one: how to start it, and how large it is."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.side_by_side import ROOT

VARIABLE = "PROVESVAR_FROZEN"  # names the folder with the program of another build
ABSENT = "there is no frozen build: bash packaging/frozen/build.sh"
_DROP_CACHES = Path("/proc/sys/vm/drop_caches")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """``program``: as it is shipped. ``first_paint``: the same, telling when it first painted."""

    folder: Path
    program: Path
    first_paint: Path


def frozen(place: Path) -> Frozen | None:
    """The build of this checkout, or the one that the variable names. ``place``: where a few links may lie.

    None where there is none, or not all of it.
    """
    folder = Path(os.environ.get(VARIABLE, ROOT / "dist/provesvar")).resolve()
    tool = place / "provesvar-first-paint"
    found = Frozen(folder=folder, program=folder / "provesvar-gui", first_paint=tool)
    source = ROOT / "build/frozen/tools" / tool.name
    if not (found.program.exists() and source.exists()):
        return None
    (place / "_internal").symlink_to(folder / "_internal")  # the loader looks for it beside the program
    tool.write_bytes(source.read_bytes())
    tool.chmod(0o755)
    return found


def can_be_cold() -> bool:
    """Whether files that were read may be forgotten: for root, where the kernel lets it."""
    try:
        make_cold()
    except OSError:
        return False
    return True


def make_cold() -> None:
    """Let the kernel forget what it has read of every file."""
    os.sync()
    _DROP_CACHES.write_text("3\n")
