"""Waiting by the injected clock. Imports asyncio: for the runtime thread only."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from provesvar_gui.net.clock import Clock

_STEP = 15.0  # seconds; so late after the machine woke is a wait over that ended meanwhile


async def sleep_by(clock: Clock, seconds: float, *, pause: Callable[[float], Awaitable[object]] = asyncio.sleep) -> None:
    """As ``asyncio.sleep``, but over in time although the machine slept, while asyncio's timers stand still.

    Over as soon as either of the clock's two times says so: one of them may stand still too, the other may be set.
    """
    ends, ends_monotonic = clock.now() + seconds, clock.monotonic() + seconds
    while (left := min(ends - clock.now(), ends_monotonic - clock.monotonic())) > 0:
        await pause(min(left, _STEP))
