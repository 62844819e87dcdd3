"""The token endpoint: code, refresh, and (where enabled) client credentials (helseid/README.md §3, §5, §6)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from provesvar_gui.sandbox import jose
from provesvar_gui.sandbox.clients import IDENTITY_SCOPES, audience_of
from provesvar_gui.sandbox.organisations import Organisations, from_details, without_details
from provesvar_gui.sandbox.refusal import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.sandbox.clients import Client
    from provesvar_gui.sandbox.forms import Form
    from provesvar_gui.sandbox.grants import Grants, Login
    from provesvar_gui.sandbox.tokens import Minter
    from provesvar_gui.sandbox.world import World

_ALLOWED = {
    "authorization_code": {"code", "redirect_uri", "code_verifier", "resource"},
    "refresh_token": {"refresh_token", "resource", "scope"},
    "client_credentials": {"resource", "scope"},
}
_ALWAYS = {"grant_type", "client_id", "client_assertion", "client_assertion_type"}
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")


def _bad(error: str, reason: str) -> RefusedError:
    return RefusedError(400, error, reason)


@dataclass(slots=True, kw_only=True)
class TokenEndpoint:
    """Answers token requests whose client is authenticated and whose proof, if any, was checked."""

    world: World
    grants: Grants
    minter: Minter

    def answer(self, form: Form, client: Client, claims: Mapping[str, Any], thumbprint: str | None) -> dict[str, Any]:
        """The token response. ``thumbprint``: of the proof's key, None without a proof. Raises RefusedError."""
        grant = form.needed("grant_type")
        if grant not in _ALLOWED:
            raise _bad("unsupported_grant_type", "grant_type is unknown")
        if grant not in client.grant_types:
            raise _bad("unauthorized_client", "the client may not use this grant")
        if form.names - _ALLOWED[grant] - _ALWAYS:
            raise _bad("invalid_request", "a parameter does not belong to this grant")
        if client.require_dpop and thumbprint is None:
            raise _bad("invalid_dpop_proof", "the client must send a DPoP proof")
        if grant == "authorization_code":
            return self._code(form, client, claims, thumbprint)
        if grant == "refresh_token":
            return self._refresh(form, client, claims, thumbprint)
        return self._machine(form, client, claims, thumbprint)

    def _code(self, form: Form, client: Client, claims: Mapping[str, Any], thumbprint: str | None) -> dict[str, Any]:
        organisations = without_details(client, claims)
        code = form.needed("code")
        if code in self.grants.redeemed:
            self.grants.revoke_family(code)
            raise _bad("invalid_grant", "the code was used before; what came from it is revoked")
        found = self.grants.codes.get(code)
        if found is None or found[0].pushed.client.client_id != client.client_id:
            raise _bad("invalid_grant", "unknown code")
        login, expires = found
        del self.grants.codes[code]
        self.grants.redeemed[code] = client.client_id
        pushed = login.pushed
        if expires <= self.world.now():
            raise _bad("invalid_grant", "the code has expired")
        if form.needed("redirect_uri") != pushed.redirect_uri:
            raise _bad("invalid_grant", "redirect_uri is not that of the request")
        verifier = form.needed("code_verifier")
        if not _VERIFIER.fullmatch(verifier) or jose.b64(hashlib.sha256(verifier.encode()).digest()) != pushed.code_challenge:
            raise _bad("invalid_grant", "code_verifier does not fit code_challenge")
        if pushed.dpop_jkt is not None and thumbprint is None:
            raise _bad("invalid_dpop_proof", "the code is bound to a DPoP key, and there is no proof")
        if pushed.dpop_jkt is not None and thumbprint != pushed.dpop_jkt:
            raise _bad("invalid_grant", "the proof's key is not that of dpop_jkt")
        return self._tokens(form, login, pushed.scopes, thumbprint, organisations, first=True)

    def _refresh(self, form: Form, client: Client, claims: Mapping[str, Any], thumbprint: str | None) -> dict[str, Any]:
        token = self.grants.refresh_tokens.get(form.needed("refresh_token"))
        if token is None or token.login.pushed.client.client_id != client.client_id:
            raise _bad("invalid_grant", "unknown refresh token")
        if self.world.faults.take("helseid.refresh-refused"):
            raise _bad("invalid_grant", "refused by a fault")
        if token.used:
            self.grants.revoke_family(token.login.family)
            raise _bad("invalid_grant", "the refresh token was used before; what came from it is revoked")
        if token.expires <= self.world.now():
            raise _bad("invalid_grant", "the refresh token has expired")
        if token.thumbprint != thumbprint:
            raise _bad("invalid_grant", "the refresh token belongs to another DPoP key")
        organisations = from_details(client, claims)
        scopes = token.login.pushed.scopes
        wanted = form.one("scope")
        if wanted is not None:
            if not wanted or not set(wanted.split(" ")) <= set(scopes):
                raise _bad("invalid_scope", "a scope was not granted at the login")
            scopes = tuple(scope for scope in scopes if scope in wanted.split(" "))
        answer = self._tokens(form, token.login, scopes, thumbprint, organisations, first=False)
        token.used = True
        return answer

    def _tokens(
        self,
        form: Form,
        login: Login,
        scopes: tuple[str, ...],
        thumbprint: str | None,
        organisations: Organisations,
        *,
        first: bool,
    ) -> dict[str, Any]:
        pushed, faults = login.pushed, self.world.faults
        known = pushed.resources or _audiences(pushed.scopes)
        scopes, rejected = self._narrowed(form, scopes, known, organisations)
        access_token = self.minter.access_token(
            pushed.client,
            login,
            scopes=scopes,
            audiences=_audiences(scopes),
            thumbprint=thumbprint,
            organisations=organisations,
        )
        bearer = thumbprint is None or faults.take("helseid.token-type-bearer")
        answer: dict[str, Any] = {
            "access_token": access_token,
            "token_type": "Bearer" if bearer else "DPoP",
            "expires_in": pushed.client.access_life,
            "scope": " ".join(scopes),
        }
        if "openid" in pushed.scopes:
            answer["id_token"] = self.minter.id_token(login, access_token=access_token, with_nonce=first)
        if "offline_access" in pushed.scopes and not faults.take("helseid.no-refresh-token"):
            answer["refresh_token"], expires = self.grants.new_refresh_token(login, thumbprint)
            answer["rt_expires_in"] = max(0, int(expires - self.world.now()))
        if rejected:
            answer["rejected_scope"] = " ".join(rejected)
        return answer

    def _machine(self, form: Form, client: Client, claims: Mapping[str, Any], thumbprint: str | None) -> dict[str, Any]:
        """A token for the client itself: no person, no ID token, no refresh token."""
        organisations = from_details(client, claims)
        scopes = tuple(dict.fromkeys(form.needed("scope").split(" ")))
        if not set(scopes) <= set(client.scopes) - set(IDENTITY_SCOPES):
            raise _bad("invalid_scope", "a scope is not granted to this client, or is about a person")
        scopes, rejected = self._narrowed(form, scopes, _audiences(scopes), organisations)
        access_token = self.minter.access_token(
            client, None, scopes=scopes, audiences=_audiences(scopes), thumbprint=thumbprint, organisations=organisations
        )
        answer = {
            "access_token": access_token,
            "token_type": "Bearer" if thumbprint is None else "DPoP",
            "expires_in": client.access_life,
            "scope": " ".join(scopes),
        }
        return answer | ({"rejected_scope": " ".join(rejected)} if rejected else {})

    def _narrowed(
        self, form: Form, scopes: tuple[str, ...], known: tuple[str, ...], organisations: Organisations
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The scopes of the one resource that is asked for, and those the organisation has not signed for."""
        resources = form.all("resource")
        if len(resources) > 1:
            raise _bad("invalid_target", "one resource at a time")
        if not set(resources) <= set(known):
            raise _bad("invalid_target", "the resource was not asked for at the login")
        if resources:
            scopes = tuple(scope for scope in scopes if audience_of(scope) in (None, resources[0]))
        rejected = tuple(scope for scope in scopes if scope in organisations.unsigned)
        return tuple(scope for scope in scopes if scope not in rejected), rejected


def _audiences(scopes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(audience for audience in map(audience_of, scopes) if audience is not None))
