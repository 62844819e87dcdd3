"""HelseID: discovery, keys, PAR, authorize and login page, token, userinfo, revocation, logout."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from provesvar_gui.sandbox import jose, web
from provesvar_gui.sandbox.clients import IDENTITY_SCOPES, ClientAuthenticator, audience_of, without_details
from provesvar_gui.sandbox.jose import ALGORITHMS, Nonces, ProofChecker, read_access_token
from provesvar_gui.sandbox.records import holds_person_number
from provesvar_gui.sandbox.tokens import TokenRequest, Tokens, new_key
from provesvar_gui.sandbox.web import RefusedError, application, read_form, refuse_if

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from provesvar_gui.sandbox.clients import Client
    from provesvar_gui.sandbox.records import Practitioner
    from provesvar_gui.sandbox.web import FormBody
    from provesvar_gui.sandbox.world import World


PUSHED_LIFE = 600
CODE_LIFE = 60.0
REFRESH_LIFE = 28800.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """A pushed authorization request, checked. ``form``: as it was sent."""

    client: Client
    form: FormBody = field(repr=False)
    scopes: tuple[str, ...]
    resources: tuple[str, ...]
    dpop_jkt: str | None
    expires: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserSession:
    sid: str
    clinician: Practitioner = field(repr=False)
    auth_time: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """What a code and the refresh tokens after it stand for. ``family``: the code's own id, to revoke all of them together."""

    pushed: Pushed
    session: BrowserSession
    family: str
    started: float


@dataclass(slots=True, kw_only=True)
class RefreshToken:
    """A refresh token. ``thumbprint``: the DPoP key it is bound to, None for Bearer."""

    login: Login
    thumbprint: str | None
    expires: float
    used: bool = False


@dataclass(slots=True)
class Grants:
    """``pushed`` and ``interactions``: requests by their ``request_uri`` and by the id of their login page."""

    world: World
    pushed: dict[str, Pushed] = field(default_factory=dict, repr=False)
    interactions: dict[str, Pushed] = field(default_factory=dict, repr=False)
    sessions: dict[str, BrowserSession] = field(default_factory=dict, repr=False)
    codes: dict[str, tuple[Login, float]] = field(default_factory=dict, repr=False)
    redeemed: set[str] = field(default_factory=set, repr=False)
    refresh_tokens: dict[str, RefreshToken] = field(default_factory=dict, repr=False)

    def revoke_family(self, family: str) -> None:
        self.refresh_tokens = {value: token for value, token in self.refresh_tokens.items() if token.login.family != family}

    def new_refresh_token(self, login: Login, thumbprint: str | None) -> tuple[str, float]:
        """A refresh token and when it ends: a fixed time after the login."""
        value = f"{self.world.opaque()}-1"
        expires = login.started + REFRESH_LIFE
        self.refresh_tokens[value] = RefreshToken(login=login, thumbprint=thumbprint, expires=expires)
        return value, expires


_KNOWN = frozenset(
    {
        "client_id", "scope", "redirect_uri", "response_type", "code_challenge", "code_challenge_method", "client_assertion",
        "client_assertion_type", "state", "resource", "nonce", "acr_values", "prompt", "dpop_jkt", "response_mode", "ui_locales",
        "login_hint", "max_age", "on_behalf_of", "test_pid", "test_security_level",
    }
)  # fmt: skip
_REDIRECT = re.compile(r"http://localhost:[1-9][0-9]{0,4}/callback")
_S256 = re.compile(r"[A-Za-z0-9_-]{43}")
_LONGEST = 2000
COOKIE = "helseid.sandbox"


