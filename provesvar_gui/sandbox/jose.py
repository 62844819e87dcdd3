"""Signed tokens as a judge reads them: signatures, DPoP proofs (RFC 9449), and access tokens at a resource server."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey
from joserfc.jws import JWSRegistry

from provesvar_gui.sandbox.web import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from provesvar_gui.sandbox.world import World


Key = RSAKey | ECKey
ALGORITHMS = tuple(f"{kind}{size}" for kind in ("RS", "PS", "ES") for size in (256, 384, 512))
# joserfc allows a header of 512 bytes, in which the public part of an RSA key does not fit.
_REGISTRY = JWSRegistry(algorithms=list(ALGORITHMS))
_REGISTRY.max_header_length = 8192
_REGISTRY.max_payload_length = 65536
PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})


class BadTokenError(Exception):
    """A token that is not one, or whose signature is wrong. The text is ours."""


def wrong_if(wrong: object, reason: str) -> None:
    if wrong:
        raise BadTokenError(reason)


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def half_hash(value: str) -> str:
    """The left half of SHA-256, as at_hash and s_hash want it (OpenID Connect Core 3.1.3.6)."""
    return b64(hashlib.sha256(value.encode()).digest()[:16])


def read(token: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Header and claims of a compact token, not yet trusted. Raises BadTokenError."""
    try:
        compact = jws.extract_compact(token.encode(), registry=_REGISTRY)
        claims = json.loads(compact.payload)
    except (JoseError, ValueError, TypeError, RecursionError) as error:
        raise BadTokenError("not a token") from error
    if not isinstance(claims, dict):
        raise BadTokenError("not a token")
    return compact.headers(), claims


def public_key(jwk: object) -> Key:
    """A key from a JWK that must be public and asymmetric. Raises BadTokenError."""
    if not isinstance(jwk, dict) or jwk.get("kty") not in ("RSA", "EC"):
        raise BadTokenError("jwk is not an RSA or EC key")
    wrong_if(PRIVATE & jwk.keys(), "jwk holds private members")
    try:
        return RSAKey.import_key(jwk) if jwk["kty"] == "RSA" else ECKey.import_key(jwk)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise BadTokenError("jwk cannot be read") from error


def is_signed(token: str, key: Key) -> bool:
    """Whether the signature holds, by one of the algorithms that are allowed."""
    try:
        jws.deserialize_compact(token, key, registry=_REGISTRY)
    except (JoseError, ValueError, TypeError):
        return False
    return True


