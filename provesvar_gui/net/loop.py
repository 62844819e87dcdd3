"""The asyncio loop of the runtime thread: asyncio's own, without its thread pool.

Imports asyncio: for the runtime thread only.
"""

from __future__ import annotations

import asyncio
import socket
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, TypeVarTuple

from provesvar_gui.net.daemon import start_on_daemon_thread

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

AddressInfo = tuple[
    socket.AddressFamily, socket.SocketKind, int, str, tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]
]

if sys.platform == "win32":
    _Base = asyncio.ProactorEventLoop
else:
    _Base = asyncio.SelectorEventLoop


class Resolver(Protocol):
    """The signature of ``socket.getaddrinfo``."""

    def __call__(self, host: Any, port: Any, family: int = 0, type: int = 0, proto: int = 0, flags: int = 0, /) -> list[Any]:
        """Resolve; may block."""
        ...


class DaemonLoop(_Base):
    """Whatever asyncio would do in its default executor happens on a daemon thread per call: nothing can hold up the end."""

    def __init__(self, resolver: Resolver = socket.getaddrinfo) -> None:
        super().__init__()
        self._resolver = resolver

    def run_in_executor(self, executor: Executor | None, func: Callable[[*Ts], T], *args: *Ts) -> asyncio.Future[T]:
        """As asyncio's, save that ``executor=None`` means a daemon thread of its own."""
        if executor is None:
            return start_on_daemon_thread(self, partial(func, *args), "provesvar-resolver")
        return super().run_in_executor(executor, func, *args)

    async def getaddrinfo(
        self,
        host: bytes | str | None,
        port: bytes | str | int | None,
        *,
        family: int = 0,
        type: int = 0,
        proto: int = 0,
        flags: int = 0,
    ) -> list[Any]:
        """Name resolution with the injected resolver."""
        return await self.run_in_executor(None, self._resolver, host, port, family, type, proto, flags)
