"""Runs stepwise work on the asyncio loop so that neither the loop nor the window is held up (provesvar_gui/README.md §5).

The window's thread and the loop's thread share the interpreter lock: a slice of at most two milliseconds follows a real pause, in
which the lock is free, and a turn of the loop. Within a slice the cyclic garbage collector rests: nothing built here
is cyclic, and its full runs over what is being built cost nearly as much as the building (measured).
"""

from __future__ import annotations

import asyncio
import gc
import time
from typing import TYPE_CHECKING, Final, TypeVar, cast

from provesvar_gui.system import pacing

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

SLICE: Final = 0.0018  # seconds of work, short of the 2 ms allowed because a step is not interrupted
# Seconds, each followed by a look whether anybody else wants the lock: coming back from a pause takes longer then, since the
# window's thread keeps the lock for a switch interval (system/pacing.py): it is let go ahead for a while, to show something.
# What takes longer still is a processor that other programs have: more pauses would only lose more time.
PAUSES: Final = (0.0001, 0.002, 0.002)
WANTED: Final = (0.0003, 0.0015)

T = TypeVar("T")


async def spread(steps: Generator[None, None, T], now: Callable[[], float] = time.perf_counter) -> T:
    """Drive a generator to its end, giving way between slices. May be cancelled between slices.

    ``now``: seconds, finer than a millisecond (``time.monotonic`` is not, on Windows).
    """
    while True:
        await _give_way(now)
        done, value = _slice(steps, now)
        if done:
            return cast("T", value)


async def _give_way(now: Callable[[], float]) -> None:
    """A pause and a turn of the loop; some more as long as the window shows something, or wants the interpreter lock."""
    while pacing.window_is_ahead():  # noqa: ASYNC110 - the window's thread has no event of this loop to set
        await asyncio.sleep(PAUSES[-1])
    for pause in PAUSES:
        began = now()
        # Not asyncio.sleep: its shortest pause is 1 ms on Linux and 16 ms on Windows, as long as the work itself or longer.
        time.sleep(pause)  # noqa: ASYNC251 - lets go of the interpreter lock, for little longer than a slice takes
        wanted = WANTED[0] < now() - began - pause < WANTED[1]
        await asyncio.sleep(0)
        if not wanted:
            return


def _slice(steps: Generator[None, None, T], now: Callable[[], float]) -> tuple[bool, T | None]:
    """Work until the slice is over: (False, None), or the work is done: (True, its value)."""
    until = now() + SLICE
    collecting = gc.isenabled()
    gc.disable()
    try:
        next(steps)  # at least one, whatever the clock says
        while now() < until:
            next(steps)
    except StopIteration as end:
        return True, end.value
    finally:
        if collecting:
            gc.enable()
    return False, None
