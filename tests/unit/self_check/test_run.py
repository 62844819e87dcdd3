"""No check stops another: not by failing, by hanging, by never giving up, nor by being cancelled in the middle."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.self_check.checks import run as run_checks
from provesvar_gui.self_check.findings import CheckResult, Grade, Item, State, exit_status, worst
from tests.kit.loop import run

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from provesvar_gui.self_check.findings import Checks


def good(item: Item) -> CheckResult:
    return CheckResult(item=item, state=State.CLOCK_RIGHT)


def checks(looks: Mapping[Item, Callable[[], Awaitable[object]]]) -> Checks:
    async def wrapped(item: Item) -> CheckResult:
        await looks[item]()
        return good(item)

    return {item: partial(wrapped, item) for item in looks}


async def nothing() -> None:
    return


async def for_ever() -> None:
    await asyncio.Event().wait()


async def broken() -> None:
    raise ZeroDivisionError("a secret")


async def refused() -> None:
    raise AppError(ErrorCode.INTERNAL, "ours")


def test_each_tells_for_itself_in_the_order_of_the_items() -> None:
    looks = {Item.CLOCK: nothing, Item.KEY: for_ever, Item.VAULT: broken, Item.PROGRAM: refused}
    told: list[Item] = []
    found = run(run_checks(checks(looks), lambda finding: told.append(finding.item), each_seconds=0.05))
    assert [(finding.item, finding.grade, finding.state) for finding in found] == [
        (Item.PROGRAM, Grade.UNKNOWN, State.NOT_CHECKED),
        (Item.VAULT, Grade.UNKNOWN, State.NOT_CHECKED),
        (Item.KEY, Grade.UNKNOWN, State.TOO_SLOW),
        (Item.CLOCK, Grade.GREEN, State.CLOCK_RIGHT),
    ]
    assert found[1].given == {"kind": "ZeroDivisionError"}
    assert sorted(told) == sorted(finding.item for finding in found)
    assert told[-1] is Item.KEY  # the others were told before


async def test_they_run_at_once() -> None:
    gate = asyncio.Barrier(3)  # opens only when all three are there

    async def meet() -> None:
        await gate.wait()

    found = await run_checks(checks(dict.fromkeys((Item.KEY, Item.VAULT, Item.CLOCK), meet)), lambda _finding: None)
    assert worst(found) is Grade.GREEN


async def test_one_that_does_not_even_end_when_it_is_cancelled() -> None:
    let_go = asyncio.Event()

    async def stubborn() -> None:
        while not let_go.is_set():
            try:
                await let_go.wait()
            except asyncio.CancelledError:
                continue

    found = await run_checks(
        checks({Item.KEY: stubborn, Item.CLOCK: nothing}), lambda _finding: None, each_seconds=0.01, all_seconds=0.05
    )
    let_go.set()
    assert [finding.state for finding in found] == [State.TOO_SLOW, State.CLOCK_RIGHT]
    await asyncio.sleep(0)


async def test_cancelled_it_leaves_nothing_behind() -> None:
    ended = asyncio.Event()
    begun = asyncio.Event()

    async def watch() -> None:
        begun.set()
        try:
            await for_ever()
        finally:
            ended.set()

    task = asyncio.create_task(run_checks(checks({Item.KEY: watch}), lambda _finding: None))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.wait_for(ended.wait(), 5)


@pytest.mark.parametrize(
    ("grades", "status"),
    [
        ((Grade.GREEN,), 0),
        ((Grade.GREEN, Grade.UNKNOWN), 3),
        ((Grade.AMBER, Grade.UNKNOWN), 3),
        ((Grade.UNKNOWN, Grade.AMBER, Grade.RED), 1),
        ((), 0),
    ],
)
def test_the_exit_status(grades: tuple[Grade, ...], status: int) -> None:
    findings = [CheckResult(item=Item.CLOCK, state=State.CLOCK_RIGHT, other_grade=grade) for grade in grades]
    assert exit_status(findings) == status
