"""A file's key comes where there are others of its client: none goes on the file's word, and HelseID says which counts."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc.jwk import ECKey

from provesvar_gui.errands.rotate import said
from provesvar_gui.helseid.client_file import parse_client_file
from provesvar_gui.helseid.client_import import Came, Judged, joined, keep
from provesvar_gui.helseid.key_ring import KeyRing, StoredKey, parse_ring, ring_text
from provesvar_gui.sandbox.clients import RegisteredKey
from tests.unit.helseid.kit import client_jwk, run, steady
from tests.unit.helseid.rotating import Fate, Killed, Owner
from tests.unit.helseid.test_rotation import STEPS, owner, rotated, start, works_at_next_start

if TYPE_CHECKING:
    from provesvar_gui.helseid.client_import import Kept
    from provesvar_gui.sandbox.clients import Client

__all__ = ["owner"]

NOW = datetime.datetime.now(datetime.UTC)
LONG_AGO = NOW - datetime.timedelta(hours=1)


def file_of(client: Client, **changes: str) -> Judged:
    """As Selvbetjening hands it out."""
    document = {**client.file(""), **changes}
    return Judged(file=parse_client_file(json.dumps(document).encode(), file_name="HelseId.json"), findings=())


def taken_in(owner: Owner, file: Judged, now: datetime.datetime | None = None, *, replace_newer: bool = False) -> Kept:
    return run(keep(file, owner.place, now or datetime.datetime.now(datetime.UTC), replace_newer=replace_newer))


def settled(owner: Owner) -> KeyRing:
    async def scenario() -> KeyRing:
        async with start(owner) as rotation:
            await rotation.settle()
            return await owner.place.load()

    return run(scenario())


@pytest.mark.parametrize("replaces", [False, True], ids=["two keys", "one key"])
@pytest.mark.parametrize("rotations", [1, 2])
def test_the_file_that_the_key_once_came_from(owner: Owner, rotations: int, *, replaces: bool) -> None:
    owner.sandbox.faults.set("selvbetjening.replaces", replaces)
    file = file_of(owner.client)
    for _ in range(rotations):
        rotated(owner)
    rotated_key = run(owner.place.load()).current
    assert taken_in(owner, file).came is Came.BESIDE  # it was stored by a version that did not note where it came from
    assert works_at_next_start(owner)
    assert settled(owner).current == rotated_key
    assert works_at_next_start(owner)


def test_the_same_where_it_is_known_where_the_key_came_from(owner: Owner) -> None:
    owner.sandbox.faults.set("selvbetjening.replaces", True)
    file = file_of(owner.client)
    assert taken_in(owner, file).came is Came.ALONE
    rotated(owner)
    ring = run(owner.place.load())
    assert taken_in(owner, file).came is Came.OLDER
    assert run(owner.place.load()) == ring
    assert works_at_next_start(owner)
    assert taken_in(owner, file, replace_newer=True).came is Came.ALONE  # whoever asks for it
    assert list(run(owner.place.load()).keys().values()) == [file.ring.current]


@pytest.mark.parametrize("step", [step for step, name in enumerate(STEPS) if name in ("store", "POST client-secret")])
@pytest.mark.parametrize("after", [False, True])
def test_a_rotation_that_broke_off_loses_no_key_to_a_file(owner: Owner, step: int, *, after: bool) -> None:
    owner.sandbox.faults.set("selvbetjening.replaces", True)
    file = file_of(owner.client)
    with pytest.raises(Killed):
        rotated(owner, fate=Fate(at=step, after=after))
    before = run(owner.place.load())
    taken_in(owner, file)
    held = {stored.key().thumbprint for stored in run(owner.place.load()).keys().values()}
    assert {stored.key().thumbprint for stored in before.keys().values()} <= held
    assert works_at_next_start(owner)
    rotated(owner)
    assert works_at_next_start(owner)


def test_a_new_key_from_selvbetjening_takes_over_once_helseid_has_had_a_minute(owner: Owner) -> None:
    """It replaces the one that the program has: by hand at Selvbetjening, since that one may have come into other hands."""
    new = json.dumps(client_jwk() | {"kid": "new"})
    file, before = file_of(owner.client, privateJwk=new), run(owner.place.load())
    assert taken_in(owner, file).came is Came.BESIDE
    assert settled(owner).current == before.current  # HelseID does not know the new one yet: neither is thrown away
    owner.client.registered[:] = [RegisteredKey(key=ECKey.import_key(json.loads(new)), kid="new")]
    assert works_at_next_start(owner)
    assert settled(owner).imported is not None  # it is not a minute old
    outcome = rotated(owner)
    assert (outcome.replaced, outcome.confirmed, outcome.undecided) == (False, False, True)
    assert "Nothing was replaced" in " ".join(said(outcome, asked=False))
    run(owner.place.store(replace(run(owner.place.load()), taken_in=LONG_AGO)))
    ring = settled(owner)
    assert list(ring.keys()) == ["current"]
    assert ring.current.key().key_id == "new"
    assert works_at_next_start(owner)
    assert rotated(owner).replaced
    assert works_at_next_start(owner)


def test_an_old_key_goes_once_helseid_has_refused_it(owner: Owner) -> None:
    owner.sandbox.faults.set("selvbetjening.replaces", True)
    file = file_of(owner.client)
    rotated(owner)
    before = run(owner.place.load())
    taken_in(owner, file, LONG_AGO)
    assert settled(owner) == before
    assert rotated(owner).replaced


def test_keys_of_another_client_and_what_cannot_be_used_are_no_reason(owner: Owner) -> None:
    file = file_of(owner.client)
    run(owner.place.store(KeyRing(current=StoredKey(private_jwk="{}"))))
    assert taken_in(owner, file).came is Came.ALONE
    assert works_at_next_start(owner)
    other = replace(run(owner.place.load()), client_id="another")
    ring, came = joined(other, file.ring, NOW)
    assert (ring.client_id, came, list(ring.keys())) == (owner.client.client_id, Came.ALONE, ["current"])


KEYS = [StoredKey(private_jwk=json.dumps(client_jwk() | {"kid": str(number)})) for number in range(5)]
A_KEY = st.sampled_from(KEYS)
A_RING = st.builds(
    KeyRing,
    current=A_KEY,
    pending=st.none() | A_KEY,
    previous=st.none() | A_KEY,
    client_id=st.sampled_from(["", "c"]),
    origin=st.sampled_from(["", *(key.key().thumbprint for key in KEYS)]),
    taken_in=st.none() | st.just(LONG_AGO),
)


@steady
@given(A_RING, A_KEY)
def test_no_key_goes_on_a_files_word(found: KeyRing, new: StoredKey) -> None:
    ring, came = joined(found, KeyRing(current=new, client_id="c"), NOW)
    assert list(found.keys().values()) == [stored for name, stored in ring.keys().items() if name != "imported"]
    assert came is Came.OLDER or new in ring.keys().values()
    assert parse_ring(ring_text(ring)) == ring
    assert joined(ring, KeyRing(current=new, client_id="c"), NOW)[0] == ring  # as often as one likes
