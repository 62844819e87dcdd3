"""A vault that waits for its password, seen from the login: the person is told, and the login goes on when it is unlocked."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.key_place import VaultPlace
from provesvar_gui.helseid.model import LoginProgress, LoginStep
from provesvar_gui.helseid.vault import KeyVault
from provesvar_gui.records.policy import fixed_settings
from provesvar_gui.wiring.backend import LiveBackend, services
from provesvar_gui.wiring.client_keys import ClientKeys
from tests.unit.helseid.kit import run
from tests.unit.helseid.test_key_place import RING
from tests.unit.helseid.windows_store import WindowsStore
from tests.unit.records.kit import make_places

if TYPE_CHECKING:
    from pathlib import Path


def test_the_person_is_told_and_the_login_goes_on(tmp_path: Path) -> None:
    store, unlocked, steps = WindowsStore(), threading.Event(), list[LoginStep]()
    nowhere = {"helseid.authority": "http://127.0.0.1:9", "helseid.client_id": "1f2e", "network.proxy": "none"}
    settings = fixed_settings({**nowhere, "helseid.redirect_uris": ["http://localhost:0/callback"]})

    def open_store() -> WindowsStore:
        assert unlocked.wait(20)
        return store

    async def no_browser(_url: str) -> bool:
        return False

    def report(progress: LoginProgress) -> None:
        steps.append(progress.step)
        if progress.step is LoginStep.VAULT:
            unlocked.set()

    async def scenario() -> None:
        await VaultPlace(KeyVault("test", open_store=lambda: store), "1f2e").store(RING)
        keys = ClientKeys(make_places(tmp_path), KeyVault("test", open_store=open_store, asks=lambda: True))
        used, load_key = await keys.in_force(settings)
        parts = services(used, load_key=load_key, cache_dir=None)
        backend = LiveBackend(parts, open_browser=no_browser, tell=lambda _event: None, vault=keys.vault)
        with pytest.raises(AppError) as caught:
            await backend.login(force=True, organisation=None, report=report)
        assert caught.value.code is ErrorCode.NO_NETWORK  # the key has come, and nobody answers at that address
        assert keys.vault.on_asking is None
        await backend.aclose()

    run(asyncio.wait_for(scenario(), 20))
    assert steps == [LoginStep.KEY, LoginStep.VAULT, LoginStep.DISCOVERY]
