"""A client without a file: key and draft made here, confirmed in a browser at the sandbox's Selvbetjening."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys import rotation
from provesvar_gui.helseid.keys.ncrypt import NCryptStore
from provesvar_gui.sandbox.selvbetjening import API_KEY
from provesvar_gui.sandbox.server import Sandbox
from provesvar_gui.self_check.checks import client_config
from provesvar_gui.settings.policy import load_settings
from provesvar_gui.ui.ports import Imported
from provesvar_gui.wiring import maintenance
from tests.kit.errors import app_error
from tests.kit.loop import run
from tests.unit.helseid.conftest import sandbox, served
from tests.unit.helseid.kit import ask
from tests.unit.helseid.stand import Browser, Stand, unit
from tests.unit.helseid.stand_in_ncrypt import TPM, StandInNCrypt
from tests.unit.settings.kit import policy, user
from tests.unit.wiring.test_maintenance import Desk

__all__ = ["sandbox", "served"]
PARENT = "310000019"


class Clinic(Desk):
    """A desk whose settings name the sandbox. ``browser``: who confirms, or not. ``tpm``: where its keys are made."""

    def __init__(self, root: Path, sandbox: Sandbox) -> None:
        super().__init__(root)
        self.sandbox, self.browser, self.shown = sandbox, Browser(action="confirm"), list[str]()
        self.opens: Callable[[str], Awaitable[bool]] = self.browser.open
        self.clients = set(sandbox.world.clients)  # the sandbox outlives the test
        self.tpm: StandInNCrypt | None = StandInNCrypt(TPM)
        self.keys.store = lambda *_: None if self.tpm is None else NCryptStore("tpm", lambda: self.tpm)  # type: ignore[method-assign]
        addresses = {"authority": sandbox.urls["helseid"], "selvbetjening_url": sandbox.urls["selvbetjening"], "client_id": "old"}
        lines = "".join(f'{name} = "{value}"\n' for name, value in addresses.items())
        units = '[{ orgnr = "310000027", name = "Fiktivdal legevakt" }]'
        user(self.places, f'[helseid]\n{lines}organisations = {units}\n[network]\nproxy = "none"\n')

    async def register(self, *, organisation: str = PARENT, api_key: str = API_KEY) -> Imported:
        self.maintenance._open_page = self.opens
        return await self.maintenance.register_client(organisation, api_key, self.shown.append)

    def nothing_is_left(self) -> None:
        assert load_settings(self.places).helseid.client_id == "old"
        assert not self.store.entries
        assert self.tpm is None or not self.tpm.keys
        assert set(self.sandbox.world.clients) == self.clients


@pytest.fixture
def clinic(tmp_path: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Clinic:
    monkeypatch.delenv("BROWSER", raising=False)
    monkeypatch.setattr(rotation, "_PAUSE", 0.0)
    return Clinic(tmp_path, sandbox)


@pytest.mark.hazard("S144")
@pytest.mark.requirement("R15")
@pytest.mark.parametrize("in_a_store", [False, True])
def test_from_the_api_key_to_the_login(clinic: Clinic, *, in_a_store: bool) -> None:
    if not in_a_store:
        clinic.tpm = None
    done = run(clinic.register())
    settings = load_settings(clinic.places)
    client = clinic.sandbox.world.clients[settings.helseid.client_id]
    assert clinic.shown == [f"{clinic.sandbox.urls['selvbetjening']}/confirm-client/{client.client_id}"]
    assert (done.path, done.settings_file, done.former_client) == ("", str(clinic.places.settings_file), "")
    assert [urlsplit(uri).port for uri in settings.helseid.redirect_uris] == [11731, 16273, 20947, 25639, 28649]
    kept = json.dumps([*clinic.store.entries.values()]) + clinic.places.settings_file.read_text()
    assert API_KEY not in kept
    assert ('"d"' in kept.replace("\\", "")) is not in_a_store
    [registered] = client.registered
    assert registered.key.as_dict(private=False)["kty"] == ("EC" if in_a_store else "RSA")

    async def log_in() -> str:
        _, load = await clinic.keys.in_force(settings)
        stand = Stand(client_config(settings), load, Browser().open, clinic.sandbox.urls["pps_v2"])
        try:
            return str((await stand.login(unit(clinic.sandbox))).hpr_number)
        finally:
            await stand.aclose()

    assert run(log_in())
    assert not clinic.sandbox.control.remarks


@pytest.mark.hazard("S144")
@pytest.mark.parametrize(
    ("given", "said"),
    [({"api_key": "another"}, "api key"), ({"organisation": "994945688"}, "organisation"), ({"api_key": "x\r\ny: z"}, "")],
)
def test_a_draft_that_is_refused(clinic: Clinic, given: dict[str, str], said: str) -> None:
    with pytest.raises(AppError) as caught:
        run(clinic.register(**given))
    assert caught.value.code is ErrorCode.DRAFT_REFUSED
    assert said in caught.value.service_text
    assert given.get("api_key", API_KEY) not in str(caught.value)
    assert not clinic.browser.visits
    clinic.nothing_is_left()


@pytest.mark.hazard("S144")
def test_somebody_does_not_confirm_it(clinic: Clinic) -> None:
    clinic.opens = Browser(action="cancel").open
    with app_error(ErrorCode.DRAFT_NOT_CONFIRMED):
        run(clinic.register())
    clinic.nothing_is_left()


@pytest.mark.hazard("S144")
def test_a_page_that_claims_it_was_confirmed(clinic: Clinic) -> None:
    async def claim(_url: str) -> bool:
        [draft] = clinic.sandbox.selvbetjening.drafts.values()
        claims.append(asyncio.create_task(ask(f"{draft['postClientConfirmationRedirectUri']}?status=Success")))
        return True

    claims: list[asyncio.Task[bytes]] = []
    clinic.sandbox.selvbetjening.drafts.clear()
    clinic.opens = claim
    with app_error(ErrorCode.DRAFT_NOT_CONFIRMED):
        run(clinic.register())
    clinic.nothing_is_left()


@pytest.mark.hazard("S144")
def test_a_page_that_does_not_know_the_address_ends_nothing(clinic: Clinic) -> None:
    """The browser brings no ``state``: that the path cannot be guessed stands in its place."""

    async def claim_and_confirm(url: str) -> bool:
        [draft] = clinic.sandbox.selvbetjening.drafts.values()
        back, own = urlsplit(draft["postClientConfirmationRedirectUri"]), urlsplit(draft["redirectUris"][0]).path
        refused.extend([await ask(f"http://{back.netloc}{own}?status={status}") for status in ("Success", "Cancelled")])
        return await clinic.browser.open(url)

    refused: list[bytes] = []
    clinic.sandbox.selvbetjening.drafts.clear()
    clinic.opens = claim_and_confirm
    done = run(clinic.register())
    assert [answer[:12] for answer in refused] == [b"HTTP/1.1 404"] * 2
    assert done.settings_file


@pytest.mark.hazard("S144")
def test_settings_that_cannot_be_written(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(_changes: object) -> Path:
        raise AppError(ErrorCode.SETTINGS_UNREADABLE, "not written")

    monkeypatch.setattr(clinic.maintenance, "_write", fail)
    with app_error(ErrorCode.SETTINGS_UNREADABLE):
        run(clinic.register())
    clinic.clients = set(clinic.sandbox.world.clients)  # it was confirmed, and that is HelseID's
    clinic.nothing_is_left()


@pytest.mark.hazard("S144")
def test_nobody_confirms_it_in_time(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    async def nobody(_url: str) -> bool:
        return False

    monkeypatch.setattr(maintenance, "_CONFIRM_SECONDS", 0.05)
    clinic.opens = nobody
    with app_error(ErrorCode.DRAFT_NOT_CONFIRMED):
        run(clinic.register())
    assert "/confirm-client/" in clinic.shown[-1]
    clinic.nothing_is_left()


def test_it_is_given_up_while_the_browser_is_open(clinic: Clinic) -> None:
    async def idle(_url: str) -> bool:
        opened.set()
        return True

    async def give_up() -> None:
        task = asyncio.create_task(clinic.register())
        await opened.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    opened = asyncio.Event()
    clinic.opens = idle
    run(give_up())
    clinic.nothing_is_left()


def test_a_vault_in_trouble_and_a_policy_that_names_the_client(clinic: Clinic) -> None:
    clinic.store.error = OSError("secret")
    with app_error(ErrorCode.VAULT_UNAVAILABLE):
        run(clinic.register())
    clinic.store.error = None
    for said in ('client_id = "old"', 'key = "machine"'):
        policy(clinic.places, f"[helseid]\n{said}\n")
        with app_error(ErrorCode.KEY_NOT_OURS):
            run(clinic.register())
    assert not clinic.browser.visits
    clinic.nothing_is_left()
