"""Where the client's private key rests, and who may replace it.

One interface for every model: the user's own key in the system's vault, the machine's key that IT has provisioned, a file
that the policy names, or the memory of this run. What is kept is a ``KeyRing``; ``store`` replaces it whole or not at all.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from enum import StrEnum
from typing import TYPE_CHECKING

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


class KeyPlace:
    """A place of one client's keys. Rotation is for who owns it."""

    @property
    def kind(self) -> PlaceKind:
        """Which model."""
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
        """See ``KeyPlace.owned``."""
        return not self._in_memory

    async def load(self) -> KeyRing:
        """See ``KeyPlace.load``."""
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
        """See ``KeyPlace.store``. What was loaded from a vault that has gone since is not replaced in the memory of one run."""
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
        """See ``KeyPlace.exclusive``."""
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


class MemoryPlace(KeyPlace):
    """A key for this run only: no vault, and the policy allows to go on without one."""

    kind = PlaceKind.MEMORY  # not owned: a new key that nobody keeps would be the end of the client

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
