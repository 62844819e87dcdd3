"""The HTTP client. In production it trusts the machine's certificates and policy, never the user's environment."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import ssl
import urllib.request
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode, urlsplit

import httpx
import truststore

from provesvar_gui import __version__
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.platform.http import HttpResponse, checked_origin, is_loopback
from provesvar_gui.platform.runtime import on_daemon_thread

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from provesvar_gui.platform.clock import Clock, ServerClock


_log = logging.getLogger(__name__)

# URL -> its routes, best first, or its only route: the URL of a proxy, or None for a direct connection. May block.
ProxyFor = Callable[[str], "str | Sequence[str | None] | None"]

SYSTEM = "system"
DIRECT = "none"
_ROUTES_KEPT_SECONDS = 60.0  # what the system named, or that it failed
_SYSTEM_SECONDS = 3.0  # for its answer
_DEMOTED_SECONDS = 300.0  # so long a failed route comes last, as in browsers


def prefer_environment(
    resolve: ProxyFor, variables: Callable[[], Mapping[str, str]] = urllib.request.getproxies_environment
) -> ProxyFor:
    """A ``ProxyFor`` that reads the environment variables, and asks ``resolve`` where they name no proxy for the scheme."""

    def find(url: str) -> str | Sequence[str | None] | None:
        named, parts = dict(variables()), urlsplit(url)
        found = named.get(parts.scheme) or named.get("all")
        if not found:
            return resolve(url)
        if urllib.request.proxy_bypass_environment(parts.hostname or "", named):  # type: ignore[attr-defined]  # not in typeshed
            return None
        return found if "://" in found else f"http://{found}"

    return find


#: For processes that do not ask the system: servers, tests.
environment_only: ProxyFor = prefer_environment(lambda _url: None)


class ProxyChoice:
    """``setting``: ``system``, ``none``, or a proxy's URL. ``proxy_for``: used for ``system``; receives origins, never paths."""

    def __init__(self, setting: str, clock: Clock, proxy_for: ProxyFor = environment_only) -> None:
        self._setting, self._clock, self._proxy_for = setting, clock, proxy_for
        self._known: dict[str, tuple[float, Sequence[str | None]]] = {}  # no routes: the system failed
        self._failed: dict[str | None, float] = {}

    async def choose(self, origin: str) -> str | None:
        """The best route: the URL of a proxy, or None for a direct connection; a recently failed one only as the last choice.

        Raises TimeoutError where the system fails or takes more than 3 s; the next attempt is after a minute.
        """
        if self._setting == DIRECT or is_loopback(urlsplit(origin).hostname or ""):
            return None
        if self._setting != SYSTEM:
            return self._setting
        now = self._clock.monotonic()
        known = self._known.get(origin)
        if known is None or now - known[0] >= _ROUTES_KEPT_SECONDS:
            known = self._known[origin] = (now, await self._ask(origin))
        if not known[1]:
            raise TimeoutError("the system names no route")
        return min(known[1], key=lambda route: now - self._failed.get(route, -_DEMOTED_SECONDS) < _DEMOTED_SECONDS)

    async def _ask(self, origin: str) -> Sequence[str | None]:
        try:
            found = await on_daemon_thread(lambda: self._proxy_for(f"{origin}/"), _SYSTEM_SECONDS, name="provesvar-proxy")
        except Exception as error:  # noqa: BLE001 - a broken proxy script must not end the request
            _log.warning("the system could not say which proxy: %s", type(error).__name__)
            return ()
        return (found,) if found is None or isinstance(found, str) else tuple(found) or (None,)

    def failed(self, origin: str, route: str | None) -> None:
        """After a failed connection: the route comes last for a while, and the system is asked again."""
        self._failed[route] = self._clock.monotonic()
        self._known.pop(origin, None)


class UnpackError(Exception):
    """The body is too large, broken, or in an encoding that was not requested. The text holds nothing of the body."""


async def unpacked(chunks: AsyncIterator[bytes], encoding: str, limit: int) -> bytes:
    """The whole body, limited to ``limit`` bytes compressed and decompressed. ``encoding``: the Content-Encoding as sent.

    A body of several gzip members, which no server of ours sends, is refused. Raises UnpackError.
    """
    packing = encoding.strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip"):
        raise UnpackError("a content coding that was not asked for")
    gzip = zlib.decompressobj(16 + zlib.MAX_WBITS) if packing.endswith("gzip") else None
    parts: list[bytes] = []
    size = came = 0
    async for chunk in chunks:
        came += len(chunk)
        if gzip is None:
            part = chunk
        else:
            try:
                part = gzip.decompress(chunk, limit + 1 - size)
            except zlib.error:
                raise UnpackError("a broken content coding") from None
            if gzip.unused_data:  # zlib would collect whatever comes, and copy all of it for each new chunk
                raise UnpackError("a content coding with something behind its end")
        size += len(part)
        if size > limit or came > limit:
            raise UnpackError(f"body larger than {limit} bytes")
        parts.append(part)
    if gzip is not None and came and not gzip.eof:
        raise UnpackError("a content coding that ends too early")
    return b"".join(parts)


