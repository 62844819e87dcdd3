"""How long lines are kept: whole files go when their last line is older than the policy says."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from provesvar_gui.records.journal.files import tail_of
from provesvar_gui.records.journal.line import peek

if TYPE_CHECKING:
    from pathlib import Path


def months_before(time: datetime, months: int) -> datetime:
    """The same day and hour so many months earlier, or the last day of a shorter month."""
    year, month = divmod(time.year * 12 + time.month - 1 - months, 12)
    for day in (time.day, 30, 29, 28):
        try:
            return time.replace(year=max(1, year), month=month + 1, day=day)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def expired(files: list[Path], before: datetime) -> tuple[list[Path], int]:
    """The oldest files, up to the first that has a line younger than ``before``, and the number of their last line.

    A file whose last line cannot be read stays: nobody knows how old it is. Raises OSError.
    """
    found: list[Path] = []
    through = 0
    for path in files:
        lines = tail_of(path).lines
        last = peek(lines[0]) if lines else None
        time = _time(last.time) if last is not None else None
        if last is None or time is None or time >= before:
            break
        found.append(path)
        through = last.number
    return found, through


def _time(text: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    return time if time.tzinfo is not None else time.replace(tzinfo=UTC)
