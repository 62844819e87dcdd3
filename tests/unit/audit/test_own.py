"""A clinician's own lines, with no other person's, no number and no digest."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provesvar_gui.audit.check import OwnJournal, own_journal
from provesvar_gui.audit.files import JournalKeys
from tests.unit.audit.kit import HPR, KEY, NOON, PATIENT, Place, entry, filled

OTHER_HPR, OTHER = "431001110", "01896900052"


def read(place: Place, hpr_number: str = HPR) -> OwnJournal:
    return own_journal(place.folder, place.seal, JournalKeys(place.key), hpr_number, anchor=place.anchor)


@pytest.mark.hazard("S113")
@pytest.mark.requirement("R37")
@settings(max_examples=15)  # each line waits for the disk
@given(st.lists(st.tuples(st.sampled_from([HPR, OTHER_HPR, ""]), st.sampled_from([PATIENT, OTHER, ""])), max_size=8))
def test_only_own_lines_newest_first(lines: list[tuple[str, str]]) -> None:
    import tempfile
    from pathlib import Path

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
