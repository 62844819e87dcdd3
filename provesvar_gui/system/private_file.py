"""Writing a small file so that a crash leaves either the old one or the new one, readable by this user only."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from provesvar_gui.system.private_folder import make_private


def write_private(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` (mode 0600), making its folder (mode 0700) where it is missing. Raises OSError."""
    import tempfile  # not before the first paint

    make_private(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system can."""
    if hasattr(os, "O_DIRECTORY"):
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
