"""The vault over a real gnome-keyring: the contract, and its states."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import secretstorage
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]  # it carries no types
from jeepney.io.blocking import Proxy, open_dbus_connection  # type: ignore[import-untyped]  # as above

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.vault import KeyVault, SecretServiceStore, platform_store
from provesvar_gui.sandbox.server import Sandbox
from tests.benchmarks.side_by_side import ROOT
from tests.kit.loop import run
from tests.unit.helseid.vault_contract import SERVICE, VaultContract
from tests.vault.conftest import UserSession
from tests.vault.test_a_clients_life import command


class RealGround:
    def __init__(self, folder: Path) -> None:
        self.store = platform_store()
        self.folder = folder

    def vault(self, *, folder: bool = True) -> KeyVault:
        return KeyVault(SERVICE, folder=self.folder if folder else None)

    def secrets(self) -> list[str]:
        bus = secretstorage.dbus_init()
        try:
            return [item.get_secret().decode() for item in secretstorage.get_default_collection(bus).get_all_items()]
        finally:
            bus.close()


class TestGnomeKeyring(VaultContract):
    @pytest.fixture
    def ground(self, user: UserSession) -> Iterator[RealGround]:
        with user.keyring():
            yield RealGround(user.home / "keys")


def code_of(vault: KeyVault) -> ErrorCode:
    with pytest.raises(AppError) as caught:
        run(vault.load("me"))
    return caught.value.code


@pytest.mark.hazard("S59")
def test_a_session_without_one_is_told(user: UserSession) -> None:
    assert code_of(KeyVault(SERVICE)) is ErrorCode.VAULT_ABSENT


def test_a_locked_one_that_nobody_can_unlock_is_told(user: UserSession) -> None:
    with user.keyring():
        run(KeyVault(SERVICE).store("me", "secret"))
    asked: list[str] = []
    vault = KeyVault(SERVICE)
    vault.on_asking = lambda: asked.append("asks")
    with user.keyring(None):
        assert SecretServiceStore().asks()
        assert code_of(vault) is ErrorCode.VAULT_LOCKED
    assert asked == ["asks"]


@pytest.mark.parametrize("made", [True, False])
def test_the_system_asks_nobody_where_nobody_is_told_of_it(user: UserSession, made: bool) -> None:
    """A keyring that is locked, and a desk on which none was ever made: the question would be for a new password."""
    if made:
        with user.keyring():
            run(KeyVault(SERVICE).store("me", "secret"))
    opened = list[str]()  # how often the collection was wanted: the system asks where it is locked, or not made yet

    class Store(SecretServiceStore):
        def collection(self) -> Any:
            opened.append("wanted")
            return super().collection()

    vault = KeyVault(SERVICE, open_store=Store)
    with user.keyring(None):
        assert code_of(vault) is ErrorCode.VAULT_LOCKED
        with pytest.raises(AppError):
            run(vault.store("me", "other"))
        assert not opened
        vault.on_asking = lambda: None
        with pytest.raises(AppError):
            run(vault.load("me"))
        assert len(opened) == 1


def test_two_questions_at_once_are_both_told(user: UserSession) -> None:
    """The journal's at the start, which nobody has answered yet, and that of the login."""
    with user.keyring():
        run(KeyVault(SERVICE).store("me", "secret"))
    told: list[str] = []

    async def both() -> None:
        vaults = {name: KeyVault(SERVICE, user=name, asking_seconds=0.5) for name in ("journal", "private-jwk")}
        for name, vault in vaults.items():
            vault.on_asking = partial(told.append, name)
        ends = await asyncio.gather(*(vault.load("me") for vault in vaults.values()), return_exceptions=True)
        assert [end.code for end in ends if isinstance(end, AppError)] == [ErrorCode.VAULT_LOCKED] * 2

    with user.keyring(None), silent_prompter(user):
        run(both())
    assert sorted(told) == ["journal", "private-jwk"]


@contextmanager
def silent_prompter(user: UserSession) -> Iterator[None]:
    """What asks for passwords, and is never answered."""
    with open_dbus_connection(user.env["DBUS_SESSION_BUS_ADDRESS"]) as connection:
        Proxy(message_bus, connection).RequestName("org.gnome.keyring.SystemPrompter")
        yield


# -- two sessions of one user, as on a terminal server, share one vault and one journal


WRITER = """
import os, sys
from provesvar_gui.helseid.keys.vault import KeyVault
from provesvar_gui.platform.places import NAME, system_places
from provesvar_gui.wiring.audit import JournalPlace
from tests.unit.audit.kit import PATIENT, entry
print("ready", flush=True)
sys.stdin.readline()
journal = JournalPlace(system_places(), KeyVault(NAME, user="journal")).journal(12)
for number in range(20):
    journal.append(entry(os.getpid() * 100 + number), PATIENT)
"""


def two_at_once(user: UserSession, *arguments: str) -> None:
    """To their end. What says that it is ready waits for the other one."""
    with ExitStack() as stack:
        pipe = subprocess.PIPE
        both = [
            stack.enter_context(
                subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=user.env, stdin=pipe, stdout=pipe, text=True)
            )
            for _ in range(2)
        ]
        for each in both:
            assert each.stdout is not None
            each.stdout.readline()
        for each in both:
            assert each.stdin is not None
            each.stdin.close()
        for each in both:
            assert each.wait(120) == 0


@pytest.mark.hazard("S13")
def test_that_begin_at_the_same_time(user: UserSession) -> None:
    """Neither finds a key, of the client or of the journal: both end with the same ones."""
    config = user.home / "settings.toml"
    with Sandbox() as sandbox, user.keyring():
        where = {"authority": sandbox.urls["helseid"], "client_id": sandbox.client_file["clientId"]}
        config.write_text(
            '[ui]\nlanguage = "en"\n[helseid]\n' + "".join(f'{name} = "{value}"\n' for name, value in where.items())
        )
        file = user.home / "HelseId.json"
        file.write_text(json.dumps(sandbox.client_file))
        file.chmod(0o600)
        two_at_once(user, "-m", "provesvar_gui", "--config", str(config), "--import-client", str(file))
        two_at_once(user, "-c", WRITER)
        checked = command(user, "--check-journal").stdout
        assert checked.startswith("Journal: whole. 40 lines"), checked
        assert "[OK] The client's key: There" in command(user, "--self-check").stdout
