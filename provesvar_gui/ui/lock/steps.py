"""Steps each of which is taken, whatever becomes of the others."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def take(*steps: Callable[[], object]) -> None:
    """One after the other. What one of them raises is told as any crash is (``records.logs``: by class and place), no further.

    A lock that stops half way leaves the patient on the screen, and nothing could lock it again.
    """
    for step in steps:
        try:
            step()
        except Exception as error:  # noqa: BLE001 - whatever it is
            sys.excepthook(type(error), error, error.__traceback__)
