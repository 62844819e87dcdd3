"""Help of every kind: the guide, the keys, whom to call. Loaded after the first paint: its imports take longer than that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from shiboken6 import isValid

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.ui.desk.tasks import SETUP
from provesvar_gui.ui.help.downtime import DowntimeCard
from provesvar_gui.ui.help.guide import GuideWindow, place_of
from provesvar_gui.ui.help.keys import HelpDialog
from provesvar_gui.ui.keys import Key

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from provesvar_gui.ui.main_window import MainWindow


#: Messages of a service that does not answer, or of a program that cannot ask: with them whom to call is offered.
_AWAY: Final = SETUP | {
    ErrorCode.TIMEOUT, ErrorCode.CONNECTION_BROKEN, ErrorCode.UNEXPECTED_ANSWER, ErrorCode.SERVER_ERROR, ErrorCode.SERVER_BUSY,
    ErrorCode.TOKEN_INVALID, ErrorCode.DPOP_REFUSED, ErrorCode.CLOCK_WRONG, ErrorCode.SANDBOX_UNAVAILABLE, ErrorCode.INTERNAL,
    ErrorCode.OTHER_ISSUER,
}  # fmt: skip


class WindowPages(QObject):
    """Of one window. Nothing in them is about a patient."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._guide: GuideWindow | None = None
        self._card: QDialog | None = None
        self._told: ErrorCode | None = None  # of the message that was said last; many have none
        window.area.banner.callAsked.connect(self.open_card)
        window.area.banner.said.connect(self._said)

    def open(self, key: Key) -> None:
        """The page of one of the window's keys."""
        if key is Key.HELP:
            self.open_guide()
        elif key is Key.KEYS:
            self.open_keys()
        elif key is Key.CALL:
            self.open_card()

    def open_guide(self, place: str = "") -> None:
        """At this place, or at the one that fits what is on the screen."""
        if not place:
            shown = self._window.area.banner.isVisibleTo(self._window)
            place = place_of(self._window, self._told if shown else None)
        guide = self._guide
        if guide is None or not isValid(guide):
            try:
                guide = self._guide = GuideWindow(
                    self._window,
                    patience=self._window.settings.lock_idle_seconds,
                    tell_later=self._window.lock.tell_once_open,
                )
            except OSError:  # an installation that has lost some of its files: the keys are in the program itself
                self.open_keys()
                return
        guide.may_print = not self._window.locked
        guide.open_at(place)

    def forget(self) -> None:
        """What was typed into them: the patient is cleared."""
        if self._guide is not None and isValid(self._guide):
            self._guide.forget()

    def open_keys(self) -> None:
        # Where a policy says no the key says so; the sandbox, and a drill, have none to begin.
        settings = self._window.settings
        dialog = HelpDialog(self._window, without=() if settings.may_drill else (Key.DRILL,), drill=settings.drill)
        dialog.page_asked.connect(self._window.open_page)
        dialog.show()

    def open_card(self) -> None:
        card = self._card
        if card is None or not isValid(card):
            settings = self._window.settings
            card = self._card = DowntimeCard(
                self._window,
                settings.contacts(),
                settings,
                may_take=lambda: not self._window.locked,
                tell_later=self._window.lock.tell_once_open,
            )
        card.show()
        card.raise_()
        card.activateWindow()

    def _said(self) -> None:
        self._told = None

    def offer(self, error: object) -> None:
        """With a message of a service that does not answer: whom to call."""
        self._told = error.code if isinstance(error, AppError) else None
        self._window.area.banner.offer(call=self._told in _AWAY)
