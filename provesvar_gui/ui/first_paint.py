"""The moment at which the window stands on the screen for the first time: what is slow waits for it, and delays no picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QWindow

if TYPE_CHECKING:
    from PySide6.QtCore import QTimerEvent
    from PySide6.QtWidgets import QWidget

OUT_OF_SIGHT = 1000  # ms: a window that the desktop shows nobody (minimised, on another desktop) is painted later, or never


class FirstPaint(QObject):
    """``painted``: once, right after the window has been painted and before any further event, a key for instance, gets to it.

    Qt paints when the windowing system says that the window can be seen (``Expose``). An update that was asked for before comes
    to nothing, and is no sign of a picture. Made when the window is shown.
    """

    painted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._passing = False
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
        self._late = self.startTimer(OUT_OF_SIGHT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the window paint, then tell."""
        if self._passing or event.type() is not QEvent.Type.Expose:
            return False
        if not isinstance(watched, QWindow) or not watched.isExposed():
            return False
        self._passing = True
        QCoreApplication.sendEvent(watched, event)
        watched.removeEventFilter(self)
        self._tell()
        return True

    def timerEvent(self, event: QTimerEvent) -> None:
        """Nobody sees the window."""
        del event
        self._passing = True
        self._tell()

    def _tell(self) -> None:
        self.killTimer(self._late)
        self.deleteLater()
        self.painted.emit()
