"""The hand-over to the running program: one JSON object each way, UTF-8, on a line (``packaging/admin/hand-over.md``).

Nothing here raises on what came, quotes it or keeps it: what cannot be read is a code.
"""

from __future__ import annotations

import errno
import json
import os
import re
import socket
import stat
import struct
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = 4096  # bytes of a line, its end included
NUMBER_LIMIT, TOKEN_LIMIT = 64, 256  # characters
ACCEPTED = frozenset({"taken", "offered"})  # answers that are no refusal; version 1 tells no more than that


class Act(StrEnum):
    PATIENT = "patient"  # hand a number over, and come to the front
    RAISE = "raise"  # come to the front
    CLOSE = "close"  # this and what follows: version 2. The EHR has closed this patient
    LOCK = "lock"
    END = "end"  # the EHR has ended, or its user is gone


class Rejection(StrEnum):
    MALFORMED = "malformed"  # no JSON object of this form
    TOO_LARGE = "too-large"
    TIMEOUT = "timeout"  # the line did not come in time
    VERSION = "version"  # another version of the protocol
    UNKNOWN_ACT = "unknown-act"
    NUMBER = "not-a-number"  # the number holds something else than digits
    FAILED = "failed"  # the program tried and broke off: what its window shows now says how far it came
    BUSY = "busy"  # the program does not get to it: nothing was done, nor will be
    LOCKED = "locked"  # the window is locked, or a drill has its place: nothing was taken, and nothing is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverRequest:
    """A request. ``number``: of the patient, as received. ``token``: lets a Wayland desktop raise the window.

    ``sender``: a secret by which a program is known again. ``hpr``: of the clinician there. ``wait``: until an offer is answered.
    """

    act: Act
    number: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    sender: str = field(default="", repr=False)
    hpr: str = field(default="", repr=False)
    wait: bool = False


_ACTS = {1: (Act.PATIENT, Act.RAISE), 2: tuple(Act)}
_FIELDS = {1: ("number", "token"), 2: ("number", "token", "sender", "hpr")}  # texts
_SENDER = re.compile(r"|[!-~]{16,64}")
_HPR = re.compile(r"|[0-9]{1,9}")


def read(line: bytes) -> HandOverRequest | Rejection:
    fields = _object(line)
    if isinstance(fields, Rejection):
        return fields
    version = fields.pop("v", None)
    if type(version) is not int or version not in _ACTS:
        return Rejection.VERSION if type(version) is int else Rejection.MALFORMED
    name, texts = fields.pop("act", None), {each: fields.pop(each, "") for each in _FIELDS[version]}
    wait = fields.pop("wait", False) if version > 1 else False
    if not isinstance(name, str) or fields or not isinstance(wait, bool):
        return Rejection.MALFORMED
    if name not in _ACTS[version]:
        return Rejection.UNKNOWN_ACT
    given = {key: text for key, text in texts.items() if isinstance(text, str)}
    if len(given) < len(texts):
        return Rejection.MALFORMED
    request = HandOverRequest(act=Act(name), wait=wait, **given)
    number, token = request.number, request.token
    sensible = len(number) <= NUMBER_LIMIT and len(token) <= TOKEN_LIMIT and token.isascii() and "\0" not in token
    sensible = sensible and bool(_SENDER.fullmatch(request.sender)) and bool(_HPR.fullmatch(request.hpr))
    fits = bool(number) is (request.act in (Act.PATIENT, Act.CLOSE)) and (not wait or request.act is Act.PATIENT)
    return request if sensible and fits else Rejection.MALFORMED


def version_of(line: bytes) -> int:
    """The version in which a line is answered, also one that is refused."""
    fields = _object(line)
    return 2 if isinstance(fields, dict) and fields.get("v") == 2 else 1


def written(message: HandOverRequest) -> bytes:
    """A request of version 1, by which a second start talks to the program that runs, also to an older one."""
    fields: dict[str, object] = {"v": 1, "act": message.act.value}
    if message.act is Act.PATIENT:
        fields["number"] = message.number
    if message.token:
        fields["token"] = message.token
    return json.dumps(fields).encode() + b"\n"


def answer(result: str, version: int = 1) -> bytes:
    """The line of an answer. It repeats nothing of the number or the screen."""
    fields: dict[str, object] = {"v": version, "ok": result in ACCEPTED}
    if result not in ACCEPTED:
        fields["code"] = result
    elif version > 1:
        fields["answer"] = result
    return json.dumps(fields).encode() + b"\n"


def read_answer(line: bytes) -> Rejection | bool:
    """True: done. A code: the refusal. False: not an answer of this protocol, or an unknown code."""
    fields = _object(line)
    if isinstance(fields, Rejection) or fields.get("v") != 1:
        return False
    if fields.get("ok") is True:
        return True
    code = fields.get("code")
    return Rejection(code) if isinstance(code, str) and code in list(Rejection) else False


