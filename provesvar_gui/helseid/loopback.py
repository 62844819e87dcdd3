"""The loopback listener that receives the browser's answer (RFC 8252 section 7.3; rules: helseid/README.md §10).

It listens on this machine only, from before the pushed request until the answer is there or the login is cancelled; then
listener, connections and tasks are gone at once.
"""

from __future__ import annotations

import asyncio
import contextlib
from functools import partial
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar
from urllib.parse import urlsplit

from provesvar_gui.helseid import pages
from provesvar_gui.helseid.http_head import BadRequestError, parse_head, parse_query
from provesvar_gui.helseid.loopback_ports import listen
from provesvar_gui.helseid.peer import ends_of, is_another_user, read_tables
from provesvar_gui.net.daemon import on_daemon_thread

if TYPE_CHECKING:
    import socket
    from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
    from types import TracebackType

    from provesvar_gui.helseid.http_head import RequestHead
    from provesvar_gui.helseid.pages import Page
    from provesvar_gui.helseid.peer import Ends

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_HEAD_LIMIT = 8192  # bytes
_HEAD_SECONDS = 5.0
_START_SECONDS = 25.0  # for making a request at HelseID and sending the browser there
_CONNECTION_LIMIT = 8
_ACCEPT_PAUSE = 0.1  # seconds


class Judge(Protocol[T_co]):
    """Looks at a callback's parameters; returns what the waiting login gets and what the browser sees.

    None instead of a value: not an answer to this login; the listener keeps waiting.
    """

    def __call__(self, parameters: Mapping[str, str]) -> tuple[T_co | None, Page]:
        """Judge one callback."""
        ...


