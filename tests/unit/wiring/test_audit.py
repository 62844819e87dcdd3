"""The journal's lines of a look-up, however it ends, and of an opening."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from provesvar_gui.audit.files import EntryKind
from provesvar_gui.desk.actions import LookupProgress, LookupStep
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import Clinician, SessionEnd, SessionEvent
from provesvar_gui.patient.access import AccessBasis, Lookup
from provesvar_gui.patient.numbers import PatientId
from provesvar_gui.results.model import Coverage, LookupResult, Outcome, OutcomeKind
from provesvar_gui.wiring.audit import Audit
from provesvar_gui.wiring.backend import ServiceBackend
from tests.unit.wiring.backends import DOCTOR, FakeNotebook, backend_of

NUMBER = "13896900263"
ORDINARY = Lookup(number=1, patient=PatientId(NUMBER), basis=AccessBasis.AKUTT, role_code="LE")
ELEVATED = ORDINARY._replace(number=2, basis=AccessBasis.FORHOYET_AKUTT, reason="LIFE")
ID = str(uuid.UUID(int=1 << 120))
OTHER_ID = str(uuid.UUID(int=1 << 121))
RESULT = LookupResult(
    lookup=ORDINARY,
    outcomes=(Outcome(kind=OutcomeKind.RESTRICTED, code=f"General {NUMBER}", text="Kari"),),
    coverage=Coverage(complete=True),
    correlation_ids=(ID, OTHER_ID),
)
PARTIAL = LookupProgress(lookup_number=1, step=LookupStep.PAGING, partial=RESULT, correlation_ids=(ID,))


class Fake:
    """A backend that ends as it is told after 2.5 s."""

    def __init__(self) -> None:
        self.clock = 100.0
        self.end: object = RESULT
        self.on_the_way: list[LookupProgress] = []

    async def login(self, **_given: object) -> Clinician:
        return DOCTOR

    async def lookup(self, _lookup: Lookup, report: Callable[[LookupProgress], None]) -> Any:
        for value in self.on_the_way:
            report(value)
        self.clock += 2.5
        if isinstance(self.end, BaseException):
            raise self.end
        return self.end

    async def logout(self, *, browser: bool = True) -> bool:
        return True

    async def aclose(self) -> None:
        pass


class Desk:
    def __init__(self) -> None:
        self.book = FakeNotebook()
        self.fake = Fake()
        self.told: list[object] = []
        self.offset = 0
        self.event: Callable[[Any], None] = print
        self.backend: ServiceBackend

    async def open(self) -> None:
        audit = Audit(self.book, lambda: self.fake.clock, self.read_clock, lambda: uuid.UUID(int=7 << 100))
        self.event = audit.listener(self.told.append)
        self.backend = backend_of(self.fake, audit)
        await self.backend.login(organisation=None, report=lambda _value: None)

    def read_clock(self) -> tuple[datetime, int]:
        return datetime.fromtimestamp(self.fake.clock + self.offset, UTC), self.offset

    async def look_up(self, lookup: Lookup, end: object = RESULT, *on_the_way: LookupProgress) -> None:
        self.fake.end, self.fake.on_the_way = end, list(on_the_way)
        with suppress(AppError, asyncio.CancelledError, KeyError):
            await self.backend.lookup(lookup, lambda _value: None)

    def said(self) -> list[tuple[EntryKind, str]]:
        return [(entry.kind, entry.error or entry.outcome) for entry in self.book.entries]


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    asyncio.run(desk.open())
    return desk


def test_a_lookup_has_one_line(desk: Desk) -> None:
    asyncio.run(desk.look_up(ORDINARY))
    (entry,) = desk.book.entries
    assert entry.kind is EntryKind.LOOKUP
    assert (entry.hpr_number, entry.basis, entry.role, entry.outcome) == ("565501872", "AKUTT", "LE", "done")
    assert (entry.seconds, entry.reports, entry.complete, entry.findings) == (2.5, 0, True, ("restricted",))
    assert entry.correlation_ids == (ID, OTHER_ID)
    assert entry.time == datetime.fromtimestamp(102.5, UTC)
    assert (entry.opening, entry.reason, entry.patient) == ("", "", "")
    assert desk.book.patients == {NUMBER}
    assert NUMBER not in repr(entry)


@pytest.mark.parametrize(
    ("end", "outcome", "error"),
    [
        (AppError(ErrorCode.TIMEOUT, correlation_id=OTHER_ID), "failed", "timeout"),
        (asyncio.CancelledError(), "cancelled", ""),
        (KeyError(NUMBER), "failed", "internal"),
    ],
)
def test_a_lookup_that_does_not_end_well_keeps_its_references(desk: Desk, end: object, outcome: str, error: str) -> None:
    asyncio.run(desk.look_up(ORDINARY, end, PARTIAL, replace(PARTIAL, partial=None, correlation_ids=(ID, OTHER_ID))))
    (entry,) = desk.book.entries
    assert (entry.outcome, entry.error, entry.correlation_ids) == (outcome, error, (ID, OTHER_ID))


async def test_a_line_has_the_corrected_time_and_what_was_added(desk: Desk) -> None:
    await desk.look_up(ORDINARY)
    desk.offset = -86400
    await desk.look_up(ELEVATED)
    before, *after = desk.book.entries
    assert (before.offset, before.time) == (None, datetime.fromtimestamp(102.5, UTC)), "no server had shown it wrong"
    assert [(entry.kind, entry.offset) for entry in after] == [(EntryKind.OPENING_START, -86400), (EntryKind.LOOKUP, -86400)]
    assert after[-1].time == datetime.fromtimestamp(105.0 - 86400, UTC)


async def test_an_opening_starts_before_the_service_is_asked_and_stops_once(desk: Desk) -> None:
    await desk.look_up(ELEVATED)
    await desk.backend.stop_opening("countdown")
    await desk.backend.stop_opening("cleared")
    start, lookup, stop = desk.book.entries
    assert desk.said() == [(EntryKind.OPENING_START, ""), (EntryKind.LOOKUP, "done"), (EntryKind.OPENING_STOP, "countdown")]
    assert start.opening == lookup.opening == stop.opening != ""
    assert {entry.reason for entry in desk.book.entries} == {"LIFE"}
    assert start.time < lookup.time
    assert stop.hpr_number == DOCTOR.hpr_number


@pytest.mark.parametrize(
    "end", [AppError(ErrorCode.NOTHING_MORE_TO_OPEN), AppError(ErrorCode.OPENING_REFUSED), asyncio.CancelledError()]
)
def test_an_opening_that_brings_nothing_is_over_at_once(desk: Desk, end: object) -> None:
    asyncio.run(desk.look_up(ELEVATED, end))
    outcome = end.code.value if isinstance(end, AppError) else "cancelled"
    assert desk.said() == [(EntryKind.OPENING_START, ""), (EntryKind.LOOKUP, outcome), (EntryKind.OPENING_STOP, outcome)]


@pytest.mark.parametrize("how", ["logged-out", "expired", "closed"])
async def test_an_opening_ends_with_session_and_program(desk: Desk, how: str) -> None:
    await desk.look_up(ELEVATED)
    if how == "logged-out":
        await desk.backend.logout()
    elif how == "expired":
        desk.event(SessionEvent(clinician=None, ended=SessionEnd.EXPIRED))
    else:
        await desk.backend.aclose()
        assert desk.book.asked == ["prepare", "flush"]
    assert desk.said()[-1] == (EntryKind.OPENING_STOP, how)
    assert desk.book.entries[-1].hpr_number == DOCTOR.hpr_number


async def test_what_the_journal_has_to_tell_arrives_on_the_loop() -> None:
    desk = Desk()

    await desk.open()
    error = AppError(ErrorCode.JOURNAL_FULL)
    await asyncio.to_thread(desk.book.tell, error)
    await asyncio.sleep(0)
    assert desk.told == [error]
    desk.book.tell(AppError(ErrorCode.JOURNAL_FULL))  # the loop is closed: nobody is told, nothing is raised
    assert len(desk.told) == 1
