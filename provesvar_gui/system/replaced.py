"""Whether the program's files were replaced while it runs: an unattended upgrade does not ask who is working.

What is loaded late comes out of the executable (a frozen program) or the package's folder then, and no longer fits what is there.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def program_file() -> Path:
    """What an upgrade replaces in any case: the executable of a frozen program, else the package's own first file."""
    return Path(sys.executable) if getattr(sys, "frozen", False) else Path(__file__).parents[1] / "__init__.py"


@cache
def of_program() -> Callable[[], bool]:
    """Whether this program's files are others than when this was first called. One and the same for the whole run."""
    return watch(program_file())


def watch(path: Path) -> Callable[[], bool]:
    """What answers whether ``path`` is another file than it is now, or gone. Never raises; False where nobody can tell."""
    then = _identity(path)

    def replaced() -> bool:
        return then is not None and _identity(path) != then

    return replaced


def _identity(path: Path) -> tuple[int, int, int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
