"""Replacing the client's key, so that whatever breaks off leaves one that works (helseid/README.md §2, §8).

The order, each step one whole write of the ring or one request:

1. a new key is stored as pending, and read back;
2. it is announced to Selvbetjening, with a token got by the old key;
3. it is made the current one, the old one stays as the previous;
4. once it has got a token (HelseID's servers learn of it within 20 s), the previous one goes.

After a crash at any point one of the keys in the ring is registered: ``working`` finds it, and ``settle`` or the next rotation
tidies up. Whoever may not write here (the readers of a machine's key) can still find the one that works.

Keys that files brought where there were others are tried before them, the latest first. What HelseID says of them counts once its
servers have had the time to learn of every change from before they came: a minute of its own time from its first answer on, since
the workstation's clock may be wrong. Till then nothing is thrown away, and nothing replaced.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import logging
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import jose
from provesvar_gui.helseid.jose import unguessable
from provesvar_gui.helseid.keys.key_ring import KeyRing, StoredKey, not_ours
from provesvar_gui.platform.files import write_private
from provesvar_gui.platform.runtime import on_daemon_thread, sleep_by

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from pathlib import Path

    from provesvar_gui.helseid.client_credentials import ClientCredentials, ClientToken
    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.helseid.keys.key_ring import KeyPlace
    from provesvar_gui.helseid.keys.selvbetjening import RegisteredKey, SelfService
    from provesvar_gui.platform.clock import Clock


_log = logging.getLogger(__name__)

_MAKE_SECONDS = 120.0  # for a new key, on a slow machine
_TRIES, _PAUSE = 7, 5.0  # HelseID's servers learn of a key within 20 s (helseid/README.md §8)
_LEARNT = 60.0  # seconds after which all of them have
DUE = datetime.timedelta(days=30)  # less than this left: a key is replaced, and its end is told


def new_key() -> str:
    """A new private JWK as text, with a random name. Takes seconds."""
    return json.dumps(jose.new_rsa_jwk(unguessable()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """``replaced``: whether there is a new key. ``confirmed``: whether HelseID has taken it yet. ``expires``: None: not known.

    ``undecided``: a file has brought a key beside others, and HelseID has not said yet which counts: nothing was done.
    """

    replaced: bool
    confirmed: bool
    expires: datetime.datetime | None
    undecided: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotation:
    """One client's keys at one place. ``make_key``: blocks; a daemon thread runs it. ``sleep``: None: by ``clock``."""

    place: KeyPlace
    credentials: ClientCredentials
    service: SelfService
    clock: Clock
    make_key: Callable[[], str] = field(default=new_key, repr=False)
    sleep: Callable[[float], Awaitable[None]] | None = None

    async def rotate(self, *, within: datetime.timedelta | None = None) -> Outcome:
        """Replace the key. ``within``: only where less is left, or a replacement was begun; an end that is not told is no reason.

        Raises AppError: KEY_NOT_OURS, KEY_BUSY, KEY_EXPIRED, VAULT_…, those of ``ClientCredentials`` and ``SelfService``.
        """
        before = await self._before()
        async with self.place.exclusive():
            found = await self.place.load()
            if found.current.private_jwk != before:  # somebody else has just done it: two that are started make one new key
                return Outcome(replaced=False, confirmed=found.previous is None, expires=found.current.expires)
            ring, works = await self._settled(found)
            if ring.imported:  # HelseID does not tell yet which of several counts
                return Outcome(replaced=False, confirmed=False, expires=works.expires, undecided=True)
            token = await self._token(works)
            listed = await self.service.keys(token)
            ring = await self._adopted(ring, works, listed)
            if found.pending is not None and ring.pending is None:  # one that broke off came to its end
                return Outcome(replaced=True, confirmed=True, expires=ring.current.expires)
            if ring.previous is not None:  # it was replaced, and HelseID's servers do not all know yet
                return Outcome(replaced=False, confirmed=False, expires=ring.current.expires)
            if within is not None and ring.pending is None and not _is_due(ring.current, within, self.clock.now()):
                return Outcome(replaced=False, confirmed=True, expires=ring.current.expires)
            ring = await self._with_pending(ring)
            ring = await self._announced(ring, token, listed)
            confirmed = await self._confirmed(ring)
            return Outcome(replaced=True, confirmed=confirmed, expires=ring.current.expires)

    async def _before(self) -> str:
        if self.place.owned:
            ring = await self.place.load()
            if self.place.owned:  # where there is no vault, only the loading shows that the key is this run's alone
                return ring.current.private_jwk
        raise not_ours()

    async def settle(self) -> None:
        """Tidy up after a rotation that broke off. Nothing happens where none did. Raises AppError as ``rotate``."""
        if self.place.owned and unfinished(await self.place.load()):
            async with self.place.exclusive():
                await self._settled(await self.place.load())

    async def look(self) -> datetime.datetime | None:
        """When the key in use ends, as Selvbetjening says, which is only read; None: it does not say.

        It is kept with the key, where that is this process's to write. Raises AppError: those of ``KeyPlace``,
        ``ClientCredentials`` and ``SelfService``.
        """
        used = await working(await self.place.load(), self.credentials)
        registered = _of(used, await self.service.keys(await self._token(used)))
        if registered is None or registered.expires is None:
            return None
        if self.place.owned and registered.expires != used.expires:
            async with self.place.exclusive():
                found = await self.place.load()  # it may have been replaced meanwhile
                ring = found.with_end(used.private_jwk, registered.expires)
                if ring != found:
                    await self._store(ring)
        return registered.expires

    async def _settled(self, ring: KeyRing) -> tuple[KeyRing, StoredKey]:
        """The ring without what is over, and the key in it that HelseID takes now."""
        if not unfinished(ring):
            return ring, ring.current
        works, sure = await _find(ring, self.credentials)
        if ring.imported:
            if not sure:
                return ring, works
            since = -1.0 if ring.asked is None else self.clock.now() - ring.asked.timestamp()
            if since < 0:  # or it was noted while the time was not known as well as now: anew
                now = datetime.datetime.fromtimestamp(self.clock.now(), datetime.UTC)
                ring = await self._store(replace(ring, asked=now))
            if since < _LEARNT:
                return ring, works
            if works in ring.imported:
                origin = works.key().thumbprint
                alone = replace(ring, current=works, pending=None, previous=None, imported=(), asked=None, origin=origin)
                return await self._store(alone), works
            ring = await self._store(replace(ring, imported=(), asked=None))
        if works is ring.pending and sure:
            ring = await self._store(replace(ring, current=works, pending=None, previous=None))
        elif works is ring.current and ring.previous is not None and sure:
            ring = await self._store(replace(ring, previous=None))
        return ring, works

    async def _token(self, stored: StoredKey) -> ClientToken:
        try:
            return await self.credentials.token(stored.key(), self.service.url)
        except AppError as error:
            raise why_refused(error, stored, self.clock.now()) from None

    async def _adopted(self, ring: KeyRing, works: StoredKey, listed: Iterable[RegisteredKey]) -> KeyRing:
        """The ring with what Selvbetjening knows of its keys."""
        keys = list(listed)
        found = ring
        if works is ring.previous and _of(ring.current, keys) is None:
            # The one that was to replace it is not registered: it is announced anew. No key is thrown away on a list's word.
            found = replace(ring, current=works, pending=ring.current, previous=None)
        registered = _of(found.current, keys)
        if registered is not None and registered.expires is not None:
            found = replace(found, current=replace(found.current, expires=registered.expires))
        return found if found == ring else await self._store(found)

    async def _with_pending(self, ring: KeyRing) -> KeyRing:
        if ring.pending is not None:
            return ring
        try:
            made = await on_daemon_thread(self.make_key, _MAKE_SECONDS)
        except TimeoutError:
            raise AppError(ErrorCode.INTERNAL, "no new key was made in time") from None
        ring = await self._store(replace(ring, pending=StoredKey(private_jwk=made)))
        if (await self.place.load()).pending != ring.pending or not self.place.owned:
            # A key that is announced and then cannot be found would be the end of the client. Loading shows where it is.
            raise AppError(ErrorCode.VAULT_UNAVAILABLE, "vault: the new key was not kept")
        return ring

    async def _announced(self, ring: KeyRing, token: ClientToken, listed: Iterable[RegisteredKey]) -> KeyRing:
        if ring.pending is None:
            raise ValueError("nothing to announce")
        key = ring.pending.key()
        registered = _of(ring.pending, listed)
        expires = registered.expires if registered is not None else await self._announce(ring, key, token)
        current = replace(ring.pending, expires=expires)
        return await self._store(replace(ring, current=current, pending=None, previous=ring.current))

    async def _announce(self, ring: KeyRing, key: PrivateKey, token: ClientToken) -> datetime.datetime | None:
        """Raises AppError where it is not registered then."""
        try:
            return await self.service.announce(token, key)
        except AppError as error:
            try:
                listed = await self.service.keys(token)
            except AppError:
                raise error from None
            registered = next((each for each in listed if each.is_of(key)), None)
            if registered is not None:  # it was taken in, and the answer was lost
                return registered.expires
            if error.code is ErrorCode.REQUEST_REFUSED and _of(ring.current, listed) is not None:
                await self._store(replace(ring, pending=None))  # such a key will never be taken: the next try makes another
            raise

    async def _confirmed(self, ring: KeyRing) -> bool:
        sleep = self.sleep or partial(sleep_by, self.clock)
        for turn in range(_TRIES):
            if turn:
                await sleep(_PAUSE)
            try:
                if await self.credentials.takes(ring.current.key()):
                    await self._store(replace(ring, previous=None))
                    return True
            except AppError as error:
                _log.info("rotation: the new key could not be tried: %s", error.code.value)
        return False

    async def _store(self, ring: KeyRing) -> KeyRing:
        await self.place.store(ring)
        return ring


