"""A body is never unpacked beyond its limit, however little of it came over the wire."""

from __future__ import annotations

import asyncio
import gzip
import tracemalloc
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.platform.http_client import UnpackError, unpacked


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
