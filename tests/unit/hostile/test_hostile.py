"""Every hostile case is refused, each for the right reason, and the next login works.

The rows stand in five lists, by what the attacker has in hand. Which check of the program refuses which row: ``mutations.py``.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.errors import AppError
from tests.unit.helseid.kit import API, ask
from tests.unit.hostile import answer_rows, id_token_rows, listener_rows, token_rows, wire_rows
from tests.unit.hostile.stage import LeapingLoop, Row, Stage, staged

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from provesvar_gui.helseid.model import Clinician

ROWS = [*listener_rows.ROWS, *answer_rows.ROWS, *id_token_rows.ROWS, *token_rows.ROWS, *wire_rows.ROWS]


def run(work: Coroutine[object, object, None]) -> None:
    async def watched() -> None:
        before = asyncio.all_tasks()
        await work
        left = {task for task in asyncio.all_tasks() - before if not task.done()}
        assert not left, left

    with asyncio.Runner(loop_factory=LeapingLoop) as runner:
        runner.run(watched())


async def good_login(stage: Stage) -> Clinician:
    clinician: Clinician = await stage.login()
    assert clinician.hpr_number == "565550846"
    headers = await stage.session.headers("GET", API)
    assert headers["Authorization"].startswith("DPoP ")
    return clinician


async def earlier_login(stage: Stage) -> None:
    """Somebody was logged in before: there is something to replay."""

    async def remember(address: str) -> None:
        stage.before.append(address)
        await ask(address)

    stage.on_return(remember)
    await good_login(stage)
    await stage.session.logout()
    stage.calm()
    stage.steps.clear()
    stage.fake.requests.clear()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_it_is_refused_and_the_next_login_works(row: Row) -> None:
    async def scenario() -> None:
        async with staged() as stage:
            await earlier_login(stage)
            row.play(stage)
            if row.code is None:
                assert (await good_login(stage)).fresh is row.fresh
                assert stage.seen == ([row.reason] if row.reason else [])
            else:
                with pytest.raises(AppError) as caught:
                    await stage.login()
                assert (caught.value.code, caught.value.detail) == (row.code, row.reason)
                assert stage.session.clinician is None
                assert "evil" not in repr(caught.value)
            stage.calm()
            stage.clock.seconds += 60 * row.minutes
            await good_login(stage)
            assert not stage.trapped
            assert not stage.server.broken, stage.server.broken

    run(scenario())


def test_there_are_enough_of_them_and_each_is_its_own() -> None:
    names = Counter(row.name for row in ROWS)
    assert max(names.values()) == 1
    assert len(names) >= 140
    reasons = {(row.code, row.reason) for row in ROWS}
    assert len(reasons) >= 60


@pytest.mark.parametrize(
    "kind",
    ["mix-up", "replayed", "stolen code", "wrong nonce", "alg none", "wrong key", "wrong audience", "expired", "future iat",
     "key confusion", "oversized", "slow loris", "DNS rebinding", "CRLF", "duplicates", "redirect to another origin",
     "nonce loop"],
)  # fmt: skip
def test_every_kind_that_is_named_is_there(kind: str) -> None:
    assert any(row.name.startswith(kind) for row in ROWS)
