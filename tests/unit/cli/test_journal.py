"""The export for log control: by reference, person, time and patient, as lines or as a table; no number in an argument."""

from __future__ import annotations

import csv
import io
import itertools
import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.audit.files import journal_files
from provesvar_gui.audit.line import START, EntryKind, JournalEntry, JournalKeys, write_line
from provesvar_gui.cli.journal import COLUMNS, NOT_FOUND, NOT_WHOLE, asked_patient, cell, cells, export
from provesvar_gui.cli.run import error_lines
from provesvar_gui.command_line import parse
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.options import Options
from provesvar_gui.wiring.audit import JournalPlace
from tests.unit.audit.kit import HPR, KEY, NOON, PATIENT, entry, reference
from tests.unit.settings.kit import make_places

OTHER_HPR, OTHER = "431001110", "01896900052"
TODAY = date(2026, 11, 25)


@pytest.fixture
def place(tmp_path: Path) -> JournalPlace:
    """Six lines, an hour apart: every second one of another person, every third one of another patient; and a foreign one."""
    made = JournalPlace(make_places(tmp_path), None, lambda count: b"\1" * count)
    journal = made.journal(12)
    for number in range(6):
        one = replace(
            entry(number, time=NOON + timedelta(hours=number)),
            hpr_number=OTHER_HPR if number % 2 else HPR,
            findings=("restricted", "fault"),
        )
        journal.append(one, OTHER if number % 3 == 0 else PATIENT)
    with journal_files(made.folder)[-1].open("ab") as file:
        file.write(b'{"mac":"\\ud800"}\n')
    return made


@pytest.mark.hazard("S13")
@pytest.mark.parametrize("command", ["check", "export"])
def test_whatever_ends_the_reading_the_journal_is_not_called_whole(command: str) -> None:
    """By whatever is wrong with it that nobody has thought of, here a name that is not there."""
    code = f"from provesvar_gui.cli import run; run.{command} = lambda *_: {{}}['{PATIENT}']\n"
    code += f"from provesvar_gui.options import Options as O; exit(run.run(O(sandbox=True, {command}_journal=True), id))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == NOT_WHOLE
    assert "NOT WHOLE" in done.stderr
    assert PATIENT not in done.stderr


def numbers(capsys: pytest.CaptureFixture[str]) -> list[int]:
    return [json.loads(line)["n"] for line in capsys.readouterr().out.splitlines()]


@pytest.mark.requirement("R36")
@pytest.mark.parametrize(
    ("asked", "patient", "expected"),
    [
        (Options(), "", [1, 2, 3, 4, 5, 6]),
        (Options(hpr_number=OTHER_HPR), "", [2, 4, 6]),
        (Options(), OTHER, [1, 4]),
        (Options(hpr_number=OTHER_HPR), OTHER, [4]),
        (Options(since=NOON + timedelta(hours=2)), "", [3, 4, 5, 6]),
        (Options(until=NOON + timedelta(hours=2)), "", [1, 2]),
        (Options(since=NOON + timedelta(hours=1), until=NOON + timedelta(hours=4)), PATIENT, [2, 3]),
        (Options(correlation_id=reference(2)), "", [3]),
        (Options(correlation_id=reference(2).upper(), hpr_number=HPR), "", [3]),
        (Options(correlation_id=reference(2), hpr_number=OTHER_HPR), "", []),
        (Options(hpr_number="1"), "", []),
    ],
)
def test_an_export_is_filtered_by_its_options(
    place: JournalPlace, capsys: pytest.CaptureFixture[str], asked: Options, patient: str, expected: list[int]
) -> None:
    assert export(place, asked, patient) == (0 if expected else NOT_FOUND)
    assert numbers(capsys) == expected


def test_a_reference_brings_the_opening_that_it_was_part_of(place: JournalPlace, capsys: pytest.CaptureFixture[str]) -> None:
    journal, opening = place.journal(12), reference(99)
    journal.append(JournalEntry(time=NOON, kind=EntryKind.OPENING_START, opening=opening))
    journal.append(
        JournalEntry(time=NOON, kind=EntryKind.LOOKUP, opening=opening, correlation_ids=(reference(50), reference(51)))
    )
    journal.append(JournalEntry(time=NOON, kind=EntryKind.OPENING_STOP, opening=opening))
    journal.append(JournalEntry(time=NOON, kind=EntryKind.OPENING_START, opening=reference(98)))
    assert export(place, Options(correlation_id=reference(51))) == 0
    assert numbers(capsys) == [7, 8, 9]


def test_a_table(place: JournalPlace, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(place, Options(hpr_number=HPR, export_format="csv")) == 0
    out = capsys.readouterr().out
    assert out.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(out[1:], newline=""), delimiter=";"))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 4
    first = dict(zip(COLUMNS, rows[1], strict=True))
    keys = place.keys()
    assert keys is not None
    told = {"line": "1", "time": "2026-11-25T12:00:00.000Z", "machine_time": "", "milliseconds": "1250", "complete": "true"}
    told |= {"patient": keys.patient_digest(OTHER), "findings": "restricted fault", "correlation_ids": reference(0)}
    assert told.items() <= first.items()
    assert OTHER not in out
    assert PATIENT not in out


def test_a_table_has_both_times_where_the_clock_was_wrong() -> None:
    line = write_line(JournalKeys(KEY), 1, START, replace(entry(0), offset=-86400))
    told = dict(zip(COLUMNS, cells(line), strict=True))
    assert (told["time"], told["machine_time"]) == ("2026-11-25T12:00:00.000Z", "2026-11-26T12:00:00.000Z")