def whole_seconds(value: object) -> int:
    """A time in whole seconds. Raises BadTokenError for anything else, floats and texts too."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadTokenError("a time is not a whole number of seconds")
    return value


def text(value: object) -> str:
    """A non-empty text. Raises BadTokenError for anything else."""
    if not isinstance(value, str) or not value:
        raise BadTokenError("a text is missing")
    return value


NONCE_LIFE = 120.0


@dataclass(slots=True)
class Nonces:
    """The nonces one server has handed out; the fault ``new-nonce`` of its service applies."""

    world: World
    service: str
    _until: dict[str, float] = field(default_factory=dict)

    def new(self) -> str:
        nonce = self.world.opaque()
        self._until[nonce] = self.world.now() + NONCE_LIFE
        return nonce

    def accepts(self, nonce: object) -> bool:
        if not isinstance(nonce, str) or nonce not in self._until:
            return False
        if self.world.faults.on(f"{self.service}.new-nonce"):
            return self._until.pop(nonce) > self.world.now()
        return self._until[nonce] > self.world.now()


@dataclass(slots=True, kw_only=True)
class ProofChecker:
    """``early`` and ``late``: how many seconds ``iat`` may lie in the future and in the past."""

    world: World
    nonces: Nonces
    early: float
    late: float
    status: int
    error: str = "invalid_dpop_proof"
    _seen: set[str] = field(default_factory=set)

    def check(self, request: Request, *, url: str, nonce: bool, token: str | None = None) -> str | None:
        """Check the proof of a request for the address ``url``; None where there is none.

        ``nonce``: whether one is demanded. ``token``: the access token the proof must be made for. Returns the key's RFC 7638
        thumbprint. Raises RefusedError.
        """
        proofs = request.headers.getlist("dpop")
        if not proofs:
            return None
        self._refuse_if(len(proofs) > 1, "more than one DPoP header")
        try:
            header, claims = read(proofs[0])
            self._refuse_if(header.get("typ") != "dpop+jwt", "proof: typ is not dpop+jwt")
            self._refuse_if(header.get("alg") not in ALGORITHMS, "proof: alg is not allowed")
            key = public_key(header.get("jwk"))
            self._refuse_if(not is_signed(proofs[0], key), "proof: signature is wrong")
            jti = text(claims.get("jti"))
            self._refuse_if(claims.get("htm") != request.method, "proof: htm is not this method")
            self._refuse_if(text(claims.get("htu")) != url, "proof: htu is not this address")
            now, iat = self.world.now(), whole_seconds(claims.get("iat"))
        except BadTokenError as error:
            raise self._refused(self.error, f"proof: {error}") from error
        self._refuse_if(not now - self.late <= iat <= now + self.early, "proof: iat is too far from now")
        wrong = token is not None and claims.get("ath") != b64(hashlib.sha256(token.encode()).digest())
        self._refuse_if(wrong, "proof: ath is not this access token's")
        if nonce and not self.nonces.accepts(claims.get("nonce")):
            wanted = self._refused("use_dpop_nonce", "a server nonce is wanted in the DPoP proof")
            wanted.headers["DPoP-Nonce"] = self.nonces.new()
            raise wanted
        self._refuse_if(jti in self._seen, "proof: jti was used before")
        self._seen.add(jti)
        return key.thumbprint()

    def _refuse_if(self, wrong: object, reason: str) -> None:
        if wrong:
            raise self._refused(self.error, reason)

    def _refused(self, error: str, reason: str) -> RefusedError:
        headers = {"WWW-Authenticate": f'DPoP error="{error}"'} if self.status == 401 else {}
        return RefusedError(self.status, error, reason, headers=headers)


def unauthorized(reason: str, error: str = "invalid_token", scheme: str = "DPoP") -> RefusedError:
    return RefusedError(401, error, reason, headers={"WWW-Authenticate": f'{scheme} error="{error}"'})


def unauthorized_if(wrong: object, reason: str, error: str = "invalid_token", scheme: str = "DPoP") -> None:
    if wrong:
        raise unauthorized(reason, error, scheme)


def read_access_token(
    request: Request, *, url: str, proofs: ProofChecker, nonce: bool, schemes: tuple[str, ...] = ("DPoP",)
) -> Mapping[str, Any]:
    """The claims of a token that is genuine, in time, used with its own key, by one of ``schemes``. Raises RefusedError."""
    values = request.headers.getlist("authorization")
    unauthorized_if(len(values) != 1, "there is not exactly one Authorization header")
    named, _, token = values[0].partition(" ")
    scheme = next((each for each in schemes if each.lower() == named.lower()), "")
    unauthorized_if(not scheme, "the authorization scheme is not the one used here", scheme=schemes[0])
    try:
        claims = _genuine(token, proofs.world)
    except BadTokenError as error:
        raise unauthorized(f"access token: {error}", scheme=scheme) from error
    confirmation = claims.get("cnf")
    bound_to = confirmation.get("jkt") if isinstance(confirmation, dict) else None
    if scheme == "Bearer":
        unauthorized_if(bound_to is not None, "the access token is bound to a DPoP key and is used as Bearer", scheme=scheme)
        unauthorized_if(request.headers.getlist("dpop"), "a DPoP proof with a Bearer token", scheme=scheme)
        return claims
    thumbprint = proofs.check(request, url=url, nonce=nonce, token=token)
    unauthorized_if(thumbprint is None, "there is no DPoP proof", error="invalid_dpop_proof")
    unauthorized_if(bound_to != thumbprint, "the proof's key is not the one the access token is bound to")
    return claims


def _genuine(token: str, world: World) -> Mapping[str, Any]:
    header, claims = read(token)
    wrong_if(header.get("typ") != "at+jwt" or header.get("alg") != "RS256", "not an access token")
    wrong_if(not is_signed(token, world.signing_key), "signature is wrong")
    wrong_if(claims.get("iss") != world.helseid, "another issuer")
    wrong_if(whole_seconds(claims.get("exp")) <= world.now(), "has expired")
    return claims
