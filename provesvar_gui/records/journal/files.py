"""The files of the journal: named by the number of their first line, only ever appended to, deleted whole."""

from __future__ import annotations

import errno
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provesvar_gui.records.journal.line import LONGEST
from provesvar_gui.system.private_file import sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Write = Callable[[int, bytes], int]

_NAME = re.compile(r"journal-([0-9]{10})\.jsonl")
_BLOCK = 4 * LONGEST
HIGHEST = 10**10 - 1  # number that a file's name has room for


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """The end of a file. ``lines``: whole ones, latest first. ``fragment``: what follows the last end of a line."""

    lines: tuple[bytes, ...] = ()
    fragment: bytes = b""
    size: int = 0


def file_for(folder: Path, number: int) -> Path:
    """The file whose first line has this number."""
    return folder / f"journal-{number:010d}.jsonl"


def first_number(path: Path) -> int:
    """The number in a file's name."""
    found = _NAME.fullmatch(path.name)
    return int(found[1]) if found else 0


def journal_files(folder: Path) -> list[Path]:
    """Every file of the journal, oldest first. Raises OSError, but not where there is no folder yet."""
    try:
        return sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))
    except FileNotFoundError:
        return []


def tail_of(path: Path) -> Tail:
    """The last lines of a file, as many as a block of it holds. Raises OSError."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        start = file.seek(max(0, size - _BLOCK))
        block = file.read(_BLOCK)
    *lines, fragment = block.split(b"\n")
    if start > 0:
        lines = lines[1:]  # the first one has lost its beginning
    return Tail(lines=tuple(line + b"\n" for line in reversed(lines)), fragment=fragment, size=size)


def lines_of(path: Path) -> Iterator[bytes]:
    """Every line with its end, the last one as it is; one that is far too long comes in pieces. Raises OSError."""
    with path.open("rb") as file:
        while line := file.readline(LONGEST + 1):
            yield line


def append(path: Path, data: bytes, write: Write = os.write) -> None:
    """Put ``data`` at the end of the file (made with mode 0600) in one piece, and have it on the disk.

    Raises OSError; the beginning of ``data`` may stand there then: nothing is ever taken away again.
    """
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    flags |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    new = not path.exists()
    handle = os.open(path, flags, 0o600)
    try:
        if write(handle, data) != len(data):
            raise OSError(errno.ENOSPC, "written in part")
        os.fsync(handle)
    finally:
        os.close(handle)
    if new:
        sync_folder(path.parent)
