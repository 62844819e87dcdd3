"""What the self-check makes of a key in a file, the machine's or another."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from provesvar_gui.helseid.keys.key_ring import KeyRing, PlaceKind, StoredKey, ring_text
from provesvar_gui.helseid.keys.machine_key import MachinePlace
from provesvar_gui.self_check import findings as words
from provesvar_gui.self_check.checks import judge_expiry
from provesvar_gui.self_check.findings import CheckResult, Grade, Item, State
from tests.unit.self_check.kit import CLIENT, JWK, NOW, Machine


@pytest.mark.skipif(sys.platform == "win32", reason="the file is read as on Linux")
def test_a_machines_key_on_windows_is_never_called_good(tmp_path: Path) -> None:
    path = tmp_path / "etc" / "machine-key.json"
    path.parent.mkdir(mode=0o755)
    path.write_text(ring_text(KeyRing(keys=(StoredKey(private_jwk=JWK),), client_id=CLIENT)))
    path.chmod(0o600)
    machine = Machine(tmp_path / "desk")
    place = MachinePlace(path, administrator=path.stat().st_uid, owned=False)
    machine.changes = {"platform": "win32", "key_place": place}
    found = machine.check()
    assert (found[Item.KEY].grade, found[Item.KEY].state) == (Grade.UNKNOWN, State.KEY_UNJUDGED)
    assert found[Item.KEY_EXPIRY].state is State.KEY_END_UNKNOWN
    assert "machine's administrator" in words.what_to_do(found[Item.KEY_EXPIRY], str)


@pytest.mark.parametrize(("place", "advised"), [("vault", "--import-client"), ("machine", "--provision-machine")])
@pytest.mark.parametrize("state", [State.KEY_MISSING, State.KEY_UNUSABLE, State.KEY_OF_ANOTHER])
def test_what_is_advised_is_what_the_command_takes_there(place: str, advised: str, state: State) -> None:
    """--import-client refuses where the key is the machine's."""
    finding = CheckResult(item=Item.KEY, state=state, given={"place": place, "why": "x"})
    do = words.what_to_do(finding, str)
    assert advised in do
    assert ("--import-client" in do) == (place == "vault")


def test_a_machine_without_its_key_is_told_to_be_provisioned(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "desk", own="[journal]\nmonths = 12\n")
    machine.changes = {"key_place": MachinePlace(tmp_path / "etc" / "machine-key.json")}
    found = machine.check()
    assert found[Item.KEY].state is State.KEY_MISSING
    text = "\n".join(words.what_to_do(finding, str) for finding in found.values())
    assert "--provision-machine" in text
    assert "--import-client" not in text


def test_an_ended_key_of_the_machine() -> None:
    finding = judge_expiry(NOW, NOW, PlaceKind.MACHINE)
    assert "--provision-machine" in words.what_to_do(finding, str)
