"""The patient's number by standard input: one line, read where nobody waits for it."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = 256  # bytes of the line


def read_number(handle: int = 0) -> str | None:
    """The first line, without what surrounds it. None: none came, it is too long, or no text. Blocks; reads no further."""
    line = b""
    try:
        while b"\n" not in line and len(line) <= LIMIT:
            came = os.read(handle, LIMIT + 1 - len(line))  # not sys.stdin, which the interpreter waits for at its end
            if not came:
                break
            line += came
    except OSError:
        return None
    line = line.partition(b"\n")[0]
    if len(line) > LIMIT:
        return None
    try:
        return line.decode("utf-8-sig").strip() or None
    except UnicodeDecodeError:
        return None


class StdinReader:
    """Reads it on a daemon thread, which nothing waits for at the end. ``tell``: what came, on that thread."""

    def __init__(self, tell: Callable[[str | None], None] | None = None, *, handle: int = 0) -> None:
        self._tell, self._handle = tell, handle
        self._came: str | None = None
        self._done = threading.Event()

    def start(self) -> None:
        """Begin."""
        threading.Thread(target=self._read, name="provesvar-stdin", daemon=True).start()

    def wait(self, seconds: float) -> str | None:
        """What came by then."""
        self._done.wait(seconds)
        return self._came

    def _read(self) -> None:
        came = read_number(self._handle)
        if self._tell is not None:
            self._tell(came)
        else:
            self._came = came
        self._done.set()
