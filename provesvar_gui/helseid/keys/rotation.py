"""Rotation of the client's key; a crash at any point leaves a registered key in the ring (helseid/README.md §2, §8).

Each step is one atomic write of the ring, or one request:

1. store a new key as the first of the ring, and read it back;
2. register it with Selvbetjening, with a token requested by the old key;
3. request a token with the new key (HelseID's servers know it within 20 s), then delete the others.

After a crash ``find_working_key`` finds the registered key, for users without write access to a machine's key, too;
``clean_up`` or the next rotation deletes the others. A key imported from a file starts as not yet accepted.
"""

from __future__ import annotations

import datetime
import logging
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.jose import new_rsa_jwk
from provesvar_gui.helseid.keys.key_ring import KeyRing, StoredKey
from provesvar_gui.platform.runtime import on_daemon_thread, sleep_by

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from provesvar_gui.helseid.jose import Signer
    from provesvar_gui.helseid.keys.key_ring import KeyPlace
    from provesvar_gui.helseid.keys.key_store import KeyStore
    from provesvar_gui.helseid.keys.selvbetjening import ListedKey, SelvbetjeningClient
    from provesvar_gui.helseid.requests import BoundToken
    from provesvar_gui.platform.clock import Clock

_log = logging.getLogger(__name__)

_MAKE_SECONDS = 120.0  # limit for generating a key on a slow machine
_TRIES, _PAUSE = 7, 5.0  # HelseID's servers know a new key within 20 s (helseid/README.md §8)
_EXPIRY_CHECK_SECONDS = 24 * 3600.0  # between two requests for the expiry
DUE = datetime.timedelta(days=30)  # remaining validity from which a key is replaced and a warning shown


async def new_stored_key(key_store: KeyStore | None, make_key: Callable[[], str] = new_rsa_jwk) -> StoredKey:
    """A new key of the client's, in a store or as ``make_key`` makes it. Raises AppError: INTERNAL, KEY_STORE_…."""
    if key_store is not None:
        return StoredKey(private_jwk=await key_store.make(), store=key_store)
    try:
        return StoredKey(private_jwk=await on_daemon_thread(make_key, _MAKE_SECONDS))
    except TimeoutError:
        raise AppError(ErrorCode.INTERNAL, "no new key was made in time") from None


async def is_accepted(key: Signer, service: SelvbetjeningClient, sleep: Callable[[float], Awaitable[None]]) -> bool:
    """Whether HelseID accepts a new key. Waits, since not all of its servers know one at once."""
    for attempt in range(_TRIES):
        if attempt:
            await sleep(_PAUSE)
        try:
            if await service.accepts(key):
                return True
        except AppError as error:
            _log.info("a new key could not be tried: %s", error.code.value)
    return False


