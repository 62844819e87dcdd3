"""When Python's cyclic garbage collector makes its full runs: never while results come in.

A full run goes through every container there is and holds the interpreter lock meanwhile: with 10 000 observations it stalls the
window for 90 ms (measured). What the program keeps of a patient is not cyclic, so it goes when the last reference goes. Full runs
are made when a patient's data has been wiped (``sweep``): then there is little to go through, and nothing of it may be left over.
"""

from __future__ import annotations

import gc

_YOUNG, _MIDDLE, _OLD = 2000, 10, 100_000  # the last: practically never by itself


def hold_back() -> None:
    """Call at the start of the program."""
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)


def settle() -> None:
    """What is loaded now stays loaded: leave it out of every later run. Call when all modules are in, before any patient's data is."""
    gc.freeze()


def sweep() -> None:
    """A full run, some milliseconds. Call when a patient's data has been let go."""
    gc.collect()
