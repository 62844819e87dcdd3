from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import TYPE_CHECKING

from provesvar_gui.errors import ErrorCode
from provesvar_gui.net.client import Limits
from tests.unit.net.loopback_server import certificate, plain, serve, silence
from tests.unit.net.test_client import failure, make, run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.net.loopback_server import Answer


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
            client = make(proxy=f"http://127.0.0.1:{proxy.port}", limits=Limits(connecting=0.2))
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
        client = make(proxy="system", proxy_for=hang, limits=Limits(connecting=0.1))
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
