"""No check stops another: not by failing, by hanging, nor by being cancelled; and every part of the program is looked for."""

from __future__ import annotations

import asyncio
from importlib.util import find_spec
from pathlib import Path

import pytest

from provesvar_gui.self_check import checks
from provesvar_gui.self_check.checks import self_check
from provesvar_gui.self_check.findings import AMBER, GREEN, RED, UNKNOWN, CheckResult, Grade, Item, exit_status
from provesvar_gui.self_check.mailable import Mailable
from tests.kit.loop import run
from tests.unit.self_check.kit import Machine

PACKAGE = Path(checks.__file__).parent.parent


async def for_ever() -> CheckResult:
    await asyncio.Event().wait()
    raise AssertionError


async def broken() -> tuple[int, object]:
    raise ZeroDivisionError("a secret")


def test_each_tells_for_itself_in_the_order_of_the_items(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.changes = {"program": for_ever}
    machine.services.answers["/metadata"] = broken
    found = run(self_check(machine.around(), each_seconds=0.5))
    assert [finding.item for finding in found] == list(Item)
    texts = {finding.item: finding.what.format_map(finding.given) for finding in found if finding.grade is UNKNOWN}
    assert texts[Item.PROGRAM] == "No answer within 0 seconds."
    assert texts[Item.RESULTS] == "It could not be checked (ZeroDivisionError)."
    assert Item.HELSEID not in texts
    assert "secret" not in repr(found)


async def test_cancelled_it_leaves_nothing_behind(tmp_path: Path) -> None:
    machine, begun = Machine(tmp_path), asyncio.Event()

    async def watch() -> CheckResult:
        begun.set()
        return await for_ever()

    machine.changes, before = {"program": watch}, asyncio.all_tasks()
    task = asyncio.create_task(self_check(await asyncio.to_thread(machine.around)))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert asyncio.all_tasks() == before


@pytest.mark.parametrize(
    ("grades", "status"),
    [((GREEN,), 0), ((GREEN, UNKNOWN), 3), ((AMBER, UNKNOWN), 3), ((UNKNOWN, AMBER, RED), 1), ((), 0)],
)
def test_the_exit_status(grades: tuple[Grade, ...], status: int) -> None:
    assert exit_status([CheckResult(Item.CLOCK, grade, "") for grade in grades]) == status


def test_every_module_is_looked_for_and_what_is_missing_is_named() -> None:
    own = {".".join(path.relative_to(PACKAGE).with_suffix("").parts) for path in PACKAGE.rglob("*.py")}
    found = {part.removeprefix("provesvar_gui.") for part in checks.every_part()}
    assert {name.removesuffix(".__init__") for name in own} - {"__init__"} <= found
    finding = run(checks.check_program(Mailable(), window=False))
    if find_spec("PySide6") is None:
        assert (finding.grade, finding.given["part"], finding.given["kind"]) == (RED, "provesvar_gui.app", "ModuleNotFoundError")
