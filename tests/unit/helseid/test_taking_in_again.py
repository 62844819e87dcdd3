"""A file's key comes where there are others of its client: none goes on the file's word, and HelseID says which counts."""

from __future__ import annotations

import datetime
import json
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc.jwk import ECKey

from provesvar_gui.cli.rotate import said
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.client_file import load_private_key, parse_client_file
from provesvar_gui.helseid.keys.client_import import Came, Judged, joined, keep
from provesvar_gui.helseid.keys.key_ring import MOST_IMPORTED, KeyRing, StoredKey, parse_ring, ring_text
from provesvar_gui.sandbox.clients import ClientKey
from tests.unit.helseid.kit import client_jwk, run, steady
from tests.unit.helseid.rotating import Fate, Killed, Owner
from tests.unit.helseid.test_rotation import STEPS, owner, rotated, start, works_at_next_start

if TYPE_CHECKING:
    from provesvar_gui.helseid.keys.client_import import Kept
    from provesvar_gui.sandbox.clients import Client

__all__ = ["owner"]

LONG_AGO = datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=1)


def file_of(client: Client, **changes: str) -> Judged:
    """As Selvbetjening hands it out."""
    document = {**client.file(""), **changes}
    return Judged(file=parse_client_file(json.dumps(document).encode(), file_name="HelseId.json"), findings=())


def taken_in(owner: Owner, file: Judged, *, replace_newer: bool = False) -> Kept:
    return run(keep(file, owner.place, replace_newer=replace_newer))


def a_minute_goes_by(owner: Owner) -> None:
    """Since HelseID's first answer."""
    ring = run(owner.place.load())
    assert ring.asked is not None
    run(owner.place.store(replace(ring, asked=ring.asked - datetime.timedelta(seconds=60))))


def another_key(name: str) -> str:
    return json.dumps(client_jwk() | {"kid": name})


def registered_alone(owner: Owner, private_jwk: str) -> None:
    """HelseID has learnt of it: it has replaced every other."""
    kid = json.loads(private_jwk)["kid"]
    owner.client.registered[:] = [ClientKey(key=ECKey.import_key(json.loads(private_jwk)), kid=kid)]


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
    new = another_key("new")
    file, before = file_of(owner.client, privateJwk=new), run(owner.place.load())
    assert taken_in(owner, file).came is Came.BESIDE
    assert settled(owner).current == before.current  # HelseID does not know the new one yet: neither is thrown away
    registered_alone(owner, new)
    assert works_at_next_start(owner)
    assert settled(owner).imported  # it is not a minute since it was asked first
    outcome = rotated(owner)
    assert (outcome.replaced, outcome.confirmed, outcome.undecided) == (False, False, True)
    assert "Nothing was replaced" in " ".join(said(outcome, asked=False))
    a_minute_goes_by(owner)
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
    taken_in(owner, file)
    assert settled(owner).imported
    a_minute_goes_by(owner)
    assert settled(owner) == before
    assert rotated(owner).replaced


@pytest.mark.parametrize("ahead", [0.0, 40.0, -120.0, 86400.0])
def test_a_wrong_clock_of_the_workstation_takes_nothing_from_the_minute(owner: Owner, ahead: float) -> None:
    """HelseID has not learnt of the file's key when it is asked first. By a wrong clock logins find a key, and none goes."""
    new = another_key("new")
    owner.ahead = ahead
    assert taken_in(owner, file_of(owner.client, privateJwk=new)).came is Came.BESIDE
    for _ in range(2):
        assert settled(owner).imported
        assert works_at_next_start(owner)
    registered_alone(owner, new)
    assert settled(owner).imported
    asked = run(owner.place.load()).asked
    assert asked is not None
    assert abs(asked.timestamp() - time.time()) < 20  # HelseID's time
    assert works_at_next_start(owner)
    owner.ahead = 0.0  # it is set right meanwhile
    assert settled(owner).imported
    a_minute_goes_by(owner)
    assert settled(owner).current.key().key_id == "new"


def test_a_note_from_the_future_begins_the_minute_anew(owner: Owner) -> None:
    new = another_key("new")
    taken_in(owner, file_of(owner.client, privateJwk=new))
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=400)
    run(owner.place.store(replace(run(owner.place.load()), asked=later)))
    ring = settled(owner)
    assert ring.imported
    assert ring.asked is not None
    assert ring.asked < later
    a_minute_goes_by(owner)
    assert not settled(owner).imported


