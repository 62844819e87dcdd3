from __future__ import annotations

import asyncio

import pytest

from provesvar_gui.platform.runtime import sleep_by
from tests.unit.platform.test_clock import FakeClock


@pytest.mark.parametrize(("wall", "steady"), [(10_800.0, 10_800.0), (10_800.0, 0.0), (0.0, 10_800.0), (-3600.0, 10_800.0)])
def test_a_wait_ends_with_the_sleep_of_the_machine(wall: float, steady: float) -> None:
    clock, asked = FakeClock(), list[float]()

    async def pause(seconds: float) -> None:
        asked.append(seconds)
        clock.pass_time(seconds)
        if len(asked) == 3:  # three hours that asyncio's timers know nothing of
            clock.wall += wall
            clock.steady += steady

    asyncio.run(sleep_by(clock, 540, pause=pause))
    assert asked == [15.0] * 3


def test_an_undisturbed_wait_is_as_long_as_it_should_be() -> None:
    clock, asked = FakeClock(), list[float]()

    async def pause(seconds: float) -> None:
        asked.append(seconds)
        clock.pass_time(seconds)

    asyncio.run(sleep_by(clock, 40, pause=pause))
    assert asked == [15.0, 15.0, 10.0]
    asyncio.run(sleep_by(clock, 0, pause=pause))
    assert len(asked) == 3
