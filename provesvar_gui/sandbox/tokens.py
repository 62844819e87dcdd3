"""The token endpoint, and the tokens in the shape HelseID gives them (helseid/README.md §3, §5, §6)."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from joserfc import jws
from joserfc.jwk import RSAKey

from provesvar_gui.sandbox import jose
from provesvar_gui.sandbox.clients import IDENTITY_SCOPES, audience_of, from_details, without_details
from provesvar_gui.sandbox.practice import PARENT
from provesvar_gui.sandbox.web import RefusedError, refuse_if

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.sandbox.clients import Client
    from provesvar_gui.sandbox.helseid import Grants, Login
    from provesvar_gui.sandbox.practice import Unit
    from provesvar_gui.sandbox.web import FormBody
    from provesvar_gui.sandbox.world import World


ID_TOKEN_LIFE, ACCESS_LIFE = 300, 600
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


_PARAMETERS = {
    "authorization_code": {"code", "redirect_uri", "code_verifier", "resource"},
    "refresh_token": {"refresh_token", "resource", "scope"},
    "client_credentials": {"resource", "scope"},
}
_PARAMETERS_OF_ALL = {"grant_type", "client_id", "client_assertion", "client_assertion_type"}
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")


def _invalid_grant(reason: str) -> RefusedError:
    return RefusedError(400, "invalid_grant", reason)


def _require(holds: object, otherwise: str) -> None:
    refuse_if(not holds, otherwise, "invalid_grant")


def new_key() -> RSAKey:
    return RSAKey.generate_key(2048, private=True, auto_kid=True)


@dataclass(frozen=True, slots=True)
class TokenRequest:
    """``claims``: of the assertion. ``thumbprint``: of the proof's key, None without a proof."""

    form: FormBody
    client: Client
    claims: Mapping[str, Any]
    thumbprint: str | None


