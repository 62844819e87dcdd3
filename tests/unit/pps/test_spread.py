"""Work in slices."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from itertools import pairwise

import pytest

from provesvar_gui.pps.client import spread
from tests.kit.clock import FakeClock


async def test_others_get_a_turn_between_two_slices_and_the_value_arrives() -> None:
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
    assert await spread(work(), FakeClock(tick=0.0005).monotonic) == "done"
    task.cancel()
    assert len(seen) == 100
    steps = [after - before for before, after in pairwise(seen)]
    assert set(steps) == {0, 1}  # none within a slice


def test_a_failure_of_the_work_comes_through() -> None:
    def work() -> Generator[None, None, None]:
        yield
        raise ValueError("x")

    with pytest.raises(ValueError, match="x"):
        asyncio.run(spread(work(), FakeClock().monotonic))
