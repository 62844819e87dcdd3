"""Making tokens: the access token and the ID token in the shape HelseID gives them (helseid/README.md §6)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from joserfc import jws
from joserfc.jwk import RSAKey

from provesvar_gui.sandbox import jose
from provesvar_gui.sandbox.people import full_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from provesvar_gui.sandbox.clients import Client
    from provesvar_gui.sandbox.grants import Login
    from provesvar_gui.sandbox.organisations import Organisations
    from provesvar_gui.sandbox.world import World

ID_TOKEN_LIFE = 300
IDENTITY = "helseid://claims/identity/"
HPR_NUMBER = "helseid://claims/hpr/hpr_number"
HPR_DETAILS = "helseid://claims/hpr/hpr_details"
CLIENT = "helseid://claims/client/"
ORGNR = f"{CLIENT}claims/orgnr_"


def _approval(role: str) -> dict[str, Any]:
    full = {"value": "1", "description": "Full rekvisisjonsrett"}
    return {
        "profession": role,
        "authorization": {"value": "1", "description": "Autorisasjon"},
        "requisition_rights": [full] if role == "LE" else [],
        "specialities": [],
    }


def new_key() -> RSAKey:
    """A new RSA key of 2048 bits with a kid."""
    return RSAKey.generate_key(2048, private=True, auto_kid=True)


@dataclass(slots=True)
class Keys:
    """HelseID's signing keys: the newest signs, all are published."""

    make: Callable[[], RSAKey] = new_key
    _keys: list[RSAKey] = field(default_factory=list, repr=False)

    @property
    def current(self) -> RSAKey:
        """The key that signs."""
        if not self._keys:
            self._keys.append(self.make())
        return self._keys[-1]

    def rotate(self) -> None:
        """Sign with a new key; the old one is no longer published."""
        self._keys[:] = [new_key()]

    def jwks(self) -> dict[str, Any]:
        """The published keys."""
        return {"keys": [{**self.current.as_dict(private=False), "use": "sig", "alg": "RS256"}]}


