"""Checking DPoP proofs (RFC 9449), for HelseID's endpoints and for PPS alike."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from provesvar_gui.sandbox import jose
from provesvar_gui.sandbox.refusal import RefusedError
from provesvar_gui.sandbox.world import SeenOnce

if TYPE_CHECKING:
    from starlette.requests import Request

    from provesvar_gui.sandbox.world import World

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

    def forget(self) -> None:
        """Every nonce is old from now on."""
        self._until.clear()


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
    _seen: SeenOnce = field(default_factory=SeenOnce)

    def check(self, request: Request, *, url: str, nonce: bool, token: str | None = None) -> str | None:
        """Check the proof of a request for the address ``url``; None where there is none.

        ``nonce``: whether one is demanded. ``token``: the access token the proof must be made for. Returns the key's RFC 7638
        thumbprint. Raises RefusedError.
        """
        proofs = request.headers.getlist("dpop")
        if not proofs:
            return None
        if len(proofs) > 1:
            raise self._refused("more than one DPoP header")
        try:
            return self._check(proofs[0], method=request.method, url=url, nonce=nonce, token=token)
        except jose.BadTokenError as error:
            raise self._refused(f"proof: {error}") from error

    def _check(self, proof: str, *, method: str, url: str, nonce: bool, token: str | None) -> str:
        parts = jose.read(proof)
        if parts.header.get("typ") != "dpop+jwt":
            raise self._refused("proof: typ is not dpop+jwt")
        if parts.header.get("alg") not in jose.ALGORITHMS:
            raise self._refused("proof: alg is not allowed")
        key = jose.public_key(parts.header.get("jwk"))
        jose.check_signature(proof, key)
        claims = parts.claims
        jti = jose.text(claims.get("jti"))
        if claims.get("htm") != method:
            raise self._refused("proof: htm is not this method")
        if not _same_address(jose.text(claims.get("htu")), url):
            raise self._refused("proof: htu is not this address")
        now, iat = self.world.now(), jose.whole_seconds(claims.get("iat"))
        if not now - self.late <= iat <= now + self.early:
            raise self._refused("proof: iat is too far from now")
        if token is not None and claims.get("ath") != jose.b64(hashlib.sha256(token.encode()).digest()):
            raise self._refused("proof: ath is not this access token's")
        if nonce and not self.nonces.accepts(claims.get("nonce")):
            raise self._nonce_wanted()
        if not self._seen.first_time(jti, now=now, until=now + self.early + self.late + 1):
            raise self._refused("proof: jti was used before")
        return key.thumbprint()

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
