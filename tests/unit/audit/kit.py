from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from provesvar_gui.audit.check import JournalReport, Problem, check_journal
from provesvar_gui.audit.files import journal_files
from provesvar_gui.audit.line import EntryKind, JournalEntry, JournalKeys
from provesvar_gui.audit.writer import Journal

KEY = bytes(range(32))
PATIENT = "13896900263"
HPR = "565501872"
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


class MemoryAnchor:
    """The vault's part. ``text``: what it holds."""

    def __init__(self) -> None:
        self.text: str | None = None

    def load(self) -> str | None:
        return self.text

    def store(self, text: str) -> None:
        self.text = text


@dataclass
class Place:
    root: Path
    key: bytes = KEY
    anchor: MemoryAnchor | None = field(default_factory=MemoryAnchor)
    months: int = 12

    @property
    def folder(self) -> Path:
        return self.root / "journal"

    @property
    def seal(self) -> Path:
        return self.root / "state" / "journal.seal"

    def open(self, **disk: Any) -> Journal:
        """As a new process would. ``disk``: ``write`` and ``write_seal`` of another one."""
        return Journal(self.folder, self.seal, JournalKeys(self.key), anchor=self.anchor, months=self.months, **disk)

    def check(self) -> JournalReport:
        return check_journal(self.folder, self.seal, JournalKeys(self.key), self.anchor)

    def problems(self) -> list[tuple[Problem, int, int]]:
        return [(finding.problem, finding.first, finding.last) for finding in self.check().findings]

    def files(self) -> list[Path]:
        return journal_files(self.folder)

    def lines(self) -> list[bytes]:
        return [line for path in self.files() for line in path.read_bytes().splitlines(keepends=True)]

    def put(self, lines: list[bytes]) -> None:
        """Have these lines in the one file that there is."""
        (path,) = self.files()
        path.write_bytes(b"".join(lines))


def entry(number: int = 0, *, time: datetime | None = None, kind: EntryKind = EntryKind.LOOKUP) -> JournalEntry:
    return JournalEntry(
        time=time or NOON + timedelta(minutes=number),
        kind=kind,
        hpr_number=HPR,
        basis="AKUTT",
        role="LE",
        outcome="done",
        seconds=1.25,
        reports=number,
        complete=True,
        correlation_ids=(reference(number),),
    )


def reference(number: int) -> str:
    return str(uuid.UUID(int=0x6F9619FF8B864D11B42D00C04FC90000 + number))


def filled(root: Path, count: int, *, anchor: bool = True) -> Place:
    place = Place(root)
    if not anchor:
        place.anchor = None
    journal = place.open()
    for number in range(count):
        journal.append(entry(number), PATIENT)
    return place
