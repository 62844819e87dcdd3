from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from provesvar_gui.platform.handover.place import Place, Reason, claim, find, kind_of, session

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the folder is Linux'")
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def here(runtime: Path, display: str = ":0", kind: str = "program") -> Place | Reason:
    return find(kind, {"XDG_RUNTIME_DIR": str(runtime), "DISPLAY": display})


@pytest.fixture
def runtime() -> Iterator[Path]:
    """Short, since a socket's path may not be long."""
    with tempfile.TemporaryDirectory(prefix="pv") as folder:
        yield Path(folder)


def found(runtime: Path, display: str = ":0", kind: str = "program") -> Place:
    place = here(runtime, display, kind)
    assert isinstance(place, Place)
    return place


def test_the_socket_is_in_a_private_folder(runtime: Path) -> None:
    place = found(runtime)
    assert place.address == str(runtime / "provesvar" / "program-0.socket")
    assert (runtime / "provesvar").stat().st_mode & 0o777 == 0o700
    assert found(runtime) == place


def test_each_session_and_kind_has_its_own(runtime: Path) -> None:
    kinds = [kind_of(sandbox=False, config=None), kind_of(sandbox=True, config=None), kind_of(sandbox=False, config="a.toml")]
    assert len({found(runtime, display, kind).address for display in (":0", ":1") for kind in kinds}) == 6
    assert kind_of(sandbox=False, config="a.toml") == kind_of(sandbox=False, config=str(Path.cwd() / "a.toml"))


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({}, "none"),
        ({"DISPLAY": ":1.0", "WAYLAND_DISPLAY": "wayland-1"}, "wayland-1"),
        ({"WAYLAND_DISPLAY": "/run/user/1000/wayland-0"}, "wayland-0"),
        ({"DISPLAY": ":0.0"}, "0"),
        ({"DISPLAY": "localhost:10.0"}, "localhost_10"),
        ({"DISPLAY": "odd.0"}, "odd.0"),
        ({"DISPLAY": "x" * 99}, "x" * 40),
    ],
)
def test_the_session_in_a_name(environment: dict[str, str], name: str) -> None:
    assert session(environment) == name


@pytest.mark.skipif(not ROOT, reason="only root can give a folder away")
def test_a_folder_of_another_user(runtime: Path) -> None:
    (runtime / "provesvar").mkdir(mode=0o700)
    os.chown(runtime / "provesvar", 65534, 65534)
    assert here(runtime) is Reason.FOLDER_OF_ANOTHER
    os.chown(runtime, 65534, 65534)
    assert here(runtime) is Reason.FOLDER_OF_ANOTHER


def test_the_first_is_the_only_one_until_it_goes(runtime: Path) -> None:
    place = found(runtime)
    first = claim(place)
    assert first is not None
    assert first.address == place.address
    assert Path(place.lock).stat().st_mode & 0o777 == 0o600
    assert claim(place) is None
    first.release()
    first.release()
    second = claim(place)
    assert second is not None
    second.release()