def _object(line: bytes) -> dict[str, object] | Rejection:
    if len(line) > LIMIT:
        return Rejection.TOO_LARGE
    try:
        value = json.loads(line.decode("utf-8-sig"), object_pairs_hook=_unique)
    except (ValueError, RecursionError):  # it quotes what it could not read: let go of here
        return Rejection.MALFORMED
    return value if isinstance(value, dict) else Rejection.MALFORMED


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse a duplicate member: neither of two numbers is the right one."""
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError
    return fields


# -- the client: sends a request, and waits for its answer


_PAUSE = 0.01

if sys.platform == "win32":
    import ctypes
    import msvcrt

    def same_session(descriptor: int) -> bool:
        """Whether the program that made a pipe runs in our session. Source of 25 November under Wine."""
        kernel = ctypes.WinDLL("kernel32")
        theirs, ours = ctypes.c_ulong(), ctypes.c_ulong()
        pipe = ctypes.c_void_p(msvcrt.get_osfhandle(descriptor))
        known = kernel.GetNamedPipeServerSessionId(pipe, ctypes.byref(theirs))
        known = known and kernel.ProcessIdToSessionId(os.getpid(), ctypes.byref(ours))
        return bool(known) and theirs.value == ours.value

    def _by_pipe(address: str, message: HandOverRequest, seconds: float) -> Rejection | bool | None:
        """Source of 25 November under Wine.

        Another user could make a pipe of this name first: its creator must be of our session.
        """
        came: list[bytes] = []
        sent = threading.Event()

        def talk() -> None:
            with suppress(OSError), open(address, "r+b", buffering=0) as pipe:
                if same_session(pipe.fileno()):
                    pipe.write(written(message))
                    sent.set()
                    came.append(pipe.readline(LIMIT))

        thread = threading.Thread(target=talk, name="provesvar-pipe", daemon=True)
        thread.start()
        thread.join(seconds)
        if came:
            return read_answer(came[0])
        return None if sent.is_set() and thread.is_alive() else False


def send(address: str, message: HandOverRequest, seconds: float, *, patience: float = 0.0) -> Rejection | bool | None:
    """True: done. A code: the refusal. False: no program of ours is there. None: sent, but no answer in time.

    ``patience``: how many seconds it has for its answer at least, however long it took to reach it.
    """
    if sys.platform == "win32":
        return _by_pipe(address, message, max(seconds, patience))
    deadline = time.monotonic() + seconds
    try:
        found = os.lstat(address)
        if not stat.S_ISSOCK(found.st_mode) or found.st_uid != os.geteuid():
            return False
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(seconds)
            while (failed := connection.connect_ex(address)) == errno.EAGAIN and time.monotonic() < deadline:
                time.sleep(_PAUSE)  # others have something to say too
            if failed or peer_user(connection) != os.geteuid():
                return False
            connection.sendall(written(message))
            try:
                return read_answer(take_line(connection, max(deadline, time.monotonic() + patience)))
            except TimeoutError:
                return None
    except OSError:
        return False


def peer_user(connection: socket.socket) -> int:
    """The user of the peer (Linux, unix(7)). Raises OSError."""
    if not hasattr(socket, "SO_PEERCRED"):
        raise OSError
    _, user, _ = struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i")))
    return int(user)


def take_line(connection: socket.socket, deadline: float) -> bytes:
    """The bytes up to a line's end or the end of all; at most one more than are allowed. Raises OSError, TimeoutError."""

    def receive(most: int) -> bytes:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        connection.settimeout(left)
        return connection.recv(most)

    return _first_line(receive, LIMIT)


def _first_line(receive: Callable[[int], bytes], limit: int) -> bytes:
    line = b""
    while b"\n" not in line and len(line) <= limit and (came := receive(limit + 1 - len(line))):
        line += came
    return line.partition(b"\n")[0] + b"\n" if b"\n" in line else line


STDIN_LIMIT = 256  # bytes of the line


def read_number(handle: int = 0) -> str | None:
    """The first line, stripped. None: missing, too long or no text. Blocks; reads no further."""
    try:
        # Not sys.stdin, for which the interpreter waits at its end.
        line = _first_line(lambda most: os.read(handle, most), STDIN_LIMIT)
        return line.decode("utf-8-sig").strip() or None if len(line.rstrip(b"\n")) <= STDIN_LIMIT else None
    except (OSError, UnicodeDecodeError):
        return None


def read_in_background(tell: Callable[[str | None], object], handle: int = 0) -> threading.Thread:
    """Call ``tell`` with the number, from a daemon thread that does not delay the program's end."""
    thread = threading.Thread(target=lambda: tell(read_number(handle)), name="provesvar-stdin", daemon=True)
    thread.start()
    return thread
