from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import SessionEvent
from provesvar_gui.platform.runtime import Runtime
from provesvar_gui.ui.bridge import Bridge, Task
from provesvar_gui.ui.ports import Backend

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


def test_a_coroutine_that_will_not_end_is_left_behind(qtbot: QtBot, bridge: Bridge) -> None:
    let_go, running = asyncio.Event(), threading.Event()
    loops: list[asyncio.AbstractEventLoop] = []

    async def stubborn(_backend: Backend, report: Report) -> object:
        loops.append(asyncio.get_running_loop())
        running.set()
        while not let_go.is_set():
            try:
                await let_go.wait()
            except asyncio.CancelledError:
                report("no")
        return 1

    task = bridge.start(stubborn, parent=bridge)
    record = Record(task)
    assert running.wait(10)
    with qtbot.waitSignal(task.finished):
        task.cancel()
    assert record.names == ["cancelled", "finished"]
    loops[0].call_soon_threadsafe(let_go.set)


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
