from __future__ import annotations

import asyncio
import json
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.audit.check import OwnJournal
from provesvar_gui.audit.line import EntryKind
from provesvar_gui.desk.actions import LookupProgress, LookupStep
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginProgress, LoginStep, SessionEnd, SessionEvent
from provesvar_gui.patient.access import AccessBasis, Lookup
from provesvar_gui.patient.numbers import PatientId
from provesvar_gui.platform.logs import FILE_NAME, configure_logs
from provesvar_gui.results.model import Coverage, LookupResult, Outcome, OutcomeKind
from provesvar_gui.wiring.audit import Audit
from provesvar_gui.wiring.backend import ServiceBackend
from tests.kit.errors import app_error
from tests.kit.logs import close_logs
from tests.unit.wiring.backends import DOCTOR, FakeJournalQueue, backend_of

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
    """A backend that ends as it is told, and whose clock goes on by 2.5 s in every call. ``who`` logs in."""

    def __init__(self, end: object = RESULT, who: object = None) -> None:
        self.end, self.who = end, end if who is None else who
        self.clock = 97.5
        self.on_the_way = [LookupProgress(lookup_number=1, step=LookupStep.PAGING)]
        self.read_own: Callable[[str], OwnJournal]

    async def ended(self, end: object) -> Any:
        self.clock += 2.5
        if isinstance(end, BaseException):
            raise end
        return end

    async def login(self, *, organisation: object, report: Callable[[LoginProgress], None]) -> Any:
        assert organisation is None
        report(LoginProgress(step=LoginStep.TOKEN, browser_url="https://a.example/?request_uri=urn:secret"))
        return await self.ended(self.who)

    async def lookup(self, _lookup: Lookup, report: Callable[[LookupProgress], None]) -> Any:
        for value in self.on_the_way:
            report(value)
        return await self.ended(self.end)

    async def logout(self, *, browser: bool = True) -> bool:
        return browser

    async def aclose(self) -> None:
        pass


class Audited:
    def __init__(self) -> None:
        self.queue = FakeJournalQueue()
        self.fake = Fake(who=DOCTOR)
        self.told: list[object] = []
        self.offset = 0
        self.event: Callable[[Any], None] = print
        self.backend: ServiceBackend

    async def open(self) -> None:
        audit = Audit(self.queue, lambda: self.fake.clock, self.read_clock, lambda: uuid.UUID(int=7 << 100))
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
        return [(entry.kind, entry.error or entry.outcome) for entry in self.queue.entries]


@pytest.fixture
def audited() -> Audited:
    audited = Audited()
    asyncio.run(audited.open())
    return audited


def test_a_lookup_has_one_line(audited: Audited) -> None:
    asyncio.run(audited.look_up(ORDINARY))
    (entry,) = audited.queue.entries
    assert entry.kind is EntryKind.LOOKUP
    assert (entry.hpr_number, entry.basis, entry.role, entry.outcome) == ("565501872", "AKUTT", "LE", "done")
    assert (entry.seconds, entry.reports, entry.complete, entry.findings) == (2.5, 0, True, ("restricted",))
    assert entry.correlation_ids == (ID, OTHER_ID)
    assert entry.time == datetime.fromtimestamp(102.5, UTC)
    assert (entry.opening, entry.reason, entry.patient) == ("", "", "")
    assert audited.queue.patients == {NUMBER}
    assert NUMBER not in repr(entry)


@pytest.mark.parametrize(
    ("end", "outcome", "error"),
    [
        (AppError(ErrorCode.TIMEOUT, correlation_id=OTHER_ID), "failed", "timeout"),
        (asyncio.CancelledError(), "cancelled", ""),
        (KeyError(NUMBER), "failed", "internal"),
    ],
)
def test_a_lookup_that_does_not_end_well_keeps_its_references(audited: Audited, end: object, outcome: str, error: str) -> None:
    asyncio.run(audited.look_up(ORDINARY, end, PARTIAL, replace(PARTIAL, partial=None, correlation_ids=(ID, OTHER_ID))))
    (entry,) = audited.queue.entries
    assert (entry.outcome, entry.error, entry.correlation_ids) == (outcome, error, (ID, OTHER_ID))


