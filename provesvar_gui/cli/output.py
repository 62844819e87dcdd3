"""The output of commands, and a quiet end where the reader of a pipe ends, as in ``--export-journal | head``."""

from __future__ import annotations

import signal
import sys


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def complain(line: str) -> None:
    """Print to standard error."""
    sys.stderr.write(line + "\n")


def end_with_the_reader() -> None:
    """End quietly at a broken pipe. Not for commands that use the network: a broken connection would end them too."""
    if hasattr(signal, "SIGPIPE"):  # not on Windows
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
