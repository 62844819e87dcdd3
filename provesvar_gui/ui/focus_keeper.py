"""The focus is never nowhere: when the widget that has it goes, what is typed next must still arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.ui.results_area import ResultsArea


class FocusKeeper(QObject):
    """Who read results goes on reading, as long as there are any; everybody else is at the patient's number.

    ``to_patient``: puts the caret there, where that can be seen.
    """

    def __init__(self, window: QWidget, area: ResultsArea, to_patient: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._area, self._to_patient = window, area, to_patient
        self._moving = False
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._changed)

    def mend(self) -> None:
        """The window comes to the front: Qt would give the focus to whatever comes next."""
        if _gone(self._window.focusWidget()):
            self._to_patient()

    def _changed(self, old: QObject | None, new: QWidget | None) -> None:
        if (
            not isValid(self._window)
            or self._moving
            or not self._window.isActiveWindow()
            or QApplication.activePopupWidget() is not None
        ):
            return
        if new is None:
            QTimer.singleShot(0, self, self._check)  # it may be on its way to another window
        if isinstance(old, QWidget) and isValid(old) and self._window.isAncestorOf(old) and _gone(old):
            self._move(old, new)

    def _check(self) -> None:
        if self._window.isActiveWindow() and QApplication.focusWidget() is None and QApplication.activePopupWidget() is None:
            self._to_patient()

    def _move(self, old: QWidget, new: QWidget | None) -> None:
        reading = self._area.results_visible and self._area.isAncestorOf(old)
        if reading and new is not None and self._area.isAncestorOf(new):
            return  # within the results: their own order
        self._moving = True
        try:
            self._area.take_focus() if reading else self._to_patient()
        finally:
            self._moving = False


def _gone(widget: QWidget | None) -> bool:
    return widget is None or not widget.isVisible() or not widget.isEnabled()