async def test_a_line_has_the_corrected_time_and_what_was_added(audited: Audited) -> None:
    await audited.look_up(ORDINARY)
    audited.offset = -86400
    await audited.look_up(ELEVATED)
    before, *after = audited.queue.entries
    assert (before.offset, before.time) == (None, datetime.fromtimestamp(102.5, UTC)), "no server had shown it wrong"
    assert [(entry.kind, entry.offset) for entry in after] == [(EntryKind.OPENING_START, -86400), (EntryKind.LOOKUP, -86400)]
    assert after[-1].time == datetime.fromtimestamp(105.0 - 86400, UTC)


async def test_an_opening_starts_before_the_service_is_asked_and_stops_once(audited: Audited) -> None:
    await audited.look_up(ELEVATED)
    await audited.backend.stop_opening("countdown")
    await audited.backend.stop_opening("cleared")
    start, lookup, stop = audited.queue.entries
    assert audited.said() == [(EntryKind.OPENING_START, ""), (EntryKind.LOOKUP, "done"), (EntryKind.OPENING_STOP, "countdown")]
    assert start.opening == lookup.opening == stop.opening != ""
    assert {entry.reason for entry in audited.queue.entries} == {"LIFE"}
    assert start.time < lookup.time
    assert stop.hpr_number == DOCTOR.hpr_number


@pytest.mark.parametrize(
    "end", [AppError(ErrorCode.NOTHING_MORE_TO_OPEN), AppError(ErrorCode.OPENING_REFUSED), asyncio.CancelledError()]
)
def test_an_opening_that_brings_nothing_is_over_at_once(audited: Audited, end: object) -> None:
    asyncio.run(audited.look_up(ELEVATED, end))
    outcome = end.code.value if isinstance(end, AppError) else "cancelled"
    assert audited.said() == [(EntryKind.OPENING_START, ""), (EntryKind.LOOKUP, outcome), (EntryKind.OPENING_STOP, outcome)]


@pytest.mark.parametrize("how", ["logged-out", "expired", "closed"])
async def test_an_opening_ends_with_session_and_program(audited: Audited, how: str) -> None:
    await audited.look_up(ELEVATED)
    if how == "logged-out":
        await audited.backend.logout()
    elif how == "expired":
        audited.event(SessionEvent(clinician=None, ended=SessionEnd.EXPIRED))
    else:
        await audited.backend.aclose()
        assert audited.queue.asked == ["prepare", "flush"]
    assert audited.said()[-1] == (EntryKind.OPENING_STOP, how)
    assert audited.queue.entries[-1].hpr_number == DOCTOR.hpr_number


async def test_what_the_journal_has_to_tell_arrives_on_the_loop() -> None:
    audited = Audited()
    await audited.open()
    error = AppError(ErrorCode.JOURNAL_FULL)
    await asyncio.to_thread(audited.queue.tell, error)
    await asyncio.sleep(0)
    assert audited.told == [error]
    audited.queue.tell(AppError(ErrorCode.JOURNAL_FULL))  # the loop is closed: nobody is told, nothing is raised
    assert len(audited.told) == 1


REFERENCE = str(uuid.UUID("6f9619ff-8b86-4d11-b42d-00c04fc964ff"))


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Callable[[], list[str]]]:
    handler = configure_logs(tmp_path)

    def messages() -> list[str]:
        handler.flush()
        return [json.loads(line)["message"] for line in (tmp_path / FILE_NAME).read_text("utf-8").splitlines()]

    yield messages
    close_logs(handler)


async def work(fake: Fake, what: str) -> object:
    backend = backend_of(fake)
    if what == "login":
        return await backend.login(organisation=None, report=lambda _value: None)
    return await backend.lookup(ORDINARY, lambda _value: None)


