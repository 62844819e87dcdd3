from __future__ import annotations

import asyncio
import itertools

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import Organisation, SessionEnd
from tests.kit.errors import app_error
from tests.unit.helseid.fake_helseid import answer, claims_of
from tests.unit.helseid.kit import API, Kit
from tests.unit.helseid.test_login import CHILD

OTHER = Organisation(orgnr="999977777", name="Sykehjemmet")


async def token_of(kit: Kit) -> str:
    return (await kit.session.headers("GET", API))["Authorization"].partition(" ")[2]


def refreshes(kit: Kit) -> list[str]:
    return [request.form["refresh_token"] for request in kit.helseid.sent("/connect/token") if "refresh_token" in request.form]


@pytest.mark.requirement("R6")
async def test_a_token_is_renewed_a_minute_before_its_end(kit: Kit) -> None:
    await kit.login(organisation=CHILD)
    first = await token_of(kit)
    assert await kit.sleeper.wake() == 540
    seconds, event = await kit.sleeper.asleep.get()  # asleep again: the renewal is over
    assert seconds == 540
    second = await token_of(kit)
    assert first != second
    assert claims_of(second)["helseid://claims/client/claims/orgnr_child"] == CHILD.orgnr
    assert [(event.ended, event.clinician and event.clinician.organisation) for event in kit.events] == [(None, CHILD)]
    event.set()


@pytest.mark.requirement("R28")
async def test_each_refresh_uses_the_newest_refresh_token(kit: Kit) -> None:
    await kit.login(organisation=CHILD)
    await kit.session.renew()
    await kit.session.renew()
    used = refreshes(kit)
    assert len(set(used)) == len(used) == 3


@pytest.mark.requirement("R6")
async def test_renewals_at_the_same_time_are_one(kit: Kit) -> None:
    await kit.login(organisation=CHILD)
    await asyncio.gather(*(kit.session.renew() for _ in range(5)))
    assert len(refreshes(kit)) == 2  # one at login, one now


async def test_who_stops_waiting_does_not_stop_the_renewal(kit: Kit) -> None:
    await kit.login(organisation=CHILD)
    before = await token_of(kit)
    gate, reached = kit.helseid.hold("/connect/token")
    impatient, patient = (asyncio.ensure_future(kit.session.renew()) for _ in range(2))
    await reached.wait()
    impatient.cancel()
    with pytest.raises(asyncio.CancelledError):
        await impatient
    gate.set()
    await patient
    assert await token_of(kit) != before
    assert len(refreshes(kit)) == 2


@pytest.mark.requirement("R47")
async def test_the_refused_refresh_token_ends_the_session(kit: Kit) -> None:
    await kit.login(organisation=CHILD)
    kit.helseid.refresh_tokens.clear()
    with app_error(ErrorCode.SESSION_EXPIRED):
        await kit.session.renew()
    assert [event.ended for event in kit.events] == [SessionEnd.REFUSED]
    with app_error(ErrorCode.SESSION_EXPIRED):
        await token_of(kit)
    await kit.login(organisation=CHILD)
    await token_of(kit)


@pytest.mark.parametrize("status", [408, 429, 500])
async def test_an_unreachable_helseid_ends_nothing_and_is_tried_again(kit: Kit, status: int) -> None:
    await kit.login(organisation=CHILD)
    kit.helseid.answers["/connect/token"] = [answer(status, {})]
    await kit.sleeper.wake()
    assert await kit.sleeper.wake() == 15
    assert (await kit.sleeper.asleep.get())[0] == 540
    assert [event.ended for event in kit.events] == [None]


@pytest.mark.hazard("H8.2", "H8.4", "S48")
@pytest.mark.requirement("R24")
@pytest.mark.parametrize("token", ["ID token", "access token"])
async def test_a_session_that_is_renewed_for_another_person_ends(kit: Kit, token: str) -> None:
    """What else must be as it was: ``renewed`` in tests/hostile/id_token_rows.py, ``access`` in token_rows.py."""
    await kit.login(organisation=CHILD)
    (kit.helseid.claims if token == "ID token" else kit.helseid.access_claims).update(sub="another")
    with app_error(ErrorCode.TOKEN_INVALID):
        await kit.session.renew()
    assert [event.ended for event in kit.events] == [SessionEnd.RENEWAL_FAILED]
    with pytest.raises(AppError):
        await token_of(kit)


