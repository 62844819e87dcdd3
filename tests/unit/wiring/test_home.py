from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.platform.places import Places
from provesvar_gui.wiring.user_files import RememberedRoles, UserFiles

if TYPE_CHECKING:
    from pathlib import Path

needs_fifo = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a FIFO stands for a home that hangs")
HPR = "565501872"
ORGNR = "974706490"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    folders = {name: tmp_path / name for name in ("config", "data", "state", "cache")}
    for folder in folders.values():
        folder.mkdir()
    return Places(**folders, policy=None)


def test_role_and_organisation_are_remembered_and_on_the_disk_when_the_program_ends(places: Places) -> None:
    home = UserFiles(places)
    roles = RememberedRoles(home, lambda: "desk-1")
    assert roles.recall(HPR) == ("", "")
    roles.remember(HPR, "LE", "")
    assert roles.recall(HPR) == ("LE", "")
    roles.remember(HPR, "SP", ORGNR)
    roles.remember(HPR, "AA", "")
    home.end(time.monotonic())
    assert RememberedRoles(UserFiles(places), lambda: "desk-1").recall(HPR) == ("AA", ORGNR)


@pytest.mark.hazard("S3")
def test_the_organisation_is_of_this_machine_and_of_none_in_a_remote_session(places: Places) -> None:
    home = UserFiles(places)
    RememberedRoles(home, lambda: "desk-1").remember(HPR, "LE", ORGNR)
    assert RememberedRoles(home, lambda: "desk-2").recall(HPR) == ("LE", "")
    remote = RememberedRoles(home, lambda: "")
    assert remote.recall(HPR) == ("LE", "")
    remote.remember(HPR, "SP", "974589095")
    assert RememberedRoles(home, lambda: "desk-1").recall(HPR) == ("SP", ORGNR)
    assert RememberedRoles(home, lambda: "desk-1").recall("7654321") == ("", "")


@needs_fifo
def test_a_home_that_hangs_remembers_nothing_and_holds_up_nobody(places: Places) -> None:
    os.mkfifo(places.roles_file)
    os.mkfifo(places.roles_key_file)
    home = UserFiles(places)
    roles = RememberedRoles(home)
    for _ in range(100):  # once a moment, then none: the time limit of the test is the judge
        roles.remember(HPR, "LE", ORGNR)
        assert roles.recall(HPR) == ("", "")
    home.end(time.monotonic())
