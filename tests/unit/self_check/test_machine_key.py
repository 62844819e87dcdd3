"""What the self-check makes of a machine's key on Windows, where nothing but an access list protects it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from provesvar_gui.helseid.keys.key_ring import FilePlace, KeyRing, PlaceKind, StoredKey, ring_text
from provesvar_gui.helseid.keys.machine_key import MachinePlace
from provesvar_gui.self_check import findings as words
from provesvar_gui.self_check.checks import judge_expiry
from provesvar_gui.self_check.findings import CheckResult, Grade, Item, State
from tests.unit.self_check.kit import CLIENT, JWK, NOW, Machine


@pytest.mark.skipif(sys.platform == "win32", reason="the file is read as on Linux")
@pytest.mark.parametrize(
    ("account", "grade", "state"),
    [
        ("KLINIKK\\provesvar:(R)", Grade.UNKNOWN, State.KEY_LIST_READ),
        ("KLINIKK\\provesvar:(I)(R)", Grade.AMBER, State.KEY_LIST_ODD),
        ("BUILTIN\\Brukere:(R)", Grade.RED, State.KEY_EXPOSED),
        ("", Grade.UNKNOWN, State.KEY_LIST_UNKNOWN),
    ],
)
def test_the_access_list_of_a_machines_key_on_windows(tmp_path: Path, account: str, grade: Grade, state: State) -> None:
    """Not tried on Windows, and never green."""
    found = on_windows(tmp_path, KeyRing(current=StoredKey(private_jwk=JWK), client_id=CLIENT), account)
    finding = found[Item.KEY]
    assert (finding.grade, finding.state) == (grade, state)
    if state is not State.KEY_EXPOSED:
        assert found[Item.KEY_EXPIRY].state is State.KEY_END_UNKNOWN
        assert "machine's administrator" in words.what_to_do(found[Item.KEY_EXPIRY], str)
    assert "provesvar:" not in str(finding.given)  # accounts may be people


def on_windows(tmp_path: Path, ring: KeyRing, account: str) -> dict[Item, CheckResult]:
    """``account``: what icacls tells besides; without one it is not there."""
    path = tmp_path / "etc" / "machine-key.json"
    path.parent.mkdir(mode=0o755)
    path.write_text(ring_text(ring))
    path.chmod(0o600)

    def icacls(command: Sequence[str]) -> str:
        if not account:
            raise FileNotFoundError
        return f"{command[1]} NT AUTHORITY\\SYSTEM:(F)\n BUILTIN\\Administrators:(F)\n {account}\n"

    place = MachinePlace(path, administrator=path.stat().st_uid, owned=False)
    machine = Machine(tmp_path / "desk")
    machine.changes = {"platform": "win32", "key_place": place, "run_command": icacls}
    return machine.check()


@pytest.mark.parametrize(
    ("place", "advised"), [("vault", "--import-client"), ("machine", "--provision-machine"), ("file", "helseid.key")]
)
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


def key_in_a_file(root: Path, profile: str, **changes: Any) -> CheckResult:
    """What is said of a file, ``mode``, in a folder, ``folder_mode``; ``icacls``: what that says of both, on Windows."""
    path = root / "keys" / "HelseId.json"
    path.parent.mkdir(mode=0o755)
    path.write_text(json.dumps({"clientId": CLIENT, "privateJwk": JWK}))
    path.chmod(changes.get("mode", 0o600))
    path.parent.chmod(changes.get("folder_mode", 0o755))
    machine = Machine(root / "desk")
    machine.policy = f'[profile]\nname = "{profile}"\n'
    place = FilePlace(path, strict=profile == "prod" and "icacls" not in changes)
    machine.changes = {"key_place": place}
    if "icacls" in changes:
        machine.changes |= {
            "platform": "win32",
            "run_command": lambda command: f"{command[1]} BUILTIN\\Administrators:(F)\n {changes['icacls']}\n",
        }
    return machine.check()[Item.KEY]


@pytest.mark.skipif(sys.platform == "win32", reason="file modes say nothing there")
@pytest.mark.parametrize(("profile", "grade"), [("prod", Grade.RED), ("test", Grade.AMBER)])
@pytest.mark.parametrize("modes", [{"mode": 0o666}, {"folder_mode": 0o777}])
def test_a_key_file_that_others_may_change_is_not_called_good(
    tmp_path: Path, profile: str, grade: Grade, modes: dict[str, int]
) -> None:
    finding = key_in_a_file(tmp_path, profile, **modes)
    assert (finding.grade, finding.state) == (grade, State.KEY_OPEN)


@pytest.mark.parametrize(
    ("account", "open_one"),
    [("BUILTIN\\Users:(R)", False), ("KLINIKK\\kari:(F)", False), ("BUILTIN\\Brukere:(M)", True), ("Everyone:(I)(F)", True)],
)
@pytest.mark.parametrize(("profile", "grade"), [("prod", Grade.RED), ("test", Grade.AMBER)])
def test_a_key_file_on_windows_by_its_access_list(
    tmp_path: Path, account: str, open_one: bool, profile: str, grade: Grade
) -> None:
    """By texts of the form that ``icacls`` writes; not tried on Windows."""
    finding = key_in_a_file(tmp_path, profile, icacls=account)
    assert (finding.grade, finding.state) == ((grade, State.KEY_OPEN) if open_one else (Grade.GREEN, State.KEY_GOOD))