async def test_a_session_ends_by_the_clock_although_helseid_cannot_be_reached(kit: Kit) -> None:
    kit.helseid.refresh_seconds = 600
    await kit.login(organisation=CHILD)
    kit.helseid.answers["/connect/token"] = [answer(500, {}) for _ in range(20)]
    assert [await kit.sleeper.wake() for _ in range(13)] == [60] * 9 + [15] * 4
    while kit.events[-1].ended is None:  # noqa: ASYNC110 - one turn of the loop at a time, nothing is waited for
        await asyncio.sleep(0)
    assert [event.ended for event in kit.events if event.ended] == [SessionEnd.EXPIRED]


async def test_a_refresh_without_id_token_is_fine(kit: Kit) -> None:
    kit.helseid.edit = lambda kind, document: document.pop("id_token") if kind == "refresh" else None
    await kit.login(organisation=CHILD)
    await kit.session.renew()


async def test_a_token_for_another_point_of_care_than_the_one_asked_for_is_refused(kit: Kit) -> None:
    await kit.login(organisation=CHILD)
    kit.helseid.access_claims["helseid://claims/client/claims/orgnr_child"] = CHILD.orgnr
    with app_error(ErrorCode.ORGANISATION_REFUSED):
        await kit.session.set_organisation(OTHER)
    assert (kit.session.clinician and kit.session.clinician.organisation) == CHILD


async def test_another_point_of_care_without_a_new_login(kit: Kit) -> None:
    await kit.login(organisation=CHILD)
    clinician = await kit.session.set_organisation(OTHER)
    assert clinician.organisation == OTHER
    assert claims_of(await token_of(kit))["helseid://claims/client/claims/orgnr_child"] == OTHER.orgnr
    with app_error(ErrorCode.ORGANISATION_REFUSED):
        await kit.session.set_organisation(Organisation(orgnr="999999999", name="x"))
    assert (kit.session.clinician and kit.session.clinician.organisation) == OTHER
    assert claims_of(await token_of(kit))["helseid://claims/client/claims/orgnr_child"] == OTHER.orgnr
    assert len(kit.browser.opened) == 1


HOURS_8 = 8 * 3600


async def until(kit: Kit, seconds: float) -> None:
    """Let the session sleep and wake until its clock says so."""
    while True:
        wanted, event = await kit.sleeper.asleep.get()
        if kit.clock.seconds + wanted > seconds:
            kit.sleeper.asleep.put_nowait((kit.clock.seconds + wanted - seconds, event))
            kit.clock.seconds = seconds
            return
        kit.clock.seconds += wanted
        event.set()
        await asyncio.sleep(0)


def told(kit: Kit) -> list[int | None]:
    return [minutes for minutes, _ in itertools.groupby(event.minutes_left for event in kit.events)]


@pytest.mark.hazard("H9.6", "S55")
async def test_from_ten_minutes_before_once_a_minute(kit: Kit) -> None:
    end = kit.clock.now() + HOURS_8  # of the refresh token: no renewal moves it
    kit.helseid.edit = lambda _kind, document: document.update(rt_expires_in=round(end - kit.clock.now()))
    await kit.login(organisation=CHILD)
    await until(kit, HOURS_8 - 601)
    assert told(kit) == [None]
    await until(kit, HOURS_8 - 30)
    assert told(kit) == [None, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]


async def test_a_session_without_renewal_ends_with_its_token(kit: Kit) -> None:
    kit.helseid.edit = lambda _kind, document: document.pop("refresh_token")
    await kit.login()
    await until(kit, 130)
    assert told(kit) == [10, 9, 8]


HOURS = 3 * 3600.0


@pytest.mark.parametrize(
    ("wall", "steady"),
    [(HOURS, HOURS), (HOURS, 0.0), (0.0, HOURS), (-HOURS, HOURS)],
    ids=["both go on", "the steady clock stood still", "the wall clock was set back", "set back further"],
)
async def test_after_a_sleep_of_three_hours_the_token_is_renewed_before_it_is_sent(kit: Kit, wall: float, steady: float) -> None:
    await kit.login(organisation=CHILD)
    before = await token_of(kit)
    kit.clock.seconds += steady
    kit.clock.jump += wall - steady
    headers = await kit.session.headers("GET", API)
    after = headers["Authorization"].partition(" ")[2]
    assert after != before
    assert claims_of(after)["exp"] > kit.clock.now()
    assert claims_of(headers["DPoP"])["iat"] == int(kit.clock.now())


async def test_a_session_that_ended_while_the_machine_slept_is_told_on_waking(kit: Kit) -> None:
    await kit.login(organisation=CHILD)
    kit.helseid.refresh_tokens.clear()
    kit.clock.jump += 10 * 3600
    with app_error(ErrorCode.SESSION_EXPIRED):
        await kit.session.headers("GET", API)
    assert kit.events[-1].ended is SessionEnd.EXPIRED
