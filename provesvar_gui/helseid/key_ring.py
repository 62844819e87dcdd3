"""What is kept of a client's private key: the one in use, one that is being brought in, and the one it replaced.

All of it is one text, so that a place that replaces a text whole can step from one state to the next without a moment between.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.client_file import load_private_key

if TYPE_CHECKING:
    from provesvar_gui.helseid.jose import PrivateKey

_VERSION = 1
_NAMES = ("current", "pending", "previous")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredKey:
    """``private_jwk``: JSON text. ``expires``: when HelseID ceases to take it (UTC); None: not known, which is not "never"."""

    private_jwk: str = field(repr=False)
    expires: datetime | None = None

    def key(self) -> PrivateKey:
        """The key itself. Raises AppError(KEY_MALFORMED)."""
        return load_private_key(self.private_jwk)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRing:
    """``pending``: stored before it is announced (helseid.md 8.4). ``previous``: until ``current`` has got a token.

    ``client_id``: of the client that the keys belong to, where the place knows it; else empty. ``origin``: the thumbprint
    (RFC 7638) of the key that an administrator has put there, which ``current`` may have replaced since; empty: not known.
    """

    current: StoredKey
    pending: StoredKey | None = None
    previous: StoredKey | None = None
    client_id: str = ""
    origin: str = ""

    def with_end(self, private_jwk: str, expires: datetime) -> KeyRing:
        """The same, with the end of this one of its keys."""

        def ended(stored: StoredKey | None) -> StoredKey | None:
            return replace(stored, expires=expires) if stored is not None and stored.private_jwk == private_jwk else stored

        current = ended(self.current) or self.current
        return replace(self, current=current, pending=ended(self.pending), previous=ended(self.previous))

    def keys(self) -> dict[str, StoredKey]:
        """Those that there are, by name; the current one first."""
        every = {"current": self.current, "pending": self.pending, "previous": self.previous}
        return {name: stored for name, stored in every.items() if stored is not None}


def ring_text(ring: KeyRing) -> str:
    """As it is kept: JSON, which holds private keys."""
    said: dict[str, object] = {"version": _VERSION}
    if ring.client_id:
        said["clientId"] = ring.client_id
    if ring.origin:
        said["origin"] = ring.origin
    for name, stored in ring.keys().items():
        expires = {} if stored.expires is None else {"expires": stored.expires.astimezone(UTC).isoformat()}
        said[name] = {"jwk": stored.private_jwk, **expires}
    return json.dumps(said, separators=(",", ":"))


def parse_ring(text: str, *, source: str = "") -> KeyRing:
    """Read it; a bare JWK, as earlier versions kept it, is a ring of one. Raises AppError(KEY_MALFORMED)."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise _malformed("not JSON", source) from None
    if not isinstance(said, dict):
        raise _malformed("not an object", source)
    if "kty" in said:
        return KeyRing(current=StoredKey(private_jwk=text))
    if said.get("version") != _VERSION:
        raise _malformed("of an unknown version", source)
    current, pending, previous = (_stored(said.get(name), source) for name in _NAMES)
    if current is None:
        raise _malformed("no current key", source)
    client_id, origin = (value if isinstance(value, str) else "" for value in (said.get("clientId"), said.get("origin")))
    return KeyRing(current=current, pending=pending, previous=previous, client_id=client_id, origin=origin)


def _stored(said: object, source: str) -> StoredKey | None:
    if said is None:
        return None
    if not isinstance(said, dict) or not isinstance(said.get("jwk"), str):
        raise _malformed("a key without a JWK", source)
    expires: datetime | None = None
    when = said.get("expires")
    if isinstance(when, str):
        try:
            expires = datetime.fromisoformat(when)
        except ValueError:
            raise _malformed("a time that is none", source) from None
        if expires.tzinfo is None:
            raise _malformed("a time without a zone", source)
    return StoredKey(private_jwk=said["jwk"], expires=expires)


def _malformed(why: str, source: str) -> AppError:
    return AppError(ErrorCode.KEY_MALFORMED, f"stored key: {why}", params={"file": source})
