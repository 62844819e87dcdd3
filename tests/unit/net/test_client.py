from __future__ import annotations

import asyncio
import gzip
import socket
import threading
import urllib.parse
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from provesvar_gui import __version__
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.net.client import HttpxClient, Limits
from provesvar_gui.net.clock import ServerClock, SystemClock
from provesvar_gui.net.loop import DaemonLoop, Resolver
from tests.unit.net.loopback_server import certificate, plain, reply, serve, silence

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from provesvar_gui.net.http import Http


def make(**arguments: Any) -> HttpxClient:
    return HttpxClient(ServerClock(SystemClock()), **{"proxy": "none", **arguments})


def run(work: Callable[[], Coroutine[Any, Any, None]], resolver: Resolver = socket.getaddrinfo) -> None:
    with asyncio.Runner(loop_factory=lambda: DaemonLoop(resolver)) as runner:
        runner.run(work())


async def failure(client: Http, url: str, **arguments: Any) -> AppError:
    try:
        answer = await client.request("GET", url, **arguments)
    except AppError as error:
        return error
    raise AssertionError(f"answered {answer.status}")


def test_it_is_an_http() -> None:
    http: Http = make()
    assert http is not None


def test_form_headers_and_answer() -> None:
    async def work() -> None:
        client = make()
        async with serve(plain(b'{"a":1}', "X-One: 1\r\nX-One: 2\r\nDPoP-Nonce: n\r\n", "401 Unauthorized")) as server:
            answer = await client.request(
                "POST",
                f"http://127.0.0.1:{server.port}/a/b",
                headers={"DPoP": "proof", "person-id": "x"},
                form=[("resource", "æ b"), ("resource", "c&d")],
            )
            assert answer.status == 401
            assert answer.headers["dpop-nonce"] == "n"
            assert answer.headers["x-one"] == "1, 2"
            assert answer.body == b'{"a":1}'
            head, body = server.requests[0].split(b"\r\n\r\n")
        assert head.startswith(b"POST /a/b HTTP/1.1\r\n")
        assert f"User-Agent: Provesvar/{__version__}".encode() in head
        assert b"DPoP: proof" in head
        assert b"Content-Type: application/x-www-form-urlencoded" in head
        assert urllib.parse.parse_qsl(body.decode()) == [("resource", "æ b"), ("resource", "c&d")]
        assert "proof" not in repr(answer)
        await client.aclose()

    run(work)


def test_body_as_it_is() -> None:
    async def work() -> None:
        client = make()
        async with serve(plain()) as server:
            await client.request(
                "POST", f"http://localhost:{server.port}/", headers={"Content-Type": "application/json"}, body=b"[]"
            )
            assert server.requests[0].endswith(b"\r\n\r\n[]")
        await client.aclose()

    run(work)


def test_redirects_are_not_followed() -> None:
    async def work() -> None:
        client = make()
        async with serve(plain()) as target:
            location = f"Location: http://127.0.0.1:{target.port}/\r\n"
            async with serve(plain(b"", location, "302 Found")) as server:
                answer = await client.request("GET", f"http://127.0.0.1:{server.port}/")
            assert answer.status == 302
            assert target.requests == []
        await client.aclose()

    run(work)


def test_no_cookies_are_kept() -> None:
    async def work() -> None:
        client = make()
        async with serve(plain(b"", "Set-Cookie: a=b; Path=/\r\nConnection: close\r\n")) as server:
            for _ in range(2):
                await client.request("GET", f"http://127.0.0.1:{server.port}/")
            assert len(server.requests) == 2
            assert all(b"cookie" not in request.lower() for request in server.requests)
        await client.aclose()

    run(work)


