"""The loopback listener that receives the browser's answer (RFC 8252 section 7.3; rules: helseid/README.md §10).

It listens on this machine only, until the answer is there or the login is cancelled; then all is gone at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import hashlib
import os
import re
import socket
import sys
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from html import escape
from http import HTTPStatus
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar
from urllib.parse import parse_qsl, urlsplit

import h11

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.paths import resource
from provesvar_gui.platform.runtime import on_daemon_thread

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterable, Sequence
    from types import TracebackType

T = TypeVar("T")

_HEAD_LIMIT = 8192  # bytes
_HEAD_SECONDS = 5.0
_START_SECONDS = 25.0  # for making a request at HelseID and sending the browser there
_CONNECTION_LIMIT = 8
_HAND_OVER_TURNS = 5  # of the loop, in which asyncio hands over what it has accepted, and this ends it
_MOST_PARAMETERS = 32


class BadRequestError(Exception):
    """Not a request that a browser would send here."""


def next_request(connection: h11.Connection) -> h11.Request | None:
    """What has been received; None where the head is not whole yet. It may hold a code: never shown. Raises BadRequestError."""
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
    """The address that won, verbatim but for a port 0, and its listening sockets. Raises AppError (PORTS_…)."""
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


# -- who is at the other end: on Linux the kernel says which user it is
#
# A login's address stands in the browser's arguments, where every user of the machine can read it. So that nobody else can answer
# it, or fetch the page that ends it, a connection of another user is not taken (proc_net_tcp, Documentation/networking of Linux).


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


def ends_of(peer: object, own: object) -> Ends | None:
    """The ends of a connection that has just come; None where the other side has gone again: nobody can say whose it was."""
    return (_hex(peer), _hex(own)) if isinstance(peer, tuple) and isinstance(own, tuple) else None


def is_another_user(ends: Ends | None, *, read: Callable[[], Iterable[str] | None] = read_tables) -> bool:
    """Whether the other end is somebody else's, as far as the system tells (Linux). Blocks."""
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
        if len(fields) > 7 and (_ipv4(fields[1]), _ipv4(fields[2])) == (local, remote) and fields[3] != _TIME_WAIT:
            return int(fields[7])
    return None


def _ipv4(end: str) -> str:
    """An IPv4 end that the table of IPv6 has, as the one of IPv4 writes it."""
    return end.removeprefix(_MAPPED) if len(end) > 32 else end


def _hex(address: tuple[Any, ...]) -> str:
    """An end as the table writes it: each 32-bit word of the address in the machine's own byte order, then the port."""
    host, port = address[:2]
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    packed = socket.inet_pton(family, host)
    words = (packed[at : at + 4] for at in range(0, len(packed), 4))
    return "".join(f"{int.from_bytes(word, sys.byteorder):08X}" for word in words) + f":{port:04X}"


# -- pages


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserPage:
    """An answer to the browser. ``form_target``: the origins to which a form of the page may be sent, with spaces between."""

    status: int
    body: bytes = field(repr=False)
    content_type: str = "text/html; charset=utf-8"
    extra_headers: tuple[tuple[str, str], ...] = ()
    form_target: str = ""

    def encode(self) -> bytes:
        """The whole HTTP/1.1 answer."""
        headers = [
            ("Content-Type", self.content_type),
            ("Content-Length", str(len(self.body))),
            ("Content-Security-Policy", self._policy()),
            ("Referrer-Policy", "no-referrer"),
            ("X-Content-Type-Options", "nosniff"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cache-Control", "no-store"),
            ("Connection", "close"),
            *self.extra_headers,
        ]
        head = "".join(f"{name}: {value}\r\n" for name, value in headers)
        return f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}\r\n{head}\r\n".encode("ascii") + self.body

    def _policy(self) -> str:
        target = self.form_target or "'none'"
        parts = ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", f"form-action {target}"]
        for directive, element in (("script-src", b"script"), ("style-src", b"style")):
            found = re.findall(rb"<%b>(.*?)</%b>" % (element, element), self.body, re.DOTALL)
            hashes = [f"'sha256-{b64encode(hashlib.sha256(text).digest()).decode()}'" for text in found]
            if hashes:
                parts.append(f"{directive} {' '.join(hashes)}")
        return "; ".join(parts)


