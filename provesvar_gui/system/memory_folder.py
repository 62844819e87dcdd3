"""Whether a folder is memory: what is written there never comes to a disk but by swapping."""

from __future__ import annotations

import ctypes
import os
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_TMPFS, _RAMFS = 0x01021994, 0x858458F6  # statfs(2), linux/magic.h
_STATFS_BYTES: Final = 256  # of C's struct, and more


def is_memory(folder: Path) -> bool:
    """What Linux itself says of the filesystem, whatever the folder is called; False where it says nothing. Never raises.

    A layer on top of memory (overlayfs, a FUSE filesystem) is told as what it is, and so not as memory.
    """
    if not sys.platform.startswith("linux"):
        return False
    answer = (ctypes.c_ulong * (_STATFS_BYTES // ctypes.sizeof(ctypes.c_ulong)))()
    try:
        failed = ctypes.CDLL(None).statfs(os.fsencode(folder), answer)
    except (OSError, AttributeError, ValueError):
        return False
    return not failed and int(answer[0]) & 0xFFFFFFFF in (_TMPFS, _RAMFS)  # the kind is the struct's first field, a long
