"""Proof of possession (RFC 9449): proofs, and the nonces that servers hand out."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from joserfc.util import urlsafe_b64encode

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.jose import unguessable
from provesvar_gui.platform.http import checked_origin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.platform.clock import Clock

_NONCE_LIMIT = 4096  # characters; longer ones are no nonces


def http_uri(url: str) -> str:
    """The ``htu`` of a URL: without query and fragment (RFC 9449 section 4.2)."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path or '/'}"


class Prover:
    """Makes proofs with one key for one server, and remembers that server's newest nonce, so that nonces never mix."""

    __slots__ = ("_clock", "_key", "_nonce")

    def __init__(self, key: PrivateKey, clock: Clock) -> None:
        self._key, self._clock, self._nonce = key, clock, ""

    def __repr__(self) -> str:
        return "Prover()"

    @property
    def thumbprint(self) -> str:
        return self._key.thumbprint

    def sibling(self) -> Prover:
        return Prover(self._key, self._clock)

    def proof(self, method: str, url: str, access_token: str = "") -> str:
        """A proof for one request. ``access_token``: given towards an API, so that ``ath`` binds it."""
        claims: dict[str, object] = {"jti": unguessable(), "htm": method, "htu": http_uri(url), "iat": int(self._clock.now())}
        if self._nonce:
            claims["nonce"] = self._nonce
        if access_token:
            claims["ath"] = urlsafe_b64encode(hashlib.sha256(access_token.encode("ascii")).digest()).decode()
        return self._key.sign({"typ": "dpop+jwt", "jwk": self._key.public_members}, claims)

    def take_nonce(self, headers: Mapping[str, str]) -> bool:
        """Keep the ``DPoP-Nonce`` of an answer (names in lower case); True where there was one."""
        nonce = headers.get("dpop-nonce", "")
        if not nonce or len(nonce) > _NONCE_LIMIT or not nonce.isascii() or not nonce.isprintable():
            return False
        self._nonce = nonce
        return True


class BoundToken:
    """An access token for one origin only. ``prover``: for that server alone, over the key that it is bound to; None: Bearer."""

    __slots__ = ("_origin", "_prover", "_value")

    def __init__(self, value: str, prover: Prover | None, url: str) -> None:
        self._value, self._prover, self._origin = value, prover, checked_origin(url)

    def __repr__(self) -> str:
        return "BoundToken()"

    def headers(self, method: str, url: str) -> dict[str, str]:
        """``Authorization``, and a new proof for DPoP. Raises AppError(INTERNAL) for another origin than the token's."""
        self._check(url)
        if self._prover is None:
            return {"Authorization": f"Bearer {self._value}"}
        return {"Authorization": f"DPoP {self._value}", "DPoP": self._prover.proof(method, url, self._value)}

    def challenged(self, url: str, status: int, headers: Mapping[str, str]) -> bool:
        """Take in the server's nonce; True where a 401 ``use_dpop_nonce`` makes one repeat worthwhile (RFC 9449 section 9)."""
        self._check(url)
        return (
            self._prover is not None
            and self._prover.take_nonce(headers)
            and status == 401
            and "use_dpop_nonce" in headers.get("www-authenticate", "")
        )

    def _check(self, url: str) -> None:
        if checked_origin(url) != self._origin:
            raise AppError(ErrorCode.INTERNAL, "a token was asked for another origin than its own")
