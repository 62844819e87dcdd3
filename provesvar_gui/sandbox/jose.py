"""Signed tokens as a judge reads them: signatures, DPoP proofs (RFC 9449), and access tokens at a resource server."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey, import_key
from joserfc.jws import JWSRegistry

from provesvar_gui.sandbox.web import RefusedError
from provesvar_gui.sandbox.world import UsedValues

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
_PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})


class BadTokenError(Exception):
    """A token that is not one, or whose signature is wrong. The text is ours."""


def b64(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def half_hash(value: str) -> str:
    """The left half of SHA-256, as at_hash and s_hash want it (OpenID Connect Core 3.1.3.6)."""
    return b64(hashlib.sha256(value.encode()).digest()[:16])


def _part(text: str) -> Mapping[str, Any]:
    if "=" in text:  # RFC 7515 section 2: no padding
        raise BadTokenError("not a token")
    try:
        data = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError) as error:
        raise BadTokenError("not a token") from error
    if not isinstance(data, dict):
        raise BadTokenError("not a token")
    return data


def read(token: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Header and claims of a compact token, not yet trusted. Raises BadTokenError."""
    parts = token.split(".")
    if len(parts) != 3:
        raise BadTokenError("not a token")
    return _part(parts[0]), _part(parts[1])


def public_key(jwk: object) -> Key:
    """A key from a JWK that must be public and asymmetric. Raises BadTokenError."""
    if not isinstance(jwk, dict) or jwk.get("kty") not in ("RSA", "EC"):
        raise BadTokenError("jwk is not an RSA or EC key")
    if _PRIVATE & jwk.keys():
        raise BadTokenError("jwk holds private members")
    try:
        key = import_key(jwk)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise BadTokenError("jwk cannot be read") from error
    if not isinstance(key, RSAKey | ECKey):
        raise BadTokenError("jwk is not an RSA or EC key")
    return key


def check_signature(token: str, key: Key) -> None:
    """Check the signature with one of the algorithms that are allowed. Raises BadTokenError."""
    try:
        jws.deserialize_compact(token, key, registry=_REGISTRY)
    except (JoseError, ValueError, TypeError) as error:
        raise BadTokenError("signature is wrong") from error


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
    """The nonces one server has handed out; the faults ``expired-nonce`` and ``new-nonce`` of its service apply."""

    world: World
    service: str
    _until: dict[str, float] = field(default_factory=dict)

    def new(self) -> str:
        """A nonce that is good for two minutes."""
        now = self.world.now()
        self._until = {nonce: end for nonce, end in self._until.items() if end > now}
        nonce = self.world.opaque()
        self._until[nonce] = now + NONCE_LIFE
        return nonce

    def accepts(self, nonce: object) -> bool:
        """Whether this is one of ours and still good."""
        if not isinstance(nonce, str) or nonce not in self._until:
            return False
        if self.world.faults.take(f"{self.service}.expired-nonce"):
            del self._until[nonce]
            return False
        if self.world.faults.on(f"{self.service}.new-nonce"):
            return self._until.pop(nonce) > self.world.now()
        return self._until[nonce] > self.world.now()


@dataclass(slots=True, kw_only=True)
class ProofChecker:
    """Checks proofs for one server.

    ``early`` and ``late``: how many seconds ``iat`` may lie in the future and in the past.
    """

    world: World
    nonces: Nonces
    early: float
    late: float
    status: int
    error: str = "invalid_dpop_proof"
    _seen: UsedValues = field(default_factory=UsedValues)

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
            return self._check(proofs[0], method=request.method, url=url, nonce=nonce, token=token)
        except BadTokenError as error:
            raise self._refused(f"proof: {error}") from error

    def _check(self, proof: str, *, method: str, url: str, nonce: bool, token: str | None) -> str:
        header, claims = read(proof)
        self._refuse_if(header.get("typ") != "dpop+jwt", "proof: typ is not dpop+jwt")
        self._refuse_if(header.get("alg") not in ALGORITHMS, "proof: alg is not allowed")
        key = public_key(header.get("jwk"))
        check_signature(proof, key)
        jti = text(claims.get("jti"))
        self._refuse_if(claims.get("htm") != method, "proof: htm is not this method")
        self._refuse_if(not _same_address(text(claims.get("htu")), url), "proof: htu is not this address")
        now, iat = self.world.now(), whole_seconds(claims.get("iat"))
        self._refuse_if(not now - self.late <= iat <= now + self.early, "proof: iat is too far from now")
        if token is not None and claims.get("ath") != b64(hashlib.sha256(token.encode()).digest()):
            raise self._refused("proof: ath is not this access token's")
        if nonce and not self.nonces.accepts(claims.get("nonce")):
            raise self._nonce_wanted()
        if not self._seen.first_time(jti, now=now, until=now + self.early + self.late + 1):
            raise self._refused("proof: jti was used before")
        return key.thumbprint()

    def _refuse_if(self, wrong: object, reason: str) -> None:
        if wrong:
            raise self._refused(reason)

    def _refused(self, reason: str) -> RefusedError:
        headers = {"WWW-Authenticate": f'DPoP error="{self.error}"'} if self.status == 401 else {}
        return RefusedError(self.status, self.error, reason, headers=headers)

    def _nonce_wanted(self) -> RefusedError:
        headers = {"DPoP-Nonce": self.nonces.new()}
        if self.status == 401:
            headers["WWW-Authenticate"] = 'DPoP error="use_dpop_nonce"'
        return RefusedError(self.status, "use_dpop_nonce", "a server nonce is wanted in the DPoP proof", headers=headers)


