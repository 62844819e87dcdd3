"""What the self-check makes of a machine's key on Windows, where nothing but an access list protects it."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.helseid.key_notes import KeyNotes, Note
from provesvar_gui.helseid.key_place import MemoryPlace
from provesvar_gui.helseid.key_ring import KeyRing, StoredKey, ring_text
from provesvar_gui.helseid.machine_key import MachinePlace
from provesvar_gui.self_check.item import Grade, Item, State
from tests.unit.self_check.kit import CLIENT, JWK, NOW, Machine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


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
    path = tmp_path / "etc" / "machine-key.json"
    path.parent.mkdir(mode=0o755)
    path.write_text(ring_text(KeyRing(current=StoredKey(private_jwk=JWK), client_id=CLIENT)))
    path.chmod(0o600)

    def icacls(command: Sequence[str]) -> str:
        if not account:
            raise FileNotFoundError
        return f"{command[1]} NT AUTHORITY\\SYSTEM:(F)\n BUILTIN\\Administrators:(F)\n {account}\n"

    place = MachinePlace(path, administrator=path.stat().st_uid, owned=False)
    machine = Machine(tmp_path / "desk")
    machine.changes = {"platform": "win32", "key_place": place, "run_command": icacls}
    found = machine.check()
    finding = found[Item.KEY]
    assert (finding.grade, finding.state) == (grade, state)
    if state is not State.KEY_EXPOSED:
        assert found[Item.KEY_EXPIRY].state is State.KEY_END_UNKNOWN_MACHINE
    assert "provesvar:" not in str(finding.given)  # accounts may be people


def test_an_end_that_only_this_account_was_told_is_shown(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "desk")
    place = MemoryPlace(KeyRing(current=StoredKey(private_jwk=JWK), client_id=CLIENT))
    machine.changes = {"key_place": place}
    assert machine.check()[Item.KEY_EXPIRY].state is State.KEY_END_UNKNOWN
    notes = KeyNotes(machine.around().places.state, CLIENT)
    ends = (NOW + timedelta(days=9, hours=1)).timestamp()
    notes.write(Note(key="another key", asked=0.0, ends=ends))
    assert machine.check()[Item.KEY_EXPIRY].state is State.KEY_END_UNKNOWN
    notes.write(Note(key=StoredKey(private_jwk=JWK).key().thumbprint, asked=0.0, ends=ends))
    finding = machine.check()[Item.KEY_EXPIRY]
    assert (finding.state, finding.given["days"]) == (State.KEY_ENDS_SOON, "9")
