"""Python 3.11 only: keep ``True``, ``False`` and ``None`` alive under PySide6 6.12.0.

Every ``signal.emit()`` from Python gives back one reference to ``True`` that it never took (measured: -1 per call, with any
signature), and every ``None`` that a model's ``data`` or ``headerData`` in Python answers to Qt gives back one to ``None``. From
Python 3.12 on these objects are immortal and nothing comes of it; on 3.11 the interpreter aborts after some hundreds of emits or
some thousands of cells ("bool_dealloc", "none_dealloc"). More references than a process can ever give back are the cure.
"""

from __future__ import annotations

import ctypes
import sys

_ENOUGH = 1 << 40


def keep_alive() -> None:
    """Call before the hundredth ``emit`` and the first model: after the first paint is soon enough. Any number of times."""
    if sys.version_info >= (3, 12) or sys.maxsize < _ENOUGH:
        return
    for lasting in (True, False, None):
        count = ctypes.c_ssize_t.from_address(id(lasting))
        held = sys.getrefcount(lasting)
        if held < _ENOUGH // 2 and 0 < held - count.value <= 3:  # really the counter: the variable and the call hold some
            count.value += _ENOUGH
