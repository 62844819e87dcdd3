"""Replacing the client's key, so that whatever breaks off leaves one that works (helseid/README.md §2, §8).

The order, each step one whole write of the ring or one request:

1. a new key is stored in front of the others, and read back;
2. it is announced to Selvbetjening, with a token got by the old key;
3. once it has got a token (HelseID's servers learn of it within 20 s), the others go.

After a crash at any point one of the keys in the ring is registered: ``working`` finds it, and ``settle`` or the next rotation
tidies up. Whoever may not write here (the readers of a machine's key) can still find the one that works. A key that came
from a file counts as not yet accepted, too.
"""

from __future__ import annotations

import datetime
import json
import logging
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import jose
from provesvar_gui.helseid.keys.key_ring import KeyRing, StoredKey
from provesvar_gui.platform.runtime import on_daemon_thread, sleep_by

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.helseid.keys.key_ring import KeyPlace
    from provesvar_gui.helseid.keys.selvbetjening import ListedKey, SelvbetjeningClient
    from provesvar_gui.helseid.requests import BoundToken
    from provesvar_gui.platform.clock import Clock

_log = logging.getLogger(__name__)

_MAKE_SECONDS = 120.0  # for a new key, on a slow machine
_TRIES, _PAUSE = 7, 5.0  # HelseID's servers learn of a key within 20 s (helseid/README.md §8)
_AGAIN = 24 * 3600.0  # seconds between two questions to Selvbetjening
DUE = datetime.timedelta(days=30)  # less than this left: a key is replaced, and its end is told


def new_key() -> str:
    return json.dumps(jose.new_rsa_jwk(jose.unguessable()))


class RotationOutcome(NamedTuple):
    """``replaced``: whether there is a new key; ``confirmed``: whether HelseID has taken it yet."""

    replaced: bool
    ring: KeyRing

    @property
    def confirmed(self) -> bool:
        return not self.ring.unfinished

    @property
    def expires(self) -> datetime.datetime | None:
        return self.ring.newest.expires


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotation:
    """The rotation of one client's keys.

    ``make_key``: blocks; a daemon thread runs it. ``sleep``: None: by ``clock``.
    """

    place: KeyPlace
    service: SelvbetjeningClient
    clock: Clock
    make_key: Callable[[], str] = field(default=new_key, repr=False)
    sleep: Callable[[float], Awaitable[None]] | None = None

    async def rotate(self, *, within: datetime.timedelta | None = None) -> RotationOutcome:
        """Replace the key. ``within``: only where less is left, or a replacement was begun; an unknown end is no reason.

        Raises AppError: KEY_NOT_OURS, KEY_BUSY, KEY_EXPIRED, VAULT_…, those of ``SelvbetjeningClient``.
        """
        before = await self.place.load() if self.place.owned else None
        if before is None or not self.place.owned:  # where there is no vault, only the loading shows that the key is this run's
            raise AppError(ErrorCode.KEY_NOT_OURS, "the key is not this user's to replace")
        async with self.place.exclusive():
            found = await self.place.load()
            ring, works = await self._settled(found)
            token = await self._token(works)
            listed = await self.service.keys(token)
            newer = ring.keys[: ring.keys.index(works)]
            known = ring
            for stored, registered in ((stored, _entry_of(stored, listed)) for stored in ring.keys):
                if registered is not None and registered.expires is not None:
                    known = known.with_end(stored.private_jwk, registered.expires)
            if known != ring:
                ring = await self._store(known)
            if _texts(found) != _texts(before):  # two that are started make one new key
                return RotationOutcome(replaced=False, ring=ring)
            if found.unfinished and works is found.newest:  # one that broke off came to its end
                return RotationOutcome(replaced=True, ring=ring)
            announced = next((stored for stored in newer if _entry_of(stored, listed) is not None), None)
            if announced is None:
                if within is not None and not newer and not _is_due(ring.newest, within, self.clock.now()):
                    return RotationOutcome(replaced=False, ring=ring)
                try:
                    announced = StoredKey(private_jwk=await on_daemon_thread(self.make_key, _MAKE_SECONDS))
                except TimeoutError:
                    raise AppError(ErrorCode.INTERNAL, "no new key was made in time") from None
                ring = await self._store(replace(ring, keys=(announced, *ring.keys)))
                if (await self.place.load()).newest != announced or not self.place.owned:
                    # A key that is announced and then cannot be found would be the end of the client. Loading shows where it is.
                    raise AppError(ErrorCode.VAULT_UNAVAILABLE, "vault: the new key was not kept")
                expires = await self.service.announce(token, announced.key())
                ring = await self._store(ring.with_end(announced.private_jwk, expires))
            return RotationOutcome(replaced=True, ring=await self._confirmed(ring, announced.private_jwk))

    async def settle(self) -> None:
        """Tidy up after a rotation that broke off. Nothing happens where none did. Raises AppError as ``rotate``."""
        if self.place.owned and (await self.place.load()).unfinished:
            async with self.place.exclusive():
                await self._settled(await self.place.load())

    async def look(self) -> datetime.datetime | None:
        """When the key in use ends, as Selvbetjening says; kept with the key where that is ours to write."""
        used = await working(await self.place.load(), self.service)
        registered = _entry_of(used, await self.service.keys(await self._token(used)))
        if registered is None or registered.expires is None:
            return None
        if self.place.owned and registered.expires != used.expires:
            async with self.place.exclusive():
                found = await self.place.load()  # another process may have replaced it
                ring = found.with_end(used.private_jwk, registered.expires)
                if ring != found:
                    await self._store(ring)
        return registered.expires

    async def _settled(self, ring: KeyRing) -> tuple[KeyRing, StoredKey]:
        """The ring without what is over, and the key in it that HelseID takes now."""
        if not ring.unfinished:
            return ring, ring.newest
        works, sure = await _find(ring, self.service)
        kept = ring.keys[: ring.keys.index(works) + 1]
        if sure and kept != ring.keys:
            ring = await self._store(replace(ring, keys=kept))
        return ring, works

    async def _token(self, stored: StoredKey) -> BoundToken:
        try:
            return await self.service.token(stored.key())
        except AppError as error:
            raise why_refused(error, stored, self.clock.now()) from None

    async def _confirmed(self, ring: KeyRing, private_jwk: str) -> KeyRing:
        """Without the others, once HelseID takes this one of its keys."""
        (stored,) = (each for each in ring.keys if each.private_jwk == private_jwk)
        sleep = self.sleep or partial(sleep_by, self.clock)
        for turn in range(_TRIES):
            if turn:
                await sleep(_PAUSE)
            try:
                if await self.service.takes(stored.key()):
                    return await self._store(replace(ring, keys=(stored,)))
            except AppError as error:
                _log.info("rotation: the new key could not be tried: %s", error.code.value)
        return ring

    async def _store(self, ring: KeyRing) -> KeyRing:
        await self.place.store(ring)
        return ring


