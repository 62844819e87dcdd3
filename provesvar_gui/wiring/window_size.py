"""The size of the window, kept for the next start. Nothing else of it is."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class WindowSize(NamedTuple):
    """In device-independent pixels. ``maximized``: then it is that of the window before it was."""

    width: int
    height: int
    maximized: bool = False

    def write(self, file: Path) -> None:
        """Where that fails, the next start has the size of the first."""
        from provesvar_gui.platform.files import write_private  # not for the first paint

        with suppress(OSError):
            write_private(file, f"{self.width}x{self.height}{' maximized' * self.maximized}\n".encode())


def read(file: Path) -> WindowSize | None:
    """None where nothing usable is kept. Raises OSError."""
    with file.open("rb") as opened:
        found = re.fullmatch(rb"(\d{3,5})x(\d{3,5})( maximized)?\n", opened.read(64))
    return WindowSize(int(found[1]), int(found[2]), bool(found[3])) if found else None
