"""What HelseID remembers: pushed requests, browser sessions, codes, refresh tokens."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provesvar_gui.sandbox.clients import Client
    from provesvar_gui.sandbox.people import Clinician
    from provesvar_gui.sandbox.world import World

PUSHED_LIFE = 600
CODE_LIFE = 60.0
INTERACTION_LIFE = 1800.0


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
    prompt: frozenset[str]
    max_age: int | None
    dpop_jkt: str | None
    test_pid: str | None = field(repr=False)
    test_level: str | None
    expires: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserSession:
    """Who is logged in in one browser (SSO)."""

    sid: str
    clinician: Clinician = field(repr=False)
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
    """Everything HelseID remembers, each thing for its own time."""

    world: World
    pushed: dict[str, Pushed] = field(default_factory=dict, repr=False)
    interactions: dict[str, Pushed] = field(default_factory=dict, repr=False)
    sessions: dict[str, BrowserSession] = field(default_factory=dict, repr=False)
    codes: dict[str, tuple[Login, float]] = field(default_factory=dict, repr=False)
    redeemed: dict[str, str] = field(default_factory=dict, repr=False)
    refresh_tokens: dict[str, RefreshToken] = field(default_factory=dict, repr=False)

    def push(self, request: Pushed) -> str:
        """Keep a pushed request; returns its request_uri."""
        uri = f"urn:ietf:params:oauth:request_uri:{self.world.opaque()}"
        self.pushed[uri] = request
        return uri

    def take_pushed(self, uri: str, client_id: str) -> Pushed | None:
        """The pushed request, one time, for its own client, before it expires."""
        request = self.pushed.get(uri)
        if request is None or request.client.client_id != client_id:
            return None
        del self.pushed[uri]
        return request if request.expires > self.world.now() else None

    def start_interaction(self, request: Pushed) -> str:
        """A login page for this request; returns the page's id."""
        page = self.world.opaque()
        self.interactions[page] = request
        return page

    def new_code(self, request: Pushed, session: BrowserSession) -> str:
        """A code for one minute and one use."""
        code = f"{self.world.opaque()}-1"
        login = Login(pushed=request, session=session, family=code, started=self.world.now())
        self.codes[code] = (login, self.world.now() + CODE_LIFE)
        return code

    def revoke_family(self, family: str) -> None:
        """Revoke every refresh token that came from one code."""
        self.refresh_tokens = {value: token for value, token in self.refresh_tokens.items() if token.login.family != family}

    def new_refresh_token(self, login: Login, thumbprint: str | None) -> tuple[str, float]:
        """A refresh token and when it ends: a fixed time after the login."""
        value = f"{self.world.opaque()}-1"
        expires = login.started + login.pushed.client.refresh_life
        self.refresh_tokens[value] = RefreshToken(login=login, thumbprint=thumbprint, expires=expires)
        return value, expires

    def log_everyone_out(self) -> None:
        """End every browser session and revoke every refresh token."""
        self.sessions.clear()
        self.refresh_tokens.clear()
        self.codes.clear()
