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
    from collections.abc import Iterable

_TABLES: Final = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
_TIME_WAIT: Final = "06"  # a socket that is no longer anybody's: its user is told as 0
_MAPPED: Final = "0000000000000000FFFF0000"  # ::ffff:0:0/96, as the table writes it


def is_another_user(connection: socket.socket) -> bool:
    """Whether the other end is somebody else's. False also where the system does not tell: Windows, macOS, no ``/proc``."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        ends = _hex(connection.getpeername()), _hex(connection.getsockname())
        user = user_of(*ends, lines=_lines())
    except OSError:
        return False  # the other side has gone, or there is no table to read
    return user != os.geteuid()


def user_of(local: str, remote: str, *, lines: Iterable[str]) -> int | None:
    """The user of the socket with these ends ("0100007F:1F90"), None where the table has no such socket."""
    for line in lines:
        fields = line.split()
        if len(fields) > 7 and (_plain(fields[1]), _plain(fields[2])) == (local, remote) and fields[3] != _TIME_WAIT:
            return int(fields[7])
    return None


def _lines() -> Iterable[str]:
    for table in _TABLES:
        if table.exists():
            yield from table.read_text("ascii").splitlines()[1:]


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