def check_pushed(
    form: FormBody, client: Client, claims: Mapping[str, object], proof_thumbprint: str | None, world: World
) -> Pushed:
    """Check a pushed request of an authenticated client. Raises RefusedError."""
    without_details(claims)
    refuse_if(
        form.names & {"request", "request_uri"}, "request objects are not used here; request_uri is what this endpoint gives"
    )
    refuse_if(form.names - _KNOWN, "an unknown parameter")
    refuse_if(any(len(value) > _LONGEST for name, value in form.pairs if name != "client_assertion"), "a parameter is too long")
    form.needed("client_id")  # whose it is was checked with the assertion
    refuse_if("authorization_code" not in client.grant_types, "the client may not log people in", "unauthorized_client")
    refuse_if(form.needed("response_type") != "code", "response_type is not code", "unsupported_response_type")
    refuse_if(form.one("response_mode") not in (None, "query"), "response_mode is not query")
    refuse_if(not _REDIRECT.fullmatch(form.needed("redirect_uri")), "redirect_uri is not registered")
    refuse_if(form.needed("code_challenge_method") != "S256", "code_challenge_method is not S256")
    refuse_if(not _S256.fullmatch(form.needed("code_challenge")), "code_challenge is not one")
    scopes = tuple(dict.fromkeys(form.needed("scope").split(" ")))
    refuse_if(not all(scopes), "scope is malformed", "invalid_scope")
    refuse_if(not set(scopes) <= set(client.scopes), "a scope is not granted to this client", "invalid_scope")
    resources = form.all("resource")
    refuse_if(
        not set(resources) <= {audience_of(scope) for scope in scopes} - {None},
        "a resource belongs to none of the scopes",
        "invalid_target",
    )
    refuse_if(form.one("prompt") not in (None, "login"), "prompt is not login")
    thumbprint = form.one("dpop_jkt")
    refuse_if(thumbprint is not None and not _S256.fullmatch(thumbprint), "dpop_jkt is not a thumbprint")
    refuse_if(
        thumbprint is not None and proof_thumbprint not in (None, thumbprint),
        "dpop_jkt is not the proof's key",
        "invalid_dpop_proof",
    )
    _remark_on(form, client, world)
    return Pushed(
        client=client,
        form=form,
        scopes=scopes,
        resources=tuple(dict.fromkeys(resources)),
        dpop_jkt=thumbprint or proof_thumbprint,
        expires=world.now() + PUSHED_LIFE,
    )


def _remark_on(form: FormBody, client: Client, world: World) -> None:
    for name in ("state", "nonce", "resource"):
        if not form.all(name):
            world.control.remark(f"PAR without {name}")
    for name in ("state", "nonce"):
        if form.all(name) and len(form.needed(name)) < 22:
            world.control.remark(f"PAR with a short {name}")
    if "Level4" not in (form.one("acr_values") or "").split():
        world.control.remark("PAR without acr_values Level4")
    if client.require_dpop and not form.one("dpop_jkt"):
        world.control.remark("PAR without dpop_jkt")


# HelseID's own tolerance is not documented; this is wider than an API's, since the server nonce already proves freshness.
_SKEW = 30.0
_PAGES = ("/login", "/connect/authorize", "/connect/endsession")
_NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}


