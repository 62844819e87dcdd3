"""The writer of the journal: lines, rotation, retention, and the contents of the files."""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from provesvar_gui.audit.check import Problem
from provesvar_gui.audit.files import EntryKind, JournalEntry, JournalKeys
from tests.unit.audit.kit import HPR, KEY, NOON, PATIENT, MemoryAnchor, Place, entry, filled, reference


@pytest.mark.hazard("S104")
def test_a_line_says_what_was_done_and_nothing_about_the_patient(tmp_path: Path) -> None:
    place = filled(tmp_path, 1)
    (line,) = place.lines()
    document = json.loads(line)
    assert document["time"] == "2026-11-25T12:00:00.000Z"
    assert document["hpr_number"] == HPR
    assert document["correlation_ids"] == [reference(0)]
    assert document["patient"] == JournalKeys(KEY).patient_digest(PATIENT)
    assert {"kind": "look-up", "basis": "AKUTT", "role": "LE", "outcome": "done", "reports": 0}.items() <= document.items()
    assert PATIENT.encode() not in line
    assert place.check().whole


@pytest.mark.hazard("S104")
def test_another_installation_has_another_digest_for_the_same_patient() -> None:
    assert JournalKeys(KEY).patient_digest(PATIENT) == JournalKeys(KEY).patient_digest(PATIENT)
    assert JournalKeys(KEY).patient_digest(PATIENT) != JournalKeys(bytes(32)).patient_digest(PATIENT)
    assert JournalKeys(KEY).patient_digest(PATIENT) != JournalKeys(KEY).mac("line", PATIENT.encode())


@pytest.mark.hazard("S104")
@pytest.mark.parametrize("name", ["hpr_number", "patient", "basis", "role", "outcome", "error", "reason", "opening"])
def test_free_text_gets_in_nowhere(tmp_path: Path, name: str) -> None:
    place = Place(tmp_path)
    said = f"Kari Nordmann {PATIENT}"
    place.open().append(JournalEntry(time=NOON, kind=EntryKind.LOOKUP, **{name: said}))  # type: ignore[arg-type]  # one text field at a time
    place.open().append(JournalEntry(time=NOON, kind=EntryKind.LOOKUP, findings=(said, PATIENT), correlation_ids=(said, PATIENT)))
    text = b"".join(place.lines())
    assert b"Kari" not in text
    assert PATIENT.encode() not in text


@pytest.mark.hazard("S3")
@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    place = filled(tmp_path, 2)
    for path in (*place.folder.iterdir(), place.seal):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.folder.stat().st_mode) == 0o700


def test_a_new_month_has_a_new_file(tmp_path: Path) -> None:
    place = Place(tmp_path)
    journal = place.open()
    journal.append(entry(time=datetime(2026, 11, 30, 23, 59, tzinfo=UTC)))
    journal.append(entry(time=datetime(2026, 12, 1, 0, 0, tzinfo=UTC)))
    assert [path.name for path in place.files()] == ["journal-0000000001.jsonl", "journal-0000000002.jsonl"]
    assert place.check().whole


@pytest.mark.requirement("R38")
def test_what_is_too_old_goes_by_whole_files_and_the_journal_says_so(tmp_path: Path) -> None:
    place = Place(tmp_path, months=3)
    journal = place.open()
    for month in range(1, 13):
        for day in (1, 15):
            journal.append(entry(time=datetime(2026, month, day, tzinfo=UTC)))
    documents = [json.loads(line) for line in place.lines()]
    assert documents[0]["time"] >= "2026-08"
    retention = [document["count"] for document in documents if document["kind"] == "retention"]
    assert retention
    report = place.check()
    assert report.findings == ()
    assert report.first == max(retention) + 1


@pytest.mark.hazard("S114")
def test_a_clock_that_is_wrong_once_takes_nothing(tmp_path: Path) -> None:
    place = filled(tmp_path, 10)
    place.open().append(entry(time=NOON + timedelta(days=4000)))
    assert place.check().lines == 11


@pytest.mark.hazard("H2.10")
def test_a_line_keeps_what_was_added_to_a_wrong_clock_and_the_check_covers_it(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.open().append(replace(entry(1), offset=-86400))
    place.open().append(entry(2))
    place.seal.unlink()  # the journal's own next line is told by the same clock
    place.open().append(replace(entry(3), offset=3600))
    told = [json.loads(line) for line in place.lines()]
    assert [each.get("offset") for each in told] == [-86400, None, 3600, 3600]
    assert [each["kind"] for each in told] == ["look-up", "look-up", "restarted", "look-up"]
    (path,) = place.files()
    path.write_bytes(path.read_bytes().replace(b'"offset":-86400', b'"offset":-86401'))
    assert (Problem.CHANGED, 1, 1) in place.problems()


def test_a_lost_key_does_not_stop_the_journal(tmp_path: Path) -> None:
    place = filled(tmp_path, 3)
    place.key = bytes(32)
    place.open().append(entry(4))
    assert [json.loads(line)["n"] for line in place.lines()] == [1, 2, 3, 4, 5]
    assert [problem for problem, _, _ in place.problems()] == [Problem.OTHER_KEY, Problem.SEAL]


def test_no_line_waits_for_a_vault_that_is_slow(tmp_path: Path) -> None:
    """The program may end before that answers."""
    place, seen = Place(tmp_path), list[int]()

    class Slow(MemoryAnchor):
        def load(self) -> str | None:
            seen.append(len(place.lines()))
            return super().load()

        def store(self, text: str) -> None:
            seen.append(len(place.lines()))
            super().store(text)

    place.anchor = Slow()
    journal = place.open()
    journal.append(entry(1))
    seen.clear()
    journal.append(entry(2))
    assert set(seen) == {2}


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


def test_a_server_whose_clock_is_years_ahead_takes_nothing(tmp_path: Path) -> None:
    """What is too old goes by the earlier of its clock and this machine's."""
    place = filled(tmp_path, 2)
    years = 30 * 365 * 86400
    for number in range(3):
        place.open().append(replace(entry(number), time=NOON + timedelta(seconds=years + number), offset=years))
    assert place.check().first == 1
    assert place.check().lines == 5
