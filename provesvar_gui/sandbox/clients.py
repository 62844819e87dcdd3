"""The registered clients, how they authenticate (RFC 7523), and whom they may speak for (helseid/README.md §2, §6, §8, §9)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from provesvar_gui.sandbox import jose
from provesvar_gui.sandbox.practice import UNITS, Unit
from provesvar_gui.sandbox.web import RefusedError, refuse_if

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.sandbox.web import FormBody
    from provesvar_gui.sandbox.world import World


IDENTITY_SCOPES = (
    "openid",
    "profile",
    "offline_access",
    "helseid://scopes/identity/pid",
    "helseid://scopes/identity/security_level",
    "helseid://scopes/hpr/hpr_number",
)
V1_SCOPE = "nhn:pps/provesvar"
V2_SCOPE = "nhn:pps/provesvar-read"
SELF_SERVICE_SCOPE = "nhn:selvbetjening/client"  # only for the client itself, never at a login

UNSIGNED_UNIT = Unit(orgnr="310000043", name="Fiktivdal helsestasjon", unsigned=frozenset({V1_SCOPE, V2_SCOPE}))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientKey:
    """A public key of a client. ``expires``: epoch seconds, None: never. ``since``: when it was registered; None: long ago."""

    key: jose.Key = field(repr=False)
    kid: str | None
    expires: float | None = None
    since: float | None = None
    origin: str = "Gui"


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """Of ``PARENT``, for any port, as the test environment allows it. There are no multi-tenant clients here."""

    client_id: str
    name: str
    key: jose.Key = field(repr=False)
    scopes: tuple[str, ...]
    require_dpop: bool = True
    grant_types: tuple[str, ...] = ("authorization_code", "refresh_token")
    registered: list[ClientKey] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        self.registered.append(ClientKey(key=self.key, kid=self.key.kid))

    def file(self, authority: str) -> dict[str, Any]:
        """The configuration file as it is downloaded; the JWK has neither alg nor kid."""
        jwk = {
            name: value for name, value in self.key.as_dict(private=True).items() if name not in ("kid", "alg", "use", "key_ops")
        }
        return {
            "clientName": self.name,
            "authority": authority,
            "clientId": self.client_id,
            "grantTypes": [grant for grant in self.grant_types if grant != "refresh_token"],
            "scopes": list(self.scopes),
            "redirectUris": ["http://localhost:0/callback"],
            "postLogoutRedirectUris": ["http://localhost:0/logged-out"],
            "secretType": "private_key_jwt:RsaPrivateKeyJwtSecret",
            "rsaPrivateKey": "<RSAKeyValue></RSAKeyValue>",
            "rsaKeySizeBits": 2048,
            "privateJwk": json.dumps(jwk),
            "pkceRequired": True,
        }


def audience_of(scope: str) -> str | None:
    """The audience an API scope belongs to: what stands before the first slash. None for identity scopes."""
    if ":" not in scope or scope.startswith("helseid://"):
        return None
    return scope.partition("/")[0]


_refuse_if = partial(refuse_if, error="invalid_client")
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LONGEST_LIFE = 60.0
SKEW = 5.0


class ClientAuthenticator:
    """Finds and authenticates the client of a request; every assertion can be used one time."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._seen: set[str] = set()

    def authenticate(self, form: FormBody) -> tuple[Client, Mapping[str, Any]]:
        """The client and the assertion's claims. Raises RefusedError (invalid_client)."""
        _refuse_if(form.one("client_secret") is not None, "a client secret is not accepted")
        _refuse_if(form.one("client_assertion_type") != ASSERTION_TYPE, "client_assertion_type is missing or wrong")
        assertion = form.one("client_assertion") or ""
        _refuse_if(not assertion, "client_assertion is missing")
        try:
            return self._check(assertion, form.one("client_id"))
        except jose.BadTokenError as error:
            raise RefusedError(400, "invalid_client", f"assertion: {error}") from error

    def _check(self, assertion: str, client_id: str | None) -> tuple[Client, Mapping[str, Any]]:
        header, claims = jose.read(assertion)
        jose.wrong_if(header.get("typ") != "client-authentication+jwt", "typ is not client-authentication+jwt")
        jose.wrong_if(header.get("alg") not in jose.ALGORITHMS, "alg is not allowed")
        client = self._world.clients.get(jose.text(claims.get("sub")))
        if client is None:
            raise jose.BadTokenError("unknown client")
        jose.wrong_if(claims.get("iss") != client.client_id, "iss is not the client")
        _refuse_if(client_id is not None and client_id != client.client_id, "client_id is not the assertion's")
        jose.wrong_if(header.get("kid") not in (None, *(each.kid for each in client.registered)), "kid is not registered")
        now, young = self._world.now(), self._world.faults.amount("helseid.key-cache")
        keys = [  # a young one is not known everywhere (helseid/README.md §8)
            each.key
            for each in client.registered
            if header.get("kid") in (None, each.kid)
            and (each.expires is None or now < each.expires)
            and (each.since is None or now >= each.since + young)
        ]
        jose.wrong_if(not keys, "the key has expired, or is not known here yet")
        jose.wrong_if(not any(jose.is_signed(assertion, key) for key in keys), "signature is wrong")
        jose.wrong_if(claims.get("aud") != self._world.helseid, "aud is not exactly the issuer")
        expires = jose.whole_seconds(claims.get("exp"))
        jose.wrong_if(expires <= now - SKEW, "has expired")
        jose.wrong_if(expires > now + LONGEST_LIFE, "exp is more than 60 seconds ahead")
        for name in ("nbf", "iat"):
            jose.wrong_if(name in claims and jose.whole_seconds(claims[name]) > now + SKEW, f"{name} is in the future")
        jose.wrong_if("iat" in claims and claims["iat"] < now - LONGEST_LIFE - SKEW, "iat is too old")
        if "iat" not in claims or "nbf" not in claims:
            self._world.control.remark("client assertion without iat or nbf")
        jose.wrong_if(jose.text(claims.get("jti")) in self._seen, "jti was used before")
        self._seen.add(claims["jti"])
        return client, claims


