"""Errands about the access journal: whether it is whole, and what log control asks for. Blocks; prints to standard output."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.records.journal.check import Problem, check_journal
from provesvar_gui.records.journal.clerk import failure
from provesvar_gui.records.journal.reading import lines_of_reference, read_journal

if TYPE_CHECKING:
    from provesvar_gui.journaling import JournalPlace
    from provesvar_gui.records.journal.check import Finding, Report
    from provesvar_gui.records.journal.keys import Keys

NOT_WHOLE = 3  # exit status; 1 is an errand that failed, 2 a command line that is wrong
NOT_FOUND = 4

_WORDS = {
    Problem.CHANGED: "{lines}: CHANGED after being written",
    Problem.REMOVED: "{lines}: REMOVED",
    Problem.REORDERED: "{lines}: MOVED to another place",
    Problem.ADDED: "after line {first}: something was ADDED that this program did not write there",
    Problem.CUT: "{lines}: CUT OFF at the end",
    Problem.OTHER_KEY: "{lines}: written under another key than the one at hand; cannot be checked",
    Problem.SEAL: "the seal was missing, forged or older than the vault's when the journal had {first} lines",
    Problem.INTERRUPTED: "{lines}: lost to a kill or a full disk halfway; no tampering, the next look-up completes it",
    Problem.RECOVERED: "{lines}: was left unfinished by a kill or a full disk, and was completed; no tampering",
    Problem.LOST: "before line {first}: {count} entries were lost, because they could not be written for a long time",
}


def check(place: JournalPlace) -> int:
    """Say whether the journal is whole. 0 where it is, NOT_WHOLE where it is not. Raises AppError where it cannot be told."""
    keys = _readable(place)
    if keys is None:
        _say(f"Journal: none yet, in {place.folder}")
        return 0
    try:
        report = check_journal(place.folder, place.seal_file, keys, place.anchor)
    except OSError as error:
        raise failure(error) from None
    for line in words(report):
        _say(line)
    _say(f"Place: {place.folder}")
    return 0 if report.whole else NOT_WHOLE


def words(report: Report) -> list[str]:
    """The report, one line for each thing to know."""
    span = f", {report.first} to {report.last}" if report.lines else ""
    state = "whole" if report.whole else "NOT WHOLE"
    head = f"Journal: {state}. {_count(report.lines, 'line')}{span}, in {_count(report.files, 'file')}"
    return [head, *(f"  {_said(finding)}" for finding in report.findings)]


def export(place: JournalPlace, correlation_id: str | None) -> int:
    """Print the lines as they are in the files (JSON): of one correlation id, or all of them.

    NOT_FOUND where there is none. Lines that were changed are left out, which ``check`` tells. Raises AppError.
    """
    keys = _readable(place)
    found = 0
    try:
        if keys is not None:
            whole = read_journal(place.folder, keys)
            for line in whole if correlation_id is None else lines_of_reference(place.folder, keys, correlation_id.lower()):
                sys.stdout.write(line.raw.decode("ascii"))
                found += 1
    except OSError as error:
        raise failure(error) from None
    if not found:
        sys.stderr.write("No such line.\n")
    return 0 if found else NOT_FOUND


def _readable(place: JournalPlace) -> Keys | None:
    try:
        keys = place.keys()
    except OSError as error:
        raise failure(error) from None
    if keys is None and place.holds_something():
        raise AppError(ErrorCode.JOURNAL_UNAVAILABLE, "there is a journal, and no key to read it with")
    return keys


def _said(finding: Finding) -> str:
    one = finding.first == finding.last
    lines = f"line {finding.first}" if one else f"lines {finding.first} to {finding.last}"
    return _WORDS[finding.problem].format(lines=lines, first=finding.first, count=finding.count)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
