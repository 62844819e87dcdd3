"""A vault that waits for its password: the login says so and goes on; the journal has it asked for before a patient is there."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.key_ring import VaultPlace
from provesvar_gui.helseid.keys.vault import KeyVault
from provesvar_gui.helseid.model import LoginProgress, LoginStep
from provesvar_gui.settings.policy import fixed_settings
from provesvar_gui.wiring.audit import opener
from provesvar_gui.wiring.backend import ClientKeys, Connections
from tests.kit.errors import app_error
from tests.kit.loop import run
from tests.unit.audit.kit import PATIENT, entry
from tests.unit.helseid.test_key_place import RING
from tests.unit.self_check.kit import DictStore
from tests.unit.settings.kit import make_places


async def no_browser(_url: str) -> bool:
    return False


def test_the_person_is_told_and_the_login_goes_on(tmp_path: Path) -> None:
    store, steps = DictStore(), list[LoginStep]()
    nowhere = {"helseid.authority": "http://127.0.0.1:9", "helseid.client_id": "1f2e", "network.proxy": "none"}
    settings = fixed_settings({**nowhere, "helseid.redirect_uris": ["http://localhost:0/callback"]})
    keys = ClientKeys(make_places(tmp_path), KeyVault("test", open_store=lambda: store))

    def report(progress: LoginProgress) -> None:
        steps.append(progress.step)

    async def scenario() -> None:
        await VaultPlace(keys.vault, "1f2e").store(RING)
        store.asks = lambda: True
        used, load_key = await keys.in_force(settings)
        backend = Connections(used, load_key=load_key, open_browser=no_browser, tell=lambda _event: None, vault=keys.vault)
        with pytest.raises(AppError) as caught:
            await backend.login(organisation=None, report=report)
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
