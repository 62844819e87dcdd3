"""Small files of the user, read and written on a thread of their own, since a network drive may hang."""

from __future__ import annotations

import ctypes
import hashlib
import hmac
import json
import os
import re
import secrets
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from provesvar_gui.platform import spool
from provesvar_gui.platform.files import write_private
from provesvar_gui.platform.runtime import WorkQueue
from provesvar_gui.ui.ports import Remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from provesvar_gui.platform.places import Places


_LIMIT = 64 * 1024  # bytes
_MOST_PEOPLE = 400  # two for each of the people on one shared workstation; the oldest go
_CODE = r"[A-Z0-9]{1,9}"  # of a role, or an organisation's number
_KEY_LENGTH = 32
_VERSION = 1


class RoleFile:
    """A file that is missing, unreadable, broken or of another form is as good as empty."""

    def __init__(self, file: Path, key_file: Path, random_bytes: Callable[[int], bytes] = secrets.token_bytes) -> None:
        self._file, self._key_file, self._random_bytes = file, key_file, random_bytes

    def code_of(self, who: str) -> str:
        key = self._key()
        return self._codes().get(_digest(key, who), "") if key else ""

    def remember(self, who: str, code: str) -> None:
        """Where it cannot be written the program goes on without."""
        if not re.fullmatch(_CODE, code) or not who:
            return
        with suppress(OSError):
            key = self._key()
            codes = self._codes() if key else {}
            if not key:
                key = self._random_bytes(_KEY_LENGTH)
                write_private(self._key_file, key)
            digest = _digest(key, who)
            codes.pop(digest, None)
            codes[digest] = code
            kept = dict(list(codes.items())[-_MOST_PEOPLE:])
            write_private(self._file, json.dumps({"version": _VERSION, "roles": kept}).encode())

    def _key(self) -> bytes:
        with suppress(OSError), self._key_file.open("rb") as file:
            key = file.read(_KEY_LENGTH + 1)
            return key if len(key) == _KEY_LENGTH else b""
        return b""

    def _codes(self) -> dict[str, str]:
        try:
            with self._file.open("rb") as file:
                document = json.loads(file.read(_LIMIT))
            found = document["roles"] if document["version"] == _VERSION else {}
            return {digest: code for digest, code in found.items() if re.fullmatch(_CODE, code)}
        except (OSError, ValueError, RecursionError, LookupError, TypeError, AttributeError):
            return {}


def _digest(key: bytes, who: str) -> str:
    return hmac.new(key, who.encode(), hashlib.sha256).hexdigest()


_AT_HAND_SECONDS: Final = 0.3  # for a file, on the window's thread
_END_SECONDS: Final = 1.5  # after the window has gone


# Whether this session is a remote one, whose screen and person are elsewhere: the machine's name says nothing of the place.

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


class UserFiles:
    """Implements ``ui.ports.RoleMemory``. ``turn`` works on a thread, and first removes files of killed programs.

    ``machine``: its name; "" in a remote session, where no organisation is remembered.
    """

    def __init__(self, places: Places, machine: Callable[[], str] = machine_at_hand) -> None:
        self._machine, self._window = machine, places.window_geometry
        self._file = RoleFile(places.roles_file, places.roles_key_file)
        self.turn = WorkQueue("provesvar-home")
        self.turn.later(spool.sweep)

    def keep_window(self, geometry: bytes) -> None:
        """Where that fails, the next start has the size of the first."""

        def write() -> None:
            with suppress(OSError):
                write_private(self._window, geometry)

        self.turn.later(write)

    def end(self, since: float) -> None:
        """Wait for the remaining work, unless it hangs. ``since``: the time at which the window closed."""
        self.turn.ask(lambda: None, max(0.0, since + _END_SECONDS - time.monotonic()))

    def recall(self, hpr_number: str) -> Remembered:
        """Empty where nothing was remembered, or the file does not come."""

        def read() -> Remembered:
            machine = self._machine()
            orgnr = self._file.code_of(f"{machine} {hpr_number}") if machine else ""
            return Remembered(role=self._file.code_of(hpr_number), orgnr=orgnr)

        return self.turn.ask(read, _AT_HAND_SECONDS) or Remembered()

    def remember(self, hpr_number: str, role: str, orgnr: str) -> None:
        def write() -> None:
            self._file.remember(hpr_number, role)
            if machine := self._machine():
                self._file.remember(f"{machine} {hpr_number}", orgnr)

        self.turn.later(write)
