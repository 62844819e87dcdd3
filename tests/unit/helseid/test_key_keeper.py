"""The expiry of the client's key after a login, from Selvbetjening's list; nothing is changed there."""

from __future__ import annotations

import logging
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from provesvar_gui.helseid.keys.key_ring import KeyPlace, MachinePlace, ring_text
from provesvar_gui.helseid.keys.rotation import KeyKeeper, Rotation
from provesvar_gui.platform.clock import Clock
from provesvar_gui.sandbox.server import Sandbox
from tests.kit.loop import run
from tests.unit.helseid.rotating import Fate, Owner, first_ring, registered

DAY = 86400.0


class Days:
    """A clock that the test sets on."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self.passed = clock, 0.0

    def now(self) -> float:
        return self._clock.now() + self.passed

    def monotonic(self) -> float:
        return self._clock.monotonic() + self.passed


class Run:
    """One run of the program with its keeper."""

    def __init__(self, rotation: Rotation, policy: str) -> None:
        self.days = Days(rotation.clock)
        self.keeper = KeyKeeper(replace(rotation, clock=self.days), policy=policy)

    async def after_login(self) -> float | None:
        """Days until the end, as they are told after a login and a minute more."""
        await self.keeper.load()
        await self.keeper.after_login()
        ends = self.keeper.expires
        return None if ends is None else round((ends.timestamp() - self.days.now()) / DAY)


def asked(owner: Owner) -> list[str]:
    return [request for request in owner.sandbox.control.requests if request.startswith("selvbetjening")]


@pytest.mark.hazard("S71")
@pytest.mark.requirement("R26")
async def test_the_end_is_learned_and_kept_and_nothing_is_changed_there(owner: Owner) -> None:
    before, fate = await owner.place.load(), Fate()
    async with owner.start(fate) as rotation:
        here = Run(rotation, "command")
        assert await here.after_login() == 20
    assert [step for step in fate.steps if step != "POST token"] == ["GET client-secret", "store"]
    kept = await owner.place.load()
    assert kept.newest.expires is not None
    assert kept == before.with_expiry(before.newest.private_jwk, kept.newest.expires)
    async with owner.start() as rotation:  # the next start knows it from its beginning
        keeper = KeyKeeper(rotation, policy="never")
        await keeper.load()
        assert keeper.expires == kept.newest.expires
    assert owner.sandbox.selvbetjening.announced == 0 or len(owner.client.registered) == 1
    assert not owner.sandbox.control.remarks


async def test_it_is_asked_once_a_day(owner: Owner) -> None:
    async with owner.start() as rotation:
        here = Run(rotation, "command")
        for _ in range(3):
            await here.after_login()
        assert len(asked(owner)) == 1
        here.days.passed = DAY + 1
        owner.client.end_of_keys(owner.sandbox.world.now() + 40 * DAY)
        assert await here.after_login() == 39
        assert len(asked(owner)) == 2


@pytest.mark.hazard("S71")
@pytest.mark.parametrize("lacks", ["grant", "scope"])
async def test_a_client_that_may_not_ask_is_no_error_and_is_left_alone_for_the_day(
    sandbox: Sandbox, tmp_path: Path, caplog: pytest.LogCaptureFixture, lacks: str
) -> None:
    client = registered(sandbox, grant_types=("authorization_code", "refresh_token"))
    if lacks == "scope":
        client = sandbox.register(
            name="Uten", api_scopes=("nhn:pps/provesvar-read",), grant_types=("authorization_code", "client_credentials")
        )
    owner = Owner(sandbox, tmp_path, client)
    await owner.place.store(first_ring(client))
    caplog.set_level(logging.INFO)
    fate = Fate()
    async with owner.start(fate) as rotation:
        here = Run(rotation, "command")
        for _ in range(3):
            assert await here.after_login() is None
        once = len(fate.steps)
        assert set(fate.steps) == {"POST token"}
        here.days.passed = DAY + 1
        await here.after_login()
        assert len(fate.steps) > once
        assert once <= 2  # the second answers a nonce
    records = [record for record in caplog.records if record.name.endswith("rotation")]
    code = {"grant": "client-refused", "scope": "scope-refused"}[lacks]
    assert [code in record.getMessage() for record in records] == [True] * 2
    assert {record.levelno for record in records} == {logging.INFO}


def test_who_may_not_write_the_key_learns_it_for_this_run(owner: Owner, tmp_path: Path) -> None:
    """The readers of a machine's key, and a key of this run alone."""
    places: list[KeyPlace] = [KeyPlace(first_ring(owner.client))]
    if sys.platform != "win32":
        path = tmp_path / "etc" / "machine-key.json"
        path.parent.mkdir(mode=0o755)
        path.write_text(ring_text(first_ring(owner.client)))
        path.chmod(0o640)
        places.append(MachinePlace(path, administrator=path.stat().st_uid, owned=False))

    async def scenario(place: KeyPlace) -> None:
        fate = Fate()
        async with owner.start(fate, place) as rotation:
            here = Run(rotation, "command")
            assert await here.after_login() == 20
            assert await here.after_login() == 20  # loaded anew, and still known
        assert "store" not in fate.steps
        assert (await place.load()).newest.expires is None

    for place in places:
        run(scenario(place))