@pytest.mark.parametrize(
    "url",
    [
        "http://helseid-sts.nhn.no/",
        "http://127.0.0.1.example.no/",
        "ftp://localhost/",
        "https://user:pass@pps.nhn.no/",
        "https:///path",
        "https://pps.nhn.no:port/",
        "file:///etc/passwd",
        "",
    ],
)
def test_urls_that_are_never_called(url: str) -> None:
    async def work() -> None:
        def answer(_request: httpx.Request) -> httpx.Response:
            raise AssertionError("called")

        client = make(transport=httpx.MockTransport(answer))
        assert (await failure(client, url)).code is ErrorCode.INTERNAL

    run(work)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (reply(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"), ErrorCode.UNEXPECTED_ANSWER),
        (reply(b"SSH-2.0-OpenSSH\r\n\r\n"), ErrorCode.UNEXPECTED_ANSWER),
        (reply(b""), ErrorCode.UNEXPECTED_ANSWER),
        (reply(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd"), ErrorCode.UNEXPECTED_ANSWER),
        (plain(b"x" * 2000), ErrorCode.UNEXPECTED_ANSWER),
        (plain(gzip.compress(b"x" * 2000), "Content-Encoding: gzip\r\n"), ErrorCode.UNEXPECTED_ANSWER),
    ],
    ids=["half-body", "not-http", "no-answer", "bad-gzip", "oversized", "oversized-unpacked"],
)
def test_bad_answers(answer: Any, code: ErrorCode) -> None:
    async def work() -> None:
        client = make(limits=Limits(body=1000))
        async with serve(answer) as server:
            url = f"http://127.0.0.1:{server.port}/secret-path?q=secret"
            error = await failure(client, url, headers={"Authorization": "DPoP secret-token"})
            assert error.code is code
            assert "secret" not in f"{error!r} {error}"
            assert error.__cause__ is None
            assert error.__context__ is None
        await client.aclose()

    run(work)


def test_reset() -> None:
    async def work() -> None:
        async def reset(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            raw = writer.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
            writer.transport.abort()

        client = make()
        async with serve(reset) as server:
            error = await failure(client, f"http://127.0.0.1:{server.port}/")
            assert error.code is ErrorCode.NO_NETWORK
        await client.aclose()

    run(work)


def test_nobody_listens() -> None:
    async def work() -> None:
        client = make()
        async with serve(plain()) as server:
            port = server.port
        error = await failure(client, f"http://127.0.0.1:{port}/")
        assert error.code is ErrorCode.NO_NETWORK
        assert error.params == {"host": "127.0.0.1", "sent": "no"}
        await client.aclose()

    run(work)


def test_unknown_name_and_impossible_name() -> None:
    def resolver(*_: object) -> list[Any]:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    async def work() -> None:
        client = make()
        assert (await failure(client, "https://pps.example/")).code is ErrorCode.NO_NETWORK
        assert (await failure(client, f"https://{'a' * 70}.example/")).code is ErrorCode.NO_NETWORK
        await client.aclose()

    run(work, resolver)


def test_a_resolver_that_hangs_is_no_network() -> None:
    release = threading.Event()

    def resolver(*_: object) -> list[Any]:
        release.wait()
        return []

    async def work() -> None:
        for limits in (Limits(connect=0.05), Limits(connecting=0.05)):
            client = make(limits=limits)
            assert (await failure(client, "https://pps.example/")).code is ErrorCode.NO_NETWORK
            await client.aclose()

    run(work, resolver)
    release.set()


def test_a_tls_handshake_that_never_ends_is_no_network() -> None:
    async def work() -> None:
        gone: asyncio.Queue[None] = asyncio.Queue()

        async def mute(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read()
            writer.close()
            await writer.wait_closed()
            gone.put_nowait(None)

        listener = await asyncio.start_server(mute, "127.0.0.1", 0)
        client = make(limits=Limits(connecting=0.1))
        url = f"https://127.0.0.1:{listener.sockets[0].getsockname()[1]}/"
        for seconds, code in ((None, ErrorCode.NO_NETWORK), (0.05, ErrorCode.TIMEOUT)):
            assert (await failure(client, url, seconds=seconds)).code is code
            async with asyncio.timeout(5):
                await gone.get()  # the socket is closed at once, not when the garbage is collected
        await client.aclose()
        listener.close()

    run(work)


def test_slow_headers_read_limit_and_total_limit() -> None:
    async def work() -> None:
        async with serve(silence) as server:
            url = f"http://127.0.0.1:{server.port}/"
            client = make(limits=Limits(read=0.05))
            assert (await failure(client, url)).code is ErrorCode.TIMEOUT
            await client.aclose()
            client = make(limits=Limits(total=0.05))
            assert (await failure(client, url)).code is ErrorCode.TIMEOUT
            await client.aclose()
            client = make()
            assert (await failure(client, url, seconds=0.05)).code is ErrorCode.TIMEOUT
            await client.aclose()

    run(work)


def test_the_limit_for_connecting_ends_when_the_request_goes() -> None:
    async def work() -> None:
        go_on = asyncio.Event()

        async def late(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await go_on.wait()
            await plain(b"late")(_reader, writer)

        client = make(limits=Limits(connecting=1.0))
        async with serve(late) as server:
            asyncio.get_running_loop().call_later(1.2, go_on.set)
            assert (await client.request("GET", f"http://127.0.0.1:{server.port}/")).body == b"late"
        await client.aclose()

    run(work)


def test_cancel_closes_the_socket() -> None:
    async def work() -> None:
        client = make()
        async with serve(silence) as server:
            task = asyncio.create_task(client.request("GET", f"http://127.0.0.1:{server.port}/"))
            await server.asked.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            async with asyncio.timeout(5):
                await server.closed.wait()
        await client.aclose()

    run(work)


def test_tls_untrusted_trusted_and_wrong_name(tmp_path: Path) -> None:
    async def work() -> None:
        context, ca_file = certificate(tmp_path)
        other_context, other_file = certificate(tmp_path, "other.example")
        async with serve(plain(b"ok"), context) as server, serve(plain(), other_context) as other:
            url, other_url = (f"https://localhost:{port}/" for port in (server.port, other.port))
            untrusting, trusting, trusting_other = make(), make(ca_file=ca_file), make(ca_file=other_file)
            assert (await failure(untrusting, url)).code is ErrorCode.TLS_REJECTED
            assert (await trusting.request("GET", url)).body == b"ok"
            assert (await failure(trusting_other, other_url)).code is ErrorCode.TLS_REJECTED
            assert other.requests == []
            for client in (untrusting, trusting, trusting_other):
                await client.aclose()
        broken = make(ca_file=str(tmp_path / "missing.pem"))
        error = await failure(broken, "https://localhost:1/")
        assert error.code is ErrorCode.SETTINGS_INVALID
        assert error.params["setting"] == "network.ca_file"

    run(work)


def test_a_proxy_that_is_not_there_refuses_or_is_no_proxy() -> None:
    async def work() -> None:
        async with serve(plain(b"", "", "407 Proxy Authentication Required")) as proxy:
            client = make(proxy=f"http://127.0.0.1:{proxy.port}")
            assert (await failure(client, "https://pps.example/secret")).code is ErrorCode.PROXY_FAILED
            assert proxy.requests[0].startswith(b"CONNECT pps.example:443 HTTP/1.1\r\n")
            assert b"secret" not in proxy.requests[0]
            await client.aclose()
        client = make(proxy=f"http://127.0.0.1:{proxy.port}")
        assert (await failure(client, "https://pps.example/")).code is ErrorCode.PROXY_FAILED
        await client.aclose()
        client = make(proxy="socks5://127.0.0.1:1")
        assert (await failure(client, "https://pps.example/")).code is ErrorCode.PROXY_FAILED
        client = make(proxy="ftp://127.0.0.1:1")
        assert (await failure(client, "https://pps.example/")).code is ErrorCode.PROXY_FAILED

    run(work)


def test_this_machine_is_never_reached_through_a_proxy() -> None:
    async def work() -> None:
        client = make(proxy="http://127.0.0.1:1")
        async with serve(plain(b"ok")) as server:
            assert (await client.request("GET", f"http://127.0.0.1:{server.port}/")).body == b"ok"
        await client.aclose()

    run(work)


def test_the_system_is_asked_for_the_origin_only_and_on_a_thread_of_its_own() -> None:
    async def work() -> None:
        asked: list[tuple[str, bool]] = []

        def proxy_for(url: str) -> str | None:
            asked.append((url, threading.current_thread().daemon and threading.current_thread() is not threading.main_thread()))
            return None

        client = make(
            proxy="system", proxy_for=proxy_for, transport=httpx.MockTransport(lambda _request: httpx.Response(204, text=""))
        )
        for _ in range(2):
            await client.request("GET", "https://pps.example:8443/a?q=1")
        assert asked == [("https://pps.example:8443/", True)]

    run(work)


def test_what_the_transport_of_a_test_raises_is_mapped() -> None:
    async def work() -> None:
        for raised, code in (
            (httpx.ProxyError("x"), ErrorCode.PROXY_FAILED),
            (httpx.PoolTimeout("x"), ErrorCode.TIMEOUT),
            (httpx.WriteError("x"), ErrorCode.NO_NETWORK),
            (httpx.TooManyRedirects("x"), ErrorCode.UNEXPECTED_ANSWER),
        ):

            def answer(_request: httpx.Request, raised: Exception = raised) -> httpx.Response:
                raise raised

            client = make(transport=httpx.MockTransport(answer))
            assert (await failure(client, "https://pps.example/")).code is code

    run(work)


def test_a_header_that_cannot_be_sent_is_our_mistake() -> None:
    async def work() -> None:
        client = make()
        async with serve(plain()) as server:
            for value in ("a\r\nb: c", "æ€"):
                error = await failure(client, f"http://127.0.0.1:{server.port}/", headers={"access-basis": value})
                assert error.code is ErrorCode.INTERNAL
                assert value not in f"{error!r}"
            assert server.requests == []
        await client.aclose()

    run(work)


def test_the_servers_clock_is_observed_per_origin() -> None:
    async def work() -> None:
        wrong: list[float] = []
        clock = ServerClock(SystemClock(), on_wrong=wrong.append)
        client = HttpxClient(clock, proxy="none")
        async with serve(plain(b"", "Date: Wed, 21 Oct 2015 07:28:00 GMT\r\n")) as server:
            await client.request("GET", f"http://127.0.0.1:{server.port}/")
            assert abs(clock.now() - 1445412480) < 5
            assert clock.offset_of(f"http://127.0.0.1:{server.port}") == clock.offset_seconds
            assert len(wrong) == 1
        await client.aclose()

    run(work)
