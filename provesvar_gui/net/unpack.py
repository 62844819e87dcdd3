"""Reads a body without ever unpacking more than is allowed: a few hundred bytes can hold gigabytes."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ACCEPTED: Final = "gzip"  # what we ask for (Accept-Encoding, RFC 9110 section 12.5.3)
_GZIP: Final = 16 + zlib.MAX_WBITS


class UnpackError(Exception):
    """The body is too large, broken, or packed in a way that was not asked for. The text says which, and nothing of the body."""


async def unpacked(chunks: AsyncIterator[bytes], encoding: str, limit: int) -> bytes:
    """The whole body, at most ``limit`` bytes of it. ``encoding``: the Content-Encoding as sent. Raises UnpackError."""
    packing = encoding.strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip"):
        raise UnpackError("a content coding that was not asked for")
    unpacker = zlib.decompressobj(_GZIP) if packing.endswith("gzip") else None
    parts: list[bytes] = []
    size = 0
    async for chunk in chunks:
        try:
            part = unpacker.decompress(chunk, limit + 1 - size) if unpacker is not None else chunk
        except zlib.error:
            raise UnpackError("a broken content coding") from None
        size += len(part)
        if size > limit:
            raise UnpackError(f"body larger than {limit} bytes")
        parts.append(part)
    if unpacker is not None and size and not unpacker.eof:
        raise UnpackError("a content coding that ends too early")
    return b"".join(parts)
