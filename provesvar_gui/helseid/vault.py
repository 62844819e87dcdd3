"""The operating system's vault, where the client's private key lives: the only importer of keyring.

The backend is named per platform: entry points, ``PYTHON_KEYRING_BACKEND`` and ``keyringrc.cfg`` could lead a secret elsewhere.
There is no fallback to a file. A locked vault may wait for a person, so every call runs on a daemon thread with a limit.
"""

from __future__ import annotations

import contextlib
import hashlib
import sys
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.net.daemon import on_daemon_thread

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_SECONDS = 10.0
# Windows takes 2560 bytes of UTF-16 for one secret; an RSA key of 4096 bits has about 3200 characters.
_PART_LENGTH = 1200
_USER = "private-jwk"


class Store(Protocol):
    """What keyring's backends have in common."""

    def get_password(self, service: str, username: str, /) -> str | None:
        """A secret, or None."""
        ...

    def set_password(self, service: str, username: str, password: str, /) -> None:
        """Keep a secret."""
        ...

    def delete_password(self, service: str, username: str, /) -> None:
        """Forget a secret; raises where there is none."""
        ...


def platform_store(platform: str = sys.platform) -> Store:
    """The vault of this platform. Raises RuntimeError where keyring has none for it."""
    # keyring's classes carry no types; each is a Store in shape.
    make: Callable[[], Any]
    if platform == "win32":
        from keyring.backends import Windows

        make = Windows.WinVaultKeyring
    elif platform == "darwin":
        from keyring.backends import macOS

        make = macOS.Keyring
    else:
        from keyring.backends import SecretService

        make = SecretService.Keyring
    store: Any = make()
    if platform == "win32":
        store.persist = "local machine"  # keyring's default roams with the profile
    return cast("Store", store)


class KeyVault:
    """Keeps one private JWK per client. ``service``: the name under which this program (or its sandbox) keeps secrets.

    ``user``: as whose secret the system's own lists show it; another kind of secret than a JWK has another one.
    """

    def __init__(
        self,
        service: str,
        *,
        open_store: Callable[[], Store] = platform_store,
        seconds: float = _SECONDS,
        user: str = _USER,
    ) -> None:
        self._service = service
        self._user = user
        self._open_store = open_store
        self._seconds = seconds

    async def load(self, client_id: str) -> str | None:
        """The JWK as JSON text, None where there is none or a part of it is gone. Raises AppError(VAULT_UNAVAILABLE)."""
        return await self._run("load", lambda: self._load(self._open_store(), client_id))

    async def store(self, client_id: str, private_jwk: str) -> None:
        """Keep a JWK; the old one is there until the new one is whole. Raises AppError(VAULT_UNAVAILABLE)."""
        await self._run("store", lambda: self._store(self._open_store(), client_id, private_jwk))

    async def delete(self, client_id: str) -> None:
        """Forget the JWK; nothing happens where there is none. Raises AppError(VAULT_UNAVAILABLE)."""
        await self._run("delete", lambda: self._delete(self._open_store(), client_id))

    async def _run(self, what: str, work: Callable[[], T]) -> T:
        try:
            return await on_daemon_thread(work, self._seconds, name="provesvar-vault")
        except TimeoutError:
            raise AppError(ErrorCode.VAULT_UNAVAILABLE, f"vault: {what} took too long") from None
        except Exception as error:  # noqa: BLE001 - every backend raises families of its own, platform errors included
            # Neither chained nor quoted: a backend's words may hold what was to be kept.
            raise AppError(ErrorCode.VAULT_UNAVAILABLE, f"vault: {what}: {type(error).__name__}") from None

    # A head entry names the parts: it is written last and deleted first, so a broken write never looks like a key. Each part has
    # a service name of its own, since Windows writes twice where two users share one.

    def _head(self, client_id: str) -> str:
        return f"{self._service}/{client_id}"

    def _part(self, client_id: str, tag: str, number: int) -> str:
        return f"{self._service}/{client_id}/{tag}/{number}"

    def _read_head(self, store: Store, client_id: str) -> tuple[str, int] | None:
        tag, _, count = (store.get_password(self._head(client_id), self._user) or "").partition(":")
        return (tag, int(count)) if tag and count.isascii() and count.isdigit() and int(count) < 100 else None

    def _load(self, store: Store, client_id: str) -> str | None:
        head = self._read_head(store, client_id)
        if head is None:
            return None
        tag, count = head
        parts = [store.get_password(self._part(client_id, tag, number), self._user) or "" for number in range(count)]
        whole = "".join(parts)
        return whole if _tag(whole) == tag else None

    def _store(self, store: Store, client_id: str, private_jwk: str) -> None:
        old = self._read_head(store, client_id)
        tag = _tag(private_jwk)
        parts = [private_jwk[start : start + _PART_LENGTH] for start in range(0, len(private_jwk), _PART_LENGTH)]
        try:
            for number, part in enumerate(parts):
                store.set_password(self._part(client_id, tag, number), self._user, part)
        except Exception:
            if old is None or old[0] != tag:  # no head would ever lead to these parts of a private key, to delete them
                with contextlib.suppress(Exception):
                    self._delete_parts(store, client_id, (tag, len(parts)))
            raise
        if old != (tag, len(parts)):
            if old is not None and sys.platform == "win32":
                store.delete_password(self._head(client_id), self._user)  # else Windows keeps the old value under a second name
            store.set_password(self._head(client_id), self._user, f"{tag}:{len(parts)}")
            if old is not None and old[0] != tag:
                self._delete_parts(store, client_id, old)

    def _delete(self, store: Store, client_id: str) -> None:
        head = self._read_head(store, client_id)
        if store.get_password(self._head(client_id), self._user) is not None:
            store.delete_password(self._head(client_id), self._user)
        if head is not None:
            self._delete_parts(store, client_id, head)

    def _delete_parts(self, store: Store, client_id: str, head: tuple[str, int]) -> None:
        tag, count = head
        for number in range(count):
            service = self._part(client_id, tag, number)
            if store.get_password(service, self._user) is not None:
                store.delete_password(service, self._user)


def _tag(text: str) -> str:
    """Tells one key from another in the names of parts; 64 bits of a hash over a private key give nothing away."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
