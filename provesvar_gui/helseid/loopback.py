"""The loopback listener that receives the browser's answer (RFC 8252 section 7.3; rules: helseid/README.md §10).

It listens on this machine only, until the answer is there or the login is cancelled; then all is gone at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import hashlib
import logging
import re
import socket
import sys
from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from http import HTTPStatus
from string import Template
from typing import TYPE_CHECKING, Generic, TypeVar
from urllib.parse import parse_qsl, urlsplit

import h11

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.paths import resource
from provesvar_gui.platform.peer import SYSTEM, IsOurs, is_another_user
from provesvar_gui.platform.runtime import on_daemon_thread

if TYPE_CHECKING:
    from collections.abc import Awaitable, Sequence

T = TypeVar("T")
_log = logging.getLogger(__name__)

_HEAD_LIMIT = 8192  # bytes
_HEAD_SECONDS = 5.0
_START_SECONDS = 25.0  # for making a request at HelseID and sending the browser there
_CONNECTION_LIMIT = 8
_MOST_PARAMETERS = 32


class BadRequestError(Exception):
    """A request that no browser sends here."""


def next_request(connection: h11.Connection) -> h11.Request | None:
    """The received request; None until its head is complete. It may hold a code: never log it. Raises BadRequestError."""
    try:
        event = connection.next_event()
    except h11.RemoteProtocolError:
        raise BadRequestError from None
    if event is h11.NEED_DATA:
        return None
    if not isinstance(event, h11.Request):
        raise BadRequestError  # closed before anything was said
    return event


def parse_query(query: str) -> dict[str, str]:
    """The parameters of a callback, each at most once (RFC 6749 section 3.1). Raises BadRequestError."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS)
    except ValueError:
        raise BadRequestError from None
    parameters = dict(pairs)
    if len(parameters) != len(pairs):
        raise BadRequestError
    return parameters


# -- ports


_NO_IPV6 = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT)
_CODES = {
    errno.EADDRINUSE: ErrorCode.PORTS_BUSY,
    errno.EACCES: ErrorCode.PORTS_FORBIDDEN,  # Windows: in a block that Hyper-V, WSL or winnat has reserved. Linux: below 1024
}
_PORT_TRIES = 5  # for a free port that is free in both address families
_ADDRESSES = {
    "localhost": [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")],
    "127.0.0.1": [(socket.AF_INET, "127.0.0.1")],
    "::1": [(socket.AF_INET6, "::1")],
}


def listen(
    redirect_uris: Sequence[str], *, open_socket: Callable[[int, int], socket.socket] = socket.socket
) -> tuple[str, list[socket.socket]]:
    """The first address with a free port, a port 0 replaced by the real one, and its sockets. Raises AppError (PORTS_…)."""
    failed: dict[ErrorCode, list[tuple[int, str]]] = {}
    for uri in redirect_uris:
        parts = urlsplit(uri)
        wanted = 80 if parts.port is None else parts.port
        for _ in range(1 if wanted else _PORT_TRIES):
            try:
                sockets = _listen(parts.hostname or "", wanted, open_socket)
            except OSError as error:
                number = error.errno or 0
            else:
                found = sockets[0].getsockname()[1]
                return uri if wanted else uri.replace(parts.netloc, f"{parts.netloc.removesuffix(':0')}:{found}", 1), sockets
        code = _CODES.get(number, ErrorCode.PORTS_UNUSABLE)
        failed.setdefault(code, []).append((wanted, errno.errorcode.get(number, str(number))))
    code = next(code for code in (ErrorCode.PORTS_BUSY, ErrorCode.PORTS_FORBIDDEN, ErrorCode.PORTS_UNUSABLE) if code in failed)
    detail = ", ".join(f"{port} {why}" for each in failed.values() for port, why in each)
    params = {"ports": ", ".join(str(port) for port, _ in failed[code]), "reason": failed[code][0][1]}
    raise AppError(code, f"no registered port: {detail}", params=params)


def _listen(host: str, port: int, open_socket: Callable[[int, int], socket.socket]) -> list[socket.socket]:
    """Sockets for a host and port. Raises OSError if one fails in any address family of the host."""
    with contextlib.ExitStack() as opened:
        sockets: list[socket.socket] = []
        for family, address in _ADDRESSES[host]:
            try:
                listener = opened.enter_context(open_socket(family, socket.SOCK_STREAM))
                if sys.platform == "win32":
                    # Without it another program could listen on the same port, and one of the two would be deaf.
                    listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
                else:
                    # A registered port must be usable again although connections of the last login linger in TIME_WAIT.
                    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                if family == socket.AF_INET6:
                    listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                listener.setblocking(False)
                listener.bind((address, sockets[0].getsockname()[1] if sockets else port))
                listener.listen()  # here, where a port that is taken only now is passed over like any other
            except OSError as error:
                if family == socket.AF_INET6 and sockets and error.errno in _NO_IPV6:
                    continue  # a machine without IPv6: nobody else can answer there either
                raise
            sockets.append(listener)
        opened.pop_all()
        return sockets


# -- pages: each a whole HTTP/1.1 answer


def _page(status: int, body: str, *extra: str, kind: str = "html", form_target: str = "'none'") -> bytes:
    """``form_target``: the origin to which a form of the page may be sent."""
    policy = ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", f"form-action {form_target}"]
    for element in ("script", "style"):
        hashes = [hashlib.sha256(text.encode()) for text in re.findall(rf"<{element}>(.*?)</{element}>", body, re.DOTALL)]
        policy += [f"{element}-src 'sha256-{b64encode(each.digest()).decode()}'" for each in hashes]
    raw = body.encode()
    head = (
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}",
        f"Content-Type: text/{kind}; charset=utf-8",
        f"Content-Length: {len(raw)}",
        f"Content-Security-Policy: {'; '.join(policy)}",
        "Referrer-Policy: no-referrer",
        "X-Content-Type-Options: nosniff",
        "Cross-Origin-Resource-Policy: same-origin",
        "Cache-Control: no-store",
        "Connection: close",
        *extra,
    )
    return "".join(f"{line}\r\n" for line in (*head, "")).encode("ascii") + raw


