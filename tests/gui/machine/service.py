"""The login service and the results service of the machine, behind the bridge that the window is given.

Strict: it notes, at the moment when something is asked, who is logged in there and what the person can see. In what it answers
every text bears the mark of the look-up that brought it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject

from provesvar_gui.errors import AppError
from provesvar_gui.helseid.model import Organisation, SessionEnd, SessionEvent
from provesvar_gui.patient.access import Lookup
from provesvar_gui.results.model import (
    Annotation,
    Coverage,
    LookupResult,
    Note,
    NoteKind,
    Observation,
    Outcome,
    OutcomeKind,
    Party,
    Report,
    Subject,
)
from tests.gui.fakes import DOCTOR, KARI, NURSE, OLA, FakeBridge, FakeTask
from tests.gui.results import made

TRE = "24860400162"
PATIENTS = {"k": KARI, "o": OLA, "t": TRE}
LETTER_OF = {digits: letter for letter, digits in PATIENTS.items()}
MARK = re.compile(r"Xq([kot])([ab])([oe])([a-z]{2})?")
WORDS = re.compile(r"Xw([kot])([ab])[oe]([a-z]{2})")
FETCHED = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


class Kind(StrEnum):
    DATA = "data"
    PARTLY = "data, and something is restricted"
    GENERAL = "restricted"
    SPECIFIC = "blocked"
    RESERVATION = "opted out"
    UNKNOWN = "a code that nobody knows"
    NOTHING = "nothing found"
    PAGE = "a page, and more to come"
    PAGE_PARTLY = "a page, something restricted, and more to come"


OUTCOMES = {
    Kind.PARTLY: (OutcomeKind.RESTRICTED, "General", True),
    Kind.PAGE_PARTLY: (OutcomeKind.RESTRICTED, "General", True),
    Kind.GENERAL: (OutcomeKind.RESTRICTED, "General", True),
    Kind.SPECIFIC: (OutcomeKind.BLOCKED, "Specific", False),
    Kind.RESERVATION: (OutcomeKind.OPTED_OUT, "Reservation", False),
    Kind.UNKNOWN: (OutcomeKind.UNKNOWN, "Delegated", True),
    Kind.NOTHING: (OutcomeKind.NOTHING_FOUND, "not-found", False),
}
PAGES = frozenset({Kind.PAGE, Kind.PAGE_PARTLY})
OPENABLE = frozenset(kind for kind, (_, _, openable) in OUTCOMES.items() if openable)


@dataclass(frozen=True, slots=True)
class Mark:
    """Of whose patient, for whom, opened or not, and the look-up's place."""

    patient: str
    person: str
    elevated: bool
    serial: str  # "": cut off on the screen