def unfinished(ring: KeyRing) -> bool:
    """Whether a rotation is under way, or broke off, or a file brought a key beside others."""
    return len(ring.keys()) > 1


async def working(ring: KeyRing, credentials: ClientCredentials) -> StoredKey:
    """The key that HelseID takes now, asked for only where there are several. Stores nothing.

    Raises AppError: KEY_EXPIRED or CLIENT_REFUSED (none is taken), and those of asking.
    """
    return (await _find(ring, credentials))[0] if unfinished(ring) else ring.current


async def _find(ring: KeyRing, credentials: ClientCredentials) -> tuple[StoredKey, bool]:
    """The key that works, and whether HelseID said so: where its answer does not tell, a key is thought to be good.

    With a workstation's clock that is wrong a refusal may be the clock's, although the time was corrected, a refusal that says no
    more may be somebody else's, and a key that cannot be read here cannot be asked for: the next key is tried for the login, and
    nothing is decided.
    """
    untold: AppError | None = None
    for stored in (*reversed(ring.imported), ring.current, ring.pending, ring.previous):
        if stored is not None:
            try:
                taken = await credentials.takes(stored.key())
            except AppError as error:
                if error.code not in (ErrorCode.CLOCK_WRONG, ErrorCode.KEY_MALFORMED, ErrorCode.CLIENT_REFUSED):
                    raise
                untold, taken = error, False
            if taken is not False:
                return stored, taken is True and untold is None
    if untold is not None:
        raise untold
    refused = AppError(ErrorCode.CLIENT_REFUSED, "no key of the ring is taken", params={"error": "invalid_client"})
    raise why_refused(refused, ring.current, credentials.clock.now())


