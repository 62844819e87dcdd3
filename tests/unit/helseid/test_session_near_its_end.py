"""The warning before the end of a session: from ten minutes before, once a minute, unless a renewal extends the session."""

from __future__ import annotations

import asyncio

import pytest

from tests.unit.helseid.kit import Kit
from tests.unit.helseid.test_login import CHILD

HOURS_8 = 8 * 3600


def ends_at(kit: Kit, seconds: int) -> None:
    """The refresh token has an end that no renewal moves."""
    end = kit.clock.now() + seconds

    def tell(_kind: str, document: dict[str, object]) -> None:
        document["rt_expires_in"] = round(end - kit.clock.now())

    kit.helseid.edit = tell


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
    """What the window would show, one after another."""
    shown: list[int | None] = []
    for event in kit.events:
        if not shown or shown[-1] != event.minutes_left:
            shown.append(event.minutes_left)
    return shown


@pytest.mark.hazard("H9.6", "S55")
async def test_from_ten_minutes_before_once_a_minute(kit: Kit) -> None:
    ends_at(kit, HOURS_8)
    await kit.login(organisation=CHILD)
    await until(kit, HOURS_8 - 601)
    assert told(kit) == [None]
    await until(kit, HOURS_8 - 30)
    assert told(kit) == [None, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]


async def test_a_session_without_renewal_ends_with_its_token(kit: Kit) -> None:
    kit.helseid.edit = lambda _kind, document: document.pop("refresh_token") and None
    await kit.login()
    await until(kit, 130)
    assert told(kit) == [10, 9, 8]
