"""The registered clients, and the configuration file that Selvbetjening hands out for each (helseid/README.md §8)."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from joserfc.jwk import RSAKey

    from provesvar_gui.sandbox import jose

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
OTHER_SCOPE = "nhn:parek/rekvisisjon"  # another service's, so that a token can have several audiences


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A point of care. ``unsigned``: API scopes whose terms it has not signed; HelseID drops them (rejected_scope)."""

    orgnr: str
    name: str
    unsigned: frozenset[str] = frozenset()


PARENT = Unit(orgnr="310000019", name="Øvre Fiktivdal kommune")
UNITS = (
    Unit(orgnr="310000027", name="Fiktivdal legevakt"),
    Unit(orgnr="310000035", name="Fiktivdal legesenter"),
)
UNSIGNED_UNIT = Unit(orgnr="310000043", name="Fiktivdal helsestasjon", unsigned=frozenset({V1_SCOPE, V2_SCOPE}))


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredKey:
    """A public key of a client. ``expires``: epoch seconds, None: never. ``since``: when it was registered; None: long ago."""

    key: jose.Key = field(repr=False)
    kid: str | None
    expires: float | None = None
    since: float | None = None
    origin: str = "Gui"


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A client's registration.

    ``redirect_uris``: one with port 0 allows any port, as the test environment does. ``parents``: for a multi-tenant client the
    parents it may speak for, each with its own list of children (empty: any). ``children``: for a single-tenant one.
    """

    client_id: str
    name: str
    key: RSAKey = field(repr=False)
    scopes: tuple[str, ...]
    require_dpop: bool = True
    redirect_uris: tuple[str, ...] = ("http://localhost:0/callback",)
    post_logout_redirect_uris: tuple[str, ...] = ("http://localhost:0/logged-out",)
    grant_types: tuple[str, ...] = ("authorization_code", "refresh_token")
    parent: Unit = PARENT
    children: tuple[Unit, ...] | None = (*UNITS, UNSIGNED_UNIT)
    parents: Mapping[str, tuple[str, ...]] | None = None
    refresh_life: float = 28800.0
    access_life: int = 600
    registered: list[RegisteredKey] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        if not self.registered:
            self.registered.append(RegisteredKey(key=self.key, kid=self.key.kid))

    def end_of_keys(self, expires: float | None) -> None:
        """Every key that is registered now ends then."""
        self.registered[:] = [replace(each, expires=expires) for each in self.registered]

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
            "redirectUris": list(self.redirect_uris),
            "postLogoutRedirectUris": list(self.post_logout_redirect_uris),
            "secretType": "private_key_jwt:RsaPrivateKeyJwtSecret",
            "rsaPrivateKey": "<RSAKeyValue></RSAKeyValue>",
            "rsaKeySizeBits": 2048,
            "privateJwk": json.dumps(jwk),
            "pkceRequired": True,
        }

    def keys_for(self, kid: object, *, now: float, young: float) -> list[jose.Key]:
        """The keys an assertion may be signed with; ``kid``: that it names, or None.

        ``young``: for so many seconds a new key is not known everywhere (helseid/README.md §8: up to 20).
        """
        return [
            each.key
            for each in self.registered
            if kid in (None, each.kid)
            and (each.expires is None or now < each.expires)
            and (each.since is None or now >= each.since + young)
        ]

    def may_return_to(self, uri: str) -> bool:
        """Whether the redirect URI is registered."""
        return any(_matches(registered, uri) for registered in self.redirect_uris)

    def may_log_out_to(self, uri: str) -> bool:
        """Whether the post-logout redirect URI is registered."""
        return any(_matches(registered, uri) for registered in self.post_logout_redirect_uris)


def new_client(*, name: str, key: RSAKey, api_scopes: tuple[str, ...], **registration: Any) -> Client:
    """A client with a new id and the identity scopes beside those of its APIs."""
    return Client(client_id=str(uuid.uuid4()), name=name, key=key, scopes=(*IDENTITY_SCOPES, *api_scopes), **registration)


def audience_of(scope: str) -> str | None:
    """The audience an API scope belongs to: what stands before the first slash. None for identity scopes."""
    if ":" not in scope or scope.startswith("helseid://"):
        return None
    return scope.partition("/")[0]


def _matches(registered: str, uri: str) -> bool:
    if registered == uri:
        return True
    try:
        ours, theirs = urlsplit(registered), urlsplit(uri)
        port = theirs.port
    except ValueError:
        return False
    if ours.port != 0 or not port:
        return False
    return uri == registered.replace(":0", f":{port}", 1) and theirs.hostname == ours.hostname