# httpcore and h11 tell a connection that ended too soon from an answer that is no HTTP by their words only.
_BROKEN = re.compile(r"disconnected without|closed connection without")
# OpenSSL's reasons where the other side has no version or cipher that is good enough.
_TOO_OLD = re.compile(
    r"UNSUPPORTED_PROTOCOL|ALERT_PROTOCOL_VERSION|ALERT_HANDSHAKE_FAILURE|ALERT_INSUFFICIENT_SECURITY|DH_KEY_TOO_SMALL"
    r"|UNSAFE_LEGACY_RENEGOTIATION_DISABLED"
)


_UNREACHABLE: Final = frozenset({ErrorCode.NO_NETWORK, ErrorCode.PROXY_FAILED})


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpLimits:
    """Seconds, and bytes of an unpacked body. ``connecting``: for proxy, name, TCP and TLS together."""

    connect: float = 5.0
    read: float = 20.0
    write: float = 10.0
    pool: float = 2.0
    connecting: float = 7.5
    total: float = 45.0
    body: int = 64 * 1024 * 1024


class HttpxClient:
    """One request, one answer: no redirects, no repeats, no cookies, no environment variables.

    ``proxy``: ``system``, ``none`` or a URL. ``ca_file``: certificates trusted besides the system's. ``transport``: for tests.
    """

    def __init__(
        self,
        clock: ServerClock,
        *,
        proxy: str = SYSTEM,
        proxy_for: ProxyFor = environment_only,
        ca_file: str = "",
        limits: HttpLimits | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._clock, self._ca_file, self._transport = clock, ca_file, transport
        self._proxies = ProxyChoice(proxy, clock, proxy_for)
        self._limits = limits or HttpLimits()
        self._trust: ssl.SSLContext | None = None
        self._clients: dict[str | None, httpx.AsyncClient] = {}

    async def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        form: Sequence[tuple[str, str]] | None = None,
        body: bytes | None = None,
        seconds: float | None = None,
    ) -> HttpResponse:
        """The errors hold the host's name and nothing else of the request."""
        origin = checked_origin(url)
        sent_headers = dict(headers or {})
        if form is not None:
            body = urlencode(list(form)).encode("ascii")
            sent_headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = asyncio.get_running_loop().time()
        ends = began + (self._limits.total if seconds is None else seconds)
        exchange = _Exchange(urlsplit(origin).hostname or "", min(began + self._limits.connecting, ends), ends)
        try:
            return await self._exchange(exchange, method, url, origin, sent_headers, body)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, TimeoutError, UnicodeError, UnpackError, AppError) as error:
            failure = error if isinstance(error, AppError) else exchange.failure(error)
        if failure.code in _UNREACHABLE and not exchange.connected:
            self._proxies.failed(origin, exchange.route)
        # Raised out here, so that it does not carry httpx's exception, which holds the request with its headers and body.
        raise failure

    async def aclose(self) -> None:
        clients, self._clients = list(self._clients.values()), {}
        for client in clients:
            await client.aclose()

    async def _exchange(
        self, exchange: _Exchange, method: str, url: str, origin: str, headers: Mapping[str, str], body: bytes | None
    ) -> HttpResponse:
        half_open: Any = None  # httpcore's stream while TLS is being set up
        try:
            async with asyncio.timeout_at(exchange.connected_by) as limit:

                async def trace(event: str, info: Mapping[str, Any]) -> None:
                    nonlocal half_open
                    if event.endswith(".connect_tcp.complete"):
                        half_open = info.get("return_value")
                    elif event.endswith(".start_tls.complete"):
                        half_open = None
                    # A CONNECT goes to the proxy: still on the way.
                    elif event == "http11.send_request_headers.started" and info["request"].method != b"CONNECT":
                        connected()

                def connected() -> None:
                    nonlocal half_open
                    exchange.connected, half_open = True, None
                    limit.reschedule(exchange.ends)

                exchange.proxied = True  # until it is known that there is none, the proxy is what to look at
                with contextlib.suppress(TimeoutError):  # a direct connection may still work
                    exchange.route = await self._proxies.choose(origin)
                    exchange.proxied = exchange.route is not None
                client = self._client(exchange.route)
                request = client.build_request(method, url, headers=headers, content=body, extensions={"trace": trace})
                if self._transport is not None:
                    connected()  # a transport of a test tells nothing of connecting
                sent_at = self._clock.local_now()
                response = await client.send(request, stream=True)
                try:
                    fresh = response.headers.get("age", "0") == "0"  # else it was kept on the way, and its date is old
                    date = response.headers.get("date", "") if fresh else ""
                    self._clock.observe(date, sent_at, self._clock.local_now(), origin)
                    packing = response.headers.get("content-encoding", "")
                    content = await unpacked(response.aiter_raw(), packing, self._limits.body)
                finally:
                    await response.aclose()
                lower = {name.lower(): value for name, value in response.headers.items()}
                return HttpResponse(status=response.status_code, headers=lower, body=content)
        finally:
            if half_open is not None:  # httpcore leaves it open when it is cancelled in the middle of a TLS handshake
                await half_open.aclose()

    def _client(self, proxy: str | None) -> httpx.AsyncClient:
        client = self._clients.get(proxy)
        if client is None:
            limits = self._limits
            client = self._clients[proxy] = httpx.AsyncClient(
                transport=self._transport or self._new_transport(proxy),
                trust_env=False,
                follow_redirects=False,
                headers={"User-Agent": f"Provesvar/{__version__}", "Accept-Encoding": "gzip"},
                timeout=httpx.Timeout(connect=limits.connect, read=limits.read, write=limits.write, pool=limits.pool),
            )
            client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        return client

    def _new_transport(self, proxy: str | None) -> httpx.AsyncHTTPTransport:
        try:
            return httpx.AsyncHTTPTransport(
                verify=self._trusted(),
                trust_env=False,
                http1=True,
                http2=False,
                proxy=proxy,
                limits=httpx.Limits(max_connections=20, max_keepalive_connections=10, keepalive_expiry=15.0),
            )
        except (ValueError, ImportError, httpx.InvalidURL):  # a scheme that is not supported, e.g. SOCKS
            failure = AppError(ErrorCode.PROXY_FAILED, "the proxy's address cannot be used")
        raise failure  # out here, without what holds that address, and perhaps a password

    def _trusted(self) -> ssl.SSLContext:
        """The system's certificates (a clinic may inspect TLS with its own), and the configured ones. Built once: 34 ms."""
        if self._trust is None:
            trust = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            trust.minimum_version = ssl.TLSVersion.TLSv1_2
            if self._ca_file:
                try:
                    trust.load_verify_locations(cafile=self._ca_file)
                except OSError as error:  # ssl.SSLError is one
                    raise AppError(
                        ErrorCode.SETTINGS_INVALID,
                        f"certificates not readable: {type(error).__name__}",
                        params={"file": self._ca_file, "setting": "network.ca_file"},
                    ) from None
            self._trust = trust
        return self._trust


