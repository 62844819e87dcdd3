from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import threading
from typing import TYPE_CHECKING

from provesvar_gui.errors import ErrorCode
from provesvar_gui.platform.http_client import HttpLimits
from tests.unit.platform.loopback_server import certificate, plain, serve, silence
from tests.unit.platform.test_client import failure, make, run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.platform.loopback_server import Answer


def reset(writer: asyncio.StreamWriter) -> None:
    """Hang up so that the other side cannot take it for an end."""
    linger = struct.pack("ii", 1, 0)
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
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


def test_through_a_proxy_only_the_host_is_seen(tmp_path: Path) -> None:
    async def work() -> None:
        context, ca_file = certificate(tmp_path, "pps.example")
        async with serve(plain(b"ok"), context) as server, serve(tunnel_to(server.port)) as proxy:
            client = make(proxy=f"http://127.0.0.1:{proxy.port}", ca_file=ca_file)
            answer = await client.request(
                "POST", "https://pps.example/a", headers={"Authorization": "DPoP secret"}, body=b"secret"
            )
            assert answer.body == b"ok"
            assert b"secret" in server.requests[0]
            assert b"secret" not in proxy.requests[0]
            assert proxy.requests[0].startswith(b"CONNECT pps.example:443")
            await client.aclose()

    run(work)


def test_a_certificate_that_is_not_trusted_through_a_proxy(tmp_path: Path) -> None:
    async def work() -> None:
        context, _ = certificate(tmp_path, "pps.example")
        async with serve(plain(b"ok"), context) as server, serve(tunnel_to(server.port)) as proxy:
            client = make(proxy=f"http://127.0.0.1:{proxy.port}")
            assert (await failure(client, "https://pps.example/a")).code is ErrorCode.TLS_REJECTED
            assert server.requests == []
            await client.aclose()

    run(work)


def test_a_proxy_that_says_nothing_is_told_within_the_limit_for_connecting() -> None:
    async def work() -> None:
        async with serve(silence) as proxy:
            client = make(proxy=f"http://127.0.0.1:{proxy.port}", limits=HttpLimits(connecting=0.2))
            assert (await failure(client, "https://pps.example/a")).code is ErrorCode.PROXY_FAILED
            async with asyncio.timeout(5):
                await proxy.closed.wait()
            await client.aclose()

    run(work)


def test_a_system_that_names_no_proxy_in_time_is_told_as_the_proxys_failure() -> None:
    release = threading.Event()

    def hang(_url: str) -> str | None:
        release.wait()
        return None

    async def work() -> None:
        client = make(proxy="system", proxy_for=hang, limits=HttpLimits(connecting=0.1))
        assert (await failure(client, "https://pps.example/")).code is ErrorCode.PROXY_FAILED
        await client.aclose()

    run(work)
    release.set()


def test_after_a_failure_the_system_is_asked_anew() -> None:
    async def work() -> None:
        asked = 0

        def proxy_for(_url: str) -> str | None:
            nonlocal asked
            asked += 1
            return "http://127.0.0.1:1"

        client = make(proxy="system", proxy_for=proxy_for)
        for _ in range(2):
            assert (await failure(client, "https://pps.example/")).code is ErrorCode.PROXY_FAILED
        assert asked == 2
        await client.aclose()

    run(work)


def test_the_next_way_is_tried_where_nothing_has_gone_out_yet(tmp_path: Path) -> None:
    """A script's list in which the first proxy is not there, the second cannot be used, and the third refuses."""

    async def work() -> None:
        context, ca_file = certificate(tmp_path, "pps.example")
        refusing = plain(b"", "", "502 Bad Gateway")
        async with (
            serve(plain(b"ok", "Connection: close\r\n"), context) as server,
            serve(tunnel_to(server.port)) as good,
            serve(refusing) as bad,
        ):
            ways = ["http://127.0.0.1:1", "socks5://127.0.0.1:1", f"http://127.0.0.1:{bad.port}", f"http://127.0.0.1:{good.port}"]
            client = make(proxy="system", proxy_for=lambda _url: ways, ca_file=ca_file)
            for _ in range(2):
                assert (await client.request("POST", "https://pps.example/a", body=b"once")).body == b"ok"
            assert len(server.requests) == 2  # each arrived once
            assert len(bad.requests) == 1  # and the second time the good one came first
            await client.aclose()

    run(work)


def test_what_has_gone_out_is_not_sent_by_another_way(tmp_path: Path) -> None:
    async def work() -> None:
        context, ca_file = certificate(tmp_path, "pps.example")

        async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            reset(writer)

        async with (
            serve(hang_up, context) as server,
            serve(tunnel_to(server.port)) as first,
            serve(tunnel_to(server.port)) as other,
        ):
            ways = [f"http://127.0.0.1:{proxy.port}" for proxy in (first, other)]
            client = make(proxy="system", proxy_for=lambda _url: ways, ca_file=ca_file)
            assert (await failure(client, "https://pps.example/a")).params["sent"] == "yes"
            assert len(server.requests) == 1
            await client.aclose()

    run(work)


def test_when_every_way_fails_the_first_failure_is_told() -> None:
    async def work() -> None:
        client = make(proxy="system", proxy_for=lambda _url: ("socks5://kari:hunter2@127.0.0.1:1", None))
        error = await failure(client, "https://pps.invalid/a")
        assert error.code is ErrorCode.PROXY_FAILED
        assert "hunter2" not in f"{error!r} {error.detail} {dict(error.params)}"
        await client.aclose()

    run(work)
