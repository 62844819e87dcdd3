"""When the lock looks at the time again, and what the window counts down until then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from provesvar_gui.domain.lock import Phase

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.domain.lock import Lock, Moment
    from provesvar_gui.ui.lock.notices import Notices

_SECOND = 1000


class Countdown(QObject):
    """``look``: is called when something is due, and about every second while something is counted down in ``notices``."""

    def __init__(
        self, machine: Lock, notices: Notices, now: Callable[[], Moment], look: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._machine, self._notices, self._now, self._do = machine, notices, now, look
        self.timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._look)

    def plan(self) -> None:
        """When to look again. A clock that runs too early does no harm; a use of the window need not set it anew."""
        now = self._now()
        due = self._machine.due_in(now)
        if due is None:
            self.timer.stop()
            return
        counting = self._warned or (self._machine.held_for(now) is not None and not self._machine.locked)
        self.timer.start(min(max(int(due * _SECOND) + 1, 1), _SECOND if counting else 3600 * _SECOND))

    def warn(self) -> None:
        """Show the warning, with what is left of its time."""
        self._notices.warn(self._machine.left(self._now()))

    @property
    def _warned(self) -> bool:
        return self._machine.phase is Phase.WARNED

    def _look(self) -> None:
        """The clock has run."""
        self._do()
        if self._warned:
            self.warn()
        held = self._machine.held_for(self._now())
        if held is not None:
            self._notices.count(held)
        self.plan()
