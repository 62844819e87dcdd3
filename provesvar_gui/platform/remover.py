"""A folder that goes when this program is killed: a small process waits for our end and removes it.

The system closes our end of a pipe whatever we died of, a kill -9 too; that is what it waits for. It knows the folder's name and
nothing else, and ends at once with us.
"""

from __future__ import annotations

import contextlib
import subprocess
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

# Signals that the end of a session sends to all of its processes would take it away before its work. A line says it is ready.
_SCRIPT: Final = 'trap "" HUP INT TERM; echo; read -r _; rm -rf -- "$1"'
_SHELL: Final = "/bin/sh"
_PATHS: Final = "/usr/bin:/bin"
_SECONDS: Final = 2.0


class Remover:
    """Watches from now on. Where none can be started (no shell, no process to be had), nothing is raised and nothing watches."""

    def __init__(self, folder: Path) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        with contextlib.suppress(OSError):
            self._process = subprocess.Popen(  # noqa: S603 - a constant, and a folder that we have made
                [_SHELL, "-c", _SCRIPT, _SHELL, str(folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={"PATH": _PATHS},
                start_new_session=True,
            )
        if self._process is not None and self._process.stdout is not None:
            with self._process.stdout as ready:
                ready.readline()

    @property
    def watches(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def dismiss(self) -> None:
        """Not needed any more: the folder has gone. Never raises."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()  # it does nothing else, and might be in the middle of removing what is not there
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_SECONDS)
        if process.stdin is not None:
            process.stdin.close()
