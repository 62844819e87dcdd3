"""HelseID's requirement SK1: TLS 1.2 at least."""

from __future__ import annotations

import ssl
import warnings
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.errors import ErrorCode
from tests.unit.net.loopback_server import certificate, plain, serve
from tests.unit.net.test_client import failure, make, run

if TYPE_CHECKING:
    from pathlib import Path


def only(context: ssl.SSLContext, version: ssl.TLSVersion) -> None:
    """A server of one version, with the ciphers that an old one needs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that TLS 1.1 is old is the point
        context.minimum_version = context.maximum_version = version
    context.set_ciphers("ALL:@SECLEVEL=0")


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_an_older_version_is_refused(tmp_path: Path, version: ssl.TLSVersion) -> None:
    async def work() -> None:
        context, ca_file = certificate(tmp_path)
        only(context, version)
        async with serve(plain(b"ok"), context) as server:
            client = make(ca_file=ca_file)
            # Some servers say why, others hang up: to the client that is a connection that did not come about.
            code = (await failure(client, f"https://localhost:{server.port}/")).code
            assert code in {ErrorCode.TLS_REJECTED, ErrorCode.NO_NETWORK}
            assert not server.requests
            await client.aclose()

    run(work)


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
