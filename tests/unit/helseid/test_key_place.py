"""The stored keys of a client, and their places."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Coroutine
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace

import pytest
from keyring.errors import KeyringLocked

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys import key_ring as machine_key_module
from provesvar_gui.helseid.keys.key_ring import (
    KeyPlace,
    KeyRing,
    MachinePlace,
    StoredKey,
    VaultPlace,
    make_folder,
    parse_ring,
    protecting,
    ring_text,
)
from provesvar_gui.helseid.keys.vault import KeyVault
from tests.kit.errors import app_error
from tests.kit.loop import run
from tests.unit.helseid.kit import client_jwk
from tests.unit.helseid.vault_contract import SecretServiceNotAvailableException
from tests.unit.helseid.windows_store import WindowsStore

JWK = json.dumps(client_jwk(), separators=(",", ":"))
RING = KeyRing(keys=(StoredKey(private_jwk=JWK),), client_id="1f2e")
posix = pytest.mark.skipif(sys.platform == "win32", reason="file modes say nothing about who may read there")


def code_of(work: Coroutine[object, object, object]) -> ErrorCode:
    with pytest.raises(AppError) as caught:
        run(work)
    assert "private" not in str(caught.value)
    return caught.value.code


def test_a_ring_comes_back_as_it_was() -> None:
    when = datetime(2027, 1, 2, 3, 4, tzinfo=timezone(timedelta(hours=1)))
    other = StoredKey(private_jwk=JWK)
    ring = KeyRing(keys=(other, StoredKey(private_jwk=JWK, expires=when), other))
    assert parse_ring(ring_text(ring)) == ring
    assert parse_ring(ring_text(RING)) == RING
    assert JWK not in repr(ring)


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "{}", "[" * 100_000, '{"version":"2","keys":[]}', '{"version":1}', '{"version":1,"keys":{}}',
        '{"version":1,"keys":[]}', '{"version":1,"keys":[{"jwk":{}}]}', '{"version":1,"keys":[{"jwk":"x","expires":"soon"}]}',
        '{"version":1,"keys":[{"jwk":"x","expires":"2026-01-01T00:00"}]}', '{"version":1,"keys":["x"]}',
    ],
)  # fmt: skip
def test_what_is_no_ring_is_told(text: str) -> None:
    with app_error(ErrorCode.KEY_MALFORMED):
        parse_ring(text)


@pytest.mark.hazard("S5")
@pytest.mark.requirement("R3", "R25")
def test_the_users_key_in_the_vault(tmp_path: Path) -> None:
    store = WindowsStore()
    place = VaultPlace(KeyVault("test", open_store=lambda: store), "1f2e", tmp_path / "lock")

    async def scenario() -> None:
        await place.store(RING)
        assert await place.load() == RING
        await place.forget()

    assert code_of(place.load()) is ErrorCode.KEY_MISSING
    run(scenario())
    assert code_of(place.load()) is ErrorCode.KEY_MISSING
    assert not store.targets


@pytest.mark.hazard("S59")
@pytest.mark.requirement("R3")
def test_without_a_vault_the_key_is_this_runs() -> None:
    trouble: list[Exception] = [SecretServiceNotAvailableException()]
    store = WindowsStore()

    def open_store() -> WindowsStore:
        if trouble:
            raise trouble[0]
        return store

    memory = KeyPlace()
    place = VaultPlace(KeyVault("test", open_store=open_store), "1f2e", memory=memory)
    assert code_of(place.load()) is ErrorCode.KEY_MISSING
    run(place.store(RING))
    assert place.kind == "memory"
    assert not place.owned
    assert run(place.load()) == RING
    assert not store.targets
    trouble[0] = KeyringLocked()  # a vault that is there, and locked, is no reason to do without
    assert code_of(place.load()) is ErrorCode.VAULT_LOCKED
    assert code_of(place.store(RING)) is ErrorCode.VAULT_LOCKED
    trouble.clear()
    assert code_of(place.load()) is ErrorCode.KEY_MISSING
    run(place.store(RING))
    assert place.kind == "vault"
    assert store.targets
    trouble.append(SecretServiceNotAvailableException())  # it goes away: what is not of this run is not put into the memory
    place = VaultPlace(KeyVault("test", open_store=open_store), "1f2e", memory=memory)
    assert code_of(place.store(RING)) is ErrorCode.VAULT_ABSENT


@pytest.fixture
def machine_key(tmp_path: Path) -> Path:
    folder = tmp_path / "etc"
    folder.mkdir(mode=0o755)
    path = folder / "machine-key.json"
    path.write_text(ring_text(RING))
    path.chmod(0o600)
    return path


def mine(path: Path, *, owned: bool = False) -> MachinePlace:
    return MachinePlace(path, administrator=path.parent.stat().st_uid, owned=owned)


@posix
def test_a_machines_key_of_another_owner_is_not_used(machine_key: Path) -> None:
    place = MachinePlace(machine_key, administrator=machine_key.stat().st_uid + 1, owned=False)
    assert code_of(place.load()) is ErrorCode.KEY_EXPOSED
    if os.geteuid() == 0:  # the folder is right, the file alone is not
        place = mine(machine_key)
        os.chown(machine_key, 61001, -1)
        assert code_of(place.load()) is ErrorCode.KEY_EXPOSED


@pytest.mark.hazard("S74")
@posix
def test_only_the_administrator_replaces_it_and_its_group_and_mode_stay(machine_key: Path) -> None:
    machine_key.chmod(0o640)
    replaced = KeyRing(keys=(StoredKey(private_jwk=JWK),) * 2, client_id="1f2e")

    async def store(place: KeyPlace) -> None:
        async with place.exclusive():
            await place.store(replaced)

    assert code_of(store(mine(machine_key))) is ErrorCode.KEY_NOT_OURS
    before = machine_key.stat()
    run(store(mine(machine_key, owned=True)))
    after = machine_key.stat()
    assert (after.st_uid, after.st_gid, after.st_mode) == (before.st_uid, before.st_gid, before.st_mode)
    assert parse_ring(machine_key.read_text()) == replaced
    assert {path.name for path in machine_key.parent.iterdir()} == {"machine-key.json", "machine-key.lock"}


@pytest.mark.hazard("S74")
@pytest.mark.requirement("R3")
@posix
@pytest.mark.skipif(sys.platform != "win32" and os.geteuid() != 0, reason="gives a file to another account")
def test_accounts_of_the_group_read_it_and_no_others(tmp_path: Path) -> None:
    """In processes of other accounts: numbers that no account of the machine needs to have."""
    import grp

    group = next(entry for entry in grp.getgrall() if entry.gr_gid not in (0, os.getgid()))
    for folder in [tmp_path, *list(tmp_path.parents)[:3]]:
        if folder.stat().st_uid == os.geteuid() and len(folder.parts) > 2:
            folder.chmod(folder.stat().st_mode | 0o055)
    folder = tmp_path / "etc"
    path = folder / "machine-key.json"
    make_folder(folder)
    run(MachinePlace(path, owned=True, group=group.gr_name).store(RING))
    assert path.stat().st_mode & 0o777 == 0o640
    assert as_account(path, 61001, 61001, [group.gr_gid]) == "read"
    assert as_account(path, 61001, 61001, []) == "key-forbidden"
    assert as_account(path, 61001, group.gr_gid, []) == "key-exposed"
    with pytest.raises(LookupError):
        run(MachinePlace(path, owned=True, group="no-such-group-here").store(RING))


def as_account(path: Path, user: int, group: int, groups: list[int]) -> str:
    """What a program of this account makes of the key."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups(groups)
            os.setgid(group)
            os.setuid(user)
            answer = "read" if asyncio.run(MachinePlace(path).load()) == RING else "other"
        except AppError as error:
            answer = error.code.value
        except BaseException as error:  # noqa: BLE001 - a child process of a test: told, not raised
            answer = type(error).__name__
        os.write(write, answer.encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as said:
        answer = said.read()
    os.waitpid(child, 0)
    return answer


# -- Windows' access list; nothing here was tried on Windows


def test_the_windows_command_protects_the_key(tmp_path: Path) -> None:
    command = protecting(tmp_path / "machine-key.json", "Leger")
    assert command[0] == "icacls"
    assert "/inheritance:r" in command
    assert command[-1] == "Leger:R"
    assert not [word for word in protecting(tmp_path) if word.endswith(":R")]


@pytest.mark.hazard("S74")
@posix
@pytest.mark.parametrize("works", [True, False])
def test_windows_is_asked_while_the_file_is_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, works: bool) -> None:
    """By a script of that name; without the list no key is written."""
    icacls, path = tmp_path / "icacls", tmp_path / "keys" / "machine-key.json"
    icacls.write_text(f'#!/bin/sh\nwc -c < "$1" > "{tmp_path}/size"\nexit {int(not works)}\n')
    icacls.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(machine_key_module, "sys", SimpleNamespace(platform="win32"))
    storing = MachinePlace(path, owned=True, group="Leger").store(RING)
    assert run(storing) is None if works else code_of(storing) is ErrorCode.KEY_FORBIDDEN
    assert int((tmp_path / "size").read_text()) == 0
    assert [each.name for each in path.parent.iterdir()] == (["machine-key.json"] if works else [])