def why_refused(error: AppError, stored: StoredKey, now: float) -> AppError:
    """KEY_EXPIRED where a key was refused whose end is known and over; else ``error``. ``now``: HelseID's time, epoch seconds."""
    if error.code is not ErrorCode.CLIENT_REFUSED or error.params.get("error") != "invalid_client":
        return error
    if stored.expires is None or stored.expires.timestamp() > now:
        return error
    date = stored.expires.date().isoformat()
    return AppError(ErrorCode.KEY_EXPIRED, "HelseID takes the key no longer", params={"date": date})


def _of(stored: StoredKey, listed: Iterable[RegisteredKey]) -> RegisteredKey | None:
    key = stored.key()
    return next((each for each in listed if each.is_of(key)), None)


def _is_due(stored: StoredKey, within: datetime.timedelta, now: float) -> bool:
    return stored.expires is not None and stored.expires.timestamp() - now < within.total_seconds()


_AGAIN = 24 * 3600.0  # seconds between two questions to Selvbetjening
_SECONDS = 3.0  # for the notes' file
_NOTE_LIMIT = 1000  # bytes
_LATEST = 1e11  # epoch seconds, far away
_PASSING = frozenset(  # what says nothing of the client: it is asked again after the next login
    {
        ErrorCode.NO_NETWORK,
        ErrorCode.TIMEOUT,
        ErrorCode.CONNECTION_BROKEN,
        ErrorCode.TLS_REJECTED,
        ErrorCode.TLS_TOO_OLD,
        ErrorCode.PROXY_FAILED,
        ErrorCode.SERVER_ERROR,
        ErrorCode.SERVER_BUSY,
        ErrorCode.KEY_BUSY,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """``asked``, ``ends``: epoch seconds; ``ends`` None: not told. ``key``: the thumbprint (RFC 7638) of the key it is about."""

    key: str
    asked: float
    ends: float | None = None


class KeyNotes:
    """What is remembered of one client's key from one run to the next: when Selvbetjening was asked, and what it said.

    ``folder``: of the user's own state, on this machine. The file holds no secret. It saves a client that may not ask from being
    refused at every start, and tells those who only read the key (a machine's) when it ends. Where it is lost, Selvbetjening is
    asked once more.
    """

    def __init__(self, folder: Path, client_id: str) -> None:
        self._file = folder / f"key-{hashlib.sha256(client_id.encode()).hexdigest()[:16]}.json"

    def read(self) -> Note | None:
        """The last one; None where there is none, or none of ours. Blocks; raises nothing."""
        try:
            with self._file.open("rb") as file:
                said = json.loads(file.read(_NOTE_LIMIT))
            ends = said["ends"]
            return Note(key=str(said["key"]), asked=_time(said["asked"]), ends=None if ends is None else _time(ends))
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None

    def write(self, note: Note) -> None:
        """In the place of the last. Blocks. Raises OSError."""
        write_private(self._file, json.dumps({"key": note.key, "asked": note.asked, "ends": note.ends}).encode())


class Tending(StrEnum):
    """What is done about the key after a login."""

    NOTHING = "nothing"  # besides ending what broke off
    LOOK = "look"  # learn when it ends
    REPLACE = "replace"  # that, and replace it in time


class KeyKeeper:
    """``tending``: what the policy has the program do (``helseid.rotate_key``). ``notes``: of earlier runs; None: none kept."""

    def __init__(self, rotation: Rotation, *, tending: Tending, notes: KeyNotes | None = None) -> None:
        self._rotation = rotation
        self._tending = tending
        self._notes = notes
        self._used: StoredKey | None = None
        self._note: Note | None = None  # what was said last, in this run or an earlier one
        self._read = notes is None
        self._asked = float("-inf")  # by the steady clock

    async def load(self) -> PrivateKey:
        """The key to log in with, looked for at every call. Raises AppError: those of ``KeyPlace.load`` and ``working``."""
        stored = await working(await self._rotation.place.load(), self._rotation.credentials)
        key = stored.key()
        await self._remember(key.thumbprint)
        self._use(stored)
        return key

    @property
    def ends(self) -> datetime.datetime | None:
        """When the key that was loaded last ends; None: not known."""
        return None if self._used is None else self._used.expires

    def why(self, error: AppError) -> AppError:
        """The reason of a failed login, where the key's end is one."""
        return error if self._used is None else why_refused(error, self._used, self._rotation.clock.now())

    async def tend(self) -> None:
        """After a login: end what broke off; learn when the key ends; where that is the policy, replace one that is near its end.

        Selvbetjening is asked once a day, and again only while a replacement is unfinished or where it could not be reached. A
        client that may not ask (it has not the grant, or not the scope) is no error and not asked for again that day. Whoever
        may not replace the key (the readers of a machine's) only looks; so does whoever cannot just now, for a key beside it that
        HelseID has not judged or that this version cannot read. What fails is for the log: the key in use has just worked.
        Raises nothing but CancelledError.
        """
        rotation = self._rotation
        try:
            ring = await rotation.place.load()
            replacing = self._tending is Tending.REPLACE and rotation.place.owned
            if not replacing:
                await rotation.settle()
            if self._due() or (replacing and unfinished(ring)):
                await (self._replace(ring) if replacing else self._look())
            ring = await rotation.place.load()
            if rotation.place.owned and not ring.imported and ring.current.mark:
                self._use(ring.current)
            elif self._used is not None:
                self._use(self._used)
        except AppError as error:
            _log.info("the client's key was not tended to: %s (%s)", error.code.value, error.detail)

    def _due(self) -> bool:
        return self._tending is not Tending.NOTHING and self._rotation.clock.monotonic() - self._asked > _AGAIN

    async def _replace(self, ring: KeyRing) -> None:
        due, before, self._asked = self._due(), self._asked, self._rotation.clock.monotonic()
        try:
            outcome = await self._rotation.rotate(within=DUE)
        except AppError as error:
            if error.code in _PASSING:
                self._asked = before
            if error.code is not ErrorCode.KEY_MALFORMED:
                raise
        else:
            if outcome.replaced:
                _log.info("the client's key was replaced")
            if not outcome.undecided:
                return
        if ring.in_the_way:
            _log.warning("the client's key is not replaced: a key beside it cannot be read by this version")
        self._asked = before
        if due:
            await self._look()

    async def _look(self) -> None:
        before, self._asked = self._asked, self._rotation.clock.monotonic()
        ends: datetime.datetime | None = None
        try:
            ends = await self._rotation.look()
        except AppError as error:
            _log.info("when the client's key ends was not told: %s", error.code.value)
            if error.code in _PASSING:
                self._asked = before
                return
        if self._used is not None:
            await self._keep(self._used.key().thumbprint, ends)

    async def _keep(self, mark: str, ends: datetime.datetime | None) -> None:
        told = None if ends is None else ends.timestamp()
        if told is None and self._note is not None and self._note.key == mark:
            told = self._note.ends  # an end that is not told takes none away
        self._note = note = Note(key=mark, asked=self._rotation.clock.now(), ends=told)
        if self._notes is not None:
            with suppress(OSError, TimeoutError):
                await on_daemon_thread(partial(self._notes.write, note), _SECONDS)

    async def _remember(self, mark: str) -> None:
        """Once in a run. A note on another key, or from the future, says nothing of when to ask."""
        if self._read or self._notes is None:
            return
        self._read = True
        with suppress(TimeoutError):
            self._note = await on_daemon_thread(self._notes.read, _SECONDS)
        clock = self._rotation.clock
        if self._note is not None and self._note.key == mark and 0 <= clock.now() - self._note.asked <= _AGAIN:
            self._asked = clock.monotonic() - (clock.now() - self._note.asked)

    def _use(self, stored: StoredKey) -> None:
        """With what was told of it, where that is not kept with the key."""
        note = self._note
        if stored.expires is None and note is not None and note.ends is not None and note.key == stored.key().thumbprint:
            stored = replace(stored, expires=datetime.datetime.fromtimestamp(note.ends, datetime.UTC))
        self._used = stored


def _time(said: object) -> float:
    """Raises ValueError for what is no time of this age."""
    if not isinstance(said, int | float) or not 0 <= said < _LATEST:
        raise ValueError("no time")
    return float(said)
