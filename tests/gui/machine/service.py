"""The login service and the results service of the machine, behind the bridge that the window is given.

Strict: it notes, at the moment when something is asked, who is logged in there and what the person can see.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from provesvar_gui.helseid.model import Clinician, Organisation, SessionEnd, SessionEvent
from provesvar_gui.patient.access import Lookup
from tests.gui.fakes import DOCTOR, FakeBridge, FakeTask
from tests.gui.machine.answers import mark_of

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from PySide6.QtCore import QObject

    from provesvar_gui.results.model import Observation

PEOPLE = {
    "a": replace(DOCTOR, subject="k1", name="GRØNN VITS"),
    "b": replace(DOCTOR, subject="k2", name="BLÅ SPØK", hpr_number="222200063"),
}


@dataclass(kw_only=True)
class Session:
    """Who is logged in at the service."""

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
        """How many of its observations somebody still holds."""
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
        self._logins: dict[FakeTask, None] = {}
        self.sessions = 0

    def start(self, call: Callable[[Any, Callable[[object], None]], Coroutine[Any, Any, object]], *, parent: QObject) -> FakeTask:
        task = super().start(call, parent=parent)
        names = [name for name, _ in task.calls]
        if "logout" in names:
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
        serial = len(self.requests)
        mark = mark_of(lookup, self.session.person, serial)
        request = Request(lookup=lookup, task=task, session=replace(self.session), mark=mark, correlation_id=f"c-{lookup.number}")
        self.requests.append(request)
        self.judge(request)

    @property
    def running(self) -> list[Request]:
        """Not cancelled, not ended."""
        return [request for request in self.requests if request.running]

    @property
    def open(self) -> list[Request]:
        """An answer may still come, wanted or not."""
        return [request for request in self.requests if not request.ended]

    def waiting(self, name: str) -> FakeTask | None:
        """The last of that name that waits for an answer."""
        found = [task for task in self.named(name) if not task.cancel_asked and not task.property("ended")]
        return found[-1] if found else None

    def log_in(self, person: str, *, fresh: bool) -> Clinician | None:
        """Whoever waits for a login is told; None where nobody does."""
        task = self.waiting("login")
        if task is None:
            return None
        self.sessions += 1
        organisation = task.given["organisation"]
        self.session = Session(number=self.sessions, person=person, organisation=organisation)
        clinician = replace(PEOPLE[person], fresh=fresh, organisation=organisation)
        task.setProperty("ended", True)
        task.succeed(clinician)
        return clinician

    def switch(self) -> bool:
        """Whoever waits for another organisation is told."""
        task = self.waiting("set_organisation")
        if task is None or self.session is None:
            return False
        self.session.organisation = task.given["organisation"]
        task.setProperty("ended", True)
        task.succeed(replace(PEOPLE[self.session.person], organisation=self.session.organisation, fresh=True))
        return True

    def fail(self, name: str, error: object) -> bool:
        """Whatever of that name waits fails."""
        task = self.waiting(name)
        if task is not None:
            task.setProperty("ended", True)
            task.fail(error)
        return task is not None

    def expire(self) -> None:
        """The session ends by itself."""
        self.session = None
        self.sessionChanged.emit(SessionEvent(clinician=None, ended=SessionEnd.EXPIRED))

    def renew(self) -> None:
        """The session is renewed."""
        if self.session is not None:
            clinician = replace(PEOPLE[self.session.person], organisation=self.session.organisation)
            self.sessionChanged.emit(SessionEvent(clinician=clinician))