@dataclass(slots=True, kw_only=True)
class Minter:
    """Makes the tokens; the faults of HelseID apply."""

    world: World
    issuer: str
    keys: Keys

    def access_token(
        self,
        client: Client,
        login: Login | None,
        *,
        scopes: tuple[str, ...],
        audiences: tuple[str, ...],
        thumbprint: str | None,
        organisations: Organisations,
    ) -> str:
        """An access token (RFC 9068 with HelseID's claims; scope is an array). ``login``: None for a machine's own token."""
        now, faults = int(self.world.now()), self.world.faults
        claims: dict[str, Any] = {
            "iss": self.issuer,
            "nbf": now,
            "iat": now,
            "exp": now + client.access_life,
            "scope": list(scopes),
            "client_id": client.client_id,
            "client_amr": "private_key_jwt",
            f"{ORGNR}parent": organisations.parent,
            f"{CLIENT}client_name": client.name,
            f"{CLIENT}client_tenancy": "single-tenant" if client.parents is None else "multi-tenant",
            "jti": self.world.opaque(),
        }
        if login is not None:
            claims |= {"amr": ["pwd"], **self._identity(login)}
        if faults.take("helseid.wrong-audience"):
            audiences = ("nhn:parek",)
        if faults.take("helseid.many-audiences"):
            audiences = (*audiences, "nhn:parek")
        if audiences:
            claims["aud"] = audiences[0] if len(audiences) == 1 else list(audiences)
        if organisations.child:
            claims[f"{ORGNR}child"] = organisations.child
        if thumbprint:
            claims["cnf"] = {"jkt": "A" * 43 if faults.take("helseid.wrong-cnf") else thumbprint}
        return self._sign(claims, typ="at+jwt", key=self.keys.current)

    def id_token(self, login: Login, *, access_token: str, with_nonce: bool) -> str:
        """An ID token; the nonce only at the first time."""
        now, pushed, faults = int(self.world.now()), login.pushed, self.world.faults
        if faults.take("helseid.expired-id-token"):
            now -= 3600
        claims: dict[str, Any] = {
            "iss": f"{self.issuer}/other" if faults.take("helseid.wrong-issuer") else self.issuer,
            "nbf": now,
            "iat": now,
            "exp": now + ID_TOKEN_LIFE,
            "aud": "another-client" if faults.take("helseid.wrong-client") else pushed.client.client_id,
            "amr": ["pwd"],
            "at_hash": jose.half_hash("another token" if faults.take("helseid.wrong-at-hash") else access_token),
            **self._identity(login, scopes=frozenset(pushed.scopes)),
        }
        if with_nonce and pushed.nonce is not None:
            claims["nonce"] = "another-nonce" if faults.take("helseid.wrong-nonce") else pushed.nonce
        if with_nonce and pushed.state is not None:
            claims["s_hash"] = jose.half_hash(pushed.state)
        if faults.take("helseid.unsigned"):
            head = jose.b64(json.dumps({"alg": "none", "typ": "JWT"}).encode())
            return f"{head}.{jose.b64(json.dumps(claims).encode())}."
        if faults.take("helseid.unknown-kid"):
            return self._sign(claims, typ="JWT", key=new_key())
        token = self._sign(claims, typ="JWT", key=self.keys.current)
        if faults.take("helseid.bad-signature"):
            body, _, signature = token.rpartition(".")
            token = f"{body}.{'B' if signature[0] == 'A' else 'A'}{signature[1:]}"
        return token

    def userinfo(self, login_claims: Mapping[str, Any]) -> dict[str, Any]:
        """The userinfo claims that belong to an access token's, and what HPR has of the person (helseid/README.md §6)."""
        wanted = ("sub", "name", "given_name", "middle_name", "family_name", HPR_NUMBER)
        identity = (f"{IDENTITY}{name}" for name in ("pid", "pid_pseudonym", "security_level", "assurance_level", "network"))
        claims = {name: login_claims[name] for name in (*wanted, *identity) if name in login_claims}
        faults = self.world.faults
        person = next((person for person in self.world.people.clinicians if person.sub == claims["sub"]), None)
        if person is not None and person.hpr_number and not faults.on("helseid.no-hpr-details"):
            details = {"approvals": [_approval(role) for role in person.roles], "hpr_number": int(person.hpr_number)}
            claims[HPR_DETAILS] = details
        if faults.take("helseid.userinfo-of-another"):
            claims["sub"] = "sandbox-sub-somebody-else"
        return {**claims, "userinfo_issued_at": int(self.world.now())}

    def signed(self, claims: Mapping[str, Any], client_id: str) -> str:
        """Userinfo as a JWT (OpenID Connect Core 5.3.2), which a client's registration may ask for."""
        return self._sign({**claims, "iss": self.issuer, "aud": client_id}, typ="JWT", key=self.keys.current)

    def _identity(self, login: Login, *, scopes: frozenset[str] | None = None) -> dict[str, Any]:
        session, faults = login.session, self.world.faults
        person = session.clinician
        level = "3" if faults.on("helseid.level-3") else session.level
        claims: dict[str, Any] = {
            "sub": person.sub,
            "sid": session.sid,
            "auth_time": session.auth_time - 7200 if faults.on("helseid.old-login") else session.auth_time,
            "idp": "testidp-oidc",
        }
        optional: dict[str, tuple[str, Any]] = {
            "name": ("profile", full_name(person).upper()),
            "given_name": ("profile", person.given.upper()),
            "middle_name": ("profile", ""),
            "family_name": ("profile", person.family.upper()),
            f"{IDENTITY}pid": ("helseid://scopes/identity/pid", person.pid),
            f"{IDENTITY}security_level": ("helseid://scopes/identity/security_level", level),
        }
        if person.hpr_number and not faults.on("helseid.no-hpr"):
            optional[HPR_NUMBER] = ("helseid://scopes/hpr/hpr_number", person.hpr_number)
        claims |= {name: value for name, (scope, value) in optional.items() if scopes is None or scope in scopes}
        if scopes is None:
            claims[f"{IDENTITY}assurance_level"] = "high" if level == "4" else "substantial"
            claims[f"{IDENTITY}network"] = "internett"
        return claims

    def _sign(self, claims: Mapping[str, Any], *, typ: str, key: RSAKey) -> str:
        header = {"alg": "RS256", "kid": key.kid, "typ": typ}
        return jws.serialize_compact(header, json.dumps(claims).encode(), key, algorithms=["RS256"])
