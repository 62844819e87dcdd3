"""Hard machines: on each the program starts and looks up in the sandbox, or says why not.

Elsewhere: a stale socket, and a runtime folder that is open to others (``test_handover.py``); a vault that is absent, locked or
broken (``test_vault.py``).
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.desk import desk, wait_until
from tests.e2e.machines import (
    MOUNT_NEEDED,
    OVERRIDE,
    PERSON,
    ROOT_NEEDED,
    as_user,
    begun,
    caret,
    copied,
    disk,
    fill,
    folders,
    give,
    keeping,
    lookups_in,
    make_read_only,
    mounts,
    other_users,
    robot,
    socket_in,
    type_a_sandbox_lookup,
)
from tests.e2e.program import ROOT, program
from tests.e2e.test_main_job import EMERGENCY, GROUPED
from tests.robot import Robot

if TYPE_CHECKING:
    from tests.e2e.desk import Desk
    from tests.e2e.screen_reader import ScreenReader


def sockets(home: Path) -> list[Path]:
    return list((home / "runtime").rglob("*.socket"))


def results(reader: ScreenReader, *more: str) -> bool:
    """Whether they are on the screen, and this besides: in one look, since there is much to read."""
    seen = "\n".join(f"{node.name}\n{node.description}\n{node.text}" for node in reader.nodes() if node.showing)
    return all(text in seen for text in ("Kalium", GROUPED, *more))


@pytest.mark.skipif(not mounts(), reason=MOUNT_NEEDED)
@pytest.mark.parametrize(("how", "said"), [("full", "Det er ikke mer plass på disken"), ("read-only", "Tilgangsloggen")])
def test_a_home_that_cannot_be_written(bench: Desk, reader: ScreenReader, home: Path, how: str, said: str) -> None:
    with disk(home / "disk") as at:
        own = folders(at)
        if how == "full":
            fill(at)
        else:
            for name in own.values():
                Path(name).rmdir()
            make_read_only(at)
        before = sorted(at.rglob("*"))
        with program(bench, home, "--sandbox", environment=own | {"BROWSER": str(robot(home))}) as run:
            type_a_sandbox_lookup(bench, EMERGENCY, caret(reader))
            wait_until(lambda: results(reader, said), "results, and that nothing is recorded here")
            run.close(bench)
            assert run.process.returncode == 0
        assert [path for path in sorted(at.rglob("*")) if path.is_file() and path.stat().st_size] == [
            path for path in before if path.is_file()
        ], "nothing could be written"
        assert "Traceback" not in (home / "program.log").read_text()


HANGING = {
    "XDG_CACHE_HOME": ("9060.json",),
    "XDG_DATA_HOME": ("roles.json",),
    "XDG_STATE_HOME": ("journal.key", "journal.seal", "roles.key", "logs/provesvar.log"),
}


def test_a_home_that_hangs(bench: Desk, reader: ScreenReader, home: Path) -> None:
    """Files that do not come when they are opened stand for a network drive that went away after the settings were read."""
    own = folders(home / "slow")
    for folder, names in HANGING.items():
        for path in (Path(own[folder]) / "provesvar-sandbox" / name for name in names):
            path.parent.mkdir(parents=True, exist_ok=True)
            os.mkfifo(path)
    with program(bench, home, "--sandbox", environment=own | {"BROWSER": str(robot(home))}) as run:
        type_a_sandbox_lookup(bench, EMERGENCY, caret(reader))
        wait_until(lambda: results(reader), "results")
        bench.keys("F8")
        wait_until(lambda: not results(reader), "the next patient's turn")
        run.close(bench)
        assert run.process.returncode == 0


@pytest.mark.skipif(not other_users() or keeping() == OVERRIDE, reason=ROOT_NEEDED)
def test_a_home_that_is_somebody_elses(bench: Desk, home: Path) -> None:
    """As by an image that was copied as root: everything can be read, nothing written."""
    home.chmod(0o711)
    own = folders(home / "theirs") | {"BROWSER": str(robot(home)), "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": ""}
    for path in (home / "theirs").rglob("*"):
        path.chmod(0o755)
    (home / "theirs").chmod(0o755)
    runtime = home / "own"
    runtime.mkdir(mode=0o700)
    give(runtime, 4711)
    with program(bench, home, "--sandbox", environment=own | {"XDG_RUNTIME_DIR": str(runtime)}, under=as_user(4711)) as run:
        bench.come_to("Prøvesvar")
        socket_in(runtime)
        run.close(bench)
        assert run.process.returncode == 0
    assert not [path for path in (home / "theirs").rglob("*") if path.is_file()]
    assert "Traceback" not in (home / "program.log").read_text()


def test_without_d_bus_and_without_a_runtime_folder(bench: Desk, home: Path) -> None:
    gone = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere", "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere"}
    gone |= {"XDG_RUNTIME_DIR": "", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": ""}
    with program(bench, home, "--sandbox", environment=gone | {"BROWSER": str(robot(home))}) as run:
        type_a_sandbox_lookup(bench, EMERGENCY, begun(home))
        wait_until(lambda: lookups_in(home) == 1, "a look-up")
        run.close(bench)
        assert run.process.returncode == 0
    log = "".join(path.read_text() for path in home.rglob("provesvar.log"))
    assert "no hand-over and no single instance: no-runtime-folder" in log
    assert "the system tells nothing of its lock" in log
    assert "Traceback" not in (home / "program.log").read_text()


def test_without_a_browser_the_address_is_copied_and_used_elsewhere(bench: Desk, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--sandbox", environment={"BROWSER": "/nowhere/browser", "PATH": "/nowhere"}) as run:
        type_a_sandbox_lookup(bench, EMERGENCY, caret(reader))
        wait_until(lambda: reader.sees("Nettleseren kunne ikke startes."), "that no browser came")
        bench.keys("alt+d")
        wait_until(lambda: copied(bench).startswith("http://"), "the address")
        Robot().log_in(copied(bench), person=PERSON)
        wait_until(lambda: results(reader), "results")
        run.close(bench)


def test_two_sessions_of_one_user(bench: Desk, reader: ScreenReader, home: Path) -> None:
    environment = {"BROWSER": str(robot(home))}
    with desk(home) as other, program(bench, home, "--sandbox", environment=environment) as first:
        type_a_sandbox_lookup(bench, EMERGENCY, caret(reader))
        wait_until(lambda: lookups_in(home) == 1, "a look-up in the first session")
        with program(other, home, "--sandbox", environment=environment) as second:
            type_a_sandbox_lookup(other, EMERGENCY, lambda: len(sockets(home)) == 2)
            wait_until(lambda: lookups_in(home) == 2, "a look-up in the second session")
            second.close(other)
        assert results(reader), "the first one's are still there"
        first.close(bench)
    command = [sys.executable, "-m", "provesvar_gui", "--sandbox", "--check-journal"]
    checked = subprocess.run(command, cwd=ROOT, env=bench.env, capture_output=True, text=True, check=False, timeout=60)
    assert checked.returncode == 0, checked.stdout
    lines = [line for path in (home / "data").rglob("journal/*") for line in path.read_text().splitlines()]
    assert len(lines) == 2, "both, in one journal"


@pytest.mark.skipif(not other_users(), reason=ROOT_NEEDED)
def test_two_users_on_one_machine(bench: Desk, home: Path) -> None:
    """Each has a window of their own; who has taken over another one's environment (su) has none of the other's."""
    home.chmod(0o711)
    places = []
    for uid in (4711, 4712):
        place = home / str(uid)
        own = folders(place)
        (place / "runtime").mkdir(mode=0o700)
        own |= {"XDG_RUNTIME_DIR": str(place / "runtime"), "BROWSER": str(robot(place)), "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": ""}
        give(place, uid)
        places.append((uid, place, own))
    (anne, hers, her_own), (bo, his, his_own) = places
    with program(bench, home, "--sandbox", environment=her_own, under=as_user(anne)) as first:
        type_a_sandbox_lookup(bench, EMERGENCY, begun(hers))
        wait_until(lambda: lookups_in(hers) == 1, "her look-up")
        with desk(home) as other, program(other, home, "--sandbox", environment=his_own, under=as_user(bo)) as second:
            type_a_sandbox_lookup(other, EMERGENCY, begun(his))
            wait_until(lambda: lookups_in(his) == 1, "his look-up")
            assert socket_in(hers).stat().st_uid == anne
            assert socket_in(his).stat().st_uid == bo
            second.close(other)
        taken_over = his_own | {"XDG_RUNTIME_DIR": her_own["XDG_RUNTIME_DIR"]}
        with desk(home) as other, program(other, home, "--sandbox", environment=taken_over, under=as_user(bo)) as second:
            type_a_sandbox_lookup(other, EMERGENCY, begun(his, 2))
            wait_until(lambda: lookups_in(his) == 2, "his look-up, without hand-over")
            assert any("folder-of-another-user" in log.read_text() for log in his.rglob("provesvar.log"))
            second.close(other)
        assert lookups_in(hers) == 1
        first.close(bench)
