"""The sheets of the window: guide, keys, contacts, settings, journal, self-check, set-up. Loaded after the first paint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from shiboken6 import isValid

from provesvar_gui.errors import ErrorCode
from provesvar_gui.ui.admin.journal import JournalDialog
from provesvar_gui.ui.admin.self_check import SelfCheckDialog
from provesvar_gui.ui.admin.settings import SettingsDialog
from provesvar_gui.ui.admin.setup import SetupDialog
from provesvar_gui.ui.desk.tasks import SETUP
from provesvar_gui.ui.help.downtime import DowntimeCard
from provesvar_gui.ui.help.guide import GuideWindow, place_of
from provesvar_gui.ui.help.keys import HelpDialog
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.messages import MessageText, codes_of_chapters
from provesvar_gui.ui.preferences import Preferences
from provesvar_gui.ui.sheet import SheetPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.errors import AppError
    from provesvar_gui.ui.main_window import MainWindow
    from provesvar_gui.ui.ports import Maintenance
    from provesvar_gui.ui.sheet import Sheet


#: Messages of a service that does not answer, or of a program that cannot ask: with them whom to call is offered.
_AWAY: Final = SETUP | {
    ErrorCode.TOKEN_INVALID, ErrorCode.DPOP_REFUSED, ErrorCode.OTHER_ISSUER, ErrorCode.SANDBOX_UNAVAILABLE, ErrorCode.INTERNAL,
    *codes_of_chapters("failure#network", "failure#service", "failure#clock"),
}  # fmt: skip
_NUMBERS: Final = 3  # telephone numbers in the message itself
#: What a message offers, by the sheet that it opens.
_REMEDIES: Final = {"setupDialog": "set_up", "selfCheckDialog": "self_check", "downtimeCard": "call"}
_NO_CLIENT: Final = frozenset({ErrorCode.CLIENT_NOT_CONFIGURED, ErrorCode.KEY_MISSING, ErrorCode.KEY_MALFORMED})


class WindowPages(QObject):
    """The sheets of one window. Nothing in them is about a patient."""

    def __init__(self, window: MainWindow, maintenance: Callable[[], Maintenance] | None) -> None:
        super().__init__(window)
        self._window, self._maintenance = window, maintenance
        self.sheets = SheetPage(window, window.window_frame.pages)
        window.window_frame.take_sheets(self.sheets)
        self._open: dict[Key, Sheet] = {}  # those of which there is one at a time
        self._assistant: SetupDialog | None = None
        self.preferences = Preferences(window, maintenance)
        window.area.banner.asked.connect(self._help_against)
        self.sheets.changed.connect(self._sheet_changed)

    def open(self, key: Key) -> None:
        window, maintenance, page = self._window, self._maintenance, self._open.get(key)
        if key is Key.HELP:
            self.open_guide()
        elif page is not None and isValid(page) and page.is_open:
            page.open_page()
        elif key is Key.KEYS:
            # In the sandbox, in a drill and where the policy says no, there is none to begin.
            self._open_new(key, HelpDialog(window, without=() if window.settings.may_drill else (Key.DRILL,)))
        elif key is Key.CALL:
            settings = window.settings
            card = DowntimeCard(window, settings.contacts(), settings, may_print=lambda: not window.locked)
            self._open_new(key, card)
        elif key is Key.JOURNAL:
            self._open_new(key, JournalDialog(window.bridge, window.controller, window.form.role.name_of, window))
        elif maintenance is not None and key is Key.SETTINGS:
            self._open_new(key, SettingsDialog(window, window.bridge, maintenance, self.preferences))
        elif maintenance is not None:
            check = SelfCheckDialog(window, window.bridge, maintenance, window.settings)
            check.setup_asked.connect(self.open_assistant)
            self._open_new(key, check)

    def _open_new(self, key: Key, page: Sheet) -> None:
        self._open[key] = page
        page.open_page()
        page.read()

    def _help_against(self, what: str) -> None:
        if what == "set_up":
            self.open_assistant()
        elif what == "retry":
            self._window.controller.enter()
        elif what == "refresh":
            self._window.area.prepare().tools.refresh.click()
        else:
            self.open(Key.CALL if what == "call" else Key.SELF_CHECK)

    def _sheet_changed(self) -> None:
        sheet, banner = self.sheets.sheet, self._window.area.banner
        banner.left_out = _REMEDIES.get(sheet.objectName(), "") if sheet is not None else ""
        banner.offer()

    def open_guide(self, place: str = "") -> None:
        if not place:
            banner = self._window.area.banner
            place = place_of(self._window, banner.code if banner.isVisibleTo(self._window) else None)
        guide = self._open.get(Key.HELP)
        if not isinstance(guide, GuideWindow) or not isValid(guide) or not guide.is_open:
            try:
                self._open[Key.HELP] = guide = GuideWindow(self._window)
            except OSError:  # an installation that has lost some of its files: the keys are in the program itself
                self.open(Key.KEYS)
                return
        guide.open_at(place)

    def open_assistant(self) -> None:
        if self._maintenance is None or not self._window.settings.may_set_up:
            return
        if self._assistant is None:
            self._assistant = SetupDialog(self._window.bridge, self._maintenance, self._window)
            self._assistant.client_set_up.connect(self._client_set_up)
            self._assistant.failed_while_closed.connect(self._window.controller.show_error)
        self._assistant.open_page()

    def offer(self, error: AppError) -> None:
        banner, settings, away = self._window.area.banner, self._window.settings, error.code in _AWAY
        banner.offer(call=away)
        numbers, support = settings.values.contact.laboratories[:_NUMBERS], settings.values.contact.support
        if support is not None and error.code not in codes_of_chapters("failure#service"):  # it is on this side
            numbers = (*numbers[: _NUMBERS - 1], support)
        banner.show_numbers(numbers if away else ())
        if self._maintenance is not None:
            banner.offer(set_up=settings.may_set_up and error.code in _NO_CLIENT, self_check=error.code in SETUP)

    def _client_set_up(self) -> None:
        words = MessageText(what=self.tr("The client is set up."), do=self.tr("Press Enter to log in."))
        self._window.area.banner.say(words, tint="ok")
        self._window.controller.settings_reader.require()
