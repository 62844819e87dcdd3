"""A timer of the program by an injected clock: it runs out where the program has started it, after the time it was given."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer

_SAME = 0.0005  # seconds: sums of such times are not exact


class HandTimer:
    """``timer``: one that runs out once. ``time``: one value, the seconds of the clock by which the program looks.

    Nothing waits: the real timer is only asked whether it runs, and for how long it was started.
    """

    def __init__(self, timer: QTimer, time: list[float]) -> None:
        assert timer.isSingleShot()
        self._timer, self._time = timer, time
        self._began = time[0]
        start = timer.start

        def noted(*given: Any) -> None:
            start(*given)
            self._began = time[0]

        timer.start = noted  # type: ignore[method-assign]  # this one timer, not its class

    def go_on(self, seconds: float) -> None:
        """Time passes. What the program rounds up to whole milliseconds comes that much later."""
        end = self._time[0] + seconds
        while self._timer.isActive():
            due = self._began + self._timer.interval() / 1000
            if due > end + _SAME + 0.001:
                break
            self._time[0] = max(due, self._time[0])
            self._timer.stop()
            self._timer.timeout.emit()
        self._time[0] = max(end, self._time[0])
