"""Reading the journal: what log control exports, and what a clinician sees of their own look-ups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.records.journal.files import journal_files, lines_of
from provesvar_gui.records.journal.line import read_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from provesvar_gui.records.journal.keys import Keys
    from provesvar_gui.records.journal.line import Line


def read_journal(folder: Path, keys: Keys) -> Iterator[Line]:
    """Every line that is as it was written, oldest first. Raises OSError."""
    for path in journal_files(folder):
        for raw in lines_of(path):
            line = read_line(keys, raw)
            if line is not None:
                yield line


def lines_of_person(folder: Path, keys: Keys, hpr_number: str) -> tuple[Line, ...]:
    """A clinician's own lines. Raises OSError."""
    return tuple(line for line in read_journal(folder, keys) if hpr_number and line.entry.hpr_number == hpr_number)


def lines_of_reference(folder: Path, keys: Keys, correlation_id: str) -> tuple[Line, ...]:
    """The lines of the look-up that a correlation id belongs to, with those of the opening it was part of. Raises OSError."""
    found = [line for line in read_journal(folder, keys) if correlation_id in line.entry.correlation_ids]
    openings = {line.entry.opening for line in found if line.entry.opening}
    if not openings:
        return tuple(found)
    return tuple(
        line
        for line in read_journal(folder, keys)
        if correlation_id in line.entry.correlation_ids or line.entry.opening in openings
    )
