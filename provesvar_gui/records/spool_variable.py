"""The variable that says where libcups makes its file (see ``spool.py``). Apart: needed before the first paint."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import MutableMapping

VARIABLE: Final = "TMPDIR"
USUAL: Final = "/tmp"  # noqa: S108 - libcups' own, where the variable is not set; nothing is written there
NEEDED: Final = sys.platform not in ("win32", "darwin")


def settle(environment: MutableMapping[str, str]) -> None:
    """Name the usual folder, before there are threads: a variable that is there can be changed while others read it (glibc)."""
    if NEEDED:
        environment.setdefault(VARIABLE, USUAL)
