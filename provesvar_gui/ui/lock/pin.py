"""The proof by a PIN that was chosen after the login; HelseID where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from provesvar_gui.domain.pin import may_be
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.ui.lock import pin_page
from provesvar_gui.ui.lock.pin_page import PinPage
from provesvar_gui.ui.lock.ports import NotProven, Proven
from provesvar_gui.ui.scanner import key_time

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.ui.lock.pin_keeper import PinKeeper
    from provesvar_gui.ui.lock.ports import Proof


class PinProof(QObject):
    """See ``ports.Proof``. ``helseid``: what else proves it, as long as this one lasts.

    After the last wrong try the session ends: who guesses gets no other way in than a login of their own.
    """

    def __init__(
        self, keeper: PinKeeper, helseid: Proof, parent: QObject, *, key_time: Callable[[QKeyEvent], float] = key_time
    ) -> None:
        super().__init__(parent)
        self._key_time = key_time
        self._keeper, self._helseid = keeper, helseid
        self._key = ""
        self._done: Callable[[Proven | NotProven], None] | None = None
        self._page: PinPage | None = None

    def begin(self, key: str, done: Callable[[Proven | NotProven], None], *, by_system: bool) -> None:
        """See ``Proof.begin``."""
        self._key, self._done = key, done
        self._helseid.begin(key, self._from_helseid, by_system=by_system)

    def ask(self) -> None:
        """See ``Proof.ask``."""
        if self._page is not None and self._keeper.key:
            self._page.submit()
        else:
            self._helseid.ask()

    def cancel(self) -> None:
        """See ``Proof.cancel``."""
        self._helseid.cancel()
        if self._page is not None:
            self._page.edit.forget()

    def end(self) -> None:
        """See ``Proof.end``."""
        self._helseid.end()
        if self._page is not None:
            self._page.edit.forget()
        self._key, self._done, self._page = "", None, None

    def label(self) -> str:
        """See ``Proof.label``."""
        return QCoreApplication.translate("Lock", "&Unlock")

    def page(self, parent: QWidget) -> QWidget | None:
        """See ``Proof.page``."""
        page = self._page = PinPage(parent, self._helseid.page, key_time=self._key_time)
        page.entered.connect(self._entered)
        page.helseIdAsked.connect(self._instead)
        return page

    def gone(self) -> None:
        """The session has ended, and the PIN with it."""
        if self._page is not None:
            self._page.only_helseid()

    def _entered(self, digits: str) -> None:
        page, done = self._page, self._done
        if page is None or done is None:
            return
        if not may_be(digits):
            page.say(pin_page.no_pin())
        elif self._keeper.key == self._key and self._keeper.fits(digits):
            done(Proven(key=self._key))
        elif self._keeper.key:
            page.say(pin_page.wrong(self._keeper.left))
        else:
            done(NotProven(error=AppError(ErrorCode.PIN_WRONG), final=True))

    def _instead(self) -> None:
        if self._page is not None:
            self._page.edit.forget()
            self._page.say("")
        self._helseid.ask()

    def _from_helseid(self, outcome: Proven | NotProven) -> None:
        if isinstance(outcome, Proven) and outcome.key == self._key:
            self._keeper.proved_otherwise()
        if self._done is not None:
            self._done(outcome)
