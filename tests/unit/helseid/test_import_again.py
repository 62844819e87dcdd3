"""A file's key comes where there are others of its client: none goes on the file's word, and HelseID says which counts."""

from __future__ import annotations

import json

import pytest
from joserfc.jwk import ECKey

from provesvar_gui.helseid.keys.client_file import JudgedFile, parse_client_file
from provesvar_gui.helseid.keys.key_ring import ImportOutcome, KeyRing, keep, ring_of
from provesvar_gui.sandbox.clients import Client, ClientKey
from tests.kit.errors import Killed
from tests.kit.loop import run
from tests.unit.helseid.kit import client_jwk
from tests.unit.helseid.rotating import Fate, Owner
from tests.unit.helseid.test_rotation import STEPS, rotated, settle, works_at_next_start


def file_of(client: Client, **changes: str) -> JudgedFile:
    document = {**client.file(""), **changes}
    return JudgedFile(file=parse_client_file(json.dumps(document).encode()), findings=())


def imported(owner: Owner, file: JudgedFile, *, replace_newer: bool = False) -> ImportOutcome:
    return run(keep(file, owner.place, replace_newer=replace_newer))


def another_key(name: str) -> str:
    return json.dumps(client_jwk() | {"kid": name})


def registered_alone(owner: Owner, private_jwk: str) -> None:
    """HelseID has learnt of it: it has replaced every other."""
    kid = json.loads(private_jwk)["kid"]
    owner.client.registered[:] = [ClientKey(key=ECKey.import_key(json.loads(private_jwk)), kid=kid)]


def settled(owner: Owner) -> KeyRing:
    run(settle(owner))
    return run(owner.place.load())


@pytest.mark.hazard("S65")
def test_the_file_that_the_key_came_from_stays_out_once_it_was_replaced(owner: Owner) -> None:
    owner.sandbox.faults.set("selvbetjening.replaces", True)
    file = file_of(owner.client)
    assert imported(owner, file) is ImportOutcome.ALONE
    rotated(owner)
    ring = run(owner.place.load())
    assert imported(owner, file) is ImportOutcome.OLDER
    assert run(owner.place.load()) == ring
    assert works_at_next_start(owner)
    assert imported(owner, file, replace_newer=True) is ImportOutcome.ALONE  # whoever asks for it
    assert run(owner.place.load()).keys == (ring_of(file).newest,)


@pytest.mark.hazard("S65")
@pytest.mark.parametrize("step", [step for step, name in enumerate(STEPS) if name in ("store", "POST client-secret")])
@pytest.mark.parametrize("after", [False, True])
def test_a_rotation_that_broke_off_loses_no_key_to_a_file(owner: Owner, step: int, *, after: bool) -> None:
    owner.sandbox.faults.set("selvbetjening.replaces", True)
    with pytest.raises(Killed):
        rotated(owner, fate=Fate(at=step, after=after))
    before = run(owner.place.load())
    for file in (file_of(owner.client), file_of(owner.client, privateJwk=another_key("of no use"))):
        imported(owner, file)
        held = {stored.private_jwk for stored in run(owner.place.load()).keys}
        assert {stored.private_jwk for stored in before.keys} <= held
        assert works_at_next_start(owner)
    rotated(owner)
    assert works_at_next_start(owner)


@pytest.mark.hazard("S65")
def test_a_new_key_from_selvbetjening_takes_over_once_helseid_takes_it(owner: Owner) -> None:
    """It replaces the one that the program has: by hand at Selvbetjening, since that one may have come into other hands."""
    new = another_key("new")
    before = run(owner.place.load()).newest
    assert imported(owner, file_of(owner.client, privateJwk=new)) is ImportOutcome.BESIDE
    assert settled(owner).keys[1:] == (before,)  # HelseID does not know the new one yet: the one before stays
    assert works_at_next_start(owner)
    registered_alone(owner, new)
    assert works_at_next_start(owner)
    ring = settled(owner)
    assert (ring.newest.key().key_id, ring.unfinished) == ("new", False)
    assert rotated(owner).replaced
    assert works_at_next_start(owner)


@pytest.mark.hazard("S65")
def test_a_key_that_is_not_registered_goes_with_the_next_rotation_and_is_not_announced(owner: Owner) -> None:
    """An old file, whose key was perhaps withdrawn because others had it."""
    imported(owner, file_of(owner.client, privateJwk=another_key("withdrawn")))
    assert rotated(owner).replaced
    ring = run(owner.place.load())
    assert not ring.unfinished
    assert "withdrawn" not in {key.kid for key in owner.client.registered}
    assert works_at_next_start(owner)
