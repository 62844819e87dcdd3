"""The client of the hand-over: sends a request to the program that runs already, and waits for its answer."""

from __future__ import annotations

import errno
import os
import socket
import stat
import struct
import sys
import threading
import time
from typing import TYPE_CHECKING

from provesvar_gui.platform.handover import protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.platform.handover.protocol import HandOverRequest, Rejection


_PAUSE = 0.01

if sys.platform == "win32":
    import ctypes
    import msvcrt

    def same_session(descriptor: int) -> bool:
        """Whether the program that made a pipe runs in our session. Tried under Wine."""
        kernel = ctypes.WinDLL("kernel32")
        theirs, ours = ctypes.c_ulong(), ctypes.c_ulong()
        pipe = ctypes.c_void_p(msvcrt.get_osfhandle(descriptor))
        known = kernel.GetNamedPipeServerSessionId(pipe, ctypes.byref(theirs))
        known = known and kernel.ProcessIdToSessionId(os.getpid(), ctypes.byref(ours))
        return bool(known) and theirs.value == ours.value
else:

    def same_session(descriptor: int) -> bool:
        del descriptor
        return False


def send(address: str, message: HandOverRequest, seconds: float, *, patience: float = 0.0) -> Rejection | bool | None:
    """True: done. A code: why not. False: nobody of ours is there. None: it has the message, and may do it yet.

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
            connection.sendall(protocol.written(message))
            try:
                return protocol.read_answer(take_line(connection, max(deadline, time.monotonic() + patience)))
            except TimeoutError:
                return None
    except OSError:
        return False


def peer_user(connection: socket.socket) -> int:
    """The user at the other end (Linux, unix(7)). Raises OSError."""
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

    return _first_line(receive, protocol.LIMIT)


def _first_line(receive: Callable[[int], bytes], limit: int) -> bytes:
    line = b""
    while b"\n" not in line and len(line) <= limit and (came := receive(limit + 1 - len(line))):
        line += came
    return line.partition(b"\n")[0] + b"\n" if b"\n" in line else line


def _by_pipe(address: str, message: HandOverRequest, seconds: float) -> Rejection | bool | None:
    """Tried under Wine. Another user could make a pipe of this name first: the one that made it must be of our session."""
    came: list[bytes] = []
    sent = threading.Event()

    def talk() -> None:
        try:
            with open(address, "r+b", buffering=0) as pipe:
                if same_session(pipe.fileno()):
                    pipe.write(protocol.written(message))
                    sent.set()
                    came.append(pipe.readline(protocol.LIMIT))
        except OSError:
            return

    thread = threading.Thread(target=talk, name="provesvar-pipe", daemon=True)
    thread.start()
    thread.join(seconds)
    if came:
        return protocol.read_answer(came[0])
    return None if sent.is_set() and thread.is_alive() else False


LIMIT = 256  # bytes of the line by standard input


def read_number(handle: int = 0) -> str | None:
    """The first line, without what surrounds it. None: none came, it is too long, or no text. Blocks; reads no further."""
    try:
        line = _first_line(lambda most: os.read(handle, most), LIMIT)  # not sys.stdin, for which the interpreter waits at its end
        return line.decode("utf-8-sig").strip() or None if len(line.rstrip(b"\n")) <= LIMIT else None
    except (OSError, UnicodeDecodeError):
        return None


def read_in_background(tell: Callable[[str | None], object], handle: int = 0) -> threading.Thread:
    """Have ``tell`` told of the number, on a daemon thread, which nothing waits for at the end."""
    thread = threading.Thread(target=lambda: tell(read_number(handle)), name="provesvar-stdin", daemon=True)
    thread.start()
    return thread
