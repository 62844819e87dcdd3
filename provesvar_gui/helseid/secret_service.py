"""keyring's Secret Service over one connection to the session bus, kept from call to call.

keyring opens a connection for each entry it reads or writes and closes it at once. gnome-keyring aborts now and then when a
client is gone before it has finished with it (measured: once in some hundred calls), and everybody's unlocked vault with it.

The session's own default collection is used, whatever ``KEYRING_PROPERTY_*`` in the environment says.
"""

from __future__ import annotations

import contextlib
import weakref
from typing import TYPE_CHECKING, Any

import secretstorage
from keyring.backends import SecretService
from keyring.errors import InitError, KeyringLocked
from secretstorage.exceptions import ItemNotFoundException, SecretStorageException

if TYPE_CHECKING:
    from collections.abc import Callable

_DEFAULT = "/org/freedesktop/secrets/aliases/default"


class SecretServiceStore(SecretService.Keyring):
    """Fits ``vault.Store``. For one call at a time."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring's classes carry no types
        self._bus: Any = None
        self._end: Callable[[], object] = _stay

    def asks(self) -> bool:
        """Whether the next call makes the system ask for the vault's password. Never raises, may block."""
        try:
            # The alias itself: secretstorage's own function would make a collection, and ask, where there is none.
            return bool(secretstorage.Collection(self._connected(), _DEFAULT).is_locked())
        except ItemNotFoundException:
            return True  # a new one is given a password
        except Exception:  # noqa: BLE001 - the call itself will fail, and is told
            return False

    def get_preferred_collection(self) -> Any:
        """As keyring has it, over the connection that is kept."""
        try:
            collection = secretstorage.get_default_collection(self._connected())
        except SecretStorageException as error:
            raise InitError("no collection") from error
        if collection.is_locked():
            collection.unlock()
            if collection.is_locked():
                raise KeyringLocked("not unlocked")
        return collection

    def close(self) -> None:
        """End the connection."""
        self._bus = None
        self._end()

    def _connected(self) -> Any:
        if self._bus is None:
            bus: Any = secretstorage.dbus_init()
            # Not by __del__: in a ring of objects the socket may be finalised before it, and says that nobody closed it.
            self._end = weakref.finalize(self, _close, bus.close)
            bus.close = _stay  # keyring closes what it was given
            self._bus = bus
        return self._bus


def _close(close: Callable[[], object]) -> None:
    with contextlib.suppress(OSError):
        close()


def _stay() -> None:
    """Nothing: the connection is used again."""
