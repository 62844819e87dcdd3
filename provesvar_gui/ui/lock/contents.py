"""The contents that the lock hides beside the window, and the places in them to return to."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QToolTip, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.ui.main_window import MainWindow

_CHECK_MS: Final = 20  # ms


def take_each(*steps: Callable[[], object]) -> None:
    """Run the steps one by one. A failing step is logged as a crash (by class and place) and stops no other.

    A lock that stops half way leaves the patient on the screen, and nothing could lock it again.
    """
    for step in steps:
        try:
            step()
        except Exception as error:  # noqa: BLE001 - whatever it is
            sys.excepthook(type(error), error, error.__traceback__)


class ScrollPlaces(QObject):
    """The scroll positions of lists and texts of the results, and the focused widget."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._focused: QWidget | None = None
        self._places: list[tuple[QAbstractScrollArea, int, int]] = []
        self.timer = QTimer(self, interval=_CHECK_MS)  # until everything that is shown again stands there
        self.timer.timeout.connect(self._restore)

    def remember(self) -> None:
        self._focused = self._window.focusWidget()
        self.timer.stop()
        areas = [each for each in self._window.area.findChildren(QAbstractScrollArea) if each.isVisible()]
        self._places = [(each, each.verticalScrollBar().value(), each.horizontalScrollBar().value()) for each in areas]

    def _restore(self) -> None:
        if not self._window.area.is_settled():
            return
        self.timer.stop()
        for area, down, across in self._places:
            if isValid(area):
                area.verticalScrollBar().setValue(down)
                area.horizontalScrollBar().setValue(across)

    def bring_focus_back(self) -> None:
        focused, self._focused = self._focused, None
        if focused is not None and isValid(focused) and focused.isVisible() and focused.isEnabled():
            focused.setFocus()
        else:
            self._window.focus_main_part()


def close_others(window: QWidget) -> None:
    """Close every dialog, menu, list and tooltip; one that does not close is hidden."""
    QToolTip.hideText()
    close_popups()
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            _close(other)


def close_popups() -> None:
    """Close every open menu and list."""
    for popup in iter(QApplication.activePopupWidget, None):
        _close(popup)
        if popup.isVisible():
            break


def _close(widget: QWidget) -> None:
    widget.close()
    if widget.isVisible():
        widget.hide()


class SelectionGuard(QObject):
    """Keeps selections of all fields and texts from other programs: Qt would share each without a copy.

    It goes before any other program's request for it gets its turn. What is selected stays selected.
    """

    def __init__(self, parent: QObject, clipboard: QClipboard | None = None) -> None:
        super().__init__(parent)
        self._clipboard = clipboard or QGuiApplication.clipboard()
        self._clipboard.selectionChanged.connect(self.clear)

    def clear(self) -> None:
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)
