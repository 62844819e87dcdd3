"""The loopback listener against browsers, strangers and noise."""

from __future__ import annotations

import asyncio
import base64
import errno
import hashlib
import re
import socket
import struct
import sys
from functools import partial
from urllib.parse import urlsplit

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.loopback import Loopback, listen
from provesvar_gui.platform.peer import of_our_user, read_tables
from tests.kit.errors import app_error
from tests.kit.loop import run
from tests.unit.helseid.kit import ask, judge, refusing, send

ANY_PORT = ("http://localhost:0/callback",)


def request(port: int, line: str = "GET /callback?state=right&code=c HTTP/1.1", host: str = "", extra: str = "") -> bytes:
    return f"{line}\r\nHost: {host or f'localhost:{port}'}\r\n{extra}\r\n".encode()


@pytest.mark.hazard("S4", "S6")
@pytest.mark.requirement("R22", "R32")
@pytest.mark.parametrize(
    ("before", "query", "status", "words"),
    [
        ("", "state=right&code=secret-code", 200, "kontrollerer innloggingen"),
        ("", "state=wrong&code=secret-code", 400, "hører ikke til innloggingen"),
        ("state=right&code=first", "state=right&code=secret-code", 410, "allerede besvart"),
        ("", "state=right&code=secret-code&code=secret-code", 400, "Ugyldig forespørsel"),
        ("", "state=right&code=secret-code&x=" + "x" * 20_000, 400, "Ugyldig forespørsel"),
    ],
    ids=["taken", "of another login", "a second one", "malformed", "too large"],
)
def test_the_page_is_static_and_locked_down(before: str, query: str, status: int, words: str) -> None:
    async def scenario() -> bytes:
        async with Loopback[str](ANY_PORT, judge) as listener:
            if before:
                await ask(f"{listener.redirect_uri}?{before}")
            return await ask(f"{listener.redirect_uri}?{query}")

    head, _, body = run(scenario()).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 %d " % status)
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in head.decode().split("\r\n")[1:])}
    assert b"secret-code" not in head + body
    assert int(headers["content-length"]) == len(body)
    assert headers["connection"] == "close"
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    scripts = re.findall(rb"<script>(.*?)</script>", body, re.DOTALL)
    assert scripts == [b'history.replaceState(null, "", location.pathname);']
    assert f"script-src 'sha256-{base64.b64encode(hashlib.sha256(scripts[0]).digest()).decode()}'" in policy
    assert "unsafe" not in policy
    assert words in body.decode()
    assert "$" not in body.decode()


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
async def test_localhost_is_answered_in_both_families(address: str) -> None:
    async with Loopback[str](ANY_PORT, judge) as listener:
        port = urlsplit(listener.redirect_uri).port or 0
        try:
            got = await send(port, request(port), family=address)
        except OSError:
            pytest.skip("this machine has no IPv6")
        assert got.startswith(b"HTTP/1.1 200 ")


@pytest.mark.hazard("S3")
async def test_taken_ports_are_passed_over_and_named_when_there_is_none() -> None:
    with socket.socket() as first, socket.socket(socket.AF_INET6) as second, socket.socket() as free:
        first.bind(("127.0.0.1", 0))
        first.listen()
        try:
            second.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            second.bind(("::1", 0))
            second.listen()
        except OSError:
            pytest.skip("this machine has no IPv6")
        free.bind(("127.0.0.1", 0))
        taken, taken_in_6, port = (sock.getsockname()[1] for sock in (first, second, free))
        free.close()
        uris = [f"http://localhost:{number}/callback" for number in (taken, taken_in_6, port)]
        async with Loopback[str](uris, judge) as listener:
            assert listener.redirect_uri == uris[2]
        with app_error(ErrorCode.PORTS_BUSY) as caught:
            async with Loopback[str](uris[:2], judge):
                pass
        assert caught.value.params["ports"] == f"{taken}, {taken_in_6}"
        async with Loopback[str](uris[2:], judge):
            pass  # and again at once, although connections may linger


@pytest.mark.parametrize(
    ("why", "code", "ports", "named"),
    [
        ("EACCES EACCES", ErrorCode.PORTS_FORBIDDEN, "11731, 16273", "EACCES"),
        ("EADDRINUSE EADDRINUSE", ErrorCode.PORTS_BUSY, "11731, 16273", "EADDRINUSE"),
        ("EACCES EADDRINUSE", ErrorCode.PORTS_BUSY, "16273", "EADDRINUSE"),  # of which the person can do something
        ("EACCES EADDRNOTAVAIL", ErrorCode.PORTS_FORBIDDEN, "11731", "EACCES"),
        ("EADDRNOTAVAIL EBADF", ErrorCode.PORTS_UNUSABLE, "11731, 16273", "EADDRNOTAVAIL"),
    ],
)
def test_a_port_that_is_refused_is_told_apart_from_one_that_is_in_use(why: str, code: ErrorCode, ports: str, named: str) -> None:
    numbers = dict(zip((11731, 16273), (getattr(errno, name) for name in why.split()), strict=True))
    with pytest.raises(AppError) as caught:
        listen([f"http://localhost:{port}/callback" for port in numbers], open_socket=refusing(numbers))
    assert (caught.value.code, caught.value.params) == (code, {"ports": ports, "reason": named})
    assert all(f"{port} {name}" in caught.value.detail for port, name in zip(numbers, why.split(), strict=True))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere nobody says whose a connection is")
async def test_of_a_connection_that_has_gone_again_nobody_can_say_whose_it_was() -> None:
    async with Loopback[str](ANY_PORT, judge) as listener:
        port = urlsplit(listener.redirect_uri).port or 0
        with socket.create_connection(("127.0.0.1", port)) as gone:
            gone.sendall(request(port))
            gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # closed by a reset, at once
        assert (await send(port, request(port).replace(b"code=c", b"code=d"))).startswith(b"HTTP/1.1 200 ")
        assert await listener.answer() == "d"


async def test_only_what_could_be_the_answer_has_the_table_of_connections_read() -> None:
    """A thousand silent connections once held the program up for a quarter of a minute."""
    reads: list[int] = []

    def counted() -> list[str] | None:
        reads.append(1)
        return read_tables()

    async with Loopback[str](ANY_PORT, judge, head_seconds=3600, is_ours=partial(of_our_user, read=counted)) as listener:
        port = urlsplit(listener.redirect_uri).port or 0
        silent = [await asyncio.open_connection("127.0.0.1", port) for _ in range(200)]
        other, post = (request(port, f"{line} HTTP/1.1") for line in ("GET /other", "POST /callback"))
        for bad in (b"noise\r\n\r\n", other, post, request(port, host="evil.example")):
            assert not (await send(port, bad)).startswith(b"HTTP/1.1 200 ")
        assert not reads
        assert len(listener._tasks) <= 8
        assert (await send(port, request(port))).startswith(b"HTTP/1.1 200 ")
        assert await listener.answer() == "c"
        assert 1 <= len(reads) <= 2
    for _, writer in silent:
        writer.close()
