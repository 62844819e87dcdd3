"""What a command says, and its end where whoever reads stops reading, as in ``--export-journal | head``."""

from __future__ import annotations

import signal
import sys


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def complain(line: str) -> None:
    """Beside what is exported."""
    sys.stderr.write(line + "\n")


def end_with_the_reader() -> None:
    """In silence, as other programs do. Not for what asks a service: a connection that broke would end the program too."""
    if hasattr(signal, "SIGPIPE"):  # not on Windows
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