class HelseId:
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
        routes = [
            Route("/.well-known/openid-configuration", self._discovery),
            Route("/.well-known/openid-configuration/jwks", self._jwks),
            Route("/connect/par", self._par, methods=["POST"]),
            Route("/connect/authorize", self.authorize),
            Route("/login", self.login_page, methods=["GET"]),
            Route("/login", self.login_answer, methods=["POST"]),
            Route("/connect/token", self._token, methods=["POST"]),
            Route("/connect/userinfo", self._userinfo),
            Route("/connect/revocation", self._revocation, methods=["POST"]),
            Route("/connect/endsession", self.end_session, methods=["POST"]),
        ]
        self.app = application(world, "helseid", routes, _refused)

    async def _discovery(self, _request: Request) -> Response:
        """The metadata, in the form that HelseID publishes (helseid/README.md §1)."""
        issuer = self.world.helseid
        connect = f"{issuer}/connect"
        found = {
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
        return JSONResponse(found)

    async def _jwks(self, _request: Request) -> Response:
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
        form = await self._read(request)
        client, claims = self._authenticator.authenticate(form)
        thumbprint = self._proofs.check(request, url=f"{self.world.helseid}/connect/par", nonce=False)
        pushed = check_pushed(form, client, claims, thumbprint, self.world)
        uri = f"urn:ietf:params:oauth:request_uri:{self.world.opaque()}"
        self.grants.pushed[uri] = pushed
        return JSONResponse({"request_uri": uri, "expires_in": PUSHED_LIFE}, status_code=201, headers=_NO_STORE)

    async def _token(self, request: Request) -> Response:
        form = await self._read(request)
        client, claims = self._authenticator.authenticate(form)
        thumbprint = self._proofs.check(request, url=f"{self.world.helseid}/connect/token", nonce=True)
        if self.world.faults.take("helseid.key-rotation"):
            self.world.signing_key = new_key()
        answer = self._tokens.answer(TokenRequest(form, client, claims, thumbprint))
        headers = dict(_NO_STORE)
        if thumbprint is not None and self.world.faults.on("helseid.new-nonce"):
            headers["DPoP-Nonce"] = self.nonces.new()
        return JSONResponse(answer, headers=headers)

    async def _userinfo(self, request: Request) -> Response:
        """For a token of a person's login, with its own proof and the scopes that open this (helseid/README.md §6).

        Its audience does not matter: userinfo is no API. But one that was given to an API should not come here too.
        """
        claims = read_access_token(
            request,
            url=f"{self.world.helseid}/connect/userinfo",
            proofs=self._bearer_proofs,
            nonce=False,
            schemes=("DPoP", "Bearer"),
        )
        missing = next((scope for scope in ("openid", "profile") if scope not in claims.get("scope", [])), None)
        refuse_if(missing is not None, f"the token has no {missing} scope", "insufficient_scope", 403)
        self.world.control.token_used(str(claims["jti"]), "userinfo")
        return JSONResponse(self._tokens.userinfo(claims), headers=_NO_STORE)

    async def _revocation(self, request: Request) -> Response:
        form = await self._read(request)
        client, _claims = self._authenticator.authenticate(form)
        value = form.needed("token")
        known = form.one("token_type_hint") in (None, "refresh_token", "access_token")
        refuse_if(not known, "token_type_hint is unknown", "unsupported_token_type")
        token = self.grants.refresh_tokens.get(value)
        if token is not None and token.login.pushed.client.client_id == client.client_id:
            self.grants.revoke_family(token.login.family)
        return Response(status_code=200)

    async def authorize(self, request: Request) -> Response:
        """Only client_id and request_uri; anything wrong is an error page and no callback."""
        pairs = parse_qsl(request.url.query, keep_blank_values=True)
        in_order = sorted(name for name, _ in pairs) == ["client_id", "request_uri"]
        refuse_if(not in_order, "only client_id and request_uri belong in this address")
        query, gone = dict(pairs), "request_uri is unknown, used before, or has expired"
        refuse_if(query["client_id"] not in self.world.clients, "unknown client")
        pushed = self.grants.pushed.get(query["request_uri"])
        if pushed is None or pushed.client.client_id != query["client_id"]:
            raise RefusedError(400, "page", gone)
        del self.grants.pushed[query["request_uri"]]
        refuse_if(pushed.expires <= self.world.now(), gone)
        session = self.grants.sessions.get(request.cookies.get(COOKIE, ""))
        if session is not None and pushed.form.one("prompt") is None:
            return self._back_with_code(pushed, session)
        interaction = self.world.opaque()
        self.grants.interactions[interaction] = pushed
        return RedirectResponse(f"{self.world.helseid}/login?{urlencode({'interaction': interaction})}", status_code=302)

    async def login_page(self, request: Request) -> Response:
        interaction = request.query_params.get("interaction", "")
        refuse_if(interaction not in self.grants.interactions, "the login page has been used or has expired")
        return self._show(interaction)

    async def login_answer(self, request: Request) -> Response:
        form = await read_form(request)
        interaction = form.one("interaction") or ""
        refuse_if(interaction not in self.grants.interactions, "the login page has been used or has expired")
        pushed = self.grants.interactions[interaction]
        if form.one("action") == "cancel":
            del self.grants.interactions[interaction]
            return self._back(pushed, {"error": "access_denied", "error_description": "the person cancelled"})
        found = self._chosen(form)
        if len(found) != 1:
            problem = "Ingen passer. Velg i listen." if not found else "Flere passer. Velg i listen."
            return self._show(interaction, problem=problem, status=422)
        del self.grants.interactions[interaction]
        session = BrowserSession(sid=self.world.opaque()[:32], clinician=found[0], auth_time=int(self.world.now()))
        self.grants.sessions[session.sid] = session
        return self._back_with_code(pushed, session)

    async def end_session(self, request: Request) -> Response:
        """Logout of the person whose ID token comes as a hint."""
        form = await read_form(request)
        good = form.names == {"id_token_hint"} and self._is_ours(form.needed("id_token_hint"))
        refuse_if(not good, "id_token_hint is none of ours, or not alone")
        self.grants.sessions.pop(request.cookies.get(COOKIE, ""), None)
        answer = web.render("logged_out.html", status=200)
        answer.delete_cookie(COOKIE)
        return answer

    def _is_ours(self, hint: str) -> bool:
        try:
            _, claims = jose.read(hint)
        except jose.BadTokenError:
            return False
        ours = jose.is_signed(hint, self.world.signing_key) and claims.get("iss") == self.world.helseid
        return ours and str(claims.get("aud")) in self.world.clients

    def _chosen(self, form: FormBody) -> list[Practitioner]:
        """Whoever is chosen in the list; else whose person number, HPR number or part of the name was typed."""
        people, index = self.world.people.clinicians, form.one("clinician")
        if index is not None:
            return [person for number, person in enumerate(people) if str(number) == index]
        typed = " ".join((form.one("person") or "").split()).casefold()
        return [each for each in people if typed and (typed in (each.pid, each.hpr_number) or typed in each.name.casefold())]

    def _show(self, interaction: str, *, problem: str = "", status: int = 200) -> Response:
        rows = [
            (index, f"clinician-{person.hpr_number or f'uten-hpr-{index}'}", person)
            for index, person in enumerate(self.world.people.clinicians)
        ]
        values = {"rows": rows, "interaction": interaction, "problem": problem, "issuer": self.world.helseid}
        return web.render("login.html", status=status, **values)

    def _back_with_code(self, pushed: Pushed, session: BrowserSession) -> Response:
        code, now = f"{self.world.opaque()}-1", self.world.now()
        self.grants.codes[code] = (Login(pushed=pushed, session=session, family=code, started=now), now + CODE_LIFE)
        answer = self._back(pushed, {"code": code, "session_state": self.world.opaque()[:43]})
        answer.set_cookie(COOKIE, session.sid, httponly=True, samesite="lax")
        return answer

    def _back(self, pushed: Pushed, values: dict[str, str]) -> Response:
        if (state := pushed.form.one("state")) is not None:
            values["state"] = state
        values["iss"] = self.world.helseid
        headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
        return RedirectResponse(f"{pushed.form.needed('redirect_uri')}?{urlencode(values)}", status_code=303, headers=headers)


def _refused(request: Request, error: RefusedError) -> Response:
    if request.url.path in _PAGES:  # it stays in the browser, nothing comes back to the program
        return web.render("error.html", status=400, reason=error.reason)
    body = {"error": error.error, "error_description": error.reason}
    return JSONResponse(body, status_code=error.status, headers={**_NO_STORE, **error.headers})
