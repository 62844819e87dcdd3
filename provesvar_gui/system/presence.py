"""Whether something is there, where it may be that nobody can tell."""

from __future__ import annotations

import os
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Presence(Enum):
    """What can be said of a path."""

    ABSENT = "absent"
    THERE = "there"  # itself; a link counts, wherever it leads
    UNKNOWN = "unknown"  # behind a folder that may not be entered, or behind a link or a file that leads nowhere


def presence(path: Path) -> Presence:
    """Look. Raises nothing: ``Path.exists`` does, for a folder that may not be entered, and takes a link for nothing."""
    try:
        os.lstat(path)
    except FileNotFoundError:
        above = next((place for place in path.parents if os.path.lexists(place)), None)
        return Presence.ABSENT if above is None or os.path.isdir(above) else Presence.UNKNOWN
    except (OSError, ValueError):
        return Presence.UNKNOWN
    return Presence.THERE
