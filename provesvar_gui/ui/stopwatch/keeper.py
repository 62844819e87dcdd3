"""Counts each run in the file of this machine, where the settings let it; nobody waits for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from provesvar_gui.net.daemon import on_daemon_thread
from provesvar_gui.records.counts import CountsFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from provesvar_gui.domain.steps import Run
    from provesvar_gui.ui.background import BridgeLike
    from provesvar_gui.ui.stopwatch.timing import Timing


class CountKeeper(QObject):
    """``today``: the day, of which only the month is kept."""

    def __init__(
        self, timing: Timing, bridge: BridgeLike, path: Path, today: Callable[[], date], *, counts: bool, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bridge, self._path, self._today = bridge, path, today
        self.counts = counts
        timing.finished.connect(self._count)

    def _count(self, run: Run) -> None:
        if not self.counts:
            return
        path, today = self._path, self._today()

        async def count(_report: Callable[[object], None]) -> object:
            return await on_daemon_thread(lambda: CountsFile(path).add(run, today))

        self._bridge.start_alone(count, parent=self)
