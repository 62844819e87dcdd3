"""Folders of this program's own, which other users of the machine neither list nor read.

``Path.mkdir(parents=True)`` gives its mode to the last folder alone: the ones above it would be open (Python's documentation).
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_private(folder: Path) -> None:
    """Make it and whatever is missing above it, each with mode 0700 (as XDG wants it too). Raises OSError.

    One that is there already stays as it is.
    """
    missing = []
    place = folder
    while not place.exists() and place != place.parent:
        missing.append(place)
        place = place.parent
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)  # what is there must be a folder


def close_to_others(folders: Iterable[Path]) -> None:
    """Take the rights of group and others away where these folders are there, and this user's own; silent where it cannot.

    Only for folders that this program has made for itself: an earlier version made some of them open. A link is left alone.
    """
    if sys.platform == "win32":  # the user's profile is private by its own rules
        return
    for folder in folders:
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                found = os.fstat(handle)
                if found.st_uid == os.getuid() and found.st_mode & _OTHERS:
                    os.fchmod(handle, stat.S_IMODE(found.st_mode) & ~_OTHERS)
            finally:
                os.close(handle)
