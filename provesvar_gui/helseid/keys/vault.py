"""The operating system's vault for the client's private key: the only importer of keyring and secretstorage.

The backend is named per platform: entry points, ``PYTHON_KEYRING_BACKEND`` and ``keyringrc.cfg`` could lead a secret elsewhere.
Windows takes 2560 bytes for one entry and a client's keys have more, so they lie in a file, AES-256-GCM, whose key is the entry.

A locked vault may wait for a person: every call runs on a daemon thread with a limit, and the system's question comes only where
somebody is told of it (``on_asking``), since it may cover whatever is on the screen.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import os
import re
import sys
import threading
import weakref
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.platform.files import write_private
from provesvar_gui.platform.runtime import on_daemon_thread

if sys.platform == "linux":
    import secretstorage
    from secretstorage.exceptions import ItemNotFoundException, PromptDismissedException

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

T = TypeVar("T")

_SECONDS = 10.0
_ASKING_SECONDS = 120.0  # somebody is looking for their password
_USER = "private-jwk"
_HEAD, _NEWER_HEAD = b"PVK1\n", re.compile(rb"PVK[02-9]")
_KEY_BITS, _NONCE_LENGTH = 256, 12  # bytes (NIST SP 800-38D section 8.2)
_LIMIT = 256 * 1024  # bytes of a file
_DEFAULT = "/org/freedesktop/secrets/aliases/default"
# Names, since every platform has other modules: what keyring's backends raise where there is no vault, and where it stays locked.
_ABSENT = {"SecretServiceNotAvailableException", "NoKeyringError", "ImportError", "ModuleNotFoundError", "NameError"}
_LOCKED = {"KeyringLocked", "LockedException", "PromptDismissedException"}


class Store(Protocol):
    """A keyring backend. ``delete_password`` may raise where there is no entry."""

    def get_password(self, service: str, username: str, /) -> str | None: ...
    def set_password(self, service: str, username: str, password: str, /) -> None: ...
    def delete_password(self, service: str, username: str, /) -> None: ...


class SecretServiceStore:
    """The Secret Service: the session's own collection, over one connection, one call at a time.

    keyring's own opens one for each entry; gnome-keyring aborts about once in a hundred calls when a client is gone too soon.
    """

    close: Callable[[], object] = staticmethod(lambda: None)  # nothing is open

    @cached_property
    def _bus(self) -> Any:
        bus = secretstorage.dbus_init()
        # Not by __del__: in a ring of objects the socket may be finalised before it, and says that nobody closed it.
        self.close = weakref.finalize(self, bus.close)
        return bus

    def asks(self) -> bool:
        """Whether the next call makes the system ask for the vault's password. May block."""
        try:
            # The alias itself: secretstorage's own function would make a collection, and ask, where there is none.
            return bool(secretstorage.Collection(self._bus, _DEFAULT).is_locked())
        except ItemNotFoundException:
            return True  # a new one is given a password

    def collection(self) -> Any:
        """The collection in use, unlocked; the system asks for a password if needed."""
        collection = secretstorage.get_default_collection(self._bus)
        if collection.unlock():
            raise PromptDismissedException
        return collection

    def get_password(self, service: str, username: str, /) -> str | None:
        for item in self._items(service, username):
            return str(item.get_secret().decode())
        return None

    def set_password(self, service: str, username: str, password: str, /) -> None:
        label = f"{service} ({username})"
        self.collection().create_item(label, _entry(service, username), password.encode(), replace=True)

    def delete_password(self, service: str, username: str, /) -> None:
        for item in self._items(service, username):
            item.delete()

    def _items(self, service: str, username: str) -> Iterator[Any]:
        for item in self.collection().search_items(_entry(service, username)):
            if item.unlock():  # KeePassXC asks for each
                raise PromptDismissedException
            yield item


def _entry(service: str, username: str) -> dict[str, str]:
    return {"service": service, "username": username}


def platform_store(platform: str = sys.platform) -> Store:
    store: Any  # keyring's classes carry no types; each is a Store in shape
    if platform == "win32":
        from keyring.backends import Windows

        store = Windows.WinVaultKeyring()  # type: ignore[no-untyped-call]
        store.persist = "local machine"  # keyring's default roams with the profile
    elif platform == "darwin":
        from keyring.backends import macOS

        store = macOS.Keyring()  # type: ignore[no-untyped-call]
    else:
        store = SecretServiceStore()
    return cast("Store", store)


