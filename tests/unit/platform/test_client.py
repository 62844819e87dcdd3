from __future__ import annotations

import asyncio
import contextlib
import gzip
import socket
import ssl
import struct
import threading
import tracemalloc
import urllib.parse
import warnings
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui import __version__
from provesvar_gui.errors import ErrorCode
from provesvar_gui.platform.clock import ServerClock, SystemClock
from provesvar_gui.platform.http_client import (
    HttpLimits,
    HttpxClient,
    ProxyChoice,
    UnpackError,
    prefer_environment,
    unpacked,
)
from tests.kit.clock import FakeClock
from tests.kit.loop import run
from tests.unit.platform.loopback_server import Answer, Clients, certificate, failure, plain, reply, serve, silence


async def test_form_headers_and_answer(make: Clients) -> None:
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


async def test_no_cookies_are_kept(make: Clients) -> None:
    client = make()
    async with serve(plain(b"", "Set-Cookie: a=b; Path=/\r\nConnection: close\r\n")) as server:
        for _ in range(2):
            await client.request("GET", f"http://127.0.0.1:{server.port}/")
        assert len(server.requests) == 2
        assert all(b"cookie" not in request.lower() for request in server.requests)


@pytest.mark.hazard("S7")
@pytest.mark.requirement("R1")
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
async def test_urls_that_are_never_called(url: str, make: Clients) -> None:
    def answer(_request: httpx.Request) -> httpx.Response:
        raise AssertionError("called")

    assert (await failure(make(transport=httpx.MockTransport(answer)), url)).code is ErrorCode.INTERNAL


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (reply(b""), ErrorCode.CONNECTION_BROKEN),
        (reply(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd"), ErrorCode.UNEXPECTED_ANSWER),
        (plain(b"x" * 2000), ErrorCode.UNEXPECTED_ANSWER),
    ],
    ids=["no-answer", "bad-gzip", "oversized"],
)
async def test_bad_answers(answer: Any, code: ErrorCode, make: Clients) -> None:
    client = make(limits=HttpLimits(body=1000))
    async with serve(answer) as server:
        url = f"http://127.0.0.1:{server.port}/secret-path?q=secret"
        error = await failure(client, url, headers={"Authorization": "DPoP secret-token"})
        assert error.code is code
        assert "secret" not in f"{error!r} {error}"
        assert error.__cause__ is None
        assert error.__context__ is None


def test_unknown_name_and_impossible_name(make: Clients) -> None:
    def resolver(*_: object) -> list[Any]:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    async def work() -> None:
        client = make()
        error = await failure(client, "https://pps.example/")
        assert (error.code, error.params) == (ErrorCode.NO_NETWORK, {"host": "pps.example", "sent": "no"})
        assert (await failure(client, f"https://{'a' * 70}.example/")).code is ErrorCode.NO_NETWORK
        await make.aclose()

    run(work(), resolver)


def test_a_resolver_that_hangs_is_no_network(make: Clients) -> None:
    release = threading.Event()

    def resolver(*_: object) -> list[Any]:
        release.wait()
        return []

    async def work() -> None:
        for limits in (HttpLimits(connect=0.05), HttpLimits(connecting=0.05)):
            assert (await failure(make(limits=limits), "https://pps.example/")).code is ErrorCode.NO_NETWORK
        await make.aclose()

    run(work(), resolver)
    release.set()


