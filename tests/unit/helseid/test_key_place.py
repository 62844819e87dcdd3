from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Coroutine
from contextlib import nullcontext
from dataclasses import fields, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from keyring.errors import KeyringLocked

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import jose
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
    usable,
)
from provesvar_gui.helseid.keys.key_store import KeyStore
from provesvar_gui.helseid.keys.ncrypt import NCryptStore
from provesvar_gui.helseid.keys.rotation import find_working_key
from provesvar_gui.helseid.keys.selvbetjening import SelvbetjeningClient
from provesvar_gui.helseid.keys.vault import KeyVault
from provesvar_gui.helseid.requests import BoundToken
from tests.kit.errors import app_error
from tests.kit.loop import run
from tests.unit.helseid.kit import API, Kit, client_jwk
from tests.unit.helseid.rotating import Owner
from tests.unit.helseid.stand_in_ncrypt import SOFTWARE, TPM, StandInNCrypt
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
    vault = KeyVault("test", open_store=lambda: store)
    place = VaultPlace(vault, "1f2e", tmp_path / "lock")

    async def scenario() -> None:
        await place.store(RING)
        assert await place.load() == RING
        await place.forget()

    assert code_of(place.load()) is ErrorCode.KEY_MISSING
    run(scenario())
    assert code_of(place.load()) is ErrorCode.KEY_MISSING
    assert not store.targets
    run(vault.store("1f2e", '{"version":2}'))
    assert code_of(usable(place)) is ErrorCode.KEY_NEWER  # a later version's: no file replaces it


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


# -- keys that cannot be copied: Windows' stores by a stand-in for ncrypt, and how ring and rotation take any store


ONE_DAY = timedelta(days=1)


@pytest.fixture
def windows() -> StandInNCrypt:
    return StandInNCrypt(TPM, SOFTWARE)


def store_of(windows: StandInNCrypt, kind: str = "tpm") -> NCryptStore:
    return NCryptStore(kind, lambda: windows)


@pytest.mark.hazard("S141")
@pytest.mark.parametrize(("kind", "provider"), [("tpm", TPM), ("windows", SOFTWARE)])
def test_a_key_of_windows_signs_and_is_not_exported(windows: StandInNCrypt, kind: str, provider: str) -> None:
    store = store_of(windows, kind)
    stored = StoredKey(private_jwk=run(store.make()), store=store)
    [(made_in, name)] = windows.keys
    assert (made_in, windows.keys[made_in, name].export_policy) == (provider, 0)
    assert set(json.loads(stored.private_jwk)) == {"kty", "crv", "x", "y", "alg", "kid"}
    key = stored.key()
    assert (key.key_id, key.algorithm, key.rsa_bits) == (name, "ES256", None)
    token = run(key.signed({"typ": "x"}, {"a": "æ"}))
    read = jose.verify(token, [key.public_jwk], ["ES256"])
    assert (read.header, read.claims) == ({"alg": "ES256", "typ": "x"}, {"a": "æ"})
    run(stored.discard())
    assert not windows.keys
    with app_error(ErrorCode.KEY_MISSING):
        run(key.signed({}, {}))
    assert not windows.open  # every handle is closed


@pytest.mark.hazard("H9.13", "S143")
@pytest.mark.parametrize(
    ("function", "status", "code"),
    [
        ("NCryptOpenStorageProvider", 0x80090030, ErrorCode.KEY_STORE_ABSENT),
        ("NCryptSignHash", 0x80280921, ErrorCode.KEY_STORE_LOCKED),
        ("NCryptSignHash", 0x80090020, ErrorCode.KEY_STORE_FAILED),
        ("NCryptFinalizeKey", 0x80090029, ErrorCode.KEY_STORE_FAILED),
    ],
)
def test_what_a_tpm_refuses(windows: StandInNCrypt, function: str, status: int, code: ErrorCode) -> None:
    windows.fails[function] = status
    with app_error(code) as caught:
        run(store_of(windows).make())
    assert f"{function}: {status:#010x}" in caught.value.detail
    assert caught.value.params["store"] == "TPM"
    assert not windows.open
    assert not any(provider == SOFTWARE for provider, _ in windows.keys)  # no other store in its place