def _file(name: str, **values: str) -> str:
    # As text, so that CRLF becomes LF as in a browser: the hash in the policy is over what that parses.
    return Template(resource("pages", name).read_text("utf-8")).substitute(values)


def _not_taken(status: int, heading: str, words: str = "Lukk denne fanen og gå tilbake til Prøvesvar.") -> bytes:
    """An error page that removes the query from the address: it may hold a code that is still valid."""
    return _page(status, _file("not-taken.html", heading=heading, words=words))


BAD_REQUEST = _not_taken(400, "Ugyldig forespørsel")
UNMATCHED = _not_taken(
    400,
    "Svaret ble ikke brukt",
    "Dette svaret hører ikke til innloggingen som pågår. Lukk denne fanen og gå tilbake til Prøvesvar.",
)
NOT_FOUND = _page(404, "Finnes ikke.\n", kind="plain")
GONE = _not_taken(410, "Innloggingen er allerede besvart")
TOO_MANY = _page(
    429, "Adressen er brukt for mange ganger. Gå tilbake til Prøvesvar og start innloggingen på nytt.\n", kind="plain"
)
NOT_READY = _page(503, "Innloggingen kunne ikke forberedes. Last siden på nytt, eller gå tilbake til Prøvesvar.\n", kind="plain")
LOGIN_DONE = _page(200, _file("login-done.html"))  # for an answer that holds a code
LOGIN_FAILED = _page(200, _file("login-failed.html"))  # for one that holds an error
ANSWERED = _page(200, "Svaret er mottatt. Lukk denne fanen og gå tilbake til Prøvesvar.\n", kind="plain")


def redirect_to(address: str) -> bytes:
    return _page(303, "Videre til innlogging.\n", f"Location: {address}", kind="plain")


def sign_out(endpoint: str, id_token: str) -> bytes:
    """A page that posts the ID token to HelseID's end-session endpoint, so that no address has it."""
    parts = urlsplit(endpoint)
    body = _file("logout.html", endpoint=escape(endpoint), id_token=escape(id_token))
    return _page(200, body, form_target=f"{parts.scheme}://{parts.netloc}")


# -- the listener


# Checks a callback's parameters; returns the login's answer (None: not an answer to it), and the page for the browser.
Judge = Callable[[Mapping[str, str]], tuple[T | None, bytes]]


