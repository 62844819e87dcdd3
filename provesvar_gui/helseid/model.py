"""The data types of a HelseID login, for all layers. Imports nothing that slows the start."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from provesvar_gui.errors import AppError, ErrorCode

RESOURCE = "nhn:pps"
IDENTITY_SCOPES = (
    "openid",
    "profile",
    "offline_access",
    "helseid://scopes/identity/pid",
    "helseid://scopes/identity/security_level",
    "helseid://scopes/hpr/hpr_number",
)


def default_scopes(api_version: int) -> tuple[str, ...]:
    """The scopes of a PPS client (helseid/README.md §6): the person, a refresh token, and the API's own scope."""
    return (*IDENTITY_SCOPES, "nhn:pps/provesvar" if api_version == 1 else "nhn:pps/provesvar-read")


@dataclass(frozen=True, slots=True, kw_only=True)
class HelseIdConfig:
    """A client of HelseID, of values that the settings have checked. Raises AppError: CLIENT_NOT_CONFIGURED, SETTINGS_INVALID.

    ``authority``: the issuer, byte for byte. ``redirect_uris``: verbatim as registered, tried in order; port 0 means any free
    port. ``api_version``: 2 is DPoP throughout, 1 is Bearer. ``multi_tenant_parent``: the legal entity's number, else empty.
    ``several_organisations``: one of them is chosen before anything is asked of the API.
    """

    authority: str
    client_id: str
    redirect_uris: tuple[str, ...]
    scopes: tuple[str, ...] = ()
    api_version: int = 2
    send_dpop_jkt: bool = True
    scope_on_refresh: bool = True
    multi_tenant_parent: str = ""
    several_organisations: bool = False
    login_seconds: float = 300.0

    def __post_init__(self) -> None:
        if not self.scopes:
            object.__setattr__(self, "scopes", default_scopes(self.api_version))
        if not self.client_id:
            raise AppError(ErrorCode.CLIENT_NOT_CONFIGURED, "no client_id")
        for setting, right in (("scopes", "openid" in self.scopes), ("redirect_uris", self.redirect_uris)):
            if not right:
                raise AppError(ErrorCode.SETTINGS_INVALID, f"{setting}: not enough to log in", params={"setting": setting})

    @property
    def dpop(self) -> bool:
        return self.api_version == 2

    @property
    def api_scopes(self) -> tuple[str, ...]:
        """The scopes of the API itself: by convention those that begin with its resource and a slash (helseid/README.md §5)."""
        return tuple(scope for scope in self.scopes if scope.startswith(f"{RESOURCE}/"))


class LoginStep(StrEnum):
    KEY = "key"
    VAULT = "vault"  # the system asks the user for the password of its vault
    DISCOVERY = "discovery"
    LISTENER = "listener"
    PORTS = "ports"  # every port is in use: the login waits until one is free
    PUSHED_REQUEST = "pushed-request"
    BROWSER = "browser"  # the user logs in there
    TOKEN = "token"  # noqa: S105 - a step, not a secret
    AUDIENCE = "audience"  # the refresh that sets audience, scope and organisation
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginProgress:
    """The progress of a login. ``unmatched_answer``: a callback with a wrong state was ignored.

    ``browser_url``: address of our listener, for copying, valid during the login; each visit starts a new authorization request.
    """

    step: LoginStep
    browser_url: str = field(default="", repr=False)
    browser_started: bool = True
    unmatched_answer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A point of care that this client may represent (orgnr_child)."""

    orgnr: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinician:
    """The logged-in person. ``subject``: HelseID's pseudonym, for comparison only: never shown or logged.

    ``approvals``: current authorisations in HPR (codes of list 9060); None: not known yet. ``fresh``: HelseID authenticated the
    person after our request; else the person must confirm the name before a look-up.
    """

    subject: str = field(repr=False)
    name: str = field(repr=False)
    hpr_number: str = field(repr=False)
    security_level: str
    organisation: Organisation | None
    fresh: bool
    auth_time: int | None = None  # epoch seconds, HelseID's clock
    session_ends: float | None = None  # epoch seconds: when the refresh token ends (rt_expires_in)
    approvals: tuple[str, ...] | None = field(default=None, repr=False)
    key_ends: float | None = None  # epoch seconds: expiry of the client's key; None: not known


class SessionEnd(StrEnum):
    LOGGED_OUT = "logged-out"
    REFUSED = "refused"  # invalid_grant
    EXPIRED = "expired"
    RENEWAL_FAILED = "renewal-failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEvent:
    """A session was renewed, has ended (``ended``), or its person's HPR approvals have arrived (``approvals_arrived``).

    ``minutes_left``: only near the end of the session, which renewals do not postpone.
    """

    clinician: Clinician | None
    ended: SessionEnd | None = None
    approvals_arrived: bool = False
    minutes_left: int | None = None
