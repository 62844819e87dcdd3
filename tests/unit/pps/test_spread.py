"""Work in slices."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from itertools import pairwise

import pytest

from provesvar_gui.pps.client import spread
from tests.kit.clock import FakeClock


@pytest.mark.parametrize(("tick", "turns"), [(0.0001, 1), (0.001, 2), (0.005, 1)])
async def test_whoever_wants_the_lock_is_let_go_ahead_for_a_while_and_the_value_arrives(tick: float, turns: int) -> None:
    """``tick``: how long a pause took, whichever it was, as far as this clock tells."""
    seen: list[int] = []
    others = 0

    def work() -> Generator[None, None, str]:
        for _ in range(100):
            seen.append(others)
            yield
        return "done"

    async def other() -> None:
        nonlocal others
        while True:
            others += 1
            await asyncio.sleep(0)

    task = asyncio.create_task(other())
    assert await spread(work(), FakeClock(tick=tick).monotonic) == "done"
    task.cancel()
    assert len(seen) == 100
    steps = [after - before for before, after in pairwise(seen)]
    assert set(steps) <= {0, turns}  # nothing within a slice, and so many turns between two
    assert turns in steps


def test_a_failure_of_the_work_comes_through() -> None:
    def work() -> Generator[None, None, None]:
        yield
        raise ValueError("x")

    with pytest.raises(ValueError, match="x"):
        asyncio.run(spread(work(), FakeClock().monotonic))
