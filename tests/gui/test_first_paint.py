"""Slow work waits for the first paint, and for nothing else."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from functools import partial
from typing import Any, cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QExposeEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import SessionEvent
from provesvar_gui.platform.runtime import Runtime
from provesvar_gui.ui.bridge import Bridge, Task
from provesvar_gui.ui.help.keys import HelpDialog
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.main_window import FirstPaint, MainWindow, WindowServices
from provesvar_gui.ui.ports import Backend
from provesvar_gui.ui.slices import Slices
from tests.gui.fakes import KARI, ROLES, TODAY, FakeBridge, FakeMemory, FakeView
from tests.window_settings import window_settings


class Order(QObject):
    """In which order things happen. At the paint something is put in front of all that waits."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.said.append("paint")
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)
        return super().eventFilter(watched, event)

    def customEvent(self, event: QEvent) -> None:
        self.said.append("next event")

    def told(self) -> None:
        self.said.append("told")


def test_it_is_told_once_after_the_paint_and_before_anything_else(qtbot: QtBot) -> None:
    order, window, line = Order(), QMainWindow(), QLineEdit()
    window.setCentralWidget(line)
    line.installEventFilter(order)
    qtbot.addWidget(window)
    window.show()
    FirstPaint(window).painted.connect(order.told)
    handle = window.windowHandle()
    assert handle is not None
    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))  # Qt sends one before there is anything to paint on
    assert order.said == []
    qtbot.waitUntil(lambda: "next event" in order.said)
    assert order.said[:3] == ["paint", "told", "next event"]
    QCoreApplication.sendEvent(handle, QExposeEvent(QRect(QPoint(), handle.size())))
    qtbot.waitUntil(lambda: order.said.count("paint") > 1)
    assert order.said.count("told") == 1


def test_a_window_that_nobody_sees_is_not_waited_for(qtbot: QtBot) -> None:
    order = Order()
    window = QMainWindow()
    qtbot.addWidget(window)
    FirstPaint(window).painted.connect(order.told)
    qtbot.waitUntil(lambda: order.said == ["told"])


def window_of(qtbot: QtBot) -> MainWindow:
    settings = window_settings()
    window = MainWindow(settings, lambda: WindowServices(FakeBridge(), FakeMemory()), ROLES, lambda: TODAY, make_view=FakeView)
    qtbot.addWidget(window)
    return window


def test_a_key_before_everything_is_loaded_finds_its_page(qtbot: QtBot) -> None:
    window = window_of(qtbot)
    window.firstPaint.connect(lambda: window.press(Key.KEYS))
    with qtbot.waitSignal(window.loaded):
        window.show()
    assert [each.isVisible() for each in window.findChildren(HelpDialog)] == [True]


def test_what_is_typed_before_everything_is_loaded_counts(qtbot: QtBot) -> None:
    window = window_of(qtbot)
    window.firstPaint.connect(lambda: QTest.keyClicks(window.form.patient.line, KARI))
    with qtbot.waitSignal(window.loaded):
        window.show()
    patient = window.controller.desk.form.patient
    assert patient is not None
    assert patient.digits == KARI


def steps(name: str, told: list[str], count: int) -> Generator[None, None, str]:
    for _ in range(count):
        told.append(name)
        yield
    return name


def test_slices_take_turns_with_the_event_loop(qtbot: QtBot) -> None:
    """One slice between two turns of the loop, whoever's it is."""
    told: list[str] = []
    done: list[str] = []
    parent = QObject()
    beat = QTimer(parent, interval=0)
    beat.timeout.connect(lambda: told.append("turn"))
    beat.start()
    for name in "ab":
        Slices(parent).run(steps(name, told, 400_000), done.append, first_seconds=0.0)
    qtbot.waitUntil(lambda: len(done) == 2)
    told.append("turn")
    pieces = " ".join(told).split("turn")
    assert not [piece for piece in pieces if "a" in piece and "b" in piece]
    assert sum("a" in piece for piece in pieces) > 1
    first = next(place for place, piece in enumerate(pieces) if "b" in piece)
    assert first < max(place for place, piece in enumerate(pieces) if "a" in piece)  # nobody waits for the other's end


def test_what_was_cancelled_or_has_gone_is_not_done(qtbot: QtBot) -> None:
    done: list[str] = []
    cancelled, gone, left = Slices(), Slices(), Slices()
    for name, each in (("cancelled", cancelled), ("gone", gone), ("left", left)):
        each.run(steps(name, [], 10), done.append, first_seconds=0.0)
    cancelled.cancel()
    delete(gone)
    qtbot.waitUntil(lambda: bool(done))
    assert done == ["left"]


Report = Callable[[object], None]


class FakeBackend:
    def __init__(self, tell: Callable[[SessionEvent], None]) -> None:
        self.tell = tell
        self.closed = 0

    async def aclose(self) -> None:
        self.closed += 1


