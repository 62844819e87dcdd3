"""A workstation that slept, or whose clock was set: a token that is over is never sent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import SessionEnd
from tests.kit.clock import FakeClock
from tests.kit.errors import app_error
from tests.kit.http import Answer, FakeHttp, Request
from tests.unit.helseid.fake_helseid import answer, claims_of
from tests.unit.helseid.kit import API, Kit
from tests.unit.helseid.test_login import CHILD
from tests.unit.helseid.test_session import token_of

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


class _Server(FakeHttp):
    """Refuses as often as the test says, and by its Date shows how late the workstation is."""

    def __init__(self, clock: FakeClock, learns: float, errors: list[str]) -> None:
        self.clock, self.learns, self.errors = clock, learns, errors
        self.assertions: list[str] = []

    async def answer(self, request: Request) -> Answer:
        self.assertions.append(request.one("client_assertion"))
        self.clock.offset_seconds = self.learns
        return answer(400, {"error": self.errors.pop(0)}) if self.errors else answer(200, {"good": True})


@pytest.mark.parametrize(
    ("errors", "learns", "sent", "code"),
    [
        (["invalid_client"], 90.0, 2, None),
        (["invalid_dpop_proof"], -90.0, 2, None),
        (["invalid_client", "invalid_client"], 90.0, 2, ErrorCode.CLOCK_WRONG),
        (["invalid_client"], 2.0, 1, ErrorCode.CLIENT_REFUSED),
        (["invalid_grant"], 90.0, 1, ErrorCode.SESSION_EXPIRED),
    ],
)
async def test_a_refusal_that_shows_that_the_clock_is_wrong_is_followed_by_one_more_try(
    kit: Kit, errors: list[str], learns: float, sent: int, code: ErrorCode | None
) -> None:
    server = _Server(kit.clock, learns, list(errors))
    await kit.login()
    assert kit.session._grant is not None
    channel = replace(kit.session._grant.chain.channel, http=server)
    if code is None:
        assert await channel.post("x", "https://helseid.example/x", []) == {"good": True}
    else:
        with pytest.raises(AppError) as caught:
            await channel.post("x", "https://helseid.example/x", [])
        assert caught.value.code is code
    assert len(set(server.assertions)) == len(server.assertions) == sent