class Loopback(Generic[T]):
    """One login's listener. Use as ``async with``; ``redirect_uri`` and ``start_uri`` are known inside.

    ``start``: makes the page for whoever opens ``start_uri``, an address with an unguessable path. ``when_busy``: awaited while
    every port is in use, before the next try. Entering raises as ``listen``.
    """

    def __init__(
        self,
        redirect_uris: Sequence[str],
        judge: Judge[T],
        *,
        start: Callable[[], Awaitable[bytes]] | None = None,
        start_path: str = "",
        when_busy: Callable[[AppError], Awaitable[None]] | None = None,
        head_seconds: float = _HEAD_SECONDS,
        is_ours: IsOurs | None = SYSTEM,
    ) -> None:
        self._candidates, self._judge = redirect_uris, judge
        self._start, self._start_path, self._when_busy = start, start_path, when_busy
        self._head_seconds, self._is_ours = head_seconds, is_ours
        self._answered = self._refused = False
        self.sockets: list[socket.socket] = []
        self._tasks: dict[asyncio.Task[None], bool] = {}  # the oldest first; whether it has sent a whole head
        self._host = self._path = self.redirect_uri = self.start_uri = ""

    async def __aenter__(self) -> Loopback[T]:
        self._loop = asyncio.get_running_loop()
        self._answer: asyncio.Future[T] = self._loop.create_future()
        while not self.sockets:
            try:
                self.redirect_uri, self.sockets = listen(self._candidates)
            except AppError as error:
                if error.code is not ErrorCode.PORTS_BUSY or self._when_busy is None:
                    raise
                await self._when_busy(error)
        parts = urlsplit(self.redirect_uri)
        self._host, self._path = parts.netloc.lower(), parts.path or "/"
        self.start_uri = f"http://{parts.netloc}{self._start_path}"
        for each in self.sockets:
            self._loop.add_reader(each, self._accept, each)
        return self

    async def __aexit__(self, *_error: object) -> None:
        self._answer.cancel()
        for each in self.sockets:
            self._loop.remove_reader(each)
            each.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def answer(self) -> T:
        return await self._answer

    def _accept(self, listening: socket.socket) -> None:
        try:
            connection, _ = listening.accept()
        except OSError:  # it has gone again
            return
        connection.setblocking(False)
        busy = [task for task in self._tasks if not task.cancelling()]
        if len(busy) >= _CONNECTION_LIMIT:
            oldest = next((task for task in busy if not self._tasks[task]), None)
            if oldest is None:
                connection.close()
                return
            oldest.cancel()  # a page that opens connections and says nothing must not shut the answer out
        task = self._loop.create_task(self._serve(connection))
        self._tasks[task] = False

        def release(ended: asyncio.Task[None]) -> None:
            # Also for a task that was cancelled before its first step, which never comes to its own clearing up.
            del self._tasks[ended]
            connection.close()

        task.add_done_callback(release)

    async def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError, TimeoutError):  # a silent or broken connection says nothing about the login
            async with asyncio.timeout(self._head_seconds) as limit:
                value, page = await self._read(connection, limit)
                try:
                    await self._loop.sock_sendall(connection, page)
                    connection.recv(_HEAD_LIMIT * 8)  # with something unread, closing would take the page away again
                finally:
                    if value is not None and not self._answer.done():
                        self._answer.set_result(value)

    async def _read(self, connection: socket.socket, limit: asyncio.Timeout) -> tuple[T | None, bytes]:
        parser = h11.Connection(h11.SERVER, max_incomplete_event_size=_HEAD_LIMIT)
        try:
            while (request := next_request(parser)) is None:
                parser.receive_data(await self._loop.sock_recv(connection, _HEAD_LIMIT))
            task = asyncio.current_task()
            if task is not None:
                self._tasks[task] = True
            path, _, query = request.target.decode("ascii").partition("?")
            refusal = self._refusal(request, path)
            if refusal is not None:
                return None, refusal
            parameters = parse_query(query) if path == self._path else None
        except BadRequestError:
            return None, BAD_REQUEST
        # Only here: the system's table is read, and a connection that says nothing, or nothing of worth, must not cost that.
        if await on_daemon_thread(partial(is_another_user, connection, self._is_ours)):
            if not self._refused:
                self._refused = True
                _log.info("listener: a connection of another user, or of nobody known, was not taken")
            return None, b""
        if parameters is not None:
            if self._answered:
                return None, GONE
            value, page = self._judge(parameters)
            self._answered = value is not None
            return value, page
        if self._start is None:
            return None, NOT_FOUND
        limit.reschedule(self._loop.time() + _START_SECONDS)
        return None, await self._start()

    def _refusal(self, request: h11.Request, path: str) -> bytes | None:
        hosts = [value.lower() for name, value in request.headers if name == b"host"]
        if hosts != [self._host.encode()] or not path.startswith("/"):
            return BAD_REQUEST
        known = path == self._path or (self._start is not None and path == self._start_path)
        if not known or request.method != b"GET":
            return NOT_FOUND
        return GONE if self._answered else None
