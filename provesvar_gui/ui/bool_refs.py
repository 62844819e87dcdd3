"""Python 3.11 only: keep ``True`` alive under PySide6 6.12.0.

Every ``signal.emit()`` from Python gives back one reference to ``True`` that it never took (measured: -1 per call, with any
signature). From Python 3.12 on bools are immortal and nothing comes of it; on 3.11 the interpreter aborts after some hundreds of
emits ("bool_dealloc: deallocating True or False"). More references than a process can ever give back are the cure.
"""

from __future__ import annotations

import sys

_ENOUGH = 1 << 40


def keep_alive() -> None:
    """Call before the first ``emit``; any number of times."""
    if sys.version_info >= (3, 12) or sys.maxsize < _ENOUGH or sys.getrefcount(True) > _ENOUGH // 2:
        return
    import ctypes

    count = ctypes.c_ssize_t.from_address(id(True))
    if 0 < sys.getrefcount(True) - count.value <= 2:  # really the counter: getrefcount's own argument holds one more
        count.value += _ENOUGH
