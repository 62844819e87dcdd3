"""Client authentication by private_key_jwt (RFC 7523; HelseID's rules: helseid/README.md §2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.net.clock import Clock

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_LIFETIME = 30  # seconds; HelseID accepts 60 at most


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientAuthentication:
    """Makes one new assertion for each HTTP request, the repeat after a nonce challenge included: HelseID checks ``jti``.

    ``unique``: a new unguessable text at each call. ``clock``: the server's time, as far as it is known.
    """

    client_id: str
    key: PrivateKey = field(repr=False)
    clock: Clock
    unique: Callable[[], str]

    def assertion(self, issuer: str, details: object = None) -> str:
        """A signed assertion for ``issuer`` (never an endpoint). ``details``: becomes ``assertion_details`` unless None."""
        header: dict[str, object] = {"typ": "client-authentication+jwt"}
        if self.key.key_id is not None:
            header["kid"] = self.key.key_id
        now = int(self.clock.now())
        claims: dict[str, object] = {
            "iss": self.client_id,
            "sub": self.client_id,
            "aud": issuer,
            "iat": now,
            "nbf": now,
            "exp": now + _LIFETIME,
            "jti": self.unique(),
        }
        if details is not None:
            claims["assertion_details"] = details
        return self.key.sign(header, claims)

    def parameters(self, issuer: str, details: object = None) -> list[tuple[str, str]]:
        """The form parameters that authenticate one request."""
        return [
            ("client_id", self.client_id),
            ("client_assertion_type", ASSERTION_TYPE),
            ("client_assertion", self.assertion(issuer, details)),
        ]


def organisation_details(child: str, *, multi_tenant_parent: str = "") -> dict[str, object]:
    """``assertion_details`` that name the point of care (helseid/README.md §6), single-tenant or multi-tenant form."""
    if multi_tenant_parent:
        system, value = "urn:oid:1.0.6523", f"NO:ORGNR:{multi_tenant_parent}:{child}"
    else:
        system, value = "urn:oid:2.16.578.1.12.4.1.4.101", child
    identifier = {"system": system, "type": "ENH", "value": value}
    return {"type": "helseid_authorization", "practitioner_role": {"organization": {"identifier": identifier}}}
