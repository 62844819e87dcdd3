"""The dialogs beside the window: guide, keys, contacts, settings, self-check, set-up. Loaded after the first paint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from shiboken6 import isValid

from provesvar_gui.errors import ErrorCode
from provesvar_gui.ui.admin.self_check import SelfCheckDialog
from provesvar_gui.ui.admin.settings import SettingsDialog
from provesvar_gui.ui.admin.setup import SetupDialog
from provesvar_gui.ui.desk.tasks import SETUP
from provesvar_gui.ui.help.downtime import DowntimeCard
from provesvar_gui.ui.help.guide import GuideWindow, place_of
from provesvar_gui.ui.help.keys import HelpDialog
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.messages import MessageText, of_places
from provesvar_gui.ui.preferences import Preferences

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.errors import AppError
    from provesvar_gui.ui.main_window import MainWindow
    from provesvar_gui.ui.ports import Maintenance
    from provesvar_gui.ui.sheet import Sheet


#: Messages of a service that does not answer, or of a program that cannot ask: with them whom to call is offered.
_AWAY: Final = SETUP | {
    ErrorCode.TOKEN_INVALID, ErrorCode.DPOP_REFUSED, ErrorCode.OTHER_ISSUER, ErrorCode.SANDBOX_UNAVAILABLE, ErrorCode.INTERNAL,
    *of_places("failure#network", "failure#service", "failure#clock"),
}  # fmt: skip
_NUMBERS: Final = 3  # telephone numbers in the message itself
_NO_CLIENT: Final = frozenset({ErrorCode.CLIENT_NOT_CONFIGURED, ErrorCode.KEY_MISSING, ErrorCode.KEY_MALFORMED})


class WindowPages(QObject):
    """The pages beside one window. Nothing in them is about a patient."""

    def __init__(self, window: MainWindow, maintenance: Callable[[], Maintenance] | None) -> None:
        super().__init__(window)
        self._window, self._maintenance = window, maintenance
        self._open: dict[Key, Sheet] = {}  # those of which there is one at a time
        self._assistant: SetupDialog | None = None
        self.preferences = Preferences(window, maintenance)
        window.area.banner.asked.connect(self._help_against)

    def open(self, key: Key) -> None:
        page = self._open.get(key)
        if key is Key.HELP:
            self.open_guide()
        elif key is Key.KEYS:
            self._open_keys()
        elif page is not None and isValid(page):
            page.open_page()
        elif key is Key.CALL:
            self._open_card()
        elif self._maintenance is not None:
            self._open_settings(self._maintenance) if key is Key.SETTINGS else self._open_self_check(self._maintenance)

    def _help_against(self, what: str) -> None:
        if what == "set_up":
            self.open_assistant()
        elif what == "retry":
            self._window.controller.enter()
        else:
            self.open(Key.CALL if what == "call" else Key.SELF_CHECK)

    def open_guide(self, place: str = "") -> None:
        if not place:
            banner = self._window.area.banner
            place = place_of(self._window, banner.code if banner.isVisibleTo(self._window) else None)
        guide = self._open.get(Key.HELP)
        if not isinstance(guide, GuideWindow) or not isValid(guide):
            try:
                self._open[Key.HELP] = guide = GuideWindow(self._window)
            except OSError:  # an installation that has lost some of its files: the keys are in the program itself
                self._open_keys()
                return
        guide.open_at(place)

    def open_assistant(self) -> None:
        if self._maintenance is None or not self._window.settings.may_set_up:
            return
        if self._assistant is None:
            self._assistant = SetupDialog(self._window.bridge, self._maintenance, self._window)
            self._assistant.taken_in.connect(self._taken_in)
            self._assistant.failed_behind.connect(self._window.controller.show_error)
        self._assistant.open_page()

    def offer(self, error: AppError) -> None:
        banner, settings, away = self._window.area.banner, self._window.settings, error.code in _AWAY
        banner.offer(call=away)
        banner.show_numbers(settings.values.contact.laboratories[:_NUMBERS] if away else ())
        if self._maintenance is not None:
            banner.offer(set_up=settings.may_set_up and error.code in _NO_CLIENT, self_check=error.code in SETUP)

    def _open_keys(self) -> None:
        # In the sandbox, in a drill and where the policy says no, there is none to begin.
        settings = self._window.settings
        HelpDialog(self._window, without=() if settings.may_drill else (Key.DRILL,)).open_page()

    def _open_card(self) -> None:
        settings = self._window.settings
        card = self._open[Key.CALL] = DowntimeCard(
            self._window, settings.contacts(), settings, may_print=lambda: not self._window.locked
        )
        card.open_page()

    def _open_settings(self, maintenance: Callable[[], Maintenance]) -> None:
        page = self._open[Key.SETTINGS] = SettingsDialog(self._window, self._window.bridge, maintenance, self.preferences)
        page.open_page()
        page.read()

    def _open_self_check(self, maintenance: Callable[[], Maintenance]) -> None:
        may_set_up = self._window.settings.may_set_up
        page = self._open[Key.SELF_CHECK] = SelfCheckDialog(self._window, self._window.bridge, maintenance, may_set_up=may_set_up)
        page.setup_asked.connect(self.open_assistant)
        page.open_page()
        page.check()

    def _taken_in(self) -> None:
        words = MessageText(what=self.tr("The client is set up."), do=self.tr("Press Enter to log in."))
        self._window.area.banner.say(words, tint="ok")
        self._window.controller.setup.require()
