"""Does all checks at once, each within its time and the whole within its own; what goes wrong in one is said of that one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from provesvar_gui.self_check.item import Check, Finding, Grade, Item, State

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EACH_SECONDS = 9.0  # a network that fails is told within 8
ALL_SECONDS = 15.0


async def run(
    checks: Sequence[Check],
    report: Callable[[Finding], None],
    *,
    each_seconds: float = EACH_SECONDS,
    all_seconds: float = ALL_SECONDS,
) -> tuple[Finding, ...]:
    """Every finding, in the order of ``Item``; ``report`` is told of each as it comes. Cancelled, it leaves nothing behind.

    A check that does not even end when it is cancelled is left alone, and called too slow.
    """
    tasks = {asyncio.create_task(_one(check, each_seconds)): check for check in checks}
    found: dict[Item, Finding] = {}
    waiting = set(tasks)
    ends = asyncio.get_running_loop().time() + all_seconds
    try:
        while waiting and (left := ends - asyncio.get_running_loop().time()) > 0:
            done, waiting = await asyncio.wait(waiting, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                found[tasks[task].item] = finding = task.result()
                report(finding)
    finally:
        for task in waiting:
            task.cancel()
    for task in waiting:
        late = too_slow(tasks[task].item, all_seconds)
        found[late.item] = late
        report(late)
    return tuple(found[item] for item in Item if item in found)


def too_slow(item: Item, seconds: float) -> Finding:
    """It did not come to an end."""
    return Finding(item=item, grade=Grade.UNKNOWN, state=State.TOO_SLOW, given={"seconds": f"{seconds:.0f}"})


async def _one(check: Check, seconds: float) -> Finding:
    limit = asyncio.timeout(seconds)
    try:
        async with limit:
            return await check.look()
    except asyncio.CancelledError:
        raise
    except BaseException as error:  # the check's own trouble, a bug of ours included: the others must still be told
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        if limit.expired():
            return too_slow(check.item, seconds)
        return Finding(item=check.item, grade=Grade.UNKNOWN, state=State.NOT_CHECKED, given={"kind": type(error).__name__})
