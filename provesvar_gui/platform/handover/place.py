"""The address of a running program, by user, desktop session and kind; and the start of a second program.

The first one holds a lock, which the system takes back when it dies; a second one says what it wants to the first and ends.
Linux: a folder of mode 0700 below ``XDG_RUNTIME_DIR``; where that is missing or open to somebody else, there is no hand-over and
no single instance. Windows: a lock file in the user's own folder, and a named pipe (under
Wine; packaging/windows/README.md).
"""

from __future__ import annotations

import os
import re
import stat
import sys
import time
import zlib
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from provesvar_gui.platform.files import try_lock

if TYPE_CHECKING:
    from collections.abc import Mapping


_OPEN = stat.S_IRWXG | stat.S_IRWXO  # what only the owner may
_LONGEST = 100  # bytes of a socket's path; Linux takes 107
_LONGEST_DISPLAY = 40


if sys.platform == "win32":
    import ctypes

    def _windows(kind: str, environment: Mapping[str, str]) -> Place | Reason:
        """The pipe's name holds the session, since all sessions of a machine share the names of pipes."""
        number = ctypes.c_ulong()
        if not ctypes.WinDLL("kernel32").ProcessIdToSessionId(os.getpid(), ctypes.byref(number)):
            return Reason.NOT_HERE
        home = environment.get("LOCALAPPDATA", "")
        if not os.path.isabs(home):
            return Reason.NO_RUNTIME_FOLDER
        folder = os.path.join(home, "provesvar")
        try:
            os.makedirs(folder, exist_ok=True)
        except OSError:
            return Reason.FOLDER_UNUSABLE
        name = f"provesvar-{kind}-{_plain(environment.get('USERNAME', ''))}-{number.value}"
        return Place(lock=os.path.join(folder, f"{name}.lock"), address=f"\\\\.\\pipe\\{name}")


class Reason(StrEnum):
    """Why there is no hand-over: codes for the log."""

    NO_RUNTIME_FOLDER = "no-runtime-folder"  # XDG_RUNTIME_DIR is not set, or not a path
    FOLDER_UNUSABLE = "folder-unusable"  # missing, read-only, full, or not a folder
    FOLDER_OF_ANOTHER = "folder-of-another-user"
    FOLDER_OPEN = "folder-open-to-others"
    LOCK_UNUSABLE = "lock-unusable"
    SOCKET_UNUSABLE = "socket-unusable"  # something else lies in its place
    PATH_TOO_LONG = "path-too-long"
    NO_ANSWER = "no-answer"  # another program of ours runs and does not answer
    NOT_HERE = "not-on-this-system"


class Place(NamedTuple):
    """``lock``: the file that the first program holds. ``address``: of its socket, or the name of its pipe."""

    lock: str
    address: str


def kind_of(*, sandbox: bool, config: str | None, drill: bool = False) -> str:
    """The kind of program: real, sandbox, drill, and each settings file are separate instances."""
    name = "drill" if drill else "sandbox" if sandbox else "program"
    if config is None:
        return name
    return f"{name}-{zlib.crc32(os.fsencode(os.path.abspath(config))):08x}"


def find(kind: str, environment: Mapping[str, str]) -> Place | Reason:
    """The place of this kind of program in this session; makes its folder."""
    if sys.platform == "win32":
        return _windows(kind, environment)
    if not sys.platform.startswith("linux"):
        return Reason.NOT_HERE
    runtime = environment.get("XDG_RUNTIME_DIR", "")
    if not os.path.isabs(runtime):
        return Reason.NO_RUNTIME_FOLDER
    folder = f"{runtime.rstrip('/')}/provesvar"
    try:
        wrong = _judge(os.lstat(os.path.realpath(runtime)))
        if wrong is not None:
            return wrong
        with suppress(FileExistsError):
            os.mkdir(folder, 0o700)
        wrong = _judge(os.lstat(folder))
    except (OSError, ValueError):
        return Reason.FOLDER_UNUSABLE
    if wrong is not None:
        return wrong
    name = f"{folder}/{kind}-{session(environment)}"
    if len(os.fsencode(name)) + len(".socket") > _LONGEST:
        return Reason.PATH_TOO_LONG
    return Place(lock=f"{name}.lock", address=f"{name}.socket")


def session(environment: Mapping[str, str]) -> str:
    """The display as a part of a name: ``:0`` gives ``0``, as does its first screen ``:0.0`` (X(7)); ``wayland-1`` itself."""
    display = environment.get("WAYLAND_DISPLAY") or re.sub(r"(:[^:.]*)\.[^:]*$", r"\1", environment.get("DISPLAY", "")) or "none"
    return _plain(display.removeprefix(":").rpartition("/")[2])[-_LONGEST_DISPLAY:]


def _plain(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9.-]", "_", text)


