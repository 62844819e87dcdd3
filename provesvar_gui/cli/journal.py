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
from provesvar_gui.cli.output import complain, say
from provesvar_gui.errors import AppError
from provesvar_gui.patient.numbers import check_patient_number
from provesvar_gui.platform.logs import type_name

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from provesvar_gui.audit.check import JournalFinding, JournalReport
    from provesvar_gui.audit.line import JournalKeys, JournalLine
    from provesvar_gui.options import Options
    from provesvar_gui.wiring.audit import JournalPlace

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


def status_of(work: Callable[[], int]) -> int:
    """A journal that cannot be judged, for a reason that nobody has thought of, is not called whole. Raises AppError."""
    try:
        return work()
    except OSError as error:
        raise failure(error) from None
    except AppError:
        raise
    except Exception as error:  # noqa: BLE001 - as the sentence above says
        complain(f"Journal: NOT WHOLE. It cannot be read to its end ({type_name(error)})")
        return NOT_WHOLE


def check(place: JournalPlace) -> int:
    """Print whether the journal is whole; returns 0 or NOT_WHOLE. Raises AppError and OSError where that cannot be told."""
    keys = place.readable()
    if keys is None:
        say(f"Journal: none yet, in {place.folder}")
        return 0
    report = check_journal(place.folder, place.seal_file, keys, place.anchor)
    for line in report_lines(report):
        say(line)
    say(f"Place: {place.folder}")
    return 0 if report.whole else NOT_WHOLE


def report_lines(report: JournalReport) -> list[str]:
    span = f", {report.first} to {report.last}" if report.lines else ""
    state = "whole" if report.whole else "NOT WHOLE"
    head = f"Journal: {state}. {_count(report.lines, 'line')}{span}, in {_count(report.files, 'file')}"
    return [head, *(f"  {_finding_text(finding)}" for finding in report.findings)]


def export(place: JournalPlace, options: Options, patient: str = "", out: TextIO | None = None) -> int:
    """Write the selected lines to ``out`` (standard output), unchanged or as a table.

    ``patient``: eleven digits, which come by standard input, never by argument. NOT_FOUND where there is no line. Lines that were
    changed are left out, which ``check`` tells. Raises AppError, OSError.
    """
    out, keys, found = out if out is not None else sys.stdout, place.readable(), 0
    table = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
    for found, line in enumerate(_chosen(place.folder, keys, options, patient) if keys is not None else (), 1):
        if options.export_format != "csv":
            out.write(line.raw.decode("ascii"))
            continue
        if found == 1:
            if isinstance(out, io.TextIOWrapper):
                out.reconfigure(encoding="utf-8", newline="")
            out.write("\ufeff")  # tells a spreadsheet that this is UTF-8
            table.writerow(COLUMNS)
        table.writerow(map(cell, cells(line)))
    if not found:
        sys.stderr.write("No such line.\n")
    return 0 if found else NOT_FOUND


def _chosen(folder: Path, keys: JournalKeys, asked: Options, patient: str) -> Iterator[JournalLine]:
    """The lines that match all given filters; with a reference also the other lines of its opening."""
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


def cells(line: JournalLine) -> Iterator[str]:
    entry = line.entry
    told = {**entry.document(), "line": line.number}
    if entry.seconds is not None:
        told["milliseconds"] = round(entry.seconds * 1000)
    if entry.offset is not None:
        told["machine_time"] = utc(entry.machine_time)
    for value in (told.get(name, "") for name in COLUMNS):
        text = " ".join(value) if isinstance(value, list) else str(value)
        yield text.lower() if isinstance(value, bool) else text


def cell(text: str) -> str:
    """A text that no spreadsheet reads as a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _finding_text(finding: JournalFinding) -> str:
    one = finding.first == finding.last
    lines = f"line {finding.first}" if one else f"lines {finding.first} to {finding.last}"
    entries = "1 look-up or opening" if finding.count == 1 else f"{finding.count} look-ups or openings"
    return _WORDS[finding.problem].format(lines=lines, first=finding.first, entries=entries)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
