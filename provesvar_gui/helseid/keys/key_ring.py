"""The stored keys of a client, the places where they can be stored, and the rights to replace them.

A ``KeyRing`` is one text, so that a place that replaces a text whole steps from one state to the next.
"""

from __future__ import annotations

import asyncio
import ctypes
import json
import logging
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.client_file import load_private_key
from provesvar_gui.helseid.keys.key_store import KeyStore, store_signer
from provesvar_gui.platform.files import FileLock, why_others_can_write, write_private
from provesvar_gui.platform.runtime import on_daemon_thread

if sys.platform != "win32":
    import grp

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from provesvar_gui.helseid.jose import Signer
    from provesvar_gui.helseid.keys.client_file import JudgedFile
    from provesvar_gui.helseid.keys.vault import KeyVault


_log = logging.getLogger(__name__)
_VERSION = 1
_MEMBERS = {"version", "clientId", "origin", "keys"}
_LOCK_SECONDS = 30.0  # another program's rotation waits for HelseID
_PAUSE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredKey:
    """A stored key. ``store``: the store that it never leaves; ``private_jwk`` is its public part then. JSON text.

    ``expires``: UTC; None: not known, which is not "never".
    """

    private_jwk: str = field(repr=False)
    expires: datetime | None = None
    store: KeyStore | None = field(default=None, repr=False, compare=False)

    def key(self) -> Signer:
        return load_private_key(self.private_jwk) if self.store is None else store_signer(self.private_jwk, self.store)

    @property
    def kind(self) -> str:
        """Where it is, as ``helseid.key_store`` says it."""
        return "vault" if self.store is None else self.store.kind

    async def discard(self) -> None:
        """Delete it in its store. Raises nothing: one that is left there is of no use."""
        if self.store is not None:
            try:
                await self.store.delete(self.key().key_id or "")
            except AppError as error:
                _log.info("a key that was replaced is still in its store: %s (%s)", error.code.value, error.detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRing:
    """The keys of a client, the newest first. Older ones are deleted when HelseID has accepted it.

    ``client_id``: where the place knows it. ``origin``: the thumbprint of the key imported from a file; it may be replaced since.
    """

    keys: tuple[StoredKey, ...]
    client_id: str = ""
    origin: str = ""

    @property
    def newest(self) -> StoredKey:
        return self.keys[0]

    @property
    def unfinished(self) -> bool:
        """Whether a rotation is running or was interrupted, or a key was imported beside others."""
        return len(self.keys) > 1

    def with_expiry(self, private_jwk: str, expires: datetime | None) -> KeyRing:
        keys = (replace(each, expires=expires) if each.private_jwk == private_jwk else each for each in self.keys)
        return replace(self, keys=tuple(keys))


Stores = Callable[[str], KeyStore | None] | None  # by kind; None: not known


def ring_text(ring: KeyRing) -> str:
    keys = []
    for stored in ring.keys:
        expires = {} if stored.expires is None else {"expires": stored.expires.astimezone(UTC).isoformat()}
        store = {} if stored.store is None else {"store": stored.store.kind}
        keys.append({"jwk": stored.private_jwk, **store, **expires})
    members = {"version": _VERSION, "clientId": ring.client_id, "origin": ring.origin, "keys": keys}
    return json.dumps(members, separators=(",", ":"))


def parse_ring(text: str, *, source: str = "", stores: Stores = None) -> KeyRing:
    """Parse the stored text. Raises AppError: KEY_MALFORMED, KEY_NEWER."""
    try:
        found = json.loads(text)
        version, client_id, origin = found["version"], found.get("clientId", ""), found.get("origin", "")
        if type(version) is int and (version > _VERSION or not found.keys() <= _MEMBERS):
            raise AppError(ErrorCode.KEY_NEWER, "stored key: of a later version", params={"file": source})
        keys = tuple(_stored(each, stores) for each in found["keys"])
        if version == _VERSION and keys and isinstance(client_id, str) and isinstance(origin, str):
            return KeyRing(keys=keys, client_id=client_id, origin=origin)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        pass
    raise AppError(ErrorCode.KEY_MALFORMED, "stored key: of no form that is known", params={"file": source})


def _stored(found: dict[str, Any], stores: Stores) -> StoredKey:
    jwk, expires = found["jwk"], found.get("expires")
    store = stores(found["store"]) if stores is not None and "store" in found else None
    if "store" in found and store is None:
        raise AppError(ErrorCode.KEY_NEWER, "stored key: in a store that is not known", params={"file": ""})
    when = None if expires is None else datetime.fromisoformat(expires)
    if not isinstance(jwk, str) or (when is not None and when.tzinfo is None):
        raise ValueError("not a text, or a time without a zone")
    return StoredKey(private_jwk=jwk, expires=when, store=store)


class PlaceKind(StrEnum):
    VAULT = "vault"
    MACHINE = "machine"
    MEMORY = "memory"


class KeyPlace:
    """A place of one client's keys; here the memory of one run, where there is no vault and the policy allows that.

    ``owned``: whether this process may replace the key: a new key in memory only would lock the client out. ``lock``: a path;
    None: no other process.
    """

    kind = PlaceKind.MEMORY
    owned = False

    def __init__(self, ring: KeyRing | None = None, lock: Path | None = None) -> None:
        self._ring, self._lock = ring, lock

    async def load(self) -> KeyRing:
        """Read the ring from its place. Raises AppError: KEY_MISSING, KEY_MALFORMED, VAULT_…."""
        if self._ring is None:
            raise AppError(ErrorCode.KEY_MISSING, "memory: no key in this run", params={"file": ""})
        return self._ring

    async def store(self, ring: KeyRing) -> None:
        """Replace the ring; after a crash the old one or the new one is there. Raises AppError: VAULT_…, KEY_FORBIDDEN."""
        self._ring = ring

    @asynccontextmanager
    async def exclusive(self) -> AsyncIterator[None]:
        """Exclude other processes between ``load`` and ``store``. AppError: KEY_NOT_OURS, KEY_BUSY, KEY_LOCK_FAILED."""
        if self._lock is None:
            yield
            return
        if not self.owned:
            raise AppError(ErrorCode.KEY_NOT_OURS, "the key is not this user's to replace")
        lock = FileLock(self._lock)
        try:
            async with asyncio.timeout(_LOCK_SECONDS):
                while not lock.acquire():  # noqa: ASYNC110 - it is held in another process: there is no event to wait for
                    await asyncio.sleep(_PAUSE)
        except TimeoutError:
            raise AppError(ErrorCode.KEY_BUSY, "another program is at the key") from None
        except OSError as error:
            why = f"the key's lock: {type(error).__name__}"
            raise AppError(ErrorCode.KEY_LOCK_FAILED, why, params={"folder": str(self._lock.parent)}) from None
        try:
            yield
        finally:
            lock.release()


class VaultPlace(KeyPlace):
    """The user's own key, in the system's vault, or its public part, where it is in a store. ``lock``: in the user's folder.

    ``memory``: what is used instead where the session has no vault, one for the whole run of the program; None: nothing is.
    ``kind`` and ``owned`` are of the last ``load``.
    """

    def __init__(
        self, vault: KeyVault, client: str, lock: Path | None = None, *, memory: KeyPlace | None = None, stores: Stores = None
    ) -> None:
        super().__init__(lock=lock)
        self._vault, self._client_id, self._memory, self._stores = vault, client, memory, stores
        self.kind, self.owned = PlaceKind.VAULT, True

    async def load(self) -> KeyRing:
        self.kind, self.owned = PlaceKind.VAULT, True
        try:
            text = await self._vault.load(self._client_id)
        except AppError as error:
            if error.code is not ErrorCode.VAULT_ABSENT or self._memory is None:
                raise
            self.kind, self.owned = self._memory.kind, self._memory.owned
            return await self._memory.load()
        if text is None:
            raise AppError(ErrorCode.KEY_MISSING, "vault: no key for this client", params={"file": ""})
        return parse_ring(text, stores=self._stores)

    async def store(self, ring: KeyRing) -> None:
        """Store the ring where ``load`` found it; a ring of a vault that is gone is not stored in memory instead."""
        if self._memory is not None and not self.owned:
            await self._memory.store(ring)
        else:
            await self._vault.store(self._client_id, ring_text(ring))

    async def forget(self) -> None:
        async with self.exclusive():
            ring = await usable(self)
            await self._vault.delete(self._client_id)
            for stored in () if ring is None else ring.keys:
                await stored.discard()


# -- the key of a file


class ImportOutcome(StrEnum):
    ALONE = "alone"  # the only one, or the one that was in use already
    BESIDE = "beside"  # there were others of the client: HelseID says at the next login which counts
    OLDER = "older"  # it stays out: the one that was there has replaced it


async def usable(place: KeyPlace) -> KeyRing | None:
    """The stored ring; None where it could not be used for a login. Raises AppError for other failures."""
    try:
        ring = await place.load()
        for stored in ring.keys:
            stored.key()
    except AppError as error:
        if error.code in (ErrorCode.KEY_MISSING, ErrorCode.KEY_MALFORMED, ErrorCode.KEY_EXPOSED):
            return None
        raise
    return ring


async def keep(judged: JudgedFile, place: KeyPlace, *, replace_newer: bool = False) -> ImportOutcome:
    """Store the key of an accepted file. ``replace_newer``: delete any existing keys.

    Raises AppError: VAULT_…, KEY_NOT_OURS, KEY_BUSY, KEY_LOCK_FAILED.
    """
    if judged.refused:
        raise ValueError("refused")
    async with place.exclusive():
        ring, outcome = joined(None if replace_newer else await usable(place), ring_of(judged))
        if outcome is not ImportOutcome.OLDER:
            await place.store(ring)
    return outcome


def ring_of(judged: JudgedFile) -> KeyRing:
    file = judged.file
    stored = StoredKey(private_jwk=file.private_jwk, expires=file.expires)
    return KeyRing(keys=(stored,), client_id=file.client_id, origin=stored.key().thumbprint)


def joined(found: KeyRing | None, new: KeyRing) -> tuple[KeyRing, ImportOutcome]:
    """The ring with a file's key added. Stored keys stay: a file alone may be out of date.

    Raises AppError(KEY_MALFORMED).
    """
    if found is None or (found.client_id and new.client_id and found.client_id != new.client_id):
        return new, ImportOutcome.ALONE
    newest, ends = found.newest, new.newest.expires
    named = replace(found, client_id=found.client_id or new.client_id)
    marks = [stored.key().thumbprint for stored in found.keys]
    if marks[0] == new.origin:
        ring = named if ends is None else named.with_expiry(newest.private_jwk, ends)
        return replace(ring, origin=new.origin), ImportOutcome.ALONE
    if new.origin in (*marks, found.origin) or (newest.expires and ends and newest.expires > ends):
        return found, ImportOutcome.OLDER
    return replace(named, keys=(new.newest, *found.keys), origin=new.origin), ImportOutcome.BESIDE


_SYSTEM, _ADMINISTRATORS = "*S-1-5-18:F", "*S-1-5-32-544:F"
_SECONDS = 10.0


def protecting(path: Path, group: str = "") -> list[str]:
    """The command that gives the file to SYSTEM and the administrators, readable by ``group`` if given."""
    readers = [f"{group}:R"] if group else []
    return ["icacls", str(path), "/inheritance:r", "/grant:r", _SYSTEM, _ADMINISTRATORS, *readers]


_LIMIT = 64 * 1024  # bytes
_OTHERS = stat.S_IRWXO | stat.S_IWGRP | stat.S_IXGRP


def is_administrator() -> bool:
    if sys.platform == "win32":
        return bool(ctypes.windll.shell32.IsUserAnAdmin())
    return os.geteuid() == 0


class MachinePlace(KeyPlace):
    """The place of the machine key. ``administrator``: the user id that must own the file.

    ``group``: whose accounts are to read it from now on; empty: who reads it stays as it is.
    """

    kind = PlaceKind.MACHINE

    def __init__(self, path: Path, *, administrator: int = 0, owned: bool | None = None, group: str = "") -> None:
        super().__init__(lock=path.with_suffix(".lock"))  # beside the key, where only the administrator writes
        self.path = path
        self._administrator, self._group = administrator, group
        self.owned = is_administrator() if owned is None else owned

    async def load(self) -> KeyRing:
        try:
            text = await on_daemon_thread(self._read, _SECONDS)
        except TimeoutError:
            raise self._error(ErrorCode.KEY_MISSING, "timeout") from None
        return parse_ring(text, source=str(self.path))

    async def store(self, ring: KeyRing) -> None:
        """Store the key and check the file as its readers will. Under the lock.

        Raises LookupError (there is no such group), and AppError: KEY_FORBIDDEN; KEY_EXPOSED, before the key is written where
        that can be.
        """
        await on_daemon_thread(lambda: self._write(ring_text(ring).encode()), _SECONDS)

    def _write(self, data: bytes) -> None:
        try:
            if sys.platform == "win32":
                swap = os.replace if self._group else _keeping_its_list
                run = partial(subprocess.run, check=True, capture_output=True, timeout=_SECONDS)
                write_private(self.path, data, lambda new: run(protecting(new, self._group)), swap)
                return
            group = grp.getgrnam(self._group).gr_gid if self._group else self.path.stat().st_gid

            def guard(new: Path) -> None:
                """To be read by the group, written by the owner alone."""
                os.chown(new, -1, group)
                new.chmod(0o640)

            self._judge_folder()
            write_private(self.path, data, guard)
        except (OSError, subprocess.SubprocessError) as error:
            raise self._error(ErrorCode.KEY_FORBIDDEN, f"not written: {type(error).__name__}") from None
        self._read()

    def _read(self) -> str:
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
        try:
            handle = os.open(self.path, flags)
        except OSError as error:
            code = ErrorCode.KEY_FORBIDDEN if isinstance(error, PermissionError) else ErrorCode.KEY_MISSING
            raise self._error(code, type(error).__name__) from None
        with os.fdopen(handle, "rb") as file:
            self._judge(os.fstat(file.fileno()))
            raw = file.read(_LIMIT + 1)
        return raw.decode(errors="replace") if len(raw) <= _LIMIT else ""

    def _judge(self, found: os.stat_result) -> None:
        why = ""
        if not stat.S_ISREG(found.st_mode):
            why = "no ordinary file"
        elif sys.platform == "win32":
            return
        elif found.st_uid != self._administrator:
            why = "owned by somebody else than the administrator"
        elif found.st_mode & _OTHERS:
            why = "others can read it, or the group can write"
        elif found.st_mode & stat.S_IRGRP and os.geteuid() != self._administrator and found.st_gid == os.getgid():
            why = "its group is an account's first group, not one that was chosen"
        if why:
            raise self._error(ErrorCode.KEY_EXPOSED, why)
        self._judge_folder()

    def _judge_folder(self) -> None:
        folder = self.path.parent.stat()
        open_one = folder.st_uid != self._administrator or folder.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        if open_one or (self.path.exists() and why_others_can_write(self.path)):  # a folder above it
            raise self._error(ErrorCode.KEY_EXPOSED, "others can write in its folder")

    def _error(self, code: ErrorCode, why: str) -> AppError:
        return AppError(code, f"machine key: {why}", params={"file": str(self.path)})


def make_folder(folder: Path) -> None:
    """Make the folder if missing, passable for all accounts whatever the umask. Raises OSError."""
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(0o755)


if sys.platform == "win32":

    def _keeping_its_list(new: Path, old: Path) -> None:
        """ReplaceFileW gives the new file the old one's access list, by its documentation; Wine has no such lists."""
        if not ctypes.windll.kernel32.ReplaceFileW(str(old), str(new), None, 0, None, None):
            raise ctypes.WinError()
