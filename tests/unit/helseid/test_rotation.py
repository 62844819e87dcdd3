"""The client's key is replaced at the sandbox's Selvbetjening; wherever that breaks off, the next start has a key that works."""

from __future__ import annotations

import asyncio
import datetime
import json
import logging
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from joserfc.jwk import ECKey

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.discovery import Metadata, parse_metadata
from provesvar_gui.helseid.jose import generate_p256_key, import_private_key
from provesvar_gui.helseid.keys.client_file import JudgedFile, parse_client_file
from provesvar_gui.helseid.keys.key_ring import ImportOutcome, KeyPlace, KeyRing, MachinePlace, StoredKey, keep, ring_of
from provesvar_gui.helseid.keys.rotation import DUE, KeyKeeper, Rotation, RotationOutcome, find_working_key
from provesvar_gui.helseid.keys.selvbetjening import SelvbetjeningClient
from provesvar_gui.helseid.requests import BoundToken, Prover
from provesvar_gui.platform.clock import Clock, ServerClock
from provesvar_gui.platform.http import HttpResponse
from provesvar_gui.sandbox.clients import Client, ClientKey
from provesvar_gui.sandbox.server import Sandbox
from tests.kit.clock import FakeClock
from tests.kit.errors import Killed, app_error
from tests.kit.http import Answer, FakeHttp, Request
from tests.kit.loop import run
from tests.unit.helseid.fake_helseid import ISSUER, FakeHelseId, answer
from tests.unit.helseid.kit import another_key, client_jwk
from tests.unit.helseid.rotating import Crash, Owner, end_keys, first_ring, registered

STEPS = [
    "POST token", "POST token",  # the first answers with a nonce
    "GET client-secret",
    "store",  # with what Selvbetjening says of the end of the old one
    "store",  # pending
    "POST client-secret",
    "store",  # current
    "POST token", "POST token",
    "store",  # without the old one
]  # fmt: skip


def rotated(owner: Owner, within: datetime.timedelta | None = None, crash: Crash | None = None) -> RotationOutcome:
    async def scenario() -> RotationOutcome:
        async with owner.start(crash) as rotation:
            return await rotation.rotate(within=within)

    return run(scenario())


def refused(owner: Owner, place: KeyPlace | None = None) -> AppError:
    async def scenario() -> AppError:
        async with owner.start(place=place) as rotation:
            with pytest.raises(AppError) as caught:
                await rotation.rotate()
            return caught.value

    return run(scenario())


def works_at_next_start(owner: Owner) -> bool:
    async def scenario() -> bool:
        async with owner.start() as rotation:
            stored = await find_working_key(await owner.place.load(), rotation.service)
            return await rotation.service.accepts(stored.key()) is True

    return run(scenario())


@pytest.mark.hazard("S70")
@pytest.mark.requirement("R26")
def test_a_new_key_takes_the_old_ones_place(owner: Owner) -> None:
    old, crash = run(owner.place.load()), Crash()
    outcome = rotated(owner, crash=crash)
    assert crash.steps == STEPS
    new = run(owner.place.load())
    assert (outcome.replaced, outcome.ring.unfinished) == (True, False)
    assert not new.unfinished
    assert new.client_id == old.client_id
    assert new.newest.private_jwk != old.newest.private_jwk
    assert new.newest.expires == outcome.ring.newest.expires
    assert outcome.ring.newest.expires is not None
    assert outcome.ring.newest.expires - datetime.datetime.now(datetime.UTC) > datetime.timedelta(days=100)
    assert owner.client.registered[-1].kid == new.newest.key().key_id
    assert not owner.sandbox.control.remarks
    assert not owner.sandbox.control.arrivals
    assert works_at_next_start(owner)


