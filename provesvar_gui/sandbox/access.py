"""Reading the access token of a request as a resource server does: scheme, signature, issuer, times, key binding."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from provesvar_gui.sandbox import jose
from provesvar_gui.sandbox.refusal import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from provesvar_gui.sandbox.dpop import ProofChecker
    from provesvar_gui.sandbox.tokens import Keys

Scheme = Literal["dpop", "bearer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessToken:
    """A token that is genuine, in time, and used with its own key."""

    claims: Mapping[str, Any] = field(repr=False)


def refused(reason: str, error: str = "invalid_token", scheme: str = "DPoP") -> RefusedError:
    """A 401 with the challenge header."""
    return RefusedError(401, error, reason, headers={"WWW-Authenticate": f'{scheme} error="{error}"'})


def read_access_token(
    request: Request,
    *,
    url: str,
    issuer: str,
    keys: Keys,
    proofs: ProofChecker,
    nonce: bool,
    only: Scheme | None = None,
) -> AccessToken:
    """Check the Authorization header and the proof. ``only``: the one scheme this server takes. Raises RefusedError (401)."""
    values = request.headers.getlist("authorization")
    if len(values) != 1:
        raise refused("there is not exactly one Authorization header")
    scheme, _, token = values[0].partition(" ")
    scheme = scheme.lower()
    if scheme not in ("dpop", "bearer") or (only is not None and scheme != only):
        raise refused("the authorization scheme is not the one used here", scheme="Bearer" if only == "bearer" else "DPoP")
    try:
        claims = _genuine(token, issuer=issuer, keys=keys, now=proofs.world.now())
    except jose.BadTokenError as error:
        raise refused(f"access token: {error}", scheme="Bearer" if scheme == "bearer" else "DPoP") from error
    confirmation = claims.get("cnf")
    bound_to = confirmation.get("jkt") if isinstance(confirmation, dict) else None
    if scheme == "bearer":
        if bound_to is not None:
            raise refused("the access token is bound to a DPoP key and is used as Bearer", scheme="Bearer")
        if request.headers.getlist("dpop"):
            raise refused("a DPoP proof with a Bearer token", scheme="Bearer")
        return AccessToken(claims=claims)
    thumbprint = proofs.check(request, url=url, nonce=nonce, token=token)
    if thumbprint is None:
        raise refused("there is no DPoP proof", error="invalid_dpop_proof")
    if bound_to != thumbprint:
        raise refused("the proof's key is not the one the access token is bound to")
    return AccessToken(claims=claims)


def _genuine(token: str, *, issuer: str, keys: Keys, now: float) -> Mapping[str, Any]:
    parts = jose.read(token)
    if parts.header.get("typ") != "at+jwt" or parts.header.get("alg") != "RS256":
        raise jose.BadTokenError("not an access token")
    jose.check_signature(token, keys.current)
    if parts.claims.get("iss") != issuer:
        raise jose.BadTokenError("another issuer")
    if jose.whole_seconds(parts.claims.get("exp")) <= now:
        raise jose.BadTokenError("has expired")
    return parts.claims
