from __future__ import annotations

import itertools
import json
import stat
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provesvar_gui.audit.check import OwnJournal, Problem, own_journal
from provesvar_gui.audit.line import EntryKind, JournalEntry, JournalKeys, canonical, read_line, read_unverified
from provesvar_gui.errors import ErrorCode
from tests.hostile.bending import VALUES
from tests.kit.errors import app_error
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


OTHER_HPR, OTHER = "431001110", "01896900052"


def read(place: Place, hpr_number: str = HPR) -> OwnJournal:
    return own_journal(place.folder, place.seal, JournalKeys(place.key), hpr_number, anchor=place.anchor)


@pytest.mark.hazard("S113")
@pytest.mark.requirement("R37")
@settings(max_examples=15)  # each line waits for the disk
@given(st.lists(st.tuples(st.sampled_from([HPR, OTHER_HPR, ""]), st.sampled_from([PATIENT, OTHER, ""])), max_size=8))
def test_only_own_lines_newest_first(lines: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as root:
        place = Place(Path(root))
        journal = place.open()
        for number, (hpr_number, patient) in enumerate(lines):
            journal.append(replace(entry(number, time=NOON + timedelta(days=20 * number)), hpr_number=hpr_number), patient)
        for person in (HPR, OTHER_HPR, ""):
            own = read(place, person)
            expected = [number + 1 for number, (hpr_number, _patient) in enumerate(lines) if person and hpr_number == person]
            assert [line.number for line in own.lines] == expected[::-1]
            assert own.hpr_number == person
            seen: dict[str, int | None] = {}
            for line in own.lines:
                patient = lines[line.number - 1][1]
                assert (line.same is None) is (patient == "")
                assert seen.setdefault(patient, line.same) == line.same
                assert line.entry.patient == ""
            numbers = [number for number in seen.values() if number is not None]
            assert numbers == list(range(len(numbers)))  # the newest one's patient is 0


def test_the_digest_leaves_the_journal_nowhere(tmp_path: Path) -> None:
    own = read(filled(tmp_path, 2))
    assert JournalKeys(KEY).patient_digest(PATIENT) not in repr(own)
    assert PATIENT not in repr(own)
    assert HPR not in repr(replace(own, lines=()))


def test_a_changed_line_is_not_shown_as_own(tmp_path: Path) -> None:
    place = filled(tmp_path, 3)
    lines = place.lines()
    place.put([lines[0], lines[1].replace(b"AKUTT", b"UNNTAK"), lines[2]])
    assert [line.number for line in read(place).lines] == [3, 1]


def test_a_very_long_one_shows_the_newest(tmp_path: Path) -> None:
    place = filled(tmp_path, 5)
    own = own_journal(place.folder, place.seal, JournalKeys(KEY), HPR, most=3)
    assert [line.number for line in own.lines] == [5, 4, 3]
    assert own.left_out == 2


def test_a_journal_without_lines(tmp_path: Path) -> None:
    own = read(Place(tmp_path))
    assert own.lines == ()
    assert own.report is not None
    assert own.report.whole
    assert not (tmp_path / "journal").exists()


# -- an older version with data of a later one: skipped or reported, never lost


KEYS = JournalKeys(KEY)


@dataclass
class Later:
    root: Path
    place: Place = field(init=False)

    def __post_init__(self) -> None:
        self.place = filled(self.root, 3)

    def line(self, **says: object) -> bytes:
        last = json.loads(self.place.lines()[-1])
        document = {"key": KEYS.name, "n": 4, "prev": last["mac"], "time": "2026-11-26T08:00:00.000Z", **says}
        document["mac"] = KEYS.mac("line", canonical(document))
        line = canonical(document) + b"\n"
        self.place.put([*self.place.lines(), line])
        self.seal(v=1, count=4, head=document["mac"])
        return line

    def seal(self, *, where: str = "both", **body: object) -> None:
        text = json.dumps({**body, "mac": KEYS.mac("seal", canonical(body))})
        assert self.place.anchor is not None
        if where != "vault":
            self.place.seal.write_text(text)
        if where != "file":
            self.place.anchor.text = text


@pytest.mark.hazard("S13")
def test_whatever_a_field_says_the_line_is_read_or_is_none(tmp_path: Path) -> None:
    (raw,) = filled(tmp_path, 1).lines()
    for name, value in itertools.product(json.loads(raw), VALUES):
        document = {**json.loads(raw), name: value}
        ours = KEYS.mac("line", canonical({each: document[each] for each in document if each != "mac"}))
        for mac in (document["mac"], ours):
            changed = canonical({**document, "mac": mac}) + b"\n"
            assert read_line(KEYS, changed) is None or mac == ours
            read_unverified(changed)


#: What a later version may write, and what this one makes of it.
LATER_LINES = [
    ({"v": 1, "kind": "look-up", "hpr_number": HPR, "outcome": "done", "emergency": True}, EntryKind.LOOKUP),
    ({"v": 1, "kind": "shared-screen", "hpr_number": HPR, "with": "somebody"}, EntryKind.NEWER),
    ({"v": 2, "kind": "look-up", "hpr_number": [HPR], "outcome": {"code": "done"}}, EntryKind.NEWER),
    ({"v": 2, "kind": "lost", "count": 3, "why": "disk"}, EntryKind.LOST),
]


@pytest.mark.hazard("S16")
@pytest.mark.parametrize(("says", "kind"), LATER_LINES)
def test_lines_of_a_later_version_are_whole_and_it_goes_on(tmp_path: Path, says: dict[str, Any], kind: EntryKind) -> None:
    later = Later(tmp_path)
    place, line = later.place, later.line(**says)
    assert place.open().append(entry(4), PATIENT).number == 5
    assert place.lines()[3] == line
    own = own_journal(place.folder, place.seal, KEYS, HPR, anchor=place.anchor)
    assert own.report is not None
    assert (own.report.whole, own.report.lines, own.report.last) == (True, 5, 5)
    told = [finding.problem for finding in own.report.findings]
    assert told == {EntryKind.NEWER: [Problem.NEWER], EntryKind.LOST: [Problem.LOST], EntryKind.LOOKUP: []}[kind]
    if says.get("hpr_number") == HPR:
        assert own.lines[1].entry.kind is kind
    place.put([*place.lines()[:3], line.replace(b"2026-11-26", b"2026-11-27"), *place.lines()[4:]])
    assert (Problem.CHANGED, 4, 4) in place.problems()


@pytest.mark.hazard("S16")
@pytest.mark.parametrize("where", ["file", "vault"])
def test_a_seal_of_a_later_version_is_told_and_stays(tmp_path: Path, where: str) -> None:
    """The look-ups go on, the clinician is told that they are not recorded, and nothing of the journal is touched."""
    later = Later(tmp_path)
    place = later.place
    later.seal(where=where, v=2, tree="root of tomorrow")
    assert place.anchor is not None
    before = (place.lines(), place.seal.read_text(), place.anchor.text)
    journal = place.open()
    for work in (lambda: journal.append(entry(4), PATIENT), place.check):
        with app_error(ErrorCode.JOURNAL_NEWER):
            work()
    assert (place.lines(), place.seal.read_text(), place.anchor.text) == before
