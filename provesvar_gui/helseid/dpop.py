"""Proof of possession (RFC 9449): proofs, and the nonces that servers hand out."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.platform.http import checked_origin

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.platform.clock import Clock

_NONCE_LIMIT = 4096  # characters; longer ones are no nonces


def http_uri(url: str) -> str:
    """The ``htu`` of a URL: without query and fragment (RFC 9449 section 4.2)."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path or '/'}"


class Prover:
    """Makes proofs with one key, and remembers the newest nonce of each origin.

    Authorization server and API each have a prover of their own over the same key, so that their nonces never mix.
    """

    __slots__ = ("_clock", "_key", "_nonces", "_unique")

    def __init__(self, key: PrivateKey, clock: Clock, unique: Callable[[], str]) -> None:
        self._key = key
        self._clock = clock
        self._unique = unique
        self._nonces: dict[str, str] = {}

    def __repr__(self) -> str:
        return "Prover()"

    @property
    def thumbprint(self) -> str:
        """The ``jkt`` of the key (RFC 7638)."""
        return self._key.thumbprint

    def sibling(self) -> Prover:
        """A prover over the same key without nonces, for another server."""
        return Prover(self._key, self._clock, self._unique)

    def proof(self, method: str, url: str, access_token: str = "") -> str:
        """A proof for one request. ``access_token``: given towards an API, so that ``ath`` binds it."""
        header: dict[str, object] = {"typ": "dpop+jwt", "jwk": self._key.public_members}
        claims: dict[str, object] = {
            "jti": self._unique(),
            "htm": method,
            "htu": http_uri(url),
            "iat": int(self._clock.now()),
        }
        nonce = self._nonces.get(checked_origin(http_uri(url)))
        if nonce is not None:
            claims["nonce"] = nonce
        if access_token:
            digest = hashlib.sha256(access_token.encode("ascii")).digest()
            claims["ath"] = urlsafe_b64encode(digest).rstrip(b"=").decode()
        return self._key.sign(header, claims)

    def take_nonce(self, url: str, headers: Mapping[str, str]) -> bool:
        """Keep the ``DPoP-Nonce`` of an answer (names in lower case); True where there was one."""
        nonce = headers.get("dpop-nonce", "")
        if not nonce or len(nonce) > _NONCE_LIMIT or not nonce.isascii() or not nonce.isprintable():
            return False
        self._nonces[checked_origin(http_uri(url))] = nonce
        return True


class BoundToken:
    """An access token for one origin only. ``prover``: for that server alone, over the key that it is bound to; None: Bearer."""

    __slots__ = ("_origin", "_prover", "value")

    def __init__(self, value: str, prover: Prover | None, url: str) -> None:
        self.value = value
        self._prover = prover
        self._origin = checked_origin(url)

    def __repr__(self) -> str:
        return "BoundToken()"

    def headers(self, method: str, url: str) -> dict[str, str]:
        """``Authorization``, and a new proof for DPoP. Raises AppError(INTERNAL) for another origin than the token's."""
        self._check(url)
        if self._prover is None:
            return {"Authorization": f"Bearer {self.value}"}
        return {"Authorization": f"DPoP {self.value}", "DPoP": self._prover.proof(method, url, self.value)}

    def challenged(self, url: str, status: int, headers: Mapping[str, str]) -> bool:
        """Take in the server's nonce; True where a 401 ``use_dpop_nonce`` makes one repeat worthwhile (RFC 9449 section 9)."""
        self._check(url)
        return (
            self._prover is not None
            and self._prover.take_nonce(url, headers)
            and status == 401
            and "use_dpop_nonce" in headers.get("www-authenticate", "")
        )

    def _check(self, url: str) -> None:
        if checked_origin(url) != self._origin:
            raise AppError(ErrorCode.INTERNAL, "a token was asked for another origin than its own")