class Loopback(Generic[T]):
    """One login's listener. Use as ``async with``; ``redirect_uri`` and ``start_uri`` are known inside.

    ``start``: makes the page for whoever opens ``start_uri``, an address with an unguessable path (``start_path``).
    ``redirect_uris``: verbatim as registered, tried in order; port 0 means any free port. Entering raises what ``listen`` raises.
    ``read_tables``: the connections of this machine.
    """

    def __init__(
        self,
        redirect_uris: Sequence[str],
        judge: Judge[T],
        *,
        start: Callable[[], Awaitable[Page]] | None = None,
        start_path: str = "",
        head_seconds: float = _HEAD_SECONDS,
        read_tables: Callable[[], Iterable[str] | None] = read_tables,
    ) -> None:
        self._candidates = redirect_uris
        self._judge = judge
        self._start = start
        self._start_path = start_path
        self._head_seconds = head_seconds
        self._read_tables = read_tables
        self._answer: asyncio.Future[T] | None = None
        self._answered = False
        self._listeners: list[socket.socket] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._serving: set[asyncio.Task[None]] = set()
        self._unread: dict[asyncio.Task[None], None] = {}  # those that have not sent a whole head yet, the oldest first
        self._host = ""
        self._path = ""
        self.redirect_uri = ""
        self.start_uri = ""

    async def __aenter__(self) -> Loopback[T]:
        self._answer = asyncio.get_running_loop().create_future()
        self.redirect_uri, self._listeners = listen(self._candidates)
        parts = urlsplit(self.redirect_uri)
        self._host, self._path = parts.netloc.lower(), parts.path or "/"
        self.start_uri = f"http://{parts.netloc}{self._start_path}"
        for listener in self._listeners:
            self._watch(listener)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def close(self) -> None:
        """Stop listening at once: what is cancelled must not keep a port until its task gets its next turn."""
        for listener in self._listeners:
            with contextlib.suppress(NotImplementedError):  # see _watch
                asyncio.get_running_loop().remove_reader(listener)
            listener.close()
        self._listeners = []
        for task in self._tasks:
            task.cancel()
        if self._answer is not None:
            self._answer.cancel()

    async def answer(self) -> T:
        """Wait for the first answer that belongs to this login."""
        if self._answer is None:
            raise RuntimeError("the listener is not open")
        return await self._answer

    # -- connections

    def _spawn(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _watch(self, listener: socket.socket) -> None:
        # Not asyncio's own server nor sock_accept: both lose a connection to the garbage collector when they are ended between
        # its arrival and the task's next turn. Windows' loop has no readers, so there it is sock_accept.
        loop = asyncio.get_running_loop()
        try:
            loop.add_reader(listener, self._ready, listener)
        except NotImplementedError:
            self._spawn(self._accept_for_ever(listener))

    def _ready(self, listener: socket.socket) -> None:
        try:
            connection, _ = listener.accept()
        except (BlockingIOError, ConnectionError):
            return  # the other side has gone again
        except OSError:  # no descriptors left: a pause, or this would be called without end
            loop = asyncio.get_running_loop()
            loop.remove_reader(listener)
            loop.call_later(_ACCEPT_PAUSE, lambda: self._watch(listener) if listener in self._listeners else None)
            return
        connection.setblocking(False)
        self._take(connection)

    async def _accept_for_ever(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = await asyncio.get_running_loop().sock_accept(listener)
            except OSError:
                await asyncio.sleep(_ACCEPT_PAUSE)
            else:
                self._take(connection)

    def _take(self, connection: socket.socket) -> None:
        if len(self._serving) >= _CONNECTION_LIMIT:
            if not self._unread:
                connection.close()
                return
            # The oldest silent one gives way: a page that opens connections and says nothing must not shut the answer out.
            oldest = next(iter(self._unread))
            self._forget(oldest)
            oldest.cancel()
        task = self._spawn(self._serve(connection, ends_of(connection)))
        self._serving.add(task)
        self._unread[task] = None

        def release(ended: asyncio.Task[None]) -> None:
            # Also for a task that was cancelled before its first step, which never comes to its own clearing up.
            self._forget(ended)
            connection.close()

        task.add_done_callback(release)

    def _forget(self, task: asyncio.Task[None]) -> None:
        self._serving.discard(task)
        self._unread.pop(task, None)

    async def _serve(self, connection: socket.socket, ends: Ends | None) -> None:
        value: T | None = None
        writer: asyncio.StreamWriter | None = None
        try:
            async with asyncio.timeout(self._head_seconds) as limit:
                reader, writer = await asyncio.open_connection(sock=connection, limit=_HEAD_LIMIT)
                value, page = await self._read(reader, limit, ends)
                if page is not None:
                    writer.write(page.encode())
                    await writer.drain()
                    writer.close()
                    await writer.wait_closed()
        except (OSError, TimeoutError):
            pass  # a silent or broken connection says nothing about the login
        finally:
            if writer is not None:
                writer.transport.abort()
            if value is not None and self._answer is not None and not self._answer.done():
                self._answer.set_result(value)

    async def _read(
        self, reader: asyncio.StreamReader, limit: asyncio.Timeout, ends: Ends | None
    ) -> tuple[T | None, Page | None]:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except asyncio.LimitOverrunError:
            return None, pages.TOO_LARGE
        except asyncio.IncompleteReadError as broken:
            return None, pages.BAD_REQUEST if broken.partial else None
        task = asyncio.current_task()
        if task is not None:
            self._unread.pop(task, None)
        try:
            request = parse_head(head)
            refusal = self._refusal(request)
            if refusal is not None:
                return None, refusal
            parameters = parse_query(request.query) if request.path == self._path else None
            # Only here: the kernel's table is read, and a connection that says nothing, or nothing of worth, must not cost that.
            if await on_daemon_thread(partial(is_another_user, ends, read=self._read_tables)):
                return None, None
            if parameters is not None:
                return (None, pages.GONE) if self._answered else self._answered_with(parameters)
        except BadRequestError:
            return None, pages.BAD_REQUEST
        if self._start is None:
            return None, pages.NOT_FOUND
        limit.reschedule(asyncio.get_running_loop().time() + _START_SECONDS)
        return None, await self._start()

    def _refusal(self, request: RequestHead) -> Page | None:
        if request.host != self._host:
            return pages.BAD_REQUEST
        if request.path != self._path and (self._start is None or request.path != self._start_path):
            return pages.NOT_FOUND
        if request.method != "GET":
            return pages.METHOD_NOT_ALLOWED
        return pages.GONE if self._answered else None

    def _answered_with(self, parameters: Mapping[str, str]) -> tuple[T | None, Page]:
        value, page = self._judge(parameters)
        self._answered = value is not None
        return value, page
