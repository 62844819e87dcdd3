"""Whatever is done to the lines without the key is found, and called what it is."""

from __future__ import annotations

import json
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provesvar_gui.records.journal.check import Problem, check_journal
from provesvar_gui.records.journal.files import journal_files
from provesvar_gui.records.journal.keys import keys_of
from tests.unit.records.journal.kit import KEY, Place, entry, filled

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.records.journal.check import Report

COUNT = 12


@cache
def whole() -> tuple[list[bytes], str, str | None]:
    """The lines, the seal and the vault's part of a journal that nobody has touched; the places it was in are gone."""
    with tempfile.TemporaryDirectory() as root:
        place = filled(Path(root), COUNT)
        assert place.anchor is not None
        return place.lines(), place.seal.read_text(), place.anchor.text


def report_of(lines: list[bytes], *, files: int = 1, vault: bool = True, then_write: bool = False) -> Report:
    """What the check says of these lines under the seal of the untouched journal."""
    _, seal, anchor = whole()
    with tempfile.TemporaryDirectory() as root:
        place = Place(Path(root))
        assert place.anchor is not None
        place.anchor.text = anchor if vault else None
        place.folder.mkdir()
        place.seal.parent.mkdir()
        place.seal.write_text(seal)
        size = max(1, -(-len(lines) // files))
        for at in range(files):
            part = lines[at * size : (at + 1) * size]
            (place.folder / f"journal-{at + 1:010d}.jsonl").write_bytes(b"".join(part))
        if then_write:
            place.open().append(entry(COUNT + 1))
        return check_journal(place.folder, place.seal, keys_of(KEY), place.anchor)


def told(report: Report) -> list[tuple[Problem, int, int]]:
    return [(finding.problem, finding.first, finding.last) for finding in report.findings]


on_a_disk = settings(deadline=None)  # a shared machine may let a write wait
numbers = st.integers(1, COUNT)
splits = st.integers(1, 4)


@on_a_disk
@given(splits, st.booleans(), st.booleans())
def test_untouched_is_whole(files: int, vault: bool, then_write: bool) -> None:
    assert told(report_of(whole()[0], files=files, vault=vault, then_write=then_write)) == []


@on_a_disk
@given(numbers, st.data(), splits, st.booleans())
def test_a_changed_byte(number: int, data: st.DataObject, files: int, then_write: bool) -> None:
    lines = list(whole()[0])
    line = bytearray(lines[number - 1])
    at = data.draw(st.integers(0, len(line) - 2))  # the end of the line is another test's
    line[at] = data.draw(st.integers(0, 255).filter(lambda byte: byte not in (line[at], 10)))
    lines[number - 1] = bytes(line)
    report = report_of(lines, files=files, then_write=then_write)
    assert not report.whole
    problems = {problem for problem, first, last in told(report) if (first, last) == (number, number)}
    assert problems <= {Problem.CHANGED, Problem.OTHER_KEY}  # the latter: where the byte was in the key's name
    assert problems


@on_a_disk
@given(numbers, st.sampled_from(["outcome", "time", "hpr_number", "basis", "n", "prev", "kind", "patient"]))
def test_a_changed_field(number: int, name: str) -> None:
    lines = list(whole()[0])
    document = json.loads(lines[number - 1])
    document[name] = 99 if name == "n" else f"{document[name]}0"
    lines[number - 1] = json.dumps(document, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    assert told(report_of(lines)) == [(Problem.CHANGED, number, number)]


@on_a_disk
@given(numbers)
def test_a_space_more(number: int) -> None:
    lines = list(whole()[0])
    lines[number - 1] = lines[number - 1].replace(b":", b": ", 1)
    assert told(report_of(lines)) == [(Problem.CHANGED, number, number)]


@on_a_disk
@given(st.integers(1, COUNT - 1), splits, st.booleans(), st.booleans())
def test_a_removed_line(number: int, files: int, vault: bool, then_write: bool) -> None:
    lines = list(whole()[0])
    del lines[number - 1]
    assert told(report_of(lines, files=files, vault=vault, then_write=then_write)) == [(Problem.REMOVED, number, number)]


@on_a_disk
@given(numbers, numbers, splits, st.booleans())
def test_two_lines_that_changed_places(one: int, other: int, files: int, then_write: bool) -> None:
    lines = list(whole()[0])
    lines[one - 1], lines[other - 1] = lines[other - 1], lines[one - 1]
    report = report_of(lines, files=files, then_write=then_write)
    problems = [problem for problem, _, _ in told(report)]
    assert set(problems) == ({Problem.REORDERED} if one != other else set())


@on_a_disk
@given(numbers, splits, st.booleans(), st.booleans())
def test_a_cut_tail(gone: int, files: int, vault: bool, then_write: bool) -> None:
    lines = whole()[0][: COUNT - gone]
    report = report_of(lines, files=files, vault=vault, then_write=then_write)
    # A line that is written later follows the seal, not the file: the gap stays.
    problem = Problem.REMOVED if then_write else Problem.CUT
    assert told(report) == [(problem, COUNT - gone + 1, COUNT)]


@on_a_disk
@given(numbers, st.data())
def test_a_tail_cut_inside_a_line_that_counts_is_no_kill(number: int, data: st.DataObject) -> None:
    lines = list(whole()[0][:number])
    lines[-1] = lines[-1][: data.draw(st.integers(1, len(lines[-1]) - 1))]
    report = report_of(lines)
    expected = [(Problem.CHANGED, number, number)]
    if number < COUNT:
        expected.append((Problem.CUT, number + 1, COUNT))
    assert told(report) == expected


@on_a_disk
@given(numbers, numbers, st.booleans())
def test_a_line_that_is_there_twice(number: int, after: int, then_write: bool) -> None:
    lines = list(whole()[0])
    lines.insert(after, lines[number - 1])
    report = report_of(lines, then_write=then_write)
    assert {problem for problem, _, _ in told(report)} & {Problem.ADDED, Problem.REORDERED}


@on_a_disk
@given(st.integers(0, COUNT), st.binary(max_size=60).filter(lambda data: b"\n" not in data), st.booleans())
def test_a_foreign_line(after: int, data: bytes, then_write: bool) -> None:
    lines = list(whole()[0])
    lines.insert(after, data + b"\n")
    assert told(report_of(lines, then_write=then_write)) == [(Problem.ADDED, after, after)]


@on_a_disk
@given(st.lists(numbers, min_size=1, max_size=COUNT, unique=True).filter(lambda kept: kept != list(range(1, COUNT + 1))))
def test_any_other_selection_and_order_is_not_whole(kept: list[int]) -> None:
    lines = whole()[0]
    assert not report_of([lines[number - 1] for number in kept]).whole


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"{}")])
def test_a_seal_that_is_gone_or_forged(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    place = filled(tmp_path, 4)
    damage(place.seal)
    assert place.problems() == [(Problem.SEAL, 4, 4)]
    place.open().append(entry(5))
    assert place.problems() == [(Problem.SEAL, 5, 5)]  # for ever after
    assert place.check().last == 6


def test_files_and_seal_put_back_from_a_copy_are_found_by_the_vault(tmp_path: Path) -> None:
    place = filled(tmp_path / "now", 4)
    shutil.copytree(place.root, tmp_path / "copy")
    for number in range(4, 7):
        place.open().append(entry(number))
    shutil.rmtree(place.root)
    shutil.copytree(tmp_path / "copy", place.root)
    assert (Problem.CUT, 5, 7) in place.problems()
    place.open().append(entry(8))
    assert (Problem.REMOVED, 5, 7) in place.problems()


def test_everything_deleted_is_found_by_the_vault(tmp_path: Path) -> None:
    place = filled(tmp_path / "now", 4)
    shutil.rmtree(place.root)
    assert (Problem.CUT, 1, 4) in place.problems()
    place.open().append(entry(5))
    assert (Problem.REMOVED, 1, 4) in place.problems()


def test_two_histories_put_together_are_found(tmp_path: Path) -> None:
    one = filled(tmp_path / "one", 6)
    other = Place(tmp_path / "other")
    for number in range(10, 16):
        other.open().append(entry(number))
    one.put(one.lines()[:3] + other.lines()[3:])
    assert not one.check().whole
    assert one.problems()[0][:2] == (Problem.CHANGED, 4)


def test_a_whole_file_taken_away(tmp_path: Path) -> None:
    place = filled(tmp_path, 20, most_bytes=2000)
    gone = place.files()[1]
    removed = [json.loads(line)["n"] for line in gone.read_bytes().splitlines()]
    gone.unlink()
    assert place.problems() == [(Problem.REMOVED, removed[0], removed[-1])]
    assert len(journal_files(place.folder)) == len(place.files())


def test_nothing_yet_is_whole(tmp_path: Path) -> None:
    report = Place(tmp_path).check()
    assert report.whole
    assert report.lines == 0


def test_a_file_named_to_be_the_last_for_ever_hides_nothing(tmp_path: Path) -> None:
    place = filled(tmp_path, 3, most_bytes=1000)
    (place.folder / "journal-9999999999.jsonl").write_bytes(b"hello\n" * 500)
    for number in range(3, 6):
        place.open().append(entry(number))
    assert place.problems() == [(Problem.ADDED, 6, 6)]
    assert place.check().last == 6
    assert len(place.files()) > 2  # ours go on under names of their own


def test_a_heap_of_rubbish_does_not_keep_the_check_busy(tmp_path: Path) -> None:
    place = filled(tmp_path, 3)
    place.put([*place.lines()[:1], *[b"{}\n"] * 50_000, *place.lines()[2:]])
    assert place.problems() == [(Problem.ADDED, 1, 1), (Problem.CHANGED, 2, 2)]
