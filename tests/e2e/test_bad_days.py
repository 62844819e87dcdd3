"""Faults of the machine: the program reports each, keeps the typed text, and tries again on Enter without a restart."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache, partial
from pathlib import Path

import pytest

from tests.e2e.display import Display, folders, wait_until
from tests.e2e.hands import DOCTOR_NAME, GROUPED, ask
from tests.e2e.program import ROOT, program
from tests.e2e.screen_reader import ScreenReader
from tests.e2e.surroundings import ABSENT, BROKEN, KNOWS_NOBODY, locked_vault, machine_key, refusing, resolver, settings

UNREADABLE = """\
[contact]
support = { name = "IT-vakten", phone = "00000002" }
laboratories = [{ name = "Medisinsk biokjemi", phone = "00 00 00 03", hours = "hele døgnet" }]
[lock]
idle_seconds = "soon"
"""


@pytest.mark.hazard("H9.1", "H9.3")
@pytest.mark.requirement("R43")
def test_settings_and_a_key_that_are_corrected_one_by_one(bench: Display, reader: ScreenReader, home: Path) -> None:
    config = settings(home, raw=UNREADABLE)
    with program(bench, home, "--config", str(config), environment=resolver(home, KNOWS_NOBODY)) as run:
        wait_until(
            lambda: reader.sees("lock.idle_seconds"), "the file and the setting"
        )  # bokmål: not even the language can be taken from it
        assert reader.sees(config.name)
        bench.keys("ctrl+shift+F1")
        wait_until(lambda: reader.sees("Medisinsk biokjemi, telefon 0 0 0 0 0 0 0 3"), "whom to call, digit by digit")
        assert reader.sees("IT-vakten, telefon 0 0 0 0 0 0 0 2")
        bench.keys("Escape")
        bench.come_to("Prøvesvar")
        bench.keys("F1")
        guide = "the guide, at what helps"
        wait_until(lambda: any(node.focused and node.name == "Når noe svikter" for node in reader.nodes()), guide)
        bench.keys("Escape")
        ask(bench, reader, organisation=False)
        for written, told in (
            ({"raw": '[helseid]\nclient_id = "x"\n\n[pps]\napi_version = 3'}, "pps.api_version"),
            ({"helseid": f'key = "machine"\nmachine_key = "{home}/nowhere.json"'}, "Fant ikke programmets HelseID-nøkkel."),
            (
                {"helseid": machine_key(home, private_jwk="{broken", name="broken.json")},
                "Programmets HelseID-nøkkel kan ikke brukes.",
            ),
            ({"helseid": machine_key(home)}, "Ingen kontakt med HelseID (innlogging)."),
        ):
            settings(home, **written)
            bench.keys("Return")
            wait_until(lambda told=told: reader.sees(told), told)  # type: ignore[misc]  # mypy does not see the default's type
            assert reader.sees(GROUPED), "nothing typed is lost"
        run.close(bench)


@pytest.mark.hazard("S63")
@pytest.mark.parametrize(
    ("vault", "words"),
    [
        (partial(refusing, error=ABSENT), "This machine has no password store that keeps the program's HelseID key."),
        (partial(locked_vault, asking=BROKEN), "The system's password store is locked."),
        (partial(locked_vault, asking=""), "Unlock it where the system asks for its password."),
    ],
    ids=["absent", "locked", "asking"],
)
def test_what_is_wrong_with_the_vault_is_said_and_the_window_lives(
    bench: Display, reader: ScreenReader, home: Path, vault: Callable[[Display], AbstractContextManager[None]], words: str
) -> None:
    config = settings(home, 'key = "vault"')
    with vault(bench), program(bench, home, "--config", str(config), environment=resolver(home, KNOWS_NOBODY)) as run:
        ask(bench, reader, organisation=False)
        wait_until(lambda: reader.sees(words), words)
        assert reader.sees(GROUPED), "nothing typed is lost"
        assert not reader.sees("the vault's own words")
        run.close(bench)


# -- hard machines: on each the program starts and looks up in the sandbox, or says why not


SMALL = 64 * 1024  # bytes of a disk
MOUNT_NEEDED = "this container mounts nothing"


def robot(folder: Path) -> Path:
    """A browser that logs the doctor in without a person, as the user who starts it."""
    script = folder / "robot.sh"
    robot = ROOT / "tests" / "robot.py"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{robot}" "$1" "{DOCTOR_NAME}"\n', encoding="utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return script


@cache
def mounts() -> bool:
    if not sys.platform.startswith("linux") or os.geteuid() != 0 or shutil.which("unshare") is None:
        return False
    done = subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False)
    return done.returncode == 0


@contextmanager
def disk(at: Path) -> Iterator[Path]:
    at.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SMALL},mode=0700", "none", str(at)], check=True)
    try:
        yield at
    finally:
        subprocess.run(["umount", "--lazy", str(at)], check=True)


def fill(at: Path) -> None:
    """Until not one byte more goes on it."""
    with (at / "filler").open("wb", buffering=0) as file:
        for size in (4096, 512, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue


@pytest.mark.hazard("H9.7")
@pytest.mark.skipif(not mounts(), reason=MOUNT_NEEDED)
@pytest.mark.parametrize(("how", "said"), [("full", "Det er ikke mer plass på disken"), ("read-only", "Tilgangsloggen")])
def test_a_home_that_cannot_be_written(bench: Display, reader: ScreenReader, home: Path, how: str, said: str) -> None:
    with disk(home / "disk") as at:
        own = folders(at) | {"XDG_RUNTIME_DIR": bench.env["XDG_RUNTIME_DIR"], "BROWSER": str(robot(home))}
        if how == "full":
            fill(at)
        else:
            for folder in at.iterdir():
                folder.rmdir()
            subprocess.run(["mount", "-o", "remount,ro", str(at)], check=True)  # not even root writes there any more
        before = sorted(at.rglob("*"))
        with program(bench, home, "--sandbox", environment=own) as run:
            ask(bench, reader)
            wait_until(lambda: reader.sees("Kalium", GROUPED, said), "results, and that nothing is recorded here")
            run.close(bench)
            assert run.process.returncode == 0
        assert [path for path in sorted(at.rglob("*")) if path.is_file() and path.stat().st_size] == [
            path for path in before if path.is_file()
        ], "nothing could be written"
        assert "Traceback" not in (home / "program.log").read_text()