@dataclass(slots=True)
class _Exchange:
    """The progress of a request, for the text of a failure. ``connected_by``, ``ends``: times of the loop."""

    host: str
    connected_by: float
    ends: float
    route: str | None = field(default=None, repr=False)  # a proxy's URL may hold a password
    proxied: bool = False
    connected: bool = False

    def failure(self, error: Exception) -> AppError:
        return AppError(
            self._code(error),
            f"{error if isinstance(error, UnpackError) else type(error).__name__} at {self.host}",
            params={"host": self.host, "sent": "yes" if self.connected else "no"},
        )

    def _code(self, error: Exception) -> ErrorCode:
        unreachable = ErrorCode.PROXY_FAILED if self.proxied else ErrorCode.NO_NETWORK
        match error:
            case httpx.ProxyError():
                return ErrorCode.PROXY_FAILED
            case httpx.ConnectTimeout() | httpx.ConnectError():
                return _tls_code(error) or unreachable
            case httpx.TimeoutException():
                return ErrorCode.TIMEOUT
            case httpx.NetworkError():
                return ErrorCode.NO_NETWORK
            case httpx.LocalProtocolError() | httpx.UnsupportedProtocol() | httpx.InvalidURL():
                return ErrorCode.INTERNAL
            case TimeoutError():
                return ErrorCode.TIMEOUT if self.connected or self.ends <= self.connected_by else unreachable
            case UnicodeError():  # a host name that cannot be one
                return ErrorCode.NO_NETWORK
            case httpx.RemoteProtocolError() if _BROKEN.search(str(error)):
                return ErrorCode.CONNECTION_BROKEN
            case _:
                return ErrorCode.UNEXPECTED_ANSWER


def _tls_code(error: BaseException | None) -> ErrorCode | None:
    """The error code of a failed TLS handshake; None where that was not the cause, or the peer only hung up."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return ErrorCode.TLS_REJECTED
        if isinstance(error, ssl.SSLError) and not isinstance(error, ssl.SSLEOFError):
            return ErrorCode.TLS_TOO_OLD if _TOO_OLD.search(error.reason or "") else ErrorCode.UNEXPECTED_ANSWER
        error = error.__cause__ or error.__context__
    return None