@pytest.mark.hazard("H9.5", "S64")
@pytest.mark.requirement("R26")
@pytest.mark.parametrize("replaces", [False, True], ids=["two keys", "one key"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("at", range(len(STEPS)), ids=[f"{number} {step}" for number, step in enumerate(STEPS)])
def test_killed_anywhere_the_next_start_has_a_key_that_works(owner: Owner, at: int, *, after: bool, replaces: bool) -> None:
    owner.sandbox.faults.set("selvbetjening.replaces", replaces)
    crash = Crash(at=at, after=after)
    with pytest.raises(Killed):
        rotated(owner, crash=crash)
    assert crash.steps == STEPS[: at + 1]
    begun = run(owner.place.load()).unfinished
    assert works_at_next_start(owner)
    announced = owner.sandbox.selvbetjening.announced
    outcome = rotated(owner, within=None if not begun else datetime.timedelta())  # what was begun is ended, near the end or not
    ring = run(owner.place.load())
    assert not ring.unfinished
    assert not outcome.ring.unfinished
    assert works_at_next_start(owner)
    # What was announced before the kill is not announced again, nor is another one made in its place.
    assert owner.sandbox.selvbetjening.announced - announced == (0 if begun and announced_by(crash) else 1)
    assert owner.client.registered[-1].kid == ring.newest.key().key_id


def announced_by(crash: Crash) -> bool:
    step = STEPS.index("POST client-secret")
    return len(crash.steps) - 1 > step or (len(crash.steps) - 1 == step and crash.after)


@pytest.mark.hazard("S64")
def test_the_new_key_is_unknown_at_first(owner: Owner) -> None:
    """HelseID's servers learn of it within 20 s: that is no failure, and the old one is kept meanwhile."""
    faults = owner.sandbox.faults
    faults.set("helseid.key-cache", 20.0)
    kept = []

    def look() -> None:
        kept.append(owner.sandbox.faults.on("helseid.key-cache"))
        faults.set("helseid.key-cache", None)

    owner.wakes[4] = look
    outcome = rotated(owner)
    assert not outcome.ring.unfinished
    assert owner.naps == [5.0] * 4
    assert kept == [20.0]
    assert not run(owner.place.load()).unfinished


def test_one_that_stays_unknown_leaves_the_old_one_in_use(owner: Owner) -> None:
    owner.sandbox.faults.set("helseid.key-cache", 3600.0)
    outcome = rotated(owner)
    assert (outcome.replaced, outcome.ring.unfinished) == (True, True)
    assert sum(owner.naps) >= 20
    ring = run(owner.place.load())
    assert ring.unfinished
    assert works_at_next_start(owner)  # the old one
    announced = owner.sandbox.selvbetjening.announced
    assert rotated(owner).ring.unfinished
    assert owner.sandbox.selvbetjening.announced == announced
    owner.sandbox.faults.clear()
    assert works_at_next_start(owner)  # the new one
    run(settle(owner))
    assert run(owner.place.load()) == KeyRing(keys=(ring.newest,), client_id=ring.client_id)


async def settle(owner: Owner) -> None:
    async with owner.start() as rotation:
        await rotation.clean_up()


def test_only_where_it_is_near_its_end(owner: Owner) -> None:
    assert rotated(owner, within=datetime.timedelta(days=19)).replaced is False
    assert owner.sandbox.selvbetjening.announced == 0 or not run(owner.place.load()).unfinished
    expires = run(owner.place.load()).newest.expires
    assert expires is not None  # known now
    assert abs(expires.timestamp() - owner.sandbox.world.now() - 20 * 86400) < 60
    assert rotated(owner, within=DUE).replaced is True
    assert rotated(owner, within=DUE).replaced is False


@pytest.mark.parametrize("fault", ["text-only", "nonce", "new-nonce", "no-expiration"])
def test_a_service_that_behaves_otherwise(owner: Owner, fault: str) -> None:
    faults = owner.sandbox.faults
    if fault == "new-nonce":
        faults.set("selvbetjening.nonce")
    faults.set(f"selvbetjening.{fault}", True if fault in ("text-only", "nonce", "new-nonce") else 1)
    outcome = rotated(owner)
    assert outcome.replaced
    assert (outcome.ring.newest.expires is None) == (fault == "no-expiration")
    assert not run(owner.place.load()).unfinished
    assert works_at_next_start(owner)


@pytest.mark.hazard("S70")
@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("selvbetjening.401", ErrorCode.CLIENT_REFUSED),
        ("selvbetjening.500", ErrorCode.SERVER_ERROR),
        ("selvbetjening.redirect", ErrorCode.UNEXPECTED_ANSWER),
        ("selvbetjening.broken-json", ErrorCode.UNEXPECTED_ANSWER),
        ("helseid.500", ErrorCode.SERVER_ERROR),
        ("helseid.wrong-audience", ErrorCode.TOKEN_AUDIENCE),
        ("helseid.wrong-cnf", ErrorCode.TOKEN_INVALID),
    ],
)
def test_a_failure_leaves_the_key_as_it_was(owner: Owner, fault: str, code: ErrorCode) -> None:
    before = run(owner.place.load())
    owner.sandbox.faults.set(fault, True)
    assert refused(owner).code is code
    owner.sandbox.faults.clear()
    assert run(owner.place.load()) == before
    assert not owner.sandbox.control.arrivals  # no redirect was followed
    assert rotated(owner).replaced


