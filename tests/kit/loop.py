"""A loop of its own for one coroutine of a test."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Coroutine
from typing import Any, TypeVar

from provesvar_gui.platform.runtime import DaemonLoop, Resolver

T = TypeVar("T")


def run(work: Coroutine[Any, Any, T], resolver: Resolver = socket.getaddrinfo) -> T:
    """Run on a loop of its own; a task that is left behind fails the test."""

    async def watched() -> T:
        before = asyncio.all_tasks()
        result = await asyncio.wait_for(work, 30)
        await asyncio.sleep(0)  # the loop ends a generator that somebody left in the middle
        left = {task for task in asyncio.all_tasks() - before if not task.done()}
        assert not left, left
        return result

    with asyncio.Runner(loop_factory=lambda: DaemonLoop(resolver)) as runner:
        return runner.run(watched())
