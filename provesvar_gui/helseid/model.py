"""The data types of a HelseID login for the rest of the program. Imports nothing heavy."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class LoginStep(StrEnum):
    KEY = "key"
    VAULT = "vault"  # waiting for the person: the system asks for the password of its vault
    DISCOVERY = "discovery"
    LISTENER = "listener"
    PUSHED_REQUEST = "pushed-request"
    BROWSER = "browser"  # waiting for the person
    TOKEN = "token"  # noqa: S105 - a step, not a secret
    AUDIENCE = "audience"  # the refresh that sets audience, scope and organisation
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginProgress:
    """Where a login stands. ``unmatched_answer``: a callback with a wrong state arrived and was ignored.

    ``browser_url``: to be copied: of our own listener, good until the login ends; each visit gets a request of its own.
    """

    step: LoginStep
    browser_url: str = field(default="", repr=False)
    browser_started: bool = True
    unmatched_answer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A point of care that this client may speak for (orgnr_child)."""

    orgnr: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinician:
    """Who is logged in. ``subject`` is HelseID's pseudonym: it tells two people apart, and is never shown or logged.

    ``approvals``: the professions (codes of the list 9060) that HPR lets them practise today; None while unknown, which is not
    nothing. ``fresh``: whether HelseID authenticated them after our request; if
    not, they confirm who they are before anything is sent.
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
    key_ends: float | None = None  # epoch seconds: when HelseID ceases to take the program's own key; None: not known


class SessionEnd(StrEnum):
    LOGGED_OUT = "logged-out"
    REFUSED = "refused"  # invalid_grant
    EXPIRED = "expired"
    RENEWAL_FAILED = "renewal-failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEvent:
    """Told to the window when a session was renewed (``ended`` None) or ended, or more is known of the person (``learned``).

    ``minutes_left``: where the session's end is near, and a renewal does not put it off.
    """

    clinician: Clinician | None
    ended: SessionEnd | None = None
    learned: bool = False
    minutes_left: int | None = None
