"""Shared by all GUI tests: no display needed, and no test may leave a runtime thread behind."""

from __future__ import annotations

import gc
import os
import threading
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from provesvar_gui.ui.bool_refs import keep_alive

if TYPE_CHECKING:
    from collections.abc import Iterator

keep_alive()


def _runtime_threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.name == "provesvar-runtime"}


@pytest.fixture(autouse=True)
def no_runtime_left() -> Iterator[None]:
    """Fail a test that leaves a live runtime thread; let what was to be deleted go before the next one."""
    before = _runtime_threads()
    yield
    left = _runtime_threads() - before
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert not left, "the test left a runtime thread: close the Bridge or the Runtime"
