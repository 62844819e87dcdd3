"""The remembered choices of a person, at this machine and in a remote session, and the window's geometry."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from provesvar_gui.options import Options
from provesvar_gui.platform.places import Places
from provesvar_gui.wiring.configuration import Configuration
from provesvar_gui.wiring.user_files import UserFiles, is_remote

needs_fifo = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a FIFO stands for a home that hangs")
HPR = "565501872"
ORGNR = "974706490"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    folders = {name: tmp_path / name for name in ("config", "data", "state")}
    for folder in folders.values():
        folder.mkdir()
    return Places(**folders, policy=None, registry=None)


def test_role_and_organisation_are_remembered_and_on_the_disk_when_the_program_ends(places: Places) -> None:
    files = UserFiles(places, lambda: "desk-1")
    assert files.recall(HPR) == ("", "")
    files.remember(HPR, "LE", "")
    assert files.recall(HPR) == ("LE", "")
    files.remember(HPR, "SP", ORGNR)
    files.remember(HPR, "AA", "")
    files.end(time.monotonic())
    assert UserFiles(places, lambda: "desk-1").recall(HPR) == ("AA", ORGNR)


def test_the_next_start_has_the_window_as_it_was(places: Places) -> None:
    configuration, files = Configuration(Options(), places), UserFiles(places)
    assert configuration.window_geometry() is None
    files.keep_window(b"as Qt saved it")
    files.end(time.monotonic())
    assert configuration.window_geometry() == b"as Qt saved it"


@pytest.mark.hazard("S3")
def test_the_organisation_is_of_this_machine_and_of_none_in_a_remote_session(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at(machine: str) -> UserFiles:
        return UserFiles(places, lambda: machine)

    for name in ("SSH_CONNECTION", "SESSIONNAME"):  # so that this session is one
        monkeypatch.setenv(name, "RDP-Tcp#0")
    here, remote = at("desk-1"), UserFiles(places)
    here.remember(HPR, "LE", ORGNR)
    assert here.recall(HPR) == ("LE", ORGNR)
    assert at("desk-2").recall(HPR) == remote.recall(HPR) == ("LE", "")
    remote.remember(HPR, "SP", "974589095")
    assert remote.recall(HPR) == ("SP", "")
    assert here.recall(HPR) == ("SP", ORGNR)
    assert here.recall("7654321") == ("", "")


@needs_fifo
def test_a_home_that_hangs_remembers_nothing_and_holds_up_nobody(places: Places) -> None:
    os.mkfifo(places.roles_file)
    os.mkfifo(places.roles_key_file)
    files = UserFiles(places)
    for _ in range(100):  # once a moment, then none: the time limit of the test is the judge
        files.remember(HPR, "LE", ORGNR)
        assert files.recall(HPR) == ("", "")
    files.end(time.monotonic())


@pytest.mark.hazard("H6.7")
@pytest.mark.parametrize(
    ("environment", "remote"),
    [
        ({}, False),
        ({"DISPLAY": "unix:0"}, False),
        ({"DISPLAY": "/private/tmp/com.apple.launchd.x/org.xquartz:0"}, False),
        ({"DISPLAY": "localhost:10.0"}, True),
        ({"SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 22", "DISPLAY": ":0"}, True),
        ({"XRDP_SESSION": "1", "DISPLAY": ":10"}, True),
        ({"XDG_SESSION_ID": "c2"}, True),
        ({"XDG_SESSION_ID": "3"}, False),
    ],
)
def test_a_remote_session_on_linux(environment: dict[str, str], remote: bool, tmp_path: Path) -> None:
    (tmp_path / "c2").write_text("UID=1000\nREMOTE=1\n")
    (tmp_path / "3").write_text("UID=1000\nREMOTE=0\n")
    assert is_remote(environment, windows=False, sessions=tmp_path) is remote


@pytest.mark.parametrize(
    ("metric", "name", "remote"), [(0, "Console", False), (1, "RDP-Tcp#0", True), (0, "ICA-tcp#3", True), (1, "", True)]
)
def test_a_remote_session_on_windows(metric: int, name: str, remote: bool, tmp_path: Path) -> None:
    environment = {"SESSIONNAME": name} if name else {}
    assert is_remote(environment, windows=True, metric=lambda _which: metric, sessions=tmp_path) is remote
