"""The cyclic garbage collector of a program with a window."""

from __future__ import annotations

import gc
import sys
import threading
import weakref
from collections.abc import Iterator

import pytest

from provesvar_gui.platform import time_slices


class Cyclic:
    """As a window is: it knows itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    interval = sys.getswitchinterval()
    yield
    gc.enable()
    sys.setswitchinterval(interval)


def test_what_the_window_left_never_goes_on_another_thread() -> None:
    """PySide destroys a widget where it is collected: on another thread that ended the program, or hung it."""
    time_slices.for_window()
    gone: list[int] = []
    weakref.finalize(Cyclic(), lambda: gone.append(threading.get_ident()))

    busy = threading.Thread(target=lambda: [[number] for number in range(500_000)])
    busy.start()
    busy.join()

    assert gone == []
    gc.collect()
    assert gone == [threading.get_ident()]
