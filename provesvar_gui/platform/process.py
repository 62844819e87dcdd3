"""Hardening of the process: a crash writes no memory dump, which could hold patients, tokens and keys.

``before_secrets`` comes after the first paint: the desktop portal reads ``/proc/PID/root`` of whoever asks it for the first time,
which ``PR_SET_DUMPABLE`` 0 forbids (flatpak/xdg-desktop-portal, issue 785).
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

if sys.platform != "win32":
    import resource

_PR_SET_DUMPABLE = 4  # prctl(2)
_SEM_FAILCRITICALERRORS, _SEM_NOGPFAULTERRORBOX = 0x0001, 0x0002  # SetErrorMode: no crash dialog, and so no report by it
_WER_NO_HEAP, _WER_NO_UI = 0x0001, 0x0020  # WerSetFlags: no heap in a report


def at_start() -> None:
    """No core file: child processes, such as the browser, inherit it. And a name for the usual temporary folder.

    A variable that is there can be changed while other threads read it (glibc): ``platform.spool`` does.
    """
    if sys.platform == "win32":
        return
    os.environ.setdefault("TMPDIR", "/tmp")  # noqa: S108 - as libcups, where the variable is not set; nothing is written there
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def before_secrets(platform: str = sys.platform, load: Callable[[str], Any] | None = None) -> None:
    """Nothing for a crash handler either; no other program of this user attaches, or reads the memory. ``load``: for tests.

    Linux: ``PR_SET_DUMPABLE`` 0, not inherited. Windows: by its documentation. macOS: the limit of ``at_start`` is all there is.
    """
    import ctypes  # 1 ms, for which the first paint does not wait

    with suppress(OSError, AttributeError):  # a C library without them
        if platform.startswith("linux"):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        elif platform == "win32":
            kernel = (load or (lambda name: getattr(ctypes, "windll")[name]))("kernel32")  # noqa: B009 - not there for who checks types
            kernel.SetErrorMode(_SEM_FAILCRITICALERRORS | _SEM_NOGPFAULTERRORBOX)
            kernel.WerSetFlags(_WER_NO_HEAP | _WER_NO_UI)


def may_be_there(path: Path) -> bool:
    """Whether it is there, or that is not known: behind a folder that may not be entered, or a link or a file that leads nowhere.

    A link counts, wherever it leads. Raises nothing: ``Path.exists`` does, for a folder that may not be entered.
    """
    try:
        os.lstat(path)
    except FileNotFoundError:
        above = next((place for place in path.parents if os.path.lexists(place)), None)
        return above is not None and not os.path.isdir(above)
    except (OSError, ValueError):
        return True
    return True
