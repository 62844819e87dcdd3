"""A process that kills itself for real: ``python -m ...dying_process FOLDER NUMBER AT PART``.

It writes a line; at step ``AT`` of what reaches the disk (seal, line, seal), ``PART`` bytes of a line are written and SIGKILL
comes. Or, with a limit on the size of files in place of a kill: ``... FOLDER NUMBER limit BYTES``: says how many lines had room,
and goes on when there is room again.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from provesvar_gui.audit.line import keys_of
from provesvar_gui.audit.writer import Journal
from provesvar_gui.platform.files import write_private
from tests.unit.audit.kit import KEY, PATIENT, Place, entry


class Dying:
    """The steps to the disk, and the one at which it ends."""

    def __init__(self, at: int, part: int) -> None:
        self.left, self.part = at, part

    def write(self, handle: int, data: bytes) -> int:
        self._step(lambda: os.write(handle, data[: self.part]))
        return os.write(handle, data)

    def write_seal(self, path: Path, data: bytes) -> None:
        self._step(lambda: None)
        write_private(path, data)

    def _step(self, last_act: Callable[[], object]) -> None:
        if self.left == 0:
            last_act()
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1


def die(place: Place, number: int, at: int, part: int) -> None:
    disk = Dying(at, part)
    journal = Journal(
        place.folder, place.seal, keys_of(KEY), most_bytes=1500, write=disk.write, write_seal=disk.write_seal
    )  # fmt: skip
    while True:
        journal.append(entry(number), PATIENT)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        number += 1


def fill(place: Place, number: int, limit: int) -> None:
    """The system's own limit: Python gets EFBIG, since it ignores SIGXFSZ."""
    journal = place.open()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        while True:
            journal.append(entry(number), PATIENT)
            number += 1
    except OSError:
        sys.stdout.write(f"{number}\n")
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    for one in range(number, number + 3):
        journal.append(entry(one), PATIENT)


def main() -> None:
    place = Place(Path(sys.argv[1]), anchor=None)
    if sys.argv[3] == "limit":
        fill(place, int(sys.argv[2]), int(sys.argv[4]))
    else:
        die(place, int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))


if __name__ == "__main__":
    main()
