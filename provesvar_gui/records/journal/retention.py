"""How long lines are kept: whole files go when all their lines are older than the policy says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.records.journal.entry import Kind
from provesvar_gui.records.journal.files import lines_of
from provesvar_gui.records.journal.line import read_line

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from provesvar_gui.records.journal.keys import Keys
    from provesvar_gui.records.journal.line import Line


def months_before(time: datetime, months: int) -> datetime:
    """The same day and hour so many months earlier, or the last day of a shorter month."""
    year, month = divmod(time.year * 12 + time.month - 1 - months, 12)
    for day in (time.day, 30, 29, 28):
        try:
            return time.replace(year=max(1, year), month=month + 1, day=day)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def expired(files: list[Path], keys: Keys, before: datetime) -> tuple[list[Path], int]:
    """The oldest files that the policy lets go, and the number of the last line in them. The newest file always stays.

    Only lines that are as we wrote them count: whoever cannot write ours cannot have one deleted. A file goes where all its lines
    are older than ``before`` and follow on the last number that is gone, so that a gap that somebody made is never covered up.
    What was written under a key that is lost goes with the line, itself too old, which says that the journal began anew. Raises
    OSError.
    """
    found = [[line for raw in lines_of(path) if (line := read_line(keys, raw)) is not None] for path in files]
    every = [line for lines in found for line in lines]
    through = max((deleted_through(line) for line in every if line.entry.kind is Kind.RETENTION), default=0)
    old = [line for line in every if line.entry.time < before]
    through = max([through, *(line.number - 1 for line in old if line.entry.kind is Kind.RESTARTED)])
    going = 0
    for place, lines in enumerate(found[:-1]):
        if not lines:
            continue  # with the next one that goes
        if any(line.entry.time >= before for line in lines):
            break
        follows = sorted(line.number for line in lines if line.number > through)
        if follows and follows != list(range(through + 1, follows[-1] + 1)):
            break
        going, through = place + 1, max([through, *follows])
    return files[:going], through


def deleted_through(line: Line) -> int:
    """Up to which number a line of ours says that all is gone: of those before it."""
    count = line.entry.count or 0
    return count if count < line.number else 0
