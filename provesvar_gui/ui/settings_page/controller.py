"""Opens the page of settings and has the files read on the runtime thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from provesvar_gui.self_check.settings_told import SettingsTold
from provesvar_gui.ui.settings_page.dialog import SettingsDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.ui.background import BridgeLike
    from provesvar_gui.ui.upkeep import Upkeep


class SettingsController(QObject):
    """``window``: beside which the page stands."""

    def __init__(self, bridge: BridgeLike, upkeep: Upkeep, window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._upkeep, self._window = bridge, upkeep, window
        self._dialog: SettingsDialog | None = None

    def open(self) -> None:
        """The key, or a button."""
        dialog = self._dialog
        if dialog is not None and isValid(dialog):
            dialog.raise_()
            dialog.activateWindow()
            return
        dialog = self._dialog = SettingsDialog(self._window)
        dialog.read_asked.connect(self._read)
        dialog.show()
        self._read()

    def _read(self) -> None:
        dialog = self._dialog
        if dialog is None or not isValid(dialog):
            return
        dialog.say_reading()
        upkeep = self._upkeep
        task = self._bridge.start_alone(lambda _report: upkeep.settings(), parent=dialog)
        task.succeeded.connect(lambda told: dialog.show_settings(told) if isinstance(told, SettingsTold) else None)
        task.failed.connect(lambda _error: dialog.say_failed())