def mark_of(lookup: Lookup, person: str, serial: int) -> str:
    """The mark of a look-up: letters alone, so that no formatting of numbers touches it."""
    letters = chr(97 + serial // 26 % 26) + chr(97 + serial % 26)
    return f"Xq{LETTER_OF[lookup.patient.digits]}{person}{'e' if lookup.basis.elevated else 'o'}{letters}"


def marks_in(text: str) -> set[Mark]:
    return {Mark(PATIENTS[a], b, c == "e", d or "") for a, b, c, d in MARK.findall(text)}


def words(mark: str) -> str:
    """What the service says of a look-up that it refuses: may be about the patient, hence marked too."""
    return f"Tjenesten {mark.replace('Xq', 'Xw')}"


def answer(lookup: Lookup, kind: Kind, mark: str) -> tuple[LookupResult, list[Observation]]:
    """The answer, and the observations in it, to see whether somebody keeps them."""
    seen: list[Observation] = []
    reports: tuple[Report, ...] = ()
    if kind in {Kind.DATA, Kind.PARTLY, Kind.PAGE, Kind.PAGE_PARTLY}:
        note = (Annotation(text=f"Kommentar {mark}"),)
        party = (Party(organisation=f"Lab {mark}"),)
        blood = (
            made.finding("Kalium", made.quantity("4.2", f"mmol/L {mark}"), id=f"{mark}-1", notes=note, performers=party),
            made.finding(f"Prøve {mark}", f"Svar {mark}", id=f"{mark}-2"),
        )
        grown = made.finding("Funn 1", made.concept(f"Bakterie {mark}"), id=f"{mark}-4")
        culture = made.finding("Blodkultur", made.concept("Vekst"), grown, id=f"{mark}-3")
        subject = Subject(display=f"Navn {mark}")
        reports = (
            made.report(f"{mark}-a", *blood, subject=subject, comments=note, conclusion=f"Konklusjon {mark}", performers=party),
            made.report(f"{mark}-b", culture, subject=subject, code=made.concept("", ("8202", "MBIO", "Mikrobiologi"))),
        )
        seen = [found.observation for found in (*blood, culture, grown)]
    outcomes: tuple[Outcome, ...] = ()
    if kind in OUTCOMES and not lookup.basis.elevated:
        what, code, openable = OUTCOMES[kind]
        outcomes = (Outcome(kind=what, code=code, text=f"Tjenesten {mark}", openable=openable),)
    complete = kind not in PAGES
    result = LookupResult(
        lookup=lookup,
        reports=reports,
        outcomes=outcomes,
        notes=(Note(kind=NoteKind.TOTAL_MISMATCH),) if kind is Kind.PARTLY else (),
        coverage=Coverage(fetched=len(reports), total=None if complete else 9, complete=complete),
        correlation_ids=(f"c-{lookup.number}",),
        fetched_at=FETCHED,
    )
    return result, seen


PEOPLE = {"a": replace(DOCTOR, subject="k1", name="GRØNN VITS"), "b": NURSE}


@dataclass(kw_only=True)
class Session:
    number: int
    person: str
    organisation: Organisation | None


@dataclass(kw_only=True, eq=False)
class Request:
    """One look-up as the service saw it. ``seen``: the observations that were sent in answer."""

    lookup: Lookup
    task: FakeTask
    session: Session
    mark: str
    correlation_id: str
    ended: bool = False
    late: bool = False  # something was sent after it had been cancelled
    seen: list[Observation] = field(default_factory=list)

    @property
    def digits(self) -> str:
        return self.lookup.patient.digits

    @property
    def elevated(self) -> bool:
        return self.lookup.basis.elevated

    @property
    def running(self) -> bool:
        return not self.ended and not self.task.cancel_asked

    def kept(self) -> int:
        probe = [object()]
        free = next(sys.getrefcount(each) for each in probe)
        return sum(sys.getrefcount(each) > free for each in self.seen)


class Service(FakeBridge):
    """``wrongs``: what it was asked and should not have been. ``judge``: is told each look-up as it comes."""

    def __init__(self) -> None:
        super().__init__()
        self.session: Session | None = None
        self.requests: list[Request] = []
        self.wrongs: list[str] = []
        self.judge: Callable[[Request], None] = lambda _request: None
        self.sessions = 0

    def start(self, call: Callable[[Any, Callable[[object], None]], Coroutine[Any, Any, object]], *, parent: QObject) -> FakeTask:
        task = super().start(call, parent=parent)
        if "logout" in [name for name, _ in task.calls]:
            self.session = None
        if task.name == "lookup":
            self._lookup(task)
        return task

    def _lookup(self, task: FakeTask) -> None:
        lookup = task.given["lookup"]
        assert isinstance(lookup, Lookup)
        if self.session is None:
            self.wrongs.append("a look-up although nobody is logged in")
            return
        if self.running:
            self.wrongs.append("two look-ups at once")
        mark = mark_of(lookup, self.session.person, len(self.requests))
        request = Request(lookup=lookup, task=task, session=replace(self.session), mark=mark, correlation_id=f"c-{lookup.number}")
        self.requests.append(request)
        self.judge(request)

    @property
    def running(self) -> list[Request]:
        return [request for request in self.requests if request.running]

    @property
    def open(self) -> list[Request]:
        """An answer may still come, wanted or not."""
        return [request for request in self.requests if not request.ended]

    def waiting(self, name: str) -> FakeTask | None:
        """The last of that name that waits for an answer."""
        found = [task for task in self.named(name) if not task.cancel_asked and not task.property("ended")]
        return found[-1] if found else None

    def end(self, name: str, value: object) -> None:
        """Whatever of that name waits is told this, or fails with it."""
        task = self.waiting(name)
        if task is not None:
            task.setProperty("ended", True)
            task.fail(value) if isinstance(value, AppError) else task.succeed(value)

    def log_in(self, person: str, *, fresh: bool) -> None:
        task = self.waiting("login")
        if task is not None:
            self.sessions += 1
            organisation = task.given["organisation"]
            self.session = Session(number=self.sessions, person=person, organisation=organisation)
            self.end("login", replace(PEOPLE[person], fresh=fresh, organisation=organisation))

    def switch(self) -> None:
        task = self.waiting("set_organisation")
        if task is not None and self.session is not None:
            self.session.organisation = task.given["organisation"]
            self.end("set_organisation", replace(PEOPLE[self.session.person], organisation=self.session.organisation, fresh=True))

    def expire(self) -> None:
        self.session = None
        self.sessionChanged.emit(SessionEvent(clinician=None, ended=SessionEnd.EXPIRED))
