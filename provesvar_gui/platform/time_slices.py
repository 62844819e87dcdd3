"""How long anything works before the window's thread, or another on it, has a turn: every figure of it, and who goes first.

Python's threads share one lock. Work is a generator that yields after each element, however small; ``ui/slices.py`` runs it on
the window's thread, ``pps/client.py`` on the loop's, both by ``run_slice``. With a window the cyclic garbage collector never runs
by itself: on another thread it would end the program with a widget. The window collects when it has wiped a patient's data.
"""

from __future__ import annotations

import gc
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

# Seconds on the window's thread: a slice between two turns of its loop, and what is done at once, before the first of them.
WINDOW: Final = 0.008
AT_ONCE: Final = 0.025  # before anything is painted: enough for an ordinary answer
VIEW_AT_ONCE: Final = 0.04  # a view of an ordinary answer, which is derived and painted in one turn, on a slow machine too
CURVES_AT_ONCE: Final = 0.012  # to show and to paint them takes as long again
HEIGHTS_AT_ONCE: Final = 0.001  # those of what is seen are done whatever the clock says
ORDINARY: Final = 600  # results of an ordinary answer; a longer one has turns of its own
ELEMENTS: Final = 8  # at once, whatever the clock says: what is small is done on a machine that is busy with others too

# Seconds on the loop's thread.
LOOP: Final = 0.0018  # short of 2 ms, because a step is not interrupted
FIRST_PAGE: Final = 0.014  # somebody waits for it, and there is nothing to show before: short of a frame of the window
WINDOW_PAUSE: Final = 0.002  # to wait while the window is showing something
PAUSE: Final = 0.0003  # between two slices, in which the window's thread gets the lock

#: Every call into Qt lets go of the lock, and a busy thread keeps it for a switch interval: of 10 000 results the longest gap in
#: the window's beat is 45 ms with an interval of 0.5 ms, 36 ms with one of 0.1 ms.
_SWITCH: Final = 0.0001
_AHEAD: Final = 0.1  # at most: nobody waits for a window that hangs
_ahead_until = 0.0


def run_slice(
    steps: Generator[None, None, Any], seconds: float, *, least: int = 1, now: Callable[[], float] = time.perf_counter
) -> None:
    """Work for so long, ``least`` elements at least. Raises StopIteration at the end of the work, with its value.

    ``now``: seconds, finer than a millisecond (``time.monotonic`` is not, on Windows).
    """
    until = now() + seconds
    for _ in range(least):
        next(steps)
    while now() < until:
        next(steps)


def for_window() -> None:
    """Call before the window is made, and never on a command without one."""
    gc.disable()
    sys.setswitchinterval(_SWITCH)


@contextmanager
def ahead() -> Iterator[None]:
    """On the window's thread: mark work of the window, for which other threads pause."""
    global _ahead_until  # one number that both threads see
    _ahead_until = time.perf_counter() + _AHEAD
    try:
        yield
    finally:
        _ahead_until = 0.0


def window_is_ahead() -> bool:
    """On another thread: whether work there should pause, for a tenth of a second at most."""
    return time.perf_counter() < _ahead_until