@pytest.mark.parametrize("good", [0, 1, 2, 3])
def test_of_several_files_the_one_that_helseid_takes_is_found(owner: Owner, good: int) -> None:
    """The last one of them is of no use, perhaps an old one out of another folder. 3: it is the key that was there before."""
    before = run(owner.place.load()).current
    files = [another_key(str(number)) for number in range(3)]
    for private_jwk in files:
        assert taken_in(owner, file_of(owner.client, privateJwk=private_jwk)).came is Came.BESIDE
        assert settled(owner).imported  # a file more, and the minute begins anew
    works = [*files, before.private_jwk][good]
    if good < 3:
        registered_alone(owner, works)
    assert works_at_next_start(owner)
    ring = run(owner.place.load())
    with pytest.raises(AppError) as caught:
        taken_in(owner, file_of(owner.client, privateJwk=another_key("one more")))
    assert caught.value.code is ErrorCode.KEY_UNDECIDED
    assert taken_in(owner, file_of(owner.client, privateJwk=files[0])).came is Came.BESIDE  # is there already
    assert run(owner.place.load()) == ring
    a_minute_goes_by(owner)
    assert list(settled(owner).keys()) == ["current"]
    assert run(owner.place.load()).current.key().thumbprint == load_private_key(works).thumbprint
    assert works_at_next_start(owner)


def test_a_file_that_comes_during_the_minute_begins_it_anew(owner: Owner) -> None:
    """The first file's key still works at a server that has not learnt of the second's, which has replaced it."""
    first, second = another_key("first"), another_key("second")
    taken_in(owner, file_of(owner.client, privateJwk=first))
    registered_alone(owner, first)
    settled(owner)
    a_minute_goes_by(owner)
    taken_in(owner, file_of(owner.client, privateJwk=second))
    assert len(settled(owner).imported) == 2
    registered_alone(owner, second)
    assert works_at_next_start(owner)


def test_keys_of_another_client_and_what_cannot_be_used_are_no_reason(owner: Owner) -> None:
    file = file_of(owner.client)
    run(owner.place.store(KeyRing(current=StoredKey(private_jwk="{}"))))
    assert taken_in(owner, file).came is Came.ALONE
    assert works_at_next_start(owner)
    other = replace(run(owner.place.load()), client_id="another")
    ring, came = joined(other, file.ring)
    assert (ring.client_id, came, list(ring.keys())) == (owner.client.client_id, Came.ALONE, ["current"])


LATER = StoredKey(private_jwk=json.dumps({"kty": "OKP", "crv": "Ed448", "x": "AA", "d": "AA", "kid": "later"}))


@pytest.mark.parametrize("where", ["pending", "previous", "imported", "current"])
def test_a_key_that_this_version_cannot_read_costs_none_that_it_can(owner: Owner, where: str) -> None:
    """A later version's, perhaps: it stays as it is, and no login fails for it."""
    before = run(owner.place.load())
    good = before.current
    beside: dict[str, dict[str, Any]] = {
        "pending": {"pending": LATER},
        "previous": {"previous": LATER},
        "imported": {"imported": (LATER,)},
        "current": {"current": LATER, "previous": good},
    }
    run(owner.place.store(replace(before, **beside[where])))
    assert works_at_next_start(owner)
    assert taken_in(owner, file_of(owner.client, privateJwk=another_key("wrong file"))).came is Came.BESIDE
    held = list(run(owner.place.load()).keys().values())
    assert good in held
    assert LATER in held
    assert works_at_next_start(owner)
    if where != "previous":  # which goes as ever, once HelseID has taken the one that came after it
        a_minute_has_gone_by(owner)
        assert {good.private_jwk, LATER.private_jwk} <= {stored.private_jwk for stored in settled(owner).keys().values()}
    assert works_at_next_start(owner)


def a_minute_has_gone_by(owner: Owner) -> None:
    """Where HelseID was asked of them all; else it changes nothing."""
    settled(owner)
    if run(owner.place.load()).asked is not None:
        a_minute_goes_by(owner)


KEYS = [StoredKey(private_jwk=json.dumps(client_jwk() | {"kid": str(number)})) for number in range(5)]
A_KEY = st.sampled_from(KEYS)
A_RING = st.builds(
    KeyRing,
    current=A_KEY,
    pending=st.none() | A_KEY,
    previous=st.none() | A_KEY,
    client_id=st.sampled_from(["", "c"]),
    origin=st.sampled_from(["", *(key.key().thumbprint for key in KEYS)]),
    imported=st.lists(A_KEY, max_size=MOST_IMPORTED, unique_by=lambda stored: stored.private_jwk).map(tuple),
    asked=st.none() | st.just(LONG_AGO),
)


@steady
@given(A_RING, A_KEY)
def test_no_key_goes_on_a_files_word(found: KeyRing, new: StoredKey) -> None:
    known = new in found.keys().values() or new.key().thumbprint == found.origin
    if len(found.imported) == MOST_IMPORTED and not known:
        with pytest.raises(AppError) as caught:
            joined(found, KeyRing(current=new, client_id="c"))
        assert caught.value.code is ErrorCode.KEY_UNDECIDED
        return
    ring, came = joined(found, KeyRing(current=new, client_id="c"))
    held = list(ring.keys().values())
    assert list(found.keys().values()) == held[: len(found.keys())]
    assert came is Came.OLDER or new in held
    assert parse_ring(ring_text(ring)) == ring
    assert ring.asked is None or ring.imported == found.imported
    assert joined(ring, KeyRing(current=new, client_id="c"))[0] == ring  # as often as one likes
