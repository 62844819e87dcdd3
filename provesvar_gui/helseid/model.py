"""The data types of a HelseID login, for all layers. Imports nothing that slows the start."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


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
