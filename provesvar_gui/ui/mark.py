"""The program's mark on its windows: in the title bar, the list of windows, the task bar."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QIcon

from provesvar_gui.paths import resource

_SIZES = (16, 24, 32, 48, 64, 128)  # pixels; a window manager gets every one of them at once


def put_on_windows(*, practice: bool) -> None:
    """On every window. ``practice``: the sandbox's other mark. It reads six small files: not before the first paint."""
    name = "provesvar-practice" if practice else "provesvar"
    icon = QIcon()
    for size in _SIZES:
        icon.addFile(str(resource("icons", f"{name}-{size}.png")), QSize(size, size))
    QGuiApplication.setWindowIcon(icon)