def test_a_key_that_has_ended_is_told_so(owner: Owner) -> None:
    rotated(owner, within=datetime.timedelta())  # learns when it ends
    end_keys(owner.client, owner.sandbox.world.now() - 1)
    assert refused(owner).code is ErrorCode.CLIENT_REFUSED  # refused, and by what is known not over yet
    ring = run(owner.place.load())
    ended = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    run(owner.place.store(KeyRing(keys=(StoredKey(private_jwk=ring.newest.private_jwk, expires=ended),))))
    error = refused(owner)
    assert error.code is ErrorCode.KEY_EXPIRED
    assert error.params["date"] == ended.date().isoformat()


class Own(KeyPlace):
    owned = True


def asking(*answers: HttpResponse) -> SelvbetjeningClient:
    clock = FakeClock()
    helseid = FakeHelseId(clock=clock, client_jwk={})
    helseid.answers["/connect/token"] = list(answers)

    async def metadata() -> Metadata:
        return parse_metadata(helseid.metadata(), ISSUER)

    return SelvbetjeningClient(http=helseid, metadata=metadata, client_id="c", base_url=ISSUER, clock=ServerClock(clock))


def test_a_refusal_that_says_no_more_decides_nothing() -> None:
    """A bare 401 may be of a proxy: the next key is tried for the login, and none is told as expired or good."""
    bare, grant_refused = HttpResponse(status=401, headers={}, body=b""), answer(400, {"error": "unauthorized_client"})

    ended = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    one, other = (StoredKey(private_jwk=json.dumps(client_jwk()), expires=ended) for _ in range(2))
    ring = KeyRing(keys=(one, other))
    assert run(find_working_key(ring, asking(bare, grant_refused))) == other
    with pytest.raises(AppError) as caught:
        run(find_working_key(ring, asking(bare, bare)))
    assert (caught.value.code, caught.value.detail) == (ErrorCode.CLIENT_REFUSED, "client's token: status 401 without an error")


@pytest.mark.hazard("S64")
@pytest.mark.parametrize("first", [HttpResponse(status=401, headers={}, body=b""), answer(400, {"error": "invalid_request"})])
def test_no_key_goes_on_an_answer_that_does_not_tell(first: HttpResponse) -> None:
    """One that was replaced, or is to be: it stays until HelseID has said which of them it takes."""
    one, other = (StoredKey(private_jwk=json.dumps(client_jwk())) for _ in range(2))
    ring = KeyRing(keys=(one, other))
    place, service = Own(ring), asking(first, answer(400, {"error": "unauthorized_client"}))
    run(Rotation(place=place, service=service, clock=service.clock).clean_up())
    assert run(place.load()) == ring


def test_a_client_that_may_not_is_told_apart_from_a_wrong_key(sandbox: Sandbox, tmp_path: Path) -> None:
    client = registered(sandbox, grant_types=("authorization_code", "refresh_token"))
    owner = Owner(sandbox, tmp_path, client)
    run(owner.place.store(first_ring(client)))
    assert refused(owner).params["error"] == "unauthorized_client"
    # Which of two keys works is found out all the same: HelseID judges the assertion first.
    stray = StoredKey(private_jwk=json.dumps(client_jwk()))
    run(owner.place.store(KeyRing(keys=(stray, first_ring(client).newest))))
    assert works_at_next_start(owner)


@pytest.mark.hazard("S69")
@pytest.mark.requirement("R26")
def test_none_but_the_owner(owner: Owner, tmp_path: Path) -> None:
    ring = first_ring(owner.client)
    path = tmp_path / "machine-key.json"
    path.write_text("{}")
    for place in (KeyPlace(ring), MachinePlace(path, owned=False)):
        assert refused(owner, place).code is ErrorCode.KEY_NOT_OURS
    assert owner.client.registered == owner.client.registered[:1]


