"""A frame without delay: Qt sends it after everything that waits, and 5 ms later still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def paint(widget: QWidget) -> None:
    """Lay out and paint what has changed in the widget's window, before any timer or message gets its turn."""
    window = widget.window()
    if window.isVisible():
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        QCoreApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))
