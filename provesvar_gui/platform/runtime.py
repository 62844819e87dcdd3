"""The runtime thread with its asyncio loop, and blocking calls that may hang for ever, each on a daemon thread of its own.

asyncio's default executor joins its threads when the interpreter ends: one hung call would keep the process alive.
"""

from __future__ import annotations

import asyncio
import socket
import sys
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, wait
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from queue import Full, Queue
from typing import TYPE_CHECKING, Any, Generic, TypeVar, TypeVarTuple

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.platform.logs import describe, type_name

if TYPE_CHECKING:
    from collections.abc import Awaitable
    from concurrent.futures import Executor

    from provesvar_gui.platform.clock import Clock


T = TypeVar("T")


def start_on_daemon_thread(loop: asyncio.AbstractEventLoop, fn: Callable[[], T], name: str) -> asyncio.Future[T]:
    """Start ``fn`` and return a future of ``loop``. Cancelling the future leaves the thread running and drops its result."""
    future: asyncio.Future[T] = loop.create_future()

    def end(set_end: Callable[[Any], None], given: object) -> None:
        with suppress(RuntimeError):  # the loop has been closed: nobody waits any more
            loop.call_soon_threadsafe(lambda: None if future.done() else set_end(given))

    def run() -> None:
        try:
            result = fn()
        except BaseException as error:  # noqa: BLE001 - whatever it was belongs to the one who waits
            end(future.set_exception, error)
        else:
            end(future.set_result, result)

    threading.Thread(target=run, name=name, daemon=True).start()
    return future


async def on_daemon_thread(fn: Callable[[], T], seconds: float | None = None, *, name: str = "provesvar-blocking") -> T:
    """Run ``fn()`` on a daemon thread and wait, at most ``seconds``. Raises TimeoutError, and the exceptions of ``fn``."""
    async with asyncio.timeout(seconds):
        return await start_on_daemon_thread(asyncio.get_running_loop(), fn, name)


_STEP = 15.0  # seconds; so late after the machine woke is a wait over that ended meanwhile


async def sleep_by(clock: Clock, seconds: float, *, pause: Callable[[float], Awaitable[object]] = asyncio.sleep) -> None:
    """As ``asyncio.sleep``, but over in time although the machine slept, while asyncio's timers stand still.

    Over as soon as either of the clock's two times says so: one of them may stand still too, the other may be set.
    """
    ends, ends_monotonic = clock.now() + seconds, clock.monotonic() + seconds
    while (left := min(ends - clock.now(), ends_monotonic - clock.monotonic())) > 0:
        await pause(min(left, _STEP))


_QUEUE_SIZE = 100  # that wait; what comes then is not done


class WorkQueue:
    """Work that may hang, such as with files on a network drive, one after the other, for a thread that must not wait."""

    def __init__(self, name: str) -> None:
        self._work: Queue[tuple[Callable[[], Any], Future[Any] | None]] = Queue(_QUEUE_SIZE)
        self._late: Future[Any] | None = None  # what was not waited for any longer
        threading.Thread(target=self._run, name=name, daemon=True).start()

    def later(self, work: Callable[[], object]) -> None:
        with suppress(Full):
            self._work.put_nowait((work, None))

    def ask(self, work: Callable[[], T], seconds: float) -> T | None:
        """The result or exception of a queued call; None where it does not come in time, or the queue is full.

        While something that was not waited for any longer still hangs, nothing is begun, and nobody waits.
        """
        future: Future[T] = Future()
        if (self._late is not None and not self._late.done()) or self._work.full():
            return None
        self._work.put_nowait((work, future))
        if not wait([future], seconds).done:
            self._late = future
            return None
        return future.result()

    def _run(self) -> None:
        while True:
            self._do(*self._work.get())  # nothing of it stays until the next comes

    def _do(self, work: Callable[[], Any], future: Future[Any] | None) -> None:
        try:
            result = work()
            if future is not None:
                future.set_result(result)
        except BaseException as error:  # noqa: BLE001 - handed on, or told as of any thread; the next work is done all the same
            if future is not None:
                future.set_exception(error)
            else:
                threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))


Ts = TypeVarTuple("Ts")

Resolver = Callable[..., list[Any]]  # as ``socket.getaddrinfo``; may block


