"""Taking a client in through the window's port, and the self-check of a whole installation, by its command too."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.jose import Signer
from provesvar_gui.helseid.keys import rotation
from provesvar_gui.helseid.keys.key_ring import StoredKey
from provesvar_gui.helseid.keys.ncrypt import NCryptStore
from provesvar_gui.helseid.keys.vault import KeyVault
from provesvar_gui.options import Options
from provesvar_gui.sandbox.selvbetjening import API_KEY
from provesvar_gui.sandbox.server import Sandbox
from provesvar_gui.self_check.checks import SettingLock, client_config
from provesvar_gui.self_check.findings import GREEN, IMPORT, RED, SERVICE, Item
from provesvar_gui.settings.policy import load_settings
from provesvar_gui.settings.settings import SettingOrigin
from provesvar_gui.ui.ports import Imported
from provesvar_gui.wiring import maintenance
from provesvar_gui.wiring.backend import ClientKeys
from provesvar_gui.wiring.configuration import Configuration
from provesvar_gui.wiring.maintenance import SystemMaintenance
from provesvar_gui.wiring.sandbox_process import SandboxAddresses
from tests.kit.errors import app_error
from tests.kit.loop import run
from tests.unit.helseid.conftest import sandbox, served
from tests.unit.helseid.kit import ask, client_jwk
from tests.unit.helseid.stand import Browser, Stand, unit
from tests.unit.helseid.stand_in_ncrypt import TPM, StandInNCrypt
from tests.unit.helseid.test_client_file import FILE
from tests.unit.self_check.kit import DictStore
from tests.unit.settings.kit import make_places, policy, user

GOOD: dict[str, Any] = {
    **FILE,
    "clientId": "e44fcf1a-a457-4b3d-b8f0-9fe356d4e2c5",
    "privateJwk": json.dumps(client_jwk()),
    "scopes": [
        "openid", "profile", "offline_access", "helseid://scopes/identity/pid", "helseid://scopes/identity/security_level",
        "helseid://scopes/hpr/hpr_number", "nhn:pps/provesvar-read",
    ],
}  # fmt: skip


class Host:
    def __init__(self, root: Path, *, asks: bool = False) -> None:
        self.places = make_places(root)
        self.store = DictStore()
        self.store.asks = lambda: asks
        self.keys = ClientKeys(self.places, KeyVault("test", open_store=lambda: self.store))
        self.file = root / "client.json"
        self.maintenance = SystemMaintenance(
            Configuration(Options(), self.places),
            keys=self.keys,
            practice=self._no_practice,
            proxy_for=lambda _url: None,
            vault_of=lambda kind: KeyVault("test", open_store=lambda: self.store, user=kind),
        )

    async def _no_practice(self) -> SandboxAddresses:
        raise AssertionError("no sandbox here")

    def write(self, **changes: Any) -> str:
        self.file.write_text(json.dumps({**GOOD, **changes}))
        self.file.chmod(0o600)
        return str(self.file)

    async def take(self, **changes: Any) -> Imported:
        await self.maintenance.judge_client(self.write(**changes))
        return await self.maintenance.import_client(str(self.file), lambda: None)


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return Host(tmp_path)


@pytest.mark.hazard("S79")
async def test_from_the_file_to_the_vault_and_the_settings(host: Host) -> None:
    summary = await host.maintenance.judge_client(host.write())
    assert not summary.refused
    assert summary.client_id == GOOD["clientId"]
    assert (summary.key, summary.host) == ("P-256, ES256", "https://helseid-sts.test.nhn.no")
    assert host.store.entries == {}
    done = await host.maintenance.import_client(str(host.file), lambda: None)
    assert (done.path, done.open_to_others, done.for_this_run) == (str(host.file), False, False)
    settings = load_settings(host.places)
    assert settings.helseid.client_id == GOOD["clientId"]
    assert settings.helseid.redirect_uris == tuple(GOOD["redirectUris"])
    ring = await host.keys.place(await host.keys.in_force(settings)).load()
    assert ring.newest.key().algorithm == "ES256"
    assert json.loads(GOOD["privateJwk"])["d"] not in host.places.settings_file.read_text()
    assert host.file.exists()  # whose it is deletes it
    host.file.chmod(0o644)
    assert (await host.maintenance.import_client(str(host.file), lambda: None)).open_to_others is (sys.platform != "win32")


async def test_what_somebody_prefers_is_kept_beside_what_stood_in_the_file(host: Host) -> None:
    user(host.places, "[lock]\nidle_seconds = 300\n")
    await host.maintenance.prefer({"ui.text_size": 150, "ui.scheme": "dark"})
    settings = load_settings(host.places)
    assert (settings.ui.text_size, settings.ui.scheme, settings.lock.idle_seconds) == (150, "dark", 300)
    host.places.settings_file.unlink()
    host.places.settings_file.mkdir()
    with pytest.raises(AppError):
        await host.maintenance.prefer({"ui.text_size": 125})


async def test_the_policy_names_the_client(host: Host) -> None:
    policy(host.places, '[helseid]\nclient_id = "another"\n')

    summary = await host.maintenance.judge_client(host.write())
    assert summary.other_client
    assert summary.refused
    with app_error(ErrorCode.KEY_MALFORMED):
        await host.maintenance.import_client(str(host.file), lambda: None)
    summary = await host.maintenance.judge_client(host.write(clientId="another"))
    assert not summary.refused
    await host.maintenance.import_client(str(host.file), lambda: None)
    assert "client_id" not in host.places.settings_file.read_text()  # the policy has said it


async def test_another_client_of_the_users_own_is_replaced_and_the_rest_stays(host: Host) -> None:
    user(host.places, '[helseid]\nclient_id = "old"\nkey = "machine"\n[ui]\nlanguage = "nn"\n')

    assert (await host.maintenance.judge_client(host.write())).replaces
    await host.maintenance.import_client(str(host.file), lambda: None)
    settings = load_settings(host.places)
    assert (settings.helseid.client_id, settings.helseid.key, settings.ui.language) == (GOOD["clientId"], "vault", "nn")


async def test_a_key_that_stays_behind_or_out_is_told(host: Host) -> None:
    done = await host.take()
    assert (done.older, done.former_client) == (False, "")
    place = host.keys.own(GOOD["clientId"], load_settings(host.places))
    replaced = replace(await place.load(), keys=(StoredKey(private_jwk=json.dumps(client_jwk() | {"kid": "rotated"})),))
    await place.store(replaced)
    done = await host.take()
    assert (done.older, done.former_client) == (True, "")
    assert await place.load() == replaced
    done = await host.take(clientId="another")
    assert (done.older, done.former_client) == (False, GOOD["clientId"])


async def test_a_vault_in_trouble_leaves_the_settings_alone_and_can_be_tried_again(host: Host) -> None:
    await host.maintenance.judge_client(host.write())
    host.store.error = OSError("secret")
    with app_error(ErrorCode.VAULT_UNAVAILABLE):
        await host.maintenance.import_client(str(host.file), lambda: None)
    assert not host.places.settings_file.exists()
    host.store.error = None
    await host.maintenance.import_client(str(host.file), lambda: None)
    assert load_settings(host.places).helseid.client_id == GOOD["clientId"]


async def test_a_whole_installation_without_a_client(host: Host) -> None:
    """With the real parts; without a network, a vault or a display, as the machine of the tests may be."""
    user(host.places, '[network]\nproxy = "http://127.0.0.1:1"\n')
    found = {each.item: each for each in await host.maintenance.self_check()}
    assert set(found) == set(Item)
    assert (found[Item.CLIENT].grade, found[Item.CLIENT].do) == (RED, IMPORT)
    assert found[Item.HELSEID].what == SERVICE[ErrorCode.PROXY_FAILED][0]
    assert found[Item.SETTINGS].grade is GREEN


def test_the_settings_are_told_with_their_files_and_what_is_wrong(host: Host) -> None:
    policy(host.places, '[profile]\nname = "prod"\n')
    told = run(host.maintenance.settings())
    assert (told.profile, told.trouble, told.own_there, told.policy_there) == ("prod", None, False, True)
    user(host.places, "[lokk]\nproof = 1\n")
    told = run(host.maintenance.settings())
    assert (told.own_file, told.own_there, told.unknown) == (str(host.places.settings_file), True, ("lokk",))
    user(host.places, '[ui]\nlanguage = 7\n[helseid]\nclient_id = "mine"\n[journal]\nmonths = 5\n[contact]\nsupport = "IT"\n')
    told = run(host.maintenance.settings())
    assert told.trouble is not None
    assert told.profile == "prod"  # the policy's word stands
    assert {row.origin for row in told.rows if row.name != "profile.name"} == {SettingOrigin.BUILTIN}
    by_policy = {row.name for row in told.rows if row.lock is SettingLock.POLICY}
    assert by_policy == {"profile.name"}
    assert {row.lock for row in told.rows if row.name not in by_policy} == {SettingLock.UNKNOWN}


def test_the_sandboxs_settings_are_those_it_runs_with(tmp_path: Path) -> None:
    """The page of settings says what the self-check says: its own addresses and points of care."""

    async def practice() -> SandboxAddresses:
        client = json.dumps({**GOOD, "authority": "http://localhost:1"}).encode()
        return SandboxAddresses(
            helseid="http://localhost:1", pps="http://localhost:2", kodeverk="http://localhost:3", client_file=client
        )

    places = make_places(tmp_path)._replace(policy=None)
    configuration, keys = Configuration(Options(sandbox=True), places), ClientKeys(places)
    told = run(SystemMaintenance(configuration, keys=keys, practice=practice, proxy_for=lambda _url: None).settings())
    values = {row.name: row.value for row in told.rows}
    assert values["helseid.authority"] == "http://localhost:1"
    assert values["pps.base_url"] == "http://localhost:2"
    assert "Fiktivdal legevakt" in values["helseid.organisations"]
    assert not [value for value in values.values() if "nhn.no" in value and value.startswith("http")]
    assert (told.own_file, told.policy_file) == ("", "")


# -- a client without a file: key and draft made here, confirmed in a browser at the sandbox's Selvbetjening


__all__ = ["sandbox", "served"]
PARENT = "310000019"


class Clinic(Host):
    """A host whose settings name the sandbox. ``browser``: who confirms, or not. ``tpm``: where its keys are made."""

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
    assert registered.key.as_dict(private=False)["alg"] == ("ES256" if in_a_store else "PS256")

    async def log_in() -> str:
        ring = await clinic.keys.place(await clinic.keys.in_force(settings)).load()

        async def load() -> Signer:
            return ring.newest.key()

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
def test_a_draft_that_is_refused_sets_nothing_up(clinic: Clinic, given: dict[str, str], said: str) -> None:
    with app_error(ErrorCode.DRAFT_REFUSED) as caught:
        run(clinic.register(**given))
    assert said in caught.value.service_text
    assert given.get("api_key", API_KEY) not in str(caught.value)
    assert not clinic.browser.visits
    clinic.nothing_is_left()


@pytest.mark.hazard("S144")
@pytest.mark.parametrize("how", ["cancelled", "only claimed", "not in time"])
def test_a_draft_that_is_not_confirmed_sets_nothing_up(clinic: Clinic, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    async def claim(_url: str) -> bool:
        [draft] = clinic.sandbox.selvbetjening.drafts.values()
        claims.append(asyncio.create_task(ask(f"{draft['postClientConfirmationRedirectUri']}?status=Success")))
        return True

    async def nobody(_url: str) -> bool:
        return False

    claims: list[asyncio.Task[bytes]] = []
    clinic.sandbox.selvbetjening.drafts.clear()
    clinic.opens = {"cancelled": Browser(action="cancel").open, "only claimed": claim, "not in time": nobody}[how]
    if how == "not in time":
        monkeypatch.setattr(maintenance, "_CONFIRM_SECONDS", 0.05)
    with app_error(ErrorCode.DRAFT_NOT_CONFIRMED):
        run(clinic.register())
    assert "/confirm-client/" in clinic.shown[-1]
    clinic.nothing_is_left()


@pytest.mark.hazard("S144")
def test_a_page_that_does_not_know_the_address_ends_no_draft(clinic: Clinic) -> None:
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
