"""The counts of this machine: bounded, tolerant, and unable to hold anything about anybody."""

from __future__ import annotations

import json
import os
import re
import stat
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.domain.steps import Run, Step
from provesvar_gui.records.counts import (
    MONTHS,
    NAMES,
    BrokenError,
    CountsFile,
    NewerFormatError,
    StepCounts,
    parsed,
    table,
    written,
)
from provesvar_gui.system.file_lock import FileLock

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 25)
RUN = Run(seconds={Step.NUMBER: 4.2, Step.ALL_RESULTS: 0.3}, whole=4.5, keys=14)
RUNS = st.builds(
    Run,
    seconds=st.dictionaries(st.sampled_from(Step), st.floats(0, 1e6), max_size=len(Step)),
    whole=st.floats(0, 1e6),
    keys=st.integers(0, 10**11),
)
#: All that a file can hold besides numbers in classes: this is read off a file with everything in it.
ALLOWED = re.compile(r'[\s{}\[\],:]|"(format|bounds|months|\d{4}-\d{2}|' + "|".join(NAMES) + r')"|\d{1,10}(\.\d+)?')


def test_counted_and_read_again(tmp_path: Path) -> None:
    file = CountsFile(tmp_path / "state" / "counts.json")
    assert file.read() == StepCounts()
    assert file.add(RUN, DAY)
    assert file.add(RUN, DAY + timedelta(days=10))
    total = file.read().total()
    assert {name: sum(counts) for name, counts in total.items() if sum(counts)} == {"number": 2, "all-results": 2, "whole": 2}
    assert list(file.read().months) == ["2026-11", "2026-12"]
    assert sum(file.read().total("2026-12")["number"]) == 1
    if sys.platform != "win32":
        assert stat.S_IMODE(os.stat(tmp_path / "state" / "counts.json").st_mode) == 0o600
    assert file.reset()
    assert file.read() == StepCounts()


@given(st.lists(st.tuples(RUNS, st.dates(date(2020, 1, 1), date(2035, 1, 1))), max_size=40))
def test_nothing_but_steps_months_and_counts_can_be_in_it(runs: list[tuple[Run, date]]) -> None:
    counts = StepCounts()
    for run, day in runs:
        counts = counts.with_run(run, day)
    text = written(counts).decode()
    assert ALLOWED.sub("", text) == ""
    assert len(text) < 40_000
    assert len(counts.months) <= MONTHS
    assert parsed(text.encode()) == counts


def test_a_run_of_one_duration_cannot_be_found_in_it() -> None:
    one, other = (StepCounts().with_run(Run(seconds={}, whole=seconds), DAY) for seconds in (3.1, 3.9))
    assert written(one) == written(other)


def test_it_does_not_grow() -> None:
    counts = StepCounts()
    for month in range(60):
        counts = counts.with_run(RUN, date(2020 + month // 12, month % 12 + 1, 1))
    assert (len(counts.months), min(counts.months)) == (MONTHS, "2023-12")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"[" * 100_000,
        b'{"format": 1}',
        b'{"format": 1, "bounds": [], "months": {}}',
        b"\xff" * 10,
        b" " * 100_000,
    ],
)
def test_a_broken_file_is_told_and_begun_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "counts.json"
    path.write_bytes(content)
    with pytest.raises(BrokenError):
        CountsFile(path).read()
    assert CountsFile(path).add(RUN, DAY)
    assert sum(CountsFile(path).read().total()["whole"]) == 1


class OnceUnreadable(CountsFile):
    """As on a network home that is away for a moment."""

    def read(self) -> StepCounts:
        raise OSError


def test_a_read_that_fails_throws_nothing_away(tmp_path: Path) -> None:
    path = tmp_path / "counts.json"
    assert CountsFile(path).add(RUN, DAY)
    assert not OnceUnreadable(path).add(RUN, DAY)
    assert sum(CountsFile(path).read().total()["whole"]) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes are POSIX")
def test_nobody_waits_for_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "counts.json")
    with pytest.raises(BrokenError):
        CountsFile(tmp_path / "counts.json").read()


def test_what_is_not_ours_does_not_stay(tmp_path: Path) -> None:
    path = tmp_path / "counts.json"
    document = json.loads(written(StepCounts().with_run(RUN, DAY)))
    document["patient"] = "13896900263"
    document["months"]["13896900263"] = {}
    document["months"]["2026-11"]["13896900263"] = document["months"]["2026-11"]["number"]
    path.write_text(json.dumps(document))
    assert CountsFile(path).add(RUN, DAY)
    assert "13896900263" not in path.read_text()


def test_a_newer_programs_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "counts.json"
    path.write_text('{"format": 2, "more": true}')
    file = CountsFile(path)
    with pytest.raises(NewerFormatError):
        file.read()
    assert not file.add(RUN, DAY)
    assert path.read_text() == '{"format": 2, "more": true}'


def test_two_programs_do_not_wait_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / "counts.json"
    lock = FileLock(path.with_suffix(".lock"))
    assert lock.take()
    assert not CountsFile(path).add(RUN, DAY)
    lock.give_back()
    assert CountsFile(path).add(RUN, DAY)


def test_a_folder_that_cannot_be_written_costs_the_count_alone(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file in its place")
    assert not CountsFile(tmp_path / "state" / "counts.json").add(RUN, DAY)


def test_the_table_is_for_a_norwegian_spreadsheet() -> None:
    lines = table(StepCounts().with_run(RUN, DAY)).splitlines()
    assert lines[0].startswith('\ufeff"month";"step";"count";"p50_seconds";"p95_seconds";"up_to_0,05"')
    assert lines[1].startswith('"2026-11";"number";"1";"5";"5";"0"')
    assert len(lines) == 4
    late = table(StepCounts().with_run(Run(seconds={}, whole=1000.0), DAY))
    assert '"> 300"' in late