class DaemonLoop(asyncio.SelectorEventLoop):  # on Windows too: the login's listener has its sockets watched
    """A loop whose default executor is a daemon thread per call, so that no call delays the end."""

    def __init__(self, resolver: Resolver = socket.getaddrinfo) -> None:
        super().__init__()
        self._resolver = resolver

    def run_in_executor(self, executor: Executor | None, func: Callable[[*Ts], T], *args: *Ts) -> asyncio.Future[T]:
        if executor is None:
            return start_on_daemon_thread(self, partial(func, *args), "provesvar-resolver")
        return super().run_in_executor(executor, func, *args)

    async def getaddrinfo(self, host: Any, port: Any, **more: int) -> list[Any]:
        given = (more.get(name, 0) for name in ("family", "type", "proto", "flags"))
        return await self.run_in_executor(None, self._resolver, host, port, *given)


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    value: T = field(repr=False)


Outcome = Value[T] | AppError | None  # returned; raised (INTERNAL where that was not an expected failure); cancelled
CrashHook = Callable[[str, str], None]


class Runtime:
    """A daemon thread with its own asyncio loop. ``on_crash(type_name, trace)``: called for unexpected exceptions."""

    def __init__(self, *, on_crash: CrashHook = lambda *_: None, resolver: Resolver = socket.getaddrinfo) -> None:
        self._on_crash, self._resolver = on_crash, resolver
        self._closer: Callable[[], Awaitable[None]] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop = asyncio.Event()
        self._deadline = 0.0  # time.monotonic()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        if self._thread is None:
            self._loop = DaemonLoop(self._resolver)
            self._thread = threading.Thread(target=self._run, args=(self._loop,), name="provesvar-runtime", daemon=True)
            self._thread.start()

    def submit(self, factory: Callable[[], Coroutine[Any, Any, T]], done: Callable[[Outcome[T]], None]) -> Callable[[], None]:
        """Run ``factory()`` on the loop; ``done`` is called there once, unless the thread hangs. Returns the cancel function."""
        tasks: list[asyncio.Task[T]] = []

        def begin() -> None:
            task = asyncio.get_running_loop().create_task(factory())
            task.add_done_callback(lambda ended: done(self._outcome_of(ended)))
            tasks.append(task)

        self._call_soon(begin)
        return lambda: self._call_soon(lambda: tasks[0].cancel())

    def at_end(self, closer: Callable[[], Awaitable[None]]) -> None:
        """Have ``closer()`` awaited on the runtime thread at the end, after all tasks."""
        self._closer = closer

    def close(self, seconds: float = 1.2) -> bool:
        """Cancel all tasks, run the closer, stop the loop. True if the thread ended within ``seconds``.

        A thread that is stuck is left behind: it is a daemon and does not keep the process. Not from the runtime thread.
        """
        self._deadline = time.monotonic() + seconds
        if self._thread is not None:
            self._call_soon(self._stop.set)
            self._thread.join(seconds)
        return not self.alive

    @property
    def alive(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _run(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            # Whatever the environment says: in debug mode asyncio's warnings quote arguments and results.
            with asyncio.Runner(debug=False, loop_factory=lambda: loop) as runner:
                runner.run(self._main())
        except Exception as error:  # noqa: BLE001 - the end of a thread: told, not lost
            self._crashed(error)

    async def _main(self) -> None:
        asyncio.get_running_loop().set_exception_handler(self._loop_failed)
        await self._stop.wait()
        # Tasks get half of the time that is left, the closer most of the rest.
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=self._left() * 0.5)
        if self._closer is not None:
            with suppress(TimeoutError):  # the connections die with the process
                async with asyncio.timeout(self._left() * 0.8):
                    await self._closer()

    def _left(self) -> float:
        return max(0.0, self._deadline - time.monotonic())

    def _call_soon(self, callback: Callable[[], object]) -> None:
        """Have ``callback`` run on the loop, if there is one that is not closed."""
        if self._loop is not None:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(callback)

    def _outcome_of(self, task: asyncio.Task[Any]) -> Outcome[Any]:
        if task.cancelled():
            return None
        error = task.exception()
        if error is None:
            return Value(task.result())
        if isinstance(error, AppError):
            # The frames would keep headers and bodies in memory for as long as the window shows the failure.
            error.__traceback__ = error.__cause__ = error.__context__ = None
            return error
        self._crashed(error)
        return AppError(ErrorCode.INTERNAL, f"unexpected {type_name(error)}")

    def _loop_failed(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        # context["message"] may hold the repr of a callback and its arguments: never passed on.
        error = context.get("exception")
        if isinstance(error, BaseException):
            self._crashed(error)
        else:
            self._on_crash("asyncio", "")

    def _crashed(self, error: BaseException) -> None:
        self._on_crash(type_name(error), describe(error))
