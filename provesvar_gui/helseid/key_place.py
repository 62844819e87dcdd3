"""Where the client's private key rests, and who may replace it.

One interface for every model: the user's own key in the system's vault, the machine's key that IT has provisioned, a file
that the policy names, or the memory of this run. What is kept is a ``KeyRing``; ``store`` replaces it whole or not at all.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.client_file import read_client_file
from provesvar_gui.helseid.key_ring import KeyRing, StoredKey, parse_ring, ring_text
from provesvar_gui.net.daemon import on_daemon_thread
from provesvar_gui.system.file_lock import FileLock
from provesvar_gui.system.writable import others_may_change

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.helseid.vault import KeyVault

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


class KeyPlace(Protocol):
    """A place of one client's keys. Rotation is for who owns it."""

    @property
    def kind(self) -> PlaceKind:
        """Which model."""
        ...

    @property
    def owned(self) -> bool:
        """Whether this process may replace the key."""
        ...

    async def load(self) -> KeyRing:
        """What is kept, looked for at every call. Raises AppError: KEY_MISSING, KEY_MALFORMED, VAULT_…."""
        ...

    async def store(self, ring: KeyRing) -> None:
        """Replace it; after a crash the old one or the new one is there. Raises AppError: VAULT_…, KEY_NOT_OURS."""
        ...

    def exclusive(self) -> AbstractAsyncContextManager[None]:
        """Nobody else between ``load`` and ``store``, in any process of this machine.

        Raises AppError: KEY_BUSY, KEY_LOCK_FAILED.
        """
        ...


async def current_key(place: KeyPlace) -> PrivateKey:
    """The key to log in with. Raises what ``load`` raises."""
    return (await place.load()).current.key()


class VaultPlace:
    """The user's own key, in the system's vault. ``lock``: a path beside what else this user keeps."""

    kind = PlaceKind.VAULT
    owned = True

    def __init__(self, vault: KeyVault, client_id: str, lock: Path | None = None) -> None:
        self._vault = vault
        self._client_id = client_id
        self._lock = lock

    async def load(self) -> KeyRing:
        """See ``KeyPlace.load``."""
        text = await self._vault.load(self._client_id)
        if text is None:
            raise AppError(ErrorCode.KEY_MISSING, "vault: no key for this client", params={"file": ""})
        return parse_ring(text)

    async def store(self, ring: KeyRing) -> None:
        """See ``KeyPlace.store``."""
        await self._vault.store(self._client_id, ring_text(ring))

    async def forget(self) -> None:
        """Nothing of it stays. Raises AppError(VAULT_…)."""
        await self._vault.delete(self._client_id)

    def exclusive(self) -> AbstractAsyncContextManager[None]:
        """See ``KeyPlace.exclusive``."""
        return exclusively(self._lock)


class FilePlace:
    """A configuration file of Selvbetjening, left where it is: in ``prod`` only the policy can name one. Read only.

    ``strict``: one that others may change is not used, and ``load`` raises AppError(KEY_EXPOSED); else that is for the log.
    """

    kind = PlaceKind.FILE
    owned = False

    def __init__(self, path: Path, *, strict: bool = True) -> None:
        self.path = path
        self._strict = strict

    async def load(self) -> KeyRing:
        """See ``KeyPlace.load``."""
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

    async def store(self, ring: KeyRing) -> None:
        """See ``KeyPlace.store``: never."""
        raise not_ours()

    def exclusive(self) -> AbstractAsyncContextManager[None]:
        """See ``KeyPlace.exclusive``."""
        return exclusively(None)


class VaultOrMemoryPlace:
    """The vault, or where the session has none the memory of this run: ``memory`` is one for the whole run of the program."""

    def __init__(self, vault: VaultPlace, memory: MemoryPlace) -> None:
        self._vault = vault
        self._memory = memory
        self._used: VaultPlace | MemoryPlace = vault
        self._vault_answered = False

    @property
    def kind(self) -> PlaceKind:
        """Which of the two the last call used."""
        return self._used.kind

    @property
    def owned(self) -> bool:
        """See ``KeyPlace.owned``."""
        return self._used.owned

    async def load(self) -> KeyRing:
        """See ``KeyPlace.load``."""
        self._used, self._vault_answered = self._vault, True
        try:
            return await self._vault.load()
        except AppError as error:
            if error.code is not ErrorCode.VAULT_ABSENT:
                raise
        self._used, self._vault_answered = self._memory, False
        return await self._memory.load()

    async def store(self, ring: KeyRing) -> None:
        """See ``KeyPlace.store``. What was loaded from a vault that has gone since is not replaced in the memory of one run."""
        self._used = self._vault
        try:
            await self._vault.store(ring)
        except AppError as error:
            if error.code is not ErrorCode.VAULT_ABSENT or self._vault_answered:
                raise
            self._used = self._memory
            await self._memory.store(ring)

    async def forget(self) -> None:
        """Nothing of it stays in either. Raises AppError(VAULT_…)."""
        self._memory.forget()
        await self._vault.forget()

    def exclusive(self) -> AbstractAsyncContextManager[None]:
        """See ``KeyPlace.exclusive``."""
        return self._vault.exclusive()


class MemoryPlace:
    """A key for this run only: no vault, and the policy allows to go on without one."""

    kind = PlaceKind.MEMORY
    owned = False  # a new key that nobody keeps would be the end of the client

    def __init__(self, ring: KeyRing | None = None) -> None:
        self._ring = ring

    async def load(self) -> KeyRing:
        """See ``KeyPlace.load``."""
        if self._ring is None:
            raise AppError(ErrorCode.KEY_MISSING, "memory: no key in this run", params={"file": ""})
        return self._ring

    async def store(self, ring: KeyRing) -> None:
        """Keep it until the program ends."""
        self._ring = ring

    def forget(self) -> None:
        """As at the start of the program."""
        self._ring = None

    def exclusive(self) -> AbstractAsyncContextManager[None]:
        """See ``KeyPlace.exclusive``."""
        return exclusively(None)


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
