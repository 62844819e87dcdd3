"""The log's lines about background work: what is in them, and above all what is not."""

from __future__ import annotations

import asyncio
import json
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.audit.check import OwnJournal
from provesvar_gui.desk.actions import LookupProgress, LookupStep
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginProgress, LoginStep, Organisation, SessionEnd, SessionEvent
from provesvar_gui.patient.access import AccessBasis, Lookup
from provesvar_gui.patient.numbers import PatientId
from provesvar_gui.platform.logs import FILE_NAME, configure_logs
from provesvar_gui.results.model import LookupResult
from provesvar_gui.wiring.audit import Audit
from tests.kit.logs import close_logs
from tests.unit.wiring.backends import DOCTOR, FakeNotebook, backend_of

NUMBER = "13896900263"
LOOKUP = Lookup(number=1, patient=PatientId(NUMBER), basis=AccessBasis.AKUTT, role_code="LE")
ID = str(uuid.UUID("6f9619ff-8b86-4d11-b42d-00c04fc964ff"))


class Fake:
    """A backend that ends as it is told; ``clock`` goes on by 2.5 s in every call."""

    def __init__(self, end: object = None) -> None:
        self.end = end
        self.clock = 100.0
        self.read_own: Callable[[str], OwnJournal]

    async def _ended(self) -> Any:
        self.clock += 2.5
        if isinstance(self.end, BaseException):
            raise self.end
        return self.end

    async def login(self, *, organisation: object, report: Callable[[LoginProgress], None]) -> Any:
        assert organisation is None
        report(LoginProgress(step=LoginStep.TOKEN, browser_url="https://a.example/?request_uri=urn:secret"))
        return await self._ended()

    async def lookup(self, lookup: Lookup, report: Callable[[LookupProgress], None]) -> Any:
        assert lookup is LOOKUP
        report(LookupProgress(lookup_number=1, step=LookupStep.PAGING))
        return await self._ended()

    async def aclose(self) -> None:
        pass

    async def logout(self, *, browser: bool) -> None:
        assert browser
        await self._ended()


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
    return await backend.lookup(LOOKUP, lambda _value: None)


@pytest.mark.requirement("R46")
def test_a_failure_says_code_step_time_and_reference_and_no_service_text(log: Callable[[], list[str]]) -> None:
    error = AppError(ErrorCode.TOKEN_INVALID, "the signature", service_text=f"om {NUMBER} Kari", correlation_id=ID)
    for what in ("login", "lookup"):
        with pytest.raises(AppError):
            asyncio.run(work(Fake(error), what))
    assert log() == [
        f"login failed: token-invalid (the signature) at step token after 2.50 s, reference {ID}",
        f"look-up failed: token-invalid (the signature) at step paging after 2.50 s, reference {ID}",
    ]


@pytest.mark.parametrize(("answered", "lines"), [("974706490", 0), ("974589095", 1), (None, 1)])
async def test_another_organisation_than_the_one_asked_for_is_told(
    log: Callable[[], list[str]], answered: str | None, lines: int
) -> None:
    class Switching(Fake):
        async def set_organisation(self, organisation: Organisation) -> Any:
            assert organisation is asked
            return await self._ended()

    asked = Organisation(orgnr="974706490", name="Legevakten")
    got = Organisation(orgnr=answered, name="X") if answered else None

    await backend_of(Switching(replace(DOCTOR, organisation=got))).set_organisation(asked)
    told = "change of organisation failed: organisation-refused (another one was answered)"
    assert log() == ["change of organisation done after 2.50 s", *[told] * lines]


async def test_own_lines_are_those_of_who_is_logged_in_and_read_on_another_thread(log: Callable[[], list[str]]) -> None:
    notebook, threads = FakeNotebook(), set[int]()

    def read(hpr_number: str) -> OwnJournal:
        notebook.asked.append(f"read {hpr_number}")
        threads.add(threading.get_ident())
        return OwnJournal(hpr_number=hpr_number)

    fake = Fake(DOCTOR)
    fake.read_own = read
    audit = Audit(notebook, lambda: fake.clock)
    told = audit.listener(lambda _event: None)
    backend = backend_of(fake, audit)
    with pytest.raises(AppError) as nobody:
        await backend.own_journal()
    assert nobody.value.code is ErrorCode.NOT_LOGGED_IN
    await backend.login(organisation=None, report=lambda _value: None)
    own = await backend.own_journal()
    assert own.hpr_number == DOCTOR.hpr_number
    told(SessionEvent(clinician=None, ended=SessionEnd.LOGGED_OUT))
    with pytest.raises(AppError):
        await backend.own_journal()
    assert notebook.asked == ["prepare", "flush", "read 565501872"]
    assert threading.get_ident() not in threads
    assert not any(NUMBER in line or DOCTOR.hpr_number in line for line in log())


async def test_what_has_no_line_at_the_end_is_in_the_log(log: Callable[[], list[str]]) -> None:
    notebook, fake = FakeNotebook(), Fake(DOCTOR)
    notebook.hangs = True
    await backend_of(fake, Audit(notebook, lambda: fake.clock)).aclose()
    assert log() == ["journal: the program ends, and look-ups have no line yet"]


def test_session_events_are_logged_and_passed_on(log: Callable[[], list[str]]) -> None:
    events: list[SessionEvent | AppError] = [
        SessionEvent(clinician=DOCTOR),
        SessionEvent(clinician=DOCTOR, approvals_arrived=True),
        SessionEvent(clinician=None, ended=SessionEnd.EXPIRED),
        AppError(ErrorCode.CLOCK_WRONG, "measured"),
    ]
    told: list[object] = []

    async def scene() -> None:
        audit = Audit(FakeNotebook(), lambda: 0.0)
        listener = audit.listener(told.append)
        with audit.work("preparation"):
            for event in events:
                listener(event)
            raise AppError(ErrorCode.CLIENT_NOT_CONFIGURED)

    with pytest.raises(AppError):
        asyncio.run(scene())
    assert told == events
    assert log() == [
        "session renewed",
        "session told of authorisations",
        "session expired",
        "meanwhile failed: clock-wrong (measured)",
        "preparation failed: client-not-configured after 0.00 s",
    ]


@pytest.mark.hazard("S85")
@given(st.text(st.characters(codec="utf-8"), max_size=40), st.text(max_size=40))
def test_no_answer_and_no_question_is_in_the_log(tmp_path_factory: pytest.TempPathFactory, text: str, name: str) -> None:
    folder = tmp_path_factory.mktemp("log")
    handler = configure_logs(folder)
    marked = f"SERVICE{text}"
    try:
        for end in (
            AppError(ErrorCode.ACCESS_REFUSED, service_text=marked, params={"x": marked}, correlation_id=ID),
            replace(DOCTOR, subject=marked, name=f"NAME{name}"),
        ):
            with suppress(AppError):
                asyncio.run(work(Fake(end), "login"))
        with suppress(AppError):
            asyncio.run(work(Fake(LookupResult(lookup=LOOKUP, correlation_ids=(ID,) * 30)), "lookup"))
    finally:
        close_logs(handler)
    written = (folder / FILE_NAME).read_text("utf-8")
    assert ID in written
    for secret in ("SERVICE", "NAME", NUMBER, NUMBER[:6], NUMBER[6:], "565501872", "urn:secret"):
        assert secret not in written
