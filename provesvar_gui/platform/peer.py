"""Whose program is at the other end of a connection on this machine.

A login's address stands in the browser's arguments, where every user of the machine may read it. So that nobody else can answer
it, or fetch the page that ends it, a connection of another user (on Windows: of another session) is not taken.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import socket
import struct
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, Final

# Whether the socket with these ends (its own, and ours) belongs to our user; None: the system knows no such socket.
IsOurs = Callable[[tuple[Any, ...], tuple[Any, ...]], bool | None]


def is_another_user(connection: socket.socket, is_ours: IsOurs | None) -> bool:
    """Whether the peer is a process of another user, as far as the system tells (None: not at all). Blocks."""
    if is_ours is None:
        return False
    for _ in range(2):  # the system makes its table while it is read: what moves in it may be missed
        try:
            ours = is_ours(connection.getpeername(), connection.getsockname())
        except OSError:
            break  # it has gone again: nobody can say whose it was
        if ours is not None:
            return not ours
    return True


# -- Linux: the kernel's tables (proc_net_tcp, Documentation/networking of Linux)


_TABLES: Final = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
_TIME_WAIT: Final = "06"  # a socket that is no longer anybody's: its user is told as 0
_MAPPED: Final = "0000000000000000FFFF0000"  # ::ffff:0:0/96, as the table writes it


def read_tables() -> list[str] | None:
    """The lines of the kernel's TCP tables; None where none can be read (a container, a security profile)."""
    found: list[str] | None = None
    for table in _TABLES:
        with contextlib.suppress(OSError):
            found = [*(found or ()), *table.read_text("ascii").splitlines()[1:]]
    return found


def of_our_user(
    peer: tuple[Any, ...], own: tuple[Any, ...], *, read: Callable[[], Iterable[str] | None] = read_tables
) -> bool | None:
    lines = read()
    if lines is None:
        return True  # else nobody at all could log in
    user = user_of(_end(peer), _end(own), lines)
    return None if user is None else user == os.geteuid()


def user_of(local: str, remote: str, lines: Iterable[str]) -> int | None:
    """The user of the socket with these ends ("0100007F:1F90"), None where the table has no such socket."""
    for line in lines:
        fields = line.split()
        ends = [end.removeprefix(_MAPPED) for end in fields[1:3]]
        if len(fields) > 7 and ends == [local, remote] and fields[3] != _TIME_WAIT:
            return int(fields[7])
    return None


def _end(address: tuple[Any, ...]) -> str:
    """An address as the table writes it: each 32-bit word in the machine's byte order, then the port."""
    packed = socket.inet_pton(socket.AF_INET6 if ":" in address[0] else socket.AF_INET, address[0])
    words = (packed[at : at + 4] for at in range(0, len(packed), 4))
    return "".join(f"{int.from_bytes(word, sys.byteorder):08X}" for word in words) + f":{address[1]:04X}"


# -- Windows: the process that owns the socket, and its session (iphlpapi.h, tcpmib.h, processthreadsapi.h)
#
# On a terminal server each user has a session of their own. Two users within one session (``runas``) are not told apart.


_OWNER_PID_CONNECTIONS: Final = 4  # TCP_TABLE_OWNER_PID_CONNECTIONS
_TOO_SMALL: Final = 122  # ERROR_INSUFFICIENT_BUFFER: connections came since the size was told
_TRIES: Final = 5
_ROWS: Final = {  # address, port, address, port, process, as they lie in MIB_TCPROW_OWNER_PID and MIB_TCP6ROW_OWNER_PID
    socket.AF_INET: struct.Struct("<4x4s2s2x4s2s2xI"),
    socket.AF_INET6: struct.Struct("<16s4x2s2x16s4x2s2x4xI"),
}


def _library(name: str) -> Any:
    return getattr(ctypes, "WinDLL")(name)  # noqa: B009 - ctypes has it on Windows alone


def of_our_session(peer: tuple[Any, ...], own: tuple[Any, ...], *, library: Callable[[str], Any]) -> bool | None:
    family = socket.AF_INET6 if ":" in peer[0] else socket.AF_INET
    table = _tcp_table(library("iphlpapi"), family)
    if table is None:
        return True  # as on Linux: else nobody at all could log in. State, verifier and DPoP key protect the answer all the same
    ends = [part for end in (peer, own) for part in (socket.inet_pton(family, end[0]), struct.pack("!H", end[1]))]
    row, count = _ROWS[family], struct.unpack_from("<I", table)[0]
    for *found, process in row.iter_unpack(table[4 : 4 + count * row.size]):
        if found == ends and process:  # 0: nobody's any more (TIME_WAIT)
            theirs, ours = (_session(library("kernel32"), each) for each in (process, os.getpid()))
            # A process that may not be asked, or has ended, is not ours: the browser runs as the user that runs this program.
            return theirs is not None and theirs == ours
    return None


def _tcp_table(iphlpapi: Any, family: int) -> bytes | None:
    """The system's connections of this family and their processes; None where it does not tell."""
    windows_family = 23 if family == socket.AF_INET6 else 2  # winsock2.h; elsewhere AF_INET6 is another number
    size = ctypes.c_ulong(0)
    for _ in range(_TRIES):
        buffer = ctypes.create_string_buffer(size.value)
        failed = iphlpapi.GetExtendedTcpTable(buffer, ctypes.byref(size), 0, windows_family, _OWNER_PID_CONNECTIONS, 0)
        if not failed:
            return buffer.raw
        if failed != _TOO_SMALL:
            return None
    return None


def _session(kernel32: Any, process: int) -> int | None:
    number = ctypes.c_ulong()
    return number.value if kernel32.ProcessIdToSessionId(process, ctypes.byref(number)) else None


def way_of(platform: str) -> IsOurs | None:
    """How a system tells; None: it does not."""
    if platform == "win32":
        return partial(of_our_session, library=_library)
    return of_our_user if platform.startswith("linux") else None


SYSTEM: Final = way_of(sys.platform)
