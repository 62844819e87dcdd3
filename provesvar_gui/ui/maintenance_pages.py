"""Self-check, settings and assistant: by keys, by the help, by messages against which they help. Loaded when asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.ui.admin.self_check import SelfCheckController
from provesvar_gui.ui.admin.settings import SettingsController
from provesvar_gui.ui.admin.setup import SetupAssistant
from provesvar_gui.ui.desk.tasks import SETUP
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.messages import Words
from provesvar_gui.ui.theme import Tone

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.ui.maintenance import Upkeep
    from provesvar_gui.ui.ports import BridgeLike
    from provesvar_gui.ui.status_banner import StatusBanner

_NO_CLIENT = frozenset({ErrorCode.CLIENT_NOT_CONFIGURED, ErrorCode.KEY_MISSING, ErrorCode.KEY_MALFORMED})


class UpkeepPages(QObject):
    """``may_set_up``: whether a client may be taken in here, by the settings in force. ``set_up``: one was.

    ``checked``: what a self-check found.
    """

    set_up = Signal()
    checked = Signal(object)

    def __init__(self, bridge: BridgeLike, upkeep: Upkeep, window: QWidget, banner: StatusBanner) -> None:
        super().__init__(window)
        self._bridge, self._upkeep, self._window, self._banner = bridge, upkeep, window, banner
        self.may_set_up = False
        banner.setUpAsked.connect(self.open_assistant)
        banner.selfCheckAsked.connect(self.open_self_check)

    def open(self, key: Key) -> None:
        """The page of one of the window's keys."""
        if key is Key.SETTINGS:
            self.open_settings()
        elif key is Key.SELF_CHECK:
            self.open_self_check()

    def open_self_check(self) -> None:
        self._check.open(may_set_up=self.may_set_up)

    def open_settings(self) -> None:
        """Every setting, and who decides it."""
        self._settings.open()

    def open_assistant(self) -> None:
        if self.may_set_up:
            self._assistant.open()

    def offer(self, error: object) -> None:
        """What is on the banner now may be put right here, or looked into."""
        if isinstance(error, AppError):
            self._banner.offer(set_up=self.may_set_up and error.code in _NO_CLIENT, self_check=error.code in SETUP)

    @cached_property
    def _check(self) -> SelfCheckController:
        check = SelfCheckController(self._bridge, self._upkeep, self._window)
        check.set_up_asked.connect(self.open_assistant)
        check.checked.connect(self.checked)
        return check

    @cached_property
    def _settings(self) -> SettingsController:
        return SettingsController(self._bridge, self._upkeep, self._window)

    @cached_property
    def _assistant(self) -> SetupAssistant:
        assistant = SetupAssistant(self._bridge, self._upkeep, self._window)
        assistant.done.connect(self._taken_in)
        return assistant

    def _taken_in(self) -> None:
        words = Words(what=self.tr("The client is set up."), do=self.tr("Press Enter to log in."))
        self._banner.say(words, tone=Tone.OK)
        self.set_up.emit()