def _read(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            content = file.read(_LIMIT + 1)
    except FileNotFoundError:
        return None
    if _NEWER_HEAD.match(content):
        raise AppError(ErrorCode.KEY_NEWER, "vault: of a later version", params={"file": ""})
    return content


def _cipher(entry: str | None) -> AESGCM:
    return AESGCM(base64.b64decode(entry or "", validate=True))


class KeyVault:
    """Keeps one text per name. Raises AppError: VAULT_…, KEY_MALFORMED, KEY_MISSING, KEY_NEWER.

    ``user``: as whose secret the system's lists show it. ``folder``: for encrypted files, one for each name, whose keys are the
    entries of the vault; None: the text itself is the entry.
    """

    def __init__(
        self,
        service: str,
        *,
        open_store: Callable[[], Store] = platform_store,
        seconds: float = _SECONDS,
        user: str = _USER,
        folder: Path | None = None,
        asking_seconds: float = _ASKING_SECONDS,
    ) -> None:
        self._service, self._user, self._folder = service, user, folder
        self._open_store, self._seconds, self._asking_seconds = open_store, seconds, asking_seconds
        self._idle: list[Store] = []  # opened, and free; a call that hangs keeps its own
        self._turn = threading.Lock()  # one change at a time
        self.on_asking: Callable[[], None] | None = None
        """Called on the event loop when the system asks for the vault's password, and this one waits for it.

        None: it is not asked for (Secret Service; macOS does not tell beforehand), and the call ends with VAULT_LOCKED.
        """

    async def load(self, name: str) -> str | None:
        return await self._run(lambda store, _wanted: self._load(store, name))

    async def store(self, name: str, text: str) -> None:
        """Store a text; the old one stays until the new one is complete. A cancelled call changes nothing more."""
        await self._run(partial(self._store, name=name, text=text))

    async def delete(self, name: str) -> None:
        await self._run(partial(self._delete, name=name))

    # -- on the daemon thread

    def _load(self, store: Store, name: str) -> str | None:
        entry = store.get_password(f"{self._service}/{name}", self._user)
        if self._folder is None:
            return entry
        content = _read(self._file(self._folder, name))
        if content is None:
            return None
        if entry is None:
            raise AppError(ErrorCode.KEY_MISSING, "vault: the file's key is gone", params={"file": ""})
        head, rest = content[: len(_HEAD)], content[len(_HEAD) :]
        try:
            return _cipher(entry).decrypt(rest[:_NONCE_LENGTH], rest[_NONCE_LENGTH:], head + self._associated_data(name)).decode()
        except (InvalidTag, ValueError):
            raise AppError(ErrorCode.KEY_MALFORMED, "vault: the file and its key do not belong together") from None

    def _store(self, store: Store, wanted: Callable[[], None], name: str, text: str) -> None:
        entry = f"{self._service}/{name}"
        if self._folder is None:
            with self._turn:
                wanted()
                store.set_password(entry, self._user, text)
            return
        path, nonce = self._file(self._folder, name), os.urandom(_NONCE_LENGTH)
        _read(path)  # one of a later version is not replaced
        try:
            cipher = _cipher(store.get_password(entry, self._user))
        except ValueError:
            key = AESGCM.generate_key(_KEY_BITS)
            wanted()
            store.set_password(entry, self._user, base64.b64encode(key).decode())
            cipher = AESGCM(key)
        with self._turn:
            wanted()
            write_private(path, _HEAD + nonce + cipher.encrypt(nonce, text.encode(), _HEAD + self._associated_data(name)))

    def _delete(self, store: Store, wanted: Callable[[], None], name: str) -> None:
        """Delete the file first: a key without a file opens nothing."""
        if self._folder is not None:
            path = self._file(self._folder, name)
            _read(path)
            with self._turn:
                wanted()
                path.unlink(missing_ok=True)
        if store.get_password(f"{self._service}/{name}", self._user) is not None:
            wanted()
            store.delete_password(f"{self._service}/{name}", self._user)

    def _associated_data(self, name: str) -> bytes:
        """The associated data of the encryption: a file under another name does not open."""
        return "\0".join((self._service, self._user, name)).encode()

    def _file(self, folder: Path, name: str) -> Path:
        return folder / f"{hashlib.sha256(self._associated_data(name)).hexdigest()[:24]}.sealed"

    def _with_store(self, work: Callable[[Store], T], tell: Callable[[], None]) -> T:
        """Run one call at a time with a store, kept for the next call unless it failed; a kept one may be stale."""
        kept, store = bool(self._idle), None
        try:
            store = self._idle.pop() if kept else self._open_store()
            if getattr(store, "asks", lambda: False)():
                tell()  # raises where nobody may be asked
            result = work(store)
        except Exception as error:  # every backend raises families of its own, platform errors included
            getattr(store, "close", lambda: None)()
            if isinstance(error, AppError):
                raise
            state = _state(error)
            if kept and state is not ErrorCode.VAULT_LOCKED:  # nobody is asked twice
                return self._with_store(work, tell)
            # Neither chained nor quoted: a backend's words may hold what was to be kept.
            raise AppError(state, f"vault: {type(error).__name__}") from None
        self._idle.append(store)
        return result

    async def _run(self, work: Callable[[Store, Callable[[], None]], T]) -> T:
        loop, given_up, asking = asyncio.get_running_loop(), threading.Event(), False
        may_ask = self.on_asking is not None

        def ask() -> None:
            if not may_ask:
                raise AppError(ErrorCode.VAULT_LOCKED, "vault: it is not the time to ask for its password")
            with contextlib.suppress(RuntimeError):  # the loop has been closed: nobody waits any more
                loop.call_soon_threadsafe(wait_longer)

        def wait_longer() -> None:
            nonlocal asking
            if loop.time() < (limit.when() or 0.0):  # else the limit is taking effect just now
                asking = True
                limit.reschedule(loop.time() + self._asking_seconds)
                if self.on_asking is not None:
                    self.on_asking()

        def wanted() -> None:
            if given_up.is_set():
                raise AppError(ErrorCode.VAULT_SLOW, "vault: nobody waits for this change any more")

        try:
            async with asyncio.timeout(self._seconds) as limit:
                return await on_daemon_thread(
                    lambda: self._with_store(lambda store: work(store, wanted), ask), name="provesvar-vault"
                )
        except TimeoutError:
            code, why = (ErrorCode.VAULT_LOCKED, "nobody unlocked it") if asking else (ErrorCode.VAULT_SLOW, "took too long")
            raise AppError(code, f"vault: {why}") from None
        finally:
            given_up.set()


def _state(error: BaseException | None) -> ErrorCode:
    """The vault's state of an exception; keyring wraps those of its libraries."""
    while error is not None:
        names = {kind.__name__ for kind in type(error).__mro__}
        if names & _LOCKED:
            return ErrorCode.VAULT_LOCKED
        if names & _ABSENT:
            return ErrorCode.VAULT_ABSENT
        error = error.__cause__ or error.__context__
    return ErrorCode.VAULT_UNAVAILABLE
