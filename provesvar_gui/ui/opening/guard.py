"""The moment in which an act counts for nothing: whoever pressed a key just then meant something else."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Guard:
    """``ms``: how long it lasts after ``begin``. ``clock``: seconds that only go forward."""

    def __init__(self, ms: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.ms, self.clock = ms, clock
        self._since: float | None = None

    def begin(self) -> None:
        """Something has come on the screen, or the window to the front."""
        self._since = self.clock()

    @property
    def too_soon(self) -> bool:
        """Whether it lasts still."""
        return self._since is not None and (self.clock() - self._since) * 1000 < self.ms
