"""What is kept of a client's private key: the one in use, one that is being brought in, the one it replaced, those from files.

All of it is one text, so that a place that replaces a text whole can step from one state to the next without a moment between.
"""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.client_file import load_private_key, read_client_file
from provesvar_gui.platform.files import FileLock, others_may_change
from provesvar_gui.platform.runtime import on_daemon_thread

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.helseid.keys.vault import KeyVault


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


# Where the client's private key rests, and who may replace it.
#
# One interface for every model: the user's own key in the system's vault, the machine's key that IT has provisioned, a file
# that the policy names, or the memory of this run. What is kept is a ``KeyRing``; ``store`` replaces it whole or not at all.


_log = logging.getLogger(__name__)

_FILE_SECONDS = 10.0  # a network drive may hang
_LOCK_SECONDS = 30.0  # another program's rotation waits for HelseID
_PAUSE = 0.05


class PlaceKind(StrEnum):
    """Which of the models it is."""

    VAULT = "vault"
    MACHINE = "machine"
    FILE = "file"
    MEMORY = "memory"


class KeyPlace:
    """A place of one client's keys. Rotation is for who owns it."""

    @property
    def kind(self) -> PlaceKind:
        raise NotImplementedError

    @property
    def owned(self) -> bool:
        """Whether this process may replace the key."""
        return False

    async def load(self) -> KeyRing:
        """What is kept, looked for at every call. Raises AppError: KEY_MISSING, KEY_MALFORMED, VAULT_…."""
        raise NotImplementedError

    async def store(self, ring: KeyRing) -> None:
        """Replace it; after a crash the old one or the new one is there. Raises AppError: VAULT_…, KEY_NOT_OURS."""
        raise not_ours()

    def exclusive(self) -> AbstractAsyncContextManager[None]:
        """Nobody else between ``load`` and ``store``, in any process of this machine.

        Raises AppError: KEY_BUSY, KEY_LOCK_FAILED.
        """
        return exclusively(None)


async def current_key(place: KeyPlace) -> PrivateKey:
    """The key to log in with. Raises what ``load`` raises."""
    return (await place.load()).current.key()


class VaultPlace(KeyPlace):
    """The user's own key, in the system's vault. ``lock``: a path beside what else this user keeps.

    ``memory``: what is used instead where the session has no vault, one for the whole run of the program; None: nothing is.
    """

    def __init__(self, vault: KeyVault, client_id: str, lock: Path | None = None, *, memory: MemoryPlace | None = None) -> None:
        self._vault = vault
        self._client_id = client_id
        self._lock = lock
        self._memory = memory
        self._in_memory = False  # by the last call
        self._vault_answered = False

    @property
    def kind(self) -> PlaceKind:
        """Which of the two the last call used."""
        return PlaceKind.MEMORY if self._in_memory else PlaceKind.VAULT

    @property
    def owned(self) -> bool:
        return not self._in_memory

    async def load(self) -> KeyRing:
        self._in_memory, self._vault_answered = False, True
        try:
            text = await self._vault.load(self._client_id)
        except AppError as error:
            if error.code is not ErrorCode.VAULT_ABSENT or self._memory is None:
                raise
            self._in_memory, self._vault_answered = True, False
            return await self._memory.load()
        if text is None:
            raise AppError(ErrorCode.KEY_MISSING, "vault: no key for this client", params={"file": ""})
        return parse_ring(text)

    async def store(self, ring: KeyRing) -> None:
        """What was loaded from a vault that has gone since is not replaced in the memory of one run."""
        self._in_memory = False
        try:
            await self._vault.store(self._client_id, ring_text(ring))
        except AppError as error:
            if error.code is not ErrorCode.VAULT_ABSENT or self._memory is None or self._vault_answered:
                raise
            self._in_memory = True
            await self._memory.store(ring)

    async def forget(self) -> None:
        """Nothing of it stays. Raises AppError(VAULT_…)."""
        await self._vault.delete(self._client_id)

    def exclusive(self) -> AbstractAsyncContextManager[None]:
        return exclusively(self._lock)


class FilePlace(KeyPlace):
    """A configuration file of Selvbetjening, left where it is: in ``prod`` only the policy can name one. Read only.

    ``strict``: one that others may change is not used, and ``load`` raises AppError(KEY_EXPOSED); else that is for the log.
    """

    kind = PlaceKind.FILE

    def __init__(self, path: Path, *, strict: bool = True) -> None:
        self.path = path
        self._strict = strict

    async def load(self) -> KeyRing:
        try:
            client, open_how = await on_daemon_thread(
                lambda: (read_client_file(self.path), others_may_change(self.path)), _FILE_SECONDS
            )
        except (OSError, TimeoutError) as error:  # of the second; the first maps its own
            why = "timeout" if isinstance(error, TimeoutError) else type(error).__name__
            raise AppError(ErrorCode.KEY_MISSING, f"client file: {why}", params={"file": self.path.name}) from None
        if open_how and self._strict:
            raise AppError(ErrorCode.KEY_EXPOSED, f"client file: {open_how}", params={"file": str(self.path)})
        if open_how:
            _log.warning("the file of the HelseID key: %s; in production it would not be used", open_how)
        return KeyRing(current=StoredKey(private_jwk=client.private_jwk), client_id=client.client_id)


class MemoryPlace(KeyPlace):
    """A key for this run only: no vault, and the policy allows to go on without one."""

    kind = PlaceKind.MEMORY  # not owned: a new key that nobody keeps would be the end of the client

    def __init__(self, ring: KeyRing | None = None) -> None:
        self._ring = ring

    async def load(self) -> KeyRing:
        if self._ring is None:
            raise AppError(ErrorCode.KEY_MISSING, "memory: no key in this run", params={"file": ""})
        return self._ring

    async def store(self, ring: KeyRing) -> None:
        """Keep it until the program ends."""
        self._ring = ring


def not_ours() -> AppError:
    """The refusal of a place that is not this process's to change."""
    return AppError(ErrorCode.KEY_NOT_OURS, "the key is not this user's to replace")


@asynccontextmanager
async def exclusively(path: Path | None, seconds: float = _LOCK_SECONDS) -> AsyncIterator[None]:
    """Hold the lock at ``path`` (None: there is nobody else). Raises AppError: KEY_BUSY, KEY_LOCK_FAILED."""
    if path is None:
        yield
        return
    lock = FileLock(path)
    try:
        async with asyncio.timeout(seconds):
            while not lock.take():  # noqa: ASYNC110 - it is held in another process: there is no event to wait for
                await asyncio.sleep(_PAUSE)
    except TimeoutError:
        raise AppError(ErrorCode.KEY_BUSY, "another program is at the key") from None
    except OSError as error:
        why = f"the key's lock: {type(error).__name__}"
        raise AppError(ErrorCode.KEY_LOCK_FAILED, why, params={"folder": str(path.parent)}) from None
    try:
        yield
    finally:
        lock.give_back()
