"""What the system tells of its lock, of a change of user and of sleep, as Qt signals on the GUI thread."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from provesvar_gui.seat.facts import Fact, NoSource, SessionState, Told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.seat.facts import Source


class SessionLock(QObject):
    """The system's own lock, change of user, and sleep. ``sleeping``: the machine waits for ``covered``, as long as it may.

    ``unlocked``: only after a lock that was seen from its beginning.
    """

    locked = Signal()
    unlocked = Signal()
    sleeping = Signal()
    woke = Signal()
    _came = Signal(object)

    def __init__(self, source: Source, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source, self._state = source, SessionState()
        self._asleep = False
        self._came.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin to listen."""
        self._source.start(self._came.emit)

    def is_locked(self) -> bool:
        """Whether the system's screen is locked as far as is known."""
        return self._state.locked

    def covered(self) -> None:
        """Nothing of a patient is on the screen: the machine may sleep, where it is about to."""
        if self._asleep:
            self._source.covered()

    def lock_screen(self) -> None:
        """Ask for the system's own lock."""
        self._source.lock_screen()

    def stop(self) -> None:
        """The window closes."""
        self._source.stop()

    def _take(self, fact: Fact) -> None:
        for told in self._state.take(fact):
            if told in (Told.SLEEPING, Told.WOKE):
                self._asleep = told is Told.SLEEPING
            {Told.LOCKED: self.locked, Told.UNLOCKED: self.unlocked, Told.SLEEPING: self.sleeping, Told.WOKE: self.woke}[
                told
            ].emit()


def system_source(environment: Mapping[str, str], platform: str = sys.platform) -> Source:
    """What this platform tells. macOS tells it to programs that are written for it only: nothing is heard there."""
    if platform.startswith("linux"):
        from provesvar_gui.seat.linux import of_this_process

        return of_this_process(environment)
    if platform == "win32":
        from provesvar_gui.ui.windows_seat import WindowsSession

        return WindowsSession()
    return NoSource()
