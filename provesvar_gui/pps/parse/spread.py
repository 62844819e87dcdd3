"""Runs stepwise work on the asyncio loop so that neither the loop nor the window is held up (design §3).

The window's thread and the loop's thread share the interpreter lock: a slice of at most two milliseconds is followed by a real
pause, in which the lock is free.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Generator

    from provesvar_gui.net.clock import Clock

SLICE: Final = 0.0015  # seconds of work, short of the 2 ms allowed because a step is not interrupted
PAUSE: Final = 0.001  # seconds; sleep(0) would not let go of the lock long enough

T = TypeVar("T")


async def spread(steps: Generator[None, None, T], clock: Clock) -> T:
    """Drive a generator to its end, giving way between slices. May be cancelled at every pause."""
    now = clock.monotonic
    until = now() + SLICE
    while True:
        try:
            next(steps)
        except StopIteration as end:
            value: T = end.value
            return value
        if now() >= until:
            await asyncio.sleep(PAUSE)
            until = now() + SLICE
