"""Two programs on one disk that fails in every way, kills between: nothing promised is lost or doubled, nothing looks forged."""

from __future__ import annotations

import errno
import json
import os
import tempfile
from enum import Enum
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from provesvar_gui.audit.line import keys_of
from provesvar_gui.audit.writer import Journal
from provesvar_gui.platform.files import write_private
from tests.unit.audit.kit import KEY, PATIENT, Place, entry


class Killed(BaseException):
    """Stands for a kill: nothing runs after it."""


class Fate(Enum):
    """What becomes of one thing that is written."""

    GOOD = "good"
    HALF = "half"  # half of a line, and no room for the rest
    NOTHING = "nothing"  # an error, and nothing of it
    UNSURE = "unsure"  # all of a line, and an error nevertheless: it may not be on the disk
    KILLED_BEFORE = "killed-before"
    KILLED_WITHIN = "killed-within"
    KILLED_AFTER = "killed-after"


class BadDisk:
    """``fates``: of what is written next; good ever after."""

    def __init__(self, fates: list[Fate]) -> None:
        self.fates = fates

    def _next(self) -> Fate:
        return self.fates.pop(0) if self.fates else Fate.GOOD

    def write(self, handle: int, data: bytes) -> int:
        fate = self._next()
        share = {Fate.HALF: 2, Fate.KILLED_WITHIN: 3}.get(fate, 1)
        written = 0 if fate in (Fate.NOTHING, Fate.KILLED_BEFORE) else os.write(handle, data[: len(data) // share])
        if fate in (Fate.HALF, Fate.NOTHING, Fate.UNSURE):
            raise OSError(errno.EIO if fate is Fate.UNSURE else errno.ENOSPC, "no")
        if fate is not Fate.GOOD:
            raise Killed
        return written

    def write_seal(self, path: Path, data: bytes) -> None:
        fate = self._next()
        if fate in (Fate.HALF, Fate.NOTHING, Fate.UNSURE):
            raise OSError(errno.ENOSPC, "no")
        if fate in (Fate.KILLED_BEFORE, Fate.KILLED_WITHIN):
            raise Killed
        write_private(path, data)
        if fate is Fate.KILLED_AFTER:
            raise Killed


class Program:
    """Notes one thing after the other; what failed is tried again, as the clerk does."""

    def __init__(self, place: Place, disk: BadDisk, most_bytes: int, first: int) -> None:
        self.place, self.disk, self.most_bytes, self.number = place, disk, most_bytes, first
        self.journal = self.open()

    def open(self) -> Journal:
        return Journal(
            self.place.folder,
            self.place.seal,
            keys_of(KEY),
            anchor=self.place.anchor,
            most_bytes=self.most_bytes,
            write=self.disk.write,
            write_seal=self.disk.write_seal,
        )

    def work(self) -> str:
        """The reference that is promised, or ""."""
        try:
            self.journal.append(entry(self.number), PATIENT)
        except OSError:
            return ""
        except Killed:
            self.journal, self.number = self.open(), self.number + 1
            return ""
        self.number += 1
        return entry(self.number - 1).correlation_ids[0]


G, H, U = Fate.GOOD, Fate.HALF, Fate.UNSURE


@settings(max_examples=40)  # each waits for the disk dozens of times
@given(
    st.lists(st.sampled_from([G, G, *Fate]), max_size=30),
    st.lists(st.integers(0, 1), min_size=3, max_size=20),
    st.booleans(),
    st.sampled_from([700, 1500, 10**6]),
)
@example([G, G, H], [0, 0, 0], True, 10**6)  # no room for the last seal alone: it is older than the vault's
@example([G, H, G, H, G, H], [0, 0, 0, 0], False, 10**6)  # no room for a line, and then for the mark of its completion
@example([G, G, G, G, U], [0, 0, 0], True, 1500)  # a line that is there although it failed, and the seal behind the vault's
@example([H, G, G, G, G, U], [0, 0, 0, 1, 1], False, 700)  # the same, and files that another program has begun meanwhile
def test_nothing_is_lost_doubled_or_taken_for_tampering(
    fates: list[Fate], turns: list[int], vault: bool, most_bytes: int
) -> None:
    with tempfile.TemporaryDirectory() as root:
        place = Place(Path(root))
        place.anchor = place.anchor if vault else None
        disk = BadDisk(list(fates))
        programs = [Program(place, disk, most_bytes, first) for first in (0, 1000)]
        promised = []
        for turn in turns:
            promised.append(programs[turn].work())
            report = place.check()
            assert report.whole, report.findings
        disk.fates.clear()
        promised += [programs[turn].work() for turn in (0, 1, 0)]
        assert all(promised[-3:])
        assert place.check().whole
        kept = [document["correlation_ids"][0] for document in map(json.loads, place.lines()) if document["kind"] == "look-up"]
        assert len(kept) == len(set(kept))
        assert set(filter(None, promised)) <= set(kept)
