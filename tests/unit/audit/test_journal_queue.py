"""The writing thread: nothing waits for it, nothing is lost, and failures are reported once."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import Enum
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from provesvar_gui.audit.check import Problem, own_journal
from provesvar_gui.audit.files import locked
from provesvar_gui.audit.line import JournalKeys
from provesvar_gui.audit.writer import LOCK_NAME, Journal, JournalQueue, failure
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.platform.files import write_private
from tests.kit.errors import Killed
from tests.unit.audit.kit import HPR, KEY, NOON, PATIENT, Place, entry, filled

LONG = 30.0  # seconds: never waited out


class Stage:
    """A journal whose disk can be full, and slow. ``trouble``: what the next write raises."""

    def __init__(self, root: Path, *, patience: float = LONG) -> None:
        self.place = Place(root)
        self.trouble: Exception | None = None
        self.free = threading.Event()
        self.free.set()
        self.told: list[ErrorCode] = []
        self.journal = self.place.open(write=self.write)
        self.queue = JournalQueue(again=LONG, patience=patience)
        self.queue.tell = lambda error: self.told.append(error.code)
        self.queue.use(self.open)

    def write(self, handle: int, data: bytes) -> int:
        assert self.free.wait(LONG)
        if self.trouble is not None:
            raise self.trouble
        return os.write(handle, data)

    def open(self, _ask: bool) -> Journal:
        return self.journal

    def reports(self) -> list[int]:
        return [document["reports"] for document in map(json.loads, self.place.lines()) if document["kind"] == "look-up"]


def until(there: Callable[[], bool]) -> None:
    pause = threading.Event()
    while not there():  # pytest's time limit ends it
        pause.wait(0.01)


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


@pytest.mark.hazard("H9.7")
def test_nobody_waits_for_a_slow_disk(stage: Stage) -> None:
    stage.free.clear()
    stage.queue.note(entry(1), PATIENT)  # would hang here
    assert not stage.queue.flush(0.01)
    stage.free.set()
    assert stage.queue.flush(LONG)


@pytest.mark.hazard("S120")
def test_a_folder_that_hangs_is_told_once_and_goes_on(tmp_path: Path) -> None:
    stage = Stage(tmp_path, patience=0.01)
    stage.free.clear()  # as a network drive
    stage.queue.note(entry(0), PATIENT)
    stage.queue.note(entry(1), PATIENT)
    until(lambda: stage.told != [])
    stage.free.set()
    assert stage.queue.flush(LONG)
    assert (stage.reports(), stage.told) == ([0, 1], [ErrorCode.JOURNAL_UNAVAILABLE])


def test_a_full_disk_is_told_once_and_what_waited_is_written_when_there_is_room(stage: Stage) -> None:
    stage.trouble = OSError(errno.ENOSPC, "no space")
    for number in range(3):
        stage.queue.note(entry(number), PATIENT)
        assert not stage.queue.flush(LONG)
    assert stage.told == [ErrorCode.JOURNAL_FULL]
    assert stage.place.lines() == []
    assert PATIENT not in str(stage.queue._waiting)
    assert stage.queue._waiting[0].patient == ""  # the number does not stay in memory for as long as the disk is full
    stage.trouble = None
    stage.queue.note(entry(3), PATIENT)
    assert stage.queue.flush(LONG)
    assert stage.reports() == [0, 1, 2, 3]
    stage.trouble = OSError(errno.EACCES, "no")
    stage.queue.note(entry(4))
    assert not stage.queue.flush(LONG)
    assert stage.told == [ErrorCode.JOURNAL_FULL, ErrorCode.JOURNAL_UNAVAILABLE]


def test_what_a_program_could_not_write_before_it_ended_is_told(stage: Stage) -> None:
    stage.queue.note(entry(0), PATIENT)
    assert stage.queue.flush(LONG)
    stage.trouble = ValueError("whatever it is")
    stage.queue.note(entry(1), PATIENT)
    stage.queue.note(entry(2), PATIENT)
    assert not stage.queue.flush(LONG)
    until(lambda: stage.place.problems() == [(Problem.LOST, 2, 2)])  # nothing of them is in any file; the program ends
    assert stage.place.check().findings[0].count == 2
    stage.place.open().append(entry(3))
    stage.place.open().append(entry(4))
    (lost,) = stage.place.check().findings
    assert (lost.problem, lost.first, lost.count) == (Problem.LOST, 2, 2)
    assert stage.place.check().last == 4  # a line tells of them, once


def test_another_program_does_not_take_away_what_is_told(stage: Stage) -> None:
    other = stage.place.open()
    other.append(entry(7))
    stage.trouble = ValueError("whatever it is")
    stage.queue.note(entry(1), PATIENT)
    assert not stage.queue.flush(LONG)
    until(lambda: stage.place.problems() != [])
    for number in (8, 9, 10):  # it runs on; the one that failed has ended
        other.append(entry(number))
        (lost,) = stage.place.check().findings
        assert (lost.problem, lost.first, lost.count) == (Problem.LOST, 3, 1)


def test_a_journal_that_cannot_be_opened_is_told_and_opened_later(stage: Stage) -> None:
    asked: list[bool] = []
    trouble: list[AppError] = [AppError(ErrorCode.VAULT_UNAVAILABLE, "vault: load took too long")]

    def open_later(ask: bool) -> Journal:
        asked.append(ask)
        if trouble:
            raise trouble[0]
        return stage.open(ask)

    stage.queue.use(open_later)
    stage.queue.note(entry(1), PATIENT)
    assert not stage.queue.flush(LONG)
    assert stage.told == [ErrorCode.JOURNAL_UNAVAILABLE]
    assert PATIENT not in repr(stage.queue._waiting)
    assert not any(asked)  # for a password: that is for a login
    stage.queue.prepare()
    assert not stage.queue.flush(LONG)
    assert asked.count(True) == 1
    trouble.clear()
    assert stage.queue.flush(LONG)
    assert stage.reports() == [1]


@pytest.mark.parametrize(
    ("error", "code", "detail"),
    [
        (OSError(errno.ENOSPC, "secret"), ErrorCode.JOURNAL_FULL, "no room on the disk"),
        (OSError(errno.EROFS, "secret"), ErrorCode.JOURNAL_UNAVAILABLE, f"builtins.OSError {errno.EROFS}"),
        (ValueError("secret"), ErrorCode.JOURNAL_UNAVAILABLE, "builtins.ValueError"),
        (AppError(ErrorCode.VAULT_UNAVAILABLE, "locked"), ErrorCode.JOURNAL_UNAVAILABLE, "locked"),
    ],
)
def test_failures_become_error_codes(error: Exception, code: ErrorCode, detail: str) -> None:
    told = failure(error)
    assert (told.code, told.detail) == (code, detail)


# -- a kill at any moment, a full disk, two programs at once, folders that go: nothing promised is lost, nothing looks forged


ROOT = Path(__file__).resolve().parents[3]


class Write(Enum):
    GOOD = "good"
    HALF = "half"  # half of a line, and no room for the rest
    NOTHING = "nothing"  # an error, and nothing of it
    KILLED_BEFORE = "killed-before"
    KILLED_WITHIN = "killed-within"
    KILLED_AFTER = "killed-after"


class BadDisk:
    """``results``: of what is written next; good ever after."""

    def __init__(self, results: list[Write]) -> None:
        self.results = results

    def _next(self) -> Write:
        return self.results.pop(0) if self.results else Write.GOOD

    def write(self, handle: int, data: bytes) -> int:
        result = self._next()
        share = {Write.HALF: 2, Write.KILLED_WITHIN: 3}.get(result, 1)
        written = 0 if result in (Write.NOTHING, Write.KILLED_BEFORE) else os.write(handle, data[: len(data) // share])
        if result in (Write.HALF, Write.NOTHING):
            raise OSError(errno.ENOSPC, "no")
        if result is not Write.GOOD:
            raise Killed
        return written

    def write_seal(self, path: Path, data: bytes) -> None:
        result = self._next()
        if result in (Write.HALF, Write.NOTHING):
            raise OSError(errno.ENOSPC, "no")
        if result in (Write.KILLED_BEFORE, Write.KILLED_WITHIN):
            raise Killed
        write_private(path, data)
        if result is Write.KILLED_AFTER:
            raise Killed


class Program:
    """Notes one thing after the other; what failed is tried again, as the queue does."""

    def __init__(self, place: Place, disk: BadDisk, days: int, first: int) -> None:
        self.place, self.disk, self.days, self.number = place, disk, days, first
        self.journal = self.open()

    def open(self) -> Journal:
        return self.place.open(write=self.disk.write, write_seal=self.disk.write_seal)

    def work(self) -> str:
        """The reference that is promised, or ""."""
        try:
            self.journal.append(entry(self.number, time=NOON + timedelta(days=self.days * (self.number % 1000))), PATIENT)
        except OSError:
            return ""
        except Killed:
            self.journal, self.number = self.open(), self.number + 1
            return ""
        self.number += 1
        return entry(self.number - 1).correlation_ids[0]


G, H = Write.GOOD, Write.HALF


def references(place: Place) -> list[str]:
    return [document["correlation_ids"][0] for document in map(json.loads, place.lines()) if document["kind"] == "look-up"]


@pytest.mark.hazard("S111")
@settings(max_examples=40)  # each waits for the disk dozens of times
@given(
    st.lists(st.sampled_from([G, G, *Write]), max_size=30),
    st.lists(st.integers(0, 1), min_size=3, max_size=20),
    st.booleans(),
    st.sampled_from([0, 9, 20]),
)
@example([G, H], [0, 0, 0], True, 0)  # no room for the last seal alone: it is older than the vault's
@example([Write.KILLED_WITHIN], [0, 0, 0], False, 0)
def test_nothing_is_lost_doubled_or_taken_for_tampering(results: list[Write], turns: list[int], vault: bool, days: int) -> None:
    with tempfile.TemporaryDirectory() as root:
        place = Place(Path(root))
        place.anchor = place.anchor if vault else None
        disk = BadDisk(list(results))
        programs = [Program(place, disk, days, first) for first in (0, 1000)]
        promised = []
        for turn in turns:
            promised.append(programs[turn].work())
            report = place.check()
            assert report.whole, report.findings
        disk.results.clear()
        promised += [programs[turn].work() for turn in (0, 1, 0)]
        assert all(promised[-3:])
        assert place.check().whole
        kept = references(place)
        assert len(kept) == len(set(kept))
        assert set(filter(None, promised)) <= set(kept)


@pytest.mark.hazard("S111")
@pytest.mark.parametrize("left", [b'{"basis', bytes(50)])
def test_what_a_kill_left_of_a_line_is_told_and_goes_with_the_next_one(tmp_path: Path, left: bytes) -> None:
    place = filled(tmp_path, 3)
    with place.files()[-1].open("ab") as file:
        file.write(left)
    assert place.problems() == [(Problem.INTERRUPTED, 4, 4)]
    place.open().append(entry(4))
    assert place.problems() == []
    assert [json.loads(line)["n"] for line in place.lines()] == [1, 2, 3, 4]


@pytest.mark.hazard("S111")
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
def test_one_of_two_programs_is_killed_and_the_other_goes_on(tmp_path: Path) -> None:
    chance = random.Random(4)
    writer = [sys.executable, "-m", "tests.unit.audit.writer_process", str(tmp_path)]
    for round_ in range(4):
        first = 1000 * round_
        stays = subprocess.Popen([*writer, str(first), "40"], cwd=ROOT, stdout=subprocess.PIPE)
        killed = subprocess.Popen([*writer, str(first + 500), "10000"], cwd=ROOT, stdout=subprocess.PIPE, bufsize=0)
        assert killed.stdout is not None
        promised = [int(killed.stdout.readline()) for _ in range(chance.randrange(1, 12))]
        killed.send_signal(signal.SIGKILL)
        promised += map(int, killed.communicate(timeout=60)[0].split())
        said = [int(line) for line in stays.communicate(timeout=60)[0].split()]
        assert (stays.returncode, len(said)) == (0, 40)
        report = Place(tmp_path, anchor=None).check()
        assert report.whole
        assert not set(said) & set(promised)
        assert report.last >= max(*said, *promised)
    kept = references(Place(tmp_path, anchor=None))
    assert len(kept) == len(set(kept))
    assert {entry(1000 * round_ + one).correlation_ids[0] for round_ in range(4) for one in range(40)} <= set(kept)


def test_a_program_that_holds_the_lock_is_not_waited_for_without_end(tmp_path: Path) -> None:
    path = tmp_path / LOCK_NAME
    with locked(path), pytest.raises(AppError), locked(path, seconds=0.1):
        raise AssertionError("two at once")
    with locked(path, seconds=0.1):
        pass


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


def test_a_clock_that_steps_back_breaks_nothing(tmp_path: Path) -> None:
    """Over the end of a month and of a year too, where files change; order is by number, and nothing is taken for old."""
    place = Place(tmp_path, months=1)
    midnight = datetime(2027, 1, 1, 0, 0, tzinfo=UTC)
    steps = [0, 10, -10, 20, -60 * 24 * 40, 30, -60 * 24 * 400, 40]
    for number, minutes in enumerate(steps):
        place.open().append(entry(number, time=midnight + timedelta(minutes=minutes)), PATIENT)
    assert place.problems() == []
    assert references(place) == [entry(number).correlation_ids[0] for number in range(len(steps))]
    own = own_journal(place.folder, place.seal, JournalKeys(KEY), HPR)
    assert [line.number for line in own.lines] == list(range(len(steps), 0, -1))
