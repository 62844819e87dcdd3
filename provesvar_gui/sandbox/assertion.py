"""Client authentication with private_key_jwt (RFC 7523; HelseID's rules in helseid/README.md §2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from provesvar_gui.sandbox import jose
from provesvar_gui.sandbox.refusal import RefusedError
from provesvar_gui.sandbox.world import SeenOnce

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.sandbox.clients import Client
    from provesvar_gui.sandbox.forms import Form
    from provesvar_gui.sandbox.world import World

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LONGEST_LIFE = 60.0
SKEW = 5.0


class ClientAuthenticator:
    """Finds and authenticates the client of a request; every assertion can be used one time."""

    def __init__(self, world: World, clients: Mapping[str, Client], issuer: str) -> None:
        self._world = world
        self._clients = clients
        self._issuer = issuer
        self._seen = SeenOnce()

    def authenticate(self, form: Form) -> tuple[Client, Mapping[str, Any]]:
        """The client and the assertion's claims. Raises RefusedError (invalid_client)."""
        if form.one("client_secret") is not None:
            raise _refused("a client secret is not accepted")
        if form.one("client_assertion_type") != ASSERTION_TYPE:
            raise _refused("client_assertion_type is missing or wrong")
        assertion = form.one("client_assertion")
        if not assertion:
            raise _refused("client_assertion is missing")
        try:
            return self._check(assertion, form.one("client_id"))
        except jose.BadTokenError as error:
            raise _refused(f"assertion: {error}") from error

    def _check(self, assertion: str, client_id: str | None) -> tuple[Client, Mapping[str, Any]]:
        parts = jose.read(assertion)
        header, claims = parts.header, parts.claims
        if header.get("typ") != "client-authentication+jwt":
            raise _refused("assertion: typ is not client-authentication+jwt")
        if header.get("alg") not in jose.ALGORITHMS:
            raise _refused("assertion: alg is not allowed")
        client = self._clients.get(jose.text(claims.get("sub")))
        if client is None:
            raise _refused("assertion: unknown client")
        if claims.get("iss") != client.client_id:
            raise _refused("assertion: iss is not the client")
        if client_id is not None and client_id != client.client_id:
            raise _refused("client_id is not the assertion's")
        if header.get("kid") not in (None, *(each.kid for each in client.registered)):
            raise _refused("assertion: kid is not registered")
        young = self._world.faults.amount("helseid.key-cache")
        keys = client.keys_for(header.get("kid"), now=self._world.now(), young=young)
        if not keys:
            raise _refused("assertion: the key has expired, or is not known here yet")
        _check_signature(assertion, keys)
        if claims.get("aud") != self._issuer:
            raise _refused("assertion: aud is not exactly the issuer")
        self._check_times(claims)
        return client, claims

    def _check_times(self, claims: Mapping[str, Any]) -> None:
        now = self._world.now()
        expires = jose.whole_seconds(claims.get("exp"))
        if expires <= now - SKEW:
            raise _refused("assertion: has expired")
        if expires > now + LONGEST_LIFE:
            raise _refused("assertion: exp is more than 60 seconds ahead")
        for name in ("nbf", "iat"):
            if name in claims and jose.whole_seconds(claims[name]) > now + SKEW:
                raise _refused(f"assertion: {name} is in the future")
        if "iat" in claims and claims["iat"] < now - LONGEST_LIFE - SKEW:
            raise _refused("assertion: iat is too old")
        if "iat" not in claims or "nbf" not in claims:
            self._world.control.remark("client assertion without iat or nbf")
        if not self._seen.first_time(jose.text(claims.get("jti")), now=now, until=expires + SKEW):
            raise _refused("assertion: jti was used before")


def _check_signature(assertion: str, keys: list[jose.Key]) -> None:
    for key in keys[:-1]:
        try:
            return jose.check_signature(assertion, key)
        except jose.BadTokenError:
            continue
    return jose.check_signature(assertion, keys[-1])


def _refused(reason: str) -> RefusedError:
    return RefusedError(400, "invalid_client", reason)
