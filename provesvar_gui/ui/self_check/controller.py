"""Opens the self-check and has it done on the runtime thread; the window stays alive, and closing the page ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from provesvar_gui.errors import AppError
from provesvar_gui.self_check.item import Finding
from provesvar_gui.ui import messages
from provesvar_gui.ui.self_check.page import SelfCheckDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.ui.background import BridgeLike
    from provesvar_gui.ui.upkeep import Upkeep


class SelfCheckController(QObject):
    """``set_up_asked``: somebody wants to take a client's file in. ``checked``: all that was found, a tuple of ``Finding``."""

    set_up_asked = Signal()
    checked = Signal(object)

    def __init__(self, bridge: BridgeLike, upkeep: Upkeep, window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._upkeep, self._window = bridge, upkeep, window
        self._dialog: SelfCheckDialog | None = None

    def open(self, *, may_set_up: bool) -> None:
        """The key, or a button."""
        dialog = self._dialog
        if dialog is not None and isValid(dialog):
            dialog.raise_()
            dialog.activateWindow()
            return
        dialog = self._dialog = SelfCheckDialog(self._window, may_set_up=may_set_up)
        dialog.check_asked.connect(self._check)
        dialog.setup_asked.connect(self.set_up_asked)
        dialog.show()
        self._check()

    def _check(self) -> None:
        dialog = self._dialog
        if dialog is None or not isValid(dialog):
            return
        dialog.say_running()
        upkeep = self._upkeep
        task = self._bridge.start_alone(lambda report: upkeep.self_check(report), parent=dialog)
        task.progressed.connect(lambda finding: dialog.show_finding(finding) if isinstance(finding, Finding) else None)
        task.succeeded.connect(lambda found: dialog.show_all(found) if isinstance(found, tuple) else None)
        task.succeeded.connect(self.checked)
        task.failed.connect(lambda error: dialog.say_failed(_what(error)))


def _what(error: object) -> str:
    return messages.of_error(error).what if isinstance(error, AppError) else ""
