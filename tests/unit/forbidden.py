"""A folder that may not be entered, also where the tests are run by root."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


@contextmanager
def forbidden(folder: Path) -> Iterator[None]:
    """Meanwhile. Root, whom no mode stops, is somebody else for that time, who may not enter the tests' own folder either."""
    assert sys.platform != "win32"  # the callers skip there
    mode, own = folder.stat().st_mode, os.geteuid()
    folder.chmod(0)
    if own == 0:
        os.setresuid(NOBODY, NOBODY, 0)  # access(2) goes by the real one
    try:
        yield
    finally:
        if own == 0:
            os.setresuid(0, 0, 0)
        folder.chmod(mode)
