"""Every hostile case is refused, each for the right reason; the next login works, and the nearest case that is none is taken.

Where the cases stand: ``tests/hostile/__init__.py``.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Coroutine, Sequence

import pytest
from _pytest.mark import ParameterSet

from provesvar_gui.errors import AppError
from provesvar_gui.helseid.model import Clinician
from tests.hostile import (
    Case,
    bundle_rows,
    callback_rows,
    file_rows,
    handover_rows,
    id_token_rows,
    journal_rows,
    listener_rows,
    token_rows,
    wire_rows,
)
from tests.hostile.callback_rows import code_of
from tests.hostile.hazards import HAZARDS
from tests.hostile.stage import LeapingLoop, Row, Stage, staged
from tests.unit.helseid.kit import API, ask

CASES = [*bundle_rows.ROWS, *journal_rows.ROWS, *file_rows.ROWS, *handover_rows.ROWS]
ROWS: list[Row] = [*listener_rows.ROWS, *callback_rows.ROWS, *id_token_rows.ROWS, *token_rows.ROWS, *wire_rows.ROWS]
EVERY: list[Row | Case] = [*ROWS, *CASES]


def numbered(rows: Sequence[Row | Case]) -> list[ParameterSet]:
    """Each under its name, and with the hazards that it stands against."""
    return [pytest.param(row, id=row.name, marks=pytest.mark.hazard(*HAZARDS.get(row.name, ()))) for row in rows]


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
        stage.nonces.append(stage.fake.codes[code_of(address)]["nonce"])
        await ask(address)

    stage.on_return(remember)
    await good_login(stage)
    await stage.session.logout()
    stage.calm()
    stage.steps.clear()
    stage.fake.requests.clear()


@pytest.mark.hazard("S53")
@pytest.mark.requirement("R4")
@pytest.mark.parametrize("row", numbered(ROWS))
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
            if row.accepted is not None:
                row.accepted(stage)
            assert (await good_login(stage)).fresh
            assert not stage.trapped
            assert not stage.server.broken, stage.server.broken

    run(scenario())


@pytest.mark.parametrize("case", numbered(CASES))
def test_it_is_refused_and_its_neighbour_is_not(case: Case) -> None:
    assert case.judge(case.refused) == case.reason
    assert not case.judge(case.accepted)


def test_each_has_a_name_of_its_own() -> None:
    names = Counter(row.name for row in EVERY)
    assert max(names.values()) == 1
    assert len(names) >= 300
    assert set(HAZARDS) <= set(names)
