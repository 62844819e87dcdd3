"""The proof by the system's own unlock. Only where a policy says that accounts are personal (``lock.proof``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.lock.ports import Proven
from provesvar_gui.ui.tone import ToneLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.ui.lock.ports import NotProven, Proof, SystemLock

translate = QCoreApplication.translate


class SystemPage(QWidget):
    """``unlockSystem``: says what opens the window, and asks for the system's lock."""

    def __init__(self, parent: QWidget, login: Callable[[QWidget], QWidget | None]) -> None:
        super().__init__(parent)
        self.setObjectName("unlockSystem")
        how = ToneLabel(
            translate("Lock", "When you lock the computer's screen and unlock it, the window opens too. Or log in with HelseID."),
            parent=self,
        )
        self.lock = QPushButton(translate("Lock", "&Lock the computer's screen"), self)
        self.lock.setObjectName("lockScreenButton")
        self.lock.setAccessibleName(translate("Lock", "Lock the computer's screen"))
        self.lock.setMinimumHeight(38)
        self.lock.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["small"])
        column.addWidget(how)
        column.addWidget(self.lock)
        progress = login(self)
        if progress is not None:
            column.addWidget(progress)


class SystemProof(QObject):
    """See ``ports.Proof``. An unlocking counts where its lock was seen from its beginning (``seat.facts.SeatState``).

    The account is the one that this process runs under: only its own session is listened to. HelseID goes on beside it.
    """

    def __init__(self, system: SystemLock, helseid: Proof, parent: QObject) -> None:
        super().__init__(parent)
        self._system, self._helseid = system, helseid
        self._key = ""
        self._done: Callable[[Proven | NotProven], None] | None = None
        system.unlocked.connect(self._unlocked)

    def begin(self, key: str, done: Callable[[Proven | NotProven], None], *, by_system: bool) -> None:
        """See ``Proof.begin``."""
        self._key, self._done = key, done
        self._helseid.begin(key, done, by_system=by_system)

    def ask(self) -> None:
        """See ``Proof.ask``."""
        self._helseid.ask()

    def cancel(self) -> None:
        """See ``Proof.cancel``."""
        self._helseid.cancel()

    def end(self) -> None:
        """See ``Proof.end``."""
        self._key, self._done = "", None
        self._helseid.end()

    def label(self) -> str:
        """See ``Proof.label``."""
        return self._helseid.label()

    def page(self, parent: QWidget) -> QWidget | None:
        """See ``Proof.page``."""
        page = SystemPage(parent, self._helseid.page)
        page.lock.clicked.connect(self._system.lock_screen)
        return page

    def _unlocked(self) -> None:
        if self._done is not None:
            self._done(Proven(key=self._key))