class RotationOutcome(NamedTuple):
    """``replaced``: a new key was registered; HelseID has accepted it where ``ring`` is not unfinished."""

    replaced: bool
    ring: KeyRing


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotation:
    """``key_store``: where new keys are made; None: with ``make_key``, which blocks. ``sleep``: None: by ``clock``."""

    place: KeyPlace
    service: SelvbetjeningClient
    clock: Clock
    key_store: KeyStore | None = None
    make_key: Callable[[], str] = field(default=new_rsa_jwk, repr=False)
    sleep: Callable[[float], Awaitable[None]] | None = None

    async def rotate(self, *, within: datetime.timedelta | None = None) -> RotationOutcome:
        """Replace the key.

        ``within``: only where it expires within that time, is not where it is to be, or a rotation was interrupted.

        Raises AppError: KEY_NOT_OURS, KEY_BUSY, KEY_EXPIRED, VAULT_…, KEY_STORE_…, those of ``SelvbetjeningClient``.
        """
        before = await self.place.load() if self.place.owned else None
        if before is None or not self.place.owned:  # without a vault, only loading shows that
            raise AppError(ErrorCode.KEY_NOT_OURS, "the key is not this user's to replace")
        async with self.place.exclusive():
            found = await self.place.load()
            ring, accepted = await self._clean_up(found)
            interrupted = ring.keys[: ring.keys.index(accepted)]  # keys of a rotation that did not end
            token = await self._token(accepted)
            registered = await self.service.keys(token)
            ring = await self._store_expiries(ring, registered)
            if _private_jwks(found) != _private_jwks(before):  # another process has just replaced it
                return RotationOutcome(replaced=False, ring=ring)
            if found.unfinished and accepted is found.newest:  # this completed an interrupted rotation
                return RotationOutcome(replaced=True, ring=ring)
            next_key = next((stored for stored in interrupted if _entry_of(stored, registered) is not None), None)
            if next_key is None:
                wanted = "vault" if self.key_store is None else self.key_store.kind
                ends = ring.newest.expires
                over = within is None or (ends is not None and ends.timestamp() - self.clock.now() < within.total_seconds())
                due = over or ring.newest.kind != wanted
                if not interrupted and not due:
                    return RotationOutcome(replaced=False, ring=ring)
                ring = await self._register_new_key(ring, token, interrupted)
                next_key = ring.newest
            return RotationOutcome(replaced=True, ring=await self._confirm(ring, next_key.private_jwk))

    async def clean_up(self) -> None:
        """Complete an interrupted rotation, if there is one. Raises AppError as ``rotate``."""
        if self.place.owned and (await self.place.load()).unfinished:
            async with self.place.exclusive():
                await self._clean_up(await self.place.load())

    async def fetch_expiry(self) -> datetime.datetime | None:
        """The expiry of the key in use, from Selvbetjening; stored with the key where this user may write it."""
        used = await find_working_key(await self.place.load(), self.service)
        registered = _entry_of(used, await self.service.keys(await self._token(used)))
        if registered is None or registered.expires is None:
            return None
        if self.place.owned and registered.expires != used.expires:
            async with self.place.exclusive():
                found = await self.place.load()  # another process may have replaced it
                ring = found.with_expiry(used.private_jwk, registered.expires)
                if ring != found:
                    await self._store(ring)
        return registered.expires

    async def _clean_up(self, ring: KeyRing) -> tuple[KeyRing, StoredKey]:
        """The ring without the keys older than the accepted one, and the accepted key."""
        if not ring.unfinished:
            return ring, ring.newest
        accepted, certain = await _find_accepted(ring, self.service)
        kept = ring.keys[: ring.keys.index(accepted) + 1]
        if certain and kept != ring.keys:
            ring = await self._keep(ring, kept)
        return ring, accepted

    async def _store_expiries(self, ring: KeyRing, registered: Iterable[ListedKey]) -> KeyRing:
        updated = ring
        for stored in ring.keys:
            entry = _entry_of(stored, registered)
            if entry is not None and entry.expires is not None:
                updated = updated.with_expiry(stored.private_jwk, entry.expires)
        return await self._store(updated) if updated != ring else ring

    async def _register_new_key(self, ring: KeyRing, token: BoundToken, unknown: tuple[StoredKey, ...]) -> KeyRing:
        """Steps 1 and 2. Registering a key that is not stored would lock the client out.

        ``unknown``: keys that were never registered, whose place the new one takes.
        """
        new, kept = await new_stored_key(self.key_store, self.make_key), False
        try:
            ring = await self._store(replace(ring, keys=(new, *(each for each in ring.keys if each not in unknown))))
            kept = (await self.place.load()).newest == new and self.place.owned
        finally:
            if not kept:
                await new.discard()
        if not kept:
            raise AppError(ErrorCode.VAULT_UNAVAILABLE, "vault: the new key was not kept")
        for stored in unknown:
            await stored.discard()
        expires = await self.service.register(token, new.key())
        return await self._store(ring.with_expiry(new.private_jwk, expires))

    async def _token(self, stored: StoredKey) -> BoundToken:
        try:
            return await self.service.token(stored.key())
        except AppError as error:
            raise explain_refusal(error, stored, self.clock.now()) from None

    async def _confirm(self, ring: KeyRing, private_jwk: str) -> KeyRing:
        """Wait until HelseID accepts a key, and delete the others."""
        (stored,) = (each for each in ring.keys if each.private_jwk == private_jwk)
        accepted = await is_accepted(stored.key(), self.service, self.sleep or partial(sleep_by, self.clock))
        return await self._keep(ring, (stored,)) if accepted else ring

    async def _keep(self, ring: KeyRing, kept: tuple[StoredKey, ...]) -> KeyRing:
        """The ring with these keys of it. The others are deleted in their stores, too."""
        left = await self._store(replace(ring, keys=kept))
        for stored in ring.keys:
            if stored not in kept:
                await stored.discard()
        return left

    async def _store(self, ring: KeyRing) -> KeyRing:
        await self.place.store(ring)
        return ring