@pytest.mark.hazard("S69")
def test_two_at_once_make_one_new_key(owner: Owner) -> None:
    announced = owner.sandbox.selvbetjening.announced

    async def scenario() -> list[RotationOutcome]:
        async with owner.start() as one, owner.start() as other:
            return list(await asyncio.gather(one.rotate(), other.rotate()))

    assert sorted(outcome.replaced for outcome in run(scenario())) == [False, True]
    assert owner.sandbox.selvbetjening.announced == announced + 1
    assert not run(owner.place.load()).unfinished


class Forgetful(KeyPlace):
    owned = True

    async def store(self, ring: KeyRing) -> None:
        """Nothing."""


class Turning(KeyPlace):
    """The second reading shows that the key is elsewhere."""

    owned = True

    async def store(self, ring: KeyRing) -> None:
        await super().store(ring)
        self.owned = not ring.unfinished


@pytest.mark.hazard("S64", "S68")
@pytest.mark.parametrize("kind", [Forgetful, Turning])
def test_where_the_new_key_is_not_kept_nothing_is_announced(owner: Owner, kind: type[KeyPlace]) -> None:
    announced = owner.sandbox.selvbetjening.announced
    assert refused(owner, kind(first_ring(owner.client))).code is ErrorCode.VAULT_UNAVAILABLE
    assert owner.sandbox.selvbetjening.announced == announced


DAY = 86400.0


class Days:
    def __init__(self, clock: Clock) -> None:
        self._clock, self.passed = clock, 0.0

    def now(self) -> float:
        return self._clock.now() + self.passed

    def monotonic(self) -> float:
        return self._clock.monotonic() + self.passed


class Run:
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
    before, crash = await owner.place.load(), Crash()
    async with owner.start(crash) as rotation:
        here = Run(rotation, "command")
        assert await here.after_login() == 20
    assert [step for step in crash.steps if step != "POST token"] == ["GET client-secret", "store"]
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
        end_keys(owner.client, owner.sandbox.world.now() + 40 * DAY)
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
    crash = Crash()
    async with owner.start(crash) as rotation:
        here = Run(rotation, "command")
        for _ in range(3):
            assert await here.after_login() is None
        once = len(crash.steps)
        assert set(crash.steps) == {"POST token"}
        here.days.passed = DAY + 1
        await here.after_login()
        assert len(crash.steps) > once
        assert once <= 2  # the second answers a nonce
    records = [record for record in caplog.records if record.name.endswith("rotation")]
    code = {"grant": "client-refused", "scope": "scope-refused"}[lacks]
    assert [code in record.getMessage() for record in records] == [True] * 2
    assert {record.levelno for record in records} == {logging.INFO}


async def test_who_may_not_write_the_key_learns_it_for_this_run(owner: Owner) -> None:
    place, crash = KeyPlace(first_ring(owner.client)), Crash()
    async with owner.start(crash, place) as rotation:
        here = Run(rotation, "command")
        assert await here.after_login() == 20
        assert await here.after_login() == 20  # loaded anew, and still known
    assert "store" not in crash.steps
    assert (await place.load()).newest.expires is None


# -- a file's key comes where there are others of its client: none goes on the file's word, and HelseID says which counts


def file_of(client: Client, **changes: str) -> JudgedFile:
    document = {**client.file(""), **changes}
    return JudgedFile(file=parse_client_file(json.dumps(document).encode()), findings=())


def imported(owner: Owner, file: JudgedFile, *, replace_newer: bool = False) -> ImportOutcome:
    return run(keep(file, owner.place, replace_newer=replace_newer))


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
        rotated(owner, crash=Crash(at=step, after=after))
    before = run(owner.place.load())
    for file in (file_of(owner.client), file_of(owner.client, privateJwk=another_key("of no use"))):
        imported(owner, file)
        held = {stored.private_jwk for stored in run(owner.place.load()).keys}
        assert {stored.private_jwk for stored in before.keys} <= held
        assert works_at_next_start(owner)
    assert rotated(owner).replaced
    assert not run(owner.place.load()).unfinished
    assert "of no use" not in {key.kid for key in owner.client.registered}  # an old file's, perhaps withdrawn
    assert works_at_next_start(owner)


