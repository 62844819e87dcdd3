"""Standard output that may be closed before the end, as in ``--export-journal | head``."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

CLOSED = 141  # as a shell tells of a program that SIGPIPE ended


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def complain(line: str) -> None:
    """Beside what is exported."""
    sys.stderr.write(line + "\n")


def until_closed(command: Callable[[], int]) -> int:
    """Run it; where whoever reads has gone, end in silence. What is left in the buffer is not tried again at the exit."""
    try:
        status = command()
        if sys.stdout is not None:  # a program of Windows without a console
            sys.stdout.flush()
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        return CLOSED
    return status
