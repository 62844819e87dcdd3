"""How far lists and texts were scrolled when the window was locked: brought back when everything stands there again.

The panes know themselves on which view, report, cell, series and filter the person was (``ui/results/kept.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

_EVERY: Final = 20  # ms
_TRIES: Final = 100  # an answer that takes longer to stand there again is read from its beginning


@dataclass(frozen=True, slots=True)
class _Scrolled:
    area: QAbstractScrollArea
    down: int
    across: int
    row: int
    column: int


class ScrollPlaces(QObject):
    """``settled``: whether everything that was shown again stands there. Holds numbers of rows and pixels, and no text."""

    def __init__(self, root: QWidget, settled: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._settled = settled
        self._places = [_scrolled(area) for area in root.findChildren(QAbstractScrollArea) if area.isVisible()]
        self._left = _TRIES
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.restore)

    def begin(self) -> None:
        """The window is open again."""
        self._timer.start()

    def stop(self) -> None:
        """Somebody scrolls by hand."""
        self._timer.stop()
        self._places = []

    def restore(self) -> None:
        """Bring it back, if it is time."""
        self._left -= 1
        if not self._settled():
            if self._left <= 0:
                self.stop()
            return
        for place in self._places:
            if isValid(place.area):
                _restore(place)
        self.stop()


def _scrolled(area: QAbstractScrollArea) -> _Scrolled:
    at = area.currentIndex() if isinstance(area, QAbstractItemView) else None
    row, column = (at.row(), at.column()) if at is not None and at.isValid() else (-1, -1)
    return _Scrolled(area, area.verticalScrollBar().value(), area.horizontalScrollBar().value(), row, column)


def _restore(place: _Scrolled) -> None:
    area = place.area
    if isinstance(area, QAbstractItemView) and place.row >= 0 and not area.currentIndex().isValid():
        index = area.model().index(place.row, place.column)
        if index.isValid():
            area.setCurrentIndex(index)
    area.verticalScrollBar().setValue(place.down)
    area.horizontalScrollBar().setValue(place.across)
