"""The check of the journal: every line unchanged, in its place, and none missing at either end.

And what a clinician sees of it: that, and their own lines.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from provesvar_gui.audit.files import Seal, deleted_through, first_number, journal_files, lines_of, load_seal, locked, read_seal
from provesvar_gui.audit.line import START, EntryKind, read_line, read_unverified
from provesvar_gui.audit.writer import LOCK_NAME

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from provesvar_gui.audit.files import Anchor
    from provesvar_gui.audit.line import JournalEntry, JournalKeys, JournalLine

MOST = 500  # lines that are shown
_LINES_PER_PAUSE = 64  # lines between two pauses


class Problem(StrEnum):
    CHANGED = "changed"
    REMOVED = "removed"
    REORDERED = "reordered"
    ADDED = "added"
    CUT = "cut"  # the last lines are gone
    OTHER_KEY = "other-key"  # written under a key that this installation does not have any more
    SEAL = "seal"  # it is, or at this line was, missing, older than the vault's, or not ours
    # no tampering
    INTERRUPTED = "interrupted"  # the beginning of a line that a kill or a full disk left; the next line takes its place
    LOST = "lost"  # entries that could not be written until the program ended
    NEWER = "newer"  # lines as a later version of the program wrote them; what they say is not known here

    @property
    def harmless(self) -> bool:
        """Whether it can arise without tampering."""
        return self in (Problem.INTERRUPTED, Problem.LOST, Problem.NEWER)


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalFinding:
    """``first``, ``last``: numbers of lines; for ADDED, the line after which it stands. ``count``: of LOST, the entries."""

    problem: Problem
    first: int
    last: int
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalReport:
    """The result of the check. ``first``, ``last``: numbers of the existing lines; 0: none."""

    lines: int
    files: int
    first: int
    last: int
    findings: tuple[JournalFinding, ...]

    @property
    def whole(self) -> bool:
        return all(finding.problem.harmless for finding in self.findings)


@dataclass(slots=True, kw_only=True)
class _Row:
    """One physical line. ``line``: where it is ours. ``claims``: the number it gives itself under another key."""

    raw: bytes
    line: JournalLine | None
    claims: int | None = None


def check_journal(
    folder: Path, seal_file: Path, keys: JournalKeys, anchor: Anchor | None = None, pause: Callable[[], object] = lambda: None
) -> JournalReport:
    """Read and check the whole journal under the lock. ``pause``: called at intervals, so that other threads run.

    Raises OSError, and AppError: JOURNAL_UNAVAILABLE (the lock is not to be had), JOURNAL_NEWER (a later version's seal).
    """
    return _checked(folder, seal_file, keys, anchor, pause).report()


def _checked(folder: Path, seal_file: Path, keys: JournalKeys, anchor: Anchor | None, pause: Callable[[], object]) -> _Check:
    anchored = read_seal(keys, anchor.load()) if anchor is not None else None
    rows: list[_Row] = []
    with locked(folder / LOCK_NAME) if folder.exists() else nullcontext():
        files = journal_files(folder)
        for raw in (raw for path in files for raw in lines_of(path)):
            line = read_line(keys, raw)
            claimed = read_unverified(raw) if line is None else None
            other = claimed is not None and claimed[2] != keys.name
            rows.append(_Row(raw=raw, line=line, claims=claimed[0] if claimed is not None and other else None))
            if len(rows) % _LINES_PER_PAUSE == 0:
                pause()
        seal = load_seal(seal_file, keys)
        sealed = seal_file.exists()
    return _Check(rows, files, seal, anchored, sealed=sealed)


class _Check:
    """``ours``: the lines as they were written, by number. ``last``: the highest number that there is or was."""

    def __init__(self, rows: list[_Row], files: list[Path], seal: Seal | None, anchored: Seal | None, *, sealed: bool) -> None:
        self.rows, self.files, self.seal, self.sealed = rows, files, seal, sealed
        self.anchored = anchored or Seal()
        self.ours = {row.line.number: row.line for row in rows if row.line is not None}
        self.last = max([*self.ours, self.anchored.count, (seal or Seal()).count])
        self.findings: list[JournalFinding] = []
        if rows and not rows[-1].raw.endswith(b"\n") and self.last == max(self.ours, default=0):
            del rows[-1]  # the beginning of a line that was to follow the last one is no line of anybody else's
            self._found(Problem.INTERRUPTED, self.last + 1)
        self._walk()
        if max(map(first_number, files), default=0) > self.last + 1:  # a file of nobody's
            self._found(Problem.ADDED, max(self.ours, default=0))
        self._links()
        self._seals()
        self._events()

    def report(self) -> JournalReport:
        order = sorted(self.findings, key=lambda finding: (finding.problem.harmless, finding.first))
        return JournalReport(
            lines=len(self.rows),
            files=len(self.files),
            first=min(self.ours, default=0),
            last=max(self.ours, default=0),
            findings=tuple(_joined(order)),
        )

    def _found(self, problem: Problem, first: int, count: int = 0) -> None:
        self.findings.append(JournalFinding(problem=problem, first=first, last=first, count=count))

    def _walk(self) -> None:
        """Find lines that are misplaced, repeated, foreign or missing; what the policy deleted is not missing."""
        gone = [deleted_through(line) for line in self.ours.values() if line.entry.kind is EntryKind.RETENTION]
        deleted = max(gone, default=0)
        missing = {number for number in range(deleted + 1, self.last + 1) if number not in self.ours}
        seen: set[int] = set()
        last = 0  # the highest line that has been passed
        for row in self.rows:
            if row.line is not None:
                number = row.line.number
                if number in seen:
                    self._found(Problem.ADDED, last)
                elif number < last:
                    self._found(Problem.REORDERED, number)
                seen.add(number)
                last = max(last, number)
            elif row.claims is not None:
                self._found(Problem.OTHER_KEY, row.claims)
                missing.discard(row.claims)
            elif max(last, deleted) + 1 in missing:
                last = max(last, deleted) + 1
                self._found(Problem.CHANGED, last)
                missing.discard(last)
            else:
                self._found(Problem.ADDED, last)
        for number in sorted(missing):
            self._found(Problem.CUT if number > last else Problem.REMOVED, number)

    def _links(self) -> None:
        """A line of ours bound to another line than the one before it: two histories were joined."""
        for number, line in self.ours.items():
            before = START if number == 1 else self.ours[number - 1].mac if number - 1 in self.ours else None
            if before is not None and line.previous != before:
                self._found(Problem.CHANGED, number)

    def _seals(self) -> None:
        last = max(self.ours, default=0)
        if self.seal is None and (self.sealed or self.ours or self.anchored.count):
            self._found(Problem.SEAL, last)
        if self.seal is not None and self.anchored.count > max(self.seal.count, last):
            self._found(Problem.SEAL, self.seal.count)
        for seal in (self.seal, self.anchored):
            if seal is not None and seal.count in self.ours and self.ours[seal.count].mac != seal.head:
                self._found(Problem.CHANGED, seal.count)

    def _events(self) -> None:
        events = {EntryKind.RESTARTED: Problem.SEAL, EntryKind.LOST: Problem.LOST, EntryKind.NEWER: Problem.NEWER}
        for number, line in self.ours.items():
            if line.entry.kind in events:
                self._found(events[line.entry.kind], number, line.entry.count or 0)
        if self.anchored.unwritten:
            self._found(Problem.LOST, self.last + 1, self.anchored.unwritten)


def _joined(findings: list[JournalFinding]) -> list[JournalFinding]:
    """Neighbours with the same problem as one finding; each once."""
    joined: list[JournalFinding] = []
    for finding in findings:
        last = joined[-1] if joined else None
        near = last is not None and last.problem is finding.problem and last.last <= finding.first <= last.last + 1
        if near and last is not None and finding.problem is not Problem.LOST:
            joined[-1] = replace(last, last=max(last.last, finding.last))
        else:
            joined.append(finding)
    return joined


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLine:
    """``entry``: without the patient's digest.

    ``same``: lines with one number are about one patient: 0 is the patient of the newest line, 1 the one before; None where a
    line is about none.
    """

    number: int
    entry: JournalEntry
    same: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnJournal:
    """``lines``: newest first, by their place in the journal, since clocks step back. ``left_out``: older ones.

    ``hpr_number``: whose they are. ``report``: of the whole journal; None where there is none yet. ``kept``: whether the settings
    keep one.
    """

    hpr_number: str = field(repr=False)
    kept: bool = True
    report: JournalReport | None = None
    lines: tuple[OwnLine, ...] = ()
    left_out: int = 0


def own_journal(
    folder: Path,
    seal_file: Path,
    keys: JournalKeys,
    hpr_number: str,
    *,
    anchor: Anchor | None = None,
    pause: Callable[[], object] = lambda: None,
    most: int = MOST,
) -> OwnJournal:
    """Read and check the journal; returns the lines of ``hpr_number`` ("": none).

    ``most``: lines that are kept. The rest as ``check_journal``.
    """
    check = _checked(folder, seal_file, keys, anchor, pause)
    own = sorted(number for number, line in check.ours.items() if hpr_number and line.entry.hpr_number == hpr_number)
    groups: dict[str, int] = {}
    lines = []
    for number in reversed(own[-most:]):
        entry = check.ours[number].entry
        same = groups.setdefault(entry.patient, len(groups)) if entry.patient else None
        lines.append(OwnLine(number=number, entry=replace(entry, patient=""), same=same))
    left_out = len(own) - len(lines)
    return OwnJournal(hpr_number=hpr_number, report=check.report(), lines=tuple(lines), left_out=left_out)
