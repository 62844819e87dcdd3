"""The writing thread: nothing waits for it, nothing is lost, and failures are reported once."""

from __future__ import annotations

import errno
import json
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from provesvar_gui.audit.check import Problem
from provesvar_gui.audit.writer import Journal, JournalQueue, failure
from provesvar_gui.errors import AppError, ErrorCode
from tests.unit.audit.kit import PATIENT, Place, entry

LONG = 30.0  # seconds: never waited out


class Desk:
    """A journal whose disk can be full, and slow. ``trouble``: what the next write raises."""

    def __init__(self, root: Path, *, patience: float = LONG) -> None:
        self.place = Place(root)
        self.trouble: Exception | None = None
        self.free = threading.Event()
        self.free.set()
        self.told: list[ErrorCode] = []
        self.journal = self.place.open(write=self.write)
        self.clerk = JournalQueue(again=LONG, patience=patience)
        self.clerk.tell = lambda error: self.told.append(error.code)
        self.clerk.use(self.open)

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
    """The clerk's thread gets there by itself."""
    pause = threading.Event()
    for _ in range(3000):
        if there():
            return
        pause.wait(0.01)
    raise AssertionError


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.hazard("H9.7")
def test_nobody_waits_for_a_slow_disk(desk: Desk) -> None:
    desk.free.clear()
    desk.clerk.note(entry(1), PATIENT)  # would hang here
    assert not desk.clerk.flush(0.01)
    desk.free.set()
    assert desk.clerk.flush(LONG)


@pytest.mark.hazard("S120")
def test_a_folder_that_hangs_is_told_once_and_goes_on(tmp_path: Path) -> None:
    desk = Desk(tmp_path, patience=0.01)
    desk.free.clear()  # as a network drive
    desk.clerk.note(entry(0), PATIENT)
    desk.clerk.note(entry(1), PATIENT)
    until(lambda: desk.told != [])
    desk.free.set()
    assert desk.clerk.flush(LONG)
    assert (desk.reports(), desk.told) == ([0, 1], [ErrorCode.JOURNAL_UNAVAILABLE])


def test_a_full_disk_is_told_once_and_what_waited_is_written_when_there_is_room(desk: Desk) -> None:
    desk.trouble = OSError(errno.ENOSPC, "no space")
    for number in range(3):
        desk.clerk.note(entry(number), PATIENT)
        assert not desk.clerk.flush(LONG)
    assert desk.told == [ErrorCode.JOURNAL_FULL]
    assert desk.place.lines() == []
    assert PATIENT not in str(desk.clerk._waiting)
    assert desk.clerk._waiting[0].patient == ""  # the number does not stay in memory for as long as the disk is full
    desk.trouble = None
    desk.clerk.note(entry(3), PATIENT)
    assert desk.clerk.flush(LONG)
    assert desk.reports() == [0, 1, 2, 3]
    desk.trouble = OSError(errno.EACCES, "no")
    desk.clerk.note(entry(4))
    assert not desk.clerk.flush(LONG)
    assert desk.told == [ErrorCode.JOURNAL_FULL, ErrorCode.JOURNAL_UNAVAILABLE]


def test_what_a_program_could_not_write_before_it_ended_is_told(desk: Desk) -> None:
    desk.clerk.note(entry(0), PATIENT)
    assert desk.clerk.flush(LONG)
    desk.trouble = ValueError("whatever it is")
    desk.clerk.note(entry(1), PATIENT)
    desk.clerk.note(entry(2), PATIENT)
    assert not desk.clerk.flush(LONG)
    until(lambda: desk.place.problems() == [(Problem.LOST, 2, 2)])  # nothing of them is in any file; the program ends
    assert desk.place.check().findings[0].count == 2
    desk.place.open().append(entry(3))
    desk.place.open().append(entry(4))
    (lost,) = desk.place.check().findings
    assert (lost.problem, lost.first, lost.count) == (Problem.LOST, 2, 2)
    assert desk.place.check().last == 4  # a line tells of them, once


def test_what_was_written_after_all_is_not_told(desk: Desk) -> None:
    desk.trouble = ValueError("whatever it is")
    for number in range(3):
        desk.clerk.note(entry(number), PATIENT)
    assert not desk.clerk.flush(LONG)
    until(lambda: desk.place.problems() != [])
    desk.trouble = None
    assert desk.clerk.flush(LONG)
    until(lambda: desk.place.problems() == [])
    assert desk.reports() == [0, 1, 2]


def test_another_program_does_not_take_away_what_is_told(desk: Desk) -> None:
    other = desk.place.open()
    other.append(entry(7))
    desk.trouble = ValueError("whatever it is")
    desk.clerk.note(entry(1), PATIENT)
    assert not desk.clerk.flush(LONG)
    until(lambda: desk.place.problems() != [])
    for number in (8, 9, 10):  # it runs on; the one that failed has ended
        other.append(entry(number))
        (lost,) = desk.place.check().findings
        assert (lost.problem, lost.first, lost.count) == (Problem.LOST, 3, 1)


def test_a_journal_that_cannot_be_opened_is_told_and_opened_later(desk: Desk) -> None:
    asked: list[bool] = []
    trouble: list[AppError] = [AppError(ErrorCode.VAULT_UNAVAILABLE, "vault: load took too long")]

    def open_later(ask: bool) -> Journal:
        asked.append(ask)
        if trouble:
            raise trouble[0]
        return desk.open(ask)

    desk.clerk.use(open_later)
    desk.clerk.note(entry(1), PATIENT)
    assert not desk.clerk.flush(LONG)
    assert desk.told == [ErrorCode.JOURNAL_UNAVAILABLE]
    assert PATIENT not in repr(desk.clerk._waiting)
    assert not any(asked)  # for a password: that is for a login
    desk.clerk.prepare()
    assert not desk.clerk.flush(LONG)
    assert asked.count(True) == 1
    trouble.clear()
    assert desk.clerk.flush(LONG)
    assert desk.reports() == [1]


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