def _plain_text(status: int, text: str, *extra: tuple[str, str]) -> BrowserPage:
    return BrowserPage(status=status, body=f"{text}\n".encode(), content_type="text/plain; charset=utf-8", extra_headers=extra)


def _file(name: str) -> bytes:
    # The hash in the policy is over what the browser parses: it turns CRLF into LF, and so must we.
    return resource("pages", name).read_bytes().replace(b"\r\n", b"\n")


def _not_taken(status: int, heading: str, words: str) -> BrowserPage:
    """A page that takes the query out of the address: what was not taken may hold a code that is still good."""
    text = Template(_file("not-taken.html").decode()).substitute(heading=escape(heading), words=escape(words))
    return BrowserPage(status=status, body=text.encode())


BAD_REQUEST = _not_taken(400, "Ugyldig forespørsel", "Lukk denne fanen og gå tilbake til Prøvesvar.")
UNMATCHED = _not_taken(
    400,
    "Svaret ble ikke brukt",
    "Dette svaret hører ikke til innloggingen som pågår. Lukk denne fanen og gå tilbake til Prøvesvar.",
)
NOT_FOUND = _plain_text(404, "Finnes ikke.")
METHOD_NOT_ALLOWED = _plain_text(405, "Metoden er ikke tillatt.", ("Allow", "GET"))
GONE = _not_taken(410, "Innloggingen er allerede besvart", "Lukk denne fanen og gå tilbake til Prøvesvar.")
TOO_LARGE = _not_taken(431, "Forespørselen er for stor", "Lukk denne fanen og gå tilbake til Prøvesvar.")
TOO_MANY = _plain_text(429, "Adressen er brukt for mange ganger. Gå tilbake til Prøvesvar og start innloggingen på nytt.")
NOT_READY = _plain_text(503, "Innloggingen kunne ikke forberedes. Last siden på nytt, eller gå tilbake til Prøvesvar.")


def onward(address: str) -> BrowserPage:
    """Leads the browser to ``address``, an ASCII URL without control characters."""
    return _plain_text(303, "Videre til innlogging.", ("Location", address))


def login_done() -> BrowserPage:
    """Shown after an answer that holds a code."""
    return BrowserPage(status=200, body=_file("login-done.html"))


def login_failed() -> BrowserPage:
    """Shown after an answer that holds an error."""
    return BrowserPage(status=200, body=_file("login-failed.html"))


def sign_out(endpoint: str, fields: Sequence[tuple[str, str]], *, form_target: str) -> BrowserPage:
    """A page that posts ``fields`` to HelseID's end-session endpoint, so that no ID token stands in any address."""
    inputs = "\n".join(f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in fields)
    text = Template(_file("logout.html").decode()).substitute(endpoint=escape(endpoint), fields=inputs)
    return BrowserPage(status=200, body=text.encode(), form_target=form_target)


# -- the listener


Judge = Callable[[Mapping[str, str]], tuple[T | None, BrowserPage]]
"""Looks at a callback's parameters; returns what the waiting login gets and what the browser sees.

None instead of a value: not an answer to this login; the listener keeps waiting.
"""


