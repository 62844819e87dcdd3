"""Who is at the other end of a loopback connection: on Linux the kernel says which user it is.

A login's address stands in the browser's arguments, where every user of the machine can read it. So that nobody else can answer
it, or fetch the page that ends it, a connection of another user is not taken (proc_net_tcp, Documentation/networking of Linux).
"""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_TABLES: Final = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
_TIME_WAIT: Final = "06"  # a socket that is no longer anybody's: its user is told as 0
_MAPPED: Final = "0000000000000000FFFF0000"  # ::ffff:0:0/96, as the table writes it


def read_tables(tables: Iterable[Path] = _TABLES) -> list[str] | None:
    """The sockets in the tables that can be read; None where there is none (a container, a profile that shuts it off)."""
    found: list[str] | None = None
    for table in tables:
        try:
            lines = table.read_text("ascii").splitlines()[1:]
        except OSError:
            continue
        found = [*(found or ()), *lines]
    return found


Ends = tuple[str, str]  # of a connection, as the table writes them: the far one first


def ends_of(connection: socket.socket) -> Ends | None:
    """The ends of a connection that has just come; None where the other side has gone again: nobody can say whose it was."""
    try:
        return _hex(connection.getpeername()), _hex(connection.getsockname())
    except OSError:
        return None


def is_another_user(ends: Ends | None, *, read: Callable[[], Iterable[str] | None] = read_tables) -> bool:
    """Whether the other end is somebody else's. False also where the system does not tell: Windows, macOS, no table to read.

    A table that was read and does not have the other end says that it is not ours: nobody is let in by being quick. Blocks: the
    tables have a line for each connection of the machine.
    """
    if not sys.platform.startswith("linux"):
        return False
    for _ in range(2):  # the kernel makes the table while it is read: what moves in it may be missed
        lines = read()
        if lines is None:
            return False  # else nobody at all could log in
        user = None if ends is None else user_of(*ends, lines=lines)
        if user is not None:
            return user != os.geteuid()
    return True


def user_of(local: str, remote: str, *, lines: Iterable[str]) -> int | None:
    """The user of the socket with these ends ("0100007F:1F90"), None where the table has no such socket."""
    for line in lines:
        fields = line.split()
        if len(fields) > 7 and (_plain(fields[1]), _plain(fields[2])) == (local, remote) and fields[3] != _TIME_WAIT:
            return int(fields[7])
    return None


def _plain(end: str) -> str:
    """An IPv4 end that the table of IPv6 has, as the one of IPv4 writes it."""
    return end.removeprefix(_MAPPED) if len(end) > 32 else end


def _hex(address: tuple[str, int] | tuple[str, int, int, int]) -> str:
    """An end as the table writes it: each 32-bit word of the address in the machine's own byte order, then the port."""
    host, port = address[0], address[1]
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    packed = socket.inet_pton(family, host)
    words = (packed[at : at + 4] for at in range(0, len(packed), 4))
    return "".join(f"{int.from_bytes(word, sys.byteorder):08X}" for word in words) + f":{port:04X}"
