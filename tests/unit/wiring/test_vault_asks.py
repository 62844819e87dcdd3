"""A vault that waits for its password: the login says so and goes on; the journal has it asked for before a patient is there."""

from __future__ import annotations

import asyncio
import itertools
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from provesvar_gui.audit.check import OwnJournal
from provesvar_gui.audit.writer import JournalQueue
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.key_ring import VaultPlace
from provesvar_gui.helseid.keys.vault import KeyVault
from provesvar_gui.helseid.model import LoginProgress, LoginStep
from provesvar_gui.patient.access import AccessBasis, Lookup
from provesvar_gui.patient.numbers import PatientId
from provesvar_gui.results.model import LookupResult
from provesvar_gui.settings.policy import fixed_settings
from provesvar_gui.wiring.audit import Audit
from provesvar_gui.wiring.backend import Connections
from provesvar_gui.wiring.client_keys import ClientKeys
from provesvar_gui.wiring.journal_place import opener, place_of, read_own
from tests.kit.errors import app_error
from tests.kit.loop import run
from tests.unit.audit.kit import PATIENT
from tests.unit.helseid.test_key_place import RING
from tests.unit.settings.kit import make_places

LONG = 30.0  # seconds: never waited out
START = datetime(2026, 11, 30, 8, tzinfo=UTC)


def test_the_person_is_told_and_the_login_goes_on(tmp_path: Path) -> None:
    desktop, steps = Desktop(), list[LoginStep]()
    nowhere = {"helseid.authority": "http://127.0.0.1:9", "helseid.client_id": "1f2e", "network.proxy": "none"}
    settings = fixed_settings({**nowhere, "helseid.redirect_uris": ["http://localhost:0/callback"]})

    async def no_browser(_url: str) -> bool:
        return False

    def report(progress: LoginProgress) -> None:
        steps.append(progress.step)
        if progress.step is LoginStep.VAULT:
            desktop.may_answer.set()

    async def scenario() -> None:
        desktop.locked = False
        await VaultPlace(KeyVault("test", open_store=lambda: desktop), "1f2e").store(RING)
        desktop.locked = True
        keys = ClientKeys(make_places(tmp_path), KeyVault("test", open_store=lambda: desktop))
        used, load_key = await keys.in_force(settings)
        backend = Connections(used, load_key=load_key, open_browser=no_browser, tell=lambda _event: None, vault=keys.vault)
        with pytest.raises(AppError) as caught:
            await backend.login(organisation=None, report=report)
        assert caught.value.code is ErrorCode.NO_NETWORK  # the key has come, and nobody answers at that address
        assert keys.vault.on_asking is None
        await backend.aclose()

    run(asyncio.wait_for(scenario(), 20))
    assert steps == [LoginStep.KEY, LoginStep.VAULT, LoginStep.DISCOVERY]


class Desktop:
    """A Secret Service that is locked, or not made yet: a call shows the desktop's question, and waits for its answer.

    ``order``: the questions, and what else the test notes. ``answers``: False: the question is closed.
    """

    def __init__(self, *, answers: bool = True) -> None:
        self.order: list[str] = []
        self.locked = True
        self.answers = answers
        self.asked, self.may_answer, self.used = threading.Event(), threading.Event(), threading.Event()
        self._secrets: dict[tuple[str, str], str] = {}

    def asks(self) -> bool:
        return self.locked

    def get_password(self, service: str, username: str, /) -> str | None:
        self._unlock()
        return self._secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self._unlock()
        self._secrets[service, username] = password
        self.used.set()

    def delete_password(self, service: str, username: str, /) -> None:
        self._unlock()
        del self._secrets[service, username]

    def _unlock(self) -> None:
        if self.locked:
            self.order.append("question")
            self.asked.set()
            assert self.may_answer.wait(LONG)
            if not self.answers:
                raise PromptDismissedException
            self.locked = False


class PromptDismissedException(Exception):  # noqa: N818 - secretstorage's name
    """As secretstorage names it."""


class JournalDesk:
    """The journal of a program, with the desktop's vault."""

    def __init__(self, root: Path, desktop: Desktop) -> None:
        self.desktop = desktop
        self.places = make_places(root)
        self.vault = KeyVault("test", open_store=lambda: desktop, user="journal")
        self.clerk = JournalQueue()
        seconds = itertools.count()  # two look-ups of one patient in one millisecond would be one line, written again
        self.audit = Audit(self.clerk, lambda: 0.0, lambda: (START + timedelta(seconds=next(seconds)), 0))
        self.settings = fixed_settings({})

    def start(self) -> None:
        """As the program does after its first paint; it returns at once."""
        self.clerk.use(opener(self.settings, self.places, self.vault))

    def log_in(self) -> None:
        """As ``wiring.backend`` begins a login."""
        self.desktop.order.append("login")
        self.clerk.prepare()

    def look_up(self) -> bool:
        """Whether it was recorded."""
        self.desktop.order.append("look-up")
        basis = AccessBasis.AKUTT
        lookup = Lookup(number=1, patient=PatientId(PATIENT), basis=basis, role_code="LE")
        with self.audit.lookup(lookup) as work:
            work.answered(LookupResult(lookup=lookup))
        return self.clerk.flush(LONG)

    def own(self) -> OwnJournal:
        return read_own(place_of(self.settings, self.places, self.vault), "1", PATIENT)


def test_the_journal_has_the_password_asked_for_before_anybody_is_looked_up(tmp_path: Path) -> None:
    desktop = Desktop()
    desk = JournalDesk(tmp_path, desktop)
    desk.start()
    desk.log_in()  # returns although nobody has answered yet
    assert desktop.asked.wait(LONG)
    desktop.may_answer.set()
    assert desk.look_up()
    desktop.locked = True  # in the middle of the day
    assert desk.look_up()
    with app_error(ErrorCode.VAULT_LOCKED):
        desk.own()
    desktop.locked = False
    desk.log_in()
    assert desk.look_up()
    report = desk.own().report
    assert report is not None
    assert (report.whole, report.lines) == (True, 3)
    assert desktop.order == ["login", "question", "look-up", "look-up", "login", "look-up"]
