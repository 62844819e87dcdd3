"""Who tells of the screen's lock, on real buses; and who does not, among real processes."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

pytest.importorskip("jeepney", reason="only where the vault speaks D-Bus")

from provesvar_gui.self_check.checks import heard, lock_tellers, quiet_lockers
from tests.unit.session_lock import fake_logind

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the buses are Linux'"),
    pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="this machine lacks dbus-daemon"),
]
DESKTOPS = ("freedesktop", "gnome", "cinnamon", "mate", "xfce")  # KDE: the first; light-locker: the first or the second


@pytest.mark.parametrize("desktop", DESKTOPS)
def test_the_screen_saver_of_each_desktop_is_found(desktop: str) -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pv")))
        address = stack.enter_context(fake_logind.bus(folder))
        assert lock_tellers(system=address, session=address) == ()
        fake_logind.own(fake_logind.others(address, stack), f"org.{desktop}.ScreenSaver")
        assert lock_tellers(system="nonsense", session=address) == (f"org.{desktop}.ScreenSaver",)


def test_logind_is_looked_for_on_the_system_bus_alone() -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pv")))
        address = stack.enter_context(fake_logind.bus(folder))
        program = fake_logind.others(address, stack)
        for name in (fake_logind.LOGIN, "org.kde.screensaver", "org.example.ScreenSaver"):
            fake_logind.own(program, name)
        assert lock_tellers(system=address, session="nonsense") == (fake_logind.LOGIN,)
        assert lock_tellers(system="nonsense", session=address) == ()


def test_nobody_where_there_is_no_bus() -> None:
    assert lock_tellers(system="unix:path=/nowhere", session="") == ()


def _process(folder: Path, number: int, command: str) -> None:
    (folder / str(number)).mkdir()
    (folder / str(number) / "comm").write_text(f"{command}\n")


def test_lockers_that_run_here_and_say_nothing(tmp_path: Path) -> None:
    for number, command in enumerate(("xscreensaver-sy", "xscreensaver", "gnome-shell", "swaylock", "xss-lock", "swayidle"), 100):
        _process(tmp_path, number, command)
    (tmp_path / "self").mkdir()
    (tmp_path / "99").mkdir()  # ended meanwhile
    assert quiet_lockers(tmp_path) == ("xss-lock", "swayidle", "xscreensaver")
    assert quiet_lockers(tmp_path / "none") == ()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a process to somebody else")
def test_those_of_another_user_are_not_ours(tmp_path: Path) -> None:
    _process(tmp_path, 100, "xss-lock")
    os.chown(tmp_path / "100", 4711, 4711)
    assert quiet_lockers(tmp_path) == ()


def test_the_name_that_xscreensaver_has_to_be_inhibited_tells_nothing() -> None:
    freedesktop, logind = "org.freedesktop.ScreenSaver", "org.freedesktop.login1"
    assert heard((logind, freedesktop), ("xscreensaver",)) == (logind,)
    assert heard((logind, freedesktop), ("xss-lock",)) == (logind, freedesktop)
    assert heard((freedesktop,), ("xscreensaver",)) == ()