async def test_a_tls_handshake_that_never_ends_is_no_network(make: Clients) -> None:
    gone: asyncio.Queue[None] = asyncio.Queue()

    async def mute(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()
        await writer.wait_closed()
        gone.put_nowait(None)

    listener = await asyncio.start_server(mute, "127.0.0.1", 0)
    client = make(limits=HttpLimits(connecting=0.1))
    url = f"https://127.0.0.1:{listener.sockets[0].getsockname()[1]}/"
    for seconds, code in ((None, ErrorCode.NO_NETWORK), (0.05, ErrorCode.TIMEOUT)):
        assert (await failure(client, url, seconds=seconds)).code is code
        async with asyncio.timeout(5):
            await gone.get()  # the socket is closed at once, not when the garbage is collected
    listener.close()


async def test_slow_headers_read_limit_and_total_limit(make: Clients) -> None:
    async with serve(silence) as server:
        url = f"http://127.0.0.1:{server.port}/"
        for limits, seconds in ((HttpLimits(read=0.05), None), (HttpLimits(total=0.05), None), (HttpLimits(), 0.05)):
            assert (await failure(make(limits=limits), url, seconds=seconds)).code is ErrorCode.TIMEOUT, limits


async def test_the_limit_for_connecting_ends_when_the_request_goes(make: Clients) -> None:
    go_on = asyncio.Event()

    async def late(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await go_on.wait()
        await plain(b"late")(_reader, writer)

    client = make(limits=HttpLimits(connecting=1.0))
    async with serve(late) as server:
        asyncio.get_running_loop().call_later(1.2, go_on.set)
        assert (await client.request("GET", f"http://127.0.0.1:{server.port}/")).body == b"late"


async def test_cancel_closes_the_socket(make: Clients) -> None:
    client = make()
    async with serve(silence) as server:
        task = asyncio.create_task(client.request("GET", f"http://127.0.0.1:{server.port}/"))
        await server.asked.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        async with asyncio.timeout(5):
            await server.closed.wait()


@pytest.mark.hazard("S7")
@pytest.mark.requirement("R1", "R41")
async def test_tls_untrusted_trusted_and_wrong_name(tmp_path: Path, make: Clients) -> None:
    context, ca_file = certificate(tmp_path)
    other_context, other_file = certificate(tmp_path, "other.example")
    async with serve(plain(b"ok"), context) as server, serve(plain(), other_context) as other:
        url, other_url = (f"https://localhost:{port}/" for port in (server.port, other.port))
        untrusting, trusting, trusting_other = make(), make(ca_file=ca_file), make(ca_file=other_file)
        assert (await failure(untrusting, url)).code is ErrorCode.TLS_REJECTED
        assert (await trusting.request("GET", url)).body == b"ok"
        assert (await failure(trusting_other, other_url)).code is ErrorCode.TLS_REJECTED
        assert other.requests == []
    error = await failure(make(ca_file=str(tmp_path / "missing.pem")), "https://localhost:1/")
    assert error.code is ErrorCode.SETTINGS_INVALID
    assert error.params["setting"] == "network.ca_file"


async def test_a_proxy_that_is_not_there_refuses_or_is_no_proxy(make: Clients) -> None:
    async with serve(plain(b"", "", "407 Proxy Authentication Required")) as proxy:
        there = f"http://127.0.0.1:{proxy.port}"
        assert (await failure(make(proxy=there), "https://pps.example/secret")).code is ErrorCode.PROXY_FAILED
        assert proxy.requests[0].startswith(b"CONNECT pps.example:443 HTTP/1.1\r\n")
        assert b"secret" not in proxy.requests[0]
    for gone in (there, "ftp://127.0.0.1:1"):
        assert (await failure(make(proxy=gone), "https://pps.example/")).code is ErrorCode.PROXY_FAILED, gone


@pytest.mark.parametrize(("age", "tells"), [("Age: 7200", False), ("Age: nonsense", False), ("Age: 0", True), ("X: 1", True)])
async def test_a_kept_answer_tells_no_time(age: str, tells: bool) -> None:
    """Its Date is of when it was made, and a store on the way (RFC 9111 5.1) says that by Age: 0 in one that it has just got."""

    told: list[float] = []
    clock = ServerClock(SystemClock(), on_measured=told.append)
    client = HttpxClient(clock, proxy="none")
    async with serve(plain(b"", f"Date: Wed, 21 Oct 2015 07:28:00 GMT\r\n{age}\r\n")) as server:
        await client.request("GET", f"http://127.0.0.1:{server.port}/")
    assert told == [clock.offset_seconds] * tells
    assert (abs(clock.now() - 1445412480) < 5) is tells


def reset(writer: asyncio.StreamWriter) -> None:
    """Hang up so that the other side cannot take it for an end."""
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def tunnel_to(port: int) -> Answer:
    """What a proxy does after CONNECT: carry bytes both ways, whatever host was asked for."""

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        back = asyncio.create_task(carry(far_reader, writer))
        back.add_done_callback(lambda ended: writer.close() if ended.cancelled() or not ended.exception() else reset(writer))
        try:
            await carry(reader, far_writer)
        finally:
            far_writer.transport.abort()
            back.cancel()
            with contextlib.suppress(asyncio.CancelledError, ConnectionError):
                await back

    return answer


@pytest.mark.hazard("S7")
async def test_through_a_proxy_only_the_host_is_seen(tmp_path: Path, make: Clients) -> None:
    context, ca_file = certificate(tmp_path, "pps.example")
    async with serve(plain(b"ok"), context) as server, serve(tunnel_to(server.port)) as proxy:
        client = make(proxy=f"http://127.0.0.1:{proxy.port}", ca_file=ca_file)
        answer = await client.request("POST", "https://pps.example/a", headers={"Authorization": "DPoP secret"}, body=b"secret")
        assert answer.body == b"ok"
        assert b"secret" in server.requests[0]
        assert b"secret" not in proxy.requests[0]
        assert proxy.requests[0].startswith(b"CONNECT pps.example:443")


async def test_the_next_request_goes_the_next_way_where_nothing_could_be_reached(tmp_path: Path, make: Clients) -> None:
    """A script's list in which the first proxy is not there, the second cannot be used, and the third refuses."""

    context, ca_file = certificate(tmp_path, "pps.example")
    refusing = plain(b"", "", "502 Bad Gateway")
    async with (
        serve(plain(b"ok", "Connection: close\r\n"), context) as server,
        serve(tunnel_to(server.port)) as good,
        serve(refusing) as bad,
    ):
        ways = ["http://127.0.0.1:1", "socks5://127.0.0.1:1", f"http://127.0.0.1:{bad.port}", f"http://127.0.0.1:{good.port}"]
        client = make(proxy="system", proxy_for=lambda _url: ways, ca_file=ca_file)
        for _ in range(3):
            assert (await failure(client, "https://pps.example/a")).code is ErrorCode.PROXY_FAILED
        for _ in range(2):
            assert (await client.request("POST", "https://pps.example/a", body=b"once")).body == b"ok"
        assert (len(server.requests), len(bad.requests)) == (2, 1)


@pytest.mark.hazard("S56")
async def test_what_has_gone_out_is_not_sent_by_another_way(tmp_path: Path, make: Clients) -> None:
    context, ca_file = certificate(tmp_path, "pps.example")

    async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        reset(writer)

    async with serve(hang_up, context) as server, serve(tunnel_to(server.port)) as first, serve(tunnel_to(server.port)) as other:
        ways = [f"http://127.0.0.1:{proxy.port}" for proxy in (first, other)]
        client = make(proxy="system", proxy_for=lambda _url: ways, ca_file=ca_file)
        assert (await failure(client, "https://pps.example/a")).params["sent"] == "yes"
        assert len(server.requests) == 1


async def test_a_way_that_cannot_be_used_is_the_proxys_failure(make: Clients) -> None:
    client = make(proxy="system", proxy_for=lambda _url: ("socks5://kari:hunter2@127.0.0.1:1", None))
    error = await failure(client, "https://pps.invalid/a")
    assert error.code is ErrorCode.PROXY_FAILED
    assert "hunter2" not in f"{error!r} {error.detail} {dict(error.params)}"


@pytest.mark.requirement("R1")
@pytest.mark.parametrize(
    ("version", "ciphers"),
    [
        (ssl.TLSVersion.TLSv1, "ALL:@SECLEVEL=0"),
        (ssl.TLSVersion.TLSv1_1, "ALL:@SECLEVEL=0"),
        (ssl.TLSVersion.TLSv1_2, "AES128-SHA:@SECLEVEL=0"),
    ],
    ids=["TLS 1.0", "TLS 1.1", "a cipher without forward secrecy"],
)
async def test_what_is_too_old_is_refused_as_such(tmp_path: Path, version: ssl.TLSVersion, ciphers: str, make: Clients) -> None:
    context, ca_file = certificate(tmp_path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that TLS 1.1 is old is the point
        context.minimum_version = context.maximum_version = version
    context.set_ciphers(ciphers)

    def greet(listener: socket.socket) -> None:  # asyncio's own server would swallow the alert
        connection, _ = listener.accept()
        with connection, contextlib.suppress(ssl.SSLError):
            context.wrap_socket(connection, server_side=True)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        greeting = asyncio.ensure_future(asyncio.to_thread(greet, listener))
        refused = await failure(make(ca_file=ca_file), f"https://localhost:{listener.getsockname()[1]}/")
        await greeting
    assert refused.code is ErrorCode.TLS_TOO_OLD


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, "asked"),
        ({"http": "http://p:1"}, "asked"),  # it says nothing of https
        ({"https": "p:1"}, "http://p:1"),
        ({"all": "http://q:2"}, "http://q:2"),
        ({"https": "http://p:1", "no": "pps.example"}, None),
        ({"https": "http://p:1", "no": "other.example"}, "http://p:1"),
        ({"no": "pps.example"}, "asked"),
    ],
)
def test_the_environment_comes_before_the_system(variables: dict[str, str], expected: str | None) -> None:
    assert prefer_environment(lambda _url: "asked", lambda: variables)("https://pps.example/") == expected


