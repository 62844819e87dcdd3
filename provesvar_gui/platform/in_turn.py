"""Work that may hang, such as with files of a home on a network drive, one after the other on a daemon thread of its own."""

from __future__ import annotations

import sys
import threading
from contextlib import suppress
from queue import Full, Queue
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_MOST = 100  # that wait; what comes then is not done


class InTurn:
    """For one thread that must not wait. What was asked for first is done first."""

    def __init__(self, name: str) -> None:
        self._work: Queue[Callable[[], object]] = Queue(_MOST)
        self._late: threading.Event | None = None  # what was not waited for any longer
        threading.Thread(target=self._run, name=name, daemon=True).start()

    def later(self, work: Callable[[], object]) -> None:
        """Have it done. Returns at once."""
        with suppress(Full):
            self._work.put_nowait(work)

    def ask(self, work: Callable[[], T], seconds: float) -> T | None:
        """Wait for what it returns, or raise what it raises; None where that does not come in time, or there is no room.

        While something that was not waited for any longer still hangs, nothing is begun, and nobody waits.
        """
        if self._late is not None and not self._late.is_set():
            return None
        found: list[T] = []
        failed: list[BaseException] = []
        done = threading.Event()

        def run() -> None:
            try:
                found.append(work())
            except BaseException as error:  # noqa: BLE001 - handed on
                failed.append(error)
            finally:
                done.set()

        try:
            self._work.put_nowait(run)
        except Full:
            return None
        if not done.wait(seconds):
            self._late = done
            return None
        if failed:
            raise failed[0]
        return found[0]

    def _run(self) -> None:
        while True:
            work = self._work.get()
            try:
                work()
            except Exception:  # noqa: BLE001 - told as of any thread; the next work is done all the same
                threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))
            del work  # nothing of it stays until the next comes
