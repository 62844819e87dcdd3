"""Where there is no screen Qt aborts the process, and advises to install the program again. One sentence and status 1 instead."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QtMsgType, qFormatLogMessage, qInstallMessageHandler

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMessageLogContext
    from PySide6.QtWidgets import QApplication

_NOBODY: Final = "could not connect to display"
_SENTENCE: Final = (
    "Prøvesvar cannot show its window: no screen answers here (DISPLAY, WAYLAND_DISPLAY). --self-check needs none.\n"
)


def told(make: Callable[[], QApplication]) -> QApplication:
    """The application that ``make`` makes; where there can be none, the end of the process, which says why."""
    lines: list[str] = []

    def handle(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        lines.append(f"{qFormatLogMessage(kind, context, message)}\n")  # as Qt itself would write it
        if kind is QtMsgType.QtFatalMsg:  # Qt would abort now
            say([_SENTENCE] if any(_NOBODY in line for line in lines) else lines)
            os._exit(1)

    qInstallMessageHandler(handle)
    try:
        return make()
    finally:
        qInstallMessageHandler(None)
        say(lines)


def say(lines: list[str]) -> None:
    """To whoever reads it. A window's program on Windows has nobody."""
    if sys.stderr is not None and lines:
        with suppress(OSError):
            sys.stderr.writelines(lines)
            sys.stderr.flush()