async def test_a_way_that_failed_is_the_last_for_five_minutes() -> None:
    clock, asked = FakeClock(), list[str]()

    def ways(url: str) -> tuple[str | None, ...]:
        asked.append(url)
        return "http://a:1", "http://b:2", None

    choice = ProxyChoice("system", clock, ways)
    assert [await choice.choose("https://x") for _ in range(2)] == ["http://a:1"] * 2
    assert asked == ["https://x/"]
    choice.failed("https://x", "http://a:1")
    assert await choice.choose("https://x") == await choice.choose("https://other") == "http://b:2"
    assert asked == ["https://x/"] * 2 + ["https://other/"], "the network may have changed"
    clock.seconds += 299
    assert await choice.choose("https://x") == "http://b:2"
    clock.seconds += 2
    assert await choice.choose("https://x") == "http://a:1"


async def test_a_system_that_fails_is_not_asked_again_for_every_request(caplog: pytest.LogCaptureFixture) -> None:
    asked = 0
    clock = FakeClock()

    def broken(_url: str) -> Sequence[str | None]:
        nonlocal asked
        asked += 1
        raise OSError("http://kari:hunter2@proxy.example")

    choice = ProxyChoice("system", clock, broken)
    for _ in range(3):
        with pytest.raises(TimeoutError):
            await choice.choose("https://x")
    assert asked == 1
    clock.seconds += 61
    with pytest.raises(TimeoutError):
        await choice.choose("https://x")
    assert asked == 2
    assert "OSError" in caplog.text
    assert "hunter2" not in caplog.text


