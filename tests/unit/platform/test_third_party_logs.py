"""Everything that any library says at DEBUG during a real login, look-up and logout, against the handler that writes the log."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from provesvar_gui.errors import AppError
from provesvar_gui.patient.access import AccessBasis, Lookup
from provesvar_gui.patient.numbers import PatientId
from provesvar_gui.platform.clock import ServerClock, SystemClock
from provesvar_gui.platform.logs import FILE_NAME, configure_logs
from provesvar_gui.pps.client import PpsClient, PpsConfig
from provesvar_gui.sandbox.server import Sandbox
from tests.e2e.traces import SHORTEST_WORD, Scanner, number_forms, word_forms
from tests.e2e.wire import Wire
from tests.kit.logs import close_logs
from tests.unit.helseid.stand import Browser, SandboxStand, unit

LIBRARIES = (
    "httpx",
    "httpcore",
    "asyncio",
    "keyring",
    "secretstorage",
    "jeepney",
    "authlib",
    "joserfc",
    "anyio",
    "truststore",
    "concurrent.futures",
)
OF_THE_SANDBOX = ("uvicorn", "starlette")  # in a process of its own when the program runs


class Raw(logging.Handler):
    """What the handler was given, before it is redacted."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.texts: list[str] = []
        self.names: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())
        self.names.add(record.name.partition(".")[0])


def written(log: Path) -> str:
    """All of the file, while the handler is there: a thread writes it."""
    for handler in logging.getLogger().handlers:
        handler.flush()
    return log.read_text(encoding="utf-8")


@contextmanager
def all_loggers(folder: Path) -> Iterator[tuple[Path, Raw]]:
    """The log's file, and what would have stood in it."""
    handler, raw, root = configure_logs(folder, "debug"), Raw(), logging.getLogger()
    loggers = [root, *(each for each in root.manager.loggerDict.values() if isinstance(each, logging.Logger))]
    loggers += [logging.getLogger(name) for name in LIBRARIES]
    before = [(each, each.level, each.propagate, each.disabled) for each in loggers]
    for each in loggers:
        quiet = each.name.startswith(OF_THE_SANDBOX)
        each.setLevel(logging.CRITICAL if quiet else logging.DEBUG)
        each.propagate, each.disabled = True, False
    root.addHandler(raw)
    try:
        yield folder / FILE_NAME, raw
    finally:
        root.removeHandler(raw)
        close_logs(handler)
        for each, level, propagate, disabled in before:
            each.setLevel(level)
            each.propagate, each.disabled = propagate, disabled


EMERGENCY, RESTRICTED = "13896900263", "04877410086"


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def sandbox(wire: Wire) -> Iterator[Sandbox]:
    sandbox = Sandbox()
    wire.listen_to(sandbox)
    with sandbox:
        yield sandbox


@pytest.fixture
def everything(tmp_path: Path) -> Iterator[tuple[Path, Raw]]:
    with all_loggers(tmp_path) as found:
        yield found


async def session(sandbox: Sandbox) -> None:
    """Login, two look-ups, a renewal, another organisation, logout; and a login and a look-up that fail."""
    stand = SandboxStand(sandbox, Browser())
    clock = ServerClock(SystemClock())
    pps = PpsClient(
        PpsConfig(base_url=sandbox.urls["pps_v2"]), http=stand.http, authorization=stand.session, new_uuid=uuid.uuid4, clock=clock
    )
    try:
        await stand.login(unit(sandbox))
        for number in (EMERGENCY, RESTRICTED):
            asked = Lookup(number=1, patient=PatientId(number), basis=AccessBasis.AKUTT, role_code="LE")
            await pps.lookup(asked, lambda _progress: None)
        await stand.session.renew()
        await stand.session.set_organisation(unit(sandbox, 1))
        sandbox.faults.set("pps.500")
        with pytest.raises(AppError):
            await pps.lookup(asked, lambda _progress: None)
        await stand.session.logout()
        await stand.browser.visits[-1]
    finally:
        await stand.__aexit__()


@pytest.mark.hazard("S86")
def test_no_library_gets_anything_into_the_log(
    everything: tuple[Path, Raw], sandbox: Sandbox, wire: Wire, capfd: pytest.CaptureFixture[str]
) -> None:
    log, raw = everything
    asyncio.run(session(sandbox), debug=True)
    people = sandbox.world.people
    numbers = [*(each.number for each in people.patients), *(each.pid for each in people.clinicians)]
    names = {part for each in people.patients for part in each.name.split()} | {each.sub for each in people.clinicians}
    names |= {part for each in people.clinicians for part in (each.given, each.family)}
    scanner = Scanner(
        {
            "number": {form for number in numbers for form in number_forms(number)},
            "name": {form for name in names if len(name) >= SHORTEST_WORD for form in word_forms(name)},
            "value": {*wire.words, *wire.ids, "Kalium", "urosepsis"},
            "secret": wire.secrets,
        }
    )
    assert {"httpx", "httpcore", "asyncio"} <= raw.names, "what is tested here"
    assert scanner.found_in("\n".join(raw.texts).encode()), "without redaction it would have been there"
    text = written(log)
    assert len(text.splitlines()) > 100
    assert scanner.found_in(text.encode()) == set()
    assert "receive_response_headers" in text, "what is no secret stays"
    assert capfd.readouterr() == ("", "")
