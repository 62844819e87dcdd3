"""Shared by all GUI tests: no display needed, no test may leave a runtime thread behind, and none finds what another copied."""

from __future__ import annotations

import gc
import os
import threading

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from provesvar_gui.ui import theme
from provesvar_gui.ui.qt_setup import keep_constants_alive
from tests.gui.fakes import Bench, make_bench

keep_constants_alive()
WAITS = 60_000  # milliseconds for what comes at once on a quiet machine, as in tests/e2e; the library's own are five seconds
for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitExposed):
    wait.__kwdefaults__ = {**(wait.__kwdefaults__ or {}), "timeout": WAITS}


def pytest_collection_finish() -> None:
    """As in the program: nothing is collected on the thread that happens to allocate. What was imported stays."""
    gc.disable()
    gc.collect()
    gc.freeze()


def _runtime_threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.name == "provesvar-runtime"}


@pytest.fixture(autouse=True)
def no_runtime_left() -> Iterator[None]:
    """Fail a test that leaves a live runtime thread; what was copied and what was to be deleted goes before the next one."""
    before = _runtime_threads()
    yield
    left = _runtime_threads() - before
    if isinstance(QCoreApplication.instance(), QGuiApplication):
        QGuiApplication.clipboard().clear()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert not left, "the test left a runtime thread: close the Bridge or the Runtime"


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return make_bench(qtbot)


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """With the program's own fonts and styles."""
    font, palette = qapp.font(), qapp.palette()
    theme._set_fonts(qapp, theme._family())
    theme.colour(qapp, theme.LIGHT)
    yield qapp
    theme.set_text_size(qapp, 1.0)
    theme.set_scheme(qapp, "system")
    qapp.setFont(font)
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
