"""HelseID's requirement SK1: TLS 1.2 at least."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import warnings
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.errors import ErrorCode
from tests.unit.platform.loopback_server import certificate, plain, serve
from tests.unit.platform.test_client import failure, make, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def only(context: ssl.SSLContext, version: ssl.TLSVersion) -> None:
    """A server of one version, with the ciphers that an old one needs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that TLS 1.1 is old is the point
        context.minimum_version = context.maximum_version = version
    context.set_ciphers("ALL:@SECLEVEL=0")


def refused_by(greet: Callable[[socket.socket], object], ca_file: str) -> ErrorCode:
    """What comes of asking a server that greets each connection so, and closes it (asyncio's own would swallow the alert)."""

    def answer(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection, contextlib.suppress(ssl.SSLError):
            greet(connection)

    async def work() -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            answering = asyncio.ensure_future(asyncio.to_thread(answer, listener))
            client = make(ca_file=ca_file)
            codes.append((await failure(client, f"https://localhost:{listener.getsockname()[1]}/")).code)
            await client.aclose()
            await answering

    codes: list[ErrorCode] = []
    run(work)
    return codes[0]


@pytest.mark.parametrize(
    ("version", "ciphers"),
    [
        (ssl.TLSVersion.TLSv1, "ALL:@SECLEVEL=0"),
        (ssl.TLSVersion.TLSv1_1, "ALL:@SECLEVEL=0"),
        (ssl.TLSVersion.TLSv1_2, "AES128-SHA:@SECLEVEL=0"),
    ],
    ids=["TLS 1.0", "TLS 1.1", "a cipher without forward secrecy"],
)
def test_what_is_too_old_is_refused_as_such(tmp_path: Path, version: ssl.TLSVersion, ciphers: str) -> None:
    context, ca_file = certificate(tmp_path)
    only(context, version)
    context.set_ciphers(ciphers)
    assert refused_by(lambda connection: context.wrap_socket(connection, server_side=True), ca_file) is ErrorCode.TLS_TOO_OLD


def test_a_peer_that_speaks_no_tls_is_not_told_as_a_certificate(tmp_path: Path) -> None:
    _, ca_file = certificate(tmp_path)

    def page(connection: socket.socket) -> None:
        connection.recv(1)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    assert refused_by(page, ca_file) is ErrorCode.UNEXPECTED_ANSWER


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_both_versions_of_today_are_taken(tmp_path: Path, version: ssl.TLSVersion) -> None:
    async def work() -> None:
        context, ca_file = certificate(tmp_path)
        only(context, version)
        async with serve(plain(b"ok"), context) as server:
            client = make(ca_file=ca_file)
            assert (await client.request("GET", f"https://localhost:{server.port}/")).body == b"ok"
            await client.aclose()

    run(work)
