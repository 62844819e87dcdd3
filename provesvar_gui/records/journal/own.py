"""What a clinician sees of the journal: their own lines, and whether the whole of it is as it was written."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from provesvar_gui.records.journal.check import check_journal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from provesvar_gui.records.journal.check import Report
    from provesvar_gui.records.journal.entry import Entry
    from provesvar_gui.records.journal.keys import Keys
    from provesvar_gui.records.journal.line import Line
    from provesvar_gui.records.journal.seal import Anchor

MOST = 5000  # lines that are shown
_EACH = 64  # lines between two pauses


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLine:
    """``entry``: without the patient's digest, which nobody has to see.

    ``same``: lines with one number are about one patient: 0 is the patient of the newest line, 1 the one before; None where a
    line is about none. ``here``: it is about the patient who was asked for.
    """

    number: int
    entry: Entry
    same: int | None = None
    here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnJournal:
    """``lines``: newest first, by their place in the journal, since clocks step back. ``left_out``: older ones.

    ``hpr_number``: whose they are. ``report``: of the whole journal; None where there is none yet. ``kept``: whether the settings
    keep one.
    """

    hpr_number: str = field(repr=False)
    kept: bool = True
    report: Report | None = None
    lines: tuple[OwnLine, ...] = ()
    left_out: int = 0


def own_journal(
    folder: Path,
    seal_file: Path,
    keys: Keys,
    hpr_number: str,
    *,
    patient: str = "",
    anchor: Anchor | None = None,
    pause: Callable[[], None] = lambda: None,
    most: int = MOST,
) -> OwnJournal:
    """Read and check all of it, and keep the lines of ``hpr_number``, of which there are none where it is empty.

    ``patient``: digits of the one on the screen; empty: none. ``pause``: called now and then, so that others get on.
    ``most``: lines that are kept. Raises as ``check_journal`` does.
    """
    found: deque[Line] = deque(maxlen=most)
    read = own = 0

    def take(line: Line) -> None:
        nonlocal read, own
        read += 1
        if read % _EACH == 0:
            pause()
        if hpr_number and line.entry.hpr_number == hpr_number:
            own += 1
            found.append(line)

    report = check_journal(folder, seal_file, keys, anchor, take)
    here = keys.patient_digest(patient) if patient else ""
    newest = sorted({line.number: line for line in found}.values(), key=lambda line: -line.number)
    groups: dict[str, int] = {}
    for line in newest:
        if line.entry.patient:
            groups.setdefault(line.entry.patient, len(groups))
    return OwnJournal(
        hpr_number=hpr_number,
        report=report,
        lines=tuple(
            OwnLine(
                number=line.number,
                entry=replace(line.entry, patient=""),
                same=groups.get(line.entry.patient),
                here=bool(here) and line.entry.patient == here,
            )
            for line in newest
        ),
        left_out=own - len(found),
    )