def _same_address(htu: str, url: str) -> bool:
    """Equal after the normalisation of RFC 3986 6.2.2-6.2.3 that matters here; a query or fragment is never equal."""
    try:
        ours, theirs = urlsplit(url), urlsplit(htu)
        ports = ours.port, theirs.port
    except ValueError:
        return False
    if theirs.query or theirs.fragment or "?" in htu or "#" in htu:
        return False
    default = {"http": 80, "https": 443}
    return (ours.scheme, ours.hostname, ports[0] or default.get(ours.scheme), ours.path) == (
        theirs.scheme.lower(),
        theirs.hostname,
        ports[1] or default.get(theirs.scheme),
        theirs.path,
    )


Scheme = Literal["dpop", "bearer"]


def unauthorized(reason: str, error: str = "invalid_token", scheme: str = "DPoP") -> RefusedError:
    """A 401 with the challenge header."""
    return RefusedError(401, error, reason, headers={"WWW-Authenticate": f'{scheme} error="{error}"'})


def read_access_token(
    request: Request,
    *,
    url: str,
    proofs: ProofChecker,
    nonce: bool,
    only: Scheme | None = None,
) -> Mapping[str, Any]:
    """The claims of a token that is genuine, in time, and used with its own key. Raises RefusedError (401).

    ``only``: the one scheme this server takes.
    """
    values = request.headers.getlist("authorization")
    if len(values) != 1:
        raise unauthorized("there is not exactly one Authorization header")
    scheme, _, token = values[0].partition(" ")
    scheme = scheme.lower()
    if scheme not in ("dpop", "bearer") or (only is not None and scheme != only):
        raise unauthorized("the authorization scheme is not the one used here", scheme="Bearer" if only == "bearer" else "DPoP")
    try:
        claims = _genuine(token, proofs.world)
    except BadTokenError as error:
        raise unauthorized(f"access token: {error}", scheme="Bearer" if scheme == "bearer" else "DPoP") from error
    confirmation = claims.get("cnf")
    bound_to = confirmation.get("jkt") if isinstance(confirmation, dict) else None
    if scheme == "bearer":
        if bound_to is not None:
            raise unauthorized("the access token is bound to a DPoP key and is used as Bearer", scheme="Bearer")
        if request.headers.getlist("dpop"):
            raise unauthorized("a DPoP proof with a Bearer token", scheme="Bearer")
        return claims
    thumbprint = proofs.check(request, url=url, nonce=nonce, token=token)
    if thumbprint is None:
        raise unauthorized("there is no DPoP proof", error="invalid_dpop_proof")
    if bound_to != thumbprint:
        raise unauthorized("the proof's key is not the one the access token is bound to")
    return claims


def _genuine(token: str, world: World) -> Mapping[str, Any]:
    header, claims = read(token)
    if header.get("typ") != "at+jwt" or header.get("alg") != "RS256":
        raise BadTokenError("not an access token")
    check_signature(token, world.signing_key)
    if claims.get("iss") != world.helseid:
        raise BadTokenError("another issuer")
    if whole_seconds(claims.get("exp")) <= world.now():
        raise BadTokenError("has expired")
    return claims
