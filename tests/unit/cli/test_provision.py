"""The machine's key is put in place, from a file or from standard input, as often as a roll-out tool likes."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from packaging.policy_template import ROOT
from provesvar_gui.cli.client import LEFT, NO_GROUP, NOT_ADMINISTRATOR, REFUSED, provision_machine
from provesvar_gui.errors import ErrorCode
from provesvar_gui.helseid.keys.key_ring import KeyRing, MachinePlace, StoredKey, parse_ring
from provesvar_gui.options import Options
from provesvar_gui.settings.settings import Settings
from provesvar_gui.wiring.configuration import Configuration
from tests.kit.errors import app_error
from tests.kit.loop import run
from tests.unit.helseid.kit import another_key
from tests.unit.helseid.test_client_file import FILE
from tests.unit.settings.kit import make_places, policy

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there an access list stands for owner, group and mode")


@dataclass
class Machine:
    settings: Settings
    path: Path

    def take(self, document: dict[str, Any], group: str = "", **given: Any) -> int:
        source = io.BytesIO(json.dumps(document).encode("utf-8-sig"))
        given = {"administrator": lambda: True, **given}
        group = group or group_of(self.path.parent.parent)
        place = MachinePlace(self.path, administrator=os.geteuid(), owned=True, group=group)
        return provision_machine(Path("-"), group, self.settings, stdin=source, place=place, **given)

    def ring(self) -> KeyRing:
        return parse_ring(self.path.read_text())

    def rotate(self) -> str:
        new = StoredKey(private_jwk=another_key())
        run(MachinePlace(self.path, administrator=os.geteuid(), owned=True).store(replace(self.ring(), keys=(new,))))
        return new.private_jwk


def group_of(path: Path) -> str:
    import grp

    return grp.getgrgid(path.stat().st_gid).gr_name


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    path = tmp_path / "etc" / "machine-key.json"
    places = make_places(tmp_path)
    policy(places, f'[helseid]\nkey = "machine"\nmachine_key = "{path.as_posix()}"\n')
    return Machine(Configuration(Options(), places).read(), path)


@pytest.mark.hazard("S73")
def test_from_standard_input_in_silence_and_no_copy_lies_on_the_disk(
    machine: Machine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert machine.take(FILE) == 0
    said = capsys.readouterr()
    assert said.out + said.err == ""
    assert machine.path.stat().st_mode & 0o777 == 0o640
    assert machine.path.parent.stat().st_mode & 0o777 == 0o755
    assert machine.ring().client_id == "1f2e"
    secret = json.loads(FILE["privateJwk"])["d"]
    holding = [path for path in tmp_path.rglob("*") if path.is_file() and secret in path.read_text("utf-8", "replace")]
    assert holding == [machine.path]


@pytest.mark.hazard("S73")
def test_an_image_holds_no_key_until_a_machine_of_it_starts(machine: Machine, tmp_path: Path) -> None:
    """By the command of the administrators' page, which finds what an image must not hold."""
    (command,) = re.findall(r"^find / .*$", (ROOT / "packaging/admin/terminal-servers.md").read_text("utf-8"), re.MULTILINE)

    def found() -> set[Path]:
        searched = command.replace("find / ", f"find {tmp_path} ", 1)
        told = subprocess.run(["sh", "-c", searched], capture_output=True, text=True, check=True).stdout
        return {Path(line) for line in told.splitlines()}

    assert not found()
    assert machine.take(FILE) == 0  # at its start
    assert found() == {machine.path}
    machine.path.unlink()  # it is put back to the image
    of_a_user = {tmp_path / "home/kari/.local" / name for name in ("share/provesvar/keys/k", "state/provesvar/journal.key")}
    of_a_user.add(tmp_path / "home/kari/.local/share/keyrings/login.keyring")
    for path in of_a_user:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert found() == of_a_user


@pytest.mark.hazard("S73")
def test_a_key_that_the_machine_has_got_since_is_not_overwritten(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    assert machine.take(FILE) == 0
    newer = machine.rotate()
    assert machine.take(FILE) == LEFT
    assert "newer key" in capsys.readouterr().err
    assert machine.ring().newest.private_jwk == newer
    machine.rotate()
    assert machine.take(FILE) == LEFT  # rotated more than once
    assert machine.take(FILE, replace_newer=True) == 0
    assert machine.ring().newest.private_jwk != newer
    assert json.loads(machine.ring().newest.private_jwk)["d"] == json.loads(FILE["privateJwk"])["d"]


@pytest.mark.hazard("S75")
@pytest.mark.parametrize("mode", [0o775, 0o757])
def test_a_folder_in_which_others_can_write_is_told_before_the_key_is_there(machine: Machine, mode: int) -> None:
    machine.path.parent.mkdir()
    machine.path.parent.chmod(mode)
    with app_error(ErrorCode.KEY_EXPOSED) as caught:
        machine.take(FILE)
    assert caught.value.params["file"] == str(machine.path)
    assert not machine.path.exists()


def test_who_is_no_administrator_provisions_nothing(machine: Machine) -> None:
    assert machine.take(FILE, administrator=lambda: False) == NOT_ADMINISTRATOR
    assert machine.take(FILE, group="no-such-group-here") == NO_GROUP
    assert machine.take({**FILE, "scopes": ["openid"]}) == REFUSED
    assert not machine.path.exists()
