"""Tuning of the garbage collector and the switch interval, so that a large answer does not stall the thread of the window.

With a window the cyclic collector never runs by itself: on another thread it would end the program with a widget. The window
collects when it has wiped a patient's data. Every call into Qt lets go of the lock, and a busy thread keeps it for a switch
interval: of 10 000 results the longest gap in the window's beat is 45 ms with an interval of 0.5 ms, 36 ms with one of 0.1 ms.
"""

from __future__ import annotations

import gc
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SWITCH_SECONDS = 0.0001
_AHEAD_SECONDS = 0.1  # at most: nobody waits for a window that hangs
_ahead_until = 0.0


def for_window() -> None:
    """Call before the window is made, and never on a command without one."""
    gc.disable()
    sys.setswitchinterval(_SWITCH_SECONDS)


@contextmanager
def ahead() -> Iterator[None]:
    """On the window's thread: mark work of the window, for which other threads pause."""
    global _ahead_until  # one number that both threads see
    _ahead_until = time.perf_counter() + _AHEAD_SECONDS
    try:
        yield
    finally:
        _ahead_until = 0.0


def window_is_ahead() -> bool:
    """On another thread: whether work there should pause, for a tenth of a second at most."""
    return time.perf_counter() < _ahead_until
