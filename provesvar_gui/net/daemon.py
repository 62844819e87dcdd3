"""Blocking calls that may hang for ever, each on a daemon thread of its own.

Name resolution, a locked keyring and a proxy script can wait for minutes or for a person. asyncio's default executor joins its
threads when the interpreter ends, so one hung call would keep the process alive; a daemon thread never does.

Imports asyncio: for the runtime thread, not for ``ui``.
"""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def start_on_daemon_thread(loop: asyncio.AbstractEventLoop, fn: Callable[[], T], name: str) -> asyncio.Future[T]:
    """Start ``fn`` and return a future of ``loop``. Cancelling the future leaves the thread to its fate and drops its result."""
    future: asyncio.Future[T] = loop.create_future()

    def deliver(result: T) -> None:
        if not future.done():
            future.set_result(result)

    def fail(error: BaseException) -> None:
        if not future.done():
            future.set_exception(error)

    def run() -> None:
        try:
            result = fn()
        except StopIteration as error:
            # A future refuses StopIteration: it would end the coroutine that awaits it.
            replacement = RuntimeError("StopIteration on a daemon thread")
            replacement.__cause__ = error
            post(lambda: fail(replacement))
        except BaseException as error:  # noqa: BLE001 - whatever it was belongs to the one who waits
            kept = error
            post(lambda: fail(kept))
        else:
            post(lambda: deliver(result))

    def post(callback: Callable[[], None]) -> None:
        try:
            loop.call_soon_threadsafe(callback)
        except RuntimeError:
            return  # the loop has been closed: nobody waits any more

    threading.Thread(target=run, name=name, daemon=True).start()
    return future


async def on_daemon_thread(fn: Callable[[], T], seconds: float | None = None, *, name: str = "provesvar-blocking") -> T:
    """Run ``fn()`` on a daemon thread of its own and wait for it, at most ``seconds`` (None: no limit).

    Raises TimeoutError at the limit, CancelledError at once when the waiting task is cancelled, else what ``fn`` raised. The
    thread itself cannot be stopped: ``fn`` must not mind that its result is thrown away.
    """
    async with asyncio.timeout(seconds):
        return await start_on_daemon_thread(asyncio.get_running_loop(), fn, name)
