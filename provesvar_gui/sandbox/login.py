"""From the pushed request (RFC 9126) to the code: PAR, authorization endpoint, login page, logout (helseid/README.md §3)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.responses import RedirectResponse, Response

from provesvar_gui.sandbox import jose, web
from provesvar_gui.sandbox.clients import audience_of, without_details
from provesvar_gui.sandbox.web import is_form, read_form, read_pairs, refuse_if

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request

    from provesvar_gui.sandbox.clients import Client
    from provesvar_gui.sandbox.people import Practitioner
    from provesvar_gui.sandbox.web import FormBody
    from provesvar_gui.sandbox.world import World


PUSHED_LIFE = 600
CODE_LIFE = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """A pushed authorization request."""

    client: Client
    redirect_uri: str
    scopes: tuple[str, ...]
    resources: tuple[str, ...]
    code_challenge: str = field(repr=False)
    state: str | None = field(repr=False)
    nonce: str | None = field(repr=False)
    asks_again: bool  # whoever is still logged in in the browser is asked anew
    dpop_jkt: str | None
    expires: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserSession:
    """Who is logged in in one browser (SSO)."""

    sid: str
    clinician: Practitioner = field(repr=False)
    level: str
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
    """Everything HelseID remembers, each thing for its own time.

    ``pushed`` and ``interactions``: requests by their ``request_uri`` and by the id of their login page.
    """

    world: World
    pushed: dict[str, Pushed] = field(default_factory=dict, repr=False)
    interactions: dict[str, Pushed] = field(default_factory=dict, repr=False)
    sessions: dict[str, BrowserSession] = field(default_factory=dict, repr=False)
    codes: dict[str, tuple[Login, float]] = field(default_factory=dict, repr=False)
    redeemed: set[str] = field(default_factory=set, repr=False)
    refresh_tokens: dict[str, RefreshToken] = field(default_factory=dict, repr=False)

    def revoke_family(self, family: str) -> None:
        """Revoke every refresh token that came from one code."""
        self.refresh_tokens = {value: token for value, token in self.refresh_tokens.items() if token.login.family != family}

    def new_refresh_token(self, login: Login, thumbprint: str | None) -> tuple[str, float]:
        """A refresh token and when it ends: a fixed time after the login."""
        value = f"{self.world.opaque()}-1"
        expires = login.started + login.pushed.client.refresh_life
        self.refresh_tokens[value] = RefreshToken(login=login, thumbprint=thumbprint, expires=expires)
        return value, expires


_KNOWN = frozenset(
    {
        "client_id", "scope", "redirect_uri", "response_type", "code_challenge", "code_challenge_method", "client_assertion",
        "client_assertion_type", "state", "resource", "nonce", "acr_values", "prompt", "dpop_jkt", "response_mode", "ui_locales",
        "login_hint", "max_age", "on_behalf_of", "test_pid", "test_security_level",
    }
)  # fmt: skip
_S256 = re.compile(r"[A-Za-z0-9_-]{43}")
_LONGEST = 2000
COOKIE = "helseid.sandbox"


def granted_scopes(client: Client, text: str) -> tuple[str, ...]:
    """The scopes of a request, each of which the client must have. Raises RefusedError (invalid_scope)."""
    scopes = tuple(dict.fromkeys(text.split(" ")))
    refuse_if(not all(scopes), "scope is malformed", "invalid_scope")
    refuse_if(not set(scopes) <= set(client.scopes), "a scope is not granted to this client", "invalid_scope")
    return scopes


def check_pushed(
    form: FormBody, client: Client, claims: Mapping[str, object], proof_thumbprint: str | None, world: World
) -> Pushed:
    """Check a pushed request of an authenticated client. Raises RefusedError."""
    without_details(client, claims)
    refuse_if(
        form.names & {"request", "request_uri"}, "request objects are not used here; request_uri is what this endpoint gives"
    )
    refuse_if(form.names - _KNOWN, "an unknown parameter")
    refuse_if(any(len(value) > _LONGEST for name, value in form.pairs if name != "client_assertion"), "a parameter is too long")
    form.needed("client_id")  # whose it is was checked with the assertion
    refuse_if("authorization_code" not in client.grant_types, "the client may not log people in", "unauthorized_client")
    refuse_if(form.needed("response_type") != "code", "response_type is not code", "unsupported_response_type")
    refuse_if(form.one("response_mode") not in (None, "query"), "response_mode is not query")
    refuse_if(not client.may_return_to(form.needed("redirect_uri")), "redirect_uri is not registered")
    refuse_if(form.needed("code_challenge_method") != "S256", "code_challenge_method is not S256")
    refuse_if(not _S256.fullmatch(form.needed("code_challenge")), "code_challenge is not one")
    scopes = granted_scopes(client, form.needed("scope"))
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
        redirect_uri=form.needed("redirect_uri"),
        scopes=scopes,
        resources=tuple(dict.fromkeys(resources)),
        code_challenge=form.needed("code_challenge"),
        state=form.one("state"),
        nonce=form.one("nonce"),
        asks_again=form.one("prompt") is not None,
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


class BrowserSide:
    """The pages of HelseID."""

    def __init__(self, world: World, grants: Grants) -> None:
        self._world = world
        self._grants = grants

    async def authorize(self, request: Request) -> Response:
        """Only client_id and request_uri; anything wrong is an error page and no callback."""
        pairs = parse_qsl(request.url.query, keep_blank_values=True)
        names = sorted(name for name, _ in pairs)
        if names != ["client_id", "request_uri"]:
            return web.error_page(self._world, "only client_id and request_uri belong in this address")
        query = dict(pairs)
        if query["client_id"] not in self._world.clients:
            return web.error_page(self._world, "unknown client")
        pushed = self._grants.pushed.get(query["request_uri"])
        if pushed is None or pushed.client.client_id != query["client_id"]:
            return web.error_page(self._world, "request_uri is unknown, used before, or has expired")
        del self._grants.pushed[query["request_uri"]]
        if pushed.expires <= self._world.now():
            return web.error_page(self._world, "request_uri is unknown, used before, or has expired")
        session = self._grants.sessions.get(request.cookies.get(COOKIE, ""))
        if session is not None and not pushed.asks_again:
            return self._back_with_code(pushed, session)
        interaction = self._world.opaque()
        self._grants.interactions[interaction] = pushed
        return RedirectResponse(f"{self._world.helseid}/login?{urlencode({'interaction': interaction})}", status_code=302)

    async def login_page(self, request: Request) -> Response:
        """The page with the list of people."""
        interaction = request.query_params.get("interaction", "")
        if self._grants.interactions.get(interaction) is None:
            return web.error_page(self._world, "the login page has been used or has expired")
        return self._show(interaction)

    async def login_answer(self, request: Request) -> Response:
        if not is_form(request):
            return web.error_page(self._world, "not a form")
        form = await read_pairs(request)
        interaction = form.one("interaction") or ""
        pushed = self._grants.interactions.get(interaction)
        if pushed is None:
            return web.error_page(self._world, "the login page has been used or has expired")
        if form.one("action") == "cancel":
            del self._grants.interactions[interaction]
            return self._back(pushed, {"error": "access_denied", "error_description": "the person cancelled"})
        found = self._chosen(form)
        if len(found) != 1:
            problem = "Ingen passer. Velg i listen." if not found else "Flere passer. Velg i listen."
            return self._show(interaction, problem=problem, status=422)
        del self._grants.interactions[interaction]
        session = BrowserSession(
            sid=self._world.opaque()[:32], clinician=found[0], level=found[0].level, auth_time=int(self._world.now())
        )
        self._grants.sessions[session.sid] = session
        return self._back_with_code(pushed, session)

    async def end_session(self, request: Request) -> Response:
        """Logout of the person whose ID token comes as a hint."""
        form = await read_form(request)
        if form.names != {"id_token_hint"} or not self._is_ours(form.one("id_token_hint") or ""):
            return web.error_page(self._world, "id_token_hint is none of ours, or not alone")
        self._grants.sessions.pop(request.cookies.get(COOKIE, ""), None)
        answer = web.render("logged_out.html", status=200)
        answer.delete_cookie(COOKIE)
        return answer

    def _is_ours(self, hint: str) -> bool:
        try:
            _, claims = jose.read(hint)
            jose.check_signature(hint, self._world.signing_key)
        except jose.BadTokenError:
            return False
        audience = claims.get("aud")
        return claims.get("iss") == self._world.helseid and isinstance(audience, str) and audience in self._world.clients

    def _chosen(self, form: FormBody) -> list[Practitioner]:
        people = self._world.people.clinicians
        index = form.one("clinician")
        if index is not None:
            return [person for number, person in enumerate(people) if str(number) == index]
        return matching(people, form.one("person") or "") if form.one("person") else []

    def _show(self, interaction: str, *, problem: str = "", status: int = 200) -> Response:
        rows = [
            (index, f"clinician-{person.hpr_number or f'uten-hpr-{index}'}", person)
            for index, person in enumerate(self._world.people.clinicians)
        ]
        values = {"rows": rows, "interaction": interaction, "problem": problem, "issuer": self._world.helseid}
        return web.render("login.html", status=status, **values)

    def _back_with_code(self, pushed: Pushed, session: BrowserSession) -> Response:
        code, now = f"{self._world.opaque()}-1", self._world.now()
        self._grants.codes[code] = (Login(pushed=pushed, session=session, family=code, started=now), now + CODE_LIFE)
        answer = self._back(pushed, {"code": code, "session_state": self._world.opaque()[:43]})
        answer.set_cookie(COOKIE, session.sid, httponly=True, samesite="lax")
        return answer

    def _back(self, pushed: Pushed, values: dict[str, str]) -> Response:
        if pushed.state is not None:
            wrong = self._world.faults.take("helseid.wrong-state")
            values["state"] = "another-state" if wrong else pushed.state
        other = self._world.faults.take("helseid.wrong-callback-issuer")
        values["iss"] = f"{self._world.helseid}/other" if other else self._world.helseid
        joint = "&" if urlsplit(pushed.redirect_uri).query else "?"
        headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
        return RedirectResponse(f"{pushed.redirect_uri}{joint}{urlencode(values)}", status_code=303, headers=headers)


def matching(people: Sequence[Practitioner], search: str) -> list[Practitioner]:
    """The people whose person number or HPR number is what was typed, or else whose name holds it."""
    wanted = " ".join(search.split()).casefold()
    digits = wanted.replace(" ", "")
    exact = [person for person in people if digits in (person.pid, person.hpr_number)]
    return exact or [person for person in people if wanted in person.name.casefold()]