class Loopback(Generic[T]):
    """One login's listener. Use as ``async with``; ``redirect_uri`` and ``start_uri`` are known inside.

    ``start``: makes the page for whoever opens ``start_uri``, an address with an unguessable path. Entering raises as ``listen``.
    """

    def __init__(
        self,
        redirect_uris: Sequence[str],
        judge: Judge[T],
        *,
        start: Callable[[], Awaitable[BrowserPage]] | None = None,
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
        self._servers: list[asyncio.Server] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._unread: dict[asyncio.Task[None], None] = {}  # those that have not sent a whole head yet, the oldest first
        self._host = ""
        self._path = ""
        self.redirect_uri = ""
        self.start_uri = ""

    async def __aenter__(self) -> Loopback[T]:
        self._answer = asyncio.get_running_loop().create_future()
        self.redirect_uri, sockets = listen(self._candidates)
        parts = urlsplit(self.redirect_uri)
        self._host, self._path = parts.netloc.lower(), parts.path or "/"
        self.start_uri = f"http://{parts.netloc}{self._start_path}"
        for each in sockets:
            self._servers.append(await asyncio.start_server(self._connected, sock=each, start_serving=False))
        try:
            for server in self._servers:
                await server.start_serving()
        except asyncio.CancelledError:
            await self.__aexit__(None, None, None)
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._answer is not None:
            self._answer.cancel()
        for task in self._tasks:
            task.cancel()
        # A connection whose server is closed before asyncio has handed it over is lost: accepting ends some turns before.
        for listening in (each for server in self._servers for each in server.sockets):
            with contextlib.suppress(NotImplementedError):  # Windows' loop has no readers, and no such gap
                asyncio.get_running_loop().remove_reader(listening)
        try:
            await asyncio.gather(*self._tasks, return_exceptions=True)
            for _ in range(_HAND_OVER_TURNS):
                await asyncio.sleep(0)
        finally:
            for server in self._servers:
                server.close()

    async def answer(self) -> T:
        """Wait for the first answer that belongs to this login."""
        if self._answer is None:
            raise RuntimeError("the listener is not open")
        return await self._answer

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        busy = sum(not task.cancelling() for task in self._tasks)
        oldest = next((task for task in self._unread if not task.cancelling()), None)
        if (self._answer is not None and self._answer.cancelled()) or (busy >= _CONNECTION_LIMIT and oldest is None):
            writer.transport.abort()
            return
        if busy >= _CONNECTION_LIMIT and oldest is not None:
            oldest.cancel()  # a page that opens connections and says nothing must not shut the answer out
        task = asyncio.get_running_loop().create_task(self._serve(reader, writer))
        self._tasks.add(task)
        self._unread[task] = None

        def release(ended: asyncio.Task[None]) -> None:
            # Also for a task that was cancelled before its first step, which never comes to its own clearing up.
            self._tasks.discard(ended)
            self._unread.pop(ended, None)
            writer.transport.abort()

        task.add_done_callback(release)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        value: T | None = None
        try:
            async with asyncio.timeout(self._head_seconds) as limit:
                ends = ends_of(writer.get_extra_info("peername"), writer.get_extra_info("sockname"))
                value, page = await self._read(reader, limit, ends)
                if page is not None:
                    writer.write(page.encode())
                    await writer.drain()
                    writer.close()
                    await writer.wait_closed()
        except (OSError, TimeoutError):
            pass  # a silent or broken connection says nothing about the login
        finally:
            if value is not None and self._answer is not None and not self._answer.done():
                self._answer.set_result(value)

    async def _read(
        self, reader: asyncio.StreamReader, limit: asyncio.Timeout, ends: Ends | None
    ) -> tuple[T | None, BrowserPage | None]:
        connection, received = h11.Connection(h11.SERVER), 0
        try:
            while (request := next_request(connection)) is None:
                data = await reader.read(_HEAD_LIMIT + 1 - received)
                received += len(data)
                if received > _HEAD_LIMIT:
                    return None, TOO_LARGE
                connection.receive_data(data)
            task = asyncio.current_task()
            if task is not None:
                self._unread.pop(task, None)
            path, _, query = request.target.decode("ascii").partition("?")
            refusal = self._refusal(request, path)
            if refusal is not None:
                return None, refusal
            parameters = parse_query(query) if path == self._path else None
        except BadRequestError:
            return None, BAD_REQUEST
        # Only here: the kernel's table is read, and a connection that says nothing, or nothing of worth, must not cost that.
        if await on_daemon_thread(partial(is_another_user, ends, read=self._read_tables)):
            return None, None
        if parameters is not None:
            return (None, GONE) if self._answered else self._answered_with(parameters)
        if self._start is None:
            return None, NOT_FOUND
        limit.reschedule(asyncio.get_running_loop().time() + _START_SECONDS)
        return None, await self._start()

    def _refusal(self, request: h11.Request, path: str) -> BrowserPage | None:
        hosts = [value.lower() for name, value in request.headers if name == b"host"]
        if hosts != [self._host.encode()] or not path.startswith("/"):
            return BAD_REQUEST
        if path != self._path and (self._start is None or path != self._start_path):
            return NOT_FOUND
        if request.method != b"GET":
            return METHOD_NOT_ALLOWED
        return GONE if self._answered else None

    def _answered_with(self, parameters: Mapping[str, str]) -> tuple[T | None, BrowserPage]:
        value, page = self._judge(parameters)
        self._answered = value is not None
        return value, page