def _judge(found: os.stat_result) -> Reason | None:
    """The fault of a folder, or None. A link in its place is a fault, too."""
    if not stat.S_ISDIR(found.st_mode):
        return Reason.FOLDER_UNUSABLE
    if found.st_uid != os.geteuid():
        return Reason.FOLDER_OF_ANOTHER
    return Reason.FOLDER_OPEN if found.st_mode & _OPEN else None


class Instance:
    """A running program. ``address``: where it listens; "" where it cannot, for ``reason``.

    ``stdin_read``: read already, ``number`` came. ``elsewhere``: a program that did not answer has the number, and may show it
    yet.
    """

    stdin_read = False
    number: str | None = None
    elsewhere = False

    def __init__(self, address: str = "", *, handle: int | None = None, reason: Reason | None = None) -> None:
        self.address, self.reason, self._handle = address, reason, handle

    def release(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)


def claim(place: Place) -> Instance | None:
    """Become the first instance; None where another one is running."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NOINHERIT", 0)
    refused: Instance | None = Instance(reason=Reason.LOCK_UNUSABLE)
    try:
        handle = os.open(place.lock, flags, 0o600)
    except OSError:
        return refused
    with suppress(OSError):
        found = os.fstat(handle)
        if sys.platform == "win32" or (
            stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & _OPEN
        ):
            if try_lock(handle):
                if sys.platform != "win32":
                    os.fchmod(handle, stat.S_ISVTX | 0o600)  # who sweeps the folder of old files leaves a sticky one alone (XDG)
                return Instance(place.address, handle=handle)
            refused = None
    os.close(handle)
    return refused


_SECONDS = 4.0  # the first one may be just starting, or just ending
_ANSWER_SECONDS = 3.0  # for its answer to what it was sent; after that it may have begun with it
_STDIN_SECONDS = 5.0
_PAUSE = 0.02
_TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")


def begin(
    *,
    sandbox: bool,
    config: str | None,
    from_stdin: bool,
    environment: Mapping[str, str],
    drill: bool = False,
    seconds: float = _SECONDS,
    patience: float = _ANSWER_SECONDS,
) -> Instance | int:
    """Our own instance, to start with; or the exit status after another program took the request."""
    place = find(kind_of(sandbox=sandbox, config=config, drill=drill), environment)
    if isinstance(place, Reason):
        return Instance(reason=place)
    return claim(place) or _talk(place, from_stdin=from_stdin, environment=environment, seconds=seconds, patience=patience)


def _talk(place: Place, *, from_stdin: bool, environment: Mapping[str, str], seconds: float, patience: float) -> Instance | int:
    """Retry until the other program answers, or has ended and we are the first; if neither, start alone: nobody may wait.

    Without the number where it was sent that and has not answered: it may have begun, and two windows would show one patient.
    """
    # 3 ms of the time to the first paint, where nobody is there to talk to.
    from provesvar_gui.platform.handover import protocol
    from provesvar_gui.platform.handover.protocol import Act, HandOverRequest, Rejection

    token = next((environment[name] for name in _TOKENS if environment.get(name)), "")
    token = token if len(token) <= protocol.TOKEN_LIMIT and token.isascii() else ""
    came: list[str | None] = []
    if from_stdin:
        protocol.read_in_background(came.append).join(_STDIN_SECONDS)
    number = came[0] if came and len(came[0] or "") <= protocol.NUMBER_LIMIT else None
    message = HandOverRequest(act=Act.PATIENT if number else Act.RAISE, number=number or "", token=token)
    answer: Rejection | bool | None = False
    deadline = time.monotonic() + seconds
    while answer is not None and (left := deadline - time.monotonic()) > 0:
        answer = protocol.send(place.address, message, left, patience=patience)
        if answer is Rejection.FAILED and message.act is Act.RAISE:
            break  # whoever clicked on the icon sees no exit status
        if isinstance(answer, Rejection) and answer not in (Rejection.BUSY, Rejection.TIMEOUT):
            _say(f"Prøvesvar is running already, and refused: {answer.value}.")
            return 1
        if answer is True:
            _say("Prøvesvar is running already: its window was brought to the front.")
            if from_stdin and number is None:
                _say("No number that could be read came by standard input.")
                return 1
            return 0
        time.sleep(_PAUSE)
        instance = claim(place)
        if instance is not None:
            instance.stdin_read, instance.number = from_stdin, number
            return instance
    instance = Instance(reason=Reason.NO_ANSWER)
    instance.elsewhere = answer is None and number is not None
    instance.stdin_read, instance.number = from_stdin, None if instance.elsewhere else number
    return instance


def _say(line: str) -> None:
    if sys.stdout is None:  # a window's program on Windows has none
        return
    with suppress(OSError):  # nobody reads it
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