@given(st.text())
def test_no_cell_is_a_formula(text: str) -> None:
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert cell(text).removeprefix("'") == text or text.startswith("'")


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        (PATIENT, PATIENT),
        (f"  {PATIENT[:6]} {PATIENT[6:]}", PATIENT),
        ("", ""),
        ("13896900264", ""),
        ("hello", ""),
        (PATIENT + "1", ""),
    ],
)
def test_the_number_that_is_asked_for(typed: str, digits: str) -> None:
    assert asked_patient(TODAY, io.StringIO(f"{typed}\nmore\n")) == digits


def test_days_and_times() -> None:
    options = parse(["--export-journal", "--since", "2026-11-01", "--until", "2026-11-30", "--hpr-number", HPR, "--patient"])
    assert options.since == datetime(2026, 11, 1).astimezone()
    assert options.until == datetime(2026, 12, 1).astimezone()
    assert (options.hpr_number, options.patient_from_input, options.export_format) == (HPR, True, "json")
    options = parse(["--export-journal", "--format", "csv", "--since", "2026-11-01T10:00Z", "--until", "2026-11-01T12:30+01:00"])
    assert options.since == datetime(2026, 11, 1, 10, tzinfo=UTC)
    assert options.until == datetime(2026, 11, 1, 11, 30, tzinfo=UTC)
    assert options.export_format == "csv"


@pytest.mark.hazard("S3", "S96")
@pytest.mark.parametrize(
    "arguments",
    [
        [PATIENT],
        ["--export-journal", "--patient", PATIENT],
        ["--export-journal", f"--patient={PATIENT}"],
        ["--export-journal", "--patient", PATIENT[:6], PATIENT[6:]],
        ["--export-journal", "--patient", f"{PATIENT[:6]} {PATIENT[6:]}"],
        ["--export-journal", "--hpr-number", PATIENT],
        ["--export-journal", "--since", PATIENT],
        ["--export-journal", "--format", PATIENT],
        ["--pat", PATIENT],
    ],
)
def test_a_number_in_an_argument_is_refused_and_not_repeated(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(arguments)
    assert ended.value.code == 2
    told = capsys.readouterr()
    assert PATIENT[:6] not in told.err + told.out
    assert PATIENT[6:] not in told.err + told.out


def test_a_table_goes_out_as_utf_8_wherever(place: JournalPlace) -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="cp1252", newline="\r\n")  # as on Windows
    assert export(place, Options(export_format="csv"), out=out) == 0
    out.flush()
    assert raw.getvalue().startswith(b'\xef\xbb\xbf"line";"time"')
    assert b"\r\r\n" not in raw.getvalue()


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as ended:
        parse(arguments)
    assert ended.value.code == 2
    return capsys.readouterr().err.rpartition("error: ")[2].strip()


COMMANDS = [
    ["--self-check"], ["--import-client", "x.json"], ["--remove-client"], ["--provision-machine", "x.json"], ["--rotate-key"],
    ["--check-journal"], ["--export-journal"], ["--patient-from-stdin"],
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(COMMANDS, 2)))
def test_one_thing_at_a_time(capsys: pytest.CaptureFixture[str], one: list[str], other: list[str]) -> None:
    assert parse(one).headless is (one[0] != "--patient-from-stdin")
    assert said(capsys, *one, *other) == f"argument {other[0]}: not allowed with argument {one[0]}"


@pytest.mark.parametrize("value", ["tull", "01020312345", "2026-13-01"])
def test_a_time_is_said_how_to_write(capsys: pytest.CaptureFixture[str], value: str) -> None:
    text = said(capsys, "--export-journal", "--since", value)
    assert text == "argument --since: not a time: write it like 2026-11-25 or 2026-11-25T13:00"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("01020312345", "[number]"),
        ("010203 12345", "[number]"),
        ("01.02.03-12345 and more", "[number] and more"),
        ("2026-11-2501020312345", "[number]"),
        ("01020312345-2026-11-25", "[number]"),
        ("2003-02-01 12345", "[number]"),
        ("2003-02-01", "[number]"),  # a day of birth
        ("x12345 6789012y", "x[number]y"),
    ],
)
def test_a_number_is_not_repeated_and_no_word_is_swallowed(capsys: pytest.CaptureFixture[str], typed: str, shown: str) -> None:
    assert said(capsys, typed) == f"unrecognized arguments: {shown}"


def test_without_a_network_there_is_advice_and_no_bare_yes_or_no() -> None:
    error = AppError(ErrorCode.NO_NETWORK, "ConnectError at sts.example", params={"host": "sts.example", "sent": "no"})
    what, do = error_lines(error)
    assert what == "no-network: ConnectError at sts.example"
    assert "--self-check" in do


def test_every_wrong_setting_has_a_line() -> None:
    other = AppError(ErrorCode.SETTINGS_UNREADABLE, "no such file", params={"file": "/srv/nei.toml", "kind": "absent"})
    error = AppError(ErrorCode.SETTINGS_INVALID, "ui.language: x", params={"file": "/x", "line": "2"}, also=(other,))
    assert [*error_lines(error)][:-1] == [
        "settings-invalid: ui.language: x (/x, 2)",
        "settings-unreadable: no such file (/srv/nei.toml)",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_whoever_reads_may_go() -> None:
    """As ``--export-journal | head`` does: no words, and no complaint of the interpreter at its exit."""
    code = "from provesvar_gui.cli.output import end_with_the_reader, say; end_with_the_reader(); input(); say('x')"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        _, complaints = process.communicate(b"\n", timeout=30)
    assert (process.returncode, complaints) == (-signal.SIGPIPE, b"")
