"""Help of every kind: the keys, whom to call. Each is loaded when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from provesvar_gui.errors import AppError
from provesvar_gui.ui.keys import Key

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from provesvar_gui.ui.main_window import MainWindow


class WindowPages(QObject):
    """Of one window. Nothing in them is about a patient."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._card: QDialog | None = None
        window.area.banner.callAsked.connect(self.open_card)

    def open(self, key: Key) -> None:
        """The page of one of the window's keys."""
        if key is Key.CALL:
            self.open_card()
        else:
            self.open_keys()

    def open_keys(self) -> None:
        """Every key."""
        from provesvar_gui.ui.help_dialog import HelpDialog

        dialog = HelpDialog(self._window)
        dialog.page_asked.connect(self._window.open_page)
        dialog.show()

    def open_card(self) -> None:
        """Whom to call."""
        from provesvar_gui.ui.downtime.card import DowntimeCard

        card = self._card
        if card is None or not isValid(card):
            settings = self._window.settings
            card = self._card = DowntimeCard(self._window, settings.contacts(), settings, may_take=not self._window.locked)
        card.show()
        card.raise_()
        card.activateWindow()

    def offer(self, error: object) -> None:
        """With a message of a service that does not answer: whom to call."""
        from provesvar_gui.ui.downtime.words import AWAY

        self._window.area.banner.offer_call(offered=isinstance(error, AppError) and error.code in AWAY)