@pytest.mark.hazard("S65")
def test_a_new_key_from_selvbetjening_takes_over_once_helseid_takes_it(owner: Owner) -> None:
    """It replaces the one that the program has: by hand at Selvbetjening, since that one may have come into other hands."""
    new = another_key("new")
    before = run(owner.place.load()).newest
    assert imported(owner, file_of(owner.client, privateJwk=new)) is ImportOutcome.BESIDE
    assert settled(owner).keys[1:] == (before,)  # HelseID does not know the new one yet: the one before stays
    assert works_at_next_start(owner)
    owner.client.registered[:] = [ClientKey(key=ECKey.import_key(json.loads(new)), kid="new")]  # HelseID has learnt of it
    assert works_at_next_start(owner)
    ring = settled(owner)
    assert (ring.newest.key().key_id, ring.unfinished) == ("new", False)
    assert rotated(owner).replaced
    assert works_at_next_start(owner)


# -- any answer of Selvbetjening is read, or becomes an error that quotes nothing


T = TypeVar("T")
BASE = "https://api.selvbetjening.example"
KEY = import_private_key(client_jwk())
DPOP = generate_p256_key()


class Answering(FakeHttp):
    def __init__(self, *answers: HttpResponse) -> None:
        self.answers, self.bodies = list(answers), list[bytes | None]()

    async def answer(self, request: Request) -> Answer:
        assert request.method in {"GET", "POST"}
        assert request.url == f"{BASE}/v1/client-secret"
        self.bodies.append(request.body)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def service(*answers: HttpResponse) -> tuple[SelvbetjeningClient, Answering]:
    http = Answering(*answers)
    return SelvbetjeningClient(http=http, metadata=nothing, client_id="c", base_url=BASE, clock=ServerClock(FakeClock())), http


async def nothing() -> Metadata:
    raise AssertionError


def token() -> BoundToken:
    return BoundToken("secret-token", Prover(DPOP, FakeClock()), BASE)


@pytest.mark.parametrize(
    ("said", "expires"),
    [
        ("2027-05-10T12:00:00Z", datetime.datetime(2027, 5, 10, 12, tzinfo=datetime.UTC)),
        ("2027-05-10T14:00:00+02:00", datetime.datetime(2027, 5, 10, 12, tzinfo=datetime.UTC)),
        ("2027-05-10T12:00:00", datetime.datetime(2027, 5, 10, 12, tzinfo=datetime.UTC)),
        ("0001-01-01T00:00:00+14:00", None),
        ("in May", None),
        (None, None),
    ],
)
def test_when_a_key_ends(said: object, expires: datetime.datetime | None) -> None:
    selvbetjening, _ = service(answer(200, {"expiration": said}))
    assert run(selvbetjening.register(token(), KEY)) == expires


@pytest.mark.parametrize(
    "listed", [{"jwkThumbprint": KEY.thumbprint}, {"jwkThumbprint": f"{KEY.thumbprint}="}, {"kid": "client-key"}]
)
def test_a_key_is_known_again(listed: dict[str, Any]) -> None:
    selvbetjening, _ = service(answer(200, [{"kid": "other"}, listed]))
    assert [each.matches(KEY) for each in run(selvbetjening.keys(token()))] == [False, True]


def test_an_object_first_then_a_text_and_only_the_public_half() -> None:
    selvbetjening, http = service(answer(400, {}), answer(200, {}))
    run(selvbetjening.register(token(), KEY))
    first, second = (json.loads(body or b"") for body in http.bodies)
    assert first == json.loads(second) == {**KEY.public_members, "kid": "client-key", "alg": "ES256", "use": "sig"}
    assert "d" not in first
    selvbetjening, http = service(answer(400, {"detail": "the key is too\x00 small"}))
    with app_error(ErrorCode.REQUEST_REFUSED) as caught:
        run(selvbetjening.register(token(), KEY))
    assert caught.value.service_text == "the key is too⟨U+0000⟩ small"
    assert "small" not in str(caught.value)
    assert len(http.bodies) == 2
    selvbetjening, _ = service(answer(400, {"property": "childOrganizationNumbers", "message": "is not of this organisation"}))
    with app_error(ErrorCode.REQUEST_REFUSED) as caught:
        run(selvbetjening.register(token(), KEY))
    assert caught.value.service_text == "is not of this organisation"
