"""Where a program is found, and where nobody is: folders that somebody else could use."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.handover.instance import claim
from provesvar_gui.handover.place import Place, Reason, find, kind_of, session

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def test_the_place(runtime: Path) -> None:
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
        ({"DISPLAY": ":0"}, "0"),
        ({"DISPLAY": ":1.0", "WAYLAND_DISPLAY": "wayland-1"}, "wayland-1"),
        ({"WAYLAND_DISPLAY": "/run/user/1000/wayland-0"}, "wayland-0"),
        ({"DISPLAY": ":0.0"}, "0"),
        ({"DISPLAY": "localhost:10.0"}, "localhost_10"),
        ({"DISPLAY": "pc.example.org:10"}, "pc.example.org_10"),
        ({"DISPLAY": "odd.0"}, "odd.0"),
        ({"DISPLAY": "x" * 99}, "x" * 40),
    ],
)
def test_the_session_in_a_name(environment: dict[str, str], name: str) -> None:
    assert session(environment) == name


@pytest.mark.parametrize("runtime", ["", "run", "."])
def test_no_runtime_folder(runtime: str) -> None:
    assert find("program", {"XDG_RUNTIME_DIR": runtime}) is Reason.NO_RUNTIME_FOLDER
    assert find("program", {}) is Reason.NO_RUNTIME_FOLDER


def test_folders_that_cannot_be_used(tmp_path: Path, runtime: Path) -> None:
    assert here(tmp_path / "absent") is Reason.FOLDER_UNUSABLE
    file = tmp_path / "file"
    file.touch()
    assert here(file) is Reason.FOLDER_UNUSABLE
    runtime.chmod(0o755)
    assert here(runtime) is Reason.FOLDER_OPEN
    runtime.chmod(0o700)
    (runtime / "provesvar").mkdir(mode=0o700)
    (runtime / "provesvar").chmod(0o770)
    assert here(runtime) is Reason.FOLDER_OPEN


def test_a_link_is_not_followed(tmp_path: Path, runtime: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (runtime / "provesvar").symlink_to(tmp_path / "elsewhere")
    assert here(runtime) is Reason.FOLDER_UNUSABLE


def test_a_path_too_long_for_a_socket(tmp_path: Path) -> None:
    folder = tmp_path / ("x" * 90)
    folder.mkdir(mode=0o700)
    assert here(folder) is Reason.PATH_TOO_LONG


@pytest.mark.skipif(not ROOT, reason="only root can give a folder away")
def test_a_folder_of_another_user(runtime: Path) -> None:
    (runtime / "provesvar").mkdir(mode=0o700)
    os.chown(runtime / "provesvar", 65534, 65534)
    assert here(runtime) is Reason.FOLDER_OF_ANOTHER
    os.chown(runtime, 65534, 65534)
    assert here(runtime) is Reason.FOLDER_OF_ANOTHER


@pytest.mark.skipif(ROOT, reason="root writes everywhere")
def test_a_read_only_folder(runtime: Path) -> None:
    runtime.chmod(0o500)
    assert here(runtime) is Reason.FOLDER_UNUSABLE


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


def test_a_lock_file_that_is_not_ours(runtime: Path) -> None:
    place = found(runtime)
    lock = Path(place.lock)
    lock.symlink_to(runtime / "target")
    refused = claim(place)
    assert refused is not None
    assert (refused.address, refused.reason) == ("", Reason.LOCK_UNUSABLE)
    assert not (runtime / "target").exists()
    lock.unlink()
    lock.touch(mode=0o600)
    lock.chmod(0o666)
    refused = claim(place)
    assert refused is not None
    assert refused.reason is Reason.LOCK_UNUSABLE
    lock.unlink()
    lock.mkdir()
    refused = claim(place)
    assert refused is not None
    assert refused.reason is Reason.LOCK_UNUSABLE
