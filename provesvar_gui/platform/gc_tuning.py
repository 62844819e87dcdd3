"""Tuning of the garbage collector and the switch interval, so that a large answer does not stall the thread of the window.

* A full run of the cyclic garbage collector holds the interpreter lock while it goes through every container there is: 90 ms
  with 10 000 observations, and one of its middle generation 50 ms (measured). What the program keeps of a patient is not cyclic
  and goes with the last reference, so both are made when a patient's data has been wiped: there is little to go through then,
  and nothing may be left over. Only the youngest containers are gone through by themselves, a few milliseconds at a time.
* While the window shows what has just come, reading on would only make it wait: it is let go ``ahead``.
* Every call into Qt lets go of the lock, and a busy thread that took it keeps it for a switch interval: with Python's 5 ms a
  dozen calls cost more than a frame.
"""

from __future__ import annotations

import gc
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_YOUNG, _MIDDLE, _OLD = 10_000, 100_000, 100_000  # the last two: practically never by themselves
_SWITCH_SECONDS = 0.0005
_AHEAD_SECONDS = 0.1  # at most: nobody waits for a window that hangs
_ahead_until = 0.0


def hold() -> None:
    """Until ``begin`` nothing is collected: what is loaded before the first paint stays, and to go through it takes a while."""
    gc.disable()


def begin() -> None:
    """Call at the start of the program; with a window, at its first paint."""
    gc.enable()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
    sys.setswitchinterval(_SWITCH_SECONDS)


@contextmanager
def ahead() -> Iterator[None]:
    """On the window's thread: what is read meanwhile on another thread can wait."""
    global _ahead_until  # one number that both threads see
    _ahead_until = time.perf_counter() + _AHEAD_SECONDS
    try:
        yield
    finally:
        _ahead_until = 0.0


def window_is_ahead() -> bool:
    """On any other thread: whether work there should wait, a tenth of a second at most."""
    return time.perf_counter() < _ahead_until
