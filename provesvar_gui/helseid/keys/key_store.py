"""Keys that cannot be copied: made and used inside a store, of which the ring keeps the public part and the store's name.

New ones are ES256, which every store of today has. PS256 is left out: a TPM may choose a length of the salt that no reader takes
(RFC 7518 section 3.5).
"""

from __future__ import annotations

import hashlib
import json
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, TypeVar

from joserfc.util import urlsafe_b64encode

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.jose import Signer, TokenUnverifiedError, unguessable, verify
from provesvar_gui.platform.runtime import on_daemon_thread

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")
_SECONDS = 20.0  # a card is slow, and a driver may hang
_POINT = 64  # bytes of a public key, and of a signature, on P-256: two numbers of 32
_turn = threading.Lock()  # one call at a time: a module need not bear more, and what was given up is deleted after it was made


class KeyStore(Protocol):
    """A store of keys, each under a name. ``kind``: as the settings say it; ``title``: as it is shown.

    Every method raises AppError: KEY_STORE_ABSENT, KEY_STORE_…, KEY_MISSING (the store is there, and the key is not in it).
    """

    kind: str
    title: str

    async def make(self) -> str:
        """A new key, not to be exported, that has signed once; its public JWK as JSON text."""
        name = unguessable()
        try:
            point = await self.run(lambda: self._make(name))
            x, y = (urlsafe_b64encode(part).decode() for part in (point[:32], point[32:]))
            jwk = {"kty": "EC", "crv": "P-256", "x": x, "y": y, "alg": "ES256", "kid": name}
            verify(await StoreSigner(jwk, self).signed({}, {}), [jwk], ["ES256"])
        except BaseException as error:  # cancelled, too: nobody would know of the key
            with suppress(AppError):
                await self.delete(name)
            if isinstance(error, TokenUnverifiedError):
                raise self.error(ErrorCode.KEY_STORE_FAILED, "its signature does not hold") from None
            raise
        return json.dumps(jwk)

    async def sign(self, name: str, digest: bytes) -> bytes:
        """The signature of a SHA-256 digest, as JWS has it (RFC 7518 section 3.4)."""
        return await self.run(lambda: self._sign(name, digest))

    async def delete(self, name: str) -> None:
        await self.run(lambda: self._delete(name))

    async def run(self, work: Callable[[], T]) -> T:
        def in_turn() -> T:
            with _turn:
                return work()

        try:
            return await on_daemon_thread(in_turn, _SECONDS, name="provesvar-key-store")
        except TimeoutError:
            raise self.error(ErrorCode.KEY_STORE_FAILED, "no answer in time") from None

    def error(self, code: ErrorCode, why: str, **more: str) -> AppError:
        return AppError(
            code, f"key store {self.kind}: {why}", params={"store": self.title, "kind": self.kind, "file": "", **more}
        )

    # On the daemon thread. ``_make`` returns the public point: x and y.

    def _make(self, name: str) -> bytes: ...
    def _sign(self, name: str, digest: bytes) -> bytes: ...
    def _delete(self, name: str) -> None: ...


class StoreSigner(Signer):
    """A key in a store. ``jwk``: its public part."""

    def __init__(self, jwk: Mapping[str, object], store: KeyStore) -> None:
        self._name, self._store = str(jwk["kid"]), store
        super().__init__(jwk, "ES256", self._name, store.title)

    async def signed(self, header: Mapping[str, object], claims: Mapping[str, object]) -> str:
        parts = ({"alg": self.algorithm, **header}, claims)
        signed = b".".join(urlsafe_b64encode(json.dumps(part, separators=(",", ":")).encode()) for part in parts)
        signature = await self._store.sign(self._name, hashlib.sha256(signed).digest())
        if len(signature) != _POINT:
            raise self._store.error(ErrorCode.KEY_STORE_FAILED, "a signature of another length")
        return b".".join((signed, urlsafe_b64encode(signature))).decode()


def store_signer(jwk: str, store: KeyStore) -> Signer:
    """The key of a public JWK's JSON text. Raises AppError(KEY_MALFORMED)."""
    try:
        return StoreSigner(json.loads(jwk), store)
    except (ValueError, TypeError, KeyError):
        raise AppError(ErrorCode.KEY_MALFORMED, "stored key: its public part is malformed", params={"file": ""}) from None