def test_no_such_store_on_this_system() -> None:
    with app_error(ErrorCode.KEY_STORE_ABSENT):
        run(NCryptStore("tpm").make())


def test_a_signature_that_does_not_hold_is_no_key(
    windows: StandInNCrypt, store: NCryptStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_sign", lambda _name, _digest: bytes(64))
    with app_error(ErrorCode.KEY_STORE_FAILED):
        run(store.make())
    assert not windows.keys


def test_the_ring_keeps_the_public_part_and_the_store(store: NCryptStore) -> None:
    ring = KeyRing(keys=(StoredKey(private_jwk=run(store.make()), store=store),), client_id="1f2e")
    text = ring_text(ring)
    read = parse_ring(text, stores={"tpm": store}.get)
    assert (read, read.newest.kind, read.newest.store) == (ring, "tpm", store)
    for newer in (text, '{"version":2}', ring_text(RING).replace('"version"', '"next":{},"version"', 1)):
        with app_error(ErrorCode.KEY_NEWER):  # of a kind, or with what else this program does not know
            parse_ring(newer)
    broken = replace(ring.newest, private_jwk='{"kty": "EC"}')
    with app_error(ErrorCode.KEY_MALFORMED):
        broken.key()


@pytest.fixture
def store(windows: StandInNCrypt) -> NCryptStore:
    return store_of(windows)


@pytest.fixture
def place(owner: Owner, store: NCryptStore) -> VaultPlace:
    vault = KeyVault("test", open_store=lambda: owner.store, folder=owner.folder / "keys")
    return VaultPlace(vault, owner.client.client_id, owner.folder / "lock", stores={"tpm": store}.get)


@pytest.mark.hazard("S141")
def test_it_comes_in_by_rotation_and_goes_by_rotation(
    owner: Owner, windows: StandInNCrypt, store: NCryptStore, place: VaultPlace
) -> None:
    async def rotate(key_store: KeyStore | None, *, within: bool) -> bool:
        async with owner.start(place=place) as rotation:
            outcome = await replace(rotation, key_store=key_store).rotate(within=None if not within else ONE_DAY)
            return outcome.replaced and not outcome.ring.unfinished

    old = run(place.load()).newest
    assert run(rotate(store, within=True))  # it is not where it is to be: that is enough
    moved = run(place.load())
    assert [each.kind for each in moved.keys] == ["tpm"]
    assert json.loads(old.private_jwk)["d"] not in ring_text(moved)
    assert owner.client.registered[-1].kid == moved.newest.key().key_id
    assert not run(rotate(store, within=True))
    assert run(rotate(store, within=False))
    [(_, name)] = windows.keys  # the key before is gone from the store
    assert name == run(place.load()).newest.key().key_id
    assert run(rotate(None, within=True))  # and back
    assert [each.kind for each in run(place.load()).keys] == ["vault"]
    assert not windows.keys
    assert not owner.sandbox.control.remarks


@pytest.mark.hazard("S143")
@pytest.mark.parametrize("function", ["NCryptCreatePersistedKey", "NCryptFinalizeKey", "NCryptSignHash", ""])
def test_a_tpm_or_a_vault_that_fails_changes_nothing(
    owner: Owner, windows: StandInNCrypt, store: NCryptStore, place: VaultPlace, function: str
) -> None:
    """Without a function it is the vault."""

    async def fail(ring: KeyRing) -> None:
        if ring.unfinished:
            raise AppError(ErrorCode.VAULT_UNAVAILABLE, "vault: full")

    async def rotate() -> None:
        async with owner.start(place=place) as rotation:
            with app_error(ErrorCode.KEY_STORE_LOCKED if function else ErrorCode.VAULT_UNAVAILABLE):
                await replace(rotation, key_store=store).rotate()

    [before] = run(place.load()).keys
    windows.fails[function], announced = 0x80280921, owner.sandbox.selvbetjening.announced
    if not function:
        place.store = fail  # type: ignore[method-assign]
    run(rotate())
    assert [each.private_jwk for each in run(place.load()).keys] == [before.private_jwk]
    assert owner.sandbox.selvbetjening.announced == announced
    assert not windows.keys


class Refusing(SelvbetjeningClient):
    async def register(self, _token: BoundToken, _key: jose.Signer) -> None:
        raise AppError(ErrorCode.REQUEST_REFUSED, "selvbetjening: a new key: status 400")


@pytest.mark.hazard("S143")
def test_nightly_rotations_that_are_refused_pile_nothing_up(
    owner: Owner, windows: StandInNCrypt, store: NCryptStore, place: VaultPlace
) -> None:
    """A token has little room, and a login would try every key of the ring at HelseID."""
    [before] = run(place.load()).keys

    async def rotate(*, refused: bool) -> None:
        async with owner.start(place=place) as rotation:
            given = {each.name: getattr(rotation.service, each.name) for each in fields(rotation.service)}
            night = replace(rotation, service=(Refusing if refused else SelvbetjeningClient)(**given), key_store=store)
            with app_error(ErrorCode.REQUEST_REFUSED) if refused else nullcontext():
                await night.rotate(within=ONE_DAY)

    for _ in range(3):
        run(rotate(refused=True))
    ring = run(place.load())
    assert [each.kind for each in ring.keys] == ["tpm", "vault"]
    assert ring.keys[-1].private_jwk == before.private_jwk
    assert len(windows.keys) == 1
    run(rotate(refused=False))
    assert [each.kind for each in run(place.load()).keys] == ["tpm"]
    assert len(windows.keys) == 1


def test_a_key_that_is_gone_from_its_store_leaves_the_one_before_in_use(
    owner: Owner, windows: StandInNCrypt, store: NCryptStore, place: VaultPlace
) -> None:
    """As after a TPM that was cleared while a rotation was under way."""
    ring = run(place.load())
    run(place.store(replace(ring, keys=(StoredKey(private_jwk=run(store.make()), store=store), *ring.keys))))
    windows.keys.clear()

    async def working() -> StoredKey:
        async with owner.start(place=place) as rotation:
            return await find_working_key(await place.load(), rotation.service)

    assert run(working()) == ring.newest


class Card(jose.Signer):
    def __init__(self, key: jose.PrivateKey) -> None:
        super().__init__(key.public_members, key.algorithm, key.key_id, "card")
        self.key, self.is_in = key, True

    async def signed(self, header: Any, claims: Any) -> str:
        if not self.is_in:
            raise AppError(ErrorCode.KEY_STORE_ABSENT, "taken out", params={"store": "card"})
        return self.key.sign(header, claims)


@pytest.mark.hazard("H9.13", "S143")
async def test_a_card_that_is_taken_out_ends_no_session(kit: Kit) -> None:
    card = Card(jose.import_private_key(kit.keys[0]))

    async def load() -> Card:
        return card

    kit.session._load_key = load
    await kit.login()
    card.is_in = False
    with app_error(ErrorCode.KEY_STORE_ABSENT):
        await kit.session.renew()
    assert kit.session.clinician is not None
    with app_error(ErrorCode.KEY_STORE_ABSENT):
        await kit.login()
    card.is_in = True
    await kit.session.renew()
    assert await kit.session.headers("GET", API)


def test_what_goes_from_the_vault_goes_from_the_store(
    owner: Owner, windows: StandInNCrypt, store: NCryptStore, place: VaultPlace
) -> None:
    run(place.store(KeyRing(keys=(StoredKey(private_jwk=run(store.make()), store=store),))))
    run(place.forget())
    assert not windows.keys
    assert not owner.store.targets