@pytest.mark.requirement("R46")
def test_a_failure_says_code_step_time_and_reference_and_no_service_text(log: Callable[[], list[str]]) -> None:
    error = AppError(ErrorCode.TOKEN_INVALID, "the signature", service_text=f"om {NUMBER} Kari", correlation_id=REFERENCE)
    for what in ("login", "lookup"):
        with pytest.raises(AppError):
            asyncio.run(work(Fake(error), what))
    assert log() == [
        f"login failed: token-invalid (the signature) at step token after 2.50 s, reference {REFERENCE}",
        f"look-up failed: token-invalid (the signature) at step paging after 2.50 s, reference {REFERENCE}",
    ]


async def test_own_lines_are_those_of_who_is_logged_in_and_read_on_another_thread(log: Callable[[], list[str]]) -> None:
    queue, threads = FakeJournalQueue(), set[int]()

    def read(hpr_number: str) -> OwnJournal:
        queue.asked.append(f"read {hpr_number}")
        threads.add(threading.get_ident())
        return OwnJournal(hpr_number=hpr_number)

    fake = Fake(DOCTOR)
    fake.read_own = read
    audit = Audit(queue, lambda: fake.clock)
    told = audit.listener(lambda _event: None)
    backend = backend_of(fake, audit)
    with app_error(ErrorCode.NOT_LOGGED_IN):
        await backend.own_journal()
    await backend.login(organisation=None, report=lambda _value: None)
    assert (await backend.own_journal()).hpr_number == DOCTOR.hpr_number
    told(SessionEvent(clinician=None, ended=SessionEnd.LOGGED_OUT))
    with pytest.raises(AppError):
        await backend.own_journal()
    assert queue.asked == ["prepare", "flush", "read 565501872"]
    assert threading.get_ident() not in threads
    assert not any(NUMBER in line or DOCTOR.hpr_number in line for line in log())


async def test_what_has_no_line_at_the_end_is_in_the_log(log: Callable[[], list[str]]) -> None:
    queue, fake = FakeJournalQueue(), Fake(DOCTOR)
    queue.hangs = True
    await backend_of(fake, Audit(queue, lambda: fake.clock)).aclose()
    assert log() == ["journal: the program ends, and look-ups have no line yet"]


async def test_session_events_are_logged_and_passed_on(log: Callable[[], list[str]]) -> None:
    events: list[SessionEvent | AppError] = [
        SessionEvent(clinician=DOCTOR),
        SessionEvent(clinician=DOCTOR, approvals_arrived=True),
        SessionEvent(clinician=None, ended=SessionEnd.EXPIRED),
        AppError(ErrorCode.CLOCK_WRONG, "measured"),
    ]
    told: list[object] = []
    listener = Audit(FakeJournalQueue(), lambda: 0.0).listener(told.append)
    for event in events:
        listener(event)
    assert told == events
    assert log() == [
        "session renewed",
        "session told of authorisations",
        "session expired",
        "meanwhile failed: clock-wrong (measured)",
    ]


@pytest.mark.hazard("S85")
@given(st.text(st.characters(codec="utf-8"), max_size=40), st.text(max_size=40))
def test_no_answer_and_no_question_is_in_the_log(tmp_path_factory: pytest.TempPathFactory, text: str, name: str) -> None:
    folder = tmp_path_factory.mktemp("log")
    handler = configure_logs(folder)
    marked = f"SERVICE{text}"
    try:
        for end in (
            AppError(ErrorCode.ACCESS_REFUSED, service_text=marked, params={"x": marked}, correlation_id=REFERENCE),
            replace(DOCTOR, subject=marked, name=f"NAME{name}"),
        ):
            with suppress(AppError):
                asyncio.run(work(Fake(end), "login"))
        with suppress(AppError):
            asyncio.run(work(Fake(LookupResult(lookup=ORDINARY, correlation_ids=(REFERENCE,) * 30)), "lookup"))
    finally:
        close_logs(handler)
    written = (folder / FILE_NAME).read_text("utf-8")
    assert REFERENCE in written
    for secret in ("SERVICE", "NAME", NUMBER, NUMBER[:6], NUMBER[6:], "565501872", "urn:secret"):
        assert secret not in written