class Factory:
    """Builds fake backends; fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.built: list[FakeBackend] = []
        self.calls = 0

    async def __call__(self, tell: Callable[[SessionEvent], None]) -> Backend:
        self.calls += 1
        await asyncio.sleep(0)
        if self.failures:
            self.failures -= 1
            raise AppError(ErrorCode.SETTINGS_INVALID)
        self.built.append(FakeBackend(tell))
        return cast("Backend", self.built[-1])


class Record:
    """What a task told, in order, and whether all of it came on the GUI thread."""

    def __init__(self, task: Task) -> None:
        self.told: list[tuple[str, Any]] = []
        self.on_gui_thread = True
        task.progressed.connect(partial(self._add, "progressed"))
        task.succeeded.connect(partial(self._add, "succeeded"))
        task.failed.connect(partial(self._add, "failed"))
        task.cancelled.connect(partial(self._add, "cancelled", None))
        task.finished.connect(partial(self._add, "finished", None))

    def _add(self, what: str, value: object) -> None:
        self.on_gui_thread &= threading.current_thread() is threading.main_thread()
        self.told.append((what, value))

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.told]


@pytest.fixture
def factory() -> Factory:
    return Factory()


@pytest.fixture
def bridge(qapp: object, factory: Factory) -> Iterator[Bridge]:
    made = Bridge(Runtime(), factory)
    yield made
    assert made.close()
    delete(made)


async def value(_backend: Backend, _report: Report, what: object = 7) -> object:
    await asyncio.sleep(0)
    return what


def test_value_then_finished_on_the_gui_thread(qtbot: QtBot, bridge: Bridge) -> None:
    async def work(_backend: Backend, report: Report) -> object:
        report(1)
        await asyncio.sleep(0)
        report(2)
        return "value"

    task = bridge.start(work, parent=bridge)
    record = Record(task)
    with qtbot.waitSignal(task.finished):
        pass
    assert record.told == [("progressed", 1), ("progressed", 2), ("succeeded", "value"), ("finished", None)]
    assert record.on_gui_thread
    qtbot.waitUntil(lambda: not isValid(task))
    task.cancel()
    assert task.ended


@pytest.mark.parametrize(
    ("error", "code"), [(AppError(ErrorCode.TIMEOUT), ErrorCode.TIMEOUT), (KeyError("x"), ErrorCode.INTERNAL)]
)
def test_failure(qtbot: QtBot, bridge: Bridge, error: Exception, code: ErrorCode) -> None:
    async def work(_backend: Backend, _report: Report) -> object:
        raise error

    task = bridge.start(work, parent=bridge)
    record = Record(task)
    with qtbot.waitSignal(task.finished):
        pass
    assert record.names == ["failed", "finished"]
    assert record.told[0][1].code is code


def test_the_backend_is_built_once_and_closed_once(qtbot: QtBot, qapp: object, factory: Factory) -> None:
    bridge = Bridge(Runtime(), factory)
    tasks = [bridge.start(value, parent=bridge) for _ in range(5)]
    with qtbot.waitSignals([task.finished for task in tasks]):
        pass
    assert factory.calls == 1
    assert bridge.close()
    assert [backend.closed for backend in factory.built] == [1]
    delete(bridge)


def test_a_failed_build_is_the_tasks_failure_and_the_next_tries_again(qtbot: QtBot, bridge: Bridge, factory: Factory) -> None:
    factory.failures = 1
    task = bridge.start(value, parent=bridge)
    record = Record(task)
    with qtbot.waitSignal(task.finished):
        pass
    assert record.told[0][1].code is ErrorCode.SETTINGS_INVALID
    with qtbot.waitSignal(bridge.start(value, parent=bridge).succeeded):
        pass
    assert factory.calls == 2


def test_cancel_ends_as_cancelled_though_the_value_is_on_its_way(qtbot: QtBot, bridge: Bridge) -> None:
    returned = threading.Event()

    async def work(_backend: Backend, report: Report) -> object:
        report("late")
        asyncio.get_running_loop().call_soon(returned.set)
        return 1

    task = bridge.start(work, parent=bridge)
    record = Record(task)
    assert returned.wait(10)
    task.cancel()
    task.cancel()
    with qtbot.waitSignal(task.finished):
        pass
    assert record.names == ["cancelled", "finished"]


def test_the_parents_end_cancels_and_tells_nothing(qtbot: QtBot, bridge: Bridge) -> None:
    running, ended = threading.Event(), threading.Event()

    async def work(_backend: Backend, report: Report) -> object:
        running.set()
        try:
            await asyncio.Event().wait()
        finally:
            report("tidying")
            ended.set()
        return None

    parent = QObject()
    task = bridge.start(work, parent=parent)
    record = Record(task)
    assert running.wait(10)
    delete(parent)
    assert ended.wait(10)
    with qtbot.waitSignal(bridge.start(value, parent=bridge).finished):
        pass
    assert record.told == []
    assert task.ended
    task.cancel()


EMITS = """
from PySide6.QtCore import QObject, Signal
import provesvar_gui.ui.bridge
class Sender(QObject):
    sent = Signal(bool)
sender = Sender()
for _ in range(20000):
    sender.sent.emit(True)
print("alive")
"""


def test_true_survives_many_emits() -> None:
    done = subprocess.run([sys.executable, "-c", EMITS], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.split("\n") == ["alive", ""], done.stderr
    assert done.returncode == 0
