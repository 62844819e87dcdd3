"""HelseID: discovery, keys, PAR, authorize and login page, token, userinfo, revocation, logout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from provesvar_gui.sandbox import web
from provesvar_gui.sandbox.clients import IDENTITY_SCOPES, ClientAuthenticator
from provesvar_gui.sandbox.jose import ALGORITHMS, Nonces, ProofChecker, read_access_token
from provesvar_gui.sandbox.login import PUSHED_LIFE, BrowserSide, Grants, check_pushed
from provesvar_gui.sandbox.people import holds_person_number
from provesvar_gui.sandbox.tokens import Keys, Minter, TokenEndpoint
from provesvar_gui.sandbox.web import RefusedError, read_form
from provesvar_gui.sandbox.world import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from provesvar_gui.sandbox.clients import Client
    from provesvar_gui.sandbox.web import Form
    from provesvar_gui.sandbox.world import World


def document(issuer: str, *, wrong_issuer: bool = False) -> dict[str, Any]:
    """The metadata of this issuer; it names every endpoint of HelseID, also those the sandbox does not serve."""
    connect = f"{issuer}/connect"
    identity = "helseid://claims/identity/"
    client = "helseid://claims/client/"
    return {
        "issuer": f"{issuer}/other" if wrong_issuer else issuer,
        "jwks_uri": f"{issuer}/.well-known/openid-configuration/jwks",
        "authorization_endpoint": f"{connect}/authorize",
        "token_endpoint": f"{connect}/token",
        "userinfo_endpoint": f"{connect}/userinfo",
        "end_session_endpoint": f"{connect}/endsession",
        "check_session_iframe": f"{connect}/checksession",
        "revocation_endpoint": f"{connect}/revocation",
        "introspection_endpoint": f"{connect}/introspect",
        "device_authorization_endpoint": f"{connect}/deviceauthorization",
        "backchannel_authentication_endpoint": f"{connect}/ciba",
        "pushed_authorization_request_endpoint": f"{connect}/par",
        "require_pushed_authorization_requests": False,
        "authorization_response_iss_parameter_supported": True,
        "dpop_signing_alg_values_supported": list(ALGORITHMS),
        "id_token_signing_alg_values_supported": ["RS256"],
        "request_parameter_supported": True,
        "request_object_signing_alg_values_supported": [*ALGORITHMS, "HS256", "HS384", "HS512"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "private_key_jwt"],
        "code_challenge_methods_supported": ["plain", "S256"],
        "grant_types_supported": [
            "authorization_code",
            "client_credentials",
            "refresh_token",
            "implicit",
            "urn:ietf:params:oauth:grant-type:device_code",
            "urn:openid:params:grant-type:ciba",
            "urn:ietf:params:oauth:grant-type:token-exchange",
        ],
        "response_types_supported": [
            "code",
            "token",
            "id_token",
            "id_token token",
            "code id_token",
            "code token",
            "code id_token token",
        ],
        "response_modes_supported": ["form_post", "query", "fragment"],
        "prompt_values_supported": ["none", "login", "consent", "select_account"],
        "subject_types_supported": ["public"],
        "scopes_supported": [
            *IDENTITY_SCOPES,
            "helseid://scopes/client/info",
            "nhn:tillitsrammeverk:parameters",
            "nhn:sfm:journal-id",
        ],
        "claims_supported": [
            "name",
            "family_name",
            "given_name",
            "middle_name",
            *(f"{identity}{name}" for name in ("assurance_level", "pid", "pid_pseudonym", "security_level", "network")),
            "helseid://claims/hpr/hpr_number",
            f"{client}client_name",
            f"{client}client_tenancy",
            *(f"{client}claims/orgnr_{name}" for name in ("parent", "child", "supplier")),
            "client_amr",
        ],
        # The test environment's copy has these as texts.
        "frontchannel_logout_supported": "true",
        "frontchannel_logout_session_supported": "true",
        "backchannel_logout_supported": "true",
        "backchannel_logout_session_supported": "true",
        "backchannel_token_delivery_modes_supported": ["poll"],
        "backchannel_user_code_parameter_supported": True,
        "expired_jwks_uri": f"{connect}/expiredjwks",
        "available_idps": f"{connect}/availableidps",
    }


# HelseID's own tolerance is not documented; this is wider than an API's, since the server nonce already proves freshness.
_SKEW = 30.0
_NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}


class HelseId:
    """The whole service; ``app`` is what is served."""

    def __init__(self, world: World, clients: Mapping[str, Client], keys: Keys) -> None:
        self.world = world
        self.keys = keys
        self.grants = Grants(world)
        self.nonces = Nonces(world, "helseid")
        self._issuer = world.helseid
        self._authenticator = ClientAuthenticator(world, clients, self._issuer)
        self._proofs = ProofChecker(world=world, nonces=self.nonces, early=_SKEW, late=_SKEW, status=400)
        self._bearer_proofs = ProofChecker(
            world=world, nonces=self.nonces, early=_SKEW, late=_SKEW, status=401, error="invalid_token"
        )
        self._minter = Minter(world=world, issuer=self._issuer, keys=keys)
        self._tokens = TokenEndpoint(world=world, grants=self.grants, minter=self._minter)
        browser = BrowserSide(world, self.grants, clients, self._issuer, keys)
        routes = [
            Route("/.well-known/openid-configuration", self._discovery),
            Route("/.well-known/openid-configuration/jwks", self._jwks),
            Route("/connect/par", self._par, methods=["POST"]),
            Route("/connect/authorize", browser.authorize),
            Route("/login", browser.login_page, methods=["GET"]),
            Route("/login", browser.login_answer, methods=["POST"]),
            Route("/connect/token", self._token, methods=["POST"]),
            Route("/connect/userinfo", self._userinfo),
            Route("/connect/revocation", self._revocation, methods=["POST"]),
            Route("/connect/endsession", browser.end_session, methods=["GET", "POST"]),
            Route("/connect/availableidps", self._available_idps),
        ]
        prefix = urlsplit(self._issuer).path
        self.app = Starlette(
            routes=[Mount(prefix, routes=routes)] if prefix else list(routes),
            exception_handlers={RefusedError: self._refused},
        )
        self.app.router.redirect_slashes = False

    async def _discovery(self, _request: Request) -> Response:
        if self.world.faults.take("helseid.discovery-down"):
            return Response(status_code=503)
        return JSONResponse(document(self._issuer, wrong_issuer=self.world.faults.take("helseid.wrong-discovery-issuer")))

    async def _jwks(self, _request: Request) -> Response:
        if self.world.faults.take("helseid.jwks-down"):
            return Response(status_code=503)
        return JSONResponse(self.keys.jwks())

    async def _read(self, request: Request) -> Form:
        form = await read_form(request)
        people = self.world.people.numbers()
        values = [value for name, value in form.pairs if name not in ("test_pid", "client_assertion")]
        if any(holds_person_number(value, people) for value in values):
            self.world.control.remark("a person number in a request to HelseID")
        return form

    async def _par(self, request: Request) -> Response:
        if self.world.faults.take("helseid.par-down"):
            return Response(status_code=503)
        form = await self._read(request)
        client, claims = self._authenticator.authenticate(form)
        thumbprint = self._proofs.check(request, url=f"{self._issuer}/connect/par", nonce=False)
        pushed = check_pushed(form, client, claims, thumbprint, self.world)
        answer = {"request_uri": self.grants.push(pushed), "expires_in": PUSHED_LIFE}
        return JSONResponse(answer, status_code=201, headers=_NO_STORE)

    async def _token(self, request: Request) -> Response:
        if self.world.faults.take("helseid.token-down"):
            return Response(status_code=503)
        form = await self._read(request)
        client, claims = self._authenticator.authenticate(form)
        thumbprint = self._proofs.check(request, url=f"{self._issuer}/connect/token", nonce=True)
        if self.world.faults.take("helseid.key-rotation"):
            self.keys.rotate()
        answer = self._tokens.answer(form, client, claims, thumbprint)
        headers = dict(_NO_STORE)
        if thumbprint is not None and self.world.faults.on("helseid.new-nonce"):
            headers["DPoP-Nonce"] = self.nonces.new()
        return JSONResponse(answer, headers=headers)

    async def _userinfo(self, request: Request) -> Response:
        """For a token of a person's login, with its own proof and the scopes that open this (reference helseid.md 6.1, 6.2).

        Its audience does not matter: userinfo is no API. But one that was given to an API should not come here too.
        """
        if self.world.faults.take("helseid.userinfo-down"):
            return Response(status_code=503)
        token = read_access_token(
            request,
            url=f"{self._issuer}/connect/userinfo",
            issuer=self._issuer,
            keys=self.keys,
            proofs=self._bearer_proofs,
            nonce=False,
        )
        missing = next((scope for scope in ("openid", "profile") if scope not in token.claims.get("scope", [])), None)
        if missing is not None:
            raise RefusedError(403, "insufficient_scope", f"the token has no {missing} scope")
        self.world.control.token_used(str(token.claims["jti"]), "userinfo")
        claims = self._minter.userinfo(token.claims)
        if self.world.faults.on("helseid.userinfo-signed"):
            signed = self._minter.signed(claims, str(token.claims["client_id"]))
            return Response(signed, media_type="application/jwt", headers=_NO_STORE)
        return JSONResponse(claims, headers=_NO_STORE)

    async def _revocation(self, request: Request) -> Response:
        form = await self._read(request)
        client, _claims = self._authenticator.authenticate(form)
        value = form.needed("token")
        if form.one("token_type_hint") not in (None, "refresh_token", "access_token"):
            raise RefusedError(400, "unsupported_token_type", "token_type_hint is unknown")
        token = self.grants.refresh_tokens.get(value)
        if token is not None and token.login.pushed.client.client_id == client.client_id:
            self.grants.revoke_family(token.login.family)
        return Response(status_code=200)

    async def _available_idps(self, _request: Request) -> Response:
        return JSONResponse([{"identityProvider": "testidp-oidc", "displayName": "Sandkasse"}])

    async def _refused(self, request: Request, error: Exception) -> Response:
        if not isinstance(error, RefusedError):  # pragma: no cover - registered for this class alone
            raise error
        refusal = Refusal(service="helseid", status=error.status, error=error.error, reason=error.reason)
        self.world.control.refusals.append(refusal)
        if request.url.path.endswith("/login"):
            return web.render("error.html", status=400, reason=error.reason)
        body = {"error": error.error, "error_description": error.reason}
        return JSONResponse(body, status_code=error.status, headers={**_NO_STORE, **error.headers})
