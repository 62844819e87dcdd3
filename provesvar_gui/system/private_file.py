"""Writing a small file so that a crash leaves either the old one or the new one, readable by this user only."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import Final

from provesvar_gui.system.private_folder import make_private

#: Ends the name of what a killed program leaves beside the file.
UNFINISHED: Final = ".unfinished"
_OLD: Final = 3600.0  # seconds: nothing takes so long to write


def write_private(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` (mode 0600), making its folder (mode 0700) where it is missing. Raises OSError.

    What a program that was killed meanwhile left beside this file goes when it is written an hour later or more. The folder may
    be anybody's: of what else lies there nothing is known.
    """
    make_private(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            now = os.fstat(file.fileno()).st_mtime  # by the clock of whoever keeps the folder
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sweep(path.parent, f".{path.name}.", len(Path(name).name), now)


def _sweep(folder: Path, begin: str, length: int, now: float) -> None:
    """Delete what killed programs left, a copy of all that was in the file. What cannot be deleted stays.

    ``begin``, ``length``: of such names, where chance has filled the rest before their end.
    """
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for each in entries:
            ours = each.name.startswith(begin) and each.name.endswith(UNFINISHED) and len(each.name) == length
            if ours and each.is_file(follow_symlinks=False):
                with contextlib.suppress(OSError):
                    if now - each.stat(follow_symlinks=False).st_mtime > _OLD:
                        os.unlink(each.path)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system can."""
    if hasattr(os, "O_DIRECTORY"):
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
