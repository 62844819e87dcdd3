"""Whether this session is a remote one, whose screen and person are elsewhere: the machine's name says nothing of the place."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SM_REMOTESESSION: Final = 0x1000
_CONSOLE: Final = "console"  # Windows' name of the session at the machine itself; others are RDP-Tcp#0, ICA-tcp#1
_SET_BY_REMOTE: Final = ("SSH_CONNECTION", "XRDP_SESSION", "X2GO_SESSION", "TLSESSIONDATA", "VNCDESKTOP")
_SESSIONS: Final = Path("/run/systemd/sessions")


def _windows_metric(which: int) -> int:
    library: Any = getattr(ctypes, "windll").user32  # noqa: B009 - not there for who checks types
    return int(library.GetSystemMetrics(which))


def is_remote(
    environment: Mapping[str, str] = os.environ,
    *,
    windows: bool = sys.platform == "win32",
    metric: Callable[[int], int] = _windows_metric,
    sessions: Path = _SESSIONS,
) -> bool:
    """Whether the person sits at another machine, as far as can be told."""
    if windows:
        return bool(metric(_SM_REMOTESESSION)) or environment.get("SESSIONNAME", _CONSOLE).casefold() != _CONSOLE
    host = environment.get("DISPLAY", "").partition(":")[0]
    if any(environment.get(name) for name in _SET_BY_REMOTE) or not (host in ("", "unix") or host.startswith("/")):
        return True
    try:
        told = (sessions / environment.get("XDG_SESSION_ID", "-")).read_text("utf-8", "replace")
    except OSError:
        return False
    return "REMOTE=1" in told.splitlines()


def machine_at_hand() -> str:
    """The name of the machine at which the person sits; "" where that is not known."""
    return "" if is_remote() else socket.gethostname()
