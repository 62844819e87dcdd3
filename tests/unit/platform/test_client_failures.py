"""The client and networks that fail."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import httpx
import pytest

from provesvar_gui.errors import ErrorCode
from provesvar_gui.platform.clock import ServerClock, SystemClock
from provesvar_gui.platform.http_client import HttpLimits, HttpxClient
from tests.unit.platform.loopback_server import certificate, plain, serve, silence
from tests.unit.platform.test_client import failure, make, run

if TYPE_CHECKING:
    from pathlib import Path


def test_slow_headers_read_limit_and_total_limit() -> None:
    async def work() -> None:
        async with serve(silence) as server:
            url = f"http://127.0.0.1:{server.port}/"
            client = make(limits=HttpLimits(read=0.05))
            assert (await failure(client, url)).code is ErrorCode.TIMEOUT
            await client.aclose()
            client = make(limits=HttpLimits(total=0.05))
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

        client = make(limits=HttpLimits(connecting=1.0))
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


def _nothing(_request: httpx.Request) -> httpx.Response:
    return httpx.Response(204, stream=httpx.ByteStream(b""))


def test_the_system_is_asked_for_the_origin_only_and_on_a_thread_of_its_own() -> None:
    async def work() -> None:
        asked: list[tuple[str, bool]] = []

        def proxy_for(url: str) -> str | None:
            asked.append((url, threading.current_thread().daemon and threading.current_thread() is not threading.main_thread()))
            return None

        client = make(proxy="system", proxy_for=proxy_for, transport=httpx.MockTransport(_nothing))
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
        told: list[float] = []
        clock = ServerClock(SystemClock(), on_measured=told.append)
        client = HttpxClient(clock, proxy="none")
        async with serve(plain(b"", "Date: Wed, 21 Oct 2015 07:28:00 GMT\r\n")) as server:
            await client.request("GET", f"http://127.0.0.1:{server.port}/")
            assert abs(clock.now() - 1445412480) < 5
            assert clock.offset_of(f"http://127.0.0.1:{server.port}") == clock.offset_seconds
            assert told == [clock.offset_seconds]
        await client.aclose()

    run(work)


@pytest.mark.parametrize(("age", "tells"), [("7200", False), ("nonsense", False), ("0", True)])
def test_a_kept_answer_tells_no_time(age: str, tells: bool) -> None:
    """Its Date is of when it was made, and a store on the way (RFC 9111 5.1) says that by Age: 0 in one that it has just got."""

    async def work() -> None:
        told: list[float] = []
        client = HttpxClient(ServerClock(SystemClock(), on_measured=told.append), proxy="none")
        async with serve(plain(b"", f"Date: Wed, 21 Oct 2015 07:28:00 GMT\r\nAge: {age}\r\n")) as server:
            await client.request("GET", f"http://127.0.0.1:{server.port}/")
        assert bool(told) is tells
        await client.aclose()

    run(work)
