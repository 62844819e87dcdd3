"""A session whose person sits elsewhere is known by what the system says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from provesvar_gui.wiring.user_files import is_remote

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.hazard("H6.7")
@pytest.mark.parametrize(
    ("environment", "remote"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, False),
        ({"DISPLAY": "unix:0"}, False),
        ({"DISPLAY": "/private/tmp/com.apple.launchd.x/org.xquartz:0"}, False),
        ({"DISPLAY": "localhost:10.0"}, True),
        ({"SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 22", "DISPLAY": ":0"}, True),
        ({"XRDP_SESSION": "1", "DISPLAY": ":10"}, True),
        ({"XDG_SESSION_ID": "c2"}, True),
        ({"XDG_SESSION_ID": "3"}, False),
        ({"XDG_SESSION_ID": "7"}, False),
    ],
)
def test_on_linux(environment: dict[str, str], remote: bool, tmp_path: Path) -> None:
    (tmp_path / "c2").write_text("UID=1000\nREMOTE=1\n")
    (tmp_path / "3").write_text("UID=1000\nREMOTE=0\n")
    assert is_remote(environment, windows=False, sessions=tmp_path) is remote


@pytest.mark.parametrize(
    ("metric", "name", "remote"), [(0, "Console", False), (1, "RDP-Tcp#0", True), (0, "ICA-tcp#3", True), (1, "", True)]
)
def test_on_windows(metric: int, name: str, remote: bool, tmp_path: Path) -> None:
    environment = {"SESSIONNAME": name} if name else {}
    assert is_remote(environment, windows=True, metric=lambda _which: metric, sessions=tmp_path) is remote
