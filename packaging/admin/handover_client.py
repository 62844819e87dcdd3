"""A client of the hand-over, for who connects an EPJ (hand-over.md). A request is a line of standard input, never an argument."""

import ctypes
import os
import re
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress


def address(kind: str) -> str:
    """Of the window in this desktop session. ``kind``: program, or sandbox. The pipe was tried under Wine alone."""
    if sys.platform == "win32":
        ctypes.WinDLL("kernel32").ProcessIdToSessionId(os.getpid(), ctypes.byref(number := ctypes.c_ulong()))
        return f"\\\\.\\pipe\\provesvar-{kind}-{re.sub('[^A-Za-z0-9.-]', '_', os.environ['USERNAME'])}-{number.value}"
    display = os.environ.get("WAYLAND_DISPLAY") or re.sub(r"(:[^:.]*)\.[^:]*$", r"\1", os.environ.get("DISPLAY", "")) or "none"
    session = re.sub("[^A-Za-z0-9.-]", "_", display.removeprefix(":").rpartition("/")[2])[-40:]
    return f"{os.environ.get('XDG_RUNTIME_DIR', '').rstrip('/')}/provesvar/{kind}-{session}.socket"


def ask(where: str, request: bytes) -> Iterator[bytes]:
    """The answers: one line, or with ``wait`` a second one when the clinician has decided."""
    if sys.platform == "win32":
        with open(where, "r+b", buffering=0) as pipe:
            pipe.write(request)
            yield from pipe
    elif os.lstat(where).st_uid == os.geteuid():  # else it is somebody else's
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(where)
            connection.sendall(request)
            yield from connection.makefile("rb")


if __name__ == "__main__":
    answer = b""
    with suppress(OSError):  # with which a pipe of Windows ends, too
        for answer in ask(address((*sys.argv[1:], "program")[0]), sys.stdin.buffer.readline().strip() + b"\n"):
            os.write(1, answer)
    sys.exit(None if answer else "no window of this user listens in this desktop session")
