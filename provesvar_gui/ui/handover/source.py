"""Who hands a patient over."""

from __future__ import annotations

from enum import Enum, auto


class Source(Enum):
    """``EHR``: by standard input or the socket. ``SELECTED``: the clinician, by the global key, from whatever program."""

    EHR = auto()
    SELECTED = auto()
