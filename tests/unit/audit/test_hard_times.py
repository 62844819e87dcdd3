"""What the world does to a journal in use: a real kill, folders and keys that go, clocks that step back."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from provesvar_gui.audit.check import Problem, own_journal
from provesvar_gui.audit.line import keys_of
from provesvar_gui.audit.writer import Journal
from tests.unit.audit.kit import HPR, KEY, PATIENT, Place, entry, filled

ROOT = Path(__file__).resolve().parents[3]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")


def references(place: Place) -> list[str]:
    return [document["correlation_ids"][0] for document in map(json.loads, place.lines()) if document["kind"] == "look-up"]


@POSIX
def test_one_of_two_programs_is_killed_and_the_other_goes_on(tmp_path: Path) -> None:
    chance = random.Random(4)
    writer = [sys.executable, "-m", "tests.unit.audit.writer_process", str(tmp_path)]
    for round_ in range(3):
        first = 1000 * round_
        stays = subprocess.Popen([*writer, str(first), "40"], cwd=ROOT, stdout=subprocess.PIPE)
        killed = subprocess.Popen([*writer, str(first + 500), "10000"], cwd=ROOT, stdout=subprocess.PIPE, bufsize=0)
        assert killed.stdout is not None
        for _ in range(chance.randrange(1, 12)):
            killed.stdout.readline()
        killed.send_signal(signal.SIGKILL)
        killed.communicate(timeout=60)
        said = stays.communicate(timeout=60)[0].split()
        assert (stays.returncode, len(said)) == (0, 40)
        assert Place(tmp_path, anchor=None).check().whole
    kept = references(Place(tmp_path, anchor=None))
    assert len(kept) == len(set(kept))
    assert {entry(1000 * round_ + one).correlation_ids[0] for round_ in range(3) for one in range(40)} <= set(kept)


def only_folder(place: Place) -> None:
    shutil.rmtree(place.folder)


def folder_and_seal(place: Place) -> None:
    shutil.rmtree(place.folder)
    shutil.rmtree(place.seal.parent)


def only_seal(place: Place) -> None:
    place.seal.unlink()


@pytest.mark.parametrize("vault", [True, False])
@pytest.mark.parametrize("gone", [only_folder, folder_and_seal, only_seal])
def test_what_is_deleted_while_the_program_runs_is_found_and_the_next_line_written(
    tmp_path: Path, gone: Callable[[Place], None], vault: bool
) -> None:
    place = filled(tmp_path, 2, anchor=vault)
    journal = place.open()
    journal.append(entry(2), PATIENT)
    gone(place)
    line = journal.append(entry(3), PATIENT)
    assert line.number >= 4
    report = place.check()
    assert not report.whole
    assert report.last == line.number
    assert line.raw in place.lines()


@pytest.mark.hazard("S110")
@pytest.mark.parametrize("vault", [True, False])
def test_a_copy_that_is_put_back_while_the_program_runs_is_found(tmp_path: Path, vault: bool) -> None:
    """Without a vault it is the running program that remembers; after its end nobody would."""
    place = filled(tmp_path / "here", 2, anchor=vault)
    shutil.copytree(place.root, tmp_path / "copy")
    journal = place.open()
    journal.append(entry(2), PATIENT)
    shutil.rmtree(place.root)
    shutil.copytree(tmp_path / "copy", place.root)
    journal.append(entry(3), PATIENT)
    assert (Problem.REMOVED, 3, 3) in place.problems()


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.EIO])
def test_a_disk_that_cannot_be_written_meanwhile_keeps_what_was_there(tmp_path: Path, code: int) -> None:
    place = filled(tmp_path, 2)
    trouble = [code]

    def write(handle: int, data: bytes) -> int:
        if trouble:
            raise OSError(code, "no")
        return os.write(handle, data)

    journal = Journal(place.folder, place.seal, keys_of(KEY), anchor=place.anchor, write=write)
    with pytest.raises(OSError, match="no"):
        journal.append(entry(2), PATIENT)
    assert place.check().whole
    trouble.clear()
    journal.append(entry(2), PATIENT)
    assert place.check().whole
    assert references(place) == [entry(one).correlation_ids[0] for one in range(3)]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="modes stop nobody who is root")
def test_a_folder_that_is_read_only(tmp_path: Path) -> None:
    place = filled(tmp_path, 2)
    for path in (*place.folder.iterdir(), place.folder):
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        with pytest.raises(PermissionError):
            place.open().append(entry(2), PATIENT)
    finally:
        for path in (place.folder, *place.folder.iterdir()):
            path.chmod(0o700 if path.is_dir() else 0o600)
    assert place.check().whole


def test_a_clock_that_steps_back_breaks_nothing(tmp_path: Path) -> None:
    """Over the end of a month and of a year too, where files change; order is by number, and nothing is taken for old."""
    place = Place(tmp_path, months=1)
    midnight = datetime(2027, 1, 1, 0, 0, tzinfo=UTC)
    steps = [0, 10, -10, 20, -60 * 24 * 40, 30, -60 * 24 * 400, 40]
    for number, minutes in enumerate(steps):
        place.open().append(entry(number, time=midnight + timedelta(minutes=minutes)), PATIENT)
    report = place.check()
    assert report.whole
    assert report.findings == ()
    assert references(place) == [entry(number).correlation_ids[0] for number in range(len(steps))]
    own = own_journal(place.folder, place.seal, keys_of(KEY), HPR)
    assert [line.number for line in own.lines] == list(range(len(steps), 0, -1))


def test_what_a_kill_leaves_beside_the_seal_goes_at_the_next_start(tmp_path: Path) -> None:
    place = filled(tmp_path, 1)
    left = place.seal.parent / f".{place.seal.name}.abc123"
    left.write_bytes(b"half a seal")
    place.open().append(entry(1), PATIENT)
    assert [path.name for path in place.seal.parent.iterdir()] == [place.seal.name]
    assert place.check().whole
