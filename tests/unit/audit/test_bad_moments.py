"""A kill at any moment, a full disk at any byte, two programs at once: nothing promised is lost, nothing looks forged."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provesvar_gui.audit.check import Problem
from provesvar_gui.audit.files import locked
from provesvar_gui.audit.line import keys_of
from provesvar_gui.audit.writer import LOCK_NAME, Journal
from provesvar_gui.errors import AppError
from provesvar_gui.platform.files import write_private
from tests.unit.audit.kit import KEY, NOON, PATIENT, Place, entry, filled

ROOT = Path(__file__).resolve().parents[3]
WRITER = [sys.executable, "-m", "tests.unit.audit.writer_process"]


class Killed(BaseException):
    """Stands for a kill: nothing runs after it."""


class KillAt:
    """Everything that reaches the disk, in steps; at step ``at`` the process dies, of a line the first ``part`` bytes written."""

    def __init__(self, at: int, part: int) -> None:
        self.left = at
        self.part = part
        self.dead = False

    def write(self, handle: int, data: bytes) -> int:
        self._step(lambda: os.write(handle, data[: self.part % (len(data) + 1)]))
        return os.write(handle, data)

    def write_seal(self, path: Path, data: bytes) -> None:
        self._step(lambda: None)
        write_private(path, data)

    def _step(self, last_act: Callable[[], object]) -> None:
        if self.left == 0:
            self.dead = True
            last_act()
            raise Killed
        self.left -= 1


def opened(place: Place, disk: KillAt) -> Journal:
    return Journal(
        place.folder,
        place.seal,
        keys_of(KEY),
        anchor=place.anchor,
        months=place.months,
        most_bytes=1500,
        write=disk.write,
        write_seal=disk.write_seal,
    )


def references(place: Place) -> list[str]:
    return [document["correlation_ids"][0] for document in map(json.loads, place.lines()) if document["kind"] == "look-up"]


@pytest.mark.hazard("S111")
@settings(max_examples=50)  # each waits for the disk dozens of times
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 2000)), min_size=1, max_size=6))
def test_killed_at_any_step_and_any_byte(kills: list[tuple[int, int]]) -> None:
    with tempfile.TemporaryDirectory() as root:
        place = Place(Path(root))
        promised: list[str] = []
        number = 0
        for at, part in kills:
            disk = KillAt(at, part)
            journal = opened(place, disk)
            try:
                while True:
                    number += 1
                    journal.append(entry(number), PATIENT)
                    promised += entry(number).correlation_ids
            except Killed:
                assert disk.dead
            report = place.check()
            assert report.whole, report.findings
            assert sum(finding.problem is Problem.INTERRUPTED for finding in report.findings) <= 1
        place.open().append(entry(number + 1))
        report = place.check()
        assert report.whole
        assert all(finding.problem is Problem.RECOVERED for finding in report.findings)
        kept = references(place)
        assert [one for one in kept if one in promised] == promised  # all of them, in order, none twice
        assert len(kept) == len(set(kept))


@settings(max_examples=25)  # each waits for the disk dozens of times
@given(st.lists(st.tuples(st.integers(0, 15), st.integers(0, 2000)), min_size=1, max_size=5))
def test_killed_while_old_files_go(kills: list[tuple[int, int]]) -> None:
    with tempfile.TemporaryDirectory() as root:
        place = Place(Path(root), months=2)
        number = 0
        for at, part in kills:
            journal = opened(place, KillAt(at, part))
            with suppress(Killed):
                for _ in range(6):
                    number += 1
                    journal.append(entry(number, time=NOON + timedelta(days=20 * number)))
            report = place.check()
            assert report.whole, report.findings
        assert len(place.files()) < 10


@pytest.mark.parametrize("part", [0, 1, 200, 10_000])
def test_a_line_cut_short_by_a_kill_is_told_and_then_completed(tmp_path: Path, part: int) -> None:
    place = filled(tmp_path, 3)
    disk = KillAt(1, min(part, 400))  # the seal is step 0, the line step 1
    with pytest.raises(Killed):
        opened(place, disk).append(entry(3))
    assert place.problems() == [(Problem.INTERRUPTED, 4, 4)]
    place.open().append(entry(4))
    assert place.problems() == [(Problem.RECOVERED, 4, 4)]
    marker = json.loads(place.lines()[-2])
    assert marker["kind"] == "recovered"
    assert marker["outcome"] == ("torn" if part else "absent")
    assert references(place) == [entry(number).correlation_ids[0] for number in range(5)]


def test_blocks_that_the_power_took_are_no_tampering(tmp_path: Path) -> None:
    place = filled(tmp_path, 3)
    with pytest.raises(Killed):
        opened(place, KillAt(1, 100)).append(entry(3))
    with place.files()[-1].open("ab") as file:
        file.write(bytes(50))
    assert place.problems() == [(Problem.INTERRUPTED, 4, 4)]
    place.open().append(entry(4))
    assert place.problems() == [(Problem.RECOVERED, 4, 4)]


def test_a_line_without_its_end_that_nobody_announced_is_foreign(tmp_path: Path) -> None:
    place = filled(tmp_path, 3)
    with place.files()[-1].open("ab") as file:
        file.write(b'{"v":1,"n":4')
    assert place.problems() == [(Problem.ADDED, 3, 3)]
    place.open().append(entry(4))
    assert place.problems() == [(Problem.ADDED, 3, 3)]
    assert place.check().last == 4


class FullAt:
    """A disk with room for so many bytes of lines; ``seals``: for each seal after that, whether there was room for it."""

    def __init__(self, room: int, seals: list[bool]) -> None:
        self.room = room
        self.seals = seals
        self.full = False

    def write(self, handle: int, data: bytes) -> int:
        self.full = self.full or self.room < len(data)
        if self.room <= 0:
            raise OSError(errno.ENOSPC, "no space")
        written = os.write(handle, data[: self.room])
        self.room -= written
        return written

    def write_seal(self, path: Path, data: bytes) -> None:
        if self.full and self.seals and not self.seals.pop():
            raise OSError(errno.ENOSPC, "no space")
        write_private(path, data)


def tried(journal: Journal, number: int) -> bool:
    """Whether there was room for the line."""
    try:
        journal.append(entry(number))
    except OSError:
        return False
    return True


@pytest.mark.hazard("S111")
@settings(max_examples=50)  # each waits for the disk dozens of times
@given(st.integers(0, 3000), st.lists(st.booleans(), max_size=8), st.booleans())
def test_a_full_disk_at_any_byte_loses_and_doubles_nothing(room: int, seals: list[bool], other_program: bool) -> None:
    with tempfile.TemporaryDirectory() as root:
        place = Place(Path(root))
        disk = FullAt(room, seals)
        journal = Journal(
            place.folder, place.seal, keys_of(KEY), anchor=place.anchor, write=disk.write, write_seal=disk.write_seal
        )
        number = 0
        while tried(journal, number):
            number += 1
        for _ in range(3):
            assert not tried(journal, number)
            assert place.check().whole
        disk.room = 10**6
        disk.seals.clear()
        if other_program:
            assert tried(place.open(), 100)
        for retried in range(number, number + 3):
            assert tried(journal, retried)
        assert place.check().whole
        expected = [entry(one).correlation_ids[0] for one in range(number + 3)]
        assert [one for one in references(place) if one != entry(100).correlation_ids[0]] == expected


@pytest.mark.hazard("S111")
def test_two_programs_at_once(tmp_path: Path) -> None:
    writers = [
        subprocess.Popen([*WRITER, str(tmp_path), str(first), "60"], cwd=ROOT, stdout=subprocess.PIPE) for first in (0, 1000)
    ]
    said = [[int(line) for line in writer.communicate(timeout=60)[0].split()] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    place = Place(tmp_path, anchor=None)
    assert place.problems() == []
    assert sorted(said[0] + said[1]) == list(range(1, 121))
    assert said[0] == sorted(said[0])
    assert len(set(references(place))) == 120


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
def test_killed_for_real_again_and_again(tmp_path: Path) -> None:
    chance = random.Random(20261125)
    place = Place(tmp_path, anchor=None)
    promised = 0
    for round_ in range(12):
        writer = subprocess.Popen(
            [*WRITER, str(tmp_path), str(round_ * 10_000), "10000"], cwd=ROOT, stdout=subprocess.PIPE, bufsize=0
        )
        assert writer.stdout is not None
        for _ in range(chance.randrange(1, 25)):  # somewhere in the middle of the line after
            promised = int(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        rest = writer.communicate(timeout=60)[0].split()
        promised = int(rest[-1]) if rest else promised
        report = place.check()
        assert report.whole, report.findings
        assert promised <= report.last <= promised + 1
    place.open().append(entry(1))
    assert place.check().whole
    kept = references(place)
    assert len(kept) == len(set(kept))


def test_a_program_that_holds_the_lock_is_not_waited_for_without_end(tmp_path: Path) -> None:
    path = tmp_path / LOCK_NAME
    with locked(path), pytest.raises(AppError), locked(path, seconds=0.1):
        raise AssertionError("two at once")
    with locked(path, seconds=0.1):
        pass
