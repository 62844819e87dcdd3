"""A policy and folders that cannot be looked at: told as such, never as if they were not there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from provesvar_gui.self_check import settings_checks
from provesvar_gui.self_check.findings import CheckResult, Grade, Item, State
from provesvar_gui.self_check.surroundings import Surroundings
from tests.kit.loop import run
from tests.unit.forbidden import forbidden
from tests.unit.self_check.kit import Machine


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.hazard("S83")
@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_a_policy_and_folders_behind_one_that_may_not_be_entered(machine: Machine) -> None:
    machine.policy = "[journal]\nmonths = 24\n"
    around = machine.around()
    (around.places.data / "journal").mkdir(parents=True)
    assert around.places.policy is not None
    for folder, item, state in (
        (around.places.policy.parent, Item.POLICY, State.POLICY_UNREADABLE),
        (around.places.data, Item.FOLDERS, State.FOLDERS_UNUSABLE),
    ):
        with forbidden(folder):
            finding = look(around, item)
        assert (finding.grade, finding.state) == (Grade.RED, state)
        assert "~/d/journal" in finding.given.get("folders", "~/d/journal")


def test_a_policy_that_is_a_link_to_nothing(machine: Machine) -> None:
    around = machine.around()
    assert around.places.policy is not None
    around.places.policy.parent.symlink_to(machine.root / "share")  # which is not mounted
    assert look(around, Item.POLICY).state is State.POLICY_UNREADABLE


@pytest.mark.hazard("S82")
@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_policy_that_is_a_link_is_looked_at_where_it_leads_to(machine: Machine) -> None:
    machine.policy = "[journal]\nmonths = 24\n"
    around = machine.around()
    policy, real = around.places.policy, machine.root / "where it is" / "p.toml"
    assert policy is not None
    real.parent.mkdir()
    policy.rename(real)
    policy.symlink_to(real)
    assert look(around, Item.POLICY).state is State.POLICY_THERE
    real.parent.chmod(0o777)
    assert look(around, Item.POLICY).state is State.POLICY_OPEN


@pytest.mark.hazard("S84")
def test_on_windows_it_is_not_called_good_unseen(machine: Machine) -> None:
    machine.policy = "[journal]\nmonths = 24\n"
    machine.changes = {"platform": "win32"}
    finding = look(machine.around(), Item.POLICY)
    assert (finding.grade, finding.given["count"]) == (Grade.UNKNOWN, "1")


LOOKS = {Item.POLICY: settings_checks.check_policy, Item.FOLDERS: settings_checks.check_folders}


def look(around: Surroundings, item: Item) -> CheckResult:
    async def look() -> CheckResult:
        return await LOOKS[item](around)

    return run(look())