def _private_jwks(ring: KeyRing) -> list[str]:
    return [stored.private_jwk for stored in ring.keys]


async def find_working_key(ring: KeyRing, service: SelvbetjeningClient) -> StoredKey:
    """The key that HelseID accepts; asks HelseID only where the ring is unfinished. Stores nothing.

    Raises AppError: KEY_EXPIRED or CLIENT_REFUSED (none is accepted), and those of the request.
    """
    return (await _find_accepted(ring, service))[0] if ring.unfinished else ring.newest


async def _find_accepted(ring: KeyRing, service: SelvbetjeningClient) -> tuple[StoredKey, bool]:
    """The first key that is not refused, and whether that is certain: a wrong clock causes refusals of good keys, too."""
    doubtful: AppError | None = None
    for stored in ring.keys:
        try:
            accepted = await service.accepts(stored.key())
        except AppError as error:
            if error.code not in (ErrorCode.CLOCK_WRONG, ErrorCode.CLIENT_REFUSED, ErrorCode.KEY_MISSING):  # gone from its store
                raise
            doubtful, accepted = error, False
        if accepted is not False:
            return stored, accepted is True and doubtful is None
    if doubtful is not None:
        raise doubtful
    refused = AppError(ErrorCode.CLIENT_REFUSED, "no key of the ring is accepted", params={"error": "invalid_client"})
    raise explain_refusal(refused, ring.newest, service.clock.now())


def explain_refusal(error: AppError, stored: StoredKey, now: float) -> AppError:
    """KEY_EXPIRED where a refused key has expired, else ``error``. ``now``: HelseID's time, epoch seconds."""
    if error.code is not ErrorCode.CLIENT_REFUSED or error.params.get("error") != "invalid_client":
        return error
    if stored.expires is None or stored.expires.timestamp() > now:
        return error
    date = stored.expires.date().isoformat()
    return AppError(ErrorCode.KEY_EXPIRED, "the client's key has expired", params={"date": date})


def _entry_of(stored: StoredKey, listed: Iterable[ListedKey]) -> ListedKey | None:
    key = stored.key()
    return next((each for each in listed if each.matches(key)), None)


class KeyKeeper:
    """Loads the key for each login and fetches its expiry. ``policy``: ``helseid.rotate_key``; with "never" it does not fetch."""

    def __init__(self, rotation: Rotation, *, policy: str) -> None:
        self._rotation = rotation
        self._fetches_expiry = policy != "never"
        self._used: StoredKey | None = None
        self._fetched_at = float("-inf")  # monotonic seconds

    async def load(self) -> Signer:
        """The key to log in with. Raises AppError: those of ``KeyPlace.load`` and ``find_working_key``."""
        stored = await find_working_key(await self._rotation.place.load(), self._rotation.service)
        known = self._used
        if stored.expires is None and known is not None and known.private_jwk == stored.private_jwk:
            stored = known  # its expiry could not be stored: this user may not write the key
        self._used = stored
        return stored.key()

    @property
    def expires(self) -> datetime.datetime | None:
        return None if self._used is None else self._used.expires

    def explain(self, error: AppError) -> AppError:
        return error if self._used is None else explain_refusal(error, self._used, self._rotation.clock.now())

    async def after_login(self) -> None:
        """Complete an interrupted rotation; fetch the expiry once a day where it is unknown or near."""
        clock = self._rotation.clock
        try:
            await self._rotation.clean_up()
            known = self.expires is not None and self.expires.timestamp() - clock.now() >= DUE.total_seconds()
            waits = clock.monotonic() - self._fetched_at <= _EXPIRY_CHECK_SECONDS
            if self._used is None or not self._fetches_expiry or known or waits:
                return
            self._fetched_at = clock.monotonic()
            self._used = replace(self._used, expires=await self._rotation.fetch_expiry() or self.expires)
        except AppError as error:
            _log.info("the client's key could not be checked: %s (%s)", error.code.value, error.detail)