def _texts(ring: KeyRing) -> list[str]:
    return [stored.private_jwk for stored in ring.keys]


async def working(ring: KeyRing, service: SelvbetjeningClient) -> StoredKey:
    """The key that HelseID takes now, asked for only where there are several. Stores nothing.

    Raises AppError: KEY_EXPIRED or CLIENT_REFUSED (none is taken), and those of asking.
    """
    return (await _find(ring, service))[0] if ring.unfinished else ring.newest


async def _find(ring: KeyRing, service: SelvbetjeningClient) -> tuple[StoredKey, bool]:
    """The key that works, and whether HelseID said so: a refusal that may be the clock's or somebody else's decides nothing."""
    untold: AppError | None = None
    for stored in ring.keys:
        try:
            taken = await service.takes(stored.key())
        except AppError as error:
            if error.code not in (ErrorCode.CLOCK_WRONG, ErrorCode.CLIENT_REFUSED):
                raise
            untold, taken = error, False
        if taken is not False:
            return stored, taken is True and untold is None
    if untold is not None:
        raise untold
    refused = AppError(ErrorCode.CLIENT_REFUSED, "no key of the ring is taken", params={"error": "invalid_client"})
    raise why_refused(refused, ring.newest, service.clock.now())


def why_refused(error: AppError, stored: StoredKey, now: float) -> AppError:
    """KEY_EXPIRED where a key was refused whose end is known and over; else ``error``. ``now``: HelseID's time, epoch seconds."""
    if error.code is not ErrorCode.CLIENT_REFUSED or error.params.get("error") != "invalid_client":
        return error
    if stored.expires is None or stored.expires.timestamp() > now:
        return error
    date = stored.expires.date().isoformat()
    return AppError(ErrorCode.KEY_EXPIRED, "HelseID takes the key no longer", params={"date": date})


def _entry_of(stored: StoredKey, listed: Iterable[ListedKey]) -> ListedKey | None:
    key = stored.key()
    return next((each for each in listed if each.is_of(key)), None)


def _is_due(stored: StoredKey, within: datetime.timedelta, now: float) -> bool:
    return stored.expires is not None and stored.expires.timestamp() - now < within.total_seconds()


class KeyKeeper:
    """Loads the key for each login, and learns when it ends, unless ``helseid.rotate_key`` is "never" (``policy``)."""

    def __init__(self, rotation: Rotation, *, policy: str) -> None:
        self._rotation = rotation
        self._asks = policy != "never"
        self._used: StoredKey | None = None
        self._asked = float("-inf")  # by the steady clock

    async def load(self) -> PrivateKey:
        """The key to log in with, looked for at every call. Raises AppError: those of ``KeyPlace.load`` and ``working``."""
        stored = await working(await self._rotation.place.load(), self._rotation.service)
        known = self._used
        if stored.expires is None and known is not None and known.private_jwk == stored.private_jwk:
            stored = known  # of a key that is not this process's to write
        self._used = stored
        return stored.key()

    @property
    def ends(self) -> datetime.datetime | None:
        return None if self._used is None else self._used.expires

    def why(self, error: AppError) -> AppError:
        return error if self._used is None else why_refused(error, self._used, self._rotation.clock.now())

    async def tend(self) -> None:
        """After a login: end what broke off, and learn once a day when the key ends, where that is not known or near."""
        clock = self._rotation.clock
        try:
            await self._rotation.settle()
            known = self.ends is not None and self.ends.timestamp() - clock.now() >= DUE.total_seconds()
            if self._used is None or not self._asks or known or clock.monotonic() - self._asked <= _AGAIN:
                return
            self._asked = clock.monotonic()
            self._used = replace(self._used, expires=await self._rotation.look() or self.ends)
        except AppError as error:
            _log.info("the client's key was not tended to: %s (%s)", error.code.value, error.detail)
