from __future__ import annotations

import asyncio
import socket
import threading
import urllib.parse
from typing import Any

import httpx
import pytest

from provesvar_gui import __version__
from provesvar_gui.errors import ErrorCode
from provesvar_gui.platform.http_client import HttpLimits
from tests.kit.loop import run
from tests.unit.platform.loopback_server import Clients, failure, plain, reply, serve


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

    client = make(transport=httpx.MockTransport(answer))
    assert (await failure(client, url)).code is ErrorCode.INTERNAL


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
            client = make(limits=limits)
            assert (await failure(client, "https://pps.example/")).code is ErrorCode.NO_NETWORK
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
