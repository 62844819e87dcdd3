"""Keys that cannot be copied: Windows' stores by a stand-in for ncrypt, and how ring and rotation take any store."""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import jose
from provesvar_gui.helseid.keys.key_ring import KeyRing, StoredKey, Stores, VaultPlace, parse_ring, ring_text
from provesvar_gui.helseid.keys.key_store import KeyStore
from provesvar_gui.helseid.keys.ncrypt import NCryptStore
from provesvar_gui.helseid.keys.rotation import find_working_key
from provesvar_gui.helseid.keys.selvbetjening import SelvbetjeningClient
from provesvar_gui.helseid.keys.vault import KeyVault
from provesvar_gui.helseid.requests import BoundToken
from tests.kit.errors import app_error
from tests.kit.loop import run
from tests.unit.helseid.kit import API, Kit
from tests.unit.helseid.rotating import Owner
from tests.unit.helseid.stand_in_ncrypt import SOFTWARE, TPM, StandInNCrypt

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
    with pytest.raises(AppError) as caught:
        run(store_of(windows).make())
    assert caught.value.code is code
    assert f"{function}: {status:#010x}" in caught.value.detail
    assert caught.value.params["store"] == "TPM"
    assert not windows.open
    assert not any(provider == SOFTWARE for provider, _ in windows.keys)  # no other store in its place


def test_no_such_store_on_this_system() -> None:
    with app_error(ErrorCode.KEY_STORE_ABSENT):
        run(NCryptStore("tpm").make())


def test_a_signature_that_does_not_hold_is_no_key(windows: StandInNCrypt, monkeypatch: pytest.MonkeyPatch) -> None:
    store = store_of(windows)
    monkeypatch.setattr(store, "_sign", lambda _name, _digest: bytes(64))
    with app_error(ErrorCode.KEY_STORE_FAILED):
        run(store.make())
    assert not windows.keys


def test_the_ring_keeps_the_public_part_and_the_store(windows: StandInNCrypt) -> None:
    store = store_of(windows)
    ring = KeyRing(keys=(StoredKey(private_jwk=run(store.make()), store=store),), client_id="1f2e")
    text = ring_text(ring)
    read = parse_ring(text, stores={"tpm": store}.get)
    assert (read, read.newest.kind, read.newest.store) == (ring, "tpm", store)
    with app_error(ErrorCode.KEY_NEWER):
        parse_ring(text)  # of a kind that this program does not know
    broken = replace(ring.newest, private_jwk='{"kty": "EC"}')
    with app_error(ErrorCode.KEY_MALFORMED):
        broken.key()


# -- in by rotation


def place_of(owner: Owner, stores: Stores) -> VaultPlace:
    vault = KeyVault("test", open_store=lambda: owner.store, folder=owner.folder / "keys")
    return VaultPlace(vault, owner.client.client_id, owner.folder / "lock", stores=stores)


@pytest.mark.hazard("S141")
def test_it_comes_in_by_rotation_and_goes_by_rotation(owner: Owner, windows: StandInNCrypt) -> None:
    store = store_of(windows)
    place = place_of(owner, {"tpm": store}.get)

    async def rotate(key_store: KeyStore | None, *, within: bool) -> bool:
        async with owner.start(place=place) as rotation:
            outcome = await replace(rotation, key_store=key_store).rotate(within=None if not within else ONE_DAY)
            return outcome.replaced and outcome.confirmed

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
@pytest.mark.parametrize("function", ["NCryptCreatePersistedKey", "NCryptFinalizeKey", "NCryptSignHash"])
def test_a_tpm_that_fails_changes_nothing(owner: Owner, windows: StandInNCrypt, function: str) -> None:
    store = store_of(windows)
    place = place_of(owner, {"tpm": store}.get)
    [before] = run(place.load()).keys
    windows.fails[function], announced = 0x80280921, owner.sandbox.selvbetjening.announced

    async def rotate() -> None:
        async with owner.start(place=place) as rotation:
            with app_error(ErrorCode.KEY_STORE_LOCKED):
                await replace(rotation, key_store=store).rotate()

    run(rotate())
    assert [each.private_jwk for each in run(place.load()).keys] == [before.private_jwk]
    assert owner.sandbox.selvbetjening.announced == announced


@pytest.mark.hazard("S143")
def test_a_vault_that_fails_leaves_no_key_in_the_store(owner: Owner, windows: StandInNCrypt) -> None:
    store = store_of(windows)
    place = place_of(owner, {"tpm": store}.get)

    async def fail(ring: KeyRing) -> None:
        if ring.unfinished:
            raise AppError(ErrorCode.VAULT_UNAVAILABLE, "vault: full")

    async def rotate() -> None:
        place.store = fail  # type: ignore[method-assign]
        async with owner.start(place=place) as rotation:
            with app_error(ErrorCode.VAULT_UNAVAILABLE):
                await replace(rotation, key_store=store).rotate()

    run(rotate())
    assert not windows.keys


class Refusing(SelvbetjeningClient):
    async def register(self, _token: BoundToken, _key: jose.Signer) -> None:
        raise AppError(ErrorCode.REQUEST_REFUSED, "selvbetjening: a new key: status 400")


@pytest.mark.hazard("S143")
def test_nightly_rotations_that_are_refused_pile_nothing_up(owner: Owner, windows: StandInNCrypt) -> None:
    """A token has little room, and a login would try every key of the ring at HelseID."""
    store = store_of(windows)
    place = place_of(owner, {"tpm": store}.get)
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


def test_a_key_that_is_gone_from_its_store_leaves_the_one_before_in_use(owner: Owner, windows: StandInNCrypt) -> None:
    """As after a TPM that was cleared while a rotation was under way."""
    store = store_of(windows)
    place = place_of(owner, {"tpm": store}.get)
    ring = run(place.load())
    run(place.store(replace(ring, keys=(StoredKey(private_jwk=run(store.make()), store=store), *ring.keys))))
    windows.keys.clear()

    async def working() -> StoredKey:
        async with owner.start(place=place) as rotation:
            return await find_working_key(await place.load(), rotation.service)

    assert run(working()) == ring.newest


class Card(jose.Signer):
    """A key whose card can be taken out."""

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


def test_what_goes_from_the_vault_goes_from_the_store(owner: Owner, windows: StandInNCrypt) -> None:
    store = store_of(windows)
    place = place_of(owner, {"tpm": store}.get)
    run(place.store(KeyRing(keys=(StoredKey(private_jwk=run(store.make()), store=store),))))
    run(place.forget())
    assert not windows.keys
    assert not owner.store.targets
