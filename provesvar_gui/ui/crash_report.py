"""Says that something went wrong in the program itself, where a key or a button else would do nothing and say nothing."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from provesvar_gui.errors import AppError, ErrorCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.ui.main_window import MainWindow

_QUIET: Final = 5.0  # seconds: what fails at the same place again and again (a painting, a timer) is told once


class Stray(QObject):
    """``now``: seconds that never jump."""

    _came = Signal()

    def __init__(self, window: MainWindow, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__(window)
        self._window, self._now = window, now
        self._last: dict[str, float] = {}
        self._came.connect(self._tell, Qt.ConnectionType.QueuedConnection)  # whatever failed has ended by then

    def came(self, type_name: str, places: str) -> None:
        """An exception that nobody caught, on the window's thread. ``places``: where, which tells it from others."""
        key, now = f"{type_name} {places}", self._now()
        before, self._last[key] = self._last.get(key), now
        if (before is None or now - before >= _QUIET) and isValid(self):  # else the program is ending, and the window is gone
            self._came.emit()

    def _tell(self) -> None:
        if not self._window.closed:
            # By way of the runtime, which knows what a failure comes of.
            self._window.bridge.start_alone(_failed, parent=self).failed.connect(self._said)

    def _said(self, error: object) -> None:
        if isinstance(error, AppError) and not self._window.closed:
            self._window.tell(error)


async def _failed(_report: Callable[[object], None]) -> Any:
    raise AppError(ErrorCode.INTERNAL, "an exception that nobody caught")
