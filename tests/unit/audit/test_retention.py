"""What is too old goes, and nobody without the key can have anything go that is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from provesvar_gui.audit.check import Problem
from tests.unit.audit.kit import NOON, Place, entry, filled


def test_an_empty_file_with_a_later_name_is_told_and_keeps_nothing_from_going(tmp_path: Path) -> None:
    place = Place(tmp_path, months=3)
    place.open().append(entry(time=datetime(2026, 1, 1, tzinfo=UTC)))
    (place.folder / "journal-9999999999.jsonl").write_bytes(b"")
    for month in range(2, 13):
        place.open().append(entry(time=datetime(2026, month, 1, tzinfo=UTC)))
    assert json.loads(place.lines()[0])["time"] >= "2026-08"
    assert [problem for problem, _, _ in place.problems()] == [Problem.ADDED]


def _retired(tmp_path: Path, change: Callable[[Place], None]) -> Place:
    """Two months of lines, ``change``, and the next line of a new process. All are far too young to go."""
    place = Place(tmp_path)
    for month in (10, 11):
        for day in (5, 6, 7, 8):
            place.open().append(entry(time=datetime(2026, month, day, tzinfo=UTC)))
    change(place)
    place.open().append(entry(time=datetime(2026, 11, 20, tzinfo=UTC)))
    return place


def test_a_line_made_to_look_old_takes_nothing_with_it(tmp_path: Path) -> None:
    def make_old(place: Place) -> None:
        first = place.files()[0]
        lines = first.read_bytes().splitlines(keepends=True)
        first.write_bytes(b"".join([*lines[:-1], lines[-1].replace(b"2026-10", b"2024-10")]))

    place = _retired(tmp_path, make_old)
    assert place.problems() == [(Problem.CHANGED, 4, 4)]
    assert place.check().first == 1


@pytest.mark.hazard("S114")
def test_a_forged_old_file_lets_nothing_go_unseen(tmp_path: Path) -> None:
    forged = {"n": 9_999_999_999, "mac": "0" * 64, "time": "2000-01-01T00:00:00Z", "key": "x"}

    def put_in(place: Place) -> None:
        (place.folder / "journal-0000000000.jsonl").write_bytes(json.dumps(forged).encode() + b"\n")

    place = _retired(tmp_path, put_in)
    assert not any(json.loads(line).get("kind") == "retention" for line in place.lines())
    for path in place.files()[:2]:
        path.unlink()
    assert place.problems() == [(Problem.REMOVED, 1, 4)]


def test_what_is_too_old_stays_behind_a_gap_that_somebody_made(tmp_path: Path) -> None:
    place = Place(tmp_path, months=3)
    for day in (1, 2, 3):
        place.open().append(entry(time=datetime(2026, 1, day, tzinfo=UTC)))
    first = place.files()[0]
    lines = first.read_bytes().splitlines(keepends=True)
    first.write_bytes(lines[0] + lines[2])
    place.open().append(entry(time=datetime(2026, 2, 1, tzinfo=UTC)))
    for month in range(3, 13):
        place.open().append(entry(time=datetime(2026, month, 1, tzinfo=UTC)))
    assert (Problem.REMOVED, 2, 2) in place.problems()


def test_what_was_written_under_a_lost_key_goes_in_its_time(tmp_path: Path) -> None:
    old = Place(tmp_path, key=bytes(32), months=3)
    for day in (1, 2):
        old.open().append(entry(time=datetime(2026, 1, day, tzinfo=UTC)))
    place = Place(tmp_path, months=3)
    for month in range(2, 13):
        place.open().append(entry(time=datetime(2026, month, 1, tzinfo=UTC)))
    assert json.loads(place.lines()[0])["time"] >= "2026-08"
    assert place.check().whole


def test_a_server_whose_clock_is_years_ahead_takes_nothing(tmp_path: Path) -> None:
    """What is too old goes by the earlier of its clock and this machine's."""
    place = filled(tmp_path, 2)
    years = 30 * 365 * 86400
    for number in range(3):
        place.open().append(replace(entry(number), time=NOON + timedelta(seconds=years + number), offset=years))
    assert place.check().first == 1
    assert place.check().lines == 5
