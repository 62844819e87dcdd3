"""Commands for the access journal: the check, and an export for log control. They block, and print to standard output."""

from __future__ import annotations

import csv
import io
import sys
from getpass import getpass
from typing import TYPE_CHECKING, Final, TextIO

from provesvar_gui.audit.check import Problem, check_journal
from provesvar_gui.audit.files import read_journal
from provesvar_gui.audit.line import utc
from provesvar_gui.audit.writer import failure
from provesvar_gui.cli.output import say
from provesvar_gui.errors import AppError
from provesvar_gui.patient.numbers import check_patient_number

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from provesvar_gui.audit.check import JournalFinding, JournalReport
    from provesvar_gui.audit.line import JournalKeys, JournalLine
    from provesvar_gui.options import Options
    from provesvar_gui.wiring.journal_place import JournalPlace

NOT_WHOLE = 3  # exit status; 1 is a command that failed, 2 a command line that is wrong, or no number where one was asked for
NOT_FOUND = 4
NO_NUMBER = 2

_WORDS = {
    Problem.CHANGED: "{lines}: CHANGED after being written",
    Problem.REMOVED: "{lines}: REMOVED",
    Problem.REORDERED: "{lines}: MOVED to another place",
    Problem.ADDED: "after line {first}: something was ADDED that this program did not write there",
    Problem.CUT: "{lines}: CUT OFF at the end",
    Problem.OTHER_KEY: "{lines}: written under another key than the one at hand; cannot be checked",
    Problem.SEAL: "the seal was missing, forged or older than the vault's when the journal had {first} lines",
    Problem.INTERRUPTED: "{lines}: left unfinished by a kill or a full disk; no tampering",
    Problem.LOST: "before line {first}: {entries} could not be recorded, for lack of room or access",
    Problem.NEWER: "{lines}: written by a newer version of this program; untouched, but what it says is not known to this one",
}

#: Of the table. Durations are whole milliseconds: a point in a number makes a Norwegian spreadsheet read a date.
COLUMNS: Final = (
    "line", "time", "kind", "hpr_number", "patient", "basis", "role", "outcome", "error", "findings", "milliseconds", "reports",
    "complete", "reason", "opening", "correlation_ids", "count", "machine_time",
)  # fmt: skip
_LONGEST_NUMBER = 100  # characters, with whatever stands around it
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def check(place: JournalPlace) -> int:
    """Say whether the journal is whole. 0 where it is, NOT_WHOLE where it is not. Raises AppError where it cannot be told."""

    def work() -> int:
        keys = place.readable()
        if keys is None:
            say(f"Journal: none yet, in {place.folder}")
            return 0
        report = check_journal(place.folder, place.seal_file, keys, place.anchor)
        for line in report_lines(report):
            say(line)
        say(f"Place: {place.folder}")
        return 0 if report.whole else NOT_WHOLE

    return _judged(work, sys.stdout)


def _judged(work: Callable[[], int], out: TextIO) -> int:
    """A journal that cannot be judged, for a reason that nobody has thought of, is not called whole."""
    try:
        return work()
    except (AppError, BrokenPipeError):  # the latter is of whoever reads, not of the journal
        raise
    except OSError as error:
        raise failure(error) from None
    except Exception as error:  # noqa: BLE001 - as the sentence above says
        out.write(f"Journal: NOT WHOLE. It cannot be read to its end ({failure(error).detail})\n")
        return NOT_WHOLE


def report_lines(report: JournalReport) -> list[str]:
    """The report, one line for each thing to know."""
    span = f", {report.first} to {report.last}" if report.lines else ""
    state = "whole" if report.whole else "NOT WHOLE"
    head = f"Journal: {state}. {_count(report.lines, 'line')}{span}, in {_count(report.files, 'file')}"
    return [head, *(f"  {_said(finding)}" for finding in report.findings)]


def export(place: JournalPlace, options: Options, patient: str = "", out: TextIO | None = None) -> int:
    """Write the lines that log control asks for to ``out`` (standard output), as they are in the files or as a table.

    ``patient``: eleven digits, which come by standard input, never by argument. NOT_FOUND where there is no line, NOT_WHOLE where
    the journal cannot be read to its end. Lines that were changed are left out, which ``check`` tells. Raises AppError.
    """
    out = out if out is not None else sys.stdout

    def work() -> int:
        found, keys = 0, place.readable()
        for line in _chosen(place.folder, keys, options, patient) if keys is not None else ():
            if options.export_format == "csv":
                if not found:
                    _begin_table(out)
                out.write(csv_row(line))
            else:
                out.write(line.raw.decode("ascii"))
            found += 1
        if not found:
            sys.stderr.write("No such line.\n")
        return 0 if found else NOT_FOUND

    return _judged(work, sys.stderr)


def _chosen(folder: Path, keys: JournalKeys, asked: Options, patient: str) -> Iterator[JournalLine]:
    """What is empty does not narrow it; with the lines of a reference come those of the opening that it was part of."""
    reference = (asked.correlation_id or "").lower()
    referred = (line.entry for line in read_journal(folder, keys) if reference in line.entry.correlation_ids)
    openings = {entry.opening for entry in referred if entry.opening} if reference else set()
    digest = keys.patient_digest(patient) if patient else ""
    for line in read_journal(folder, keys):
        entry = line.entry
        if (
            (not reference or reference in entry.correlation_ids or entry.opening in openings)
            and (not asked.hpr_number or entry.hpr_number == asked.hpr_number)
            and (not digest or entry.patient == digest)
            and (asked.since is None or entry.time >= asked.since)
            and (asked.until is None or entry.time < asked.until)
        ):
            yield line


def asked_patient(today: datetime.date, stdin: TextIO | None = None) -> str:
    """The digits of one line of standard input, or "" where it is no patient's number.

    Without echo where a person types, else as it comes. A number in an argument would be in the process list.
    """
    stdin = stdin if stdin is not None else sys.stdin
    try:
        text = getpass("Patient's number: ") if stdin.isatty() else stdin.readline(_LONGEST_NUMBER)
    except (EOFError, UnicodeDecodeError):
        return ""
    check = check_patient_number(text, profile=None, today=today)
    return check.patient.digits if check.patient is not None else ""


def csv_row(line: JournalLine) -> str:
    """One line of the table, with its end. Every cell stands in quotes, and none is a formula to a spreadsheet."""
    entry = line.entry
    told = {**entry.document(), "line": line.number}
    if entry.seconds is not None:
        told["milliseconds"] = round(entry.seconds * 1000)
    if entry.offset is not None:
        told["machine_time"] = utc(entry.machine_time)
    return _row(_text(told.get(name, "")) for name in COLUMNS)


def _text(value: object) -> str:
    if isinstance(value, list):
        return " ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _begin_table(out: TextIO) -> None:
    """A byte order mark, which tells a spreadsheet that this is UTF-8, and the names of the columns."""
    if isinstance(out, io.TextIOWrapper):
        out.reconfigure(encoding="utf-8", newline="")
    out.write("\ufeff" + _row(COLUMNS))


def _row(cells: Iterable[str]) -> str:
    made = io.StringIO()
    csv.writer(made, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(map(cell, cells))
    return made.getvalue()


def _said(finding: JournalFinding) -> str:
    one = finding.first == finding.last
    lines = f"line {finding.first}" if one else f"lines {finding.first} to {finding.last}"
    entries = "1 look-up or opening" if finding.count == 1 else f"{finding.count} look-ups or openings"
    return _WORDS[finding.problem].format(lines=lines, first=finding.first, entries=entries)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