_ENH = {"system": "urn:oid:2.16.578.1.12.4.1.4.101", "type": "ENH"}  # of a single-tenant client
_AUTHORIZATION = "helseid_authorization"
_TYPES = frozenset({_AUTHORIZATION, "nhn:tillitsrammeverk:parameters", "nhn:sfm:journal-id"})


def without_details(claims: Mapping[str, Any]) -> None:
    """For a request whose assertion may not name an organisation. Raises RefusedError (HID-1009)."""
    refused = "HID-1009: organisation numbers cannot be sent in the assertion in this step"
    refuse_if("assertion_details" in claims, refused)


def from_details(claims: Mapping[str, Any]) -> Unit | None:
    """The child organisation of a refresh. Raises RefusedError with a HID code."""
    details = claims.get("assertion_details", [])
    elements = details if isinstance(details, list) else [details]
    kinds = [element.get("type") if isinstance(element, dict) else None for element in elements]
    refuse_if(not set(kinds) <= _TYPES, "HID-1007: assertion_details holds an unknown type")
    refuse_if(kinds.count(_AUTHORIZATION) > 1, "HID-1007: more than one organisation element")
    if _AUTHORIZATION not in kinds:
        return None
    match elements[kinds.index(_AUTHORIZATION)]:
        case {"practitioner_role": {"organization": {"identifier": {"value": str(value), **more}}}} if more == _ENH:
            pass
        case _:
            raise RefusedError(400, "invalid_request", "HID-1007: the organisation element is not of the right form")
    refuse_if(not re.fullmatch(r"[0-9]{9}", value, re.ASCII), "HID-1004: an organisation number is not nine digits")
    for unit in (*UNITS, UNSIGNED_UNIT):
        if unit.orgnr == value:
            return unit
    raise RefusedError(400, "invalid_request", "HID-1002: the child organisation is not on the client's list")
