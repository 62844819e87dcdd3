"""Selvbetjening, as far as a client replaces its own key and a new one is registered by a draft (helseid/README.md §8)."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from provesvar_gui.sandbox import jose
from provesvar_gui.sandbox.clients import IDENTITY_SCOPES, SELF_SERVICE_SCOPE, V2_SCOPE, Client, ClientKey
from provesvar_gui.sandbox.jose import Nonces, ProofChecker, read_access_token, unauthorized_if
from provesvar_gui.sandbox.practice import PARENT
from provesvar_gui.sandbox.web import RefusedError, application, read_form, refuse_if, render

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from provesvar_gui.sandbox.world import World


AUDIENCE = "nhn:selvbetjening"
API_KEY = "sandkasse-klientsystem"
KEY_LIFE = 180 * 86400.0
MOST_KEYS = 2
_PATH = "/v1/client-secret"
_LONGEST_BODY = 20_000
_TITLES = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found"}


class Selvbetjening:
    """The service; ``app`` is what is served. ``announced``: how often a key was taken in, for tests."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.announced = 0
        nonces = Nonces(world, "selvbetjening")
        self._proofs = ProofChecker(world=world, nonces=nonces, early=5.0, late=10.0, status=401)
        routes = [Route(_PATH, self._list, methods=["GET"]), Route(_PATH, self._add, methods=["POST"])]
        routes += [Route("/v1/client-drafts", self._draft, methods=["POST"])]
        routes += [Route("/confirm-client/{id}", self._confirm, methods=["GET", "POST"])]
        self.drafts: dict[str, Mapping[str, Any]] = {}
        self.app = application(world, "selvbetjening", routes, _refused)

    async def _list(self, request: Request) -> Response:
        client = self._client(request)
        return JSONResponse(
            [
                {
                    "expiration": _time(each.expires),
                    "kid": each.kid,
                    "jwkThumbprint": each.key.thumbprint(),
                    "origin": each.origin,
                    "publicJwk": json.dumps(each.key.as_dict(private=False)),
                }
                for each in client.registered
            ]
        )

    async def _add(self, request: Request) -> Response:
        client = self._client(request)
        jwk = self._jwk(await request.body())
        key = self._public_key(jwk)
        known = any(each.kid == jwk["kid"] or each.key.thumbprint() == key.thumbprint() for each in client.registered)
        refuse_if(known, "the key is registered already", "invalid")
        now, faults = self.world.now(), self.world.faults
        expires = None if faults.take("selvbetjening.no-expiration") else now + KEY_LIFE
        kept = [] if faults.on("selvbetjening.replaces") else client.registered[-(MOST_KEYS - 1) :]
        client.registered[:] = [*kept, ClientKey(key=key, kid=jwk["kid"], expires=expires, since=now, origin="Api")]
        self.announced += 1
        return JSONResponse({"expiration": _time(expires)})

    async def _draft(self, request: Request) -> Response:
        """Keep the draft of a client, as NHN's sample posts it."""
        refuse_if(request.headers.get("api-key") != API_KEY, "the api key is not that of a client system", "invalid", 401)
        draft = self._jwk(await request.body())
        try:
            key = self._public_key(json.loads(draft["publicJwk"]))
            ours = draft["organizationNumber"] == PARENT.orgnr and set(draft["apiScopes"]) <= {V2_SCOPE, SELF_SERVICE_SCOPE}
            ours = ours and draft["postClientConfirmationRedirectUri"].startswith("http://localhost:")
        except (KeyError, TypeError, ValueError, AttributeError):
            ours = False
        refuse_if(not ours, "not a draft, or not for this organisation and these scopes", "invalid")
        client_id = str(uuid.uuid4())
        self.drafts[client_id] = {**draft, "key": key}
        return JSONResponse({"clientId": client_id})

    async def _confirm(self, request: Request) -> Response:
        """The page on which somebody who may act for the organisation confirms; then the client is registered."""
        client_id = request.path_params["id"]
        refuse_if(client_id not in self.drafts, "there is no such draft", "invalid", 404)
        if request.method == "GET":
            return render("confirm_client.html", status=200, path=request.url.path, draft=self.drafts[client_id])
        draft, confirmed = self.drafts.pop(client_id), (await read_form(request)).one("action") == "confirm"
        if confirmed:
            scopes = (*IDENTITY_SCOPES, *draft["apiScopes"])
            grants = ("authorization_code", "refresh_token", "client_credentials")
            made = Client(client_id=client_id, name="Fra kladd", key=draft["key"], scopes=scopes, grant_types=grants)
            self.world.clients[client_id] = made
        status = "Success" if confirmed else "Cancelled"
        return RedirectResponse(f"{draft['postClientConfirmationRedirectUri']}?status={status}", status_code=303)

    def _client(self, request: Request) -> Client:
        unauthorized_if(self.world.faults.take("selvbetjening.401"), "refused by a fault")
        claims = read_access_token(
            request,
            url=f"{self.world.selvbetjening}{_PATH}",
            proofs=self._proofs,
            nonce=bool(self.world.faults.on("selvbetjening.nonce")),
        )
        unauthorized_if(claims.get("aud") != AUDIENCE, "the token's audience is not exactly this service")
        unscoped = SELF_SERVICE_SCOPE not in claims.get("scope", [])
        refuse_if(unscoped, "the token has not the scope of this service", "insufficient_scope", 403)
        refuse_if("sub" in claims, "a person's token is not for this service", "insufficient_scope", 403)
        self.world.control.token_used(str(claims["jti"]), "selvbetjening")
        return self.world.clients[str(claims["client_id"])]

    def _public_key(self, jwk: dict[str, Any]) -> jose.Key:
        if jose.PRIVATE & jwk.keys():
            self.world.control.remark("a private key was sent to Selvbetjening")
        small = jwk.get("kty") == "RSA" and len(str(jwk.get("n"))) * 6 < 2048  # base64url has six bits a letter
        refuse_if(small, "the key is too small", "invalid")
        try:
            key = jose.public_key(jwk)
        except jose.BadTokenError as error:
            raise RefusedError(400, "invalid", str(error)) from error
        unnamed = jwk.get("alg") not in jose.ALGORITHMS or not isinstance(jwk.get("kid"), str)
        refuse_if(unnamed, "alg or kid is missing", "invalid")
        return key

    def _jwk(self, body: bytes) -> dict[str, Any]:
        try:
            jwk = json.loads(body) if len(body) <= _LONGEST_BODY else None
            if self.world.faults.on("selvbetjening.text-only"):
                jwk = json.loads(jwk) if isinstance(jwk, str) else None
        except (ValueError, RecursionError):
            jwk = None
        if not isinstance(jwk, dict):
            raise RefusedError(400, "invalid", "the body is not a JWK")
        return jwk


def _refused(_request: Request, error: RefusedError) -> Response:
    problem = {
        "type": "https://tools.ietf.org/html/rfc7807",
        "title": _TITLES.get(error.status, ""),
        "status": error.status,
        "detail": error.reason,
    }
    return JSONResponse(problem, error.status, headers=error.headers, media_type="application/problem+json")


def _time(seconds: float | None) -> str | None:
    """As .NET writes a time: seven digits after the second."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.%f0Z")
