"""The actions that a desk returns (``desk/desk.py``), and the person who is logged in."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from provesvar_gui.patient.access import Lookup

if TYPE_CHECKING:
    from provesvar_gui.patient.access import AccessBasis
    from provesvar_gui.results.model import LookupResult, OutcomeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The logged-in person, as the desk tells people apart. ``key`` is the login service's pseudonym."""

    key: str = field(repr=False)
    hpr_number: str = field(repr=False)
    orgnr: str = ""


class FormPart(StrEnum):
    """A part of the form; the first missing one in this order gets the focus."""

    NUMBER = "number"
    BASIS = "basis"
    ROLE = "role"
    ORGANISATION = "organisation"
    LOGIN = "login"  # only where an elevated basis is chosen directly


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    person: Person
    not_fresh: bool = False  # the login service did not ask for a new authentication
    role_of_other: bool = False  # the role on the screen was chosen for somebody else
    ehr_hpr: str = field(default="", repr=False)  # of whoever handed the number over in the EHR, where that is somebody else


class Command(StrEnum):
    """An action without parameters; its data is in the desk."""

    START_LOGIN = "start-login"
    START_LOGIN_ANEW = "start-login-anew"  # the login service's session is somebody else's: end it first
    OPEN_BROWSER = "open-browser"  # the page of the login that waits once more: its window may be gone
    CANCEL_LOGIN = "cancel-login"  # stop the login, or the change of organisation, that is running
    END_SESSION = "end-session"  # log out
    END_SESSION_HERE = "end-session-here"  # without a page in the browser, which would take the keyboard from another program
    SWITCH_ORGANISATION = "switch-organisation"
    ASK_WHO = "ask-who"  # move the eye to the question of who is logged in
    RECALL = "recall"  # fill in what is missing of role and organisation with what is remembered for this person
    REMEMBER = "remember"  # these choices, for this person
    SHOW_NUMBER = "show-number"  # put the number into the patient field
    SHOW_BASIS = "show-basis"  # choose the basis in the picker
    HIDE_RESULTS = "hide-results"  # take the results off the screen now: the form takes their place
    SHOW_RESULTS = "show-results"  # put the results (the new ones, or the hidden ones) on the screen
    COVER_RESULTS = "cover-results"  # the window is locked: results that are held go off the screen; no clock is touched
    WIPE_RESULTS = "wipe-results"  # forget the results, and stop the clock
    CLEAR_ROLE = "clear-role"  # choose no role
    REFUSE_ELEVATED = "refuse-elevated"  # an elevated basis is locked: nothing that can be opened has been reported
    SHOW_FILLED = "show-filled"  # Enter has logged in first: what was filled in is to be seen; the next Enter looks up
    ASK_ACUTE = "ask-acute"  # AKUTT takes one act more: ask for it, with the warning in sight
    HIDE_OPENING = "hide-opening"  # take the panel off the screen
    OPENING_STARTED = "opening-started"  # what was opened has begun to come: start the clock after which it closes
    FILL_NUMBER = "fill-number"  # put what was handed over into the patient field, as a scan is put there, right or wrong
    SHOW_OFFER = "show-offer"  # ask whether to change to what was handed over, or to close what is kept open at the bedside


class HandOverAnswer(StrEnum):
    """The answer to another program, also the later one about what was offered; said to it by these words."""

    TAKEN = "taken"
    OFFERED = "offered"  # the clinician is asked
    DECLINED = "declined"  # the clinician keeps what is there
    ENDED = "ended"  # nobody answered: a newer question, the lock, a cleared patient
    NOT_SHOWN = "not-shown"
    NOTHING = "nothing"  # no patient is there, and nobody is logged in
    HELD = "held"  # kept open at the bedside


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelLookup:
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowOpening:
    """Show the opening panel. ``kind``: the reported outcome; None where the policy allows ``basis`` without a report."""

    kind: OutcomeKind | None
    basis: AccessBasis | None = None


class OpeningEnd(StrEnum):
    BY_HAND = "by-hand"
    COUNTDOWN = "countdown"
    NUMBER_CHANGED = "number-changed"
    SCANNED = "scanned"
    SESSION_ENDED = "session-ended"
    NEXT_LOOKUP = "next-look-up"
    LOCKED = "locked"
    WIPED = "wiped"  # clear key, logout, somebody else, or the clock


#: ``Lookup``: send it. ``FormPart``: point to it. ``OpeningEnd``: the opening has ended: wipe its results, stop its clock, and
#: hold the ordinary results again, if any. ``HandOverAnswer``: what became of an offer, which is gone or replaced.
Action = Command | Lookup | CancelLookup | FormPart | ShowOpening | OpeningEnd | HandOverAnswer
Actions = tuple[Action, ...]


class LookupStep(StrEnum):
    SENDING = "sending"
    READING = "reading"
    PAGING = "paging"
    COMPLETING = "completing"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupProgress:
    """``partial``: the results so far (invariant 11). ``correlation_ids``: of the requests so far."""

    lookup_number: int
    step: LookupStep
    fetched: int = 0
    total: int | None = None
    partial: LookupResult | None = None
    correlation_ids: tuple[str, ...] = ()
