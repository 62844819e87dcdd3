"""The frozen program's own modules lie in its executable. Kept open, it is there for as long as the program runs.

PyInstaller's loader (``pyimod01_archive``) opens the executable by its name for each module. After an upgrade another one has
that name, with other modules at other places; after a removal none has, and the loader ends the process. Linux and macOS
keep a file that is open, whatever happens to its name. Windows lets nobody replace a program that runs.
"""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType


def keep() -> None:
    """Once, at the start of the program. Does nothing where it is not frozen, or frozen by another loader."""
    reader, importers = sys.modules.get("pyimod01_archive"), sys.modules.get("pyimod02_importers")
    path = getattr(getattr(importers, "pyz_archive", None), "_filename", None)
    if sys.platform != "win32" and reader is not None and isinstance(path, str):
        keep_open(reader, path)


def keep_open(reader: ModuleType, path: str) -> None:
    """Have ``reader``, a module that calls ``open(path, "rb")``, read what has this name now, whatever has it later."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    except OSError:
        return

    def kept(name: str, *arguments: Any) -> Any:
        return Kept(descriptor) if name == path else open(name, *arguments)

    reader.__dict__["open"] = kept


class Kept(io.RawIOBase):
    """One reading of it. Several threads load modules at the same time: each has a place of its own in the file."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor, self._place = descriptor, 0

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Only from the beginning."""
        if whence != os.SEEK_SET:
            raise io.UnsupportedOperation
        self._place = offset
        return offset

    def read(self, size: int = -1) -> bytes:
        """So many bytes, fewer only at the end of the file. Raises OSError."""
        came = b""
        while (left := size - len(came)) > 0 and (some := os.pread(self._descriptor, left, self._place)):
            came += some
            self._place += len(some)
        return came