# -- a body is never unpacked beyond its limit, however little of it came over the wire


async def pieces(content: bytes, size: int) -> AsyncIterator[bytes]:
    for at in range(0, len(content), size):
        yield content[at : at + size]


def read(content: bytes, encoding: str, *, limit: int = 10_000, size: int = 7) -> bytes:
    return asyncio.run(unpacked(pieces(content, size), encoding, limit))


@given(st.binary(max_size=2000), st.integers(1, 500), st.sampled_from(["gzip", "x-gzip", " GZIP "]))
def test_what_was_packed_comes_out(content: bytes, size: int, encoding: str) -> None:
    assert read(gzip.compress(content), encoding, size=size) == content
    assert read(content, "", size=size) == read(content, "identity", size=size) == content


@pytest.mark.hazard("S8")
def test_a_bomb_takes_no_more_memory_than_the_limit() -> None:
    bomb = gzip.compress(bytes(200_000_000), 9)
    tracemalloc.start()
    with pytest.raises(UnpackError, match="larger than 100000 bytes"):
        read(bomb, "gzip", limit=100_000, size=len(bomb))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000


@pytest.mark.parametrize("behind", [bytes(65536), b"{}", gzip.compress(b"x")[:5], gzip.compress(b"x")])
def test_what_comes_behind_the_packed_body_is_refused_and_not_collected(behind: bytes) -> None:
    """zlib would keep all of it, and copy it anew for each piece: 100 MB took 38 s and stopped the window."""
    came = 0

    async def chunks() -> AsyncIterator[bytes]:
        nonlocal came
        yield gzip.compress(b"{}")
        for _ in range(100):
            came += 1
            yield behind

    with pytest.raises(UnpackError, match="content coding"):
        asyncio.run(unpacked(chunks(), "gzip", 1_000_000))
    assert came == 1


def test_what_is_packed_counts_as_well() -> None:
    flush = b"\0\0\0\xff\xff"  # an empty stored block: comes to nothing
    with pytest.raises(UnpackError, match="body larger than 10000 bytes"):
        read(gzip.compress(b"")[:10] + flush * 3000, "gzip", size=1000)
