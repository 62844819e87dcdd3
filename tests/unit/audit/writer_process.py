"""A process that writes lines until it is killed: ``python writer_process.py FOLDER FIRST COUNT``. Says the number of each."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.unit.audit.kit import PATIENT, Place, entry


def main() -> None:
    root, first, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    place = Place(root)
    place.anchor = None
    journal = place.open()
    for number in range(first, first + count):
        line = journal.append(entry(number), PATIENT)
        sys.stdout.write(f"{line.number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
