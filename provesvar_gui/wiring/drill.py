"""The process of a drill: the program once more, in the sandbox, without access to real services."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError
from provesvar_gui.platform.places import policy_file
from provesvar_gui.settings.files import read_file

if TYPE_CHECKING:
    from pathlib import Path


def command(language: str, *, frozen: bool | None = None) -> list[str]:
    """How a window begins one, in its own language. It ends with its standard input. The frozen program starts itself."""
    frozen = bool(getattr(sys, "frozen", False)) if frozen is None else frozen
    program = [sys.executable] if frozen else [sys.executable, "-m", "provesvar_gui"]
    return [*program, "--drill", "--while-stdin", "--language", language]


def refused(policy: Path | None = None) -> bool:
    """Whether there is to be none; says so where there is somebody to read it."""
    with suppress(AppError):
        read = read_file(policy or policy_file())
        if read is None or read.values.get("ui.drill", True) is True:
            return False
    if sys.stderr is not None:  # a window's program on Windows has none
        with suppress(OSError):
            sys.stderr.write("Your organisation has switched drills off (ui.drill in the policy).\n")
    return True