class Tokens:
    """The token endpoint, for requests whose client is authenticated and whose proof, if any, was checked."""

    def __init__(self, world: World, grants: Grants) -> None:
        self._world = world
        self._grants = grants

    def answer(self, request: TokenRequest) -> dict[str, Any]:
        """The token response. Raises RefusedError."""
        grant, client = request.form.needed("grant_type"), request.client
        refuse_if(grant not in _PARAMETERS, "grant_type is unknown", "unsupported_grant_type")
        refuse_if(grant not in client.grant_types, "the client may not use this grant", "unauthorized_client")
        refuse_if(request.form.names - _PARAMETERS[grant] - _PARAMETERS_OF_ALL, "a parameter does not belong to this grant")
        missing = client.require_dpop and request.thumbprint is None
        refuse_if(missing, "the client must send a DPoP proof", "invalid_dpop_proof")
        if grant == "authorization_code":
            return self._redeem(request)
        return self._refresh(request) if grant == "refresh_token" else self._client_credentials(request)

    def _redeem(self, request: TokenRequest) -> dict[str, Any]:
        form, thumbprint = request.form, request.thumbprint
        without_details(request.claims)
        code = form.needed("code")
        if code in self._grants.redeemed:
            self._grants.revoke_family(code)
            raise _invalid_grant("the code was used before; what came from it is revoked")
        found = self._grants.codes.get(code)
        if found is None or found[0].pushed.client.client_id != request.client.client_id:
            raise _invalid_grant("unknown code")
        login, expires = found
        del self._grants.codes[code]
        self._grants.redeemed.add(code)
        pushed = login.pushed
        _require(expires > self._world.now(), "the code has expired")
        _require(form.needed("redirect_uri") == pushed.form.one("redirect_uri"), "redirect_uri is not that of the request")
        verifier = form.needed("code_verifier")
        challenge = jose.b64(hashlib.sha256(verifier.encode()).digest())
        fits = _VERIFIER.fullmatch(verifier) and challenge == pushed.form.one("code_challenge")
        _require(fits, "code_verifier does not fit code_challenge")
        if pushed.dpop_jkt is not None:
            unproven = "the code is bound to a DPoP key, and there is no proof"
            refuse_if(thumbprint is None, unproven, "invalid_dpop_proof")
            _require(thumbprint == pushed.dpop_jkt, "the proof's key is not that of dpop_jkt")
        return self._of_person(request, login, pushed.scopes, None, first=True)

    def _refresh(self, request: TokenRequest) -> dict[str, Any]:
        token = self._grants.refresh_tokens.get(request.form.needed("refresh_token"))
        if token is None or token.login.pushed.client.client_id != request.client.client_id:
            raise _invalid_grant("unknown refresh token")
        if token.used:
            self._grants.revoke_family(token.login.family)
            raise _invalid_grant("the refresh token was used before; what came from it is revoked")
        _require(token.expires > self._world.now(), "the refresh token has expired")
        _require(token.thumbprint == request.thumbprint, "the refresh token belongs to another DPoP key")
        child = from_details(request.claims)
        scopes, wanted = token.login.pushed.scopes, request.form.one("scope")
        if wanted is not None:
            known = wanted and set(wanted.split(" ")) <= set(scopes)
            refuse_if(not known, "a scope was not granted at the login", "invalid_scope")
            scopes = tuple(scope for scope in scopes if scope in wanted.split(" "))
        answer = self._of_person(request, token.login, scopes, child, first=False)
        token.used = True
        return answer

    def _of_person(
        self, request: TokenRequest, login: Login, scopes: tuple[str, ...], child: Unit | None, *, first: bool
    ) -> dict[str, Any]:
        """``first``: for a code, whose ID token has the nonce."""
        pushed = login.pushed
        answer = self._access(request, login, scopes, pushed.resources or _audiences(pushed.scopes), child)
        if "openid" in pushed.scopes:
            answer["id_token"] = self._id_token(login, access_token=answer["access_token"], with_nonce=first)
        if "offline_access" in pushed.scopes:
            answer["refresh_token"], expires = self._grants.new_refresh_token(login, request.thumbprint)
            answer["rt_expires_in"] = max(0, int(expires - self._world.now()))
        return answer

    def _client_credentials(self, request: TokenRequest) -> dict[str, Any]:
        """A token for the client itself: no person, no ID token, no refresh token."""
        child = from_details(request.claims)
        scopes = tuple(dict.fromkeys(request.form.needed("scope").split(" ")))
        known = set(scopes) <= set(request.client.scopes) - set(IDENTITY_SCOPES)
        refuse_if(not known, "a scope is not granted to this client, or is about a person", "invalid_scope")
        return self._access(request, None, scopes, _audiences(scopes), child)

    def _access(
        self,
        request: TokenRequest,
        login: Login | None,
        scopes: tuple[str, ...],
        allowed: tuple[str, ...],
        child: Unit | None,
    ) -> dict[str, Any]:
        """An access token (RFC 9068) for one of the ``allowed`` resources. ``login``: None for a token of the client itself."""
        client, resources = request.client, request.form.all("resource")
        refuse_if(len(resources) > 1, "one resource at a time", "invalid_target")
        refuse_if(not set(resources) <= set(allowed), "the resource was not asked for at the login", "invalid_target")
        if resources:
            scopes = tuple(scope for scope in scopes if audience_of(scope) in (None, resources[0]))
        rejected = [scope for scope in scopes if child is not None and scope in child.unsigned]
        scopes = tuple(scope for scope in scopes if scope not in rejected)
        now, faults = int(self._world.now()), self._world.faults
        audiences = ("nhn:parek",) if faults.take("helseid.wrong-audience") else _audiences(scopes)
        claims: dict[str, Any] = {
            "iss": self._world.helseid,
            "nbf": now,
            "iat": now,
            "exp": now + ACCESS_LIFE,
            "scope": list(scopes),
            "client_id": client.client_id,
            "client_amr": "private_key_jwt",
            f"{ORGNR}parent": PARENT.orgnr,
            f"{CLIENT}client_name": client.name,
            f"{CLIENT}client_tenancy": "single-tenant",
            "jti": self._world.opaque(),
            **({} if login is None else {"amr": ["pwd"], **self._identity(login)}),
        }
        if audiences:
            claims["aud"] = audiences[0] if len(audiences) == 1 else list(audiences)
        if child is not None:
            claims[f"{ORGNR}child"] = child.orgnr
        if request.thumbprint:
            claims["cnf"] = {"jkt": "A" * 43 if faults.take("helseid.wrong-cnf") else request.thumbprint}
        return {
            "access_token": self._sign(claims, typ="at+jwt"),
            "token_type": "Bearer" if request.thumbprint is None else "DPoP",
            "expires_in": ACCESS_LIFE,
            "scope": " ".join(scopes),
            **({"rejected_scope": " ".join(rejected)} if rejected else {}),
        }

    def _id_token(self, login: Login, *, access_token: str, with_nonce: bool) -> str:
        now, pushed = int(self._world.now()), login.pushed
        claims: dict[str, Any] = {
            "iss": self._world.helseid,
            "nbf": now,
            "iat": now,
            "exp": now + ID_TOKEN_LIFE,
            "aud": pushed.client.client_id,
            "amr": ["pwd"],
            "at_hash": jose.half_hash(access_token),
            **self._identity(login, scopes=frozenset(pushed.scopes)),
        }
        if with_nonce and (nonce := pushed.form.one("nonce")) is not None:
            claims["nonce"] = nonce
        if with_nonce and (state := pushed.form.one("state")) is not None:
            claims["s_hash"] = jose.half_hash(state)
        return self._sign(claims, typ="JWT")

    def userinfo(self, login_claims: Mapping[str, Any]) -> dict[str, Any]:
        """The userinfo claims that belong to an access token's, and what HPR has of the person (helseid/README.md §6)."""
        wanted = ("sub", "name", "given_name", "middle_name", "family_name", HPR_NUMBER)
        identity = (f"{IDENTITY}{name}" for name in ("pid", "pid_pseudonym", "security_level", "assurance_level", "network"))
        claims = {name: login_claims[name] for name in (*wanted, *identity) if name in login_claims}
        person = next((person for person in self._world.people.clinicians if person.sub == claims["sub"]), None)
        if person is not None and person.hpr_number:
            details = {"approvals": [_approval(role) for role in person.roles], "hpr_number": int(person.hpr_number)}
            claims[HPR_DETAILS] = details
        return {**claims, "userinfo_issued_at": int(self._world.now())}

    def _identity(self, login: Login, *, scopes: frozenset[str] | None = None) -> dict[str, Any]:
        session, person = login.session, login.session.clinician
        claims: dict[str, Any] = {
            "sub": person.sub,
            "sid": session.sid,
            "auth_time": session.auth_time,
            "idp": "testidp-oidc",
        }
        optional: dict[str, tuple[str, Any]] = {
            "name": ("profile", person.name.upper()),
            "given_name": ("profile", person.given.upper()),
            "middle_name": ("profile", ""),
            "family_name": ("profile", person.family.upper()),
            f"{IDENTITY}pid": ("helseid://scopes/identity/pid", person.pid),
            f"{IDENTITY}security_level": ("helseid://scopes/identity/security_level", person.level),
        }
        if person.hpr_number:
            optional[HPR_NUMBER] = ("helseid://scopes/hpr/hpr_number", person.hpr_number)
        claims |= {name: value for name, (scope, value) in optional.items() if scopes is None or scope in scopes}
        if scopes is None:
            claims[f"{IDENTITY}assurance_level"] = "high" if person.level == "4" else "substantial"
            claims[f"{IDENTITY}network"] = "internett"
        return claims

    def _sign(self, claims: Mapping[str, Any], *, typ: str) -> str:
        key = self._world.signing_key
        header = {"alg": "RS256", "kid": key.kid, "typ": typ}
        return jws.serialize_compact(header, json.dumps(claims).encode(), key, algorithms=["RS256"])


def _audiences(scopes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(audience for audience in map(audience_of, scopes) if audience is not None))
