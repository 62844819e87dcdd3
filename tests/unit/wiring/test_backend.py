"""Connections of the window: a vault that asks, a clock that is wrong, and what is there before the first login."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest

from provesvar_gui.audit.writer import JournalQueue
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.key_ring import KeyPlace, VaultPlace
from provesvar_gui.helseid.keys.vault import KeyVault
from provesvar_gui.helseid.model import LoginStep
from provesvar_gui.options import Options
from provesvar_gui.platform.clock import WALL, SystemClock
from provesvar_gui.platform.places import Places
from provesvar_gui.settings.policy import fixed_settings
from provesvar_gui.settings.settings import Settings
from provesvar_gui.wiring.audit import opener
from provesvar_gui.wiring.backend import BackendFactory, ClientKeys, Connections
from provesvar_gui.wiring.configuration import Configuration
from tests.kit.errors import app_error
from tests.kit.loop import run
from tests.unit.audit.kit import PATIENT, entry
from tests.unit.helseid.test_key_place import RING
from tests.unit.platform.loopback_server import plain, serve
from tests.unit.self_check.kit import DictStore
from tests.unit.settings.kit import make_places


async def no_browser(_url: str) -> bool:
    return False


def test_the_person_is_told_and_the_login_goes_on(tmp_path: Path) -> None:
    store, steps = DictStore(), list[LoginStep]()
    nowhere = {"helseid.authority": "http://127.0.0.1:9", "helseid.client_id": "1f2e", "network.proxy": "none"}
    settings = fixed_settings({**nowhere, "helseid.redirect_uris": ["http://localhost:0/callback"]})
    keys = ClientKeys(make_places(tmp_path), KeyVault("test", open_store=lambda: store))

    async def scenario() -> None:
        await VaultPlace(keys.vault, "1f2e").store(RING)
        store.asks = lambda: True
        place = keys.place(await keys.in_force(settings))
        backend = Connections(settings, place=place, vault=keys.vault, open_browser=no_browser, tell=lambda _event: None)
        with pytest.raises(AppError) as caught:
            await backend.login(organisation=None, report=lambda progress: steps.append(progress.step))
        assert caught.value.code is ErrorCode.NO_NETWORK  # the key has come, and nobody answers at that address
        await backend.aclose()

    run(asyncio.wait_for(scenario(), 20))
    assert keys.vault.on_asking is None
    assert steps == [LoginStep.KEY, LoginStep.VAULT, LoginStep.DISCOVERY]


def test_the_journal_has_the_password_asked_for_by_a_login_and_never_over_a_patient(tmp_path: Path) -> None:
    store = DictStore()
    store.asks = lambda: True
    open_journal = opener(fixed_settings({}), make_places(tmp_path), KeyVault("test", open_store=lambda: store, user="journal"))
    assert open_journal is not None
    with app_error(ErrorCode.VAULT_LOCKED):
        open_journal(False)
    assert store.written == []
    assert open_journal(True).append(entry(1), PATIENT).number == 1


def factory_of(places: Places, settings: Settings) -> BackendFactory:
    given = Configuration(Options(), places), settings
    return BackendFactory(*given, proxy_for=lambda _url: (None,), open_page=no_browser, queue=JournalQueue())


# -- a machine whose clock is a day off: the servers' time corrects displayed times, and one message says so


DAY = 86400


@pytest.mark.hazard("S7")
@pytest.mark.requirement("R1")
@pytest.mark.parametrize(("profile", "left"), [("prod", []), ("test", ["SSL_CERT_DIR", "SSL_CERT_FILE"])])
async def test_in_production_the_users_certificates_do_not_count(
    monkeypatch: pytest.MonkeyPatch, profile: str, left: list[str]
) -> None:
    """The window's connections; self-check and commands have their network from the same place (``make_http``)."""
    monkeypatch.setenv("SSL_CERT_FILE", "own/ca.pem")
    monkeypatch.setenv("SSL_CERT_DIR", "own")
    named = {"helseid.client_id": "1f2e", "helseid.redirect_uris": ["http://localhost:11731/callback"]}
    settings = fixed_settings({"profile.name": profile, **named})
    await Connections(
        settings, place=KeyPlace(), vault=KeyVault("test"), open_browser=no_browser, tell=lambda _event: None
    ).aclose()
    assert sorted(name for name in os.environ if name.startswith("SSL_CERT")) == left


@pytest.mark.parametrize(("seconds", "told"), [(DAY, 1), (-DAY, 1), (30, 0), (0, 0)])
def test_an_answer_of_the_login_corrects_what_people_read(places: Places, seconds: int, told: int) -> None:
    heard, reckoned = list[object](), list[float]()

    async def scenario() -> None:
        date = formatdate(SystemClock().now() + seconds, usegmt=True)
        async with serve(plain(b"{}", f"Date: {date}\r\n")) as server:
            here = f"http://127.0.0.1:{server.port}"
            names: dict[str, Any] = dict.fromkeys(("helseid.authority", "pps.base_url", "kodeverk.url"), here)
            names |= {"helseid.client_id": "1f2e", "helseid.redirect_uris": ["http://localhost:0/callback"]}
            names |= {"network.proxy": "none", "journal.enabled": False}
            backend = await factory_of(places, fixed_settings(names))(heard.append)
            for _again in range(2):
                await backend.check_connectivity()
            fetched_at = backend._current.pps.clock.now()
            reckoned.extend((WALL.offset, backend._audit._now()[1], fetched_at - SystemClock().now()))
            await backend.aclose()

    try:
        run(asyncio.wait_for(scenario(), 20))
    finally:
        WALL.correct(0.0)
    shown = seconds if told else 0
    assert reckoned == pytest.approx([shown, shown, seconds], abs=3), "on the screen, in the journal, and for ages"
    assert [each.code for each in heard if isinstance(each, AppError)] == [ErrorCode.CLOCK_WRONG] * told


# -- the first login does not wait for background preparation: the order of events, in a process of its own


ROOT = Path(__file__).resolve().parents[3]


def test_after_getting_ready_the_first_login_loads_nothing_and_asks_for_no_metadata() -> None:
    command = [sys.executable, "-m", "tests.unit.wiring.ready_probe", "--ready"]
    found = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=50).stdout)
    assert [name for name in found["loaded"] if not name.startswith("encodings.")] == []
    assert found["login"] == ["POST /connect/par", "POST /connect/token", "POST /connect/token"], "the protocol's own round trips"
    ready = found["ready"]
    assert len(ready) == len(set(ready)) == 4, "metadata, keys, service, code list: each once"
    assert sum(each.endswith("/openid-configuration") for each in ready) == 1


def test_why_no_backend_can_be_built_is_in_the_log(places: Places, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"), pytest.raises(AppError):
        asyncio.run(factory_of(places, fixed_settings({"journal.enabled": False}))(lambda _event: None))
    assert [line.split(" after ")[0] for line in caplog.messages] == ["preparation failed: client-not-configured (no client_id)"]
