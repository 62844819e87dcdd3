"""No check stops another: not by failing, by hanging, nor by being cancelled in the middle."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from provesvar_gui.self_check.checks import self_check
from provesvar_gui.self_check.findings import CheckResult, Grade, Item, State, exit_status
from tests.kit.loop import run
from tests.unit.self_check.kit import Machine


async def for_ever() -> CheckResult:
    await asyncio.Event().wait()
    raise AssertionError


async def broken() -> tuple[int, object]:
    raise ZeroDivisionError("a secret")


def test_each_tells_for_itself_in_the_order_of_the_items(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.changes = {"program": for_ever}
    machine.services.answers["/metadata"] = broken
    told: list[Item] = []
    found = run(self_check(machine.around(), lambda finding: told.append(finding.item), each_seconds=0.5))
    assert [finding.item for finding in found] == list(Item)
    states = {finding.item: finding.state for finding in found}
    assert (states[Item.PROGRAM], states[Item.RESULTS], states[Item.HELSEID]) == (
        State.TOO_SLOW, State.NOT_CHECKED, State.REACHED,
    )  # fmt: skip
    assert "secret" not in repr(found)
    assert sorted(told) == sorted(Item)
    assert told[-1] is Item.PROGRAM  # the others were told before


async def test_cancelled_it_leaves_nothing_behind(tmp_path: Path) -> None:
    machine, begun = Machine(tmp_path), asyncio.Event()

    async def watch() -> CheckResult:
        begun.set()
        return await for_ever()

    machine.changes, before = {"program": watch}, asyncio.all_tasks()
    task = asyncio.create_task(self_check(await asyncio.to_thread(machine.around), lambda _finding: None))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert asyncio.all_tasks() == before


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
