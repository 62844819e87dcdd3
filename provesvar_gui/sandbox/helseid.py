"""HelseID: discovery, keys, PAR, authorize and login page, token, userinfo, revocation, logout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from provesvar_gui.sandbox import web
from provesvar_gui.sandbox.clients import IDENTITY_SCOPES, ClientAuthenticator
from provesvar_gui.sandbox.jose import ALGORITHMS, Nonces, ProofChecker, read_access_token
from provesvar_gui.sandbox.login import PUSHED_LIFE, BrowserSide, Grants, check_pushed
from provesvar_gui.sandbox.people import holds_person_number
from provesvar_gui.sandbox.tokens import Tokens, new_key
from provesvar_gui.sandbox.web import RefusedError, application, read_form

if TYPE_CHECKING:
    from starlette.requests import Request

    from provesvar_gui.sandbox.web import FormBody
    from provesvar_gui.sandbox.world import World


def document(issuer: str) -> dict[str, Any]:
    """The metadata of this issuer, in the form that HelseID publishes (helseid/README.md §1)."""
    connect = f"{issuer}/connect"
    return {
        "issuer": issuer,
        "jwks_uri": f"{issuer}/.well-known/openid-configuration/jwks",
        "authorization_endpoint": f"{connect}/authorize",
        "token_endpoint": f"{connect}/token",
        "userinfo_endpoint": f"{connect}/userinfo",
        "end_session_endpoint": f"{connect}/endsession",
        "revocation_endpoint": f"{connect}/revocation",
        "pushed_authorization_request_endpoint": f"{connect}/par",
        "authorization_response_iss_parameter_supported": True,
        "dpop_signing_alg_values_supported": list(ALGORITHMS),
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "code_challenge_methods_supported": ["plain", "S256"],
        "grant_types_supported": ["authorization_code", "client_credentials", "refresh_token"],
        "scopes_supported": list(IDENTITY_SCOPES),
        "frontchannel_logout_supported": "true",  # as a text, as the test environment's copy has it
    }


# HelseID's own tolerance is not documented; this is wider than an API's, since the server nonce already proves freshness.
_SKEW = 30.0
_NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}


class HelseId:
    """The whole service; ``app`` is what is served."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.grants = Grants(world)
        self.nonces = Nonces(world, "helseid")
        self._authenticator = ClientAuthenticator(world)
        self._proofs = ProofChecker(world=world, nonces=self.nonces, early=_SKEW, late=_SKEW, status=400)
        self._bearer_proofs = ProofChecker(
            world=world, nonces=self.nonces, early=_SKEW, late=_SKEW, status=401, error="invalid_token"
        )
        self._tokens = Tokens(world, self.grants)
        browser = BrowserSide(world, self.grants)
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
            Route("/connect/endsession", browser.end_session, methods=["POST"]),
        ]
        self.app = application(world, "helseid", routes, _refused)

    async def _discovery(self, _request: Request) -> Response:
        if self.world.faults.take("helseid.discovery-down"):
            return Response(status_code=503)
        return JSONResponse(document(self.world.helseid))

    async def _jwks(self, _request: Request) -> Response:
        if self.world.faults.take("helseid.jwks-down"):
            return Response(status_code=503)
        key = self.world.signing_key.as_dict(private=False)
        return JSONResponse({"keys": [{**key, "use": "sig", "alg": "RS256"}]})

    async def _read(self, request: Request) -> FormBody:
        form = await read_form(request)
        people = self.world.people.numbers()
        values = (value for name, value in form.pairs if name != "client_assertion")
        if any(holds_person_number(value, people) for value in values):
            self.world.control.remark("a person number in a request to HelseID")
        return form

    async def _par(self, request: Request) -> Response:
        if self.world.faults.take("helseid.par-down"):
            return Response(status_code=503)
        form = await self._read(request)
        client, claims = self._authenticator.authenticate(form)
        thumbprint = self._proofs.check(request, url=f"{self.world.helseid}/connect/par", nonce=False)
        pushed = check_pushed(form, client, claims, thumbprint, self.world)
        uri = f"urn:ietf:params:oauth:request_uri:{self.world.opaque()}"
        self.grants.pushed[uri] = pushed
        return JSONResponse({"request_uri": uri, "expires_in": PUSHED_LIFE}, status_code=201, headers=_NO_STORE)

    async def _token(self, request: Request) -> Response:
        if self.world.faults.take("helseid.token-down"):
            return Response(status_code=503)
        form = await self._read(request)
        client, claims = self._authenticator.authenticate(form)
        thumbprint = self._proofs.check(request, url=f"{self.world.helseid}/connect/token", nonce=True)
        if self.world.faults.take("helseid.key-rotation"):
            self.world.signing_key = new_key()
        answer = self._tokens.answer(form, client, claims, thumbprint)
        headers = dict(_NO_STORE)
        if thumbprint is not None and self.world.faults.on("helseid.new-nonce"):
            headers["DPoP-Nonce"] = self.nonces.new()
        return JSONResponse(answer, headers=headers)

    async def _userinfo(self, request: Request) -> Response:
        """For a token of a person's login, with its own proof and the scopes that open this (helseid/README.md §6).

        Its audience does not matter: userinfo is no API. But one that was given to an API should not come here too.
        """
        if self.world.faults.take("helseid.userinfo-down"):
            return Response(status_code=503)
        claims = read_access_token(
            request,
            url=f"{self.world.helseid}/connect/userinfo",
            proofs=self._bearer_proofs,
            nonce=False,
            schemes=("DPoP", "Bearer"),
        )
        missing = next((scope for scope in ("openid", "profile") if scope not in claims.get("scope", [])), None)
        if missing is not None:
            raise RefusedError(403, "insufficient_scope", f"the token has no {missing} scope")
        self.world.control.token_used(str(claims["jti"]), "userinfo")
        return JSONResponse(self._tokens.userinfo(claims), headers=_NO_STORE)

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


def _refused(request: Request, error: RefusedError) -> Response:
    if request.url.path.endswith("/login"):
        return web.render("error.html", status=400, reason=error.reason)
    body = {"error": error.error, "error_description": error.reason}
    return JSONResponse(body, status_code=error.status, headers={**_NO_STORE, **error.headers})
