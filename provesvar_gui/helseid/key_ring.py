"""What is kept of a client's private key: the one in use, one that is being brought in, the one it replaced, those from files.

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
    from collections.abc import Mapping

    from provesvar_gui.helseid.jose import PrivateKey

_VERSION = 1
_NAMES = ("current", "pending", "previous")
MOST_IMPORTED = 3  # each is asked for at every login until HelseID has said which key counts


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredKey:
    """``private_jwk``: JSON text. ``expires``: when HelseID ceases to take it (UTC); None: not known, which is not "never".

    ``more``: what a later version has written beside it; kept as it came.
    """

    private_jwk: str = field(repr=False)
    expires: datetime | None = None
    more: Mapping[str, object] = field(default_factory=dict, repr=False)

    def key(self) -> PrivateKey:
        """The key itself. Raises AppError(KEY_MALFORMED)."""
        return load_private_key(self.private_jwk)

    @property
    def mark(self) -> str:
        """Its thumbprint (RFC 7638); empty where it cannot be read here: a later version's, or spoiled."""
        try:
            return self.key().thumbprint
        except AppError:
            return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRing:
    """``pending``: stored before it is announced (helseid/README.md §8). ``previous``: until ``current`` has got a token.

    ``client_id``: of the client that the keys belong to, where the place knows it; else empty. ``origin``: the thumbprint
    (RFC 7638) of the key that came from a file, which ``current`` may have replaced since; empty: not known. ``imported``: from
    files, the latest last, beside keys that were there already; HelseID says which counts (``rotation``). ``asked``: when, in
    HelseID's time, it first answered with all of these here; None: it has not been asked.
    ``more``: what a later version has written beside these, perhaps secrets; kept as it came.
    """

    current: StoredKey
    pending: StoredKey | None = None
    previous: StoredKey | None = None
    client_id: str = ""
    origin: str = ""
    imported: tuple[StoredKey, ...] = ()
    asked: datetime | None = None
    more: Mapping[str, object] = field(default_factory=dict, repr=False)

    def taking_in(self, new: KeyRing) -> KeyRing:
        """What is kept once the key of a file has come to these: on a file's word alone none of them goes.

        ``self``, but for what is known of an end, where the file's is among them already, or is where they came from: a key
        that was replaced since. Raises AppError: KEY_MALFORMED, KEY_UNDECIDED (there are too many that HelseID has not judged).
        """
        mark = new.current.key().thumbprint
        if self.client_id and new.client_id and self.client_id != new.client_id:
            return replace(new, origin=mark)
        named = replace(self, client_id=self.client_id or new.client_id)
        for name, stored in self.keys().items():
            if stored.mark == mark:
                ends = new.current.expires
                known = named if ends is None else named.with_end(stored.private_jwk, ends)
                return replace(known, origin=mark) if name == "current" else known
        if self.origin == mark:
            return named
        if len(self.imported) >= MOST_IMPORTED:
            raise AppError(ErrorCode.KEY_UNDECIDED, "as many files' keys as are kept wait for HelseID's word")
        return replace(named, imported=(*self.imported, new.current), asked=None)

    def with_end(self, private_jwk: str, expires: datetime) -> KeyRing:
        """The same, with the end of this one of its keys."""

        def ended(stored: StoredKey | None) -> StoredKey | None:
            return replace(stored, expires=expires) if stored is not None and stored.private_jwk == private_jwk else stored

        current = ended(self.current) or self.current
        imported = tuple(ended(stored) or stored for stored in self.imported)
        return replace(self, current=current, pending=ended(self.pending), previous=ended(self.previous), imported=imported)

    @property
    def readable(self) -> StoredKey:
        """The first of them that can be read here; the current one where none can."""
        return next((stored for stored in self.keys().values() if stored.mark), self.current)

    @property
    def in_the_way(self) -> bool:
        """Whether one of them cannot be read here: it stays, since it may be good to a later version, and none is replaced."""
        return not all(stored.mark for stored in self.keys().values())

    def keys(self) -> dict[str, StoredKey]:
        """Those that there are, by name; the current one first."""
        every = dict(zip(_NAMES, (self.current, self.pending, self.previous), strict=True))
        imported = {f"imported {number}": stored for number, stored in enumerate(self.imported, 1)}
        return {name: stored for name, stored in every.items() if stored is not None} | imported


def ring_text(ring: KeyRing) -> str:
    """As it is kept: JSON, which holds private keys."""
    said: dict[str, object] = {**ring.more, "version": _VERSION}
    if ring.client_id:
        said["clientId"] = ring.client_id
    if ring.origin:
        said["origin"] = ring.origin
    if ring.asked is not None:
        said["asked"] = _moment(ring.asked)
    for name, stored in zip(_NAMES, (ring.current, ring.pending, ring.previous), strict=True):
        if stored is not None:
            said[name] = _said(stored)
    if ring.imported:
        said["imported"] = [_said(stored) for stored in ring.imported]
    return json.dumps(said, separators=(",", ":"))


def _said(stored: StoredKey) -> dict[str, object]:
    expires = {} if stored.expires is None else {"expires": _moment(stored.expires)}
    return {**stored.more, "jwk": stored.private_jwk, **expires}


def parse_ring(text: str, *, source: str = "") -> KeyRing:
    """Read it. Raises AppError: KEY_MALFORMED, KEY_NEWER."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise _malformed("not JSON", source) from None
    if not isinstance(said, dict):
        raise _malformed("not an object", source)
    version = said.get("version")
    if type(version) is int and version > _VERSION:
        raise AppError(ErrorCode.KEY_NEWER, "stored key: of a later version", params={"file": source})
    if version != _VERSION:
        raise _malformed("of an unknown version", source)
    current, pending, previous = (_stored(said.get(name), source) for name in _NAMES)
    if current is None:
        raise _malformed("no current key", source)
    client_id, origin = (value if isinstance(value, str) else "" for value in (said.get("clientId"), said.get("origin")))
    return KeyRing(
        current=current,
        pending=pending,
        previous=previous,
        client_id=client_id,
        origin=origin,
        imported=_imported(said.get("imported"), source),
        asked=_time(said.get("asked"), source),
        more=_others(said, "version", "clientId", "origin", "imported", "asked", *_NAMES),
    )


def _imported(said: object, source: str) -> tuple[StoredKey, ...]:
    if said is None:
        return ()
    if not isinstance(said, list):
        raise _malformed("no list of keys from files", source)
    return tuple(stored for stored in (_stored(each, source) for each in said) if stored is not None)


def _stored(said: object, source: str) -> StoredKey | None:
    if said is None:
        return None
    if not isinstance(said, dict) or not isinstance(said.get("jwk"), str):
        raise _malformed("a key without a JWK", source)
    expires = _time(said.get("expires"), source)
    return StoredKey(private_jwk=said["jwk"], expires=expires, more=_others(said, "jwk", "expires"))


def _others(said: Mapping[str, object], *known: str) -> Mapping[str, object]:
    return {name: value for name, value in said.items() if name not in known}


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).isoformat()


def _time(said: object, source: str) -> datetime | None:
    if not isinstance(said, str):
        return None
    try:
        when = datetime.fromisoformat(said)
    except ValueError:
        raise _malformed("a time that is none", source) from None
    if when.tzinfo is None:
        raise _malformed("a time without a zone", source)
    return when


def _malformed(why: str, source: str) -> AppError:
    return AppError(ErrorCode.KEY_MALFORMED, f"stored key: {why}", params={"file": source})
