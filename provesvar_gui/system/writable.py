"""Whether others than its owner and the administrator may change a file, or put another in its place."""

from __future__ import annotations

import stat
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os
    from pathlib import Path


def others_may_change(path: Path, *, platform: str = sys.platform) -> str:
    """Why they may, in words of ours; empty where they may not. Raises OSError.

    Empty on Windows too, where modes say nothing: its access lists are read by the self-check (``helseid.access_list``). Nor is
    a folder looked at there: who may read a file need not be let into those above it.
    """
    if platform == "win32":
        return ""
    if _open(path.stat()):
        return "others can write it"
    for each in (path.absolute(), path.resolve()):
        for folder in each.parents:
            found = folder.stat()
            if _open(found) and not found.st_mode & stat.S_ISVTX:  # as /tmp has it: only a file's owner replaces it
                return "others can write in a folder above it"
    return ""


def _open(found: os.stat_result) -> bool:
    return bool(found.st_mode & stat.S_IWOTH) or (bool(found.st_mode & stat.S_IWGRP) and _is_shared(found))


def _is_shared(found: os.stat_result) -> bool:
    """Whether anybody else is in the group: many systems give each account a group of its own, and write by it."""
    if sys.platform == "win32" or found.st_gid == 0:
        return False
    # Not on Windows.
    import grp
    import pwd

    try:
        group, owner = grp.getgrgid(found.st_gid), pwd.getpwuid(found.st_uid)
    except KeyError:
        return True
    return group.gr_name != owner.pw_name or not set(group.gr_mem) <= {owner.pw_name}
