"""Listening on the first of the registered redirect addresses whose port is free (RFC 8252 section 7.3), on this machine only."""

from __future__ import annotations

import contextlib
import errno
import socket
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from provesvar_gui.errors import AppError, ErrorCode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def _numbers(*names: str) -> frozenset[int]:
    """Windows reports its own numbers for some of the same things."""
    return frozenset(getattr(errno, prefix + name) for name in names for prefix in ("", "WSA") if hasattr(errno, prefix + name))


_NO_IPV6 = _numbers("EADDRNOTAVAIL", "EAFNOSUPPORT", "EPROTONOSUPPORT")
_IN_USE = _numbers("EADDRINUSE")
_FORBIDDEN = _numbers("EACCES")  # Windows: in a block that Hyper-V, WSL or winnat has reserved. Linux: below 1024
_PORT_TRIES = 5  # for a free port that is free in both address families


def listen(
    redirect_uris: Sequence[str], *, open_socket: Callable[[int, int], socket.socket] = socket.socket
) -> tuple[str, list[socket.socket]]:
    """The address that won, verbatim but for a port 0, and its listening sockets.

    Raises AppError: PORTS_BUSY where any port is in use, PORTS_FORBIDDEN where the system keeps them all to itself, else
    PORTS_UNUSABLE; ``params["ports"]`` are those that it is true of.
    """
    failed: dict[ErrorCode, list[tuple[str, str]]] = {}
    for uri in redirect_uris:
        wanted = _port(uri)
        for _ in range(_PORT_TRIES if wanted == 0 else 1):
            try:
                sockets = _listen(urlsplit(uri).hostname or "", wanted, open_socket)
            except OSError as error:
                number = error.errno or 0
            else:
                return uri if wanted else _with_port(uri, sockets[0].getsockname()[1]), sockets
        why = errno.errorcode.get(number, str(number))
        failed.setdefault(_code(number), []).append((str(wanted), why))
    code = next(code for code in (ErrorCode.PORTS_BUSY, ErrorCode.PORTS_FORBIDDEN, ErrorCode.PORTS_UNUSABLE) if code in failed)
    detail = ", ".join(f"{port} {why}" for each in failed.values() for port, why in each)
    params = {"ports": ", ".join(port for port, _ in failed[code]), "reason": failed[code][0][1]}
    raise AppError(code, f"no registered port: {detail}", params=params)


def _code(number: int) -> ErrorCode:
    if number in _IN_USE:
        return ErrorCode.PORTS_BUSY
    return ErrorCode.PORTS_FORBIDDEN if number in _FORBIDDEN else ErrorCode.PORTS_UNUSABLE


def _listen(host: str, port: int, open_socket: Callable[[int, int], socket.socket]) -> list[socket.socket]:
    """Sockets for a host and port. Raises OSError where one fails in any family that the host's name can lead to."""
    addresses = {
        "localhost": [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")],
        "127.0.0.1": [(socket.AF_INET, "127.0.0.1")],
        "::1": [(socket.AF_INET6, "::1")],
    }[host]
    with contextlib.ExitStack() as opened:
        sockets: list[socket.socket] = []
        for family, address in addresses:
            try:
                listener = opened.enter_context(open_socket(family, socket.SOCK_STREAM))
                _set_options(listener, family)
                listener.bind((address, sockets[0].getsockname()[1] if sockets else port))
                listener.listen()  # here, where a port that is taken only now is passed over like any other
            except OSError as error:
                if family == socket.AF_INET6 and sockets and error.errno in _NO_IPV6:
                    continue  # a machine without IPv6: nobody else can answer there either
                raise
            sockets.append(listener)
        opened.pop_all()
        return sockets


def _set_options(listener: socket.socket, family: socket.AddressFamily) -> None:
    if sys.platform == "win32":
        # Without it another program could listen on the same port, and one of the two would be deaf.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        # A registered port must be usable again although connections of the last login linger in TIME_WAIT.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    listener.setblocking(False)


def _port(uri: str) -> int:
    port = urlsplit(uri).port
    return 80 if port is None else port


def _with_port(uri: str, port: int) -> str:
    """A registered address with port 0 and the port that was found."""
    parts = urlsplit(uri)
    return uri.replace(parts.netloc, f"{parts.netloc.removesuffix(':0')}:{port}", 1)
