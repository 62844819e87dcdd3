"""Reads a body without ever unpacking more than is allowed: a few hundred bytes can hold gigabytes."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ACCEPTED: Final = "gzip"  # what we ask for (Accept-Encoding, RFC 9110 section 12.5.3)
_GZIP: Final = 16 + zlib.MAX_WBITS
_MOST_MEMBERS: Final = (
    64  # each is a new start over what is left of a chunk: thousands of empty ones would be work without an end
)


class UnpackError(Exception):
    """The body is too large, broken, or packed in a way that was not asked for. The text says which, and nothing of the body."""


async def unpacked(chunks: AsyncIterator[bytes], encoding: str, limit: int) -> bytes:
    """The whole body, at most ``limit`` bytes of it, packed and unpacked. ``encoding``: the Content-Encoding as sent.

    Raises UnpackError.
    """
    packing = encoding.strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip"):
        raise UnpackError("a content coding that was not asked for")
    members = _Members() if packing.endswith("gzip") else None
    parts: list[bytes] = []
    size = came = 0
    async for chunk in chunks:
        came += len(chunk)
        part = members.unpack(chunk, limit + 1 - size) if members is not None else chunk
        size += len(part)
        if size > limit:
            raise UnpackError(f"body larger than {limit} bytes")
        if came > limit:
            raise UnpackError(f"packed body larger than {limit} bytes")
        parts.append(part)
    if members is not None and came and not members.whole:
        raise UnpackError("a content coding that ends too early")
    return b"".join(parts)


class _Members:
    """Unpacks gzip, one member after the other, as they may follow each other (RFC 1952 section 2.2).

    zlib collects whatever comes behind the end of a member, copying all of it for each new piece: nothing is given to it there.
    """

    def __init__(self) -> None:
        self._unpacker = zlib.decompressobj(_GZIP)
        self._count = 1

    @property
    def whole(self) -> bool:
        """Whether the last member has come to its end."""
        return self._unpacker.eof

    def unpack(self, packed: bytes, most: int) -> bytes:
        """What is in ``packed``, at most ``most`` bytes of it. Raises UnpackError."""
        found = b""
        while packed and len(found) < most:
            if self._unpacker.eof:
                self._next()
            try:
                found += self._unpacker.decompress(packed, most - len(found))
            except zlib.error:
                raise UnpackError("a broken content coding") from None
            packed = self._unpacker.unused_data
        return found

    def _next(self) -> None:
        self._count += 1
        if self._count > _MOST_MEMBERS:
            raise UnpackError("a content coding of too many parts")
        self._unpacker = zlib.decompressobj(_GZIP)
