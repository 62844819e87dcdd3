"""Python's own way of importing, once Qt is there.

PySide6 puts another in its place, for ``from __feature__ import …``, which nothing here uses. That one reads the source of every
module that is imported from then on (6.10.3 and 6.12; 6.10.0 and older do not), ours and all libraries', to see whether it names
PySide6, and ``linecache`` keeps the lines: 5 ms of the time to the first paint; once everything is loaded, 100 ms of the
processor and 7 MB.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - puts it there

_THEIRS = "__feature_import__"


def leave_sources_alone() -> None:
    """From now on. Where PySide6 works in another way, nothing is changed."""
    before = getattr(builtins, "__orig_import__", None)
    if before is not None and getattr(builtins.__import__, "__name__", "") == _THEIRS:
        builtins.__import__ = before
