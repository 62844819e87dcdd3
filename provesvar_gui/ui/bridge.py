"""The bridge between the thread of the window and the runtime thread: a coroutine becomes a ``Task``.

Nothing on the runtime thread touches a QObject that may be gone: every message goes through one signal of the bridge, and is
looked up by the task's number there. Values that cross it are frozen.
"""

from __future__ import annotations

import asyncio
import itertools
import threading
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from provesvar_gui.platform.runtime import Value
from provesvar_gui.ui.qt_setup import keep_constants_alive

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from PySide6.QtCore import SignalInstance

    from provesvar_gui.errors import AppError
    from provesvar_gui.helseid.model import SessionEvent
    from provesvar_gui.platform.runtime import Outcome, Runtime
    from provesvar_gui.ui.ports import Alone, Backend, Call

    BackendFactory = Callable[[Callable[[SessionEvent | AppError], None]], Awaitable[Backend]]

GRACE_MS = 500  # a cancelled coroutine may clean up for that long before its task ends

_numbers = itertools.count(1)
keep_constants_alive()


class Task(QObject):
    """A background task. It is cancelled with its parent, and deletes itself after its end.

    Emits exactly one of ``succeeded(value)``, ``failed(AppError)`` and ``cancelled()``, then ``finished()``: on the GUI thread,
    and never before ``Bridge.start`` has returned. After ``cancel()`` it ends as cancelled, whatever the coroutine does.
    """

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()

    def __init__(self, number: int, parent: QObject) -> None:
        super().__init__(parent)
        self.number = number
        self.ended = False
        self._cancelling = False
        self._stop: Callable[[], object] = lambda: None

    def cancel(self) -> None:
        """Request cancellation. On the GUI thread; may be called repeatedly, and after the end."""
        if self.ended or self._cancelling or not isValid(self):
            return
        self._cancelling = True
        self._stop()
        QTimer.singleShot(GRACE_MS, self, lambda: self._end(None))

    def _progress(self, value: object) -> None:
        if not self.ended and not self._cancelling:
            self.progressed.emit(value)

    def _end(self, outcome: Outcome[Any]) -> None:
        if self.ended:
            return
        self.ended = True
        self._stop = lambda: None  # it holds the result
        if outcome is None or self._cancelling:
            self.cancelled.emit()
        elif isinstance(outcome, Value):
            self.succeeded.emit(outcome.value)
        else:
            self.failed.emit(outcome)
        if isValid(self):  # a slot may have destroyed the parent
            self.finished.emit()
        if isValid(self):
            self.deleteLater()


class _BackendRunner:
    """Runs calls on the runtime thread. No QObject, since those must not be released there. After ``shut`` it posts nothing."""

    def __init__(self, runtime: Runtime, factory: BackendFactory, posted: SignalInstance) -> None:
        self._runtime, self._factory = runtime, factory
        self._lock = threading.Lock()
        self._posted: SignalInstance | None = posted
        self._backend: Backend | None = None
        self._building: asyncio.Task[Backend] | None = None

    def post(self, number: int | None, payload: object, *, end: bool = False) -> None:
        with self._lock:
            if self._posted is not None:
                self._posted.emit((number, payload, end))

    def shut(self) -> None:
        with self._lock:
            self._posted = None

    async def backend(self) -> Backend:
        """Build the backend once; concurrent callers share the result or the failure; after a failure it is built again."""
        if self._backend is not None:
            return self._backend
        if self._building is None:
            self._building = asyncio.get_running_loop().create_task(self._build())
            self._building.add_done_callback(self._built)
        return await asyncio.shield(self._building)

    async def _build(self) -> Backend:
        self._backend = await self._factory(partial(self.post, None))
        self._runtime.at_end(self._backend.aclose)
        return self._backend

    def _built(self, building: asyncio.Task[Backend]) -> None:
        self._building = None
        if not building.cancelled():
            building.exception()  # retrieved, so that asyncio does not log it where every caller was cancelled

    async def run(self, call: Call, number: int) -> object:
        return await call(await self.backend(), partial(self.post, number))


class Bridge(QObject):
    """Starts tasks that use the backend, which is built on the runtime thread at the first use.

    ``backend_factory(tell)`` runs on the runtime thread. ``tell(event)``, with a SessionEvent or an AppError outside any task,
    may be called there at any time and arrives as ``sessionChanged``.
    """

    sessionChanged = Signal(object)  # noqa: N815 - a Qt signal
    _posted = Signal(object)  # number of the task, None of the session; payload; whether that is the outcome

    def __init__(self, runtime: Runtime, backend_factory: BackendFactory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runtime = runtime
        self._tasks: dict[int, Task] = {}
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._runner = _BackendRunner(runtime, backend_factory, self._posted)
        self._closed = False
        self.destroyed.connect(self._runner.shut)

    def start(self, call: Call, *, parent: QObject) -> Task:
        """Run ``call(backend, report)`` on the runtime thread; ``report(value)`` there becomes ``progressed(value)`` here.

        ``call`` must hold no widget, since it may be released on the runtime thread: bind plain values. A failure to build the
        backend is the task's failure. After ``close`` the task ends at once and emits nothing.
        """
        return self._begin(partial(self._runner.run, call), parent)

    def start_alone(self, call: Alone, *, parent: QObject) -> Task:
        return self._begin(lambda number: call(partial(self._runner.post, number)), parent)

    def _begin(self, run: Callable[[int], Coroutine[Any, Any, object]], parent: QObject) -> Task:
        task = Task(next(_numbers), parent)
        if self._closed:
            task.ended = True
            task.deleteLater()
            return task
        number = task.number
        self._tasks[number] = task
        task.destroyed.connect(partial(_forget, self._tasks, number))
        self._runtime.start()
        ended = partial(self._runner.post, number, end=True)
        task._stop = self._runtime.submit(partial(run, number), ended)
        return task

    def close(self, seconds: float = 1.2) -> bool:
        """Cancel every task and stop the runtime; True if it stopped in time. Nothing is emitted from now on."""
        self._closed = True
        self._runner.shut()
        tasks = list(self._tasks.values())
        self._tasks.clear()
        for task in tasks:
            task.ended = True
            task._stop()
        return self._runtime.close(seconds)

    @Slot(object)
    def _deliver(self, message: tuple[int | None, Any, bool]) -> None:
        number, payload, end = message
        if self._closed:
            return
        if number is None:
            self.sessionChanged.emit(payload)
            return
        task = self._tasks.get(number)
        if task is None or not isValid(task):
            return
        if end:
            del self._tasks[number]
            task._end(payload)
        else:
            task._progress(payload)


def _forget(tasks: dict[int, Task], number: int, _gone: QObject | None = None) -> None:
    """Stop a task whose C++ object is being destroyed, by its parent or after its end."""
    task = tasks.pop(number, None)
    if task is not None:
        task.ended = True
        task._stop()
